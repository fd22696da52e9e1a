//! A shift.

use serde::Serialize;

use super::stamp;
use super::time;
use crate::domain::shift::Ending;
use crate::domain::shift::Shift;
use crate::domain::time::Time;

/// One shift; `worked_s` is its length in seconds without the pauses.
#[derive(Clone, Debug, Serialize)]
pub struct ShiftShape {
    id: i64,
    operator: String,
    state: &'static str,
    began_at: String,
    ended_at: Option<String>,
    seen_at: String,
    paused_since: Option<String>,
    pauses: Vec<PauseShape>,
    worked_s: i64,
}

#[derive(Clone, Debug, Serialize)]
struct PauseShape {
    from: String,
    until: Option<String>,
}

impl ShiftShape {
    /// A shift as it is at `now`.
    pub fn new(shift: &Shift, now: Time) -> ShiftShape {
        ShiftShape {
            id: shift.id.0,
            operator: shift.operator.clone(),
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
            pauses: shift
                .pauses
                .iter()
                .map(|pause| PauseShape {
                    from: stamp(pause.from),
                    until: time(pause.until),
                })
                .collect(),
            worked_s: shift.worked(now).0 / 1_000,
        }
    }
}
