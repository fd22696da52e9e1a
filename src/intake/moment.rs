//! Dates and times as shops and spreadsheets write them.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono_tz::Tz;

use crate::domain::local_time;
use crate::domain::local_time::Twice;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;

/// Years an order may lie in: what is outside is a zero date or a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Reads RFC 3339; `2026-03-11 15:30`, `11.03.2026 15:30:05`, `11-03-2026`, `03/25/2026 3:30 PM`, each with or without a
/// time and, if it names no offset, on the clock of `zone`; Unix seconds or milliseconds.
pub fn when(text: &str, zone: Tz) -> Result<Time, RejectWhy> {
    let plain = text.trim().trim_start_matches('\'').trim();
    let found = || plain.to_owned();
    let bad = || RejectWhy::NotADate { found: found() };
    if let Some(at) = unix(plain).or_else(|| with_offset(plain)) {
        return in_years(at).ok_or_else(bad);
    }
    let (date, time) = match plain.find([' ', 'T', '\u{a0}', ',']) {
        Some(at) => (&plain[..at], plain[at..].trim_start_matches([' ', 'T', '\u{a0}', ','])),
        None => (plain, ""),
    };
    let time = time_of(time).ok_or_else(bad)?;
    let date = date_of(date).map_err(|ambiguous| match ambiguous {
        BadDate::Ambiguous => RejectWhy::AmbiguousDate { found: found() },
        BadDate::NotOne => bad(),
    })?;
    let at = local_time::moment(zone, NaiveDateTime::new(date, time), Twice::First);
    in_years(at).ok_or_else(bad)
}

/// The same for a text that is known to be on the UTC clock, such as `date_created_gmt`.
pub fn when_utc(text: &str) -> Result<Time, RejectWhy> {
    when(text, Tz::UTC)
}

fn in_years(at: Time) -> Option<Time> {
    let year = chrono::Datelike::year(&at.utc());
    YEARS.contains(&year).then_some(at)
}

fn unix(text: &str) -> Option<Time> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Some(Time(number * 1_000)),
        13 => Some(Time(number)),
        _ => None,
    }
}

fn with_offset(text: &str) -> Option<Time> {
    let read = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%z"));
    read.ok().map(|at| Time(at.timestamp_millis()))
}

fn time_of(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    if text.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let shapes = ["%H:%M:%S%.f", "%H:%M", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p"];
    shapes
        .iter()
        .find_map(|shape| NaiveTime::parse_from_str(text, shape).ok())
}

enum BadDate {
    Ambiguous,
    NotOne,
}

fn date_of(text: &str) -> Result<NaiveDate, BadDate> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).ok_or(BadDate::NotOne)?;
    if !matches!(mark, '-' | '.' | '/') {
        return Err(BadDate::NotOne);
    }
    let mut parts = text.trim_end_matches('.').split(mark);
    let mut part = || {
        let part = parts
            .next()
            .filter(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))?;
        Some((part.len(), part.parse::<u32>().ok()?))
    };
    let (Some(a), Some(b), Some(c), None) = (part(), part(), part(), parts.next()) else {
        return Err(BadDate::NotOne);
    };
    let (year, month, day) = match (a, b, c) {
        ((4, year), (_, month), (_, day)) => (year, month, day),
        ((_, first), (_, second), (4, year)) if mark == '/' && first <= 12 && second <= 12 && first != second => {
            let _ = year;
            return Err(BadDate::Ambiguous);
        }
        ((_, month), (_, day), (4, year)) if mark == '/' && day > 12 => (year, month, day),
        ((_, day), (_, month), (4, year)) => (year, month, day),
        ((_, day), (_, month), (2, year)) if mark == '.' => (2000 + year, month, day),
        _ => return Err(BadDate::NotOne),
    };
    let year = i32::try_from(year).map_err(|_| BadDate::NotOne)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(BadDate::NotOne)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Moscow;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::reject::RejectWhy;
    use crate::domain::time::Time;

    #[test]
    fn dates_are_read_as_shops_write_them() {
        for (text, utc) in [
            ("2026-03-11T09:00:00Z", "2026-03-11T09:00:00Z"),
            ("2026-03-11T09:00:00+02:00", "2026-03-11T07:00:00Z"),
            ("2026-03-11 09:00:00 +0200", "2026-03-11T07:00:00Z"),
            ("2015-04-28T12:50:34.878000+03:00", "2015-04-28T09:50:34.878Z"),
            ("2026-03-11T09:00:00", "2026-03-11T06:00:00Z"),
            ("2026-03-11 09:00", "2026-03-11T06:00:00Z"),
            ("2026-03-11", "2026-03-10T21:00:00Z"),
            ("11.03.2026 9:05", "2026-03-11T06:05:00Z"),
            ("11.03.26", "2026-03-10T21:00:00Z"),
            ("11.03.2026, 15:30:10", "2026-03-11T12:30:10Z"),
            ("06-04-2023 08:20:34", "2023-04-06T05:20:34Z"),
            ("03/25/2026 3:30 PM", "2026-03-25T12:30:00Z"),
            ("25/03/2026", "2026-03-24T21:00:00Z"),
            ("'2026/03/11 09:00", "2026-03-11T06:00:00Z"),
            ("1773219600", "2026-03-11T09:00:00Z"),
            ("1773219600000", "2026-03-11T09:00:00Z"),
        ] {
            assert_eq!(when(text, Moscow).map(Time::rfc3339), Ok(utc.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        for text in [
            "",
            "вчера",
            "0000-00-00 00:00:00",
            "32.13.2026",
            "2026-02-30",
            "12:00",
            "5",
            "1970-01-01",
            "11.03.2026 25:00",
            "2026-03-11T",
            "1-2-3-4",
        ] {
            let found = when(text, Moscow);
            let expected = text == "2026-03-11T";
            assert_eq!(found.is_ok(), expected, "{text}: {found:?}");
        }
        assert!(matches!(
            when("03/04/2026", Moscow),
            Err(RejectWhy::AmbiguousDate { .. })
        ));
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text: String) {
            let _ = when(&text, Moscow);
        }

        #[test]
        fn anything_like_a_date_has_an_answer(text in "[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}[ T]?[0-9:]{0,8}(Z|AM| PM)?") {
            let _ = when(&text, Moscow);
        }
    }
}
