//! The only place that reads the system's clock.

use std::time::Instant;

use chrono::Utc;

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
