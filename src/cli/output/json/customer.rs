//! A customer with everything known of them.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Number;

use super::AlikeShape;
use super::MoneyShape;
use super::filled;
use super::order::TaskShape;
use super::stamp;
use super::time;
use crate::domain::b2b::B2b;
use crate::domain::ids::OrderId;
use crate::domain::sex::Sex;
use crate::domain::time::Time;
use crate::reports::quantity;
use crate::view::card::Card;

/// One customer.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerShape {
    id: i64,
    name: Option<String>,
    company: Option<String>,
    tax_id: Option<String>,
    b2b: Option<&'static str>,
    manager: Option<String>,
    time_zone: Option<String>,
    region: Option<String>,
    note: Option<String>,
    not_customer: bool,
    sex: Option<&'static str>,
    consent_at: Option<String>,
    consent_off_at: Option<String>,
    last_offer_at: Option<String>,
    received_count: i64,
    purchases: Vec<PurchaseShape>,
    claimed_by: Option<String>,
    contacts: Vec<ContactShape>,
    orders: Vec<BriefShape>,
    tasks: Vec<TaskShape>,
    merged: Vec<MergedShape>,
    alike: Vec<AlikeShape>,
}

#[derive(Clone, Debug, Serialize)]
struct MergedShape {
    id: i64,
    name: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct ContactShape {
    kind: &'static str,
    value: String,
    raw: String,
    bad_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct BriefShape {
    id: i64,
    number: String,
    stage: &'static str,
    created_at: String,
    total: MoneyShape,
    /// Told where there are several shops.
    #[serde(skip_serializing_if = "Option::is_none")]
    shop_name: Option<String>,
}

/// Something they received and kept.
#[derive(Clone, Debug, Serialize)]
struct PurchaseShape {
    received_at: String,
    name: String,
    quantity: Number,
}

impl CustomerShape {
    /// The customer of a card.
    pub fn new(card: &Card, purchases: &[(Time, String, i64)], shops: &HashMap<OrderId, String>) -> CustomerShape {
        let customer = &card.customer;
        let contacts = customer.contacts.iter().map(|contact| ContactShape {
            kind: contact.kind.code(),
            value: contact.norm.clone().unwrap_or_else(|| contact.raw.clone()),
            raw: contact.raw.clone(),
            bad_at: time(contact.bad_at),
        });
        let orders = card.orders.iter().map(|order| BriefShape {
            id: order.id.0,
            number: order.number.clone(),
            stage: order.stage.code(),
            created_at: stamp(order.created_at),
            total: MoneyShape::new(order.total, order.currency),
            shop_name: shops.get(&order.id).cloned(),
        });
        let merged = card.merged.iter().map(|was| MergedShape {
            id: was.customer.0,
            name: filled(&was.name),
        });
        CustomerShape {
            id: customer.id.0,
            name: filled(&customer.name),
            company: filled(&customer.company),
            tax_id: filled(&customer.tax_id),
            b2b: customer.b2b.map(B2b::code),
            manager: customer.manager.clone(),
            time_zone: customer.time_zone.clone(),
            region: filled(&customer.region),
            note: filled(&customer.note),
            not_customer: customer.not_customer,
            sex: customer.sex.map(Sex::code),
            consent_at: time(customer.offers.consent_at),
            consent_off_at: time(customer.offers.consent_off_at),
            last_offer_at: time(customer.offers.last_offer_at),
            received_count: customer.received_count,
            purchases: purchases
                .iter()
                .map(|(at, name, milli)| PurchaseShape {
                    received_at: stamp(*at),
                    name: name.clone(),
                    quantity: quantity(*milli),
                })
                .collect(),
            claimed_by: card.claim.as_ref().map(|claim| claim.operator.clone()),
            contacts: contacts.collect(),
            orders: orders.collect(),
            tasks: card.agenda.tasks.iter().map(TaskShape::new).collect(),
            merged: merged.collect(),
            alike: card.alike.iter().map(AlikeShape::new).collect(),
        }
    }
}
