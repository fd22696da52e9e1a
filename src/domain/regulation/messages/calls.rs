//! Calls that did not come through, theirs and ours (R5, R7).

use super::found::Found;
use super::found::Moment;
use super::found::key;
use crate::domain::call::PendingCall;
use crate::domain::call::RINGS_FOR;
use crate::domain::facts::CustomerFacts;
use crate::domain::message::MessageBody;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::regulation::promise::promised;
use crate::domain::time::Time;

/// What missed and vain calls tell the customer. One series of calls is one fact, whatever number of orders waits for it.
pub(super) fn calls(found: &mut Found<'_>, facts: &CustomerFacts) {
    if facts.marks.has(CustomerFlags::NOT_CUSTOMER) {
        return;
    }
    let mut missed: Vec<(Time, &PendingCall)> = Vec::new();
    for call in &facts.calls {
        let over = call.ended_at.unwrap_or(call.last_event_at + RINGS_FOR);
        if call.ended_at.is_some() || found.watch.reached(over) {
            missed.push((over, call));
        }
    }
    missed.sort_by_key(|(_, call)| (call.started_at, call.id));
    after_hours(found, facts, &missed);
    missed_calls(found, &missed);
    in_vain(found, facts);
    wrong_number(found, facts);
}

/// Who calls while the shop is closed is told when they will be called back; not twice, when their order was promised the
/// same time.
fn after_hours(found: &mut Found<'_>, facts: &CustomerFacts, missed: &[(Time, &PendingCall)]) {
    let rules = found.rules;
    let calendar = rules.calendar(facts.zone);
    let Some((over, call)) = missed.iter().rev().find(|(_, call)| call.tries == 0) else {
        return;
    };
    if calendar.working().is_open(call.started_at) {
        return;
    }
    let callable = calendar.callable();
    let from = callable.next_open(*over);
    let Some((_, closing)) = callable.day_around(from) else {
        return;
    };
    let until = callable.add(from, rules.regulation().promise_span).min(closing);
    let same = |order: &&OrderFacts| {
        let window = promised(
            facts,
            order,
            rules,
            rules.order_calendar(order, facts.zone),
            &found.watch,
        );
        order.stage == Stage::New && window.is_some_and(|(promised, _)| promised == from)
    };
    if facts.orders.iter().any(|order| same(&order)) {
        return;
    }
    // The first of the calls that are promised the same: the others tell nothing new.
    let alike = |call: &&PendingCall| call.tries == 0 && callable.next_open(call.started_at) == from;
    let first = missed.iter().map(|(_, call)| *call).find(alike).unwrap_or(call);
    let key = key(&of_call(first), "call_after_hours", &from.0.to_string());
    found.tell_as(None, &at(*over), MessageBody::CallAfterHours { from, until }, key);
}

fn missed_calls(found: &mut Found<'_>, missed: &[(Time, &PendingCall)]) {
    let enough = usize::try_from(found.rules.regulation().attempts_before_word).unwrap_or(1);
    let (Some((_, first)), Some((over, _))) = (missed.first(), missed.get(enough.saturating_sub(1))) else {
        return;
    };
    let key = key(&of_call(first), "calls_missed", "");
    let count = i64::try_from(missed.len()).unwrap_or(i64::MAX);
    found.tell_since(
        first.started_at,
        None,
        &at(*over),
        MessageBody::CallsMissed { count },
        key,
    );
}

/// Our own calls in vain: about an unconfirmed order, or returning theirs.
fn in_vain(found: &mut Found<'_>, facts: &CustomerFacts) {
    let enough = found.rules.regulation().attempts_before_word;
    let orders = facts
        .orders
        .iter()
        .filter(|order| order.live && order.stage == Stage::New);
    let of_orders = orders.map(|order| {
        let (first, last) = (order.first_attempt_at, order.last_attempt_at);
        (order.attempts, first, last, Some(order.id), format!("o{}", order.id))
    });
    let of_calls = facts.calls.iter().map(|call| {
        let (first, last) = (call.first_try_at, call.last_try_at);
        (call.tries, first, last, None, of_call(call))
    });
    let series = of_orders.chain(of_calls);
    let Some((count, Some(first), Some(last), order, of)) = series
        .filter(|(count, first, ..)| *count >= enough && first.is_some())
        .min_by_key(|(_, first, _, order, _)| (*first, order.is_none()))
    else {
        return;
    };
    let key = key(&of, "calls_in_vain", &first.0.to_string());
    found.tell_since(first, order, &at(last), MessageBody::CallsInVain { count }, key);
}

/// None of their numbers works: whatever other way there is to them is asked for one that does.
fn wrong_number(found: &mut Found<'_>, facts: &CustomerFacts) {
    let waits = |order: &&OrderFacts| order.live && order.stage == Stage::New && !order.wants_no_call();
    let (Some(since), Some(order)) = (facts.no_phone_at, facts.orders.iter().find(waits)) else {
        return;
    };
    if facts.marks.has(CustomerFlags::NO_PHONE) {
        let key = key(&format!("o{}", order.id), "wrong_number", &since.0.to_string());
        found.tell_since(since, Some(order.id), &at(since), MessageBody::WrongNumber, key);
    }
}

/// Not by the customer: two cards of one person may become one.
pub(super) fn of_call(call: &PendingCall) -> String {
    format!("k{}", call.id)
}

/// Calls are seen as they happen.
fn at(moment: Time) -> Moment {
    Moment {
        at: moment,
        since: moment,
        seen: moment,
    }
}
