//! Who is on shift, and past shifts.

use crate::domain::regulation::on_shift::living;
use crate::domain::regulation::on_shift::today;
use crate::domain::shift::Shift;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;

/// Who is on shift now, by name; who pauses too.
pub fn on_shift(look: &Look<'_>) -> Result<Vec<Shift>, StoreError> {
    Ok(living(look.store.open_shifts()?, look.rules, look.now))
}

/// Shifts that began at `since` or later, at most `limit`, newest first; a lost one ends with its last sign of life.
pub fn shifts(look: &Look<'_>, since: Time, limit: i64) -> Result<Vec<Shift>, StoreError> {
    let today = today(look.rules, look.now);
    let shifts = look.store.shifts_since(since, limit)?;
    let ended = |shift: Shift| {
        if shift.is_lost(look.now, today) {
            shift.as_lost()
        } else {
            shift
        }
    };
    Ok(shifts.into_iter().map(ended).collect())
}
