//! Puts a moment together of a day and a time of day, or of a length of time from now.

use chrono::DateTime;
use chrono::Datelike;
use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono_tz::Tz;

use super::words;
use super::words::Day;
use super::words::Unit;
use crate::domain::local_time;
use crate::domain::local_time::DayTime;
use crate::domain::local_time::Twice;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Why a moment was not understood.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadWhen {
    /// Nothing the desk knows.
    #[error("not a time: write 15:30, +2h, завтра 10:30, пн 12:00, 25.11 10:30 or 2026-03-11 15:30")]
    NotUnderstood,
    /// A day without a time of day.
    #[error("the time of day is missing: write завтра 10 or 25.11 10:30")]
    NoTimeOfDay,
    /// No calendar has that day.
    #[error("there is no such day")]
    NoSuchDay,
}

/// A date without a year that passed longer ago than this is next year's; what passed lately is taken as said.
const LATELY: Span = Span::days(60);

/// Reads a moment in any letter case, `ё` as `е`, times on the clock of `zone`:
///
/// - RFC 3339, `2026-03-11 15:30`, `22.11.2026 10:30`: as written, the past included;
/// - `25.11 10:30`: this year's, or next year's when that passed over two months ago;
/// - `15:30`, `пн 12:00`, `mon 12:00`: the next one after `now`;
/// - `сегодня 15:30`, `завтра 10`, `послезавтра 10:30`, and in English and Ukrainian;
/// - `+2h`, `30m`, `2d`, `через 2 часа`, `in 2 hours`, `через пів години`: from `now`; days and weeks keep the clock.
///
/// A time the clock skips becomes the moment it does so; of a time shown twice the first is meant, unless only the
/// second is still to come.
pub fn parse_when(text: &str, now: Time, zone: Tz) -> Result<Time, BadWhen> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(&text.to_uppercase()) {
        return Ok(Time(at.timestamp_millis()));
    }
    let folded = words::fold(text);
    if let Some(relative) = words::relative(&folded) {
        return from_now(&relative, now, zone);
    }
    let clock = Clock { now, zone };
    let parts: Vec<&str> = folded
        .split_whitespace()
        .filter(|word| !words::is_filler(word))
        .collect();
    match parts[..] {
        [one] => match (colon_time(one), day(one)) {
            (Some(time), _) => clock.next(time, |_| true),
            (None, Some(_)) => Err(BadWhen::NoTimeOfDay),
            (None, None) => match one.split_once('t').map(|(date, time)| (day(date), time_of_day(time))) {
                Some((Some(day), Some(time))) => clock.on(day, time),
                _ => Err(BadWhen::NotUnderstood),
            },
        },
        [a, b] => match (day(a), time_of_day(b), colon_time(a), day(b)) {
            (Some(day), Some(time), ..) | (.., Some(time), Some(day)) => clock.on(day, time),
            _ => Err(BadWhen::NotUnderstood),
        },
        _ => Err(BadWhen::NotUnderstood),
    }
}

#[derive(Clone, Copy)]
struct Clock {
    now: Time,
    zone: Tz,
}

impl Clock {
    fn on(self, day: Day, time: NaiveTime) -> Result<Time, BadWhen> {
        let today = local_time::local(self.zone, self.now).date();
        match day {
            Day::After(days) => self.at(today.checked_add_days(Days::new(days)), time),
            Day::Weekday(weekday) => self.next(time, |date| date.weekday() == weekday),
            Day::Date(year, month, day) => self.at(NaiveDate::from_ymd_opt(year, month, day), time),
            Day::OfYear(month, day) => {
                let of = |year| self.at(NaiveDate::from_ymd_opt(year, month, day), time);
                let this = of(today.year());
                match this {
                    Ok(at) if at < self.now - LATELY => of(today.year() + 1),
                    _ => this,
                }
            }
        }
    }

    fn at(self, date: Option<NaiveDate>, time: NaiveTime) -> Result<Time, BadWhen> {
        let date = date.ok_or(BadWhen::NoSuchDay)?;
        Ok(local_time::moment(self.zone, date.and_time(time), Twice::First))
    }

    /// The first moment after now at that time of day, on a day that fits.
    fn next(self, time: NaiveTime, fits: impl Fn(&NaiveDate) -> bool) -> Result<Time, BadWhen> {
        let today = local_time::local(self.zone, self.now).date();
        let days = today.iter_days().take(15).filter(fits);
        let moments = days.flat_map(|date| {
            [Twice::First, Twice::Second].map(|twice| local_time::moment(self.zone, date.and_time(time), twice))
        });
        let mut ahead = moments.filter(|at| *at > self.now);
        ahead.next().ok_or(BadWhen::NoSuchDay)
    }
}

fn from_now(parts: &[(i64, Unit)], now: Time, zone: Tz) -> Result<Time, BadWhen> {
    let days: i64 = parts.iter().map(|(n, unit)| n * unit.days()).sum();
    let span: i64 = parts.iter().map(|(n, unit)| n * unit.span().0).sum();
    let date = match days {
        0 => return Ok(now + Span(span)),
        _ => local_time::local(zone, now).checked_add_days(Days::new(days.unsigned_abs())),
    };
    let then = date.ok_or(BadWhen::NoSuchDay)?;
    Ok(local_time::moment(zone, then, Twice::First) + Span(span))
}

fn day(word: &str) -> Option<Day> {
    words::day(word).or_else(|| date(word))
}

/// `2026-03-11`, `22.11.2026`, `22.11.26`, `25.11`.
fn date(word: &str) -> Option<Day> {
    let number = |digits: &str, most: usize| -> Option<u32> {
        let plain = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let year = |digits: &str| {
        let year = i32::try_from(number(digits, 4)?).ok()?;
        match digits.len() {
            2 => Some(2000 + year),
            4 => Some(year),
            _ => None,
        }
    };
    let dashes: Vec<&str> = word.split('-').collect();
    let dots: Vec<&str> = word.split('.').collect();
    match (&dashes[..], &dots[..]) {
        ([y, m, d], _) if y.len() == 4 => Some(Day::Date(year(y)?, number(m, 2)?, number(d, 2)?)),
        (_, [d, m, ""] | [d, m]) => Some(Day::OfYear(number(m, 2)?, number(d, 2)?)),
        (_, [d, m, y]) => Some(Day::Date(year(y)?, number(m, 2)?, number(d, 2)?)),
        _ => None,
    }
}

/// `10`, `10:30`, `10.30`, `10:30:15`: beside a day, where nothing else can be meant.
fn time_of_day(word: &str) -> Option<NaiveTime> {
    let hour = || (word.len() <= 2).then(|| colon_time(&format!("{word}:00"))).flatten();
    colon_time(word)
        .or_else(hour)
        .or_else(|| colon_time(&word.replace('.', ":")))
}

fn colon_time(word: &str) -> Option<NaiveTime> {
    let (minutes, seconds) = match word.match_indices(':').nth(1) {
        Some((i, _)) => (&word[..i], &word[i + 1..]),
        None => (word, "00"),
    };
    let plain = seconds.len() == 2 && seconds.bytes().all(|b| b.is_ascii_digit());
    let seconds = plain.then(|| seconds.parse().ok()).flatten()?;
    let time = DayTime::parse(minutes).ok()?;
    NaiveTime::from_hms_opt(u32::from(time.hour()), u32::from(time.minute()), seconds)
}
