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

/// In which order a table writes the parts of its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `31.12.2026`
    DayFirst,
    /// `12/31/2026`
    MonthFirst,
    /// `12/31/2026`, and with other marks `31.12.2026`: what the slashes of a table prove says nothing of its dots.
    MonthFirstInSlashes,
    /// `26/12/31`
    YearFirst,
}

impl DateOrder {
    /// Its name in a profile; the one that only slashes prove is not said there.
    pub fn code(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst | DateOrder::MonthFirstInSlashes => "mdy",
            DateOrder::YearFirst => "ymd",
        }
    }

    /// By its name in a profile.
    pub fn parse(code: &str) -> Option<DateOrder> {
        Some(match code {
            "dmy" => DateOrder::DayFirst,
            "mdy" => DateOrder::MonthFirst,
            "ymd" => DateOrder::YearFirst,
            _ => return None,
        })
    }
}

/// Reads RFC 3339; `2026-03-11 15:30`, `11.03.2026 15:30:05`, `11-03-2026`, `03/25/2026 3:30 PM`, `03/25/26`,
/// `13 марта 2026`, each with or without a time before or behind it and, if it names no offset, on the clock of `zone`;
/// Unix seconds or milliseconds.
pub fn when(text: &str, zone: Tz) -> Result<Time, RejectWhy> {
    when_ordered(text, zone, None)
}

/// The same where the order of a date's parts is known.
pub fn when_ordered(text: &str, zone: Tz, order: Option<DateOrder>) -> Result<Time, RejectWhy> {
    let plain = text.trim().trim_start_matches('\'').trim();
    let found = || plain.to_owned();
    let bad = || RejectWhy::NotADate { found: found() };
    if let Some(at) = unix(plain).or_else(|| with_offset(plain)) {
        return in_years(at).ok_or_else(bad);
    }
    let local = if let Some(local) = of_program(plain) {
        local
    } else {
        let (date, time) = date_and_time(plain);
        let time = time_of(&time).ok_or_else(bad)?;
        let date = date_of(&date, order).map_err(|error| match error {
            BadDate::Ambiguous => RejectWhy::AmbiguousDate { found: found() },
            BadDate::NotOne => bad(),
        })?;
        NaiveDateTime::new(date, time)
    };
    let at = local_time::moment(zone, local, Twice::First);
    in_years(at).ok_or_else(bad)
}

/// The order that a date with slashes proves for all of its table; nothing for one that can be read either way.
pub fn proven_order(text: &str) -> Option<DateOrder> {
    let (date, _) = date_and_time(text.trim().trim_start_matches('\''));
    let [(_, first), (_, second), (2 | 4, _)] = numbers(&date, '/')? else {
        return None;
    };
    match (first, second) {
        (1..=12, 13..=31) => Some(DateOrder::MonthFirstInSlashes),
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// What the dates of a table say together of the order of their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderOfDates {
    /// One or more can be read in one way only.
    Proven(DateOrder),
    /// Some can be read either way, and none says which.
    Undecided,
    /// None leaves a question, or they contradict each other.
    Clear,
}

impl OrderOfDates {
    /// Of these cells.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> OrderOfDates {
        let (mut day_first, mut month_first, mut either) = (false, false, false);
        for cell in cells {
            let (date, _) = date_and_time(cell.trim().trim_start_matches('\''));
            for mark in ['/', '.', '-'] {
                let Some([(1 | 2, first), (1 | 2, second), (2 | 4, _)]) = numbers(&date, mark) else {
                    continue;
                };
                match (first, second) {
                    (1..=12, 13..=31) => month_first = true,
                    // Dots and dashes are taken so anyway.
                    (13..=31, 1..=12) => day_first = true,
                    (1..=12, 1..=12) if mark == '/' && first != second => either = true,
                    _ => {}
                }
            }
        }
        match (day_first, month_first) {
            (true, false) if either => OrderOfDates::Proven(DateOrder::DayFirst),
            (false, true) => OrderOfDates::Proven(DateOrder::MonthFirst),
            (false, false) if either => OrderOfDates::Undecided,
            _ => OrderOfDates::Clear,
        }
    }
}

/// True for the date of no day, which programs write where there is none: `0000-00-00 00:00:00`.
pub fn is_blank(text: &str) -> bool {
    text.contains('0') && !text.contains(|c: char| c.is_alphanumeric() && c != '0')
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

/// `2026-03-11T15:30:05`, as programs write it: the shape of nearly every time of a shop, read before others are tried.
fn of_program(text: &str) -> Option<NaiveDateTime> {
    let is_one = text.len() == 19 && text.as_bytes()[10] == b'T';
    if is_one { text.parse().ok() } else { None }
}

fn with_offset(text: &str) -> Option<Time> {
    // Without a sign behind the date there is none.
    if !text.ends_with(['Z', 'z'])
        && !text.contains('\u{2212}')
        && !text.bytes().skip(10).any(|b| matches!(b, b'+' | b'-'))
    {
        return None;
    }
    let read = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%z"));
    read.ok().map(|at| Time(at.timestamp_millis()))
}

/// The words of a date, and those of a time, whichever comes first.
fn date_and_time(text: &str) -> (String, String) {
    let mut spaced = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_mark = c == 'T' && before.is_ascii_digit() && rest.peek().is_none_or(char::is_ascii_digit);
        spaced.push(if is_mark || c == ',' { ' ' } else { c });
        before = c;
    }
    let (mut date, mut time) = (Vec::new(), Vec::new());
    for word in spaced.split_whitespace() {
        match word.trim_end_matches('.').to_lowercase().as_str() {
            "г" | "р" | "року" | "года" | "в" | "о" | "at" => {}
            "am" | "pm" | "a.m" | "p.m" => time.push(word.replace('.', "")),
            _ if word.contains(':') => time.push(word.to_owned()),
            _ => date.push(word),
        }
    }
    (date.join(" "), time.join(" "))
}

fn time_of(text: &str) -> Option<NaiveTime> {
    if text.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let shapes = [
        "%H:%M:%S%.f",
        "%H:%M",
        "%I:%M %p",
        "%I:%M:%S %p",
        "%I:%M%p",
        "%I:%M:%S%p",
    ];
    shapes
        .iter()
        .find_map(|shape| NaiveTime::parse_from_str(text, shape).ok())
}

enum BadDate {
    Ambiguous,
    NotOne,
}

fn date_of(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, BadDate> {
    if text.contains(char::is_alphabetic) {
        return in_words(text).ok_or(BadDate::NotOne);
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit()).ok_or(BadDate::NotOne)?;
    let numbers = numbers(text.trim_end_matches('.'), mark).ok_or(BadDate::NotOne)?;
    let (year, month, day) = match (numbers, order) {
        ([(4, year), (_, month), (_, day)], _) => (year, month, day),
        ([(2, year), (_, month), (_, day)], Some(DateOrder::YearFirst)) => (2000 + year, month, day),
        ([(_, first), (_, second), (length @ (2 | 4), year)], _) => {
            if length == 2 && mark == '-' && order.is_none() {
                return Err(BadDate::NotOne);
            }
            let year = if length == 2 { 2000 + year } else { year };
            let month_first = match order {
                Some(DateOrder::MonthFirst) => first <= 12,
                Some(DateOrder::MonthFirstInSlashes) => mark == '/' && first <= 12,
                None if mark == '/' && first <= 12 && second <= 12 && first != second => {
                    return Err(BadDate::Ambiguous);
                }
                _ => mark == '/' && second > 12,
            };
            if month_first {
                (year, first, second)
            } else {
                (year, second, first)
            }
        }
        _ => return Err(BadDate::NotOne),
    };
    let year = i32::try_from(year).map_err(|_| BadDate::NotOne)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(BadDate::NotOne)
}

/// Three numbers, each with how many digits it has.
fn numbers(text: &str, mark: char) -> Option<[(usize, u32); 3]> {
    if !matches!(mark, '-' | '.' | '/') {
        return None;
    }
    let mut parts = text.split(mark);
    let mut part = || {
        let part = parts
            .next()
            .filter(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))?;
        Some((part.len(), part.parse::<u32>().ok()?))
    };
    let numbers = [part()?, part()?, part()?];
    parts.next().is_none().then_some(numbers)
}

/// The beginnings of the months' names in Russian, Ukrainian and English; Russian May has two forms.
const MONTHS: [&[&str]; 12] = [
    &["янв", "січ", "jan"],
    &["фев", "лют", "feb"],
    &["мар", "бер", "mar"],
    &["апр", "кві", "apr"],
    &["май", "мая", "тра", "may"],
    &["июн", "чер", "jun"],
    &["июл", "лип", "jul"],
    &["авг", "сер", "aug"],
    &["сен", "вер", "sep"],
    &["окт", "жов", "oct"],
    &["ноя", "лис", "nov"],
    &["дек", "гру", "dec"],
];
/// No month's name is longer.
const LONGEST_MONTH: usize = 9;

/// `13 марта 2026`, `March 13 2026`, `13-Mar-26`.
fn in_words(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let parts = lower.split([' ', '-', '.', '/']).filter(|part| !part.is_empty());
    let [first, second, third] = parts.collect::<Vec<_>>().try_into().ok()?;
    let month = |word: &str| {
        let is_one = word.chars().count() <= LONGEST_MONTH && word.chars().all(char::is_alphabetic);
        let names = MONTHS
            .iter()
            .position(|names| names.iter().any(|name| word.starts_with(name)));
        names.filter(|_| is_one).and_then(|month| u32::try_from(month + 1).ok())
    };
    let number = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| word.parse::<u32>().ok())?
    };
    let (day, month) = match (month(second), month(first)) {
        (Some(month), _) => (number(first)?, month),
        (None, Some(month)) => (number(second)?, month),
        (None, None) => return None,
    };
    let year = match (third.len(), number(third)?) {
        (2, year) => 2000 + year,
        (4, year) => year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
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
            ("06:54:25 11.04.2023", "2023-04-11T03:54:25Z"),
            ("13 марта 2026", "2026-03-12T21:00:00Z"),
            ("13 марта 2026 г. в 15:30", "2026-03-13T12:30:00Z"),
            ("1 травня 2026 року", "2026-04-30T21:00:00Z"),
            ("5 мая 2026, 9:05", "2026-05-05T06:05:00Z"),
            ("March 13, 2026 3:30 pm", "2026-03-13T12:30:00Z"),
            ("13-Mar-26", "2026-03-12T21:00:00Z"),
            ("07/16/22", "2022-07-15T21:00:00Z"),
            ("16/07/22 10:00", "2022-07-16T07:00:00Z"),
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
            "13 кошек 2026",
            "11.03.2026 завтра",
            "11-03-26",
        ] {
            let found = when(text, Moscow);
            let expected = text == "2026-03-11T";
            assert_eq!(found.is_ok(), expected, "{text}: {found:?}");
        }
        for text in ["03/04/2026", "03/04/26"] {
            assert!(matches!(when(text, Moscow), Err(RejectWhy::AmbiguousDate { .. })));
        }
    }

    #[test]
    fn a_known_order_settles_what_can_be_read_either_way() {
        for (text, order, date) in [
            ("03/04/2026", "mdy", Some("2026-03-04")),
            ("03/04/2026", "dmy", Some("2026-04-03")),
            ("03.04.26", "mdy", Some("2026-03-04")),
            ("03-04-26", "dmy", Some("2026-04-03")),
            ("26/03/04", "ymd", Some("2026-03-04")),
            ("25/03/2026", "mdy", Some("2026-03-25")),
            ("03/25/2026", "dmy", Some("2026-03-25")),
            ("03.25.2026", "dmy", None),
            ("2026-03-04", "mdy", Some("2026-03-04")),
        ] {
            let read = when_ordered(text, Tz::UTC, DateOrder::parse(order));
            let read = read.ok().map(|at| at.utc().date_naive().to_string());
            assert_eq!(read.as_deref(), date, "{text} {order}");
        }
    }

    #[test]
    fn one_date_may_prove_the_order_of_all() {
        for (text, order) in [
            ("12/31/2023", Some(DateOrder::MonthFirstInSlashes)),
            ("12/31/23 10:00 AM", Some(DateOrder::MonthFirstInSlashes)),
            ("31/12/2023", Some(DateOrder::DayFirst)),
            ("03/04/2023", None),
            ("31.12.2023", None),
            ("2023/12/31", None),
            ("", None),
        ] {
            assert_eq!(proven_order(text), order, "{text}");
        }
        assert!(is_blank("0000-00-00 00:00:00") && !is_blank("2026-03-11") && !is_blank("-"));
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
