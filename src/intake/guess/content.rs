//! What the cells of a column look like.

use std::collections::HashSet;

use chrono_tz::Tz;

use crate::domain::country::Country;
use crate::domain::money::Currency;
use crate::domain::phone;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::moment::DateOrder;
use crate::intake::moment::when_ordered;

/// Fewer numbers are no row of them.
const FEW: usize = 3;
/// The next order's number is greater by no more.
const STEP: i64 = 20;
/// An order's number is no longer.
const LONGEST_NUMBER: usize = 24;

/// What a cell may look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    /// A date.
    Date,
    /// A number that may be an amount.
    Amount,
    /// A number with a fraction, or with a word or sign of money beside it.
    Sum,
    /// A phone.
    Phone,
    /// An email.
    Email,
    /// Somebody's name.
    Person,
}

/// How many of a column's cells look like what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    filled: usize,
    dates: usize,
    phones: usize,
    emails: usize,
    amounts: usize,
    /// Short, with a digit in it, and no date, phone or sum with a fraction.
    numbers: usize,
    different: usize,
    /// Numbers with a fraction, or with a word or sign of money beside them.
    sums: usize,
    /// Two or three words with capitals: people.
    people: usize,
    /// Numbers with a letter or a sign in them, which no amount has.
    marked: usize,
    /// How many are followed by a number that is greater by a little: orders are counted.
    counted: usize,
}

impl Content {
    /// Counts.
    pub fn of(cells: &[&str], defaults: &Defaults) -> Content {
        let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let count = |is: &dyn Fn(&str) -> bool| filled.iter().filter(|cell| is(cell)).count();
        Content {
            filled: filled.len(),
            dates: count(&|cell| is_date(cell, defaults.time_zone)),
            phones: count(&|cell| is_phone(cell, defaults.country)),
            emails: count(&is_email),
            amounts: count(&|cell| is_amount(cell, defaults.currency)),
            numbers: count(&|cell| {
                is_number(cell) && !is_date(cell, defaults.time_zone) && !is_phone(cell, defaults.country)
            }),
            sums: count(&is_sum),
            people: count(&is_person),
            marked: count(&|cell| {
                is_number(cell) && cell.contains(|c: char| c.is_alphabetic() || c == '-' || c == '/')
            }),
            counted: counted(&filled),
            different: filled.iter().collect::<HashSet<_>>().len(),
        }
    }

    /// True when nothing stands below.
    pub fn is_blank(&self) -> bool {
        self.filled == 0
    }

    /// True for numbers that are no amounts: marked in some way, or counted up or down row by row.
    fn is_of_orders(&self) -> bool {
        self.sums == 0 && (self.mostly(self.marked) || (self.filled >= FEW && self.counted + 1 == self.filled))
    }

    /// True when most of what stands below is of that kind.
    pub fn is_mostly(&self, kind: ContentKind) -> bool {
        self.mostly(match kind {
            ContentKind::Date => self.dates,
            ContentKind::Amount => self.amounts,
            ContentKind::Sum => self.sums,
            ContentKind::Phone => self.phones,
            ContentKind::Email => self.emails,
            ContentKind::Person => self.people,
        })
    }

    /// True for the numbers of orders: each another one, and no amounts.
    pub fn is_of_order_numbers(&self) -> bool {
        self.numbers == self.filled && self.mostly(self.different) && self.is_of_orders()
    }

    /// True when some phone stands below and no date.
    pub fn has_a_phone(&self) -> bool {
        self.phones > 0 && self.dates == 0
    }

    fn mostly(&self, count: usize) -> bool {
        count * 10 >= self.filled * 7
    }
}

/// True for what never is a heading: a number, a date, a sum.
pub fn is_a_value(cell: &str) -> bool {
    is_date(cell, Tz::UTC) || is_amount(cell, Currency::RUB) || is_email(cell) || is_phone(cell, Country::RU)
}

fn is_date(cell: &str, zone: Tz) -> bool {
    let is_bare = cell.bytes().all(|byte| byte.is_ascii_digit());
    let in_order = |order| when_ordered(cell, zone, order);
    let is_one = |read| matches!(read, Ok(_) | Err(RejectWhy::AmbiguousDate { .. }));
    !is_bare && (is_one(in_order(None)) || is_one(in_order(Some(DateOrder::MonthFirst))))
}

fn is_phone(cell: &str, country: Country) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let written = phone::split(cell);
    let known = |part: &String| phone::parse(part, country).phone().is_some();
    (digits >= 9 && written.iter().any(known)) || written.iter().any(|part| fields::is_damaged(part))
}

fn is_email(cell: &str) -> bool {
    let sides = cell.split_once('@');
    sides.is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !at.contains(char::is_whitespace))
}

fn is_amount(cell: &str, currency: Currency) -> bool {
    matches!(
        amount::typed(cell, currency),
        Ok(_) | Err(RejectWhy::AmbiguousAmount { .. })
    ) || amount::quantity(cell).is_ok()
}

/// True for what tells how to reach somebody.
pub fn is_contact(cell: &str) -> bool {
    is_email(cell) || is_phone(cell, Country::RU) || is_phone(cell, Country::UA)
}

fn is_sum(cell: &str) -> bool {
    let is_bare = cell.bytes().all(|byte| byte.is_ascii_digit());
    !is_bare && amount::typed(cell, Currency::RUB).is_ok()
}

fn is_person(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    (2..=3).contains(&words.len()) && words.iter().all(is_name)
}

/// How many numbers are followed by the next one, up or down, whichever is more.
fn counted(cells: &[&str]) -> usize {
    let step = |pair: &[&str]| match pair {
        [one, next] => Some(next.parse::<i64>().ok()?.checked_sub(one.parse().ok()?)?),
        _ => None,
    };
    let steps: Vec<i64> = cells.windows(2).filter_map(step).collect();
    let up = steps.iter().filter(|step| (1..=STEP).contains(*step)).count();
    let down = steps.iter().filter(|step| (-STEP..=-1).contains(*step)).count();
    up.max(down)
}

fn is_number(cell: &str) -> bool {
    let is_fraction = cell.contains([',', '.']) && amount::typed(cell, Currency::RUB).is_ok();
    cell.len() <= LONGEST_NUMBER && cell.contains(|c: char| c.is_ascii_digit()) && !is_fraction && !is_email(cell)
}
