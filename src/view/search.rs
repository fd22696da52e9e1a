//! Search by number, phone, name.

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text;

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
    /// His first phone.
    pub phone: String,
    /// Where the order stands.
    pub stage: Option<crate::domain::order::Stage>,
}

/// What `typed` finds, best first.
pub fn search(look: &Look<'_>, typed: &str) -> Result<Vec<Hit>, StoreError> {
    let found = look.store.search(typed, &text::other_layouts(typed))?;
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
        });
    }
    Ok(hits)
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
