//! How a shop's version of an order differs from the desk's.

/// One thing in which the shop's version differs from ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which field.
    pub field: super::change::Field,
    /// What the desk has.
    pub ours: String,
    /// What the shop says.
    pub theirs: String,
}
