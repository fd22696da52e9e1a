//! What other settings may give: a process that does not work by the file's own takes out only what none of them gives.

use super::calls::of_call;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageBody;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// True when some settings may give a message that ours do not: what it tells hangs on settings, and the facts it needs
/// by any of them stand. Where facts alone decide, any settings speak for all, and this is false.
pub fn given_elsewhere(facts: &CustomerFacts, about: Option<OrderId>, told: &MessageBody, key: &str) -> bool {
    let Some(id) = about else {
        let pending = |call| key.starts_with(&format!("{}:", of_call(call)));
        return facts.calls.iter().any(pending);
    };
    let order = facts.orders.iter().find(|order| order.id == id && order.live);
    order.is_some_and(|order| of_order(order, told, key))
}

fn of_order(order: &OrderFacts, told: &MessageBody, key: &str) -> bool {
    let is_new = order.stage == Stage::New && !order.is_payment_failed();
    let untouched = order.contacted_at.is_none() && order.tried_at.is_none();
    match told {
        MessageBody::Promise { .. } | MessageBody::PromiseBroken { .. } => {
            is_new && untouched && !order.wants_no_call()
        }
        MessageBody::InWork { .. } => is_new && untouched,
        MessageBody::CallsInVain { .. } => is_new && is_of(key, order.first_attempt_at),
        // The shop may have its orders accepted as they arrive.
        MessageBody::Accepted { .. } => is_new && order.confirmed_at.is_none(),
        MessageBody::Requisites { owed } => {
            let confirmed = order.confirmed_at.is_some() && order.terms == Terms::Prepaid;
            confirmed && owed.minor == order.owed()
        }
        MessageBody::DispatchLate { .. } => {
            matches!(order.stage, Stage::Confirmed | Stage::Ready) && order.ready_at.is_some()
        }
        MessageBody::PickupWaits(_) | MessageBody::PickupLast(_) => {
            let arrived = order.parcels.iter().map(|parcel| parcel.arrived_at);
            order.stage == Stage::Arrived && is_of(key, order.arrived_at)
                || arrived.into_iter().any(|at| is_of(key, at))
        }
        MessageBody::Quality => order.quality_done_at.is_none() && is_received(order, key),
        MessageBody::Courtesy => order.courtesy_done_at.is_none() && is_received(order, key),
        MessageBody::CallAfterHours { .. }
        | MessageBody::CallsMissed { .. }
        | MessageBody::WrongNumber
        | MessageBody::Paid { .. }
        | MessageBody::Tracking { .. }
        | MessageBody::Dispatched { .. }
        | MessageBody::Arrived(_)
        | MessageBody::Received
        | MessageBody::Offer { .. }
        | MessageBody::Written { .. }
        | MessageBody::TakenBack { .. } => false,
    }
}

fn is_received(order: &OrderFacts, key: &str) -> bool {
    order.stage == Stage::Received && is_of(key, order.received_at)
}

/// The fact of the key is that moment.
fn is_of(key: &str, moment: Option<Time>) -> bool {
    moment.is_some_and(|at| key.ends_with(&format!(":{}", at.0)))
}
