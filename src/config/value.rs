//! How each kind of value is written in the file.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use chrono::Weekday;
use chrono::WeekdaySet;
use chrono_tz::Tz;
use toml::Spanned;
use toml::de::DeValue;

use super::quoted::quoted;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::hours::Hours;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::segment::DayMark;
use crate::domain::segment::Standing;
use crate::domain::settings::Glyphs;
use crate::domain::settings::Role;
use crate::domain::settings::Theme;
use crate::domain::sex::Sex;
use crate::domain::time::Span;

/// A value that can be set from the file and written down again.
pub(super) trait Value {
    /// Takes what the file says; unchanged when that is wrong.
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong>;
    /// As TOML; nothing when it is unset.
    fn written(&self) -> Option<String>;
}

/// Why a value was not understood: `` `<what stands there>` <complaint> ``.
pub(super) struct Wrong {
    /// Which bytes of the file are meant.
    pub(super) at: Range<usize>,
    /// Completes a sentence that begins with the value.
    pub(super) complaint: String,
    /// What to write.
    pub(super) hint: String,
}

/// A value written as one string.
pub(super) trait Word: Sized {
    /// Completes "is not …".
    const WHAT: &'static str;
    /// What to write.
    const HINT: &'static str;
    fn read(text: &str) -> Option<Self>;
    fn word(&self) -> String;
}

/// An amount of the shop's currency, in minor units.
pub(super) struct Amount {
    pub(super) minor: Option<i64>,
    pub(super) currency: Currency,
}

/// The stretches of one day, as one string.
pub(super) struct Day<'a>(pub(super) &'a mut Vec<Opening>);

/// A list of texts in any order.
pub(super) struct Texts<'a>(pub(super) &'a mut Vec<String>);

/// Yes, no, or unset.
pub(super) struct Switch<'a>(pub(super) &'a mut Option<bool>);

const MOST: i64 = 1_000_000;

fn wrong(found: &Spanned<DeValue<'_>>, what: &str, hint: &str) -> Wrong {
    Wrong {
        at: found.span(),
        complaint: format!("is not {what}"),
        hint: hint.to_owned(),
    }
}

fn word<T: Word>(found: &Spanned<DeValue<'_>>) -> Result<T, Wrong> {
    let text = match found.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return Err(wrong(found, T::WHAT, T::HINT)),
    };
    T::read(&text).ok_or_else(|| wrong(found, T::WHAT, T::HINT))
}

fn words<T: Word>(found: &Spanned<DeValue<'_>>) -> Result<Vec<T>, Wrong> {
    let hint = || format!("write [\"…\", \"…\"]; for each: {}", T::HINT);
    let list = found.get_ref().as_array();
    let list = list.ok_or_else(|| wrong(found, "a list", &hint()))?;
    list.iter().map(word).collect()
}

fn list(words: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = words.map(|word| quoted(&word)).collect();
    format!("[{}]", quoted.join(", "))
}

impl<T: Word> Value for T {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        *self = word(found)?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(quoted(&self.word()))
    }
}

impl<T: Word> Value for Option<T> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        *self = Some(word(found)?);
        Ok(())
    }
    fn written(&self) -> Option<String> {
        self.as_ref().map(|word| quoted(&word.word()))
    }
}

/// A list in the order of time, at least one.
impl<T: Word + Ord> Value for Vec<T> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let read: Vec<T> = words(found)?;
        if read.is_empty() || !read.is_sorted() {
            return Err(wrong(found, "a list from the earliest to the latest", T::HINT));
        }
        *self = read;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(list(self.iter().map(Word::word)))
    }
}

impl Value for BTreeSet<NaiveDate> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        *self = words(found)?.into_iter().collect();
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(list(self.iter().map(Word::word)))
    }
}

impl Value for WeekdaySet {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        *self = words(found)?.into_iter().collect();
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(list(self.iter(Weekday::Mon).map(|day| day.word())))
    }
}

impl Value for bool {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let read = found.get_ref().as_bool();
        *self = read.ok_or_else(|| wrong(found, "a switch", "write true or false, without quotes"))?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// A count.
impl Value for i64 {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let number = found.get_ref().as_integer();
        let read = number.and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        let fits = read.filter(|n| (0..=MOST).contains(n));
        *self = fits.ok_or_else(|| wrong(found, "a count", "write a whole number, without quotes"))?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// A percentage.
impl Value for f64 {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let read = match found.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let fits = read.filter(|percent| (0.0..=100.0).contains(percent));
        *self = fits.ok_or_else(|| wrong(found, "a percentage", "write a number from 0 to 100, such as 9.5"))?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }
}

impl Value for Amount {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let text = match found.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            _ => String::new(),
        };
        let read = Money::parse(&text, self.currency).ok();
        let fits = read.filter(|money| money.minor >= 0);
        let hint = || format!("write a sum in {}, such as 12990 or \"12990.50\"", self.currency.code());
        let money = fits.ok_or_else(|| wrong(found, "an amount", &hint()))?;
        self.minor = Some(money.minor);
        Ok(())
    }
    fn written(&self) -> Option<String> {
        let scale = 10_i64.pow(self.currency.digits());
        let minor = self.minor?;
        let (whole, rest) = (minor / scale, minor % scale);
        Some(match (rest, self.currency.digits() as usize) {
            (0, _) => whole.to_string(),
            (_, width) => format!("\"{whole}.{rest:0width$}\""),
        })
    }
}

impl Value for Day<'_> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let hint = "write \"09:00-21:00\", \"09:00-13:00,14:00-21:00\" with a break, \"\" for a closed day";
        let text = found
            .get_ref()
            .as_str()
            .ok_or_else(|| wrong(found, "opening hours", hint))?;
        *self.0 = Hours::parse_day(text).map_err(|why| Wrong {
            at: found.span(),
            complaint: format!("is not understood: {why}"),
            hint: hint.to_owned(),
        })?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        let day: Vec<String> = self.0.iter().map(Opening::to_string).collect();
        Some(quoted(&day.join(",")))
    }
}

impl Value for Texts<'_> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        *self.0 = words(found)?;
        Ok(())
    }
    fn written(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| list(self.0.iter().map(Word::word)))
    }
}

impl Value for Switch<'_> {
    fn set(&mut self, found: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let mut switch = false;
        switch.set(found)?;
        *self.0 = Some(switch);
        Ok(())
    }
    fn written(&self) -> Option<String> {
        self.0.map(|switch| switch.to_string())
    }
}

/// Writes [`Word`] for types that have a reader and a writer of their own.
macro_rules! words {
    ($($of:ty: $what:literal, $hint:literal, $read:expr, $word:expr;)+) => { $(
        impl Word for $of {
            const WHAT: &'static str = $what;
            const HINT: &'static str = $hint;
            fn read(text: &str) -> Option<Self> { ($read)(text) }
            fn word(&self) -> String { ($word)(self) }
        }
    )+ };
}

words! {
    String: "a text", "write it in quotes", |text: &str| Some(text.to_owned()), |text: &String| text.clone();
    Span: "a length of time", "write \"90s\", \"3m\", \"1h\" or \"2d\"",
        |text| Span::parse(text).ok(), |span: &Span| span.text();
    Days: "a number of days", "write \"3d\"", |text| Days::parse(text).ok(), |days: &Days| days.text();
    BusinessDays: "a number of business days", "write \"2bd\"",
        |text| BusinessDays::parse(text).ok(), |days: &BusinessDays| days.text();
    DayTime: "a time of day", "write \"09:30\"",
        |text| DayTime::parse(text).ok().filter(|time| *time < DayTime::DAY_END), DayTime::to_string;
    Opening: "an interval of the day", "write \"08:00-21:00\"; it may end at 24:00 and not later",
        |text| Opening::parse(text).ok(), Opening::to_string;
    NaiveDate: "a date", "write \"2026-01-31\"",
        |text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(), NaiveDate::to_string;
    Weekday: "a weekday", "write \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\" or \"sun\"",
        weekday, |day: &Weekday| WEEKDAYS[day.num_days_from_monday() as usize].to_owned();
    Tz: "a time zone", "write an IANA name, such as \"Europe/Moscow\" or \"Europe/Kyiv\"",
        |text: &str| text.parse().ok(), |zone: &Tz| zone.name().to_owned();
    Currency: "a currency", "write three Latin letters, such as \"RUB\" or \"UAH\"",
        |text| Currency::parse(text).ok(), |currency: &Currency| currency.code().to_owned();
    Role: "a role", "write \"all\", \"mine\", \"new\", \"existing\" or \"b2b\"",
        Role::parse, |role: &Role| role.code().to_owned();
    Sex: "a sex", "write \"female\" or \"male\"", Sex::parse, |sex: &Sex| sex.code().to_owned();
    Standing: "a sort of customers", "write \"new\" or \"existing\"",
        Standing::parse, |standing: &Standing| standing.code().to_owned();
    DayMark: "a day", "write \"2026-01-31\", or \"90d\" for so many days ago", day_mark, written_mark;
    Glyphs: "a set of signs", "write \"auto\", \"unicode\" or \"ascii\"",
        Glyphs::parse, |glyphs: &Glyphs| glyphs.code().to_owned();
    Theme: "a theme", "write \"dark\", \"light\", \"high-contrast\" or \"none\"",
        Theme::parse, |theme: &Theme| theme.code().to_owned();
}

fn day_mark(text: &str) -> Option<DayMark> {
    let ago = Days::parse(text).ok().map(DayMark::Ago);
    ago.or_else(|| NaiveDate::read(text).map(DayMark::On))
}

fn written_mark(mark: &DayMark) -> String {
    match mark {
        DayMark::On(date) => date.to_string(),
        DayMark::Ago(days) => days.text(),
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let (_, day) = WEEKDAYS.into_iter().zip(days).find(|(name, _)| *name == text)?;
    Some(day)
}

/// The weekdays' keys, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
