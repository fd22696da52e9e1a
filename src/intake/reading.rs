//! The result of reading one field, and its refusal.

use super::shops::generic::columns::Column;
use crate::domain::incoming::IncomingOrder;
use crate::domain::reject::RejectWhy;

/// What was not understood: the field, and why.
pub type Refused = (String, RejectWhy);

/// What a draft turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// An order.
    Order(Box<IncomingOrder>),
    /// A draft of the shop's, or a deleted order.
    NoOrder,
}

pub(super) fn refused(column: Column, why: RejectWhy) -> Refused {
    (column.key(), why)
}
