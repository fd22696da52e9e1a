//! A row of the open work as the board keeps it.

use std::borrow::Borrow;
use std::sync::Arc;

use super::KeptOrder;
use crate::domain::facts::CustomerFacts;
use crate::domain::queue::Ranked;
use crate::domain::queue::Row;
use crate::domain::queue::Stake;
use crate::domain::regulation::Rulebook;

/// A row with the facts of its order, for the action bar.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) row: Arc<Row>,
    pub(super) order: Option<KeptOrder>,
    /// What the shop loses while it waits.
    pub(super) stake: Option<Stake>,
    behind: Option<Box<Due>>,
}

impl Due {
    /// Of a row of `facts`.
    pub(super) fn of(mut row: Row, facts: &CustomerFacts, rules: &Rulebook) -> Due {
        let order = facts.orders.iter().find(|o| Some(o.id) == row.order);
        let behind = row.behind.take();
        Due {
            order: order.and_then(KeptOrder::of),
            stake: row.at_risk.and(order).and_then(|order| Stake::in_shop(order, rules)),
            behind: behind.map(|behind| Box::new(Due::of(*behind, facts, rules))),
            row: Arc::new(row),
        }
    }
}

impl Borrow<Row> for Due {
    fn borrow(&self) -> &Row {
        &self.row
    }
}

impl Ranked for Due {
    fn without_care(&self) -> Option<Due> {
        self.behind.as_deref().cloned()
    }

    fn row_mut(&mut self) -> &mut Row {
        Arc::make_mut(&mut self.row)
    }
}
