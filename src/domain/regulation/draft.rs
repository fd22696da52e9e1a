//! An agenda in the making.

use std::cell::Cell;

use super::Rulebook;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::domain::settings::Regulation;
use crate::domain::task::Agenda;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

/// The moment asked about. Rules compare with it through [`reached`](Watch::reached) alone, so that the earliest
/// moment at which any answer would differ is known in the end.
pub(super) struct Watch {
    now: Time,
    next: Cell<Time>,
}

impl Watch {
    pub(super) fn new(now: Time) -> Watch {
        Watch {
            now,
            next: Cell::new(Time::FAR),
        }
    }

    /// True from `at` on; until then `at` is a moment at which something may change.
    pub(super) fn reached(&self, at: Time) -> bool {
        if at <= self.now {
            return true;
        }
        self.next.set(self.next.get().min(at));
        false
    }

    /// The earliest of those moments; none when nothing asked about lies ahead.
    pub(super) fn next(&self) -> Option<Time> {
        Some(self.next.get()).filter(|next| *next < Time::FAR)
    }

    /// For a look at the day around it; what follows from that is to be watched with [`reached`](Watch::reached).
    pub(super) fn now(&self) -> Time {
        self.now
    }
}

/// What has been found for one customer so far.
pub(super) struct Draft<'a> {
    pub(super) rules: &'a Rulebook,
    pub(super) watch: Watch,
    tasks: Vec<Task>,
    upcoming: Vec<Task>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(rules: &'a Rulebook, now: Time) -> Draft<'a> {
        Draft {
            rules,
            watch: Watch::new(now),
            tasks: Vec::new(),
            upcoming: Vec::new(),
        }
    }

    pub(super) fn regulation(&self) -> &'a Regulation {
        self.rules.regulation()
    }

    pub(super) fn reached(&self, at: Time) -> bool {
        self.watch.reached(at)
    }

    /// Puts the task where it belongs now.
    pub(super) fn owe(&mut self, task: Task) {
        if !self.reached(task.due) {
            self.upcoming.push(task);
            return;
        }
        if let (Lane::Callback, Some(limit)) = (task.lane, task.limit) {
            // What can still be kept ranks before what is broken (R2): the limit changes the order of the queue.
            self.reached(limit);
        }
        self.tasks.push(task);
    }

    /// Proposes from `at` on, or from the moment the operator put it off to.
    pub(super) fn propose(&mut self, kind: TaskKind, order: &OrderFacts, rule: Rule, why: Why, at: Time) {
        self.owe(Task {
            kind,
            rule,
            lane: Lane::FollowUp,
            order: Some(order.id),
            since: at,
            due: order.put_off_until.map_or(at, |until| until.max(at)),
            limit: None,
            why,
        });
    }

    /// Of what an order owes several times keeps the first of each kind, by the earliest limit.
    pub(super) fn one_of_a_kind(&mut self, order: OrderId) {
        let mut kept: Vec<TaskKind> = Vec::new();
        let mut first = |task: &Task| {
            let is_first = task.order != Some(order) || !kept.contains(&task.kind);
            if task.order == Some(order) {
                kept.push(task.kind);
            }
            is_first
        };
        for tasks in [&mut self.tasks, &mut self.upcoming] {
            tasks.sort_by_key(|task| (task.order == Some(order)).then_some((task.due, task.limit)));
            tasks.retain(&mut first);
        }
    }

    pub(super) fn finish(mut self, facts: &CustomerFacts) -> Agenda {
        self.upcoming.sort_by_key(|task| task.due);
        for task in self.tasks.iter().filter(|task| task.is_call()) {
            // A call rests through the customer's night (R36).
            self.reached(self.rules.calendar_of(facts, task).sleep_changes(self.watch.now()));
        }
        Agenda {
            customer: facts.id,
            tasks: self.tasks,
            upcoming: self.upcoming,
            next_change: self.watch.next(),
        }
    }
}
