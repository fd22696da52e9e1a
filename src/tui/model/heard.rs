//! Which calls the operator has heard of.

use crate::board::Board;
use crate::domain::ids::CustomerId;
use crate::domain::task::Lane;
use crate::domain::time::Time;

/// The calls of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    ringing: Vec<(CustomerId, Time)>,
    missed: Vec<(CustomerId, Time)>,
    is_empty: bool,
}

impl Heard {
    /// Those on it.
    pub fn of(board: &Board) -> Heard {
        let on = |lane| {
            let rows = board.rows.iter().map(|row| &row.row);
            let rows = rows.filter(|row| row.task.lane == lane);
            rows.map(|row| (row.customer, row.task.since)).collect()
        };
        Heard {
            ringing: on(Lane::Ringing),
            missed: on(Lane::Missed),
            is_empty: board.rows.is_empty(),
        }
    }

    /// True when somebody calls who did not before.
    pub fn rings_anew(&self, before: &Heard) -> bool {
        self.ringing.iter().any(|call| !before.ringing.contains(call))
    }

    /// True when somebody calls, a call was missed that had not rung here, or an empty queue has a row again.
    pub fn alarms(&self, before: &Heard) -> bool {
        let rang = |customer| before.ringing.iter().any(|(whose, _)| *whose == customer);
        let mut missed = self.missed.iter();
        let missed = missed.any(|call| !before.missed.contains(call) && !rang(call.0));
        self.rings_anew(before) || missed || before.is_empty && !self.is_empty
    }
}
