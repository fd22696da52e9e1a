//! What happened with one customer: their orders, calls, notes and money, for the card's timeline.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::db::prepare;
use super::lists::each_in;
use super::order_columns::AFTER_FACTS;
use super::order_columns::FACTS;
use super::order_columns::order_from;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::call::RINGS_FOR;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::domain::time::Time;

/// A call as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    /// When it began.
    pub at: Time,
    /// They called us.
    pub incoming: bool,
    /// The last the line said of it.
    pub last_event_at: Time,
    /// When it was taken.
    pub answered_at: Option<Time>,
    /// When it ended.
    pub ended_at: Option<Time>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Why nobody took it.
    pub missed_reason: Option<MissedReason>,
    /// The number.
    pub phone: String,
    /// Who of us.
    pub operator: String,
    /// The number of the order it was about.
    pub order_number: Option<String>,
}

/// A note as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// When.
    pub at: Time,
    /// Who.
    pub operator: String,
    /// What.
    pub text: String,
    /// On which order.
    pub order_number: Option<String>,
}

/// A payment: when, minor units, means.
pub type PaymentRow = (Time, i64, i64);

/// One order of a customer in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// What the rules read.
    pub facts: OrderFacts,
    /// As the shop writes it.
    pub number: String,
    /// The way it came; empty when unknown.
    pub channel: String,
}

fn orders_sql() -> String {
    format!(
        "select {FACTS}, live, number, (select l.text from labels l where l.id = orders.channel) from orders \
         where customer_id = $1 and voided_by is null order by created_at desc, id desc limit $2"
    )
}

const CALLS: &str = "select c.started_at, c.incoming, c.last_event_at, c.answered_at, c.ended_at, c.outcome, c.missed_reason, c.phone, \
    c.operator, o.number from calls c left join orders o on o.id = c.order_id \
    where c.customer_id = $1 and c.voided_by is null order by c.started_at desc, c.id desc limit $2";
const NOTES: &str = "select n.at, n.operator, n.text, o.number from notes n left join orders o on o.id = n.order_id \
    where n.customer_id = $1 and n.voided_by is null order by n.at desc, n.id desc limit $2";

impl CallRow {
    /// They called and nobody took it, as at `now`: one that still rings is not missed yet.
    pub fn is_missed(&self, now: Time) -> bool {
        let over = self.ended_at.is_some() || self.last_event_at + RINGS_FOR <= now;
        self.incoming && self.answered_at.is_none() && over
    }
}

impl Store {
    /// The customer's orders, newest first.
    pub fn orders_of(&self, customer: CustomerId, limit: usize) -> Result<Vec<OrderRow>, StoreError> {
        let mut select = prepare(&self.conn, &orders_sql())?;
        let mut rows = select.query((customer.0, i64::try_from(limit).unwrap_or(i64::MAX)))?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            orders.push(OrderRow {
                facts: order_from(row)?,
                number: row.get(AFTER_FACTS)?,
                channel: row.get::<Option<String>>(AFTER_FACTS + 1)?.unwrap_or_default(),
            });
        }
        Ok(orders)
    }

    /// The customer's calls, newest first.
    pub fn calls_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<CallRow>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut select = prepare(&self.conn, CALLS)?;
        let rows = select.query_map((customer.0, limit), |row| {
            Ok(CallRow {
                at: Time(row.get(0)?),
                incoming: row.get::<i64>(1)? != 0,
                last_event_at: Time(row.get(2)?),
                answered_at: row.get::<Option<i64>>(3)?.map(Time),
                ended_at: row.get::<Option<i64>>(4)?.map(Time),
                outcome: row.get::<Option<i64>>(5)?.and_then(Outcome::from_int),
                missed_reason: row.get::<Option<i64>>(6)?.and_then(MissedReason::from_int),
                phone: row.get(7)?,
                operator: row.get::<Option<String>>(8)?.unwrap_or_default(),
                order_number: row.get(9)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// The customer's notes, newest first.
    pub fn notes_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<NoteRow>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let mut select = prepare(&self.conn, NOTES)?;
        let rows = select.query_map((customer.0, limit), |row| {
            Ok(NoteRow {
                at: Time(row.get(0)?),
                operator: row.get(1)?,
                text: row.get(2)?,
                order_number: row.get(3)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// The order's payments that count, oldest first: when, minor units, means.
    pub fn payments_of(&self, order: OrderId) -> Result<Vec<PaymentRow>, StoreError> {
        Ok(self.payments_of_several(&[order])?.remove(&order).unwrap_or_default())
    }

    /// Those of several orders.
    pub fn payments_of_several(&self, orders: &[OrderId]) -> Result<HashMap<OrderId, Vec<PaymentRow>>, StoreError> {
        let ids: Vec<i64> = orders.iter().map(|id| id.0).collect();
        let mut payments: HashMap<OrderId, Vec<PaymentRow>> = HashMap::new();
        let sql = "select order_id, at, amount, means from payments where order_id in ({ids}) and voided_by is null \
                 order by order_id, at, id";
        each_in(&self.conn, sql, &ids, |row| {
            let payment = (Time(row.get(1)?), row.get(2)?, row.get(3)?);
            payments.entry(OrderId(row.get(0)?)).or_default().push(payment);
            Ok(())
        })?;
        Ok(payments)
    }
}
