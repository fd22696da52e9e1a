//! The order of the queue: total, and the same for the same rows (R2).

use std::borrow::Borrow;
use std::cmp::Reverse;

use super::Viewer;
use super::row::Row;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::regulation::Rulebook;
use crate::domain::task::Lane;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
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

/// Where a task stands by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    lane: Lane,
    group: Group,
    /// Smaller first: a moment, or one turned round where the later comes first.
    time: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Can be kept, or lost at a moment.
    Timed,
    /// Of `callback`: its limit has passed.
    Broken,
    /// Never lost.
    Patient,
    /// The desk proposes.
    Proposal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    group: Group,
    time: i64,
    total: Reverse<i64>,
    order: OrderId,
    customer: CustomerId,
    kind: TaskKind,
}

/// What stands in the queue: a row, with whatever goes with it.
pub trait Ranked: Borrow<Row> + Sized {
    /// The same when its care calls are left out: the row [`behind`](Row::behind), if there is one.
    fn without_care(&self) -> Option<Self>;
}

impl Ranked for Row {
    fn without_care(&self) -> Option<Row> {
        self.behind.as_deref().cloned()
    }
}

/// Sorts `rows` as they are to be served, and leaves out the care calls beyond the day's number (R23); what else the
/// customer is to be called about takes their place.
pub fn rank<R: Ranked>(rows: &mut Vec<R>, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) {
    let sort = |rows: &mut Vec<R>| rows.sort_by_cached_key(|row| rank_key(row.borrow(), rules, viewer, now));
    sort(rows);
    let mut care_left = rules.regulation().care_calls_per_day - viewer.care_done_today;
    let mut behind = Vec::new();
    rows.retain(|row| {
        if !row.borrow().task.kind.is_care() {
            return true;
        }
        care_left -= 1;
        let stays = care_left >= 0;
        behind.extend(row.without_care().filter(|_| !stays));
        stays
    });
    if !behind.is_empty() {
        rows.append(&mut behind);
        sort(rows);
    }
}

/// The place of `row` at `now` for `viewer`.
pub fn rank_key(row: &Row, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> RankKey {
    let standing = Standing::of(&row.task, rules, now);
    let own = row.manager.is_some() && row.manager == viewer.operator;
    RankKey {
        lane: standing.lane,
        asleep: row.asleep_until.is_some(),
        skipped: row.skipped_until.is_some_and(|until| until > now),
        of_everyone: is_fresh(standing.lane) && !own,
        place: standing.place(row.total, &row.task, row.customer),
    }
}

impl Standing {
    pub(super) fn of(task: &Task, rules: &Rulebook, now: Time) -> Standing {
        let (group, time) = match task.lane {
            Lane::Ringing => (Group::Timed, task.since.0),
            lane if is_fresh(lane) && rules.regulation().fresh_first => (Group::Timed, -task.since.0),
            Lane::Missed | Lane::NewHigh | Lane::New => (Group::Timed, task.since.0),
            Lane::Callback => match task.limit {
                Some(limit) if limit <= now => (Group::Broken, -limit.0),
                limit => (Group::Timed, limit.unwrap_or(Time::FAR).0),
            },
            Lane::FollowUp => match task.limit {
                _ if task.kind.is_proposal() => (Group::Proposal, 0),
                Some(limit) => (Group::Timed, limit.0),
                None => (Group::Patient, 0),
            },
        };
        Standing {
            lane: task.lane,
            group,
            time,
        }
    }

    /// Its strength among the tasks of one customer.
    pub(super) fn among(self, total: i64, task: &Task, customer: CustomerId) -> (Lane, Place) {
        (self.lane, self.place(total, task, customer))
    }

    /// Ties: the larger total, then the smaller id.
    fn place(self, total: i64, task: &Task, customer: CustomerId) -> Place {
        Place {
            group: self.group,
            time: self.time,
            total: Reverse(total),
            order: task.order.unwrap_or(OrderId(i64::MAX)),
            customer,
            kind: task.kind,
        }
    }
}

fn is_fresh(lane: Lane) -> bool {
    matches!(lane, Lane::Missed | Lane::NewHigh | Lane::New)
}
