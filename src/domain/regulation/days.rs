//! Rules counted in days fall due at 10:00 of that day on the shop's clock, not a multiple of 24 hours later.

use chrono::Timelike;

use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::hours::Calendar;
use crate::domain::time::Time;

const MORNING: u16 = 10;

/// 10:00, `days` days after the date of `from`.
pub(super) fn morning(calendar: &Calendar, from: Time, days: Days) -> Time {
    calendar.day_at(from, days.0, MORNING, 0)
}

/// 10:00, `days` business days after the date of `from`.
pub(super) fn business_morning(calendar: &Calendar, from: Time, days: BusinessDays) -> Time {
    calendar.business_day_at(from, days.0, MORNING, 0)
}

/// One business day on, at the same time of day.
pub(super) fn a_business_day_on(calendar: &Calendar, from: Time) -> Time {
    let clock = calendar.local(from).time();
    let part = |number: u32| u16::try_from(number).unwrap_or(0);
    calendar.next_business_day_at(from, part(clock.hour()), part(clock.minute()))
}
