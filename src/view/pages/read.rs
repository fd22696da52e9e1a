//! Reads a page by its key.

use super::PageKey;
use super::PageSnapshot;
use super::customers;
use super::numbers;
use super::outbox;
use super::today;
use crate::store::StoreError;
use crate::store::look::Look;

/// A page of the console as it is now.
pub fn page(look: &Look<'_>, key: PageKey) -> Result<PageSnapshot, StoreError> {
    match key {
        PageKey::Today => today::overview(look),
        PageKey::TodayList(list) => today::list(look, list),
        PageKey::Customers => customers::overview(look),
        PageKey::Segment(at) => customers::segment(look, at),
        PageKey::Again => customers::again(look),
        PageKey::Outbox => outbox::sheet(look),
        PageKey::Numbers => numbers::page(look),
        PageKey::Stock => today::stock(look),
    }
}
