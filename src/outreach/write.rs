//! A message in words: the right text, filled in for its channel.

use thiserror::Error;

use super::html::LetterCode;
use super::html::LetterLook;
use super::html::html;
use super::templates::Templates;
use super::texts;
use super::texts::NAMES;
use super::texts::SIGNATURE;
use super::values::Need;
use super::values::WritingContext;
use super::written::WrittenMessage;
use crate::domain::carrier::Carrier;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::net::http::base64;
use crate::text::qr::qr;

/// Why a message cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// No message has that name.
    #[error("no message is called `{0}`")]
    Unknown(String),
    /// The card does not have what it tells.
    #[error("the card lacks {0:?}")]
    Lacks(Need),
    /// Its text cannot be filled in.
    #[error("{name}{}: {message}", line.map(|line| format!(":{line}")).unwrap_or_default())]
    Broken {
        /// The text's name.
        name: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong there.
        message: String,
    },
}

/// The name of the text for what a message tells: the kind's own, but for what has words of its own.
pub fn template_name(told: &MessageBody, corrects: bool) -> &'static str {
    match told {
        MessageBody::Accepted { .. } if corrects => "changed",
        MessageBody::Arrived(storage) if storage.carrier == Some(Carrier::Pickup) => "ready",
        told => told.kind().code(),
    }
}

/// Writes the message of that name: with what it tells, or with what the order's own facts say of it.
pub fn write(
    templates: &Templates,
    name: &str,
    channel: Channel,
    told: Option<(&MessageBody, bool)>,
    around: &WritingContext<'_>,
) -> Result<WrittenMessage, MessageError> {
    if !NAMES.contains(&name) {
        return Err(MessageError::Unknown(name.to_owned()));
    }
    if around.card.order.is_none() && !texts::may_lack_an_order(name) {
        return Err(MessageError::Lacks(Need::Order));
    }
    let (values, message) = around.values(told.map(|(told, _)| told), told.is_some_and(|(_, corrects)| corrects));
    if let Some(need) = message.lacks(name) {
        return Err(MessageError::Lacks(need));
    }
    let lang = around.tr.lang();
    let fill = |name: &str, channel| {
        templates
            .fill(lang, name, channel, values.clone())
            .map_err(|(line, message)| MessageError::Broken {
                name: format!("{}/{name}.{}", lang.code(), channel.code()),
                line,
                message,
            })
    };
    let filled = fill(name, channel)?;
    Ok(match channel {
        Channel::Sms => WrittenMessage {
            subject: String::new(),
            text: one_line(&filled),
        },
        Channel::Email => letter(&filled, &fill(SIGNATURE, Channel::Email)?),
    })
}

/// A code to pay by, as a letter has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePicture {
    /// The picture (PNG).
    pub png: Vec<u8>,
    /// What stands under it.
    pub caption: String,
}

/// The code by which is paid what the message of that name asks for; none where it asks for nothing, or the settings do not
/// tell the account.
pub fn code_picture(name: &str, told: Option<&MessageBody>, around: &WritingContext<'_>) -> Option<CodePicture> {
    let text = around.pay_code(name, told)?;
    Some(CodePicture {
        png: qr(&text)?.png()?,
        caption: around.tr.text("pay-code_caption"),
    })
}

/// Where the picture of a code is, of a page that stands alone.
pub fn within(code: &CodePicture) -> String {
    format!("data:image/png;base64,{}", base64(&code.png))
}

/// The HTML part of a letter written of `around`; `code` is a code to pay by, and where its picture is.
pub fn html_part(
    templates: &Templates,
    letter: &WrittenMessage,
    around: &WritingContext<'_>,
    code: Option<(&CodePicture, &str)>,
) -> Result<String, MessageError> {
    let code = code.map(|(code, picture)| LetterCode {
        picture: picture.to_owned(),
        caption: code.caption.clone(),
    });
    let shop = around.shop();
    let channels = &around.rules.settings().channels;
    let look = LetterLook {
        logo: channels.logo.as_deref().unwrap_or_default(),
        color: &channels.color,
        shop: shop.name,
    };
    let layout = templates.layout();
    layout
        .and_then(|layout| html(layout, letter, look, code.as_ref()))
        .map_err(|(line, message)| MessageError::Broken {
            name: "layout".to_owned(),
            line,
            message,
        })
}

/// No spaces of special widths, which would cost an alphabet of their own; a first letter as a sentence has it.
fn one_line(filled: &str) -> String {
    let text = filled.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// The heading is the subject; of several empty lines one is left; the signature stands below.
fn letter(filled: &str, signature: &str) -> WrittenMessage {
    let (mut subject, mut lines) = (String::new(), Vec::new());
    for line in filled.lines().map(str::trim_end) {
        match line.strip_prefix("# ") {
            Some(heading) if subject.is_empty() => heading.trim().clone_into(&mut subject),
            _ if line.is_empty() && lines.last().is_none_or(|last: &&str| last.is_empty()) => {}
            _ => lines.push(line),
        }
    }
    let mut text = lines.join("\n").trim_end().to_owned();
    let signature = signature.trim();
    if !signature.is_empty() {
        text.push_str("\n\n-- \n");
        text.push_str(signature);
    }
    text.push('\n');
    WrittenMessage { subject, text }
}
