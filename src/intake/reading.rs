//! The result of reading one field, and its refusal.

use super::shops::generic::columns::Column;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::OrderNews;
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
    /// Something else that the shop keeps beside its orders: what it is, in the shop's own word.
    NoOrder(String),
}

/// The body of a webhook that says an order is gone.
const DELETED: &str = "deleted";

impl Read {
    /// What is no order for its status; one without any was deleted.
    pub fn no_order(status: &str) -> Read {
        Read::NoOrder(if status.is_empty() { DELETED } else { status }.to_owned())
    }
}

pub(super) fn refused(column: Column, why: RejectWhy) -> Refused {
    (column.key(), why)
}
