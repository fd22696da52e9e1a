//! What the next orders of a file will ask, read for many of them at once.

use super::identity::names;
use super::version::ReadItem;
use crate::desk::error::DeskError;
use crate::domain::incoming::IncomingOrder;
use crate::domain::item::Item;
use crate::store::OrderKeys;
use crate::store::Tx;

/// How many items are looked at together.
pub(super) const AHEAD: usize = 64;

/// Reads what stands here under the ids, phones, emails and goods of the orders among `items`.
pub(super) fn read_ahead<'i>(
    tx: &Tx<'_>,
    items: impl Iterator<Item = &'i ReadItem>,
    platform: &str,
) -> Result<(), DeskError> {
    let orders = items.filter_map(|read| match &read.item {
        Item::Order(order) => Some(order.as_ref()),
        _ => None,
    });
    let orders: Vec<(String, &IncomingOrder)> = orders.map(|order| (order.kept_source(), order)).collect();
    let keys = orders.iter().map(|(own, order)| OrderKeys {
        names: names(own, order, platform),
        external_id: &order.external_id,
        contacts: order.customer.contacts().filter_map(|(_, _, norm)| norm).collect(),
        goods: order
            .lines
            .iter()
            .map(|line| (line.sku.as_str(), line.name.as_str()))
            .collect(),
    });
    Ok(tx.read_ahead(&keys.collect::<Vec<_>>())?)
}
