//! The typed values in the cells of a page. The screen words them, in its language, zone and width.

use crate::domain::message::Channel;
use crate::domain::message::MessageState;
use crate::domain::message::Told;
use crate::domain::money::Money;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::task::Rule;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// One value of a line. Add a case where a page shows something new; the screen has one place that words them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing here; the columns behind it stay in line.
    Empty,
    /// A text of the shop's or a customer's, cleaned; gives way first where there is little room.
    Text(String),
    /// Words of the program.
    Label(Label),
    /// What stands over a column of numbers; gives way to nothing.
    Head(Label),
    /// The number of an order, a document or anything people call by a number.
    Number(String),
    /// A phone as kept.
    Phone(String),
    /// How many.
    Count(i64),
    /// An amount.
    Money(Money),
    /// A moment.
    At(Time),
    /// A length of time.
    Span(Span),
    /// A share in tenths of a per cent.
    Share(i64),
    /// Where an order stands.
    Stage(Stage),
    /// Why it was given up.
    Reason(Reason),
    /// Where a message stands, and when it leaves while it waits.
    Message(MessageState, Time),
    /// By what a message goes.
    Channel(Channel),
    /// What a message tells.
    Told(Told),
    /// The rule that leaked by a refusal (R32).
    Leak(Rule),
    /// A channel as the shop calls it.
    OrderChannel(String),
    /// A day of the week, Monday is 1.
    Weekday(i64),
    /// A bar as long as this share of a thousand.
    Bar(i64),
    /// Shades side by side.
    Heat(Vec<HeatMark>),
}

/// One shade of a heat table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeatMark {
    /// From 0, nothing, to 4, the most.
    pub shade: u8,
    /// It is to be looked at.
    pub warns: bool,
}

/// A message by its key, with its numbers and times: `Label::of("today-unpaid")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The key in the locales.
    pub key: &'static str,
    /// Its variables.
    pub args: Vec<(&'static str, Cell)>,
}

impl Label {
    /// A message without variables.
    pub fn of(key: &'static str) -> Label {
        Label { key, args: Vec::new() }
    }

    /// The same with one more variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Cell) -> Label {
        self.args.push((name, value));
        self
    }
}

impl From<Label> for Cell {
    fn from(label: Label) -> Cell {
        Cell::Label(label)
    }
}
