//! Search by number, phone, name.

use std::collections::HashMap;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order_tab::OrderTab;
use crate::domain::queue::row_text::RowText;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::store::Found;
use crate::store::ListedOrder;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::texts::TextKey;
use crate::text;
use crate::view::order_words;
use crate::view::shops;

/// No search finds more.
const MOST: usize = 50;

/// One hit of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The card it opens.
    pub key: CardKey,
    /// Whose.
    pub customer: CustomerId,
    /// The order, when the hit is one.
    pub order: Option<OrderId>,
    /// Its number; empty for a customer.
    pub number: String,
    /// The customer's name.
    pub name: String,
    /// Their first phone.
    pub phone: String,
    /// Where the order stands.
    pub stage: Option<crate::domain::order::Stage>,
    /// When the order was placed, and what it costs.
    pub placed: Option<(Time, Money)>,
    /// What its shop is called, where there are several; else empty.
    pub shop: String,
}

/// What `typed` finds, best first.
pub fn search(look: &Look<'_>, typed: &str) -> Result<Vec<Hit>, StoreError> {
    let readings: Vec<String> = std::iter::once(typed.to_owned())
        .chain(text::other_layouts(typed))
        .collect();
    let found = || found(look, &readings);
    look.store.ask_ahead(found);
    look.store.know_goods()?;
    look.store.in_waves(found)
}

fn found(look: &Look<'_>, readings: &[String]) -> Result<Vec<Hit>, StoreError> {
    let several = look.store.has_several_sources()?;
    let found = look.store.search(readings)?;
    let more = if found.len() < MOST {
        order_words::like_known(look, OrderTab::All, i64::MAX, readings)?.rows
    } else {
        Vec::new()
    };
    let orders: Vec<OrderId> = found.iter().filter_map(|hit| hit.order).collect();
    let listed = look.store.listed_orders(&orders)?;
    let mut listed: HashMap<OrderId, ListedOrder> = listed.into_iter().map(|row| (row.id, row)).collect();
    let without_orders = found.iter().filter(|hit| hit.order.is_none());
    let without_orders: Vec<TextKey> = without_orders.map(|hit| (hit.customer, None)).collect();
    let words = look.store.row_texts(&without_orders)?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in &found {
        let row = hit.order.and_then(|order| listed.remove(&order));
        let words = words.get(&(hit.customer, None)).cloned().unwrap_or_default();
        hits.push(row.map_or_else(|| of_customer(hit, &words), |row| of_order(look, several, &row)));
    }
    // Who was found already stands there with the newest of their orders.
    let others = more
        .iter()
        .filter(|row| !found.iter().any(|hit| hit.customer == row.customer));
    hits.extend(
        others
            .take(MOST.saturating_sub(found.len()))
            .map(|row| of_order(look, several, row)),
    );
    Ok(hits)
}

fn of_order(look: &Look<'_>, several: bool, row: &ListedOrder) -> Hit {
    Hit {
        key: CardKey::Order(row.id),
        customer: row.customer,
        order: Some(row.id),
        number: row.number.clone(),
        name: row.name.clone(),
        phone: row.phone.clone(),
        stage: Some(row.stage),
        placed: Some((row.created_at, Money::new(row.total, row.currency))),
        shop: shops::label(look, several, row),
    }
}

fn of_customer(hit: &Found, words: &RowText) -> Hit {
    Hit {
        key: CardKey::Customer(hit.customer),
        customer: hit.customer,
        order: None,
        number: String::new(),
        name: words.customer.clone(),
        phone: words.phone.clone(),
        stage: None,
        placed: None,
        shop: String::new(),
    }
}

/// The orders a number names; two shops may share one. `id:12` names the desk's own id.
pub fn orders_named(look: &Look<'_>, name: &str) -> Result<Vec<OrderId>, StoreError> {
    match own_id(name) {
        Some(id) => Ok(look.store.order_facts(OrderId(id))?.map(|o| o.id).into_iter().collect()),
        None => look.store.orders_numbered(name),
    }
}

/// The customers a phone (E.164), an email or `id:12` names; one merged into another names the other.
pub fn customers_named(look: &Look<'_>, name: &str) -> Result<Vec<CustomerId>, StoreError> {
    let Some(id) = own_id(name) else {
        return look.store.customers_by_contact(name);
    };
    let id = look.store.survivor(CustomerId(id))?;
    Ok(look.store.customer(id)?.map(|c| c.id).into_iter().collect())
}

fn own_id(name: &str) -> Option<i64> {
    name.strip_prefix("id:").and_then(|id| id.trim().parse().ok())
}
