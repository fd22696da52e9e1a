//! Changes that several actions share.

use crate::domain::action::OrderRecord;
use crate::domain::action::Subject;
use crate::domain::case::CaseKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::field_changes::change_of;
use crate::domain::order::Reason;
use crate::domain::time::Time;

/// Collects `Set` changes of one order, leaving out those that change nothing.
pub(super) struct Setter<'a> {
    pub(super) order: &'a OrderRecord,
    pub(super) changes: Vec<Change>,
}

impl<'a> Setter<'a> {
    pub(super) fn of(order: &'a OrderRecord) -> Setter<'a> {
        let changes = Vec::new();
        Setter { order, changes }
    }

    pub(super) fn time(&mut self, field: Field, before: Option<Time>, after: Option<Time>) {
        self.value(field, before.into(), after.into());
    }

    pub(super) fn value(&mut self, field: Field, before: Value, after: Value) {
        self.value_in(Entity::Order, field, before, after);
    }

    pub(super) fn text(&mut self, field: Field, before: &str, after: &str) {
        self.value_in(Entity::OrderTexts, field, before.into(), after.into());
    }

    fn value_in(&mut self, entity: Entity, field: Field, before: Value, after: Value) {
        let id = self.order.facts.id.0;
        self.changes.extend(change_of(entity, id, field, before, after));
    }
}

pub(super) fn set_customer(subject: Subject<'_>, field: Field, before: Value, after: Value) -> Option<Change> {
    let id = subject.customer.id.0;
    (before != after).then_some(Change::Set {
        entity: Entity::Customer,
        id,
        field,
        before,
        after,
    })
}

pub(super) fn cancel(order: &OrderRecord, now: Time, reason: Reason) -> Vec<Change> {
    let facts = &order.facts;
    let mut set = Setter::of(order);
    set.time(Field::CancelledAt, facts.cancelled_at, Some(now));
    set.value(Field::Reason, facts.reason.map(Reason::int).into(), reason.int().into());
    set.time(Field::ShopCancelledAt, facts.shop_cancelled_at, None);
    set.value(
        Field::DuplicateOf,
        facts.duplicate_of.map(|id| id.0).into(),
        Value::Null,
    );
    set.changes
}

/// What the customer had written when it was answered, at `answered_at`, is settled (R39): a talk does not answer what came
/// after it.
pub(super) fn settle_letters(subject: Subject<'_>, answered_at: Time) -> Vec<Change> {
    let letters = subject
        .customer
        .cases
        .iter()
        .filter(|case| case.kind == CaseKind::Letter && case.at <= answered_at);
    letters
        .map(|case| Change::Set {
            entity: Entity::Case,
            id: case.id,
            field: Field::SettledAt,
            before: Value::Null,
            after: subject.now.into(),
        })
        .collect()
}

/// Marks the pending appointments about `order` (about none, when there is none) as done.
pub(super) fn settle_appointments(subject: Subject<'_>, order: Option<&OrderRecord>) -> Vec<Change> {
    let order = order.map(|o| o.facts.id);
    let same = subject.customer.appointments.iter().filter(|a| a.order == order);
    same.map(|a| Change::Set {
        entity: Entity::Appointment,
        id: a.id,
        field: Field::DoneAt,
        before: Value::Null,
        after: subject.now.into(),
    })
    .collect()
}
