//! The only place that reads the system's clock.

use std::time::Instant;

use chrono::Utc;

use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Where `now` comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands at one moment: a command under `--now`.
    Stopped(Time),
    /// Started at a chosen moment and runs on from there: a console under `--now`, a rehearsal.
    Running {
        /// What it showed when it was started.
        from: Time,
        /// When that was.
        started: Instant,
    },
}

impl Clock {
    /// A clock that shows `from` now and runs on.
    pub fn running(from: Time) -> Clock {
        Clock::Running {
            from,
            started: Instant::now(),
        }
    }

    /// The moment this clock shows.
    #[allow(clippy::disallowed_methods)] // the one place that may ask the system
    pub fn now(&self) -> Time {
        match *self {
            Clock::System => Time::from(Utc::now()),
            Clock::Stopped(at) => at,
            Clock::Running { from, started } => {
                from + Span(i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX))
            }
        }
    }

    /// True when it shows anything but the machine's time.
    pub fn is_rehearsal(&self) -> bool {
        !matches!(self, Clock::System)
    }
}

/// Notices when a clock was set, or when its machine slept: it is compared with one that only ever runs on.
#[derive(Debug)]
pub struct JumpWatch {
    clock: Clock,
    started: Instant,
    /// What the clock showed when the other began to run, as far as was seen the last time.
    origin: Time,
}

impl JumpWatch {
    /// Watches from now on.
    pub fn new(clock: Clock) -> JumpWatch {
        JumpWatch {
            clock,
            started: Instant::now(),
            origin: clock.now(),
        }
    }

    /// How far the clock went ahead, or back, since the last look; none when that is no more than clocks may differ by.
    pub fn look(&mut self) -> Option<Span> {
        let run = Span(i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX));
        self.compare(self.clock.now(), run)
    }

    fn compare(&mut self, shown: Time, run: Span) -> Option<Span> {
        let origin = shown - run;
        let jump = origin - std::mem::replace(&mut self.origin, origin);
        (jump.0.abs() > CLOCKS_APART.0).then_some(jump)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_is_told_of_once() {
        let start = Time(1_773_219_600_000);
        let mut watch = JumpWatch {
            origin: start,
            ..JumpWatch::new(Clock::Stopped(start))
        };
        for (run, shown, jump) in [
            (0, 0, None),
            (1_000, 1_000, None),
            (2_000, 61_900, None),
            (3_000, 3_000, None),
            (4_000, 64_001 + 1_000, Some(61_001)),
            (5_000, 66_001, None),
            (6_000, -86_400_000, Some(-86_467_001)),
            (7_000, -86_399_000, None),
        ] {
            let told = watch.compare(start + Span(shown), Span(run));
            assert_eq!(told, jump.map(Span), "after {run} ms");
        }
    }
}
