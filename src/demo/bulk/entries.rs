//! The journal of a filled shop: the entries that working at the desk would have left.

use super::life::Life;
use super::life::LifeCall;
use crate::domain::action::ActionKind;
use crate::domain::action::Handing;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::journal::NewEntry;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::projection::PaymentFact;
use crate::domain::time::Time;

/// One entry to be written, kept small: there are many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) at: Time,
    pub(super) order: u32,
    pub(super) what: What,
    /// The row it added; 0 when none.
    row: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Import,
    Call,
    Note,
    Pay,
    Refund,
    Confirm,
    Ship,
    Arrived,
    Received,
    Returned,
    Cancel,
    Lapse,
}

impl What {
    pub(super) fn kind(self) -> ActionKind {
        match self {
            What::Import => ActionKind::Import,
            What::Call => ActionKind::Call,
            What::Note => ActionKind::Note,
            What::Pay => ActionKind::Pay,
            What::Refund => ActionKind::Refund,
            What::Confirm => ActionKind::Confirm,
            What::Ship => ActionKind::Ship,
            What::Arrived => ActionKind::Arrived,
            What::Received => ActionKind::Received,
            What::Returned => ActionKind::Returned,
            What::Cancel => ActionKind::Cancel,
            What::Lapse => ActionKind::Lapse,
        }
    }
}

/// An event of the time since `installed`; nothing for what was before.
pub(super) fn event(at: Time, index: usize, what: What, row: i64, installed: Time) -> Option<Event> {
    let order = u32::try_from(index).ok()?;
    (at >= installed).then_some(Event { at, order, what, row })
}

/// What was done to the order itself.
pub(super) fn of_order(life: &Life, mut tell: impl FnMut(Time, What)) {
    let done = [
        (life.confirmed, What::Confirm),
        (life.number.map(|(at, _)| at), What::Ship),
        (life.arrived, What::Arrived),
        (life.received, What::Received),
        (life.returned, What::Returned),
        (life.cancelled, What::Cancel),
        (life.closed, What::Lapse),
    ];
    for (at, what) in done {
        if let Some(at) = at {
            tell(at, what);
        }
    }
}

/// An order that came with the shop's own file.
pub(super) fn imported(order: OrderId, customer: CustomerId) -> NewEntry<'static> {
    NewEntry {
        operator: "site",
        session: "fill",
        kind: ActionKind::Import,
        order: Some(order),
        customer: Some(customer),
        changes: None,
        undoes: None,
        redoes: None,
    }
}

/// All that is to be known to tell of an event.
pub(super) struct Told<'a, F: Fn(LifeCall) -> NewRow> {
    pub(super) order: i64,
    pub(super) customer: i64,
    pub(super) life: &'a Life,
    pub(super) operator: &'a str,
    /// Whose customer they were before.
    pub(super) manager: Option<&'a str>,
    pub(super) waybill: Option<&'a str>,
    pub(super) payments: &'a [(PaymentFact, Means)],
    pub(super) call: F,
}

/// What the entry says was changed.
pub(super) fn changes<F: Fn(LifeCall) -> NewRow>(event: &Event, told: &Told<'_, F>) -> Vec<Change> {
    let life = told.life;
    let add = |new| Change::Add {
        id: Some(event.row),
        new,
    };
    let set = |field, after: Value| Change::Set {
        entity: Entity::Order,
        id: told.order,
        field,
        before: Value::Null,
        after,
    };
    let at = Value::from(event.at);
    match event.what {
        What::Import => Vec::new(),
        What::Call => {
            let call = life.calls.iter().find(|call| call.at == event.at);
            call.map(|call| add((told.call)(*call))).into_iter().collect()
        }
        // The note's words are in its own row; the entry names that row.
        What::Note => vec![add(note(
            told.order,
            told.customer,
            event.at,
            told.operator,
            String::new(),
        ))],
        What::Pay | What::Refund => {
            let payment = told.payments.iter().find(|(fact, _)| fact.at == event.at);
            let payment = payment.map(|(fact, means)| add(payment_row(told.order, fact, *means)));
            payment.into_iter().collect()
        }
        What::Confirm => {
            let mut changes = vec![set(Field::ConfirmedAt, at)];
            if told.manager != Some(told.operator) {
                changes.push(Change::Set {
                    entity: Entity::Customer,
                    id: told.customer,
                    field: Field::Manager,
                    before: told.manager.into(),
                    after: told.operator.into(),
                });
            }
            changes
        }
        What::Ship => {
            let mut changes = vec![
                set(Field::TrackingNumber, told.waybill.into()),
                set(Field::NumberAt, at.clone()),
            ];
            if life.number.is_some_and(|(_, handing)| handing == Handing::WithNumber) {
                changes.push(set(Field::HandedAt, at));
            }
            changes
        }
        What::Arrived => vec![set(Field::ArrivedAt, at)],
        What::Received => vec![set(Field::ReceivedAt, at)],
        What::Returned => vec![set(Field::ReturnedAt, at), set(Field::Reason, reason(life))],
        What::Cancel => vec![set(Field::CancelledAt, at), set(Field::Reason, reason(life))],
        What::Lapse => vec![set(Field::ClosedAt, at)],
    }
}

fn reason(life: &Life) -> Value {
    life.reason.map(Reason::int).into()
}

pub(super) fn payment_row(order: i64, fact: &PaymentFact, means: Means) -> NewRow {
    NewRow::Payment {
        order,
        at: fact.at,
        amount: fact.amount,
        means: means.int(),
        note: String::new(),
        reference: None,
        due_again: false,
    }
}

pub(super) fn note(order: i64, customer: i64, at: Time, operator: &str, text: String) -> NewRow {
    NewRow::Note {
        customer,
        order: Some(order),
        at,
        operator: operator.to_owned(),
        text,
    }
}
