//! Applies the changes of an action: compare-and-set, add, void.

use std::collections::HashSet;

use super::NewCustomerRow;
use super::NewOrderRow;
use super::StoreError;
use super::Tx;
use super::db::Val;
use super::db::prepare;
use super::db::vals;
use super::lists::add_rows;
use crate::domain::action::ContactKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::time::Time;

/// A change as it was applied: an added row carries its id.
pub type Resolved = Change;

impl Tx<'_> {
    /// Applies `change`; `StoreError::Stale` when a compared value is no longer what it was decided on. A server tells that
    /// with the next answer that is waited for, or when it is asked to [settle](Tx::settle).
    pub fn apply(&self, change: &Change) -> Result<Resolved, StoreError> {
        self.read_once.borrow_mut().forget(change);
        match change {
            Change::Set {
                entity,
                id,
                field,
                before,
                after,
            } => {
                self.set(*entity, *id, *field, before, after)?;
                match entity {
                    Entity::Message => self.note_message(MessageId(*id))?,
                    Entity::Return => self.project_return(*id)?,
                    _ => {}
                }
                Ok(change.clone())
            }
            Change::Add { new, .. } => {
                let id = self.add(new)?;
                Ok(Change::Add {
                    id: Some(id),
                    new: new.clone(),
                })
            }
            Change::Void { entity, id, voided } => {
                self.void(*entity, *id, *voided)?;
                if *entity == Entity::Return {
                    self.project_return(*id)?;
                }
                Ok(change.clone())
            }
            Change::Lines { order, before, after } => {
                let order = OrderId(*order);
                if super::order_lines::lines(&self.conn, order)? != *before {
                    return Err(StoreError::Stale);
                }
                prepare(&self.conn, "delete from order_lines where order_id = $1")?.later([order.0])?;
                self.insert_lines(order, after)?;
                self.project_order(order)?;
                self.project_lines(order)?;
                Ok(change.clone())
            }
            Change::Parcels { order, before, after } => {
                self.replace_parcels(OrderId(*order), before, after)?;
                Ok(change.clone())
            }
            Change::Stock { more } => {
                self.restock(more)?;
                Ok(change.clone())
            }
            Change::Move { entity, ids, from, to } => {
                self.move_rows(*entity, ids, *from, *to)?;
                Ok(change.clone())
            }
        }
    }

    fn set(&self, entity: Entity, id: i64, field: Field, before: &Value, after: &Value) -> Result<(), StoreError> {
        if entity == Entity::Order && field.is_of_parcel() {
            return self.set_of_first_parcel(OrderId(id), field, before, after);
        }
        let (table, key, rev) = place(entity);
        let column = field.column();
        let sql =
            format!("update {table} set {column} = $1{rev} where {key} = $2 and {column} is not distinct from $3");
        let mut update = prepare(&self.conn, &sql)?;
        let values = (sql_value(after), id, sql_value(before));
        if field.is_stamp() {
            update.later(values)
        } else {
            update.later_one(values)
        }
    }

    fn void(&self, entity: Entity, id: i64, voided: bool) -> Result<(), StoreError> {
        let (table, ..) = place(match entity {
            Entity::OrderTexts => Entity::Order,
            other => other,
        });
        if entity == Entity::Customer && voided && !super::persons::merged_into(&self.conn, CustomerId(id))?.is_empty()
        {
            // Others have become one with them.
            return Err(StoreError::Stale);
        }
        let (mark, now) = if voided {
            ("voided_by is null", Some(1))
        } else {
            ("voided_by is not null", None)
        };
        let sql = format!("update {table} set voided_by = $1 where id = $2 and {mark}");
        prepare(&self.conn, &sql)?.later_one((now, id))
    }

    /// Gives rows to another customer.
    fn move_rows(&self, entity: Entity, ids: &[i64], from: i64, to: i64) -> Result<(), StoreError> {
        if entity == Entity::Claim {
            if let [_, _] = ids {
                return self.exchange_claims(CustomerId(from), CustomerId(to));
            }
            // A claim may lapse or be given up meanwhile; who holds the other already goes on holding them.
            let sql = "update claims set customer_id = $1 where customer_id = $2 \
                       and not exists (select 1 from claims held where held.customer_id = $3)";
            prepare(&self.conn, sql)?.later((to, from, to))?;
            return Ok(());
        }
        if entity == Entity::Tick {
            return self.carry_ticks(ids, CustomerId(from), CustomerId(to));
        }
        let (table, _, rev) = place(entity);
        let sql = format!("update {table} set customer_id = $1{rev} where id = $2 and customer_id = $3");
        let mut update = prepare(&self.conn, &sql)?;
        for id in ids {
            update.later_one((to, id, from))?;
        }
        Ok(())
    }

    fn add(&self, new: &NewRow) -> Result<i64, StoreError> {
        match new {
            NewRow::Payment {
                order,
                at,
                amount,
                means,
                note,
                reference,
                due_again,
            } => {
                let sql = "insert into payments (order_id, at, amount, means, note, reference, due_again) \
                           values ($1, $2, $3, $4, $5, $6, $7)";
                let values = (order, at.0, amount, means, note, reference, i64::from(*due_again));
                Ok(prepare(&self.conn, sql)?.insert(values)?)
            }
            NewRow::Call { .. } => self.add_call(new),
            NewRow::Appointment {
                customer,
                order,
                kind,
                made_at,
                at,
                operator,
            } => {
                let sql = "insert into appointments (customer_id, order_id, kind, made_at, at, operator) \
                           values ($1, $2, $3, $4, $5, $6)";
                let values = (customer, order, kind, made_at.0, at.0, operator);
                Ok(prepare(&self.conn, sql)?.insert(values)?)
            }
            NewRow::Note {
                customer,
                order,
                at,
                operator,
                text,
            } => {
                let sql = "insert into notes (customer_id, order_id, at, operator, text) \
                           values ($1, $2, $3, $4, $5)";
                Ok(prepare(&self.conn, sql)?.insert((customer, order, at.0, operator, text))?)
            }
            NewRow::Case {
                customer,
                order,
                kind,
                at,
                operator,
                text,
            } => {
                let sql = "insert into cases (customer_id, order_id, kind, at, operator, text) \
                           values ($1, $2, $3, $4, $5, $6)";
                Ok(prepare(&self.conn, sql)?.insert((customer, order, kind, at.0, operator, text))?)
            }
            NewRow::Contact {
                customer,
                kind,
                raw,
                norm,
            } => {
                let kind = ContactKind::from_int(*kind).unwrap_or(ContactKind::Phone);
                self.insert_contact(CustomerId(*customer), kind, raw, norm.as_deref())
            }
            NewRow::Customer { name } => {
                let new = NewCustomerRow {
                    name,
                    ..NewCustomerRow::default()
                };
                Ok(self.insert_customer(&new)?.0)
            }
            NewRow::NotSame {
                one,
                other,
                at,
                operator,
            } => {
                let sql = "insert into not_same (one, other, at, operator) values ($1, $2, $3, $4)";
                Ok(prepare(&self.conn, sql)?.insert((one, other, at.0, operator))?)
            }
            NewRow::Return { .. } => self.add_return(new),
            NewRow::Order { customer, order } => Ok(self
                .insert_order(&taken_by_phone(CustomerId(*customer), order, self.now()))?
                .0),
        }
    }

    fn add_call(&self, new: &NewRow) -> Result<i64, StoreError> {
        let NewRow::Call {
            customer,
            order,
            phone,
            incoming,
            origin,
            external_id,
            line,
            started_at,
            answered_at,
            ended_at,
            outcome,
            missed_reason,
            operator,
            line_facts,
        } = new
        else {
            return Err(StoreError::Stale);
        };
        let sql = "insert into calls (customer_id, order_id, phone, incoming, origin, external_id, line, started_at, \
                   last_event_at, answered_at, ended_at, outcome, missed_reason, operator, recording, extension, \
                   transferred_to, transfers, talk_ms, hold_ms, line_outcome) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
        let time = |at: Option<Time>| at.map(|t| t.0);
        let last_event = ended_at.or(*answered_at).unwrap_or(*started_at);
        let mut insert = prepare(&self.conn, sql)?;
        let id = insert.insert(vals![
            customer,
            order,
            phone,
            i64::from(*incoming),
            origin,
            external_id,
            line,
            started_at.0,
            last_event.0,
            time(*answered_at),
            time(*ended_at),
            outcome,
            missed_reason,
            operator,
            line_facts.recording,
            line_facts.extension,
            line_facts.transferred_to,
            line_facts.transfers,
            line_facts.talk_ms,
            line_facts.hold_ms,
            line_facts.line_outcome,
        ])?;
        Ok(id)
    }

    /// Writes the payments the shop told of with a new order, once per reference.
    pub fn add_shop_payments(&self, order: OrderId, payments: &[IncomingPayment]) -> Result<(), StoreError> {
        let mut known: HashSet<&str> = HashSet::new();
        let payments = payments.iter().filter(|payment| known.insert(&payment.reference));
        let rows = payments.map(|payment| {
            [
                order.0.into(),
                payment.at.0.into(),
                payment.amount.into(),
                payment.means.int().into(),
                payment.reference.as_str().into(),
            ]
        });
        add_rows(&self.conn, "payments (order_id, at, amount, means, reference)", rows)
    }
}

/// The table, its key, and the counter of changes a row of it has.
fn place(entity: Entity) -> (&'static str, &'static str, &'static str) {
    const COUNTED: &str = ", rev = rev + 1";
    match entity {
        Entity::Order => ("orders", "id", COUNTED),
        Entity::OrderTexts => ("order_texts", "order_id", ""),
        Entity::Customer => ("customers", "id", COUNTED),
        Entity::Contact => ("contacts", "id", ""),
        Entity::Payment => ("payments", "id", ""),
        Entity::Call => ("calls", "id", ""),
        Entity::Appointment => ("appointments", "id", ""),
        Entity::Note => ("notes", "id", ""),
        Entity::Case => ("cases", "id", ""),
        Entity::Message => ("messages", "id", ""),
        Entity::Claim => ("claims", "customer_id", ""),
        Entity::NotSame => ("not_same", "id", ""),
        Entity::Tick => ("ticks", "step", ""),
        Entity::Return => ("returns", "id", ""),
        Entity::Publication => ("published", "id", ""),
    }
}

/// An order a manager took by phone (R37): placed now, nothing done yet.
fn taken_by_phone(customer: CustomerId, order: &IncomingOrder, now: Time) -> NewOrderRow {
    let mut facts = OrderFacts::new(OrderId(0), customer, order.currency, order.total, order.created_at);
    facts.seen_at = now;
    facts.terms = order.terms.unwrap_or(Terms::Prepaid);
    facts.carrier = order.carrier;
    NewOrderRow {
        facts,
        number: order.number.clone(),
        channel: order.channel.clone(),
        source: String::new(),
        tracking_number: None,
        parcels: Vec::new(),
        texts: order.texts(),
        lines: order.lines.clone(),
    }
}

fn sql_value(value: &Value) -> Val<'_> {
    match value {
        Value::Null => Val::Null,
        Value::Int(int) => Val::Int(*int),
        Value::Text(text) => Val::Text(text.into()),
    }
}
