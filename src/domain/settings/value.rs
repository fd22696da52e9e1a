//! How each kind of value is written in the settings file.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono::Weekday;
use chrono::WeekdaySet;
use chrono_tz::Tz;

use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::duration::Years;
use crate::domain::hours::BadHours;
use crate::domain::hours::Hours;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_link::PayLink;
use crate::domain::sex::Sex;
use crate::domain::time::Span;

/// What a file says, whatever its syntax.
#[derive(Clone, Debug, PartialEq)]
pub enum RawValue {
    /// A text or a date.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Any other number, with its digits.
    Decimal(String),
    /// Yes or no.
    Switch(bool),
    /// Several.
    List(Vec<RawValue>),
    /// What no setting is written as.
    Other,
}

/// A value that can be set from the file and written down again.
pub trait SettingValue {
    /// Takes what the file says; unchanged when that is wrong.
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong>;
    /// As the file would have it; nothing when it is unset.
    fn written(&self) -> Option<RawValue>;
}

/// Why a value was not understood: `` `<what stands there>` <complaint> ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which item of a list is meant; nothing when it is the whole.
    pub item: Option<usize>,
    /// Completes a sentence that begins with the value.
    pub complaint: Label,
    /// What to write.
    pub hint: Label,
}

/// A value written as one text.
pub trait Word: Sized {
    /// The message that completes a sentence: "is not …".
    const NOT: &'static str;
    /// What to write.
    fn hint() -> Label;
    /// The value a text means.
    fn read(text: &str) -> Option<Self>;
    /// The text of a value.
    fn word(&self) -> String;
}

/// A value of which lists go from the earliest to the latest.
pub trait Ordered: Word + Ord {}

/// An amount of the shop's currency, kept in minor units.
#[derive(Debug)]
pub struct Amount<'a, T> {
    /// Where it is kept.
    pub minor: &'a mut T,
    /// The shop's currency.
    pub currency: Currency,
}

const MOST: i64 = 1_000_000;
/// The weekdays' keys, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Writes [`Word`] for types that have a reader and a writer of their own, and for enums that are [`coded`]. The name is
/// that of its messages, `setting-not_<name>` and, but for enums, `setting-write_<name>`.
///
/// [`coded`]: crate::domain::coded::coded
macro_rules! words {
    ($($of:ty: $name:literal, $read:expr, $word:expr;)+) => { $(
        impl $crate::domain::settings::value::Word for $of {
            const NOT: &'static str = concat!("setting-not_", $name);
            fn hint() -> $crate::domain::cell::Label {
                $crate::domain::cell::Label::of(concat!("setting-write_", $name))
            }
            fn read(text: &str) -> Option<Self> { ($read)(text) }
            fn word(&self) -> String { ($word)(self) }
        }
    )+ };
    ($($of:ty: $name:literal;)+) => { $(
        impl $crate::domain::settings::value::Word for $of {
            const NOT: &'static str = concat!("setting-not_", $name);
            fn hint() -> $crate::domain::cell::Label {
                $crate::domain::settings::value::one_of(&<$of>::ALL.iter().map(|one| one.code()).collect::<Vec<_>>())
            }
            fn read(text: &str) -> Option<Self> { <$of>::parse(text) }
            fn word(&self) -> String { self.code().to_owned() }
        }
    )+ };
}

pub(crate) use words;

words! {
    String: "text", |text: &str| Some(text.to_owned()), String::clone;
    Span: "span", |text| Span::parse(text).ok(), |span: &Span| span.text();
    Days: "days", |text| Days::parse(text).ok(), |days: &Days| days.text();
    BusinessDays: "business_days", |text| BusinessDays::parse(text).ok(), |days: &BusinessDays| days.text();
    Years: "years", |text| Years::parse(text).ok(), |years: &Years| years.text();
    DayTime: "day_time",
        |text| DayTime::parse(text).ok().filter(|time| *time < DayTime::DAY_END), DayTime::to_string;
    Opening: "opening", |text| Opening::parse(text).ok(), Opening::to_string;
    NaiveDate: "date", |text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(), NaiveDate::to_string;
    Tz: "time_zone", |text: &str| text.parse().ok(), |zone: &Tz| zone.name().to_owned();
    PayLink: "pay_link", PayLink::parse, |link: &PayLink| link.template().to_owned();
    BankAccount: "account", BankAccount::parse, |account: &BankAccount| account.as_str().to_owned();
    Currency: "currency", |text| Currency::parse(text).ok(), |currency: &Currency| currency.code().to_owned();
}

words! {
    Sex: "sex";
}

impl Word for Weekday {
    const NOT: &'static str = "setting-not_weekday";
    fn hint() -> Label {
        one_of(&WEEKDAYS)
    }
    fn read(text: &str) -> Option<Weekday> {
        let at = WEEKDAYS.iter().position(|name| *name == text)?;
        Weekday::try_from(u8::try_from(at).ok()?).ok()
    }
    fn word(&self) -> String {
        WEEKDAYS[self.num_days_from_monday() as usize].to_owned()
    }
}

impl Ordered for DayTime {}
impl Ordered for Days {}

/// `write "a", "b" or "c"`.
pub fn one_of(codes: &[&str]) -> Label {
    let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    let last = |last: &str| Cell::Text(last.to_owned());
    match quoted.split_last() {
        Some((end, before)) if !before.is_empty() => Label::of("setting-one_of")
            .with("before", Cell::Text(before.join(", ")))
            .with("last", last(end)),
        _ => Label::of("setting-only").with("last", last(&quoted.concat())),
    }
}

fn is_not(what: &'static str, hint: Label) -> Wrong {
    Wrong {
        item: None,
        complaint: Label::of(what),
        hint,
    }
}

fn word<T: Word>(raw: &RawValue) -> Result<T, Wrong> {
    let read = match raw {
        RawValue::Text(text) => T::read(text),
        _ => None,
    };
    read.ok_or_else(|| is_not(T::NOT, T::hint()))
}

fn word_list<T: Word, L: FromIterator<T>>(raw: &RawValue) -> Result<L, Wrong> {
    let RawValue::List(items) = raw else {
        let hint = Label::of("setting-write_list").with("each", T::hint().into());
        return Err(is_not("setting-not_list", hint));
    };
    let item = |(at, item)| {
        word(item).map_err(|wrong| Wrong {
            item: Some(at),
            ..wrong
        })
    };
    items.iter().enumerate().map(item).collect()
}

fn written_list<'a, T: Word + 'a>(words: impl IntoIterator<Item = &'a T>) -> RawValue {
    RawValue::List(words.into_iter().map(|word| RawValue::Text(word.word())).collect())
}

impl<T: Word> SettingValue for T {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = word(raw)?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(RawValue::Text(self.word()))
    }
}

impl<T: Word> SettingValue for Option<T> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = Some(word(raw)?);
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        self.as_ref().and_then(SettingValue::written)
    }
}

/// At least one, in the order of time.
impl<T: Ordered> SettingValue for Vec<T> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let read: Vec<T> = word_list(raw)?;
        if read.is_empty() || !read.is_sorted() {
            return Err(is_not("setting-not_sorted", T::hint()));
        }
        *self = read;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(written_list(self))
    }
}

/// In any order; none is unset.
impl SettingValue for Vec<String> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = word_list(raw)?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        (!self.is_empty()).then(|| written_list(self))
    }
}

/// The stretches of one day, as one text.
impl SettingValue for Vec<Opening> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let hint = || Label::of("setting-write_hours");
        let RawValue::Text(text) = raw else {
            return Err(is_not("setting-not_hours", hint()));
        };
        *self = Hours::parse_day(text).map_err(|why| {
            let (key, part) = match why {
                BadHours::NotAnInterval(part) => ("setting-hours_no_interval", part),
                BadHours::PastMidnight(part) => ("setting-hours_past_midnight", part),
                BadHours::Empty(part) => ("setting-hours_empty", part),
                BadHours::Overlap(part) => ("setting-hours_overlap", part),
            };
            Wrong {
                item: None,
                complaint: Label::of(key).with("part", Cell::Text(part)),
                hint: hint(),
            }
        })?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        let day: Vec<String> = self.iter().map(Opening::to_string).collect();
        Some(RawValue::Text(day.join(",")))
    }
}

impl<T: Word + Ord> SettingValue for BTreeSet<T> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = word_list(raw)?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(written_list(self))
    }
}

impl SettingValue for WeekdaySet {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = word_list(raw)?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        let days: Vec<Weekday> = self.iter(Weekday::Mon).collect();
        Some(written_list(&days))
    }
}

impl SettingValue for bool {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let RawValue::Switch(read) = raw else {
            return Err(is_not("setting-not_switch", Label::of("setting-write_switch")));
        };
        *self = *read;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(RawValue::Switch(*self))
    }
}

impl SettingValue for Option<bool> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let mut switch = false;
        switch.set(raw)?;
        *self = Some(switch);
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        self.map(RawValue::Switch)
    }
}

/// A count.
impl SettingValue for i64 {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        *self = match raw {
            RawValue::Whole(count) if (0..=MOST).contains(count) => *count,
            _ => return Err(is_not("setting-not_count", Label::of("setting-write_count"))),
        };
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(RawValue::Whole(*self))
    }
}

/// A percentage.
impl SettingValue for f64 {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let read = match raw {
            RawValue::Decimal(digits) => digits.parse().ok(),
            RawValue::Whole(whole) => u8::try_from(*whole).ok().map(f64::from),
            _ => None,
        };
        let fits = read.filter(|percent| (0.0..=100.0).contains(percent));
        *self = fits.ok_or_else(|| is_not("setting-not_percentage", Label::of("setting-write_percentage")))?;
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        Some(RawValue::Decimal(format!("{self:?}")))
    }
}

impl SettingValue for Amount<'_, Option<i64>> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let text = match raw {
            RawValue::Text(text) | RawValue::Decimal(text) => text.clone(),
            RawValue::Whole(whole) => whole.to_string(),
            _ => String::new(),
        };
        let read = Money::parse(&text, self.currency).ok();
        let fits = read.filter(|money| money.minor >= 0);
        let currency = Cell::Text(self.currency.code().to_owned());
        let hint = || Label::of("setting-write_amount").with("currency", currency);
        *self.minor = Some(fits.ok_or_else(|| is_not("setting-not_amount", hint()))?.minor);
        Ok(())
    }
    fn written(&self) -> Option<RawValue> {
        let digits = self.currency.digits();
        let scale = 10_i64.pow(digits);
        let minor = (*self.minor)?;
        let (whole, rest) = (minor / scale, minor % scale);
        Some(match rest {
            0 => RawValue::Whole(whole),
            _ => RawValue::Text(format!("{whole}.{rest:0width$}", width = digits as usize)),
        })
    }
}

impl SettingValue for Amount<'_, i64> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let mut minor = Some(*self.minor);
        let (currency, minor) = (self.currency, &mut minor);
        let read = Amount { minor, currency }.set(raw);
        *self.minor = minor.unwrap_or_default();
        read
    }
    fn written(&self) -> Option<RawValue> {
        let (currency, minor) = (self.currency, &mut Some(*self.minor));
        Amount { minor, currency }.written()
    }
}
