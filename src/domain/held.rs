//! What the file holds of one person, as rows of its tables.

use super::time::Time;

/// The rows of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRows {
    /// Which table.
    pub table: &'static str,
    /// Its rows: the columns that hold something, in the table's order.
    pub rows: Vec<Vec<(String, HeldValue)>>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldValue {
    /// A number: an amount in minor units, a code, a flag.
    Int(i64),
    /// A text.
    Text(String),
    /// A moment.
    At(Time),
}
