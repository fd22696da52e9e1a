//! Customers who may be the same person.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::action::CustomerRecord;
use crate::domain::as_json;
use crate::domain::customer_merge::Shared;
use crate::domain::ids::CustomerId;
use crate::store::SharedContact;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text;

/// Another customer who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alike {
    /// Which.
    #[serde(rename = "id")]
    pub customer: CustomerId,
    /// Their name, or their company; empty when unknown.
    #[serde(serialize_with = "as_json::filled_or_null")]
    pub name: String,
    /// Their orders.
    pub orders: i64,
    /// The number of their newest.
    #[serde(rename = "order_number")]
    pub number: Option<String>,
    /// What both have, phones first.
    pub shared: Vec<Shared>,
}

/// Two customers who may be one person, the older first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The older.
    pub one: Alike,
    /// The younger.
    pub other: Alike,
}

/// Somebody who has become one with a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// Whom they were.
    #[serde(rename = "id")]
    pub customer: CustomerId,
    /// Their name, or their company; empty when unknown.
    #[serde(serialize_with = "as_json::filled_or_null")]
    pub name: String,
}

/// Every two customers who share a phone or an email and are not said to be two people. Walks all contacts: for a list
/// asked for now and then.
pub fn duplicates(look: &Look<'_>) -> Result<Vec<Pair>, StoreError> {
    let store = look.store;
    let mut found: BTreeMap<CustomerId, BTreeMap<CustomerId, Vec<Shared>>> = BTreeMap::new();
    for contact in store.all_shared()? {
        for (at, one) in contact.customers.iter().enumerate() {
            for other in &contact.customers[at + 1..] {
                let others = found.entry(*one).or_default();
                others.entry(*other).or_default().push(shared(&contact));
            }
        }
    }
    let mut pairs = Vec::new();
    for (one, others) in found {
        let apart = store.apart_from(one)?;
        for (other, mut by) in others {
            by.sort_unstable();
            if apart.contains(&other) {
                continue;
            }
            if let (Some(one), Some(other)) = (brief(store, one, by.clone())?, brief(store, other, by)?) {
                pairs.push(Pair { one, other });
            }
        }
    }
    Ok(pairs)
}

/// Customers who may be the same person as this one, the oldest first.
pub(super) fn alike(store: &Store, record: &CustomerRecord) -> Result<Vec<Alike>, StoreError> {
    let customer = record.id;
    let mut found: BTreeMap<CustomerId, Vec<Shared>> = BTreeMap::new();
    for contact in store.shared_by(&record.contacts)? {
        for other in contact.customers.iter().filter(|other| **other != customer) {
            found.entry(*other).or_default().push(shared(&contact));
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let apart = store.apart_from(customer)?;
    let mut all = Vec::new();
    for (other, mut by) in found {
        by.sort_unstable();
        if !apart.contains(&other) {
            all.extend(brief(store, other, by)?);
        }
    }
    Ok(all)
}

/// Those who have become one with a customer.
pub(super) fn merged(store: &Store, customer: CustomerId) -> Result<Vec<Merged>, StoreError> {
    let mut all = Vec::new();
    for id in store.merged_into(customer)? {
        let name = store.brief(id)?.map(|brief| brief.name).unwrap_or_default();
        all.push(Merged {
            customer: id,
            name: text::clean(&name).into_owned(),
        });
    }
    Ok(all)
}

fn shared(contact: &SharedContact) -> Shared {
    Shared {
        kind: contact.kind,
        value: contact.norm.clone(),
    }
}

fn brief(store: &Store, customer: CustomerId, shared: Vec<Shared>) -> Result<Option<Alike>, StoreError> {
    let brief = store.brief(customer)?;
    Ok(brief.map(|brief| Alike {
        customer,
        name: text::clean(&brief.name).into_owned(),
        orders: brief.orders,
        number: brief.number.map(|number| text::clean(&number).into_owned()),
        shared,
    }))
}
