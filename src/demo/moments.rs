//! Moments before now, as the rules count them.

use std::sync::Arc;

use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::hours::Calendar;
use crate::domain::hours::Openings;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// So long after opening and before closing every rule of the day can show itself.
const AFTER_OPENING: Span = Span::hours(2);
const BEFORE_CLOSING: Span = Span::hours(1);

/// The moment at which a rehearsal's clock starts: now while the shop's day is in full swing, else the middle of the
/// day it is (or the next one on which the shop opens).
pub fn clock(now: Time, settings: &Settings) -> Time {
    let calendar = settings.calendar(None, now);
    let working = calendar.callable();
    let Some((opening, closing)) = working.day_around(now) else {
        return now;
    };
    let swings = opening + AFTER_OPENING <= now && now + BEFORE_CLOSING <= closing && working.is_open(now);
    if swings {
        return now;
    }
    let noon = calendar.day_at(opening, 0, 12, 0);
    let middle = working.next_open(opening + Span((closing - opening).0 / 2));
    if opening + AFTER_OPENING <= noon && working.is_open(noon) {
        noon
    } else {
        middle
    }
}

/// How the shop is when a console opens over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoOpening {
    /// In full work: it rings, calls were missed, and calls are owed.
    Busy,
    /// Nobody waits for a call yet: the first row is a new order.
    Calm,
}

/// What the shop's calendar says of the time before now.
#[derive(Debug)]
pub(super) struct Moments {
    pub(super) now: Time,
    pub(super) rules: Arc<Rulebook>,
    pub(super) opening: DemoOpening,
}

impl Moments {
    pub(super) fn calendar(&self) -> &Calendar {
        self.rules.calendar(None)
    }

    /// When a call is owed: since that moment, or that many minutes ahead where the shop opens calm.
    pub(super) fn call_due(&self, since: Time, ahead: i64) -> Time {
        match self.opening {
            DemoOpening::Busy => since,
            DemoOpening::Calm => self.now + Span::minutes(ahead),
        }
    }

    /// Minutes ago by the clock on the wall.
    pub(super) fn minutes_ago(&self, minutes: i64) -> Time {
        self.now - Span::minutes(minutes)
    }

    /// The moment since which that much callable time has passed.
    pub(super) fn callable_ago(&self, span: Span) -> Time {
        ago(self.calendar().callable(), self.now, span)
    }

    /// The moment since which that much working time has passed.
    pub(super) fn working_ago(&self, span: Span) -> Time {
        ago(self.calendar().working(), self.now, span)
    }

    /// That time of day, `days` days ago.
    pub(super) fn day_ago(&self, days: i64, hour: u16, minute: u16) -> Time {
        self.calendar().day_at(self.now, -days, hour, minute)
    }

    /// How many days ago a day of which `days` have passed by that hour was: a thing of that day has fallen due by now.
    pub(super) fn due_for(&self, days: Days, hour: u16) -> i64 {
        let today = self.calendar().day_at(self.now, 0, hour, 0);
        days.0 + i64::from(self.calendar().callable().next_open(today) > self.now)
    }

    /// How many days ago a day was after which that many business days have begun.
    pub(super) fn business_due_for(&self, days: BusinessDays) -> i64 {
        let began = |ago: i64| {
            let from = self.day_ago(ago, 12, 0);
            let due = self.calendar().business_day_at(from, days.0, 10, 0);
            self.calendar().callable().next_open(due) <= self.now
        };
        (1..60).find(|ago| began(*ago)).unwrap_or(60)
    }
}

/// Open time is counted forwards only, so the moment is found by halving.
fn ago(open: &Openings, now: Time, span: Span) -> Time {
    let (mut early, mut late) = (now - Span::days(60), now);
    while late - early > Span::seconds(1) {
        let middle = early + Span((late - early).0 / 2);
        if open.between(middle, now) >= span {
            early = middle;
        } else {
            late = middle;
        }
    }
    early
}
