//! By which column the list of all orders stands.

use crate::text::fold;

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

    /// Where an order stands by what it says in this column: numbers by what they count and before words, words without
    /// case.
    pub fn place(self, text: &str) -> (i64, String) {
        match self.number(text) {
            Some(number) => (number, String::new()),
            None => (i64::MAX, fold(text)),
        }
    }

    /// What a number of this column counts.
    pub fn number(self, text: &str) -> Option<i64> {
        (self == SortColumn::Number).then(|| text.parse().ok()).flatten()
    }
}
