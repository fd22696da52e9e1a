//! What customers brought up: complaints (R38), and what they wrote (R39); and what we wrote and did not reach them.

use super::days::a_business_day_on;
use super::draft::Draft;
use crate::domain::case::Case;
use crate::domain::case::CaseKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::hours::Calendar;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// What a customer writes is answered within this much working time.
const ANSWER_WITHIN: Span = Span::hours(1);

/// One outcome to all that is wrong with an order, and one answer to all that was written, each by the oldest of it.
pub(super) fn cases(draft: &mut Draft<'_>, facts: &CustomerFacts, calendar: &Calendar) {
    let complaints = || facts.cases.iter().filter(|case| case.kind == CaseKind::Complaint);
    let is_oldest = |case: &&Case| {
        let mut same = complaints().filter(|other| other.order == case.order);
        same.all(|other| (case.at, case.id) <= (other.at, other.id))
    };
    for case in complaints().filter(is_oldest) {
        let limit = a_business_day_on(calendar, case.at);
        draft.owe(task(TaskKind::Complaint, 38, Lane::FollowUp, case, limit));
    }
    let letters = facts.cases.iter().filter(|case| case.kind == CaseKind::Letter);
    if let Some(oldest) = letters.min_by_key(|case| (case.at, case.id)) {
        let working = calendar.working();
        let limit = working.add(working.next_open(oldest.at), ANSWER_WITHIN);
        draft.owe(task(TaskKind::Reply, 39, Lane::Callback, oldest, limit));
    }
}

/// One for all that did not reach the customer, by the oldest of it: sent again by another way, or settled (R35).
pub(super) fn undelivered(draft: &mut Draft<'_>, facts: &CustomerFacts, calendar: &Calendar) {
    if let Some(oldest) = facts
        .undelivered
        .iter()
        .min_by_key(|message| (message.at, message.order))
    {
        draft.owe(Task {
            kind: TaskKind::UndeliveredMessage,
            rule: Rule(35),
            lane: Lane::FollowUp,
            order: oldest.order,
            since: oldest.at,
            due: oldest.at,
            limit: Some(a_business_day_on(calendar, oldest.at)),
            why: Why::Plain,
        });
    }
}

fn task(kind: TaskKind, rule: u8, lane: Lane, case: &Case, limit: Time) -> Task {
    Task {
        kind,
        rule: Rule(rule),
        lane,
        order: case.order,
        since: case.at,
        due: case.at,
        limit: Some(limit),
        why: Why::Plain,
    }
}
