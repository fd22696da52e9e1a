//! The order of the queue: total, and the same for the same rows (R2).

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::HashSet;

use super::Viewer;
use super::promises::raise;
use super::row::Ranked;
use super::row::Row;
use super::standing::Place;
use super::standing::Standing;
use super::standing::is_fresh;
use super::standing::is_promised_in_vain;
use crate::domain::ids::LabelId;
use crate::domain::regulation::Rulebook;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::time::Time;

/// Where a row stands; the smaller is the nearer to the top. Two rows never have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RankKey {
    lane: Lane,
    /// A call that waits for the morning where the customer is (R36): behind its lane.
    asleep: bool,
    /// Put behind its lane.
    skipped: bool,
    /// In the fresh lanes a manager's own customers stand before these (R9).
    of_everyone: bool,
    place: Place,
}

/// Sorts `rows` as they are to be served, and leaves out the care calls beyond the day's number (R22, R23); what else the
/// customer is to be called about takes their place. Promised calls rise in time (R5): the moment at which the next one does.
pub fn rank<R: Ranked>(rows: &mut Vec<R>, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Option<Time> {
    let next_rise = raise(rows, rules, viewer, now);
    let sort = |rows: &mut Vec<R>| rows.sort_by_cached_key(|row| rank_key(row.borrow(), rules, viewer, now));
    sort(rows);
    let care_left = rules.regulation().care_calls_per_day - viewer.care_done_today;
    let let_in = let_in(rows, usize::try_from(care_left).unwrap_or(0));
    let mut behind = Vec::new();
    rows.retain(|row| {
        let stays = !row.borrow().task.kind.is_care() || let_in.contains(&row.borrow().key);
        behind.extend(row.without_care().filter(|_| !stays));
        stays
    });
    if !behind.is_empty() {
        rows.append(&mut behind);
        sort(rows);
    }
    next_rise
}

/// The rows of today's care calls: those that go first, then the larger totals.
fn let_in<R: Ranked>(rows: &[R], count: usize) -> HashSet<RowKey> {
    let rows = rows.iter().map(Borrow::borrow);
    let mut care: Vec<&Row> = rows.filter(|row: &&Row| row.task.kind.is_care()).collect();
    care.sort_by_key(|row| (!row.care_first, Reverse(row.total), row.customer));
    care.iter().take(count).map(|row| row.key).collect()
}

/// The place of `row` at `now` for `viewer`.
pub fn rank_key(row: &Row, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> RankKey {
    let standing = Standing::of(&row.task, rules, now);
    let own = row.manager.is_some() && row.manager == viewer.operator;
    RankKey {
        lane: standing.lane,
        asleep: row.asleep_until.is_some(),
        skipped: row.skipped_until.is_some_and(|until| until > now),
        of_everyone: is_fresh(standing.lane) && !own && !is_promised_in_vain(&row.task),
        place: standing.place(row.total, &row.task, row.customer),
    }
}

impl Viewer<'_> {
    /// The manager whose regular stands in `row`, while they are there (R9); who looks is.
    pub fn own_manager(&self, row: &Row) -> Option<LabelId> {
        row.manager
            .filter(|manager| self.operator == Some(*manager) || self.on_shift.contains(manager))
    }
}
