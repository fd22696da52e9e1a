//! A parcel waits for its customer (R21).

use super::Rulebook;
use super::days::morning;
use super::draft::Draft;
use crate::domain::carrier::Carrier;
use crate::domain::hours::Calendar;
use crate::domain::order::OrderFacts;
use crate::domain::settings::Days;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// When free storage of a parcel that arrived at `arrived_at` ends, and when the carrier sends it back: the midnights
/// that end the last such days. The day of arrival is day 0.
pub fn storage(carrier: Option<Carrier>, arrived_at: Time, rules: &Rulebook) -> (Time, Time) {
    let terms = rules.settings().carriers.of(carrier.unwrap_or(Carrier::Other));
    let calendar = rules.calendar(None);
    let end_of = |days: Days| calendar.day_at(arrived_at, days.0 + 1, 0, 0);
    (end_of(terms.free), end_of(terms.hold))
}

/// Calls of the 4th and 5th day, the last call before storage costs, and in the end the proposal to write it off.
pub(super) fn pickup(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some(arrived_at) = order.arrived_at else {
        return;
    };
    let (free, hold) = match (order.free_until, order.hold_until) {
        (Some(free), Some(hold)) => (free, hold),
        (free, hold) => {
            let usual = storage(order.carrier, arrived_at, draft.rules);
            (free.unwrap_or(usual.0), hold.unwrap_or(usual.1))
        }
    };
    if !order.wants_no_call() && !draft.reached(hold) {
        remind(draft, order, calendar, arrived_at, free, hold);
    }
    draft.propose(TaskKind::ProposeReturn, order, Rule(21), Why::HoldOver, hold);
}

fn remind(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, arrived_at: Time, free: Time, hold: Time) {
    let regulation = draft.regulation();
    let callable = calendar.callable();
    let call_at = |from, days| callable.next_open(morning(calendar, from, days));
    // Storage that ends at midnight ends with the day before.
    let last_free_day = free - Span(1);
    let last = call_at(last_free_day, Days(-regulation.last_storage_call.0));
    let last_again = call_at(last, Days(1));
    let waiting = regulation.pickup_calls.iter().map(|days| call_at(arrived_at, *days));

    let last = first_open(order, [last, last_again].into_iter());
    let (due, why) = match (first_open(order, waiting), last) {
        // A talk on the last day settles both.
        (_, Some(last)) if draft.reached(last) => (last, Why::LastStorageDay),
        (Some(call), Some(last)) if call >= last => (last, Why::LastStorageDay),
        (Some(call), _) => (call, Why::Plain),
        (None, Some(last)) => (last, Why::LastStorageDay),
        (None, None) => return,
    };
    draft.owe(Task {
        kind: TaskKind::RemindPickup,
        rule: Rule(21),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: due,
        due,
        limit: Some(if due < free { free } else { hold }),
        why,
    });
}

/// Of calls that follow each other while unanswered, the one now owed; nothing after a talk, or when all were tried.
fn first_open(order: &OrderFacts, mut calls: impl Iterator<Item = Time> + Clone) -> Option<Time> {
    let begins = calls.clone().next()?;
    if order.last_talk_at.is_some_and(|at| at >= begins) {
        return None;
    }
    calls.find(|call| order.last_attempt_at.is_none_or(|at| at < *call))
}
