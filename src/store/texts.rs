//! The words of queue rows, fetched by id for the rows that are shown.

use std::collections::HashMap;
use std::sync::Arc;

use super::Store;
use super::StoreError;
use super::db::DbRow;
use super::lists::each_in;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::queue::row_text::RowText;
use crate::text;

/// What a row is about: a customer and, when there is one, an order.
pub(crate) type TextKey = (CustomerId, Option<OrderId>);

/// What a row says of a customer `c`.
const OF_CUSTOMER: &str = "case when c.name <> '' then c.name else c.company end, \
    (select coalesce(t.norm, t.raw) from contacts t where t.customer_id = c.id and t.kind = 1 \
      and t.voided_by is null order by case when t.bad_at is null then 0 else 1 end, t.id limit 1), \
    case when c.received_count > 0 then c.manager end, \
    (select t.raw from contacts t where t.customer_id = c.id and t.kind = 2 and t.voided_by is null \
      order by t.id limit 1)";

impl Store {
    /// The words of rows: name or company, first good phone, first email, own manager, and of an order its number,
    /// channel and source. Who is not there has none.
    pub(crate) fn row_texts(&self, keys: &[TextKey]) -> Result<HashMap<TextKey, Arc<RowText>>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        let customers = keys.iter().filter(|(_, order)| order.is_none());
        let customers: Vec<i64> = customers.map(|(customer, _)| customer.0).collect();
        let sql = format!("select {OF_CUSTOMER}, c.id from customers c where c.id in ({{ids}})");
        each_in(&self.conn, &sql, &customers, |row| {
            found.insert((CustomerId(row.get(4)?), None), text_from(row)?);
            Ok(())
        })?;
        let of_order: HashMap<OrderId, TextKey> =
            keys.iter().filter_map(|key| key.1.map(|order| (order, *key))).collect();
        // In the order they were asked for: what is asked alike again is known again.
        let orders: Vec<i64> = keys.iter().filter_map(|key| key.1.map(|order| order.0)).collect();
        let sql = format!(
            "select {OF_CUSTOMER}, o.id, o.number, l.text, \
                   (select min(s.source) from order_sources s where s.order_id = o.id) from orders o join customers c on c.id = o.customer_id \
                 left join labels l on l.id = o.channel where o.id in ({{ids}})"
        );
        each_in(&self.conn, &sql, &orders, |row| {
            if let Some(key) = of_order.get(&OrderId(row.get(4)?)) {
                let text = RowText {
                    number: cleaned(row, 5)?,
                    channel: cleaned(row, 6)?,
                    source: cleaned(row, 7)?,
                    ..text_from(row)?
                };
                found.insert(*key, text);
            }
            Ok(())
        })?;
        for key in keys {
            found.entry(*key).or_default();
        }
        Ok(found.into_iter().map(|(key, text)| (key, Arc::new(text))).collect())
    }

    /// The words of one row.
    pub(crate) fn row_text(&self, customer: CustomerId, order: Option<OrderId>) -> Result<Arc<RowText>, StoreError> {
        let found = self.row_texts(&[(customer, order)])?.remove(&(customer, order));
        Ok(found.unwrap_or_default())
    }
}

/// Reads `OF_CUSTOMER`.
fn text_from(row: DbRow<'_>) -> Result<RowText, StoreError> {
    let manager: Option<String> = row.get(2)?;
    Ok(RowText {
        customer: cleaned(row, 0)?,
        phone: cleaned(row, 1)?,
        email: cleaned(row, 3)?,
        manager: manager.map(|manager| text::clean(&manager).into_owned()),
        ..RowText::default()
    })
}

fn cleaned(row: DbRow<'_>, at: usize) -> Result<String, StoreError> {
    let words: Option<String> = row.get(at)?;
    Ok(words.map(|words| text::clean(&words).into_owned()).unwrap_or_default())
}
