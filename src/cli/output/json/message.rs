//! A message of the outbox.

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::json;

use super::MoneyShape;
use super::filled;
use super::stamp;
use super::time;
use crate::cli::context::Context;
use crate::cli::output::message::line;
use crate::domain::carrier::Carrier;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::message::OtherFact;
use crate::domain::message::Storage;
use crate::domain::money::Money;

/// One message.
#[derive(Debug, Serialize)]
pub struct MessageShape {
    id: i64,
    kind: &'static str,
    rule: String,
    state: &'static str,
    channel: Option<&'static str>,
    to: Option<String>,
    order_id: Option<i64>,
    order_number: Option<String>,
    others: Vec<OtherFactShape>,
    customer_id: i64,
    customer: Option<String>,
    made_at: String,
    leaves_at: String,
    expires_at: Option<String>,
    sent_at: Option<String>,
    delivered_at: Option<String>,
    recalled_by: Option<String>,
    corrects: Option<i64>,
    error: Option<String>,
    told: Json,
    text: String,
}

impl MessageShape {
    /// `text` is what it tells, in a line.
    pub fn new(message: &MessageRow, text: String) -> MessageShape {
        MessageShape {
            id: message.id.0,
            kind: message.kind().code(),
            rule: message.kind().rule().to_string(),
            state: message.state.code(),
            channel: message.channel.map(Channel::code),
            to: filled(&message.address),
            order_id: message.order.map(|id| id.0),
            order_number: message.order_number.clone(),
            others: message.others.iter().map(OtherFactShape::new).collect(),
            customer_id: message.customer.0,
            customer: filled(&message.customer_name),
            made_at: stamp(message.made_at),
            leaves_at: stamp(message.leaves_at),
            expires_at: time(message.expires_at),
            sent_at: time(message.sent_at),
            delivered_at: time(message.delivered_at),
            recalled_by: message.recalled_by.clone(),
            corrects: message.corrects.map(|id| id.0),
            error: message.error.clone(),
            told: told(&message.told),
            text,
        }
    }
}

/// The same about another order, in the same letter.
#[derive(Debug, Serialize)]
struct OtherFactShape {
    order_id: Option<i64>,
    order_number: Option<String>,
    told: Json,
}

impl OtherFactShape {
    fn new(other: &OtherFact) -> OtherFactShape {
        OtherFactShape {
            order_id: other.order.map(|id| id.0),
            order_number: other.order_number.clone(),
            told: told(&other.told),
        }
    }
}

/// The fact it tells, under the names of assets/docs/json.md.
fn told(told: &MessageBody) -> Json {
    let money = |money: &Money| MoneyShape::new(money.minor, money.currency);
    match told {
        MessageBody::Promise { from, until }
        | MessageBody::PromiseBroken { from, until }
        | MessageBody::CallAfterHours { from, until } => {
            json!({"from": stamp(*from), "until": stamp(*until)})
        }
        MessageBody::InWork { will_call } => json!({"will_call": will_call}),
        MessageBody::CallsMissed { count } | MessageBody::CallsInVain { count } => json!({"count": count}),
        MessageBody::Accepted { total, owed, terms, .. } => {
            json!({"total": money(total), "owed": money(owed), "terms": terms.code()})
        }
        MessageBody::Requisites { owed } => json!({"owed": money(owed)}),
        MessageBody::Paid {
            total,
            dispatch_by,
            estimate,
        } => json!({"total": money(total), "dispatch_by": time(*dispatch_by), "estimate": time(*estimate)}),
        MessageBody::DispatchLate { term } => json!({"term": stamp(*term)}),
        MessageBody::Tracking { number, carrier } => {
            json!({"tracking_number": number, "carrier": carrier.map(Carrier::code)})
        }
        MessageBody::Dispatched {
            at,
            number,
            carrier,
            estimate,
        } => json!({
            "at": stamp(*at),
            "tracking_number": filled(number),
            "carrier": carrier.map(Carrier::code),
            "estimate": time(*estimate),
        }),
        MessageBody::Arrived(kept) | MessageBody::PickupWaits(kept) | MessageBody::PickupLast(kept) => storage(kept),
        MessageBody::TakenBack { message, what } => json!({"message": message.0, "kind": what.code()}),
        MessageBody::Written { of, .. } => json!({"template": filled(of)}),
        MessageBody::Offer { subject, text } => json!({"subject": subject, "text": text}),
        MessageBody::WrongNumber | MessageBody::Received | MessageBody::Quality | MessageBody::Courtesy => json!({}),
    }
}

fn storage(kept: &Storage) -> Json {
    let number = (!kept.number.is_empty()).then_some(&kept.number);
    json!({
        "tracking_number": number,
        "carrier": kept.carrier.map(Carrier::code),
        "free_until": stamp(kept.free_until),
        "hold_until": stamp(kept.hold_until),
    })
}

/// Messages as JSON prints them.
pub fn shapes(context: &Context, messages: &[MessageRow]) -> Vec<MessageShape> {
    let shape = |message: &MessageRow| MessageShape::new(message, line(context, message));
    messages.iter().map(shape).collect()
}
