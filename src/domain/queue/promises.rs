//! Promised calls rise early enough for all of them to be kept (R5): what one customer's facts do not tell, since it
//! depends on how many were promised the same hours and how many operators call.

use super::Viewer;
use super::row::Ranked;
use super::row::Row;
use super::standing::is_fresh;
use crate::domain::regulation::Rulebook;
use crate::domain::task::Lane;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Moves the promised rows whose time has come into `callback`; the moment at which the next of them does.
pub fn raise<R: Ranked>(rows: &mut [R], rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Option<Time> {
    let mut ends: Vec<Time> = rows
        .iter()
        .filter_map(|row| window(row.borrow(), now))
        .map(|(_, end)| end)
        .collect();
    ends.sort_unstable();
    let mut next: Option<Time> = None;
    for row in rows {
        let Some((from, until)) = window(row.borrow(), now).filter(|_| is_fresh(row.borrow().task.lane)) else {
            continue;
        };
        // Whatever is promised to end no later is called before it.
        let before = ends.partition_point(|end| *end <= until);
        let rises = from.max(until - time_for(before, rules, viewer));
        if rises <= now {
            row.row_mut().task.lane = Lane::Callback;
        } else {
            next = Some(next.map_or(rises, |next| next.min(rises)));
        }
    }
    next
}

/// How long so many calls take the operators at work, and never less than a promise rises before its end anyway.
fn time_for(calls: usize, rules: &Rulebook, viewer: &Viewer<'_>) -> Span {
    let regulation = rules.regulation();
    let calls = i64::try_from(calls).unwrap_or(i64::MAX);
    let each = regulation.handling.0.saturating_mul(calls) / viewer.serving.max(1);
    Span(each.max(regulation.promise_rise.0))
}

/// The hours promised to a row, while the promise can be kept.
fn window(row: &Row, now: Time) -> Option<(Time, Time)> {
    match row.task.why {
        Why::Promised { from, until } if until > now => Some((from, until)),
        _ => None,
    }
}
