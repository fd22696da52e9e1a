//! What happened with one customer: his orders, calls, notes and money, for the card's timeline.

use super::Store;
use super::StoreError;
use super::statement::prepare;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::call::RINGS_FOR;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Stage;
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

/// One order of a customer in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Which.
    pub id: OrderId,
    /// As the shop writes it.
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it was placed.
    pub created_at: Time,
    /// Minor units.
    pub total: i64,
    /// Of the total.
    pub currency: Currency,
    /// The way it came; empty when unknown.
    pub channel: String,
}

const ORDERS: &str = "select o.id, o.number, o.stage, o.created_at, o.total, o.currency, l.text from orders o \
    left join labels l on l.id = o.channel where o.customer_id = $1 and o.voided_by is null \
    order by o.created_at desc limit $2";
const CALLS: &str = "select c.started_at, c.incoming, c.last_event_at, c.answered_at, c.ended_at, c.outcome, c.missed_reason, c.phone, \
    c.operator, o.number from calls c left join orders o on o.id = c.order_id \
    where c.customer_id = $1 and c.voided_by is null order by c.started_at desc limit $2";
const NOTES: &str = "select n.at, n.operator, n.text, o.number from notes n left join orders o on o.id = n.order_id \
    where n.customer_id = $1 and n.voided_by is null order by n.at desc limit $2";

impl CallRow {
    /// They called and nobody took it, as at `now`: one that still rings is not missed yet.
    pub fn is_missed(&self, now: Time) -> bool {
        let over = self.ended_at.is_some() || self.last_event_at + RINGS_FOR <= now;
        self.incoming && self.answered_at.is_none() && over
    }
}

impl Store {
    /// The customer's orders, newest first.
    pub fn orders_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<OrderRow>, StoreError> {
        let mut select = prepare(&self.conn, ORDERS)?;
        let mut rows = select.query((customer.0, limit))?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let unknown = |what: &str| StoreError::Unknown {
                table: "orders",
                id,
                what: what.to_owned(),
            };
            orders.push(OrderRow {
                id: OrderId(id),
                number: row.get(1)?,
                stage: Stage::from_int(row.get(2)?).ok_or_else(|| unknown("a stage"))?,
                created_at: Time(row.get(3)?),
                total: row.get(4)?,
                currency: Currency::parse(&row.get::<_, String>(5)?).map_err(|_| unknown("a currency"))?,
                channel: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
            });
        }
        Ok(orders)
    }

    /// The customer's calls, newest first.
    pub fn calls_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<CallRow>, StoreError> {
        let mut select = prepare(&self.conn, CALLS)?;
        let rows = select.query_map((customer.0, limit), |row| {
            Ok(CallRow {
                at: Time(row.get(0)?),
                incoming: row.get::<_, i64>(1)? != 0,
                last_event_at: Time(row.get(2)?),
                answered_at: row.get::<_, Option<i64>>(3)?.map(Time),
                ended_at: row.get::<_, Option<i64>>(4)?.map(Time),
                outcome: row.get::<_, Option<i64>>(5)?.and_then(Outcome::from_int),
                missed_reason: row.get::<_, Option<i64>>(6)?.and_then(MissedReason::from_int),
                phone: row.get(7)?,
                operator: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
                order_number: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The customer's notes, newest first.
    pub fn notes_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<NoteRow>, StoreError> {
        let mut select = prepare(&self.conn, NOTES)?;
        let rows = select.query_map((customer.0, limit), |row| {
            Ok(NoteRow {
                at: Time(row.get(0)?),
                operator: row.get(1)?,
                text: row.get(2)?,
                order_number: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The order's payments that count, oldest first: when, minor units, means.
    pub fn payments_of(&self, order: OrderId) -> Result<Vec<(Time, i64, i64)>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select at, amount, means from payments where order_id = $1 and voided_by is null order by at, id",
        )?;
        let rows = select.query_map([order.0], |row| Ok((Time(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The channel of an order.
    pub fn channel_of(&self, order: OrderId) -> Result<String, StoreError> {
        let sql = "select l.text from orders o join labels l on l.id = o.channel where o.id = $1";
        Ok(prepare(&self.conn, sql)?.query_row([order.0], |row| row.get(0))?)
    }

    /// The statements behind a card, for the tests of their plans.
    pub fn card_statements() -> [&'static str; 3] {
        [ORDERS, CALLS, NOTES]
    }
}
