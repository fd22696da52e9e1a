//! From an order's arrival to its confirmation: first contact, attempts, decision (R1, R3, R4, R5, R7, R36).

use super::calls::agreed_beside;
use super::calls::call_back;
use super::calls::is_appointed;
use super::days::a_business_day_on;
use super::days::business_morning;
use super::draft::Draft;
use super::ladder::Ladder;
use super::paid_first::is_settled_by_payment;
use super::promise::is_apologised;
use super::promise::promised;
use super::tries::Pace;
use super::tries::Tries;
use crate::domain::duration::BusinessDays;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// After this many talks without a decision the desk proposes cancelling.
const TALKS_MAX: i64 = 3;

/// What an unconfirmed order owes.
pub(super) fn contact(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let talked = order.talks > 0 || order.contacted_at.is_some();
    if order.is_payment_failed() {
        // Who failed to pay is called from the morning's list (R31).
    } else if order.marks.has(CustomerFlags::NO_PHONE) && !order.wants_no_call() {
        find_contact(draft, facts, order, calendar);
    } else if is_appointed(facts, order, draft.rules) {
        // The call stands at its time, and no other is owed.
    } else if let Some(agreed) = agreed_beside(facts, order, draft.rules) {
        call_back(draft, agreed, Some(order.id), calendar);
    } else if talked {
        decide(draft, order, calendar);
    } else if is_settled_by_payment(facts, order, draft.rules) {
        settle_in_writing(draft, order, calendar, (Rule(15), Why::PaidInFull));
    } else if order.wants_no_call() {
        settle_in_writing(draft, order, calendar, (Rule(36), Why::InWriting));
    } else if let Some(tries) = Tries::of_order(order) {
        try_again(draft, order, calendar, tries, TaskKind::RetryCall);
    } else {
        first_contact(draft, facts, order, calendar);
    }
}

fn own_lane(draft: &Draft<'_>, order: &OrderFacts) -> Lane {
    if draft.rules.is_backlog(order) {
        Lane::FollowUp
    } else if draft.rules.is_high(order) {
        Lane::NewHigh
    } else {
        Lane::New
    }
}

fn first_contact(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let regulation = draft.rules.regulation_of(order);
    let callable = calendar.callable();
    let since = order.clock_from();
    let task = |rule, due, limit, why, lane| Task {
        kind: TaskKind::FirstContact,
        rule: Rule(rule),
        lane,
        order: Some(order.id),
        since,
        due,
        limit: Some(limit),
        why,
    };
    let own = own_lane(draft, order);
    if let Some((from, until)) = promised(facts, order, draft.rules, calendar, &draft.watch) {
        let rises = draft.reached(until - regulation.promise_rise);
        let gives_up = draft.reached(until + regulation.promise_broken);
        let lane = if rises && !gives_up { Lane::Callback } else { own };
        draft.owe(task(5, from, until, Why::Promised { from, until }, lane));
        return;
    }
    let due = callable.next_open(since);
    let limit = contact_limit(draft, order, calendar, due);
    if is_apologised(order, draft.rules) {
        draft.owe(task(5, due, limit, Why::PromisedInVain(order.apologies + 1), own));
        return;
    }
    if draft.rules.is_backlog(order) {
        draft.owe(task(4, due, limit, Why::Backlog, own));
        return;
    }
    if order.flags.has(Flags::PEAK) {
        draft.owe(task(4, due, limit, Why::Peak, own));
        return;
    }
    let before_last = regulation.first_contact_limit.0 - regulation.last_chance.0;
    let last_chance = draft.reached(callable.add(due, Span(before_last)));
    if last_chance && !draft.reached(limit) {
        draft.owe(task(4, due, limit, Why::LastChance, Lane::Callback));
    } else {
        draft.owe(task(4, due, limit, Why::Plain, own));
    }
}

/// R4's limit of an order that could first be called at `due`.
fn contact_limit(draft: &Draft<'_>, order: &OrderFacts, calendar: &Calendar, due: Time) -> Time {
    let limit = draft.rules.regulation_of(order).first_contact_limit;
    let limit = calendar.callable().add(due, limit);
    if !order.flags.has(Flags::PEAK) {
        return limit;
    }
    let closing = calendar.working().day_around(due).map(|(_, closing)| closing);
    closing.map_or(limit, |closing| closing.max(limit))
}

/// *Do not call back* was asked (R36), or all is paid and clear (R15): the same clock as a first contact, and nothing rings.
fn settle_in_writing(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, (rule, why): (Rule, Why)) {
    let since = order.clock_from();
    let limit = contact_limit(draft, order, calendar, calendar.callable().next_open(since));
    draft.owe(Task {
        kind: TaskKind::Decide,
        rule,
        lane: own_lane(draft, order),
        order: Some(order.id),
        since,
        due: since,
        limit: Some(limit),
        why,
    });
}

/// The next attempt (R7), or the proposal that ends them.
fn try_again(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar, tries: Tries, kind: TaskKind) {
    let Some(next) = tries.next(draft.rules, calendar) else {
        draft.propose(TaskKind::ProposeCancel, order, Rule(7), Why::Unreachable, tries.last);
        return;
    };
    let lane = match (kind, next.pace) {
        (TaskKind::RetryCall, Pace::Close) => own_lane(draft, order),
        _ => Lane::FollowUp,
    };
    draft.owe(Task {
        kind,
        rule: Rule(7),
        lane,
        order: Some(order.id),
        since: next.due,
        due: next.due,
        limit: Some(next.limit),
        why: Why::Attempt(next.number),
    });
}

/// We talked and nothing is settled: an unhurried decision, but a decision.
fn decide(draft: &mut Draft<'_>, order: &OrderFacts, calendar: &Calendar) {
    let regulation = draft.regulation();
    let talk = order.last_talk_at.or(order.contacted_at).unwrap_or(order.clock_from());
    if order.talks >= TALKS_MAX {
        draft.propose(TaskKind::ProposeCancel, order, Rule(4), Why::Undecided, talk);
        return;
    }
    if let Some(tries) = Tries::of_order(order).filter(|_| !order.wants_no_call()) {
        try_again(draft, order, calendar, tries, TaskKind::Decide);
        return;
    }
    let working = calendar.working();
    let due = calendar
        .callable()
        .next_open(working.add(talk, regulation.decide_after));
    let today = working.add(due, Span(regulation.decide_limit.0 - regulation.decide_after.0));
    let limit = if draft.reached(today) {
        business_morning(calendar, today, BusinessDays(1))
    } else {
        today
    };
    let (rule, why) = if order.wants_no_call() {
        (Rule(36), Why::InWriting)
    } else {
        (Rule(4), Why::Plain)
    };
    draft.owe(Task {
        kind: TaskKind::Decide,
        rule,
        lane: Lane::FollowUp,
        order: Some(order.id),
        since: talk,
        due,
        limit: Some(limit),
        why,
    });
}

/// Their last number proved wrong after they had confirmed: another is to be found, in place of the calls they would get. The
/// order goes on without it, and when it is to be given up as not paid (R14) nobody looks any longer.
pub(super) fn find_another(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    if facts.no_phone_at.is_none() || order.wants_no_call() {
        return;
    }
    let ladder = Ladder::of(draft.rules, order, calendar).filter(|_| order.handed_at.is_none());
    if !ladder.is_some_and(|ladder| draft.reached(ladder.not_paid)) {
        draft.owe(contact_to_find(facts, order, calendar).0);
    }
}

/// No number of theirs works: find another within a business day, or give up.
fn find_contact(draft: &mut Draft<'_>, facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) {
    let (task, limit) = contact_to_find(facts, order, calendar);
    if draft.reached(limit) {
        draft.propose(TaskKind::ProposeCancel, order, Rule(7), Why::NoContact, limit);
    } else {
        draft.owe(task);
    }
}

/// That task, and its limit.
fn contact_to_find(facts: &CustomerFacts, order: &OrderFacts, calendar: &Calendar) -> (Task, Time) {
    let came = order.clock_from();
    let since = facts.no_phone_at.map_or(came, |at| at.max(came));
    let limit = a_business_day_on(calendar, since);
    let task = Task {
        kind: TaskKind::FindContact,
        rule: Rule(7),
        lane: Lane::FollowUp,
        order: Some(order.id),
        since,
        due: since,
        limit: Some(limit),
        why: Why::Plain,
    };
    (task, limit)
}
