//! One expected task, as text and as JSON.

use std::sync::Arc;

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::json::time;
use crate::desk::Desk;
use crate::domain::ids::CustomerId;
use crate::domain::queue::row_text::RowText;
use crate::domain::regulation::Expected;
use crate::domain::time::Time;
use crate::view::plan;
use crate::view::plan::PlanTexts;
use crate::view::plan::Planned;
use crate::words;

/// The stretch that is planned.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub from: Time,
    pub until: Time,
}

/// What the words rest on: nobody acts, nothing new comes.
pub fn assumption(context: &Context, stretch: Stretch) -> String {
    let day = words::date_short(&context.tr, context.zone(), stretch.from, context.now());
    let args = [
        ("day", day.into()),
        ("from", words::clock_time(context.zone(), stretch.from).into()),
    ];
    context.tr.with("plan-assumes", &args)
}

pub fn texts<T>(context: &Context, desk: &Desk, planned: &[Planned<T>]) -> Result<Vec<Arc<RowText>>, Failure>
where
    T: AsExpected,
{
    let mut known = PlanTexts::default();
    planned
        .iter()
        .map(|one| {
            context
                .told(desk.read(|look| plan::plan_text(look, &mut known, one.customer, one.what.expected().task.order)))
        })
        .collect()
}

/// What says which order is meant.
pub trait AsExpected {
    fn expected(&self) -> &Expected;
}

impl AsExpected for Expected {
    fn expected(&self) -> &Expected {
        self
    }
}

pub fn task(context: &Context, customer: CustomerId, expected: &Expected, text: &RowText) -> impl Serialize {
    let task = &expected.task;
    object! {
        at: stamp(expected.at),
        order_id: task.order.map(|id| id.0),
        order_number: filled(&text.number),
        customer_id: customer.0,
        customer: filled(&text.customer),
        phone: filled(&text.phone),
        task: task.kind.code(),
        rule: task.rule.to_string(),
        lane: task.lane.code(),
        limit: time(task.limit),
        reason: words::task(&context.tr, context.zone(), task),
    }
}

pub fn who(text: &RowText) -> &str {
    if text.customer.is_empty() {
        &text.phone
    } else {
        &text.customer
    }
}
