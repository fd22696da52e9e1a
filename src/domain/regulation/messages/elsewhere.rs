//! What other settings may give: a process that does not work by the file's own takes out only what none of them gives.

use super::calls::of_call;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::OrderId;
use crate::domain::message::Told;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// True when some settings may give a message that ours do not: what it tells hangs on settings, and the facts it needs
/// by any of them stand. Where facts alone decide, any settings speak for all, and this is false.
pub fn given_elsewhere(facts: &CustomerFacts, about: Option<OrderId>, told: &Told, key: &str) -> bool {
    let Some(id) = about else {
        let pending = |call| key.starts_with(&format!("{}:", of_call(call)));
        return facts.calls.iter().any(pending);
    };
    let order = facts.orders.iter().find(|order| order.id == id && order.live);
    order.is_some_and(|order| of_order(order, told, key))
}

fn of_order(order: &OrderFacts, told: &Told, key: &str) -> bool {
    let is_new = order.stage == Stage::New;
    let untouched = order.contacted_at.is_none() && order.tried_at.is_none();
    match told {
        Told::Promise { .. } | Told::PromiseBroken { .. } => is_new && untouched && !order.wants_no_call(),
        Told::InWork { .. } => is_new && untouched,
        Told::CallsInVain { .. } => is_new && is_of(key, order.first_attempt_at),
        // The shop may have its orders accepted as they arrive.
        Told::Accepted { .. } => is_new && order.confirmed_at.is_none(),
        Told::Requisites { owed } => {
            let confirmed = order.confirmed_at.is_some() && order.terms == Terms::Prepaid;
            confirmed && owed.minor == order.owed()
        }
        Told::DispatchLate { .. } => matches!(order.stage, Stage::Confirmed | Stage::Ready) && order.ready_at.is_some(),
        Told::PickupWaits(_) | Told::PickupLast(_) => order.stage == Stage::Arrived && is_of(key, order.arrived_at),
        Told::Quality => order.quality_done_at.is_none() && is_received(order, key),
        Told::Courtesy => order.courtesy_done_at.is_none() && is_received(order, key),
        Told::CallAfterHours { .. }
        | Told::CallsMissed { .. }
        | Told::WrongNumber
        | Told::Paid { .. }
        | Told::Tracking { .. }
        | Told::Dispatched { .. }
        | Told::Arrived(_)
        | Told::Received
        | Told::TakenBack { .. } => false,
    }
}

fn is_received(order: &OrderFacts, key: &str) -> bool {
    order.stage == Stage::Received && is_of(key, order.received_at)
}

/// The fact of the key is that moment.
fn is_of(key: &str, moment: Option<Time>) -> bool {
    moment.is_some_and(|at| key.ends_with(&format!(":{}", at.0)))
}
