//! What the columns hold that changes set.

/// What an integer of a column means.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// UTC milliseconds.
    Moment,
    /// Minor units of the order's currency.
    Amount,
    /// 0 or 1.
    Flag,
    /// A coded word; none of what a newer program wrote.
    Word(fn(i64) -> Option<&'static str>),
    /// An id, or a set of flags.
    Number,
    /// Nothing: it holds text.
    Text,
}
