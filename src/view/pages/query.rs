//! What is asked of a page that is too long to be read whole: which tab, what it is narrowed to, in which order, where.

use crate::domain::ids::OrderId;
use crate::domain::order_tab::OrderTab;
use crate::view::figures::PeriodChoice;

/// What of a long page is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageQuery {
    /// Which tab.
    pub tab: OrderTab,
    /// What its rows are narrowed to, as typed.
    pub filter: String,
    /// By which column they stand.
    pub sort: Sort,
    /// Of which days the figures are.
    pub period: PeriodChoice,
    /// Of which shop they are; empty: of all.
    pub shop: String,
    /// Which stretch of them.
    pub stretch: PageStretch,
}

/// By which column the orders stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// Which.
    pub column: SortColumn,
    /// The other way round than it usually goes.
    pub reversed: bool,
}

/// A column orders can stand by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortColumn {
    /// When they came, the newest first.
    #[default]
    Created,
    /// By number.
    Number,
    /// By customer.
    Customer,
    /// By town.
    Town,
    /// By the first of their goods.
    Goods,
    /// By what they cost, the dearest first.
    Total,
    /// By stage.
    Stage,
    /// By channel.
    Channel,
}

/// A stretch of a long list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageStretch {
    /// Its first rows.
    #[default]
    First,
    /// From this order on.
    From(OrderId),
    /// Up to this order.
    UpTo(OrderId),
    /// Its last rows.
    Last,
}

impl SortColumn {
    /// Every column, with its letter.
    pub const ALL: [(char, SortColumn); 8] = [
        ('d', SortColumn::Created),
        ('n', SortColumn::Number),
        ('c', SortColumn::Customer),
        ('t', SortColumn::Town),
        ('g', SortColumn::Goods),
        ('s', SortColumn::Total),
        ('a', SortColumn::Stage),
        ('f', SortColumn::Channel),
    ];

    /// Its message is `orders-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            SortColumn::Created => "created",
            SortColumn::Number => "number",
            SortColumn::Customer => "customer",
            SortColumn::Town => "town",
            SortColumn::Goods => "goods",
            SortColumn::Total => "total",
            SortColumn::Stage => "stage",
            SortColumn::Channel => "channel",
        }
    }
}
