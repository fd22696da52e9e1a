//! Days of the shop's calendar, from the first midnight to the last.

use chrono::Datelike;
use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono_tz::Tz;

use crate::domain::coded::coded;
use crate::domain::local_time::Twice;
use crate::domain::local_time::local;
use crate::domain::local_time::moment;
use crate::domain::time::Time;

coded! {
    /// A period that is chosen on a page of figures; `period-<code>` names it.
    #[derive(Default)]
    pub enum PeriodChoice {
        /// The day it is.
        Today "today",
        /// The day before.
        Yesterday "yesterday",
        /// Seven days, today among them.
        Week "week",
        /// Thirty days, today among them.
        #[default]
        Month "month",
        /// From the first of this month on.
        ThisMonth "this_month",
        /// The month before.
        LastMonth "last_month",
    }
}

impl PeriodChoice {
    /// The one beside it, going round.
    #[must_use]
    pub fn beside(self, forward: bool) -> PeriodChoice {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|choice| *choice == self).unwrap_or(0);
        Self::ALL[if forward { at + 1 } else { at + count - 1 } % count]
    }

    /// Its days as at `now`.
    pub fn period(self, zone: Tz, now: Time) -> Period {
        let today = local(zone, now).date();
        let first = today.with_day(1).unwrap_or(today);
        match self {
            PeriodChoice::Today => Period::new(zone, today, today),
            PeriodChoice::Yesterday => {
                let yesterday = today.pred_opt().unwrap_or(today);
                Period::new(zone, yesterday, yesterday)
            }
            PeriodChoice::Week => Period::last_days(zone, now, 7),
            PeriodChoice::Month => Period::last_days(zone, now, 30),
            PeriodChoice::ThisMonth => Period::new(zone, first, today),
            PeriodChoice::LastMonth => {
                let begin = first.checked_sub_months(Months::new(1)).unwrap_or(first);
                Period::new(zone, begin, first.pred_opt().unwrap_or(first))
            }
        }
    }
}

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

    /// The same number of days before it; where it is not over at `now`, only as much of them.
    #[must_use]
    pub fn before(&self, zone: Tz, now: Time) -> Period {
        let days = self.last.signed_duration_since(self.first).num_days() + 1;
        let back = Days::new(u64::try_from(days).unwrap_or(1));
        let (first, last) = (self.first.checked_sub_days(back), self.last.checked_sub_days(back));
        let mut before = Period::new(zone, first.unwrap_or(self.first), last.unwrap_or(self.last));
        if now < self.until {
            before.until = before.until.min(before.from + (now - self.from));
        }
        before
    }

    /// The seven days that end with it, one by one.
    pub fn last_week(&self, zone: Tz) -> Vec<Period> {
        let day = |back| {
            let day = self.last.checked_sub_days(Days::new(back)).unwrap_or(self.last);
            Period::new(zone, day, day)
        };
        (0..7).rev().map(day).collect()
    }

    /// Whether a moment lies in it.
    pub fn has(&self, at: Time) -> bool {
        at >= self.from && at < self.until
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Moscow;

    use super::*;
    use crate::domain::time::Span;

    fn said(period: &Period) -> String {
        format!("{} {}", period.first, period.last)
    }

    #[test]
    fn every_choice_has_its_days_and_those_before() {
        // Sunday the 1st of March, 15:00 in Moscow.
        let now = moment(
            Moscow,
            NaiveDate::from_ymd_opt(2026, 3, 1)
                .unwrap()
                .and_hms_opt(15, 0, 0)
                .unwrap(),
            Twice::First,
        );
        let days = |choice: PeriodChoice| {
            let period = choice.period(Moscow, now);
            (said(&period), said(&period.before(Moscow, now)))
        };
        let expected = [
            ("2026-03-01 2026-03-01", "2026-02-28 2026-02-28"),
            ("2026-02-28 2026-02-28", "2026-02-27 2026-02-27"),
            ("2026-02-23 2026-03-01", "2026-02-16 2026-02-22"),
            ("2026-01-31 2026-03-01", "2026-01-01 2026-01-30"),
            ("2026-03-01 2026-03-01", "2026-02-28 2026-02-28"),
            ("2026-02-01 2026-02-28", "2026-01-04 2026-01-31"),
        ];
        for (choice, (own, before)) in PeriodChoice::ALL.iter().zip(expected) {
            assert_eq!(days(*choice), (own.to_owned(), before.to_owned()), "{choice:?}");
        }
    }

    #[test]
    fn what_is_not_over_is_held_against_as_much_of_the_time_before() {
        let now = moment(
            Moscow,
            NaiveDate::from_ymd_opt(2026, 3, 1)
                .unwrap()
                .and_hms_opt(15, 0, 0)
                .unwrap(),
            Twice::First,
        );
        let today = PeriodChoice::Today.period(Moscow, now).before(Moscow, now);
        assert_eq!(today.until - today.from, Span::hours(15));
        let yesterday = PeriodChoice::Yesterday.period(Moscow, now).before(Moscow, now);
        assert_eq!(yesterday.until - yesterday.from, Span::hours(24));
    }

    #[test]
    fn going_on_comes_round() {
        let mut choice = PeriodChoice::default();
        for _ in PeriodChoice::ALL {
            choice = choice.beside(true);
        }
        assert_eq!(choice, PeriodChoice::default());
        assert_eq!(choice.beside(true).beside(false), choice);
    }
}
