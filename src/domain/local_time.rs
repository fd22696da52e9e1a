//! The wall clock of a zone: from a moment to what the clock shows, and back on any day of the year.

use std::fmt;

use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::Offset;
use chrono::TimeDelta;
use chrono::TimeZone;
use chrono::offset::LocalResult;
use chrono_tz::GapInfo;
use chrono_tz::Tz;

use super::time::Time;

/// Moments beyond these are kept at the edge: chrono's calendar ends, a shop's does not need to.
const EARLIEST: Time = Time(-62_135_596_800_000); // 0001-01-01
const LATEST: Time = Time(253_402_214_400_000); // 9999-12-31

/// A time of day in whole minutes, `00:00` to `24:00`; the last is the midnight that ends the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayTime(u16);

/// The text is not a time of day.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("a time of day is written 09:30")]
pub struct NotATimeOfDay;

impl DayTime {
    /// The midnight that ends it.
    pub const DAY_END: DayTime = DayTime(24 * 60);

    /// How many hours and minutes; anything later becomes `24:00`.
    pub const fn new(hour: u16, minute: u16) -> DayTime {
        let minutes = hour.saturating_mul(60).saturating_add(minute);
        if minutes > Self::DAY_END.0 {
            Self::DAY_END
        } else {
            DayTime(minutes)
        }
    }

    /// Reads `9:30`, `09:30` and `24:00`.
    pub fn parse(text: &str) -> Result<DayTime, NotATimeOfDay> {
        let (hour, minute) = text.trim().split_once(':').ok_or(NotATimeOfDay)?;
        let number = |part: &str, widths: std::ops::RangeInclusive<usize>| {
            let plain = widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten().ok_or(NotATimeOfDay)
        };
        let (hour, minute) = (number(hour, 1..=2)?, number(minute, 2..=2)?);
        if minute > 59 || hour * 60 + minute > Self::DAY_END.0 {
            return Err(NotATimeOfDay);
        }
        Ok(DayTime(hour * 60 + minute))
    }

    /// Minutes since midnight, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// 0 to 24.
    pub const fn hour(self) -> u16 {
        self.0 / 60
    }

    /// 0 to 59.
    pub const fn minute(self) -> u16 {
        self.0 % 60
    }

    /// This time on that day; `24:00` is the next day's midnight.
    pub fn on(self, date: NaiveDate) -> NaiveDateTime {
        let midnight = date.and_time(NaiveTime::MIN);
        midnight
            .checked_add_signed(TimeDelta::minutes(i64::from(self.0)))
            .unwrap_or(midnight)
    }
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

/// Which of the two moments a clock set back shows the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// The one before the clock is set back.
    First,
    /// The one after.
    Second,
}

/// What a clock in `zone` shows at `at`.
pub fn local(zone: Tz, at: Time) -> NaiveDateTime {
    let kept = at.clamp(EARLIEST, LATEST);
    zone.from_utc_datetime(&kept.utc().naive_utc()).naive_local()
}

/// The moment a clock in `zone` shows `shown`. A time that is skipped when clocks go forward becomes the moment they do;
/// of a time shown twice, `twice` says which.
pub fn moment(zone: Tz, shown: NaiveDateTime, twice: Twice) -> Time {
    match (zone.from_local_datetime(&shown), twice) {
        (LocalResult::Single(at), _)
        | (LocalResult::Ambiguous(at, _), Twice::First)
        | (LocalResult::Ambiguous(_, at), Twice::Second) => Time(at.timestamp_millis()),
        (LocalResult::None, _) => {
            let end = GapInfo::new(&shown, &zone).and_then(|gap| gap.end);
            Time(end.map_or_else(|| shown.and_utc().timestamp_millis(), |at| at.timestamp_millis()))
        }
    }
}

/// Many wall times of one zone, asked in order of time: while a week has one offset it is looked up once.
#[derive(Debug)]
pub(super) struct Steady {
    zone: Tz,
    from: i64,
    until: i64,
    /// Milliseconds east of UTC; none in a week in which clocks are set.
    offset: Option<i64>,
}

impl Steady {
    const WEEK: i64 = 7 * 86_400_000;
    /// No zone is farther from UTC.
    const MARGIN: i64 = 86_400_000;

    pub(super) fn new(zone: Tz) -> Steady {
        Steady {
            zone,
            from: 0,
            until: 0,
            offset: None,
        }
    }

    /// As [`moment`], of a clock face counted in milliseconds as [`face`] counts them.
    pub(super) fn moment(&mut self, face: i64, twice: Twice) -> Time {
        if face < self.from || face >= self.until {
            self.begin(face);
        }
        match self.offset {
            Some(offset) => Time(face - offset),
            None => moment(self.zone, Time(face).utc().naive_utc(), twice),
        }
    }

    fn begin(&mut self, face: i64) {
        self.from = face;
        self.until = face + Self::WEEK;
        let offset = |at: i64| {
            let offset = self.zone.offset_from_utc_datetime(&Time(at).utc().naive_utc()).fix();
            i64::from(offset.local_minus_utc()) * 1_000
        };
        let before = offset(self.from - Self::MARGIN);
        let after = offset(self.until + Self::MARGIN);
        self.offset = (before == after).then_some(before);
    }
}

/// What a clock shows at midnight of that date, in milliseconds since it showed the midnight of 1970-01-01.
pub(super) fn face(date: NaiveDate) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp_millis()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Berlin;
    use chrono_tz::Europe::Kyiv;

    use super::*;
    use crate::domain::time::Time;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_wall_time_has_a_moment_on_every_day() {
        for (zone, shown, twice, utc) in [
            (Kyiv, "2026-03-29 02:59", Twice::First, "2026-03-29T00:59:00Z"),
            (Kyiv, "2026-03-29 03:00", Twice::First, "2026-03-29T01:00:00Z"),
            (Kyiv, "2026-03-29 03:30", Twice::First, "2026-03-29T01:00:00Z"),
            (Kyiv, "2026-03-29 04:00", Twice::First, "2026-03-29T01:00:00Z"),
            (Kyiv, "2026-10-25 03:30", Twice::First, "2026-10-25T00:30:00Z"),
            (Kyiv, "2026-10-25 03:30", Twice::Second, "2026-10-25T01:30:00Z"),
            (Berlin, "2026-10-25 02:30", Twice::Second, "2026-10-25T01:30:00Z"),
        ] {
            assert_eq!(
                moment(zone, at(shown), twice).rfc3339(),
                utc,
                "{zone} {shown} {twice:?}"
            );
        }
    }

    #[test]
    fn a_steady_look_gives_the_same_moments() {
        let midnight = at("2024-01-01 00:00");
        for zone in [
            Kyiv,
            Berlin,
            chrono_tz::America::New_York,
            chrono_tz::Africa::Casablanca,
            chrono_tz::Asia::Tokyo,
        ] {
            let mut steady = Steady::new(zone);
            for half_hours in 0..2 * 24 * 800 {
                let shown = midnight + TimeDelta::minutes(30 * half_hours);
                for twice in [Twice::First, Twice::Second] {
                    let face = shown.and_utc().timestamp_millis();
                    assert_eq!(steady.moment(face, twice), moment(zone, shown, twice), "{zone} {shown}");
                }
            }
        }
    }

    #[test]
    fn moments_beyond_the_calendar_stay_at_its_edge() {
        assert_eq!(local(Berlin, Time::FAR).to_string(), "9999-12-31 01:00:00");
        assert_eq!(local(Berlin, Time(i64::MIN)).date(), local(Berlin, EARLIEST).date());
    }

    #[test]
    fn times_of_day_are_read() {
        for (text, read) in [
            ("09:30", Some("09:30")),
            (" 9:30 ", Some("09:30")),
            ("00:00", Some("00:00")),
            ("24:00", Some("24:00")),
            ("24:01", None),
            ("9:60", None),
            ("9:5", None),
            ("9", None),
            ("+9:00", None),
            ("123:00", None),
            ("", None),
        ] {
            let found = DayTime::parse(text).ok().map(|t| t.to_string());
            assert_eq!(found.as_deref(), read, "{text:?}");
        }
    }
}
