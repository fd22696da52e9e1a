//! The telephone: ringing and missed calls (R27), and times at which to call (R1, R5, R37).

use super::Rulebook;
use super::draft::Draft;
use super::tries::Pace;
use super::tries::Tries;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::PendingCall;
use crate::domain::call::RINGS_FOR;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::ids::OrderId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Missed calls and callback requests wait this much callable time at most (R27).
const RETURN_LIMIT: Span = Span::hours(1);
/// An agreed time is missed so long after it.
const APPOINTMENT_GRACE: Span = Span::minutes(15);

/// What the customer's incoming calls owe: one row for those that ring, one for those missed.
pub(super) fn calls(draft: &mut Draft<'_>, facts: &CustomerFacts, calendar: &Calendar) {
    let is_customer = !facts.marks.has(CustomerFlags::NOT_CUSTOMER);
    // Behind a hidden number is nobody to call back: it rings, and is over.
    let is_hidden = !is_customer && facts.marks.has(CustomerFlags::NO_PHONE);
    if !is_customer && !is_hidden {
        return;
    }
    let mut ringing: Option<Time> = None;
    let mut missed: Option<&PendingCall> = None;
    let mut count = 0_u8;
    for call in &facts.calls {
        if call.ended_at.is_none() && !draft.reached(call.last_event_at + RINGS_FOR) {
            ringing = Some(ringing.map_or(call.started_at, |since| since.min(call.started_at)));
        } else {
            missed = missed.filter(|m| m.started_at >= call.started_at).or(Some(call));
            count = count.saturating_add(1);
        }
    }
    if let Some(since) = ringing {
        draft.owe(Task {
            kind: TaskKind::Answer,
            rule: Rule(27),
            lane: Lane::Ringing,
            order: None,
            since,
            due: since,
            limit: Some(since + RINGS_FOR),
            why: Why::Plain,
        });
    }
    if let Some(call) = missed.filter(|_| is_customer) {
        return_call(draft, call, calendar, Why::MissedCalls(count));
    }
}

/// By the latest of the missed calls: who calls once more waits again.
fn return_call(draft: &mut Draft<'_>, call: &PendingCall, calendar: &Calendar, why: Why) {
    let task = |rule, lane, since, due, limit| Task {
        kind: TaskKind::ReturnCall,
        rule: Rule(rule),
        lane,
        order: None,
        since,
        due,
        limit: Some(limit),
        why,
    };
    let Some(tries) = Tries::of_call(call) else {
        let missed_at = call.ended_at.unwrap_or(call.last_event_at + RINGS_FOR);
        let due = calendar.callable().next_open(missed_at);
        let limit = calendar.callable().add(due, RETURN_LIMIT);
        draft.owe(task(27, Lane::Missed, call.started_at, due, limit));
        return;
    };
    // After the last attempt the call is let go (R27).
    if let Some(next) = tries.next(draft.rules, calendar) {
        let lane = match next.pace {
            Pace::Close => Lane::Missed,
            Pace::Daily => Lane::FollowUp,
        };
        draft.owe(task(7, lane, next.due, next.due, next.limit));
    }
}

/// The times at which the customer is to be called: the earliest about each order, and about none.
pub(super) fn appointments(draft: &mut Draft<'_>, facts: &CustomerFacts, calendar: &Calendar) {
    let stands = |a: &&Appointment| stands(a, draft.rules);
    let first_of = |order| {
        let of_order = facts.appointments.iter().filter(move |a| a.order == order);
        of_order.filter(stands).min_by_key(|a| (a.at, a.id))
    };
    let firsts: Vec<&Appointment> = facts
        .appointments
        .iter()
        .filter(|a| first_of(a.order).is_some_and(|first| first.id == a.id))
        .collect();
    for appointment in firsts {
        call_back(draft, appointment, appointment.order, calendar);
    }
}

/// A time to call about the order is settled.
pub(super) fn is_appointed(facts: &CustomerFacts, order: &OrderFacts, rules: &Rulebook) -> bool {
    let mut about_it = facts.appointments.iter().filter(|a| a.order == Some(order.id));
    about_it.any(|a| stands(a, rules))
}

/// A call at a time agreed serves the order, about it or beside it: they wait for no other.
pub(super) fn has_time_agreed(facts: &CustomerFacts, order: &OrderFacts, rules: &Rulebook) -> bool {
    is_appointed(facts, order, rules) || agreed_beside(facts, order, rules).is_some()
}

/// The earliest time agreed with the customer, when the order was there already, about another new order of theirs or about
/// none: they are called once for all that waits for them (R1), and not before.
pub(super) fn agreed_beside<'a>(
    facts: &'a CustomerFacts,
    order: &OrderFacts,
    rules: &Rulebook,
) -> Option<&'a Appointment> {
    let is_new = |id: OrderId| {
        facts
            .orders
            .iter()
            .any(|o| o.id == id && o.live && o.stage == Stage::New)
    };
    let serves = |a: &&Appointment| {
        let agreed_since = a.kind == AppointmentKind::Schedule && a.made_at >= order.clock_from();
        agreed_since && a.order.is_none_or(is_new) && stands(a, rules)
    };
    let serving = facts.appointments.iter().filter(serves);
    serving.min_by_key(|a| (a.at, a.id))
}

/// Until its attempts are spent (R7).
fn stands(appointment: &Appointment, rules: &Rulebook) -> bool {
    appointment.tries < rules.regulation().attempts_max
}

/// The call of `appointment`, owed to `order` (to the customer without one).
pub(super) fn call_back(draft: &mut Draft<'_>, appointment: &Appointment, order: Option<OrderId>, calendar: &Calendar) {
    let callable = calendar.callable();
    let (rule, due, limit) = match Tries::of_appointment(appointment) {
        None => {
            let due = callable.next_open(appointment.at);
            let (rule, limit) = first_limit(draft, appointment, calendar, due);
            (rule, due, limit)
        }
        Some(tries) => match tries.next(draft.rules, calendar) {
            Some(next) => (7, next.due, next.limit),
            None => return,
        },
    };
    draft.owe(Task {
        kind: TaskKind::CallBack,
        rule: Rule(rule),
        lane: Lane::Callback,
        order,
        since: appointment.at,
        due,
        limit: Some(limit),
        why: Why::Appointed(appointment.kind),
    });
}

fn first_limit(draft: &Draft<'_>, appointment: &Appointment, calendar: &Calendar, due: Time) -> (u8, Time) {
    let callable = calendar.callable();
    let at_once = appointment.at <= appointment.made_at;
    match appointment.kind {
        AppointmentKind::Request if at_once => (37, callable.add(due, RETURN_LIMIT)),
        AppointmentKind::Request => (37, due + APPOINTMENT_GRACE),
        AppointmentKind::Schedule => (1, due + APPOINTMENT_GRACE),
        AppointmentKind::Promise => (5, callable.add(due, draft.regulation().promise_span)),
    }
}
