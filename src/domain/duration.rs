//! Lengths of time as people write them: `90s 3m 1h 2d`, and `2bd` where business days count.

use chrono::Months;
use chrono::NaiveDate;

use super::time::Span;

/// The text is not a length of time.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("a length of time is written 90s, 3m, 1h or 2d")]
pub struct NotADuration;

/// More is a slip of the finger, and would overflow sooner or later.
const MOST_DIGITS: usize = 6;
/// Nobody's customers are older.
const MOST_YEARS: u32 = 100;

impl Span {
    /// Reads a whole number and its unit: `90s`, `3m`, `1h`, `2d` (a day here is 24 hours).
    pub fn parse(text: &str) -> Result<Span, NotADuration> {
        let of = |unit, size| number_of(unit, text).map(|n| Span::seconds(n * size));
        let read = of("s", 1).or_else(|| of("m", 60)).or_else(|| of("h", 3_600));
        read.or_else(|| of("d", 86_400)).ok_or(NotADuration)
    }

    /// The same in the largest unit that divides it: `90m`, `1h`; less than a second is dropped.
    pub fn text(self) -> String {
        let seconds = self.0 / 1_000;
        let units = [(86_400, "d"), (3_600, "h"), (60, "m")];
        let whole = units.into_iter().find(|(size, _)| seconds != 0 && seconds % size == 0);
        let (size, unit) = whole.unwrap_or((1, "s"));
        format!("{}{unit}", seconds / size)
    }
}

impl Days {
    /// Reads `7d`.
    pub fn parse(text: &str) -> Result<Days, NotADuration> {
        number_of("d", text).map(Days).ok_or(NotADuration)
    }

    /// `7d`.
    pub fn text(self) -> String {
        format!("{}d", self.0)
    }
}

impl BusinessDays {
    /// Reads `2bd`.
    pub fn parse(text: &str) -> Result<BusinessDays, NotADuration> {
        number_of("bd", text).map(BusinessDays).ok_or(NotADuration)
    }

    /// `2bd`.
    pub fn text(self) -> String {
        format!("{}bd", self.0)
    }
}

impl Years {
    /// Reads `5y`.
    pub fn parse(text: &str) -> Result<Years, NotADuration> {
        let years = number_of("y", text).and_then(|years| u32::try_from(years).ok());
        years
            .filter(|years| (1..=MOST_YEARS).contains(years))
            .map(Years)
            .ok_or(NotADuration)
    }

    /// `5y`.
    pub fn text(self) -> String {
        format!("{}y", self.0)
    }

    /// The day that many years before; the last of February where it was a leap year's.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        day.checked_sub_months(Months::new(self.0 * 12))
            .unwrap_or(NaiveDate::MIN)
    }
}

fn number_of(unit: &str, text: &str) -> Option<i64> {
    let digits = text.trim().strip_suffix(unit)?;
    let plain = (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A number of calendar days of the shop; what counts in days falls due at 10:00 of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(pub i64);

/// A number of business days: Monday to Friday unless set otherwise, less holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BusinessDays(pub i64);

/// A number of calendar years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(pub u32);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    #[test]
    fn lengths_are_read_and_written() {
        for (text, span, written) in [
            ("90s", Some(Span::seconds(90)), "90s"),
            ("3m", Some(Span::minutes(3)), "3m"),
            ("90m", Some(Span::minutes(90)), "90m"),
            ("60m", Some(Span::hours(1)), "1h"),
            (" 2d ", Some(Span::days(2)), "2d"),
            ("0m", Some(Span::ZERO), "0s"),
            ("2bd", None, ""),
            ("1h30m", None, ""),
            ("-3m", None, ""),
            ("3", None, ""),
            ("m", None, ""),
            ("1.5h", None, ""),
            ("1234567s", None, ""),
            ("", None, ""),
        ] {
            let read = Span::parse(text).ok();
            assert_eq!(read, span, "{text:?}");
            assert_eq!(read.map(Span::text).unwrap_or_default(), written, "{text:?}");
        }
    }

    #[test]
    fn days_are_not_business_days() {
        assert_eq!(Days::parse("7d"), Ok(Days(7)));
        assert_eq!(BusinessDays::parse("2bd"), Ok(BusinessDays(2)));
        assert_eq!(Days::parse("2bd"), Err(NotADuration));
        assert_eq!(BusinessDays::parse("2d"), Err(NotADuration));
    }

    #[test]
    fn years_are_counted_by_the_calendar() {
        for (text, years) in [
            ("5y", Some(5)),
            (" 1y", Some(1)),
            ("0y", None),
            ("101y", None),
            ("5", None),
        ] {
            assert_eq!(Years::parse(text).ok().map(|years| years.0), years, "{text:?}");
        }
        let leap_day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(Years(5).before(leap_day), NaiveDate::from_ymd_opt(2019, 2, 28).unwrap());
        assert_eq!(Years(5).text(), "5y");
    }
}
