//! What the tests of every shape start from.

use serde_json::Value;

use super::Defaults;
use super::Statuses;
use super::read;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::reject::Reject;

/// A shop in Moscow.
pub fn defaults() -> Defaults {
    Defaults {
        country: Country::RU,
        currency: Currency::RUB,
        time_zone: chrono_tz::Europe::Moscow,
        date_order: None,
        source: String::new(),
        statuses: Statuses::default(),
    }
}

/// Everything in a file whose shape is told by its content.
pub fn items(bytes: &[u8]) -> Vec<Item> {
    let mut items = Vec::new();
    read(bytes, None, &defaults(), &mut items).unwrap();
    items
}

/// The orders of a file and what was rejected in it.
pub fn sorted(bytes: &[u8]) -> (Vec<IncomingOrder>, Vec<Reject>) {
    let mut orders = Vec::new();
    let mut rejects = Vec::new();
    for item in items(bytes) {
        match item {
            Item::Order(order) => orders.push(*order),
            Item::Reject(reject) => rejects.push(reject),
            Item::Tried(_) | Item::Incomplete(_) | Item::Skipped(_) | Item::News(_) | Item::Person(_) => {}
        }
    }
    (orders, rejects)
}

/// A shop's order with some of its fields otherwise.
pub fn with(mut order: Value, changes: &Value) -> Value {
    if let (Some(order), Some(changes)) = (order.as_object_mut(), changes.as_object()) {
        order.extend(changes.clone());
    }
    order
}

/// The only order of what a shop told.
pub fn only(told: &Value) -> IncomingOrder {
    let (mut orders, rejects) = sorted(told.to_string().as_bytes());
    assert_eq!((orders.len(), &rejects), (1, &Vec::new()));
    orders.remove(0)
}
