//! Where a row stands: its lane and its place in it (R2).

use std::cmp::Reverse;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::regulation::Rulebook;
use crate::domain::task::Lane;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

/// Where a task stands by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    pub(super) lane: Lane,
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

impl Standing {
    pub(super) fn of(task: &Task, rules: &Rulebook, now: Time) -> Standing {
        let (group, time) = match task.lane {
            Lane::Ringing => (Group::Timed, task.since.0),
            _ if is_promised_in_vain(task) => (Group::Timed, i64::MIN),
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
    pub(super) fn place(self, total: i64, task: &Task, customer: CustomerId) -> Place {
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

/// First in its lane (R5).
pub(super) fn is_promised_in_vain(task: &Task) -> bool {
    matches!(task.why, Why::PromisedInVain(_))
}

pub(super) fn is_fresh(lane: Lane) -> bool {
    matches!(lane, Lane::Missed | Lane::NewHigh | Lane::New)
}
