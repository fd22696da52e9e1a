//! What follows from the changes of an order: when what it owes and what was agreed about it changed last (R13, R30), and
//! whether it goes to a parcel locker (R21).

use super::action::OrderRecord;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::NewRow;
use super::change::Value;
use super::order::Flags;
use super::parcel::is_locker;
use super::time::Time;

/// Adds to the changes of an order that they were made at `now`, where they touch what it owes or what was agreed.
pub(crate) fn stamp(record: &OrderRecord, changes: &mut Vec<Change>, now: Time) {
    mark_locker(record, changes);
    let order = &record.facts;
    if order.confirmed_at.is_none() {
        return;
    }
    let (id, owed) = (order.id.0, changes.iter().any(changes_owed));
    let agreed = changes.iter().any(changes_agreed);
    let mut set = |field, before: Option<Time>| {
        changes.push(Change::Set {
            entity: Entity::Order,
            id,
            field,
            before: before.into(),
            after: now.into(),
        });
    };
    if owed {
        set(Field::OwedChangedAt, order.owed_changed_at);
    }
    if agreed {
        set(Field::AgreedChangedAt, order.agreed_changed_at);
    }
}

fn mark_locker(order: &OrderRecord, changes: &mut Vec<Change>) {
    let new = |wanted: Field| {
        changes.iter().find_map(|change| match change {
            Change::Set {
                field,
                after: Value::Text(text),
                ..
            } if *field == wanted => Some(text.clone()),
            _ => None,
        })
    };
    let (title, address) = (new(Field::DeliveryTitle), new(Field::Address));
    if title.is_none() && address.is_none() {
        return;
    }
    let words = format!(
        "{} {}",
        title.as_deref().unwrap_or(&order.texts.delivery_title),
        address.as_deref().unwrap_or(&order.texts.address)
    );
    let set_already = changes.iter().position(|change| {
        matches!(
            change,
            Change::Set {
                field: Field::Flags,
                ..
            }
        )
    });
    let before = match set_already.map(|at| &changes[at]) {
        Some(Change::Set {
            after: Value::Int(flags),
            ..
        }) => Flags(*flags),
        _ => order.facts.flags,
    };
    let after = before.with_if(is_locker(&words), Flags::LOCKER);
    if after == before {
        return;
    }
    if let Some(Change::Set { after: kept, .. }) = set_already.map(|at| &mut changes[at]) {
        *kept = after.0.into();
        return;
    }
    changes.push(Change::Set {
        entity: Entity::Order,
        id: order.facts.id.0,
        field: Field::Flags,
        before: before.0.into(),
        after: after.0.into(),
    });
}

/// Money that came is a row of its own moment.
fn changes_owed(change: &Change) -> bool {
    match change {
        Change::Set { field, .. } => matches!(field, Field::Total | Field::Terms),
        Change::Add {
            new: NewRow::Payment { amount, .. },
            ..
        } => *amount < 0,
        _ => false,
    }
}

fn changes_agreed(change: &Change) -> bool {
    match change {
        Change::Lines { .. } => true,
        Change::Set { field, .. } => matches!(
            field,
            Field::Total | Field::Terms | Field::Address | Field::DeliveryTitle | Field::PaymentTitle
        ),
        _ => false,
    }
}
