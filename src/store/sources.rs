//! Where orders came from, and what their shop said of them last.

use rusqlite::Connection;
use rusqlite::OptionalExtension;

use super::Store;
use super::StoreError;
use super::Tx;
use super::statement::prepare;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;

impl Store {
    /// Where an order came from: the source's name and its id there; none for an order of the desk.
    pub fn source_of(&self, order: OrderId) -> Result<Option<(String, String)>, StoreError> {
        let sql = "select source, external_id from order_sources where order_id = $1 limit 1";
        let mut select = prepare(&self.conn, sql)?;
        Ok(select
            .query_row([order.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// The order as its shop told it last, while that is kept.
    pub fn shop_version(&self, order: OrderId) -> Result<Option<IncomingOrder>, StoreError> {
        shop_version(&self.conn, order)
    }
}

impl Tx<'_> {
    /// The order as its shop told it last, while that is kept.
    pub fn shop_version(&self, order: OrderId) -> Result<Option<IncomingOrder>, StoreError> {
        shop_version(&self.conn, order)
    }
}

fn shop_version(conn: &Connection, order: OrderId) -> Result<Option<IncomingOrder>, StoreError> {
    let sql = "select shop from order_sources where order_id = $1 and shop is not null limit 1";
    let json: Option<String> = prepare(conn, sql)?.query_row([order.0], |row| row.get(0)).optional()?;
    let unknown = || StoreError::Unknown {
        table: "order_sources",
        id: order.0,
        what: "a shop's version".to_owned(),
    };
    json.map(|json| serde_json::from_str(&json).map_err(|_| unknown()))
        .transpose()
}
