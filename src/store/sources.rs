//! Where orders came from, and what their shop said of them last.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::lists::each_in;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;

/// The version a shop told last, and the one before the newest question about it arose.
pub type Versions = (IncomingOrder, Option<IncomingOrder>);

/// Whether orders came from more than one source: both ends of an index.
pub(super) const SEVERAL: &str =
    "(select min(s.source) from order_sources s) <> (select max(s.source) from order_sources s)";

/// Where the order of a message `m` came from; of one about no order, where the newest of its customer did: that shop is the
/// one they know.
macro_rules! source_of_message {
    () => {
        "(select min(s.source) from order_sources s where s.order_id = coalesce(m.order_id, \
          (select max(w.id) from orders w where w.customer_id = m.customer_id and w.voided_by is null)))"
    };
}
pub(super) use source_of_message;

impl Store {
    /// True when orders came from more than one shop or file of another kind.
    pub fn has_several_sources(&self) -> Result<bool, StoreError> {
        let sql = format!("select {SEVERAL}");
        let found = prepare(&self.conn, &sql)?.query_row((), |row| row.get::<Option<bool>>(0));
        Ok(found.optional()?.flatten().unwrap_or_default())
    }

    /// True when neither an order nor a customer is in the file.
    pub fn is_blank(&self) -> Result<bool, StoreError> {
        let sql = "select (select max(id) from orders) is null and (select max(id) from customers) is null";
        prepare(&self.conn, sql)?.query_row((), |row| row.get(0))
    }

    /// Where several orders came from; those of the desk are left out.
    pub fn sources_of(&self, orders: &[OrderId]) -> Result<HashMap<OrderId, String>, StoreError> {
        let mut found = HashMap::with_capacity(orders.len());
        let ids: Vec<i64> = orders.iter().map(|id| id.0).collect();
        let sql = "select order_id, min(source) from order_sources where order_id in ({ids}) group by order_id";
        each_in(&self.conn, sql, &ids, |row| {
            found.insert(OrderId(row.get(0)?), row.get(1)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Where the newest order of each of several customers came from; those whose is of the desk are left out.
    pub fn sources_of_customers(&self, customers: &[CustomerId]) -> Result<HashMap<CustomerId, String>, StoreError> {
        let mut found = HashMap::new();
        let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
        let sql = "select o.customer_id, min(s.source) from orders o join order_sources s on s.order_id = o.id \
             where o.id in (select max(w.id) from orders w where w.customer_id in ({ids}) and w.voided_by is null \
               group by w.customer_id) group by o.customer_id";
        each_in(&self.conn, sql, &ids, |row| {
            found.insert(CustomerId(row.get(0)?), row.get(1)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The order as its shop told it last, while that is kept.
    pub fn shop_version(&self, order: OrderId) -> Result<Option<IncomingOrder>, StoreError> {
        Ok(shop_versions(&self.conn, order)?.map(|versions| versions.0))
    }

    /// The order as its shop told it last, and as it had told it when the newest question about it arose.
    pub fn shop_versions(&self, order: OrderId) -> Result<Option<Versions>, StoreError> {
        shop_versions(&self.conn, order)
    }
}

fn shop_versions(conn: &Conn, order: OrderId) -> Result<Option<Versions>, StoreError> {
    let sql = "select shop, asked from order_sources where order_id = $1 and shop is not null \
               order by source, external_id limit 1";
    let read = |row: DbRow<'_>| Ok((row.get::<String>(0)?, row.get::<Option<String>>(1)?));
    let Some((shop, asked)) = prepare(conn, sql)?.query_row([order.0], read).optional()? else {
        return Ok(None);
    };
    let unknown = || StoreError::Unknown {
        table: "order_sources",
        id: order.0,
        what: "a shop's version".to_owned(),
    };
    let shop = serde_json::from_str(&shop).map_err(|_| unknown())?;
    // One that cannot be read is as good as none: everything that differs is shown then.
    let asked = asked.and_then(|asked| serde_json::from_str(&asked).ok());
    Ok(Some((shop, asked)))
}
