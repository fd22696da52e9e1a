//! The words of queue rows, fetched by id for the rows that are shown.

use std::sync::Arc;

use super::Store;
use super::StoreError;
use super::statement::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::queue::row_text::RowText;
use crate::text;

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

const WORDS: &str = "select o.number, l.text, case when c.name <> '' then c.name else c.company end, \
      case when c.received_count > 0 then c.manager end, \
      (select coalesce(t.norm, t.raw) from contacts t where t.customer_id = c.id and t.kind = 1 \
        and t.voided_by is null order by t.bad_at is not null, t.id limit 1) \
    from customers c left join orders o on o.id = $1 left join labels l on l.id = o.channel where c.id = $2";

impl Store {
    /// The words of a row about `customer` and, when there is one, `order`.
    pub fn row_text(&self, customer: CustomerId, order: Option<OrderId>) -> Result<TextRow, StoreError> {
        let mut select = prepare(&self.conn, WORDS)?;
        let mut rows = select.query((order.map(|id| id.0), customer.0))?;
        let Some(row) = rows.next()? else {
            return Ok(TextRow::default());
        };
        let text = |index: usize| -> Result<String, rusqlite::Error> {
            Ok(row.get::<_, Option<String>>(index)?.unwrap_or_default())
        };
        Ok(TextRow {
            number: text(0)?,
            channel: text(1)?,
            customer: text(2)?,
            manager: row.get(3)?,
            phone: text(4)?,
        })
    }

    /// The statements behind a row's words, for the tests of their plans.
    pub fn row_statements() -> [&'static str; 1] {
        [WORDS]
    }
}

pub(crate) fn row_text(store: &Store, key: (CustomerId, Option<OrderId>)) -> Result<Arc<RowText>, StoreError> {
    let row = store.row_text(key.0, key.1)?;
    let clean = |text: &str| text::clean(text).into_owned();
    Ok(Arc::new(RowText {
        number: clean(&row.number),
        customer: clean(&row.customer),
        phone: clean(&row.phone),
        channel: clean(&row.channel),
        manager: row.manager.as_deref().map(clean),
    }))
}
