//! The automatic messages of an order, one family after the other.

use super::Tellings;
use super::calls;
use super::care;
use super::contact;
use super::found::Found;
use super::parcel;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::hours::Opening;
use crate::domain::message::LeavesAt;
use crate::domain::message::MessageKind;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::parcels::apart;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::draft::Watch;
use crate::domain::time::Time;

/// What is to be told to one customer at `now`.
pub fn tellings(facts: &CustomerFacts, rules: &Rulebook, now: Time) -> Tellings {
    let mut found = Found {
        rules,
        watch: Watch::new(now),
        due: Vec::new(),
        parcel: None,
    };
    calls::calls(&mut found, facts);
    for order in facts.orders.iter().filter(|order| order.live) {
        let calendar = rules.order_calendar(order, facts.zone);
        of_order(&mut found, facts, order, calendar);
    }
    Tellings {
        due: found.due,
        next_change: found.watch.next(),
    }
}

/// The moment a message made at `made` leaves: never within the time it can be recalled in, never at an hour its kind
/// does not leave at.
pub fn leaves(kind: MessageKind, made: Time, calendar: &Calendar, rules: &Rulebook) -> Time {
    leaves_from(kind, made + rules.regulation().recall, calendar, rules)
}

/// When a message of that kind may leave, at `at` or later: its hours on the customer's clock.
pub fn leaves_from(kind: MessageKind, at: Time, calendar: &Calendar, rules: &Rulebook) -> Time {
    match kind.leaves_at() {
        LeavesAt::AnyHour => at,
        LeavesAt::CallableHours => calendar.next_within(at, rules.regulation().calls_between),
        LeavesAt::Daytime => calendar.next_within(at, Opening::DAYTIME),
    }
}

/// Each of several parcels is told of by its number; what is agreed and paid is the order's.
fn in_parts(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let waits = matches!(order.stage, Stage::Confirmed | Stage::Ready);
    if waits || order.stage == Stage::Dispatched {
        contact::accepted(found, order);
        parcel::paid(found, order, calendar);
    }
    if waits || matches!(order.stage, Stage::Dispatched | Stage::Arrived) {
        parcel::requisites(found, order, calendar);
    }
    if waits {
        parcel::dispatch_late(found, order, calendar);
    }
    for (parcel, alone) in apart(order) {
        found.parcel = Some(parcel.clone());
        match alone.stage {
            Stage::Confirmed | Stage::Ready => parcel::tracking(found, &alone),
            Stage::Dispatched => parcel::dispatched(found, &alone, calendar),
            Stage::Arrived => {
                parcel::arrived(found, &alone);
                parcel::pickup(found, &alone, calendar);
            }
            Stage::New | Stage::Received | Stage::Closed | Stage::Cancelled | Stage::Returned => {}
        }
    }
    found.parcel = None;
}

fn of_order(found: &mut Found<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    if !order.parcels.is_empty() && order.stage != Stage::Received {
        in_parts(found, order, calendar);
        return;
    }
    match order.stage {
        Stage::New => {
            contact::promise(found, facts, order, calendar);
            contact::in_work(found, facts, order, calendar);
            contact::accepted(found, order);
            parcel::paid(found, order, calendar);
        }
        Stage::Confirmed | Stage::Ready => {
            contact::accepted(found, order);
            parcel::requisites(found, order, calendar);
            parcel::paid(found, order, calendar);
            parcel::dispatch_late(found, order, calendar);
            parcel::tracking(found, order);
        }
        Stage::Dispatched => {
            contact::accepted(found, order);
            parcel::requisites(found, order, calendar);
            parcel::paid(found, order, calendar);
            parcel::dispatched(found, order, calendar);
        }
        Stage::Arrived => {
            parcel::requisites(found, order, calendar);
            parcel::arrived(found, order);
            parcel::pickup(found, order, calendar);
        }
        Stage::Received => {
            parcel::requisites(found, order, calendar);
            parcel::received(found, order);
            if !facts.complains() {
                care::quality(found, order, calendar);
                care::courtesy(found, order, calendar);
            }
        }
        Stage::Closed | Stage::Cancelled | Stage::Returned => {}
    }
}
