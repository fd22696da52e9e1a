//! The call promised for the next opening (R5).

use super::Rulebook;
use super::calls::has_time_agreed;
use super::draft::Watch;
use super::paid_first::is_settled_by_payment;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::hours::Openings;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::settings::Regulation;
use crate::domain::time::Time;

/// The window in which a call is promised for `order` of this customer: from, until. None when no promise stands: it was
/// contacted or tried, came within callable time of the open day, has a time agreed for its call, or nobody is to be
/// called or can be; it is backlog; or it was apologised for so often that nothing is promised any more.
///
/// What was told stands until the day it names closes; an order still without contact then is promised the next
/// opening like any other.
pub fn promise(facts: &CustomerFacts, order: &OrderFacts, rules: &Rulebook, now: Time) -> Option<(Time, Time)> {
    promised(facts, order, rules, rules.order_calendar(order, None), &Watch::new(now))
}

/// The window promised to who comes while the shop is closed next (or is closed now): from, until. None in a shop that
/// does not open within a year.
pub fn promise_window(calendar: &Calendar, regulation: &Regulation, now: Time) -> Option<(Time, Time)> {
    let callable = calendar.callable();
    let closed = if callable.is_open(now) {
        callable.day_around(now)?.1
    } else {
        now
    };
    let from = callable.next_open(closed);
    let (_, closing) = callable.day_around(from)?;
    Some((from, callable.add(from, regulation.promise_span).min(closing)))
}

pub(super) fn promised(
    facts: &CustomerFacts,
    order: &OrderFacts,
    rules: &Rulebook,
    calendar: &Calendar,
    watch: &Watch,
) -> Option<(Time, Time)> {
    let waits = order.stage == Stage::New && order.contacted_at.is_none() && order.tried_at.is_none();
    let nobody_to_call = order.is_payment_failed() || order.wants_no_call() || order.marks.has(CustomerFlags::NO_PHONE);
    // An agreed time is the only one they wait for.
    let is_settled = rules.is_backlog(order) || is_settled_by_payment(facts, order, rules);
    if !waits || nobody_to_call || is_settled || has_time_agreed(facts, order, rules) {
        return None;
    }
    let callable = calendar.callable();
    let (opening, closing) = callable.day_around(watch.now())?;
    watch.reached(closing);
    if let Some((from, until)) = told(order) {
        if is_apologised(order, rules) && watch.reached(until + rules.regulation().promise_broken) {
            return None;
        }
        let stands_until = callable.day_around(from).map_or(Time::FAR, |(_, closing)| closing);
        if stands_until >= closing {
            return Some((from, until));
        }
    }
    let from = first_call(order, callable, opening)?;
    let (_, closing) = callable.day_around(from)?;
    let until = callable.add(from, rules.regulation().promise_span);
    Some((from, until.min(closing)))
}

/// A further apology would be one too many: the customer is called before everybody else instead.
pub(super) fn is_apologised(order: &OrderFacts, rules: &Rulebook) -> bool {
    // What was told of before a reopening is over with it.
    told(order).is_some() && order.apologies > 0 && order.apologies >= rules.regulation().apologies
}

/// When the order is first to be called on the day that opens at `opening`, by R5; none when it came while the shop could
/// call.
pub(super) fn first_call(order: &OrderFacts, callable: &Openings, opening: Time) -> Option<Time> {
    let came = order.clock_from();
    if came < opening {
        Some(opening)
    } else if callable.is_open(came) {
        None
    } else {
        Some(callable.next_open(came))
    }
}

fn told(order: &OrderFacts) -> Option<(Time, Time)> {
    let (from, until) = order.promised_from.zip(order.promised_until)?;
    // A reopened order starts again.
    (until > order.clock_from()).then_some((from, until))
}
