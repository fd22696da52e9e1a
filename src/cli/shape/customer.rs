//! A customer with everything known of him.

use serde::Serialize;

use super::AlikeShape;
use super::MoneyShape;
use super::filled;
use super::order::TaskShape;
use super::stamp;
use super::time;
use crate::desk::card::Card;
use crate::domain::action::B2b;

/// One customer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::cli) struct CustomerShape {
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
    received_count: i64,
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
}

impl CustomerShape {
    /// The customer of a card.
    pub(in crate::cli) fn new(card: &Card) -> CustomerShape {
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
            received_count: customer.received_count,
            claimed_by: card.claim.as_ref().map(|claim| claim.operator.clone()),
            contacts: contacts.collect(),
            orders: orders.collect(),
            tasks: card.agenda.tasks.iter().map(TaskShape::new).collect(),
            merged: merged.collect(),
            alike: card.alike.iter().map(AlikeShape::new).collect(),
        }
    }
}
