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

/// What is counted in no number, in minutes.
const HALVES: [(i64, &[&str]); 2] = [
    (30, &["полчаса", "пол часа", "півгодини", "пів години", "half an hour"]),
    (90, &["полтора часа", "півтори години", "an hour and a half"]),
];

/// Numbers in words, counted and of hours: `два часа`, `о третій`, `пів на четверту`.
const NUMBERS: [(u32, &str); 12] = [
    (1, "один одну одна одного one першій першу первого"),
    (2, "два две дві two другій другу второго"),
    (3, "три three третій третю третьего"),
    (4, "четыре чотири four четвертій четверту четвертого"),
    (5, "пять five пятій пяту пятого"),
    (6, "шесть шість six шостій шосту шестого"),
    (7, "семь сім seven сьомій сьому седьмого"),
    (8, "восемь вісім eight восьмій восьму восьмого"),
    (9, "девять nine девятій девяту девятого"),
    (10, "десять ten десятій десяту десятого"),
    (11, "одиннадцать одинадцять eleven одинадцятій одинадцяту одиннадцатого"),
    (12, "двенадцать дванадцять twelve дванадцятій дванадцяту двенадцатого"),
];

/// Half past the hour before: `о пів на третю`, `в половине третьего`.
const HALF_TO: &str = "пів опів половине пол";

const MONTHS: [(u32, &str); 12] = [
    (1, "jan january янв январь января січ січень січня"),
    (2, "feb february фев февр февраль февраля лют лютий лютого"),
    (3, "mar march мар март марта бер березень березня"),
    (4, "apr april апр апрель апреля кві квіт квітень квітня"),
    (5, "may май мая тра трав травень травня"),
    (6, "jun june июн июнь июня чер черв червень червня"),
    (7, "jul july июл июль июля лип липень липня"),
    (8, "aug august авг август августа сер серп серпень серпня"),
    (9, "sep sept september сен сент сентябрь сентября вер вересень вересня"),
    (10, "oct october окт октябрь октября жов жовт жовтень жовтня"),
    (11, "nov november ноя нояб ноябрь ноября лис лист листопад листопада"),
    (12, "dec december дек декабрь декабря гру груд грудень грудня"),
];

/// Parts of the day, and the hour that is meant.
const PARTS_OF_DAY: [(u32, &str); 5] = [
    (10, "morning утром утро вранці уранці ранком зранку"),
    (12, "noon полдень опівдні"),
    (13, "lunchtime обед обід"),
    (14, "afternoon днем вдень удень пообіді"),
    (18, "evening tonight вечером вечер ввечері увечері вечором"),
];

const AFTER_LUNCH: [[&str; 2]; 3] = [["после", "обеда"], ["після", "обіду"], ["after", "lunch"]];

const HOURS: &str = "ч час часа часов година годину години годин годині oclock";

/// The half of the day an hour is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Day,
    Night,
}

const HALVES_OF_DAY: [(Half, &str); 3] = [
    (Half::Morning, "am утра ранку"),
    (Half::Day, "pm дня вечера вечора"),
    (Half::Night, "ночи ночі"),
];

impl Half {
    /// The hour of the whole day; nothing for one that no half has.
    pub(super) fn hour(self, hour: u32) -> Option<u32> {
        match (self, hour) {
            (Half::Morning | Half::Night, 12) => Some(0),
            (Half::Morning, 0..12) | (Half::Night, 0..9) | (Half::Day, 12..) => Some(hour),
            (Half::Night, 9..12) | (Half::Day, 1..12) => Some(hour + 12),
            _ => None,
        }
    }
}

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
    let small = small.replace("in the ", "");
    small.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`')).collect()
}

/// The words that say something; a number is parted from the letters behind it, a date from its time.
pub(super) fn split(folded: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in folded.split_whitespace().filter(|word| !is_filler(word)) {
        let number = word.trim_end_matches(char::is_alphabetic);
        let (number, unit) = (number, &word[number.len()..]);
        match word.split_once('t') {
            Some((date, time)) if date.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => {
                words.extend([date.to_owned(), time.to_owned()]);
            }
            _ if !number.is_empty() && matches!(unit, "am" | "pm") => {
                words.extend([number.to_owned(), unit.to_owned()]);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// Words between day and time that say nothing: `завтра в 10`, `on monday at 12:00`.
fn is_filler(word: &str) -> bool {
    matches!(word, "at" | "on" | "of" | "the" | "в" | "во" | "у" | "о" | "об" | "на")
}

pub(super) fn day(word: &str) -> Option<Day> {
    one_of(&DAYS, word)
}

pub(super) fn month(word: &str) -> Option<u32> {
    one_of(&MONTHS, word.trim_end_matches('.'))
}

/// `2`, `2nd`, `2-го`.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th", "-го", "го"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let is_plain = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_plain.then(|| number.parse().ok()).flatten()
}

/// The hour of the part of the day the words begin with, and of how many of them it is made.
pub(super) fn part_of_day(words: &[&str]) -> Option<(u32, usize)> {
    if AFTER_LUNCH.iter().any(|after| words.starts_with(after)) {
        return Some((14, 2));
    }
    Some((one_of(&PARTS_OF_DAY, words.first()?)?, 1))
}

pub(super) fn half_of_day(word: &str) -> Option<Half> {
    one_of(&HALVES_OF_DAY, word)
}

/// An hour in words, its minutes and of how many words it is made: `третій`, `пів третю`.
pub(super) fn hour_in_words(words: &[&str]) -> Option<(u32, u32, usize)> {
    let is_half = words
        .first()
        .is_some_and(|word| HALF_TO.split(' ').any(|half| half == *word));
    let hour = one_of(&NUMBERS, words.get(usize::from(is_half))?)?;
    Some(if is_half {
        ((hour + 11) % 12, 30, 2)
    } else {
        (hour, 0, 1)
    })
}

pub(super) fn is_hour(word: &str) -> bool {
    HOURS.split(' ').any(|hour| hour == word)
}

/// `через 2 дня`, `in a week`, before a time of day.
pub(super) fn days_ahead(words: &[&str]) -> Option<(Day, usize)> {
    let prefix = words.first().filter(|word| matches!(**word, "через" | "за" | "in"))?;
    let rest = words.get(1..)?;
    (1..=rest.len().min(2)).rev().find_map(|taken| {
        let parts = relative(&format!("{prefix} {}", rest[..taken].join(" ")))?;
        let days: i64 = parts.iter().map(|(count, unit)| count * unit.days()).sum();
        let is_whole = parts.iter().all(|(_, unit)| unit.days() > 0);
        is_whole.then_some((Day::After(days.unsigned_abs()), taken + 1))
    })
}

/// `+2h`, `2d`, `через 2 часа`, `через час 30 минут`: counts and units; nothing when it is not of that kind.
pub(super) fn relative(folded: &str) -> Option<Vec<(i64, Unit)>> {
    let prefixes = ["+", "через ", "за ", "in "];
    let rest = prefixes.into_iter().find_map(|prefix| folded.strip_prefix(prefix));
    let is_counted = folded.starts_with(|c: char| c.is_ascii_digit());
    let whole = rest.unwrap_or(folded).trim();
    if let Some((minutes, _)) = HALVES.iter().find(|(_, said)| said.contains(&whole)) {
        return Some(vec![(*minutes, Unit::Minute)]);
    }
    let rest = rest.or_else(|| is_counted.then_some(folded))?.trim();
    let mut parts = Vec::new();
    let mut left = rest;
    while !left.is_empty() {
        // «3 часа дня» is an hour of the day: only what comes first goes without a number.
        if !parts.is_empty() && !left.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
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
            let (first, after) = text.split_once(' ').unwrap_or((text, ""));
            let count = match first {
                "a" | "an" => Some(1),
                word => one_of(&NUMBERS, word).map(i64::from),
            };
            Some(count.map_or((1, text), |count| (count, after)))
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
