//! What a file of a shop holds, one thing after another.

use serde::Serialize;

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
    /// A cart that was filled and left behind by somebody who can be reached (R31).
    Tried(Box<IncomingOrder>),
    /// What should have been one.
    Reject(Reject),
    /// The file itself is not all of the answer.
    Incomplete(Incomplete),
    /// A draft, a deleted order, a document of another kind: nothing to do. What it is, in the shop's own word.
    Skipped(String),
}

/// What an answer of a shop says is missing in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Incomplete {
    /// Something went wrong while the shop answered: `THROTTLED`, a field it may not tell.
    Error {
        /// In the shop's own words.
        message: String,
        /// What of the answer it is about: `orders.nodes.0.customer`; empty when that is not told.
        path: String,
    },
    /// More orders follow on the next page.
    MorePages {
        /// What the next page is asked for by, when that is told.
        after: Option<String>,
    },
    /// An order has more in one of its lists.
    MoreInside {
        /// Its number.
        order: String,
        /// The list: `lineItems`.
        list: String,
    },
}
