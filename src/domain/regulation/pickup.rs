//! A parcel waits for its customer (R21).

use super::Rulebook;
use super::days::morning;
use super::draft::Draft;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::facts::can_be_called;
use crate::domain::hours::Calendar;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// When free storage of the order's parcel ends, were it to arrive at `arrived_at`, and when the carrier sends it back: the
/// midnights that end the last such days. The day of arrival is day 0; lockers have a term of their own.
pub fn storage(order: &OrderFacts, arrived_at: Time, rules: &Rulebook) -> (Time, Time) {
    let terms = rules.settings().carriers.of(order.carrier.unwrap_or(Carrier::Other));
    let free = if order.marks.has(CustomerFlags::LOCKER) {
        terms.locker
    } else {
        terms.free
    };
    let calendar = rules.calendar(None);
    let end_of = |days: Days| calendar.day_at(arrived_at, days.0 + 1, 0, 0);
    (end_of(free), end_of(terms.hold.max(free)))
}

/// The same of one order: what the carrier said of it, else what is usual.
pub fn storage_of(order: &OrderFacts, arrived_at: Time, rules: &Rulebook) -> (Time, Time) {
    match (order.free_until, order.hold_until) {
        (Some(free), Some(hold)) => (free, hold),
        (free, hold) => {
            let usual = storage(order, arrived_at, rules);
            (free.unwrap_or(usual.0), hold.unwrap_or(usual.1))
        }
    }
}

/// The calls a waiting parcel owes.
pub(super) struct PickupCalls {
    /// Those counted from arrival.
    waiting: Vec<Time>,
    /// The one before storage costs, and its second try.
    pub(super) last: [Time; 2],
}

/// When they fall due.
pub(super) fn calls(rules: &Rulebook, calendar: &Calendar, arrived_at: Time, free: Time) -> PickupCalls {
    let regulation = rules.regulation();
    let callable = calendar.callable();
    let call_at = |from, days| callable.next_open(morning(calendar, from, days));
    // Storage that ends at midnight ends with the day before.
    let last_free_day = free - Span(1);
    let last = call_before(calendar, arrived_at, last_free_day, regulation.last_storage_call);
    PickupCalls {
        waiting: regulation
            .pickup_calls
            .iter()
            .map(|days| call_at(arrived_at, *days))
            .collect(),
        last: [last, call_at(last, Days(1))],
    }
}

/// The call a number of days before `last_free_day`: on a day that is not callable it moves back, never forward, but not
/// before the parcel is there.
fn call_before(calendar: &Calendar, arrived_at: Time, last_free_day: Time, days: Days) -> Time {
    let callable = calendar.callable();
    let date = |at| calendar.local(at).date();
    let moved_back = (days.0..).map(|days| morning(calendar, last_free_day, Days(-days)));
    let callable_day = moved_back
        .take_while(|at| date(*at) >= date(arrived_at))
        .find(|at| date(callable.next_open(*at)) == date(*at));
    let day = callable_day.unwrap_or_else(|| morning(calendar, last_free_day, Days(-days.0)));
    callable.next_open(day.max(arrived_at))
}

impl PickupCalls {
    /// Every call counted from arrival was made, and none answered.
    pub(super) fn waiting_in_vain(&self, order: &OrderFacts) -> bool {
        in_vain(order, &self.waiting)
    }

    /// The call before storage costs was made twice, and not answered.
    pub(super) fn last_in_vain(&self, order: &OrderFacts) -> bool {
        in_vain(order, &self.last)
    }
}

fn in_vain(order: &OrderFacts, calls: &[Time]) -> bool {
    let (Some(first), Some(last)) = (calls.first(), calls.last()) else {
        return false;
    };
    let talked = order.last_talk_at.is_some_and(|at| at >= *first);
    !talked && order.last_attempt_at.is_some_and(|at| at >= *last)
}

/// A refused parcel comes back: nothing else is owed about it.
pub(super) fn refused(draft: &mut Draft<'_>, order: &OrderFacts) -> bool {
    let refused_at = order.parcel_refused();
    if let Some(at) = refused_at {
        draft.propose(TaskKind::ProposeReturn, order, Rule(21), Why::ParcelRefused, at);
    }
    refused_at.is_some()
}

/// A parcel that its carrier sends back before it arrived: it is not waited for.
pub(super) fn goes_back(draft: &mut Draft<'_>, order: &OrderFacts) -> bool {
    if let Some(at) = order.hold_until {
        draft.propose(TaskKind::ProposeReturn, order, Rule(21), Why::HoldOver, at);
    }
    order.hold_until.is_some()
}

/// Calls of the 4th and 5th day, the last call before storage costs, and in the end the proposal to write it off.
pub(super) fn pickup(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let Some(arrived_at) = order.arrived_at else {
        return;
    };
    let (free, hold) = storage_of(order, arrived_at, draft.rules);
    if can_be_called(facts, order) && !draft.reached(hold) {
        remind(draft, order, calendar, arrived_at, free, hold);
    }
    draft.propose(TaskKind::ProposeReturn, order, Rule(21), Why::HoldOver, hold);
}

fn remind(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, arrived_at: Time, free: Time, hold: Time) {
    let PickupCalls { waiting, last } = calls(draft.rules, calendar, arrived_at, free);
    let last = first_open(order, last.into_iter());
    let (due, why) = match (first_open(order, waiting.into_iter()), last) {
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
