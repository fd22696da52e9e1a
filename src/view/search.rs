//! Search by number, phone, name.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::store::Store;
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

impl Desk {
    /// What `text` finds, best first.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>, DeskError> {
        search(&self.store, text)
    }

    /// The orders a number names; two shops may share one. `id:12` names the desk's own id.
    pub fn orders_named(&self, name: &str) -> Result<Vec<OrderId>, DeskError> {
        if let Some(id) = own_id(name) {
            return Ok(self.store.order_facts(OrderId(id))?.map(|o| o.id).into_iter().collect());
        }
        Ok(self.store.orders_numbered(name)?)
    }

    /// The customers a phone (E.164), an email or `id:12` names; whoever has become one with another is that one.
    pub fn customers_named(&self, name: &str) -> Result<Vec<CustomerId>, DeskError> {
        if let Some(id) = own_id(name) {
            let id = self.store.survivor(CustomerId(id))?;
            return Ok(self.store.customer(id)?.map(|c| c.id).into_iter().collect());
        }
        Ok(self.store.customers_by_contact(name)?)
    }
}

fn own_id(name: &str) -> Option<i64> {
    name.strip_prefix("id:").and_then(|id| id.trim().parse().ok())
}

/// Searches as `Desk::search`, on any connection.
pub(crate) fn search(store: &Store, typed: &str) -> Result<Vec<Hit>, DeskError> {
    let _one_look = store.snapshot()?;
    let found = store.search(typed, &text::other_layouts(typed))?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let words = store.row_text(hit.customer, None)?;
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
