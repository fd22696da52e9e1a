//! What a customer has been told: under which key a fact stands among their messages, and what of it they were told last
//! (R35).

use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::regulation::Telling;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// It has left the desk, or is about to.
pub(super) fn is_gone(message: &MessageRow) -> bool {
    message.state.is_gone()
}

/// The told message that says something else about the same: of several the one told last.
pub(super) fn corrected(messages: &[MessageRow], telling: &Telling) -> Option<MessageId> {
    let order = telling.order?;
    let others = told(messages, order, &telling.key).filter(|message| message.key != telling.key);
    let contradicted = others.filter(|message| telling.told.corrects(&message.told));
    contradicted
        .max_by_key(|message| left(message))
        .map(|message| message.id)
}

/// Gives the telling the key its fact stands under. What is told to the customer whatever order or call it began with
/// stands under whichever of them it was told with. Of what is told of one order the last word counts: what they were told
/// before it and is so again is a fact of its own, and due at once, however long ago its moment was.
pub(super) fn place(telling: &mut Telling, messages: &[MessageRow], now: Time) {
    let kind = telling.told.kind();
    let is_there = messages.iter().any(|message| message.key == telling.key);
    if let Some(since) = telling.since {
        let mut alike = messages.iter().filter(|message| message.kind() == kind);
        if !is_there && let Some(message) = alike.find(|message| message.made_at >= since) {
            telling.key.clone_from(&message.key);
        }
        return;
    }
    let may_change = matches!(
        kind,
        MessageKind::Accepted | MessageKind::Paid | MessageKind::Tracking | MessageKind::Dispatched
    );
    let Some(order) = telling.order.filter(|_| may_change) else {
        return;
    };
    let of_kind = told(messages, order, &telling.key).filter(|message| message.kind() == kind);
    let Some(last) = of_kind.max_by_key(|message| left(message)) else {
        let same = |message: &&MessageRow| message.order == Some(order) && message.told == telling.told;
        if !is_there
            && kind == MessageKind::Paid
            && let Some(message) = messages.iter().find(same)
        {
            telling.key.clone_from(&message.key);
        }
        return;
    };
    if is_changed(telling, last) {
        let before = messages.iter().filter(|message| is_gone(message));
        let times = before.filter(|message| fact_of(&message.key) == telling.key).count();
        if times > 0 {
            telling.key = format!("{}{AGAIN}{}", telling.key, times + 1);
        }
        if !telling.fresh {
            telling.fresh = true;
            telling.expires_at = now + CORRECTED_WITHIN;
        }
    } else if stands(telling, last) {
        telling.key.clone_from(&last.key);
    }
}

/// What is not so any more is of use that long.
const CORRECTED_WITHIN: Span = Span::days(1);

/// Between the key of a fact and how many times it has become so.
const AGAIN: char = '#';

fn fact_of(key: &str) -> &str {
    key.split_once(AGAIN).map_or(key, |(fact, _)| fact)
}

/// It says that what they were told last is not so.
fn is_changed(telling: &Telling, last: &MessageRow) -> bool {
    // Who carries it stands in no key. A date or a price of the same key is what the settings made of it.
    let may_differ = match &telling.told {
        // A number that is no more is no other number: who took it away is asked about it.
        MessageBody::Tracking { number, .. } | MessageBody::Dispatched { number, .. } => !number.is_empty(),
        told if pays_elsewhere(told, &last.told) => true,
        _ => fact_of(&last.key) != telling.key,
    };
    may_differ && telling.told.corrects(&last.told)
}

/// They were told other requisites.
fn pays_elsewhere(told: &MessageBody, last: &MessageBody) -> bool {
    let requisites = |told: &MessageBody| match told {
        MessageBody::Accepted { requisites, .. } => requisites.clone(),
        _ => None,
    };
    let (now, before) = (requisites(told), requisites(last));
    now.is_some() && before.is_some() && now != before
}

/// It is what they were told last.
fn stands(telling: &Telling, last: &MessageRow) -> bool {
    match (&telling.told, &last.told) {
        (MessageBody::Paid { total, .. }, MessageBody::Paid { total: told, .. }) if total == told => true,
        _ => fact_of(&last.key) == telling.key,
    }
}

/// What they were told of an order, or of that one of its parcels which the key names, and was not taken back since.
fn told<'m>(messages: &'m [MessageRow], order: OrderId, key: &str) -> impl Iterator<Item = &'m MessageRow> {
    let whose = whose(key).to_owned();
    let gone = messages
        .iter()
        .filter(move |message| message.order == Some(order) && whose == self::whose(&message.key) && is_gone(message));
    gone.filter(|message| !is_taken_back(messages, message.id))
}

/// The order, the parcel or the call a fact's key begins with.
fn whose(key: &str) -> &str {
    key.split_once(':').map_or(key, |(whose, _)| whose)
}

fn is_taken_back(messages: &[MessageRow], id: MessageId) -> bool {
    messages.iter().any(|message| {
        let says_so = matches!(message.told, MessageBody::TakenBack { message: told, .. } if told == id);
        says_so && (is_gone(message) || message.state == MessageState::Waiting)
    })
}

/// When it left; what is on its way left last.
fn left(message: &MessageRow) -> (Time, MessageId) {
    let at = match message.state {
        MessageState::Sent | MessageState::Delivered => message.sent_at.unwrap_or(message.leaves_at),
        _ => Time::FAR,
    };
    (at, message.id)
}
