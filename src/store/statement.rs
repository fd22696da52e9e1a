//! What was taken from statements and registers.

use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::db::OptionalRow;
use super::db::prepare;
use crate::domain::ids::OrderId;

impl Store {
    /// True when the payment of a statement's line stands in the file.
    pub fn is_statement_taken(&self, key: &str) -> Result<bool, StoreError> {
        let sql = "select 1 from payments where reference = $1 and substr(reference, 1, 10) = 'statement:' \
                   and voided_by is null";
        let found = prepare(&self.conn, sql)?
            .query_row([key], |row| row.get::<i64>(0))
            .optional()?;
        Ok(found.is_some())
    }

    /// The tracking numbers, of these, that parcels have, with their orders.
    pub fn tracked(&self, numbers: &HashSet<String>) -> Result<Vec<(OrderId, String)>, StoreError> {
        let mut found = Vec::new();
        for number in numbers {
            let sql = "select p.order_id from parcels p where p.tracking_number = $1";
            let mut select = prepare(&self.conn, sql)?;
            let mut rows = select.query([number])?;
            while let Some(row) = rows.next()? {
                found.push((OrderId(row.get(0)?), number.clone()));
            }
        }
        Ok(found)
    }
}
