//! An email as it travels (RFC 5322): text and HTML, with what keeps a shop out of spam.

use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::MultiPart;
use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;

use super::gateway::Outgoing;
use crate::text::clean;

/// The letter, or why there can be none.
pub(super) fn letter(
    message: &Outgoing,
    from: &str,
    reply_to: Option<&str>,
    unsubscribe: Option<&str>,
) -> Result<Message, String> {
    let mailbox = |text: &str| text.parse::<Mailbox>().map_err(|why| format!("{text}: {why}"));
    let from = mailbox(from)?;
    let to = message.to.parse().map_err(|why| format!("{}: {why}", message.to))?;
    // A header is one line: the mailer gives up at a line break.
    let line = |text: &str| clean(text).trim().to_owned();
    let name = Some(line(&message.name)).filter(|name| !name.is_empty());
    let host = from.email.domain().to_owned();
    let mut letter = Message::builder()
        .message_id(Some(format!("<{}@{host}>", message.mark)))
        .date_now()
        .to(Mailbox::new(name, to))
        .subject(line(&message.subject))
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if message.kind == OFFER {
        let stop = match unsubscribe {
            Some(page) if page.starts_with("https://") => format!("<{}>", line(page)),
            Some(address) => format!("<mailto:{}?subject=unsubscribe>", line(address)),
            None => return Err("an offer must say how to get no more: `unsubscribe` is not set".to_owned()),
        };
        letter = letter.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("List-Unsubscribe"),
            stop,
        ));
    }
    if let Some(reply_to) = reply_to {
        letter = letter.reply_to(mailbox(reply_to)?);
    }
    let letter = letter.from(from);
    let made = match &message.html {
        Some(html) => letter.multipart(MultiPart::alternative_plain_html(message.text.clone(), html.clone())),
        None => letter.body(message.text.clone()),
    };
    made.map_err(|why| why.to_string())
}

/// Letters of this kind can be cancelled.
const OFFER: &str = "offer";
