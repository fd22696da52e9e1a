//! The regulation looked at: what will fall due if nobody acts, how other settings would change it, how many orders a
//! rule touches. Nothing is written.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::call::AppointmentKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::queue::row_text::RowText;
use crate::domain::regulation::Expected;
use crate::domain::regulation::Shift;
use crate::domain::regulation::agenda;
use crate::domain::regulation::compare;
use crate::domain::regulation::forecast;
use crate::domain::regulation::is_seen;
use crate::domain::regulation::touches;
use crate::domain::settings::Settings;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::open_work;
use crate::store::open_work::OpenWork;
use crate::store::rulebook as rules;

/// What falls due over a stretch of time when no new fact comes.
#[derive(Debug)]
pub struct Plan {
    /// How many tasks are due already when it begins.
    pub standing: usize,
    /// What falls due within it, by time, then as the lanes stand.
    pub tasks: Vec<Planned<Expected>>,
}

/// Something that will be due, and whose.
#[derive(Debug)]
pub struct Planned<T> {
    /// Whose.
    pub customer: CustomerId,
    /// What.
    pub what: T,
}

/// The words of planned tasks, each read once.
#[derive(Debug, Default)]
pub struct PlanTexts(HashMap<(CustomerId, Option<OrderId>), Arc<RowText>>);

/// What falls due from `from` until `until`, that moment not included, if nobody acts.
pub fn plan(look: &Look<'_>, from: Time, until: Time) -> Result<Plan, StoreError> {
    let mut plan = Plan {
        standing: 0,
        tasks: Vec::new(),
    };
    each_customer(look.store, |facts| {
        let ahead = forecast(facts, look.rules, from, until);
        plan.standing += ahead.standing.len();
        plan.tasks.extend(ahead.falls_due.into_iter().map(|what| Planned {
            customer: facts.id,
            what,
        }));
    })?;
    plan.tasks.sort_by_key(|planned| place(&planned.what, planned.customer));
    Ok(plan)
}

/// What will fall due, for whom, and what its order costs.
#[derive(Debug)]
pub struct Awaited {
    /// Whose.
    pub customer: CustomerId,
    /// When.
    pub at: Time,
    /// What.
    pub task: Task,
    /// What its order costs.
    pub total: Option<Money>,
}

/// What waits for its hour, each order or customer once, by time, with the totals at hand.
pub fn awaited(look: &Look<'_>) -> Result<Vec<Awaited>, StoreError> {
    let mut all: Vec<Awaited> = Vec::new();
    each_customer(look.store, |facts| {
        let total = |id| {
            let order = facts.orders.iter().find(|order| order.id == id);
            order.map(|order| Money::new(order.total, order.currency))
        };
        all.extend(agenda(facts, look.rules, look.now).waiting().map(|task| Awaited {
            customer: facts.id,
            at: task.due,
            total: task.order.and_then(total),
            task: task.clone(),
        }));
    })?;
    all.sort_by_key(|one| {
        let task = &one.task;
        (one.at, task.lane, task.limit, task.order, one.customer, task.kind)
    });
    Ok(all)
}

/// How the queue at `from`, and what falls due until `until`, would differ by `other` settings.
pub fn plan_against(
    look: &Look<'_>,
    other: &Arc<Settings>,
    from: Time,
    until: Time,
) -> Result<Vec<Planned<Shift>>, StoreError> {
    let others = rules::rulebook(look.store, other, look.now)?;
    let mut shifts = Vec::new();
    each_customer(look.store, |facts| {
        let by = |rules| forecast(facts, rules, from, until);
        shifts.extend(compare(&by(look.rules), &by(&others)).into_iter().map(|what| Planned {
            customer: facts.id,
            what,
        }));
    })?;
    shifts.sort_by_key(|planned| place(planned.what.first(), planned.customer));
    Ok(shifts)
}

/// How many open orders each of `asked` touches now; rules of which that cannot be said are left out.
pub fn touched(look: &Look<'_>, asked: &[Rule]) -> Result<BTreeMap<Rule, usize>, StoreError> {
    let now = look.now;
    let seen = asked.iter().filter(|rule| is_seen(**rule));
    let mut counts: BTreeMap<Rule, usize> = seen.map(|rule| (*rule, 0)).collect();
    each_customer(look.store, |facts| {
        let agenda = agenda(facts, look.rules, now);
        for (rule, count) in &mut counts {
            let touched = facts
                .orders
                .iter()
                .filter(|order| touches(*rule, order, facts, &agenda, look.rules, now));
            *count += touched.count();
        }
    })?;
    Ok(counts)
}

/// A call that was agreed on, or promised.
#[derive(Debug)]
pub struct AgreedCall {
    /// When.
    pub at: Time,
    /// With whom.
    pub customer: CustomerId,
    /// About which order.
    pub order: Option<OrderId>,
    /// Why.
    pub kind: AppointmentKind,
}

/// The calls agreed on that nobody has made, by time.
pub fn agreed(look: &Look<'_>) -> Result<Vec<AgreedCall>, StoreError> {
    let mut agreed = Vec::new();
    each_customer(look.store, |facts| {
        agreed.extend(facts.appointments.iter().map(|appointment| AgreedCall {
            at: appointment.at,
            customer: facts.id,
            order: appointment.order,
            kind: appointment.kind,
        }));
    })?;
    agreed.sort_by_key(|call| (call.at, call.customer, call.order));
    Ok(agreed)
}

/// The words of a planned task.
pub fn plan_text(
    look: &Look<'_>,
    texts: &mut PlanTexts,
    customer: CustomerId,
    order: Option<OrderId>,
) -> Result<Arc<RowText>, StoreError> {
    if let Some(known) = texts.0.get(&(customer, order)) {
        return Ok(Arc::clone(known));
    }
    let text = look.store.row_text(customer, order)?;
    texts.0.insert((customer, order), Arc::clone(&text));
    Ok(text)
}

fn each_customer(store: &Store, each: impl FnMut(&CustomerFacts)) -> Result<(), StoreError> {
    OpenWork::begin(store)?.walk(store, open_work::LIVE, each)
}

fn place(expected: &Expected, customer: CustomerId) -> impl Ord + use<> {
    let task = &expected.task;
    (expected.at, task.lane, task.limit, task.order, customer, task.kind)
}
