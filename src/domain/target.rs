//! What a screen row, a card or an action is about.

use super::ids::CustomerId;
use super::ids::OrderId;

/// Which row: stays the same while its tasks change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A customer to be called.
    Customer(CustomerId),
    /// An order that owes something else than a call.
    Order(OrderId),
}
