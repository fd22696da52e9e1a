//! The words of time, in Russian, Ukrainian and English.

use chrono::Weekday;

use crate::domain::time::Span;

/// Which day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// How many days after today.
    After(u64),
    /// The next such weekday.
    Weekday(Weekday),
    /// Year, month, day.
    Date(i32, u32, u32),
    /// Month, day.
    OfYear(u32, u32),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
}

const DAYS: [(Day, &str); 10] = [
    (Day::After(0), "today сегодня сьогодні"),
    (Day::After(1), "tomorrow завтра"),
    (Day::After(2), "послезавтра післязавтра"),
    (Day::Weekday(Weekday::Mon), "mon monday пн понедельник понеділок"),
    (Day::Weekday(Weekday::Tue), "tue tues tuesday вт вторник вівторок"),
    (Day::Weekday(Weekday::Wed), "wed wednesday ср среда среду середа середу"),
    (Day::Weekday(Weekday::Thu), "thu thur thurs thursday чт четверг четвер"),
    (
        Day::Weekday(Weekday::Fri),
        "fri friday пт пятница пятницу пятниця пятницю",
    ),
    (
        Day::Weekday(Weekday::Sat),
        "sat saturday сб суббота субботу субота суботу",
    ),
    (Day::Weekday(Weekday::Sun), "sun sunday вс воскресенье нд неділя неділю"),
];

// A bare «год» is missing on purpose: an hour in Ukrainian, a year in Russian.
const UNITS: [(Unit, &str); 5] = [
    (
        Unit::Second,
        "s sec second seconds с сек секунд секунду секунды секунди",
    ),
    (
        Unit::Minute,
        "m min minute minutes м мин минут минуту минуты хв хвилин хвилину хвилини",
    ),
    (Unit::Hour, "h hour hours ч час часа часов годин годину години"),
    (Unit::Day, "d day days д дн день дня дней дні днів"),
    (Unit::Week, "w week weeks неделю недели недель тиждень тижні тижнів"),
];

const HALF_AN_HOUR: [&str; 4] = ["полчаса", "півгодини", "пів години", "half an hour"];

/// Most digits of a number: more is a slip, and would overflow.
const MOST_DIGITS: usize = 5;

impl Unit {
    /// The length of one, where the clock does not matter.
    pub(super) fn span(self) -> Span {
        match self {
            Unit::Second => Span::seconds(1),
            Unit::Minute => Span::minutes(1),
            Unit::Hour => Span::hours(1),
            Unit::Day | Unit::Week => Span::ZERO,
        }
    }

    /// The days of one.
    pub(super) fn days(self) -> i64 {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => 0,
            Unit::Day => 1,
            Unit::Week => 7,
        }
    }
}

/// Small letters, `ё` as `е`, no apostrophes or commas.
pub(super) fn fold(text: &str) -> String {
    let small = text.to_lowercase().replace('ё', "е").replace(',', " ");
    small.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`')).collect()
}

/// Words between day and time that say nothing: `завтра в 10`, `on monday at 12:00`.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(word, "at" | "on" | "в" | "во" | "у" | "о" | "об" | "на")
}

pub(super) fn day(word: &str) -> Option<Day> {
    one_of(&DAYS, word)
}

/// `+2h`, `2d`, `через 2 часа`, `через час 30 минут`: counts and units; nothing when it is not of that kind.
pub(super) fn relative(folded: &str) -> Option<Vec<(i64, Unit)>> {
    let prefixes = ["+", "через ", "за ", "in "];
    let rest = prefixes.into_iter().find_map(|prefix| folded.strip_prefix(prefix));
    let is_counted = folded.starts_with(|c: char| c.is_ascii_digit());
    let rest = rest.or_else(|| is_counted.then_some(folded))?.trim();
    if HALF_AN_HOUR.contains(&rest) {
        return Some(vec![(30, Unit::Minute)]);
    }
    let mut parts = Vec::new();
    let mut left = rest;
    while !left.is_empty() {
        let (count, after) = count(left)?;
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        parts.push((count, one_of(&UNITS, &after[..end])?));
        left = after[end..].trim_start_matches('.').trim_start();
    }
    (!parts.is_empty()).then_some(parts)
}

/// A number in front of a unit; a unit alone is one of it.
fn count(text: &str) -> Option<(i64, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match digits {
        0 => {
            let articles = ["an ", "a ", "один ", "одну "];
            let after = articles.into_iter().find_map(|article| text.strip_prefix(article));
            Some((1, after.unwrap_or(text)))
        }
        1..=MOST_DIGITS => Some((text[..digits].parse().ok()?, text[digits..].trim_start())),
        _ => None,
    }
}

fn one_of<T: Copy>(table: &[(T, &str)], word: &str) -> Option<T> {
    let row = table
        .iter()
        .find(|(_, words)| words.split(' ').any(|known| known == word));
    row.map(|(meaning, _)| *meaning)
}
