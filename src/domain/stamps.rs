//! What follows from the changes of an order: when what it owes and what was agreed about it changed last (R13, R30).

use super::action::OrderRecord;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::NewRow;
use super::change::Value;
use super::order::OrderFacts;
use super::order::Terms;
use super::time::Time;

/// Adds to the changes of an order that they were made at `now`, where they touch what it owes or what was agreed. An order
/// that was free to go and stays so keeps its terms of dispatch (R17, R18): there is no debt whose clocks could start again.
pub(crate) fn stamp(record: &OrderRecord, changes: &mut Vec<Change>, now: Time) {
    let order = &record.facts;
    if order.confirmed_at.is_none() {
        return;
    }
    let owed = changes.iter().any(changes_owed) && !(is_free(order) && is_free(&changed(order, changes)));
    let id = order.id.0;
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

/// Nothing of its money keeps a confirmed order here.
fn is_free(order: &OrderFacts) -> bool {
    let is_paid = order.owed() <= 0 && (order.paid > 0 || order.received_at.is_some());
    order.terms == Terms::OnDelivery || order.total == 0 || is_paid
}

/// The order with its total, terms and money as the changes leave them.
fn changed(order: &OrderFacts, changes: &[Change]) -> OrderFacts {
    let mut order = order.clone();
    for change in changes {
        match change {
            Change::Set {
                field: Field::Total,
                after: Value::Int(total),
                ..
            } => order.total = *total,
            Change::Set {
                field: Field::Terms,
                after: Value::Int(terms),
                ..
            } => order.terms = Terms::from_int(*terms).unwrap_or(order.terms),
            Change::Add {
                new: NewRow::Payment { amount, due_again, .. },
                ..
            } => {
                order.paid = order.paid.saturating_add(*amount);
                if *amount < 0 && !due_again {
                    order.refunded = order.refunded.saturating_sub(*amount);
                }
            }
            _ => {}
        }
    }
    order
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
