//! A long tab of the list of all orders, as it was sorted.

use std::sync::Arc;

use crate::domain::ids::OrderId;
use crate::domain::order_sort::Sort;
use crate::domain::order_tab::OrderTab;

/// Kept by the connection that sorted it.
#[derive(Debug)]
pub(super) struct SortedTab {
    pub(super) tab: OrderTab,
    pub(super) sort: Sort,
    /// How many orders the tab held then and what they cost, by currency.
    pub(super) held: Vec<(i64, i64)>,
    pub(super) orders: Arc<[OrderId]>,
}
