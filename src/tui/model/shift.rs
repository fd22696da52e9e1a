//! The operator's shift and who else works.

use super::Model;
use crate::domain::shift::Shift;

impl Model {
    /// The operator's own shift; none when they are off it.
    pub fn my_shift(&self) -> Option<&Shift> {
        let operator = &self.setup.operator;
        self.board.shifts.iter().find(|shift| shift.operator == *operator)
    }

    /// Those on shift beside the operator.
    pub fn colleagues(&self) -> impl Iterator<Item = &Shift> {
        let operator = &self.setup.operator;
        self.board
            .shifts
            .iter()
            .filter(move |shift| shift.operator != *operator)
    }
}
