//! Goods that come back after receipt: read with their orders, and what of an order follows from them.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::lists::each_in;
use crate::domain::carrier::Carrier;
use crate::domain::change::NewRow;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::back_of_each;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::OrderFacts;
use crate::domain::time::Time;

/// What came back within a period, of one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnFigures {
    /// Why.
    pub reason: ReturnReason,
    /// What the customers got.
    pub instead: Instead,
    /// In what currency.
    pub currency: Currency,
    /// How many returns.
    pub count: i64,
    /// What they are worth, minor units.
    pub amount: i64,
}

impl ReturnFigures {
    fn kind(&self) -> (ReturnReason, Instead, Currency) {
        (self.reason, self.instead, self.currency)
    }
}

const COLUMNS: &str = "r.order_id, r.id, r.made_at, r.reason, r.condition, r.instead, r.contents, r.amount, r.carrier, \
    r.tracking_number, r.number_at, r.back_at, r.exchange_order, \
    (select x.number from orders x where x.id = r.exchange_order and x.voided_by is null)";

impl Store {
    /// What was agreed to come back from `from` until `until`, and did, by reason and by what was given for it; of the shops
    /// that `counts` lets in.
    pub fn goods_returned(
        &self,
        from: Time,
        until: Time,
        counts: impl Fn(Option<LabelId>) -> bool,
    ) -> Result<Vec<ReturnFigures>, StoreError> {
        let mut found: Vec<ReturnFigures> = Vec::new();
        let sql = "select r.reason, r.instead, o.currency, r.amount, o.shop from returns r join orders o on o.id = r.order_id \
             where r.made_at >= $1 and r.made_at < $2 and r.back_at is not null and r.voided_by is null";
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            if !counts(row.get(4)?) {
                continue;
            }
            let one = ReturnFigures {
                reason: ReturnReason::from_int(row.get(0)?).unwrap_or(ReturnReason::Other),
                instead: Instead::from_int(row.get(1)?).unwrap_or(Instead::Refund),
                currency: row.get(2)?,
                count: 1,
                amount: row.get(3)?,
            };
            match found.iter_mut().find(|sum| sum.kind() == one.kind()) {
                Some(sum) => {
                    sum.count += 1;
                    sum.amount = sum.amount.saturating_add(one.amount);
                }
                None => found.push(one),
            }
        }
        found.sort_by_key(|one| (one.reason, one.instead, one.currency.code().to_owned()));
        Ok(found)
    }
}

impl Tx<'_> {
    /// Adds a return; what of its order follows from it is written with it.
    pub(super) fn add_return(&self, new: &NewRow) -> Result<i64, StoreError> {
        let NewRow::Return {
            order,
            made_at,
            operator,
            reason,
            condition,
            instead,
            contents,
            amount,
            carrier,
            number,
            number_at,
            back_at,
        } = new
        else {
            return Err(StoreError::Stale);
        };
        let sql = "insert into returns (order_id, made_at, operator, reason, condition, instead, contents, amount, carrier, \
             tracking_number, number_at, back_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let contents = serde_json::to_string(contents).unwrap_or_default();
        let id = prepare(&self.conn, sql)?.insert(vals![
            order,
            made_at.0,
            operator,
            reason,
            condition,
            instead,
            contents,
            amount,
            carrier,
            number.as_deref(),
            number_at.map(|at| at.0),
            back_at.map(|at| at.0),
        ])?;
        self.project_returns(OrderId(*order))?;
        Ok(id)
    }

    /// Writes again what of its order follows from a return that changed.
    pub(super) fn project_return(&self, id: i64) -> Result<(), StoreError> {
        let sql = "select order_id from returns where id = $1";
        let order: Option<i64> = prepare(&self.conn, sql)?.query_row([id], |row| row.get(0)).optional()?;
        order.map_or(Ok(()), |order| self.project_returns(OrderId(order)))
    }

    /// Writes how much of each line of an order came back, where anything did: lines just written know of none.
    pub(super) fn project_lines(&self, order: OrderId) -> Result<(), StoreError> {
        let sql = "select exists (select 1 from returns where order_id = $1 and back_at is not null)";
        if prepare(&self.conn, sql)?.query_row([order.0], |row| row.get(0))? {
            self.project_returns(order)?;
        }
        Ok(())
    }

    /// Writes what of an order follows from its returns.
    fn project_returns(&self, order: OrderId) -> Result<(), StoreError> {
        let returns = returns_of(&self.conn, &[order.0])?.remove(&order).unwrap_or_default();
        let lines = super::order_lines::lines(&self.conn, order)?;
        let back = back_of_each(&lines, &returns);
        let mut select = prepare(
            &self.conn,
            "select id from order_lines where order_id = $1 order by position, id",
        )?;
        let ids: Vec<i64> = select
            .query_map([order.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let sql = "update order_lines set returned_milli = $1 where id = $2 and returned_milli <> $1";
        let mut update = prepare(&self.conn, sql)?;
        for (id, back) in ids.into_iter().zip(back) {
            update.later((back, id))?;
        }
        let is_back = |one: &&GoodsReturn| one.back_at.is_some();
        let worth: i64 = returns.iter().filter(is_back).map(|one| one.amount).sum();
        let last = returns.iter().filter_map(|one| one.back_at).max();
        let awaited = returns.iter().filter(|one| one.back_at.is_none());
        let since = awaited.map(|one| one.made_at).min();
        let sql = "update orders set sent_back = $1, sent_back_at = $2, return_since = $3, rev = rev + 1 where id = $4";
        prepare(&self.conn, sql)?.later((worth, last.map(|at| at.0), since.map(|at| at.0), order.0))?;
        Ok(())
    }
}

/// Whether something of an order comes back or came.
pub(super) fn has_returns(order: &OrderFacts) -> bool {
    order.return_since.is_some() || order.sent_back_at.is_some()
}

/// What comes back of these orders, the oldest first.
pub(super) fn returns_of(conn: &Conn, orders: &[i64]) -> Result<HashMap<OrderId, Vec<GoodsReturn>>, StoreError> {
    let mut found: HashMap<OrderId, Vec<GoodsReturn>> = HashMap::new();
    let sql = format!(
        "select {COLUMNS} from returns r where r.order_id in ({{ids}}) and r.voided_by is null order by r.order_id, r.id"
    );
    each_in(conn, &sql, orders, |row| {
        found.entry(OrderId(row.get(0)?)).or_default().push(return_from(row)?);
        Ok(())
    })?;
    Ok(found)
}

fn return_from(row: DbRow<'_>) -> Result<GoodsReturn, StoreError> {
    let time = |index: usize| -> Result<Option<Time>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(Time)) };
    let exchange: (Option<i64>, Option<String>) = (row.get(12)?, row.get(13)?);
    Ok(GoodsReturn {
        id: row.get(1)?,
        made_at: Time(row.get(2)?),
        reason: ReturnReason::from_int(row.get(3)?).unwrap_or(ReturnReason::Other),
        condition: row.get::<Option<i64>>(4)?.and_then(Condition::from_int),
        instead: Instead::from_int(row.get(5)?).unwrap_or(Instead::Refund),
        contents: serde_json::from_str(&row.get::<String>(6)?).unwrap_or_default(),
        amount: row.get(7)?,
        carrier: row.get::<Option<i64>>(8)?.and_then(Carrier::from_int),
        number: row.get(9)?,
        number_at: time(10)?,
        back_at: time(11)?,
        exchange: exchange.0.map(OrderId).zip(exchange.1),
    })
}
