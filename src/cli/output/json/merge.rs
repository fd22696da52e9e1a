//! What merging two customers comes to, and who may be one person.

use serde::Serialize;

use super::filled;
use super::journal::change_json;
use super::object;
use crate::domain::customer_merge::MergePlan;
use crate::domain::customer_merge::Person;
use crate::domain::money::Currency;
use crate::view::same_person::Alike;
use crate::view::same_person::Pair;

/// A plan to merge; `currency` is the shop's.
pub fn plan_json(plan: &MergePlan, currency: Currency) -> impl Serialize + use<> {
    let side = |person: &Person| object! { id: person.id, name: filled(&person.name) };
    let other = &plan.other;
    let contacts = plan.new_contacts().map(|contact| {
        object! {
            kind: contact.kind,
            value: contact.norm.clone().unwrap_or_else(|| contact.raw.clone()),
        }
    });
    object! {
        kept: side(&plan.kept),
        other: side(other),
        moves: object! {
            orders: other.orders.count,
            calls: other.calls.count,
            appointments: other.appointments.count,
            notes: other.notes.count,
            messages: other.messages.count,
        },
        contacts: contacts.collect::<Vec<_>>(),
        changes: plan.fields().iter().flat_map(|change| change_json(change, currency)).collect::<Vec<_>>(),
    }
}

/// Two customers who may be one person.
pub fn pair_json(pair: &Pair) -> impl Serialize {
    let side = |alike: &Alike| object! { id: alike.customer, name: filled(&alike.name), orders: alike.orders };
    object! { one: side(&pair.one), other: side(&pair.other), shared: &pair.one.shared }
}
