//! An email as it travels (RFC 5322): text and HTML, with what keeps a shop out of spam.

use lettre::Message;
use lettre::message::Attachment;
use lettre::message::Mailbox;
use lettre::message::MultiPart;
use lettre::message::SinglePart;
use lettre::message::header::ContentType;
use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;

use super::gateway::Outgoing;
use crate::outreach::compose::CODE;
use crate::text::clean;

/// The header that has a letter's mark, whatever becomes of its Message-ID.
pub const MARK: &str = "X-Dozvon-Mark";
/// Letters of this kind can be cancelled.
const OFFER: &str = "offer";

/// The letter, or why there can be none.
pub(super) fn letter(message: &Outgoing, from: &str, reply_to: Option<&str>) -> Result<Message, String> {
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
        .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()))
        // A server that gives letters its own Message-ID leaves this one, and it comes back with what cannot be delivered.
        .raw_header(raw(MARK, message.mark.clone()));
    if message.kind == OFFER {
        let stop = message.unsubscribe.as_ref();
        let stop = stop.ok_or("an offer must say how to get no more, and nobody would hear of it")?;
        letter = letter.raw_header(raw(
            "List-Unsubscribe",
            line(&stop.header(&message.mark, message.stop_url.as_deref())),
        ));
        if stop.is_one_click() {
            // RFC 8058: a program may say it without showing the page.
            letter = letter.raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    if let Some(reply_to) = reply_to {
        letter = letter.reply_to(mailbox(reply_to)?);
    }
    let letter = letter.from(from);
    let made = match &message.html {
        Some(html) => letter.multipart(parts(message, html)?),
        None => letter.body(message.text.clone()),
    };
    made.map_err(|why| why.to_string())
}

/// The text, and the HTML with the picture it shows beside it.
fn parts(message: &Outgoing, html: &str) -> Result<MultiPart, String> {
    let Some(png) = &message.code else {
        return Ok(MultiPart::alternative_plain_html(message.text.clone(), html.to_owned()));
    };
    let kind = ContentType::parse("image/png").map_err(|why| why.to_string())?;
    let picture = Attachment::new_inline(CODE.to_owned()).body(png.clone(), kind);
    let shown = MultiPart::related()
        .singlepart(SinglePart::html(html.to_owned()))
        .singlepart(picture);
    Ok(MultiPart::alternative()
        .singlepart(SinglePart::plain(message.text.clone()))
        .multipart(shown))
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
