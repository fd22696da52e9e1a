//! The orders a figure counts: how far those of a period have come, and which they are.

use super::Period;
use super::morning::Found;
use super::morning::placed;
use super::numbers;
use super::of_orders::OfOrders;
use super::of_orders::of_orders;
use crate::domain::coded::coded;
use crate::domain::ids::LabelId;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::store::OrderFigures;
use crate::store::StoreError;
use crate::store::look::Look;

coded! {
    /// How far an order has come; `path-<code>` names it.
    pub enum PathStep {
        /// It was placed.
        Placed "placed",
        /// It was confirmed, by us or by its shop.
        Confirmed "confirmed",
        /// It was handed over to a carrier.
        Dispatched "dispatched",
        /// The customer received it.
        Received "received",
    }
}

/// What the orders behind a figure have in common; all were placed in its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BehindFigure {
    /// They have come so far, or further.
    Step(PathStep),
    /// They came by a channel.
    Channel(LabelId),
    /// They were given up for a reason, or for none that was said.
    Refused(Option<Reason>),
    /// Their first contact came later than R4 wants it.
    LateContact,
}

/// How far the orders of a period have come, while they are read: a count for each step.
#[derive(Default)]
pub struct PathSoFar([i64; PathStep::ALL.len()]);

/// How many orders of a period have come how far. What the desk took over as history is left out: nobody here led it.
pub fn path(look: &Look<'_>, period: Period) -> Result<Vec<(PathStep, i64)>, StoreError> {
    of_orders::<PathSoFar>(look, period)
}

impl OfOrders for PathSoFar {
    type Figures = Vec<(PathStep, i64)>;

    fn add(&mut self, _: &Look<'_>, order: &OrderFigures) {
        for (count, step) in self.0.iter_mut().zip(PathStep::ALL) {
            *count += i64::from(has_come(order, *step));
        }
    }

    fn finish(self, _: &Look<'_>, _: Period) -> Result<Vec<(PathStep, i64)>, StoreError> {
        Ok(PathStep::ALL.iter().copied().zip(self.0).collect())
    }
}

/// The orders a figure counts, the newest first.
pub fn behind(look: &Look<'_>, of: BehindFigure, period: Period) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    look.orders_placed(period.from, period.until, |order| {
        if is_behind(look, &order, of) {
            found.push(placed(&order));
        }
    })?;
    found.reverse();
    Ok(found)
}

fn is_behind(look: &Look<'_>, order: &OrderFigures, of: BehindFigure) -> bool {
    match of {
        BehindFigure::Step(step) => has_come(order, step),
        BehindFigure::Channel(channel) => numbers::counts(order) && order.channel == channel,
        BehindFigure::Refused(reason) => numbers::counts(order) && numbers::is_refused(order) && order.reason == reason,
        BehindFigure::LateContact => {
            let waited = numbers::contact(look, order).filter(|_| numbers::counts(order));
            waited.is_some_and(|waited| !numbers::is_in_target(look, waited))
        }
    }
}

fn has_come(order: &OrderFigures, step: PathStep) -> bool {
    if order.is_history() || !numbers::counts(order) {
        return false;
    }
    let gone = matches!(
        order.stage,
        Stage::Dispatched | Stage::Arrived | Stage::Received | Stage::Closed | Stage::Returned
    );
    let received = order.received_at.is_some();
    match step {
        PathStep::Placed => true,
        PathStep::Confirmed => order.confirmed_at.is_some() || gone || received,
        PathStep::Dispatched => gone || received,
        PathStep::Received => received,
    }
}
