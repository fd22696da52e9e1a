//! An operator's time at the desk (R29): one shift, however many consoles they have open.

use super::coded::coded;
use super::ids::ShiftId;
use super::time::Span;
use super::time::Time;

/// How often an open console gives a sign of life.
pub const BEAT: Span = Span::minutes(1);
/// A console that gave none for so long is gone: it crashed, or its machine sleeps.
pub const LOST_AFTER: Span = Span::minutes(3);
/// A shift begun by a command, and left overnight, is over when nothing was done in it for so long.
const FORGOTTEN_AFTER: Span = Span::hours(4);

coded! {
    /// How a shift ended.
    pub enum Ending {
        /// The operator logged out.
        Left = 1 "left",
        /// Nobody did: it was closed at the last sign of life.
        Lost = 2 "lost",
    }
}

/// Why a shift lasts without an open console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftHold {
    /// Its operator said so.
    Hand,
    /// The exchange did: the operator's telephone is logged in at a queue.
    Line,
}

impl ShiftHold {
    /// Its bit in the file.
    pub fn int(self) -> i64 {
        match self {
            ShiftHold::Hand => 1,
            ShiftHold::Line => 2,
        }
    }
}

/// A pause within a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Its beginning.
    pub from: Time,
    /// Its end; none while it lasts.
    pub until: Option<Time>,
}

/// A shift of the past, as a log tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastShift {
    /// Whose.
    pub operator: String,
    /// Log-in.
    pub began_at: Time,
    /// Log-out.
    pub ended_at: Time,
    /// Its pauses, the first first.
    pub pauses: Vec<(Time, Time)>,
}

/// One shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Its row.
    pub id: ShiftId,
    /// Whose.
    pub operator: String,
    /// Log-in.
    pub began_at: Time,
    /// The last sign of life.
    pub seen_at: Time,
    /// Begun by a command: it lasts until one ends it.
    pub by_hand: bool,
    /// Its operator's telephone is logged in at a queue: it lasts until that, too, ends.
    pub by_line: bool,
    /// Log-out; none while it lasts.
    pub ended_at: Option<Time>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// Its pauses, the first first.
    pub pauses: Vec<Pause>,
}

impl Shift {
    /// Since when the operator pauses; none while they work.
    pub fn paused_since(&self) -> Option<Time> {
        self.pauses
            .last()
            .filter(|pause| pause.until.is_none())
            .map(|pause| pause.from)
    }

    /// True while it lasts and they do not pause: they can take the next call.
    pub fn is_at_work(&self) -> bool {
        self.ended_at.is_none() && self.paused_since().is_none()
    }

    /// True when nobody ended it and nobody is there any more. `today` is the shop's midnight before `now`.
    pub fn is_lost(&self, now: Time, today: Time) -> bool {
        let silent = now - self.seen_at;
        match (self.ended_at, self.by_hand || self.by_line) {
            (Some(_), _) => false,
            (None, true) => self.seen_at < today && silent >= FORGOTTEN_AFTER,
            (None, false) => silent >= LOST_AFTER,
        }
    }

    /// Its length up to `now` without the pauses.
    pub fn worked(&self, now: Time) -> Span {
        let end = self.ended_at.unwrap_or(now);
        let length = |from: Time, until: Time| (until - from).0.max(0);
        let paused: i64 = self
            .pauses
            .iter()
            .map(|pause| length(pause.from, pause.until.unwrap_or(end).min(end)))
            .sum();
        Span((length(self.began_at, end) - paused).max(0))
    }

    /// As it is seen when it was lost: it ended with the last sign of life.
    #[must_use]
    pub fn as_lost(mut self) -> Shift {
        self.ended_at = Some(self.seen_at.max(self.began_at));
        self.ending = Some(Ending::Lost);
        if let Some(last) = self.pauses.last_mut() {
            last.until = last.until.or(self.ended_at);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ShiftId;
    use crate::domain::time::Span;
    use crate::domain::time::Time;

    const NOON: Time = Time(1_773_219_600_000);
    const MIDNIGHT: Time = Time(NOON.0 - 12 * 3_600_000);

    fn shift() -> Shift {
        Shift {
            id: ShiftId(1),
            operator: "anna".to_owned(),
            began_at: NOON - Span::hours(3),
            seen_at: NOON,
            by_hand: false,
            by_line: false,
            ended_at: None,
            ending: None,
            pauses: Vec::new(),
        }
    }

    #[test]
    fn a_console_that_gives_no_sign_is_gone_and_a_shift_by_hand_lasts_the_day() {
        let console = shift();
        assert!(!console.is_lost(NOON + Span::minutes(2), MIDNIGHT));
        assert!(console.is_lost(NOON + LOST_AFTER, MIDNIGHT));
        let by_hand = Shift {
            by_hand: true,
            ..shift()
        };
        assert!(!by_hand.is_lost(NOON + Span::hours(11), MIDNIGHT));
        let tomorrow = MIDNIGHT + Span::days(1);
        assert!(by_hand.is_lost(tomorrow + Span::hours(9), tomorrow));
        let late = Shift {
            seen_at: tomorrow - Span::minutes(10),
            ..by_hand
        };
        assert!(
            !late.is_lost(tomorrow + Span::minutes(10), tomorrow),
            "still at it past midnight"
        );
        assert!(!late.as_lost().is_lost(tomorrow + Span::days(1), tomorrow), "lost once");
    }

    #[test]
    fn pauses_are_not_work() {
        let mut shift = shift();
        shift.pauses = vec![
            Pause {
                from: NOON - Span::hours(2),
                until: Some(NOON - Span::minutes(90)),
            },
            Pause {
                from: NOON - Span::minutes(15),
                until: None,
            },
        ];
        assert_eq!(shift.worked(NOON), Span::minutes(135));
        assert_eq!(shift.paused_since(), Some(NOON - Span::minutes(15)));
        assert!(!shift.is_at_work());
        let lost = shift.as_lost();
        assert_eq!(
            (lost.worked(NOON + Span::days(1)), lost.paused_since()),
            (Span::minutes(135), None)
        );
    }
}
