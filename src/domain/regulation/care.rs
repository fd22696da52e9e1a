//! After receipt: does it suit, and how do you like it (R22, R23).

use super::draft::Draft;
use super::tries::once_more;
use crate::domain::duration::Days;
use crate::domain::facts::CustomerFacts;
use crate::domain::facts::can_be_called;
use crate::domain::hours::Calendar;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

/// Care calls fall due later in the morning than what brings money.
pub(super) const CALL_HOUR: u16 = 11;

struct CareCall {
    kind: TaskKind,
    rule: Rule,
    after: Days,
    lapses_after: Days,
    done_at: Option<Time>,
}

/// The calls a received order owes, soon and a month later: everyone's, as many a day as the day's number lets in; the
/// others get a message.
pub(super) fn care(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let sends_back = order.return_since.is_some() || order.is_all_back() || order.to_give_back() > 0;
    let may_be_asked = can_be_called(facts, order) && !facts.complains() && !sends_back;
    let Some(received_at) = order.received_at.filter(|_| may_be_asked) else {
        return;
    };
    let regulation = draft.regulation();
    let quality = CareCall {
        kind: TaskKind::QualityCall,
        rule: Rule(22),
        after: regulation.quality_call,
        lapses_after: regulation.quality_lapse,
        done_at: order.quality_done_at,
    };
    let courtesy = CareCall {
        kind: TaskKind::CourtesyCall,
        rule: Rule(23),
        after: regulation.courtesy_call,
        lapses_after: Days(regulation.courtesy_call.0 + regulation.courtesy_lapse.0),
        done_at: order.courtesy_done_at,
    };
    for call in [quality, courtesy] {
        care_call(draft, order, calendar, received_at, &call);
    }
}

/// 11:00 on that day after receipt: a call falls due then; and on the day the moment is gone the call ends and the message
/// leaves to who was not reached (R22, R23).
pub(super) fn on_day(order: &OrderFacts, calendar: &Calendar, received_at: Time, days: Days) -> Time {
    calendar.day_at(order.restarted(received_at), days.0, CALL_HOUR, 0)
}

/// Which call after receipt comes next; none when both are done or gone.
pub fn next_care(order: &OrderFacts, rules: &Rulebook, now: Time) -> Option<TaskKind> {
    let (calendar, regulation) = (rules.order_calendar(order, None), rules.regulation());
    let received_at = order.received_at?;
    let lapses = |days: i64| on_day(order, calendar, received_at, Days(days)) <= now;
    let courtesy = regulation.courtesy_call.0 + regulation.courtesy_lapse.0;
    if order.quality_done_at.is_none() && !lapses(regulation.quality_lapse.0) {
        return Some(TaskKind::QualityCall);
    }
    (order.courtesy_done_at.is_none() && !lapses(courtesy)).then_some(TaskKind::CourtesyCall)
}

/// True for an order that is called about before the others of its day: first and high ones (R22), a month later high ones
/// and those of regulars, who received more than the one (R23).
pub fn is_care_first(kind: TaskKind, order: &OrderFacts, rules: &Rulebook) -> bool {
    let is_first = order.marks.has(CustomerFlags::FIRST);
    match kind {
        TaskKind::QualityCall => is_first || rules.is_high(order),
        TaskKind::CourtesyCall => order.marks.has(CustomerFlags::RECEIVED_AGAIN) || rules.is_high(order),
        _ => false,
    }
}

fn care_call(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, received_at: Time, call: &CareCall) {
    let on_day = |days: Days| on_day(order, calendar, received_at, days);
    let limit = on_day(call.lapses_after);
    if call.done_at.is_some() || draft.reached(limit) {
        return;
    }
    let first = calendar.callable().next_open(on_day(call.after));
    if order.last_talk_at.is_some_and(|at| at >= first) {
        return;
    }
    let Some(due) = once_more(order, first, calendar, CALL_HOUR) else {
        return;
    };
    draft.owe(Task {
        kind: call.kind,
        rule: call.rule,
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: due,
        due,
        limit: Some(limit),
        why: Why::Plain,
    });
}
