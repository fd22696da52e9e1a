//! Puts a moment together of a day and a time of day, or of a length of time from now.

use chrono::DateTime;
use chrono::Datelike;
use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono::Timelike;
use chrono_tz::Tz;

use super::words;
use super::words::Day;
use super::words::Unit;
use crate::domain::local_time;
use crate::domain::local_time::DayTime;
use crate::domain::local_time::Twice;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::text::other_layouts;

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

/// When the morning of a day is, where no time of day is said.
const MORNING: &str = "10:00";

/// Reads a moment in any letter case, `ё` as `е`, times on the clock of `zone`, typed in whatever layout:
///
/// - RFC 3339, `2026-03-11 15:30`, `22.11.2026 10:30`: as written, the past included;
/// - `25.11 10:30`, `2 дек 14:00`: this year's, or next year's when that passed over two months ago;
/// - `15:30`, `15.30`, `15`, `3 часа дня`, `3pm`, `о третій`, `пн 12:00`, `mon 12:00`: the next one after `now`;
/// - `сегодня 15:30`, `завтра 10`, `завтра утром`, `послезавтра 10:30`, and in English and Ukrainian;
/// - `+2h`, `30m`, `2d`, `3 дня`, `полчаса`, `через 2 часа`, `in 2 hours`, `через пів години`: from `now`; days and weeks
///   keep the clock, `через 2 дня в 10` has its own.
///
/// A time the clock skips becomes the moment it does so; of a time shown twice the first is meant, unless only the
/// second is still to come.
pub fn parse_when(text: &str, now: Time, zone: Tz) -> Result<Time, BadWhen> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(&text.to_uppercase()) {
        return Ok(Time(at.timestamp_millis()));
    }
    let clock = Clock { now, zone };
    let mut read = clock.read(text);
    for typed in other_layouts(text) {
        if read == Err(BadWhen::NotUnderstood) {
            read = clock.read(&typed);
        }
    }
    read
}

/// Reads a moment to come: a day without a time of day means its morning, but for today's.
pub fn parse_ahead(text: &str, now: Time, zone: Tz) -> Result<Time, BadWhen> {
    let morning = format!("{text} {MORNING}");
    match parse_when(text, now, zone) {
        Err(BadWhen::NoTimeOfDay) => match parse_when(&morning, now, zone) {
            Ok(at) if local_time::local(zone, at).date() != local_time::local(zone, now).date() => Ok(at),
            Err(BadWhen::NoSuchDay) => Err(BadWhen::NoSuchDay),
            _ => Err(BadWhen::NoTimeOfDay),
        },
        read => read,
    }
}

/// Reads a day: its first moment, where no time of day is said.
pub fn parse_day(text: &str, now: Time, zone: Tz) -> Result<Time, BadWhen> {
    match parse_when(text, now, zone) {
        Err(BadWhen::NoTimeOfDay) => parse_when(&format!("{text} 00:00"), now, zone),
        read => read,
    }
}

#[derive(Clone, Copy)]
struct Clock {
    now: Time,
    zone: Tz,
}

impl Clock {
    fn read(self, text: &str) -> Result<Time, BadWhen> {
        let folded = words::fold(text);
        if let Some(relative) = words::relative(&folded) {
            return from_now(&relative, self.now, self.zone);
        }
        let words = words::split(&folded);
        let mut left: Vec<&str> = words.iter().map(String::as_str).collect();
        let (mut day, mut time) = (None, None);
        while !left.is_empty() {
            let taken = match (day_at(&left).filter(|_| day.is_none()), &time) {
                (Some((found, taken)), _) => {
                    day = Some(found);
                    taken
                }
                (None, None) => {
                    let (found, taken) = time_at(&left).ok_or(BadWhen::NotUnderstood)?;
                    time = Some(found);
                    taken
                }
                (None, Some(_)) => return Err(BadWhen::NotUnderstood),
            };
            left.drain(..taken);
        }
        match (day, time) {
            (Some(day), Some(time)) => self.on(day, time),
            (Some(_), None) => Err(BadWhen::NoTimeOfDay),
            (None, Some(time)) => self.next(time, |_| true),
            (None, None) => Err(BadWhen::NotUnderstood),
        }
    }

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

/// The day the words begin with, and of how many of them it is made.
fn day_at(words: &[&str]) -> Option<(Day, usize)> {
    if let Some(counted) = words::days_ahead(words) {
        return Some(counted);
    }
    let (first, second, third) = (words.first()?, words.get(1), words.get(2));
    if let Some(day) = words::day(first).or_else(|| date(first)) {
        return Some((day, 1));
    }
    let second = second?;
    let (month, number) = match (words::month(first), words::month(second)) {
        (Some(month), _) => (month, second),
        (None, Some(month)) => (month, first),
        (None, None) => return None,
    };
    let day = words::ordinal(number)?;
    let year = third.filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    Some(match year {
        Some(year) => (Day::Date(year, month, day), 3),
        None => (Day::OfYear(month, day), 2),
    })
}

/// The time of day the words begin with, and of how many of them it is made: `утром`, `10`, `10 30`, `3 часа дня`, `3 pm`.
fn time_at(words: &[&str]) -> Option<(NaiveTime, usize)> {
    if let Some((hour, taken)) = words::part_of_day(words) {
        return Some((NaiveTime::from_hms_opt(hour, 0, 0)?, taken));
    }
    if let Some((hour, minute, taken)) = words::hour_in_words(words) {
        return hour_said(hour, minute, words, taken);
    }
    let first = words.first()?;
    let is_bare = first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit());
    let minutes = words.get(1).filter(|word| word.len() == 2 && is_bare);
    let minutes = minutes.and_then(|word| colon_time(&format!("{first}:{word}")));
    let is_one = words::is_hour(first);
    let (time, mut taken) = match (minutes, is_one) {
        (Some(time), _) => (time, 2),
        // «В час дня».
        (None, true) => (colon_time("1:00")?, 1),
        (None, false) => (time_of_day(first)?, 1),
    };
    if is_bare && words.get(taken).is_some_and(|word| words::is_hour(word)) {
        taken += 1;
    }
    let half = words.get(taken).and_then(|word| words::half_of_day(word));
    match half {
        Some(half) => Some((time.with_hour(half.hour(time.hour())?)?, taken + 1)),
        None if is_one => None,
        None => Some((time, taken)),
    }
}

/// `о третій годині дня`, `в три`: without a half of the day the hour is one of the shop's day, `о третій` 15:00.
fn hour_said(hour: u32, minute: u32, words: &[&str], mut taken: usize) -> Option<(NaiveTime, usize)> {
    if words.get(taken).is_some_and(|word| words::is_hour(word)) {
        taken += 1;
    }
    let half = words.get(taken).and_then(|word| words::half_of_day(word));
    let hour = match (half, hour) {
        (Some(half), _) => half.hour(hour)?,
        (None, 0) => 12,
        (None, 1..8) => hour + 12,
        (None, _) => hour,
    };
    Some((
        NaiveTime::from_hms_opt(hour, minute, 0)?,
        taken + usize::from(half.is_some()),
    ))
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
        // Behind the twelfth month it is minutes: 15.30.
        (_, [d, m, ""] | [d, m]) => {
            let (month, day) = (number(m, 2)?, number(d, 2)?);
            (month <= 12 && (1..=31).contains(&day)).then_some(Day::OfYear(month, day))
        }
        (_, [d, m, y]) => Some(Day::Date(year(y)?, number(m, 2)?, number(d, 2)?)),
        _ => None,
    }
}

/// `10`, `10:30`, `10.30`, `10-30`, `10:30:15`.
fn time_of_day(word: &str) -> Option<NaiveTime> {
    let hour = || (word.len() <= 2).then(|| colon_time(&format!("{word}:00"))).flatten();
    colon_time(word)
        .or_else(hour)
        .or_else(|| colon_time(&word.replace(['.', '-'], ":")))
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
