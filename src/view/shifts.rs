//! Who is on shift, and past shifts.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::regulation::on_shift::living;
use crate::domain::regulation::on_shift::today;
use crate::domain::shift::Shift;
use crate::domain::time::Time;
impl Desk {
    /// Who is on shift now, by name; who pauses too.
    pub fn on_shift(&self) -> Result<Vec<Shift>, DeskError> {
        Ok(living(self.store.open_shifts()?, &self.rules, self.now()))
    }

    /// Shifts that began at `since` or later, at most so many, newest first; a lost one ends with its last sign of life.
    pub fn shifts(&self, since: Time, limit: i64) -> Result<Vec<Shift>, DeskError> {
        let now = self.now();
        let today = today(&self.rules, now);
        let shifts = self.store.shifts_since(since, limit)?;
        let ended = |shift: Shift| {
            if shift.is_lost(now, today) {
                shift.as_lost()
            } else {
                shift
            }
        };
        Ok(shifts.into_iter().map(ended).collect())
    }
}
