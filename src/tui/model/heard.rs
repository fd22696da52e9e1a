//! Which calls and new orders the operator has heard of.

use std::collections::HashSet;

use crate::board::Board;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::time::Time;

/// The calls of a board, and every new order that was on one since the console was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    ringing: Vec<(CustomerId, Time)>,
    missed: Vec<(CustomerId, Time)>,
    is_empty: bool,
    orders: HashSet<RowKey>,
}

impl Heard {
    /// Those on it; `before` were known.
    pub fn of(board: &Board, before: Option<&Heard>) -> Heard {
        let on = |lane| {
            let rows = board.rows.iter().map(|row| &row.row);
            let rows = rows.filter(|row| row.task.lane == lane);
            rows.map(|row| (row.customer, row.task.since)).collect()
        };
        let is_new = |lane| matches!(lane, Lane::NewHigh | Lane::New);
        let new = board.rows.iter().filter(|row| is_new(row.row.task.lane));
        let mut orders = before.map(|before| before.orders.clone()).unwrap_or_default();
        orders.extend(new.map(|row| row.row.key));
        Heard {
            orders,
            ringing: on(Lane::Ringing),
            missed: on(Lane::Missed),
            is_empty: board.rows.is_empty(),
        }
    }

    /// How many new orders came that were not known.
    pub fn new_orders(&self, before: &Heard) -> usize {
        self.orders.len() - before.orders.len()
    }

    /// True when somebody calls who did not before.
    pub fn rings_again(&self, before: &Heard) -> bool {
        self.ringing.iter().any(|call| !before.ringing.contains(call))
    }

    /// True when somebody calls, a call was missed that had not rung here, or an empty queue has a row again.
    pub fn alarms(&self, before: &Heard) -> bool {
        let rang = |customer| before.ringing.iter().any(|(whose, _)| *whose == customer);
        let mut missed = self.missed.iter();
        let missed = missed.any(|call| !before.missed.contains(call) && !rang(call.0));
        self.rings_again(before) || missed || before.is_empty && !self.is_empty
    }
}
