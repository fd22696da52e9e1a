//! Small integers that several tables share.

/// What is to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// A customer: their orders, calls, appointments, claim.
    Customer = 1,
    /// The skips of an operator (a label's id).
    Skips = 2,
    /// The labels.
    Label = 3,
    /// Who is on shift (a shift's id).
    Shift = 4,
    /// A customer's messages.
    Outbox = 5,
}

impl FeedKind {
    pub(super) fn int(self) -> i64 {
        self as i64
    }
}

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// A channel orders come by.
    Channel = 1,
    /// An operator.
    Operator = 2,
    /// An IANA time zone.
    Zone = 3,
    /// The source an order is kept under.
    Source = 4,
}
