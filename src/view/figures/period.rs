//! Days of the shop's calendar, from the first midnight to the last.

use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono_tz::Tz;

use crate::domain::local_time::Twice;
use crate::domain::local_time::local;
use crate::domain::local_time::moment;
use crate::domain::time::Time;

/// Whole days, both ends among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
    /// The midnight the first begins at, shop time.
    pub from: Time,
    /// The midnight the last ends at.
    pub until: Time,
}

impl Period {
    /// From `first` to `last` in the shop's zone; a period that ends before it begins is its first day.
    pub fn new(zone: Tz, first: NaiveDate, last: NaiveDate) -> Period {
        let last = last.max(first);
        let midnight = |date: NaiveDate| moment(zone, date.and_time(NaiveTime::MIN), Twice::First);
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        Period {
            first,
            last,
            from: midnight(first),
            until: midnight(after),
        }
    }

    /// The last days, today among them.
    pub fn last_days(zone: Tz, now: Time, days: u64) -> Period {
        let today = local(zone, now).date();
        let first = today.checked_sub_days(Days::new(days.saturating_sub(1)));
        Period::new(zone, first.unwrap_or(today), today)
    }
}
