//! Orders as another system of the shop is told of them: which changed, and what it knows their goods by.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::lists::each_in;
use super::source_row::SourceRow;
use crate::domain::ids::OrderId;

impl Store {
    /// Entries of the journal behind one, the oldest first, each with its order where it is of one.
    pub fn entries_behind(&self, entry: i64, limit: i64) -> Result<Vec<(i64, Option<OrderId>)>, StoreError> {
        let sql = "select id, order_id from journal where id > $1 order by id limit $2";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((entry, limit), |row| {
            Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(OrderId)))
        })?;
        rows.collect()
    }

    /// The newest entry of the journal; 0 where there is none.
    pub fn last_entry(&self) -> Result<i64, StoreError> {
        prepare(&self.conn, "select coalesce(max(id), 0) from journal")?.query_row((), |row| row.get(0))
    }

    /// What a feed knows the goods of orders by: by the order, its article numbers and names.
    pub fn goods_keys(&self, feed: &str, orders: &[OrderId]) -> Result<HashMap<(String, String), String>, StoreError> {
        let mut found = HashMap::new();
        let ids: Vec<i64> = orders.iter().map(|id| id.0).collect();
        let sql = "select g.sku, g.name, k.feed, k.key from order_lines l join goods g on g.id = l.goods_id \
             join product_keys k on k.product_id = g.product_id where l.order_id in ({ids})";
        each_in(&self.conn, sql, &ids, |row| {
            if row.get::<String>(2)? == feed {
                found.insert((row.get(0)?, row.get(1)?), row.get(3)?);
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl Tx<'_> {
    /// Where an order came from first; none of one that was entered here.
    pub fn source_of_order(&self, order: OrderId) -> Result<Option<SourceRow>, StoreError> {
        let sql =
            "select source, external_id from order_sources where order_id = $1 order by source, external_id limit 1";
        let found = prepare(&self.conn, sql)?
            .query_row([order.0], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))
            .optional()?;
        let Some((source, id)) = found else { return Ok(None) };
        self.order_source(&source, &id)
    }
}
