//! Who is on shift at a moment (R4, R9).

use super::Rulebook;
use crate::domain::shift::Shift;
use crate::domain::time::Time;

/// Those of `shifts` in which somebody is still there at `now`.
pub(crate) fn living(shifts: Vec<Shift>, rules: &Rulebook, now: Time) -> Vec<Shift> {
    let today = today(rules, now);
    shifts.into_iter().filter(|shift| !shift.is_lost(now, today)).collect()
}

/// How many serve the queue (R4, R5) while `there` are on shift: those at work, and one who will be back when all of them
/// pause. When nobody is on shift, nobody says, and all the shop has count.
pub(crate) fn serving(there: &[Shift], rules: &Rulebook) -> i64 {
    let count = if there.is_empty() {
        rules.settings().operators.len()
    } else {
        there.iter().filter(|shift| shift.is_at_work()).count()
    };
    i64::try_from(count).unwrap_or(1).max(1)
}

pub(crate) fn today(rules: &Rulebook, now: Time) -> Time {
    rules.calendar(None).day_at(now, 0, 0, 0)
}
