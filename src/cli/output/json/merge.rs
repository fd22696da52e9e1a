//! What merging two customers comes to, and who may be one person.

use serde::Serialize;

use super::filled;
use super::journal::ChangeShape;
use crate::domain::action::ContactRecord;
use crate::domain::customer_merge::MergePlan;
use crate::domain::customer_merge::Person;
use crate::domain::customer_merge::Shared;
use crate::domain::money::Currency;
use crate::view::same_person::Alike;
use crate::view::same_person::Pair;

/// A plan to merge.
#[derive(Debug, Serialize)]
pub struct PlanShape {
    kept: SideShape,
    other: SideShape,
    moves: MovesShape,
    contacts: Vec<SharedShape>,
    changes: Vec<ChangeShape>,
}

#[derive(Debug, Serialize)]
struct SideShape {
    id: i64,
    name: Option<String>,
}

#[derive(Debug, Serialize)]
struct MovesShape {
    orders: usize,
    calls: usize,
    appointments: usize,
    notes: usize,
    messages: usize,
}

/// A phone or an email.
#[derive(Clone, Debug, Serialize)]
pub struct SharedShape {
    kind: &'static str,
    value: String,
}

/// A customer who may be the same person.
#[derive(Clone, Debug, Serialize)]
pub struct AlikeShape {
    id: i64,
    name: Option<String>,
    orders: i64,
    order_number: Option<String>,
    shared: Vec<SharedShape>,
}

/// Two customers who may be one person.
#[derive(Debug, Serialize)]
pub struct PairShape {
    one: PairSideShape,
    other: PairSideShape,
    shared: Vec<SharedShape>,
}

#[derive(Debug, Serialize)]
struct PairSideShape {
    id: i64,
    name: Option<String>,
    orders: i64,
}

impl PlanShape {
    /// The shape of `plan`; `currency` is the shop's.
    pub fn new(plan: &MergePlan, currency: Currency) -> PlanShape {
        let side = |person: &Person| SideShape {
            id: person.id.0,
            name: filled(&person.name),
        };
        let fields = plan.fields();
        PlanShape {
            kept: side(&plan.kept),
            other: side(&plan.other),
            moves: MovesShape {
                orders: plan.other.orders.count,
                calls: plan.other.calls.count,
                appointments: plan.other.appointments.count,
                notes: plan.other.notes.count,
                messages: plan.other.messages.count,
            },
            contacts: plan.new_contacts().map(SharedShape::of_contact).collect(),
            changes: fields
                .iter()
                .flat_map(|change| ChangeShape::of(change, currency))
                .collect(),
        }
    }
}

impl SharedShape {
    fn of_contact(contact: &ContactRecord) -> SharedShape {
        SharedShape {
            kind: contact.kind.code(),
            value: contact.norm.clone().unwrap_or_else(|| contact.raw.clone()),
        }
    }

    fn all(shared: &[Shared]) -> Vec<SharedShape> {
        let shape = |shared: &Shared| SharedShape {
            kind: shared.kind.code(),
            value: shared.value.clone(),
        };
        shared.iter().map(shape).collect()
    }
}

impl AlikeShape {
    /// The shape of `alike`.
    pub fn new(alike: &Alike) -> AlikeShape {
        AlikeShape {
            id: alike.customer.0,
            name: filled(&alike.name),
            orders: alike.orders,
            order_number: alike.number.clone(),
            shared: SharedShape::all(&alike.shared),
        }
    }
}

impl PairShape {
    /// The shape of `pair`.
    pub fn new(pair: &Pair) -> PairShape {
        let side = |alike: &Alike| PairSideShape {
            id: alike.customer.0,
            name: filled(&alike.name),
            orders: alike.orders,
        };
        PairShape {
            one: side(&pair.one),
            other: side(&pair.other),
            shared: SharedShape::all(&pair.one.shared),
        }
    }
}
