//! After receipt: in writing for those who get no call, or were called in vain (R22, R23).

use super::found::Found;
use super::found::Moment;
use crate::domain::duration::Days;
use crate::domain::hours::Calendar;
use crate::domain::message::Told;
use crate::domain::order::Marks;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::care::CALL_HOUR;
use crate::domain::regulation::tries::once_more;
use crate::domain::time::Time;

/// Does it suit: first and high orders are called; the others, and who does not want calls, are written to.
pub(super) fn quality(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let regulation = found.rules.regulation();
    let high = found.rules.is_high(order);
    let called = (high || !order.marks.has(Marks::REGULAR)) && !order.wants_no_call();
    let days = (regulation.quality_call, regulation.quality_lapse);
    let call = if called { Called::First } else { Called::Never };
    if let Some(at) = moment(found, order, calendar, days, order.quality_done_at, call) {
        tell(found, order, at, Told::Quality);
    }
}

/// How do you like it: a call that was made in vain ends in a message.
pub(super) fn courtesy(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let regulation = found.rules.regulation();
    let called = found.rules.is_high(order) || order.marks.has(Marks::REGULAR);
    if !called || order.wants_no_call() {
        return;
    }
    let lapse = Days(regulation.courtesy_call.0 + regulation.courtesy_lapse.0);
    let days = (regulation.courtesy_call, lapse);
    if let Some(at) = moment(found, order, calendar, days, order.courtesy_done_at, Called::First) {
        tell(found, order, at, Told::Courtesy);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Called {
    First,
    Never,
}

/// When it is written: the day itself, or after the second call in vain.
fn moment(
    found: &Found<'_>,
    order: &OrderFacts,
    calendar: &Calendar,
    (after, lapse): (Days, Days),
    done_at: Option<Time>,
    called: Called,
) -> Option<Time> {
    let received_at = order.received_at?;
    let on_day = |days: Days| calendar.day_at(received_at, days.0, CALL_HOUR, 0);
    if done_at.is_some() || found.watch.reached(on_day(lapse)) {
        return None;
    }
    let first = calendar.callable().next_open(on_day(after));
    if order.last_talk_at.is_some_and(|at| at >= first) {
        return None;
    }
    match called {
        Called::Never => Some(on_day(after)),
        Called::First => match once_more(order, first, calendar, CALL_HOUR) {
            Some(_) => None,
            None => order.last_attempt_at,
        },
    }
}

fn tell(found: &mut Found<'_>, order: &OrderFacts, at: Time, told: Told) {
    let fact = order.received_at.map_or(0, |at| at.0).to_string();
    found.tell(order, &Moment::of(order, at), told, &fact);
}
