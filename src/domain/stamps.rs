//! What follows from the changes of an order: when what it owes and what was agreed about it changed last (R13, R30).

use super::action::OrderRecord;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::NewRow;
use super::time::Time;

/// Adds to the changes of an order that they were made at `now`, where they touch what it owes or what was agreed.
pub(crate) fn stamp(record: &OrderRecord, changes: &mut Vec<Change>, now: Time) {
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
