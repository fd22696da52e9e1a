//! From agreed to collected: requisites (R14), thanks (R15), an apology for lateness (R18), the tracking number (R17,
//! R19), arrival (R21).

use super::found::Found;
use super::found::Moment;
use crate::domain::hours::Calendar;
use crate::domain::message::MessageBody;
use crate::domain::message::Storage;
use crate::domain::money::Money;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::days::morning;
use crate::domain::regulation::dispatch;
use crate::domain::regulation::ladder::Ladder;
use crate::domain::regulation::pickup;

/// Still unpaid after a week: where to pay, and how much. Every change of what is owed starts the week again (R13). Who says
/// to have paid, or wants the parcel no more, is not asked.
pub(super) fn requisites(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    if order.payment_claim().is_some() || order.parcel_refused().is_some() {
        return;
    }
    let Some(ladder) = Ladder::of(found.rules, order, calendar) else {
        return;
    };
    if found.rules.is_of_backlog(order, ladder.base) {
        return;
    }
    let owed = Money::new(order.owed(), order.currency);
    let fact = format!("{}:{}", ladder.base.0, owed.minor);
    found.tell(
        order,
        &Moment::of(order, ladder.limit),
        MessageBody::Requisites { owed },
        &fact,
    );
}

/// Paid in full, also before it is confirmed: thanks, when it leaves and when it should come.
pub(super) fn paid(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let came = order
        .full_paid_at
        .filter(|_| order.terms == Terms::Prepaid && order.total > 0);
    let Some(paid_at) = came else { return };
    let moment = match order.ready_at {
        Some(at) => Moment::of(order, at),
        None => Moment::on_arrival(order, paid_at),
    };
    let ready_at = order.ready_at.unwrap_or(paid_at);
    let term = dispatch::term(order, found.rules, calendar, order.restarted(ready_at));
    let told = MessageBody::Paid {
        total: Money::new(order.total, order.currency),
        dispatch_by: Some(term).filter(|_| order.handed_at.is_none() && !order.goes_without_parcel()),
        estimate: dispatch::estimate(order, found.rules, calendar, order.handed_at.or(Some(term))),
    };
    // A term of its own is a fact of the order; the usual one is what the settings make of it.
    let fact = match order.dispatch_by {
        Some(by) => format!("{}:{}", order.total, by.0),
        None => order.total.to_string(),
    };
    found.tell(order, &moment, told, &fact);
}

/// Not handed over by its term, and nobody has told them.
pub(super) fn dispatch_late(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some(ready_at) = order.ready_at else { return };
    if order.goes_without_parcel() || found.rules.is_of_backlog(order, ready_at) {
        return;
    }
    let ready_at = order.restarted(ready_at);
    let term = dispatch::term(order, found.rules, calendar, ready_at);
    let warned = morning(calendar, term, dispatch::BEFORE_TERM);
    if order.late_told_at.is_some_and(|told| told >= warned) {
        return;
    }
    let fact = term.0.to_string();
    found.tell(
        order,
        &Moment::of(order, term),
        MessageBody::DispatchLate { term },
        &fact,
    );
}

/// The number is known and the parcel not yet handed over. The desk fills the number in; each entered number has a
/// moment of its own.
pub(super) fn tracking(found: &mut Found<'_>, order: &OrderFacts) {
    let Some(at) = order.number_at else { return };
    let told = MessageBody::Tracking {
        number: found.number(),
        carrier: order.carrier,
    };
    found.tell(order, &Moment::of(order, at), told, &at.0.to_string());
}

/// Handed over: date, estimate and number in one. A number that comes or changes later is told again; what is collected
/// at the shop is not dispatched.
pub(super) fn dispatched(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some(handed) = order.handed_at.filter(|_| !order.goes_without_parcel()) else {
        return;
    };
    let told = MessageBody::Dispatched {
        at: handed,
        number: found.number(),
        carrier: order.carrier,
        estimate: dispatch::estimate(order, found.rules, calendar, Some(handed)),
    };
    let moment = order.number_at.map_or(handed, |number| number.max(handed));
    let number = order.number_at.map_or(0, |at| at.0);
    let fact = format!("{}:{number}", handed.0);
    found.tell(order, &Moment::of(order, moment), told, &fact);
}

/// It waits for them: at once. Who refused it is not told so any more.
pub(super) fn arrived(found: &mut Found<'_>, order: &OrderFacts) {
    if order.parcel_refused().is_some() {
        return;
    }
    let Some((at, storage)) = storage(found, order) else {
        return;
    };
    if found.watch.reached(storage.hold_until) {
        return;
    }
    let fact = at.at.0.to_string();
    found.tell(order, &at, MessageBody::Arrived(storage), &fact);
}

/// They have it: thanks, and what to do if something is wrong.
pub(super) fn received(found: &mut Found<'_>, order: &OrderFacts) {
    if let Some(at) = order.received_at {
        found.tell(order, &Moment::of(order, at), MessageBody::Received, &at.0.to_string());
    }
}

/// It still waits: on the third day, and once more when they could not be reached about it or are not to be called.
pub(super) fn pickup(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let Some((arrived, storage)) = storage(found, order) else {
        return;
    };
    let is_over = order.parcel_refused().is_some() || found.watch.reached(storage.hold_until);
    if is_over || found.rules.is_of_backlog(order, arrived.at) {
        return;
    }
    let fact = arrived.at.0.to_string();
    let third_day = morning(calendar, arrived.at, found.rules.regulation().pickup_sms);
    let waits = MessageBody::PickupWaits(storage.clone());
    found.tell(order, &Moment::of(order, third_day), waits, &fact);

    let calls = pickup::calls(found.rules, calendar, arrived.at, storage.free_until);
    let last = if order.wants_no_call() || order.marks.has(CustomerFlags::NO_PHONE) {
        calls.last.first().copied().filter(|at| *at > arrived.at)
    } else {
        let in_vain = calls.waiting_in_vain(order) || calls.last_in_vain(order);
        order.last_attempt_at.filter(|_| in_vain)
    };
    if let Some(at) = last {
        found.tell(order, &Moment::of(order, at), MessageBody::PickupLast(storage), &fact);
    }
}

fn storage(found: &Found<'_>, order: &OrderFacts) -> Option<(Moment, Storage)> {
    let arrived_at = order.arrived_at?;
    let (free_until, hold_until) = pickup::storage_of(order, arrived_at, found.rules);
    let storage = Storage {
        number: found.number(),
        carrier: order.carrier,
        free_until,
        hold_until,
    };
    Some((Moment::of(order, arrived_at), storage))
}
