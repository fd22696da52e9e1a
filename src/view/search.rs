//! Search by number, phone, name.

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order_tab::OrderTab;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::store::Found;
use crate::store::StoreError;
use crate::store::look::Look;
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
    let mut found = look.store.search(typed, &readings[1..])?;
    if found.len() < MOST {
        found.extend(more(look, &readings, &found)?);
    }
    let orders: Vec<OrderId> = found.iter().filter_map(|hit| hit.order).collect();
    let listed = look.store.listed_orders(&orders)?;
    let mut shops = shops::labels(look, &orders)?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let words = look.store.row_text(hit.customer, None)?;
        hits.push(Hit {
            key: hit.order.map_or(CardKey::Customer(hit.customer), CardKey::Order),
            customer: hit.customer,
            order: hit.order,
            number: text::clean(&hit.number).into_owned(),
            name: text::clean(&words.customer).into_owned(),
            phone: text::clean(&words.phone).into_owned(),
            stage: hit.stage,
            placed: hit.order.and_then(|order| {
                let of = listed.iter().find(|listed| listed.id == order)?;
                Some((of.created_at, Money::new(of.total, of.currency)))
            }),
            shop: hit.order.and_then(|order| shops.remove(&order)).unwrap_or_default(),
        });
    }
    Ok(hits)
}

/// What is found in another order of its words, by the beginning of a phone, by goods, and among the newest orders by town
/// and stage.
fn more(look: &Look<'_>, readings: &[String], known: &[Found]) -> Result<Vec<Found>, StoreError> {
    let mut found: Vec<Found> = Vec::new();
    for listed in order_words::like(look, OrderTab::All, i64::MAX, readings)?.rows {
        // Who was found already stands there with the newest of their orders.
        let is_known = known.iter().any(|hit| hit.customer == listed.customer);
        if known.len() + found.len() < MOST && !is_known {
            found.push(Found {
                customer: listed.customer,
                order: Some(listed.id),
                number: listed.number,
                stage: Some(listed.stage),
            });
        }
    }
    Ok(found)
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
