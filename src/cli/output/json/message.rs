//! A message of the outbox.

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::json;

use super::MoneyJson;
use super::filled;
use super::object;
use super::stamp;
use super::time;
use crate::cli::context::Context;
use crate::cli::output::message::line;
use crate::domain::carrier::Carrier;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::message::Storage;
use crate::domain::money::Money;

/// One message; `text` is what it tells, in a line.
pub fn message_json(message: &MessageRow, text: String) -> impl Serialize {
    let others = message.others.iter().map(|other| {
        object! {
            order_id: other.order,
            order_number: &other.order_number,
            told: told(&other.told),
        }
    });
    object! {
        id: message.id,
        kind: message.kind(),
        rule: message.kind().rule(),
        state: message.state,
        channel: message.channel,
        to: filled(&message.address),
        order_id: message.order,
        order_number: &message.order_number,
        /// The same about other orders, in the same letter.
        others: others.collect::<Vec<_>>(),
        customer_id: message.customer,
        customer: filled(&message.customer_name),
        made_at: stamp(message.made_at),
        leaves_at: stamp(message.leaves_at),
        expires_at: time(message.expires_at),
        sent_at: time(message.sent_at),
        delivered_at: time(message.delivered_at),
        recalled_by: &message.recalled_by,
        corrects: message.corrects,
        error: &message.error,
        told: told(&message.told),
        text,
    }
}

/// The fact it tells, under the names of assets/docs/json.md.
fn told(told: &MessageBody) -> Json {
    let money = |money: &Money| MoneyJson::new(money.minor, money.currency);
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
pub fn messages_json<'a>(context: &Context, messages: &'a [MessageRow]) -> Vec<impl Serialize + use<'a>> {
    messages
        .iter()
        .map(|message| message_json(message, line(context, message)))
        .collect()
}
