//! Rows: calls are one row per customer, everything else one row per order (R1).

use std::borrow::Borrow;

use super::Viewer;
use super::risk::Stake;
use super::standing::Standing;
use crate::domain::call::PendingCall;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::is_care_first;
use crate::domain::target::RowKey;
use crate::domain::task::Agenda;
use crate::domain::task::Lane;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Time;

/// One row of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub key: RowKey,
    /// Whom it is about.
    pub customer: CustomerId,
    /// The strongest of what is due: it gives the row its place.
    pub task: Task,
    /// The order that task is about; none for a call without one.
    pub order: Option<OrderId>,
    /// The rest of what is due, strongest first.
    pub more: Vec<(Option<OrderId>, TaskKind)>,
    /// Of a row that stands by a care call: the row they have without those, when they are to be called about anything else.
    pub behind: Option<Box<Row>>,
    /// Of a care call: it is let in before those of other orders (R22, R23).
    pub care_first: bool,
    /// What the order costs, minor units; 0 without an order.
    pub total: i64,
    /// Of the total; none without an order.
    pub currency: Option<Currency>,
    /// Our calls in vain since the last talk.
    pub attempts: i64,
    /// A regular's own manager (R9), whether they are there now or not.
    pub manager: Option<LabelId>,
    /// The viewer put it behind its lane until then (R2).
    pub skipped_until: Option<Time>,
    /// A call to somebody who sleeps: until when (R36).
    pub asleep_until: Option<Time>,
    /// What waiting costs at the moment the row was made, minor units of the order's currency (R4); none where
    /// nothing is lost by it.
    pub at_risk: Option<i64>,
    /// When it should be done, well before its limit (R4, R17).
    pub target: Option<Time>,
}

/// What stands in the queue: a row, with whatever goes with it.
pub trait Ranked: Borrow<Row> + Sized {
    /// The same when its care calls are left out: the row [`behind`](Row::behind), if there is one.
    fn without_care(&self) -> Option<Self>;

    /// The row, to be changed.
    fn row_mut(&mut self) -> &mut Row;
}

impl Ranked for Row {
    fn without_care(&self) -> Option<Row> {
        self.behind.as_deref().cloned()
    }

    fn row_mut(&mut self) -> &mut Row {
        self
    }
}

/// The rows of one customer, strongest first.
pub fn rows_of(facts: &CustomerFacts, agenda: &Agenda, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Vec<Row> {
    let mut tasks: Vec<&Task> = agenda.tasks.iter().collect();
    if tasks.len() > 1 {
        tasks.sort_by_cached_key(|task| {
            let order = order_of(facts, task);
            Standing::of(task, rules, now).among(order.map_or(0, |o| o.total), task, facts.id)
        });
    }
    let mut rows = gathered(facts, &tasks, rules, viewer, now);
    if let Some(care) = rows.iter_mut().find(|row| row.task.kind.is_care()) {
        tasks.retain(|task| task.kind.is_per_customer() && !task.kind.is_care());
        care.behind = gathered(facts, &tasks, rules, viewer, now).pop().map(Box::new);
    }
    rows
}

/// The rows of `tasks`, which come strongest first.
fn gathered(facts: &CustomerFacts, tasks: &[&Task], rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(1);
    for task in tasks {
        let key = match task.order {
            Some(order) if !task.kind.is_per_customer() => RowKey::Order(order),
            _ => RowKey::Customer(facts.id),
        };
        match rows.iter_mut().find(|row| row.key == key) {
            Some(row) => row.more.push((task.order, task.kind)),
            None => rows.push(row(facts, task, key, rules, viewer, now)),
        }
    }
    rows
}

fn order_of<'a>(facts: &'a CustomerFacts, task: &Task) -> Option<&'a OrderFacts> {
    facts.orders.iter().find(|order| Some(order.id) == task.order)
}

fn row(facts: &CustomerFacts, task: &Task, key: RowKey, rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Row {
    let order = order_of(facts, task);
    let skip = viewer
        .skips
        .iter()
        .find(|(skipped, until)| *skipped == key && *until > now);
    Row {
        key,
        customer: facts.id,
        order: task.order,
        more: Vec::new(),
        behind: None,
        care_first: order.is_some_and(|o| is_care_first(task.kind, o, rules)),
        total: order.map_or(0, |o| o.total),
        currency: order.map(|o| o.currency),
        attempts: attempts(facts, task, order),
        manager: manager(facts, order, rules),
        skipped_until: skip.map(|(_, until)| *until),
        asleep_until: Some(task)
            .filter(|task| task.is_call())
            .and_then(|task| rules.calendar_of(facts, task).asleep_until(now)),
        at_risk: order
            .filter(|_| loses_by_waiting(task))
            .map(|o| Stake::of(o).at_risk(rules, now)),
        target: target(facts, task, order, rules),
        task: task.clone(),
    }
}

fn attempts(facts: &CustomerFacts, task: &Task, order: Option<&OrderFacts>) -> i64 {
    let of_calls = || facts.calls.iter().max_by_key(|call| call.started_at);
    let of_appointments = || facts.appointments.iter().filter(|a| a.order.is_none());
    match (task.kind, order) {
        (TaskKind::ReturnCall, _) => of_calls().map_or(0, |call: &PendingCall| call.tries),
        (_, Some(order)) => order.attempts,
        (TaskKind::CallBack, None) => of_appointments().map(|a| a.tries).max().unwrap_or(0),
        _ => 0,
    }
}

/// Only a regular has a manager of their own (R9).
fn manager(facts: &CustomerFacts, order: Option<&OrderFacts>, rules: &Rulebook) -> Option<LabelId> {
    let regular = facts.marks.has(CustomerFlags::REGULAR) || order.is_some_and(|o| o.marks.has(CustomerFlags::REGULAR));
    facts.manager.filter(|_| regular && rules.regulation().own_manager)
}

fn loses_by_waiting(task: &Task) -> bool {
    match task.kind {
        TaskKind::FirstContact => task.lane != Lane::FollowUp,
        TaskKind::RetryCall => matches!(task.lane, Lane::New | Lane::NewHigh),
        _ => false,
    }
}

fn target(facts: &CustomerFacts, task: &Task, order: Option<&OrderFacts>, rules: &Rulebook) -> Option<Time> {
    let regulation = order.map_or_else(|| rules.regulation(), |order| rules.regulation_of(order));
    let calendar = || rules.calendar_of(facts, task);
    match (task.kind, task.why) {
        (TaskKind::FirstContact, Why::Promised { .. } | Why::Backlog) => None,
        (TaskKind::FirstContact, _) => Some(calendar().callable().add(task.due, regulation.first_contact_target)),
        (TaskKind::SendTracking, _) => Some(calendar().working().add(task.due, regulation.tracking_target)),
        _ => None,
    }
}
