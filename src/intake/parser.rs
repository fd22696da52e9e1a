//! What a parser is given and where it puts what it finds.

use std::io;
use std::io::BufRead;
use std::ops::ControlFlow;

use chrono_tz::Tz;

use super::moment::DateOrder;
use super::statuses::Statuses;
use crate::domain::country::Country;
use crate::domain::item::Item;
use crate::domain::money::Currency;

/// What a file does not say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// How phones without a country code are read.
    pub country: Country,
    /// Of amounts without a currency.
    pub currency: Currency,
    /// Of times without an offset.
    pub time_zone: Tz,
    /// How dates are written that can be read either way; unset: as the file itself proves.
    pub date_order: Option<DateOrder>,
    /// The name of the shop's system or feed: with the shop's own id it names an order. Empty: the format's own name.
    pub source: String,
    /// What the shop's own status words mean, over the built-in meanings.
    pub statuses: Statuses,
}

/// Where a parser puts what it finds.
pub trait Sink {
    /// Takes one item; `Break` ends the reading.
    fn take(&mut self, item: Item) -> ControlFlow<()>;
}

impl Sink for Vec<Item> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.push(item);
        ControlFlow::Continue(())
    }
}

/// Reads one shape of file.
pub trait Parser {
    /// Reads UTF-8 text to its end, or until the sink has enough.
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()>;
}
