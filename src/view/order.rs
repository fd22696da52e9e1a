//! Small readings of one order.

use crate::domain::action::OrderRecord;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order_merge;
use crate::domain::order_merge::Difference;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;

/// The number of an order as the shop writes it.
pub fn order_number(look: &Look<'_>, order: OrderId) -> Result<Option<String>, StoreError> {
    Ok(look.store.order(order)?.map(|order| order.number))
}

/// What an order is paid in.
pub fn order_currency(look: &Look<'_>, order: OrderId) -> Result<Option<Currency>, StoreError> {
    Ok(look.store.order_facts(order)?.map(|facts| facts.currency))
}

/// The payments of an order that count, oldest first: when, minor units, means.
pub fn payments(look: &Look<'_>, order: OrderId) -> Result<Vec<(Time, i64, Option<Means>)>, StoreError> {
    let rows = look.store.payments_of(order)?.into_iter();
    Ok(rows
        .map(|(at, amount, means)| (at, amount, Means::from_int(means)))
        .collect())
}

/// How the shop's version of `order` differs from ours; nothing when it kept none.
pub(super) fn differences(store: &Store, order: &OrderRecord) -> Result<Vec<Difference>, StoreError> {
    let shop = store.shop_versions(order.facts.id)?;
    Ok(shop
        .map(|(shop, asked)| order_merge::difference(order, &shop, asked.as_ref()))
        .unwrap_or_default())
}
