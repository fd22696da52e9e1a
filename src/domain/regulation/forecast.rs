//! What falls due if nobody acts: the agenda followed from one change to the next, and the same by other settings.

use super::Rulebook;
use super::agenda;
use crate::domain::facts::CustomerFacts;
use crate::domain::task::Task;
use crate::domain::time::Time;

/// A task and the moment it comes into the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// When it falls due.
    pub at: Time,
    /// As it stands then.
    pub task: Task,
}

/// What one customer owes over a stretch of time when no new fact comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Due already when the stretch begins.
    pub standing: Vec<Expected>,
    /// What falls due within it, by time.
    pub falls_due: Vec<Expected>,
    /// What will be due after it, as the facts say at its end.
    pub after: Vec<Expected>,
}

/// How a task stands otherwise by other settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Only the other settings ask for it.
    Appears(Expected),
    /// Only these do.
    Vanishes(Expected),
    /// Both do, but at another moment, to another limit, by another rule or in another lane.
    Moves {
        /// By these.
        from: Expected,
        /// By the others.
        to: Expected,
    },
}

/// What `facts` alone make due from `from` until `until`, that moment not included.
pub fn forecast(facts: &CustomerFacts, rules: &Rulebook, from: Time, until: Time) -> Forecast {
    let mut found = agenda(facts, rules, from);
    let mut forecast = Forecast {
        standing: found.tasks.iter().map(expected).collect(),
        ..Forecast::default()
    };
    while let Some(now) = found.next_change.filter(|at| *at < until) {
        let then = agenda(facts, rules, now);
        let fresh = then
            .tasks
            .iter()
            .filter(|task| !found.tasks.iter().any(|known| is_same(known, task)));
        forecast.falls_due.extend(fresh.map(|task| Expected {
            at: now,
            task: task.clone(),
        }));
        found = then;
    }
    forecast.after = found.upcoming.iter().map(expected).collect();
    forecast
}

/// How what is due by `other` differs from what is due by `this`, over the stretch both tell of; a task that only
/// leaves the stretch moves.
pub fn compare(this: &Forecast, other: &Forecast) -> Vec<Shift> {
    let mut left: Vec<&Expected> = this.standing.iter().chain(&this.falls_due).collect();
    let mut right: Vec<&Expected> = other.standing.iter().chain(&other.falls_due).collect();
    left.retain(|task| take(&mut right, |other| stands_alike(task, other)).is_none());
    let mut shifts = Vec::new();
    left.retain(|from| {
        let to = take(&mut right, |other| is_about(&from.task, &other.task));
        shifts.extend(to.map(|to| moves(from, to)));
        to.is_none()
    });
    let (mut earlier, mut later): (Vec<_>, Vec<_>) = (this.after.iter().collect(), other.after.iter().collect());
    for from in left {
        let to = take(&mut later, |other| is_about(&from.task, &other.task));
        shifts.push(to.map_or_else(|| Shift::Vanishes(from.clone()), |to| moves(from, to)));
    }
    for to in right {
        let from = take(&mut earlier, |this| is_about(&this.task, &to.task));
        shifts.push(from.map_or_else(|| Shift::Appears(to.clone()), |from| moves(from, to)));
    }
    shifts
}

impl Shift {
    /// Where it stands by these settings, or by the others when these do not ask for it.
    pub fn first(&self) -> &Expected {
        match self {
            Shift::Appears(task) | Shift::Vanishes(task) | Shift::Moves { from: task, .. } => task,
        }
    }
}

fn expected(task: &Task) -> Expected {
    Expected {
        at: task.due,
        task: task.clone(),
    }
}

fn moves(from: &Expected, to: &Expected) -> Shift {
    Shift::Moves {
        from: from.clone(),
        to: to.clone(),
    }
}

/// It stood in the queue already: its lane and its limit may change while it waits.
fn is_same(a: &Task, b: &Task) -> bool {
    is_about(a, b) && a.due == b.due
}

fn is_about(a: &Task, b: &Task) -> bool {
    (a.kind, a.order) == (b.kind, b.order)
}

fn stands_alike(a: &Expected, b: &Expected) -> bool {
    let standing = |e: &Expected| (e.at, e.task.due, e.task.limit, e.task.lane, e.task.rule);
    is_about(&a.task, &b.task) && standing(a) == standing(b)
}

fn take<'a>(from: &mut Vec<&'a Expected>, wanted: impl Fn(&Expected) -> bool) -> Option<&'a Expected> {
    let at = from.iter().position(|task| wanted(task))?;
    Some(from.remove(at))
}
