//! A customer with everything known of them.

use std::collections::HashMap;

use serde::Serialize;

use super::MoneyJson;
use super::filled;
use super::object;
use super::stamp;
use super::time;
use crate::domain::ids::OrderId;
use crate::domain::time::Time;
use crate::reports::quantity;
use crate::view::card::Card;

/// The customer of a card. `purchases` are what they received and kept, `shops` what the shops of their orders are called
/// where there are several.
pub fn customer_json<'a>(
    card: &'a Card,
    purchases: &'a [(Time, String, i64)],
    shops: &'a HashMap<OrderId, String>,
) -> impl Serialize + use<'a> {
    let customer = &card.customer;
    let contacts = customer.contacts.iter().map(|contact| {
        object! {
            kind: contact.kind,
            value: contact.norm.as_ref().unwrap_or(&contact.raw),
            raw: &contact.raw,
            bad_at: time(contact.bad_at),
        }
    });
    let orders = card.orders.iter().map(|order| {
        object! {
            id: order.id,
            number: &order.number,
            stage: order.stage,
            created_at: stamp(order.created_at),
            total: MoneyJson::new(order.total, order.currency),
            #[serde(flatten)]
            shop: shops.get(&order.id).map(|shop_name| object! { shop_name }),
        }
    });
    let purchases = purchases.iter().map(|(at, name, milli)| {
        object! {
            received_at: stamp(*at),
            name,
            quantity: quantity(*milli),
        }
    });
    object! {
        id: customer.id,
        name: filled(&customer.name),
        company: filled(&customer.company),
        tax_id: filled(&customer.tax_id),
        b2b: customer.b2b,
        manager: &customer.manager,
        time_zone: &customer.time_zone,
        region: filled(&customer.region),
        note: filled(&customer.note),
        not_customer: customer.not_customer,
        sex: customer.sex,
        consent_at: time(customer.offers.consent_at),
        consent_off_at: time(customer.offers.consent_off_at),
        last_offer_at: time(customer.offers.last_offer_at),
        received_count: customer.received_count,
        purchases: purchases.collect::<Vec<_>>(),
        claimed_by: card.claim.as_ref().map(|claim| &claim.operator),
        contacts: contacts.collect::<Vec<_>>(),
        orders: orders.collect::<Vec<_>>(),
        tasks: &card.agenda.tasks,
        merged: &card.merged,
        alike: &card.alike,
    }
}
