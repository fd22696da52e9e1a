//! The texts a message by hand can be made of, for one card.

use super::Templates;
use super::texts;
use super::values::WritingContext;
use super::write::MessageError;
use super::write::write;
use crate::domain::carrier::Carrier;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageWords;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::view::drafts::TextDraft;

/// The text around what is written freely.
const FREE: &str = "written";

/// The texts for a card, the free one first with `text` in it: those that tell something of its order as it stands. One
/// that cannot be filled in is left out.
pub fn drafts(templates: &Templates, text: &str, around: &WritingContext<'_>) -> Result<Vec<TextDraft>, MessageError> {
    let mut all = vec![TextDraft {
        name: String::new(),
        sms: own_words(templates, Channel::Sms, "", text, around)?,
        email: own_words(templates, Channel::Email, "", text, around)?,
    }];
    let order = around.card.order.as_ref().map(|order| &order.facts);
    for name in texts::BY_HAND {
        if !suits(name, order) {
            continue;
        }
        let words = |channel| template_words(templates, name, channel, around);
        if let (Ok(sms), Ok(email)) = (words(Channel::Sms), words(Channel::Email)) {
            let name = (*name).to_owned();
            all.push(TextDraft { name, sms, email });
        }
    }
    Ok(all)
}

/// A message of that name in words.
pub fn template_words(
    templates: &Templates,
    name: &str,
    channel: Channel,
    around: &WritingContext<'_>,
) -> Result<MessageWords, MessageError> {
    words(write(templates, name, channel, None, around))
}

/// What was written freely, with the greeting and the name that stand around it.
pub fn own_words(
    templates: &Templates,
    channel: Channel,
    subject: &str,
    text: &str,
    around: &WritingContext<'_>,
) -> Result<MessageWords, MessageError> {
    let said = MessageBody::Offer {
        subject: subject.to_owned(),
        text: text.to_owned(),
    };
    words(write(templates, FREE, channel, Some((&said, false)), around))
}

fn words(written: Result<super::WrittenMessage, MessageError>) -> Result<MessageWords, MessageError> {
    let written = written?;
    Ok(MessageWords {
        subject: written.subject,
        text: written.text,
        mark: String::new(),
    })
}

/// Whether a text says something of an order as it stands: nobody is thanked for a payment that is still awaited.
fn suits(name: &str, order: Option<&OrderFacts>) -> bool {
    let Some(order) = order else {
        return texts::may_lack_an_order(name);
    };
    let agreed = matches!(
        order.stage,
        Stage::Confirmed | Stage::Ready | Stage::Dispatched | Stage::Arrived
    );
    let is_received = matches!(order.stage, Stage::Received | Stage::Closed);
    let in_shop = order.carrier == Some(Carrier::Pickup);
    match name {
        "in_work" => order.stage == Stage::New,
        "calls_in_vain" => order.attempts > 0 && order.stage == Stage::New,
        "accepted" | "payment_reminder" | "requisites" => agreed,
        "paid" => agreed && order.paid > 0 && order.owed() <= 0,
        "dispatch_late" => matches!(order.stage, Stage::Confirmed | Stage::Ready),
        "tracking" => agreed && order.stage != Stage::Arrived,
        "dispatched" => order.stage == Stage::Dispatched,
        "arrived" => order.stage == Stage::Arrived && !in_shop,
        "ready" => order.stage == Stage::Arrived && in_shop,
        "pickup_waits" | "pickup_last" => order.stage == Stage::Arrived,
        "received" | "quality" | "review" | "courtesy" => is_received,
        _ => true,
    }
}
