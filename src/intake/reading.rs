//! The result of reading one field, and its refusal.

use super::shops::generic::columns::Column;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPerson;
use crate::domain::item::Item;
use crate::domain::order_news::OrderNews;
use crate::domain::reject::RejectWhy;

/// What was not understood: the field, and why.
pub type Refused = (String, RejectWhy);

/// What a draft turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// An order.
    Order(Box<IncomingOrder>),
    /// News of an order that came before.
    News(Box<OrderNews>),
    /// Somebody who has ordered nothing yet.
    Person(Box<IncomingPerson>),
    /// A cart that was left behind.
    Tried(Box<IncomingOrder>),
    /// Something else that the shop keeps beside its orders: what it is, in the shop's own word.
    NoOrder(String),
}

/// The body of a webhook that says an order is gone.
const DELETED: &str = "deleted";

impl From<Read> for Item {
    fn from(read: Read) -> Item {
        match read {
            Read::Order(order) => Item::Order(order),
            Read::News(news) => Item::News(news),
            Read::Person(person) => Item::Person(person),
            Read::Tried(cart) => Item::Tried(cart),
            Read::NoOrder(what) => Item::Skipped(what),
        }
    }
}

impl Read {
    /// A cart of that status, read like an order: where nobody can be reached about it, or it cannot be read, it is nothing.
    pub fn left_behind(status: &str, cart: Result<Read, Refused>) -> Read {
        match cart {
            Ok(Read::Order(mut cart)) if cart.customer.contacts().any(|(_, _, norm)| norm.is_some()) => {
                status.clone_into(&mut cart.status_word);
                Read::Tried(cart)
            }
            _ => Read::no_order(status),
        }
    }

    /// What is no order for its status; one without any was deleted.
    pub fn no_order(status: &str) -> Read {
        Read::NoOrder(if status.is_empty() { DELETED } else { status }.to_owned())
    }
}

pub(super) fn refused(column: Column, why: RejectWhy) -> Refused {
    (column.key(), why)
}
