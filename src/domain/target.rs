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

/// Which card is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardKey {
    /// An order and its customer.
    Order(OrderId),
    /// A customer without an order in view.
    Customer(CustomerId),
}

impl CardKey {
    /// Its sort, 1 an order and 2 a customer, and the id of what it is of.
    pub fn sort_and_id(self) -> (i64, i64) {
        match self {
            CardKey::Order(id) => (1, id.0),
            CardKey::Customer(id) => (2, id.0),
        }
    }
}

/// What an action is aimed at. A screen passes the revision it saw, so that a live update cannot retarget it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An order (and its customer).
    Order(OrderId),
    /// A customer without an order.
    Customer(CustomerId),
}
