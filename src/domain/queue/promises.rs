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
    let others = Others::of(rows, now);
    let mut next: Option<Time> = None;
    for row in rows {
        let Some((from, until)) = window(row.borrow(), now).filter(|_| is_fresh(row.borrow().task.lane)) else {
            continue;
        };
        // Whatever is promised to end no later is called before it.
        let before = ends.partition_point(|end| *end <= until) + others.before(until);
        let rises = from.max(until - others.under_way(rules) - time_for(before, rules, viewer));
        if rises <= now {
            row.row_mut().task.lane = Lane::Callback;
        } else {
            next = Some(next.map_or(rises, |next| next.min(rises)));
        }
    }
    next
}

/// The calls that were not promised and may be made first: the promised ones have to rise earlier by as much.
struct Others {
    /// By when each is lost, sorted; those that always go first by the first of all times.
    limits: Vec<Time>,
}

impl Others {
    fn of<R: Ranked>(rows: &[R], now: Time) -> Others {
        let rows = rows.iter().map(|row| -> &Row { row.borrow() });
        let others = rows.filter(|row| window(row, now).is_none());
        let mut limits: Vec<Time> = others.filter_map(|row| goes_first_by(row, now)).collect();
        limits.sort_unstable();
        Others { limits }
    }

    /// How many of them may be made before what is promised until `until`: each is its last chance at its end.
    fn before(&self, until: Time) -> usize {
        self.limits.partition_point(|limit| *limit <= until)
    }

    /// Where there is other work, a call may have begun just before.
    fn under_way(&self, rules: &Rulebook) -> Span {
        if self.limits.is_empty() {
            Span::ZERO
        } else {
            rules.regulation().handling
        }
    }
}

/// Until when a row may go before promised ones; none when it never does.
fn goes_first_by(row: &Row, now: Time) -> Option<Time> {
    match row.task.lane {
        Lane::Ringing | Lane::Missed => Some(now),
        Lane::Callback | Lane::NewHigh | Lane::New => row.task.limit.filter(|limit| *limit > now),
        Lane::FollowUp => None,
    }
}

/// How long that many calls take the operators at work, and never less than a promise rises before its end anyway.
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
