//! Who tried to buy and failed: filled a cart and left it behind, or ordered and could not pay (R31).

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::money::Currency;
use crate::domain::time::Time;

/// A cart somebody left behind, or an order they could not pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedRow {
    /// The order; none for a cart.
    pub order: Option<OrderId>,
    /// Who.
    pub customer: CustomerId,
    /// When it was begun, or could not be paid.
    pub at: Time,
    /// What it would have cost, minor units.
    pub total: i64,
    /// Of the total.
    pub currency: Currency,
    /// What was in the cart; empty for an order.
    pub contents: String,
}

/// What the file knows of a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartKnown {
    /// Nothing.
    Not,
    /// It stands there as it is told.
    AsTold,
    /// It stands there otherwise, for this customer.
    Otherwise(CustomerId),
    /// It has become an order, or who left it behind was erased.
    Over,
}

impl Store {
    /// The carts begun from `from` to before `until` by who has ordered nothing since, each one's newest, in the order of time.
    pub fn tried(&self, from: Time, until: Time) -> Result<Vec<TriedRow>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select c.id, t.at, t.total, t.currency, t.contents from tried t \
               join customers k on k.id = t.customer_id join customers c on c.id = coalesce(k.merged_into, k.id) \
             where t.at >= $1 and t.at < $2 and c.not_customer = 0 and c.voided_by is null \
               and not exists (select 1 from order_sources s where s.source = t.source and s.external_id = t.external_id) \
               and not exists (select 1 from orders o where o.customer_id = c.id and o.created_at >= t.at and o.voided_by is null) \
               and not exists (select 1 from tried n where n.customer_id = t.customer_id and n.at > t.at) \
             order by t.at, t.source, t.external_id",
        )?;
        let rows = select.query_map((from.0, until.0), |row| {
            Ok(TriedRow {
                order: None,
                customer: CustomerId(row.get(0)?),
                at: Time(row.get(1)?),
                total: row.get(2)?,
                currency: row.get(3)?,
                contents: row.get(4)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// The orders that could not be paid (flag 4) from `from` to before `until`, of who has not tried again since, in the order
    /// of time.
    pub fn payments_failed(&self, from: Time, until: Time) -> Result<Vec<TriedRow>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select o.id, o.customer_id, coalesce(o.reopened_at, o.created_at), o.total, o.currency from orders o \
               join customers c on c.id = o.customer_id \
             where o.live = 1 and o.stage = 1 and o.flags & 4 <> 0 and o.paid = 0 \
               and coalesce(o.reopened_at, o.created_at) >= $1 and coalesce(o.reopened_at, o.created_at) < $2 \
               and c.not_customer = 0 \
               and not exists (select 1 from orders n where n.customer_id = o.customer_id and n.created_at > o.created_at \
                 and n.voided_by is null) \
               and not exists (select 1 from tried t where t.customer_id = o.customer_id and t.at > o.created_at) \
             order by 3, o.id",
        )?;
        let rows = select.query_map((from.0, until.0), |row| {
            Ok(TriedRow {
                order: Some(OrderId(row.get(0)?)),
                customer: CustomerId(row.get(1)?),
                at: Time(row.get(2)?),
                total: row.get(3)?,
                currency: row.get(4)?,
                contents: String::new(),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// What is known of a cart.
    pub fn cart_known(&self, cart: &IncomingOrder) -> Result<CartKnown, StoreError> {
        let source = cart.kept_source();
        let mut ordered = prepare(
            &self.conn,
            "select 1 from order_sources where source = $1 and external_id = $2",
        )?;
        let is_ordered = ordered.query_row((&source, &cart.external_id), |_| Ok(())).optional()?;
        if is_ordered.is_some() {
            return Ok(CartKnown::Over);
        }
        let mut select = prepare(
            &self.conn,
            "select customer_id, at, total, currency, contents from tried where source = $1 and external_id = $2",
        )?;
        let found = select.query_row((&source, &cart.external_id), |row| {
            let told = (
                row.get::<i64>(1)?,
                row.get::<i64>(2)?,
                row.get::<String>(3)?,
                row.get::<String>(4)?,
            );
            Ok((row.get::<Option<i64>>(0)?, told))
        });
        let told = (
            cart.created_at.0,
            cart.total,
            cart.currency.code().to_owned(),
            cart.contents(),
        );
        Ok(match found.optional()? {
            None => CartKnown::Not,
            Some((None, _)) => CartKnown::Over,
            Some((Some(_), known)) if known == told => CartKnown::AsTold,
            Some((Some(customer), _)) => CartKnown::Otherwise(CustomerId(customer)),
        })
    }

    /// Keeps a cart as it is told.
    pub fn keep_cart(&self, cart: &IncomingOrder, customer: CustomerId) -> Result<(), StoreError> {
        let mut insert = prepare(
            &self.conn,
            "insert into tried (source, external_id, customer_id, at, total, currency, contents) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (source, external_id) do update set \
             at = excluded.at, total = excluded.total, currency = excluded.currency, contents = excluded.contents",
        )?;
        insert.later((
            cart.kept_source(),
            &cart.external_id,
            customer.0,
            cart.created_at.0,
            cart.total,
            cart.currency.code(),
            cart.contents(),
        ))?;
        Ok(())
    }

    /// Carts begun before this moment are not needed any more.
    pub fn forget_carts(&self, before: Time) -> Result<(), StoreError> {
        prepare(&self.conn, "delete from tried where at < $1")?.later([before.0])?;
        Ok(())
    }
}
