//! What a file of a shop holds, one thing after another.

use super::incoming::IncomingOrder;
use super::incoming::IncomingPerson;
use super::order_news::OrderNews;
use super::reject::Reject;

/// One thing found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An order.
    Order(Box<IncomingOrder>),
    /// News of an order that came before.
    News(Box<OrderNews>),
    /// Somebody who has ordered nothing yet.
    Person(Box<IncomingPerson>),
    /// What should have been one.
    Reject(Reject),
    /// A draft, a deleted order, a document of another kind: nothing to do. What it is, in the shop's own word.
    Skipped(String),
}
