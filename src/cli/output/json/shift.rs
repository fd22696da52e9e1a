//! A shift.

use serde::Serialize;

use super::object;
use super::stamp;
use super::time;
use crate::domain::shift::Ending;
use crate::domain::shift::Shift;
use crate::domain::time::Time;

/// A shift as it is at `now`; `worked_s` is its length in seconds without the pauses.
pub fn shift_json(shift: &Shift, now: Time) -> impl Serialize {
    let pauses = shift
        .pauses
        .iter()
        .map(|pause| object! { from: stamp(pause.from), until: time(pause.until) });
    object! {
        id: shift.id,
        operator: &shift.operator,
        state: match (shift.ended_at, shift.ending, shift.paused_since()) {
            (Some(_), Some(Ending::Lost), _) => "lost",
            (Some(_), _, _) => "left",
            (None, _, Some(_)) => "paused",
            (None, _, None) => "working",
        },
        began_at: stamp(shift.began_at),
        ended_at: time(shift.ended_at),
        seen_at: stamp(shift.seen_at),
        paused_since: time(shift.paused_since()),
        pauses: pauses.collect::<Vec<_>>(),
        worked_s: shift.worked(now).0 / 1_000,
    }
}
