//! The words of queue rows, fetched by id for the rows that are shown.

use super::Store;
use super::StoreError;
use super::statement::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;

/// The words of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRow {
    /// The order's number; empty without an order.
    pub number: String,
    /// The customer's name, or his company.
    pub customer: String,
    /// His first good phone, E.164; else as written; empty when none.
    pub phone: String,
    /// The channel; empty without an order.
    pub channel: String,
    /// His own manager.
    pub manager: Option<String>,
}

const NUMBER: &str = "select o.number, l.text from orders o join labels l on l.id = o.channel where o.id = $1";
const NAME: &str = "select case when name <> '' then name else company end, manager, received_count \
    from customers where id = $1";
const PHONE: &str = "select coalesce(norm, raw) from contacts where customer_id = $1 and kind = 1 \
    and voided_by is null order by bad_at is not null, id limit 1";

impl Store {
    /// The words of a row about `customer` and, when there is one, `order`.
    pub fn row_text(&self, customer: CustomerId, order: Option<OrderId>) -> Result<TextRow, StoreError> {
        let mut text = TextRow::default();
        if let Some(order) = order {
            let mut select = prepare(&self.conn, NUMBER)?;
            let mut rows = select.query([order.0])?;
            if let Some(row) = rows.next()? {
                text.number = row.get(0)?;
                text.channel = row.get(1)?;
            }
        }
        let mut select = prepare(&self.conn, NAME)?;
        let mut rows = select.query([customer.0])?;
        if let Some(row) = rows.next()? {
            text.customer = row.get(0)?;
            text.manager = row
                .get::<_, Option<String>>(1)?
                .filter(|_| row.get(2).is_ok_and(|n: i64| n > 0));
        }
        let mut select = prepare(&self.conn, PHONE)?;
        let mut rows = select.query([customer.0])?;
        if let Some(row) = rows.next()? {
            text.phone = row.get(0)?;
        }
        Ok(text)
    }

    /// The statements behind a row's words, for the tests of their plans.
    pub fn row_statements() -> [&'static str; 3] {
        [NUMBER, NAME, PHONE]
    }
}
