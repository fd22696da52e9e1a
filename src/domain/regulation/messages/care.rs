//! After receipt: in writing for those who want no call, were called in vain, or whom no call has reached when the moment
//! ends (R22, R23).

use super::found::Found;
use super::found::Moment;
use crate::domain::duration::Days;
use crate::domain::hours::Calendar;
use crate::domain::message::MessageBody;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::care::CALL_HOUR;
use crate::domain::regulation::care::on_day;
use crate::domain::regulation::tries::once_more;
use crate::domain::time::Time;

/// Does it suit?
pub(super) fn quality(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let regulation = found.rules.regulation();
    let days = (regulation.quality_call, regulation.quality_lapse);
    if let Some(at) = moment(order, calendar, days, order.quality_done_at) {
        tell(found, order, at, MessageBody::Quality);
    }
}

/// How do you like it?
pub(super) fn courtesy(found: &mut Found<'_>, order: &OrderFacts, calendar: &Calendar) {
    let regulation = found.rules.regulation();
    let lapse = Days(regulation.courtesy_call.0 + regulation.courtesy_lapse.0);
    let days = (regulation.courtesy_call, lapse);
    if let Some(at) = moment(order, calendar, days, order.courtesy_done_at) {
        tell(found, order, at, MessageBody::Courtesy);
    }
}

/// When it is written: on the day itself to who wants no call, after the second call in vain, else when the call ends.
fn moment(
    order: &OrderFacts,
    calendar: &Calendar,
    (after, lapse): (Days, Days),
    done_at: Option<Time>,
) -> Option<Time> {
    let received_at = order.received_at?;
    let on_day = |days: Days| on_day(order, calendar, received_at, days);
    if done_at.is_some() {
        return None;
    }
    let first = calendar.callable().next_open(on_day(after));
    if order.last_talk_at.is_some_and(|at| at >= first) {
        return None;
    }
    if order.wants_no_call() {
        return Some(on_day(after));
    }
    match once_more(order, first, calendar, CALL_HOUR) {
        Some(_) => Some(on_day(lapse).max(first)),
        None => order.last_attempt_at,
    }
}

fn tell(found: &mut Found<'_>, order: &OrderFacts, at: Time, told: MessageBody) {
    let fact = order.received_at.map_or(0, |at| at.0).to_string();
    found.tell(order, &Moment::of(order, at), told, &fact);
}
