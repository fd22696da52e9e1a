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
use crate::intake::moment::when;
use crate::intake::shops::generic::columns::Column;

/// An order's number is no longer.
const LONGEST_NUMBER: usize = 24;

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
            different: filled.iter().collect::<HashSet<_>>().len(),
        }
    }

    /// What the cells alone tell.
    pub fn column(&self) -> Option<Column> {
        if self.filled == 0 {
            None
        } else if self.mostly(self.emails) {
            Some(Column::Email)
        } else if self.mostly(self.phones) {
            Some(Column::Phone)
        } else if self.mostly(self.dates) {
            Some(Column::Created)
        } else if self.numbers == self.filled && self.mostly(self.different) {
            Some(Column::Number)
        } else {
            None
        }
    }

    /// True unless the cells speak against it.
    pub fn bears(&self, column: Column) -> bool {
        if self.filled == 0 {
            return true;
        }
        match column {
            Column::Created | Column::Modified | Column::PaidAt | Column::StatusAt => self.mostly(self.dates),
            Column::Total | Column::Price | Column::LineTotal | Column::Quantity => self.mostly(self.amounts),
            Column::Email => self.mostly(self.emails),
            // Some will be damaged; nothing else is a number and no date.
            Column::Phone => self.mostly(self.phones) || (self.phones > 0 && self.dates == 0),
            Column::Delivery | Column::Payment | Column::Name | Column::Address | Column::Item | Column::Comment => {
                !self.mostly(self.amounts) && !self.mostly(self.dates)
            }
            Column::Number => !self.mostly(self.dates) && !self.mostly(self.phones),
            _ => true,
        }
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
    !is_bare && matches!(when(cell, zone), Ok(_) | Err(RejectWhy::AmbiguousDate { .. }))
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

fn is_number(cell: &str) -> bool {
    let is_fraction = cell.contains([',', '.']) && amount::typed(cell, Currency::RUB).is_ok();
    cell.len() <= LONGEST_NUMBER && cell.contains(|c: char| c.is_ascii_digit()) && !is_fraction && !is_email(cell)
}
