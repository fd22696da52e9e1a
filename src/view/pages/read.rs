//! Reads a page by its key.

use super::PageKey;
use super::PageQuery;
use super::PageSnapshot;
use super::calendar;
use super::calls;
use super::channels;
use super::customers;
use super::feeds;
use super::money;
use super::numbers;
use super::orders;
use super::outbox;
use super::products;
use super::recordings;
use super::today;
use crate::store::StoreError;
use crate::store::look::Look;

/// A page of the console as it is now.
pub fn page(look: &Look<'_>, key: PageKey, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let of_shop = if key.counts_orders() && !query.shop.is_empty() {
        look.of_source(&query.shop)?
    } else {
        None
    };
    let look = of_shop.as_ref().unwrap_or(look);
    match key {
        PageKey::Today => today::overview(look),
        PageKey::TodayList(list) => today::list(look, list),
        PageKey::Orders => orders::page(look, query),
        PageKey::Products => products::page(look, query),
        PageKey::Calendar => calendar::page(look),
        PageKey::Customers => customers::page(look, query),
        PageKey::Segment(at) => customers::segment(look, at),
        PageKey::Again => customers::again(look),
        PageKey::Outbox => outbox::sheet(look),
        PageKey::Channels => channels::page(look),
        PageKey::Feeds => feeds::page(look),
        PageKey::Money => money::page(look, &query.filter),
        PageKey::Messages(customer, order) => outbox::of_customer(look, customer, order),
        PageKey::Numbers => numbers::page(look, query),
        PageKey::Behind(of, choice) => numbers::behind(look, of, choice),
        PageKey::Calls => calls::page(look, query),
        PageKey::Recordings => recordings::unheard(look),
        PageKey::RecordingsOf(customer) => recordings::of_customer(look, customer),
        PageKey::Stock => today::stock(look),
        PageKey::Settings => Ok(PageSnapshot::blank(key, look.now)),
    }
}
