//! A message of the outbox in words: as it was written by hand or is fixed, else as its facts say now.

use thiserror::Error;

use super::templates::Templates;
use super::values::WritingContext;
use super::values::language;
use super::values::shop_of;
use super::write::MessageError;
use super::write::code_picture;
use super::write::html_part;
use super::write::template_name;
use super::write::write;
use super::written::WrittenMessage;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::view::card::Card;
use crate::view::outbox;
use crate::view::outbox::MessageCards;

/// A message ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Its words.
    pub written: WrittenMessage,
    /// Of an email: the same as HTML.
    pub html: Option<String>,
    /// A code to pay by that its HTML shows: its picture is `cid:` and [`CODE`].
    pub code: Option<Vec<u8>>,
}

/// What the picture of a letter's code is called in it.
pub const CODE: &str = "pay-code";

/// Why a message of the outbox cannot be written.
#[derive(Debug, Error)]
pub enum ComposeError {
    /// The file cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// Its words cannot be made.
    #[error(transparent)]
    Message(#[from] MessageError),
}

/// The message in words.
pub fn compose(desk: &Desk, templates: &Templates, message: &MessageRow) -> Result<Composed, ComposeError> {
    let settings = desk.settings();
    let stop = settings.stop_page(settings.source_of(message.source.as_deref()).name);
    compose_with(desk, templates, message, stop.as_deref())
}

/// Likewise, with the link by which who reads an offer gets no more.
pub fn compose_with(
    desk: &Desk,
    templates: &Templates,
    message: &MessageRow,
    stop_url: Option<&str>,
) -> Result<Composed, ComposeError> {
    let cards = desk.read(|look| outbox::cards(look, message))?;
    let cards = cards.ok_or(DeskError::NotFound)?;
    let tr = Tr::new(language(desk.settings(), &cards.card));
    let context = WritingContext {
        stop_url,
        ..context(&cards, desk.rules(), &tr, desk.now())
    };
    let written = words(templates, message, &cards, &context)?;
    if channel_of(message) == Channel::Sms {
        return Ok(Composed {
            written,
            html: None,
            code: None,
        });
    }
    // A sum of several orders is no sum of any.
    let name = template_name(&message.told, message.corrects.is_some());
    let code = code_picture(name, Some(&message.told), &context).filter(|_| message.others.is_empty());
    let place = format!("cid:{CODE}");
    let shown = code.as_ref().map(|code| (code, place.as_str()));
    let html = Some(html_part(templates, &written, &context, shown)?);
    Ok(Composed {
        written,
        html,
        code: code.map(|code| code.png),
    })
}

/// The message as its reader has it, of cards that were read before.
pub fn written(
    templates: &Templates,
    message: &MessageRow,
    cards: &MessageCards,
    rules: &Rulebook,
    now: Time,
) -> Result<WrittenMessage, MessageError> {
    let tr = Tr::new(language(rules.settings(), &cards.card));
    let stop = rules.settings().stop_page(shop_of(rules.settings(), &cards.card).name);
    let context = WritingContext {
        stop_url: stop.as_deref(),
        ..context(cards, rules, &tr, now)
    };
    words(templates, message, cards, &context)
}

fn context<'a>(cards: &'a MessageCards, rules: &'a Rulebook, tr: &'a Tr, now: Time) -> WritingContext<'a> {
    WritingContext {
        card: &cards.card,
        rules,
        tr,
        now,
        orders: None,
        stop_url: None,
    }
}

fn channel_of(message: &MessageRow) -> Channel {
    message.channel.unwrap_or_else(|| message.kind().prefers())
}

fn words(
    templates: &Templates,
    message: &MessageRow,
    cards: &MessageCards,
    context: &WritingContext<'_>,
) -> Result<WrittenMessage, MessageError> {
    match &message.words {
        Some(words) => Ok(WrittenMessage {
            subject: words.subject.clone(),
            text: words.text.clone(),
        }),
        None => of_facts(templates, message, cards, context),
    }
}

/// Of several orders in one letter: said once with all their numbers where each would read alike, else of each in turn.
fn of_facts(
    templates: &Templates,
    message: &MessageRow,
    cards: &MessageCards,
    context: &WritingContext<'_>,
) -> Result<WrittenMessage, MessageError> {
    let channel = channel_of(message);
    let corrects = message.corrects.is_some();
    let name = template_name(&message.told, corrects);
    let written = |told: &MessageBody, card: &Card, orders: Option<&str>| {
        let context = WritingContext {
            card,
            orders,
            ..*context
        };
        write(templates, name, channel, Some((told, corrects)), &context)
    };
    let first = written(&message.told, context.card, None)?;
    if message.others.is_empty() {
        return Ok(first);
    }
    let numbers = message.order_numbers().join(", ");
    let together = written(&message.told, context.card, Some(&numbers))?;
    let mut alone = vec![first];
    let mut is_alike = true;
    for (other, card) in message.others.iter().zip(&cards.others) {
        is_alike &= written(&other.told, card, Some(&numbers))? == together;
        alone.push(written(&other.told, card, None)?);
    }
    if is_alike {
        return Ok(together);
    }
    Ok(WrittenMessage {
        subject: together.subject,
        text: joined(&alone, channel, context.shop().name),
    })
}

/// What each says after what all say: the greeting and the signature of a letter, the shop's name of a short message.
fn joined(all: &[WrittenMessage], channel: Channel, shop: &str) -> String {
    let texts: Vec<&str> = all.iter().map(|written| written.text.as_str()).collect();
    match channel {
        Channel::Sms => {
            let prefix = format!("{shop}: ");
            let rest = texts
                .iter()
                .skip(1)
                .map(|text| text.strip_prefix(&prefix).unwrap_or(text));
            texts.iter().copied().take(1).chain(rest).collect::<Vec<_>>().join(" ")
        }
        Channel::Email => {
            let bodies = texts
                .iter()
                .map(|text| text.split_once("\n\n-- \n").map_or(*text, |(body, _)| body).trim_end());
            let bodies: Vec<&str> = bodies.collect();
            let greeting = bodies[0]
                .split_once("\n\n")
                .map(|(greeting, _)| greeting)
                .unwrap_or_default();
            let rest = bodies
                .iter()
                .skip(1)
                .map(|body| body.strip_prefix(greeting).unwrap_or(body).trim_start());
            let body = bodies
                .iter()
                .copied()
                .take(1)
                .chain(rest)
                .collect::<Vec<_>>()
                .join("\n\n");
            match texts[0].split_once("\n\n-- \n") {
                Some((_, signature)) => format!("{body}\n\n-- \n{signature}"),
                None => body + "\n",
            }
        }
    }
}
