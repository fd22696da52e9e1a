//! The typed values of tables: pages of the console, reports, exports. `words` says them, `reports` writes them down as
//! data.

use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageState;
use crate::domain::money::Money;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::reject::Reject;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// One value of a row. A table that shows something new adds a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing here; the columns behind it stay in line.
    Empty,
    /// A text of the shop's or a customer's, cleaned; gives way first where there is little room.
    Text(String),
    /// Words of the program.
    Label(Label),
    /// A code of the program's own and what it is worded under: "today-unpaid".
    Code(&'static str, &'static str),
    /// The same as a label, of what somebody should see to.
    Warning(Label),
    /// What stands over a column of numbers; gives way to nothing.
    Head(Label),
    /// What stands over a column; of the one the rows stand by, whether downwards.
    Column(Label, Option<bool>),
    /// The number of an order, a document or anything people call by a number.
    Number(String),
    /// A phone as kept.
    Phone(String),
    /// How many.
    Count(i64),
    /// A number in tenths.
    Tenths(i64),
    /// How much of a thing, in thousandths.
    Quantity(i64),
    /// An amount.
    Money(Money),
    /// An amount under a column that names its currency.
    Sum(Money),
    /// An amount to three figures: never one that is to be paid.
    Rounded(Money),
    /// A moment.
    At(Time),
    /// A day, with its weekday.
    Day(Time),
    /// A date.
    Date(Time),
    /// An hour of the day, as said.
    Clock(String),
    /// The same when it has passed.
    Late(String),
    /// Why a call is to be made at a time.
    Agreed(AppointmentKind),
    /// What is to be done.
    Task(Task),
    /// The rule that lets it wait.
    Why(Rule),
    /// A length of time.
    Span(Span),
    /// How large a file is, bytes.
    Size(u64),
    /// A share in tenths of a per cent.
    Share(i64),
    /// Where an order stands.
    Stage(Stage),
    /// Why it was given up.
    Reason(Reason),
    /// Why nobody took a call (R29).
    MissedReason(MissedReason),
    /// Why goods came back.
    ReturnReason(ReturnReason),
    /// What a customer got for goods.
    Instead(Instead),
    /// Where a message stands, and when it leaves while it waits.
    Message(MessageState, Time),
    /// By what a message goes.
    Channel(Channel),
    /// What a message tells.
    Told(MessageBody),
    /// Kinds of messages.
    Kinds(Vec<MessageKind>),
    /// The rule that leaked by a refusal (R32).
    Leak(Rule),
    /// A channel as the shop calls it.
    OrderChannel(String),
    /// What was not read of an order, and why.
    Reject(Box<Reject>),
    /// A day of the week, Monday is 1.
    Weekday(i64),
    /// An hour of the day, from 0.
    Hour(i64),
    /// A bar as long as this share of a thousand.
    Bar(i64),
    /// Shades side by side.
    Heat(Vec<HeatMark>),
}

/// Columns whose values stand straight on their right side.
const OVER_NUMBERS: [&str; 8] = [
    "orders-number",
    "orders-total",
    "products-price",
    "products-stock",
    "products-wanted",
    "products-left",
    "products-orders",
    "products-rise",
];

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

impl Cell {
    /// Empty, when there is no value.
    pub fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, cell)
    }

    /// True for what stands straight on its right side.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Cell::Count(_)
                | Cell::Tenths(_)
                | Cell::Quantity(_)
                | Cell::Money(_)
                | Cell::Sum(_)
                | Cell::Rounded(_)
                | Cell::Span(_)
                | Cell::Share(_)
                | Cell::Number(_)
                | Cell::Head(_)
        ) || matches!(self, Cell::Column(label, _) if OVER_NUMBERS.contains(&label.key))
    }
}

impl From<Label> for Cell {
    fn from(label: Label) -> Cell {
        Cell::Label(label)
    }
}
