//! What is asked of a page that is too long to be read whole: which tab, what it is narrowed to, in which order, where.

use crate::domain::ids::OrderId;
use crate::domain::order_sort::Sort;
use crate::domain::order_tab::OrderTab;
use crate::domain::product_tab::ProductSort;
use crate::domain::product_tab::ProductTab;
use crate::view::figures::PeriodChoice;

/// What of a long page is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageQuery {
    /// Which tab.
    pub tab: OrderTab,
    /// What its rows are narrowed to, as typed.
    pub filter: String,
    /// By which column they stand.
    pub sort: Sort,
    /// What of the catalogue.
    pub products: ProductPart,
    /// Of which days the figures are.
    pub period: PeriodChoice,
    /// Of which shop they are; empty: of all.
    pub shop: String,
    /// Which stretch of them.
    pub stretch: PageStretch,
}

/// What of the catalogue is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductPart {
    /// Which tab.
    pub tab: ProductTab,
    /// By which column its rows stand.
    pub sort: ProductSort,
}

/// A stretch of a long list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageStretch {
    /// Its first rows.
    #[default]
    First,
    /// From this order on.
    From(OrderId),
    /// Up to this order.
    UpTo(OrderId),
    /// Its last rows.
    Last,
}
