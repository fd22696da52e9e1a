//! Everything the file holds of one person, table by table, with those who have become one with them.

use super::Store;
use super::StoreError;
use super::db::Args;
use super::db::Conn;
use super::db::FromColumn;
use super::db::Val;
use super::db::prepare;
use super::traces::PEOPLE;
use super::traces::Traces;
use crate::domain::held::HeldRows;
use crate::domain::held::HeldValue;
use crate::domain::ids::CustomerId;
use crate::domain::time::Time;

const OF_CUSTOMER: &str = "customer_id in (select id from people)";
const OF_ORDER: &str = "order_id in (select o.id from orders o where o.customer_id in (select id from people))";
const OF_EITHER: &str = "customer_id in (select id from people) \
    or order_id in (select o.id from orders o where o.customer_id in (select id from people))";
/// Of ticks and skips: an order, or a customer ([`RowKey`](crate::domain::target::RowKey)).
const OF_ROW: &str = "(kind, ref) in (select 1, p.id from people p union all \
    select 2, o.id from orders o where o.customer_id in (select id from people))";
pub(super) const OF_TICK: &str = "list in (select t.list from ticks t where (t.kind, t.ref) in (\
    select 1, p.id from people p union all \
    select 2, o.id from orders o where o.customer_id in (select id from people)))";

/// Every table that holds something of a person, which of its rows are theirs, and their order.
const HELD: [(&str, &str, &str); 24] = [
    ("customers", "id in (select id from people)", "id"),
    ("contacts", OF_CUSTOMER, "id"),
    ("orders", OF_CUSTOMER, "id"),
    ("order_texts", OF_ORDER, "order_id"),
    ("order_sources", OF_ORDER, "source, external_id"),
    ("order_lines", OF_ORDER, "order_id, position, id"),
    ("parcels", OF_ORDER, "order_id, position"),
    ("parcel_news", OF_ORDER, "order_id, position"),
    ("parcel_events", OF_ORDER, "order_id, position, at, code"),
    ("demand", OF_ORDER, "order_id, product_id"),
    ("payments", OF_ORDER, "id"),
    ("returns", OF_ORDER, "id"),
    ("calls", OF_EITHER, "id"),
    ("appointments", OF_EITHER, "id"),
    ("notes", OF_EITHER, "id"),
    ("cases", OF_EITHER, "id"),
    ("messages", OF_EITHER, "id"),
    ("shop_writes", OF_ORDER, "id"),
    ("journal", OF_EITHER, "id"),
    ("claims", OF_CUSTOMER, "customer_id"),
    ("tried", OF_CUSTOMER, "source, external_id"),
    ("ticks", OF_ROW, "kind, ref, script, step"),
    ("script_points", OF_TICK, "list, place"),
    (
        "not_same",
        "one in (select id from people) or other in (select id from people)",
        "id",
    ),
];

/// Columns that hold a moment and do not end in `_at`.
const MOMENTS: [&str; 8] = [
    "at",
    "dispatch_by",
    "free_until",
    "hold_until",
    "lease_until",
    "not_before",
    "promised_from",
    "promised_until",
];

impl Store {
    /// Everything held of the person, as one state of the file; tables without a row of theirs are left out.
    pub fn held(&self, id: CustomerId) -> Result<Vec<HeldRows>, StoreError> {
        let _one_state = self.snapshot()?;
        let mut held = Vec::with_capacity(HELD.len() + 1);
        for (table, condition, order) in HELD {
            let sql = format!("{PEOPLE} select * from {table} where {condition} order by {order}");
            held.push(HeldRows {
                table,
                rows: self.rows(&sql, [id.0])?,
            });
        }
        let traces = Traces::of(&self.conn, id)?;
        let mut rejects = Vec::new();
        for reject in rejects_with(&self.conn, &traces)? {
            rejects.extend(self.rows("select * from rejects where id = $1", [reject])?);
        }
        let mut told = Vec::new();
        for body in told_bodies_with(&self.conn, &traces)? {
            told.extend(self.rows("select * from order_feed_inbox where id = $1", [body])?);
        }
        let mut letters = Vec::new();
        for letter in own_letters_with(&self.conn, &traces)? {
            letters.extend(self.rows("select * from own_letters where id = $1", [letter])?);
        }
        let mut rests = Vec::new();
        for name in rests_with(&self.conn, &traces)? {
            rests.extend(self.rows("select * from channels where name = $1", [name.as_str()])?);
        }
        held.push(HeldRows {
            table: "channels",
            rows: rests,
        });
        held.push(HeldRows {
            table: "rejects",
            rows: rejects,
        });
        held.push(HeldRows {
            table: "order_feed_inbox",
            rows: told,
        });
        held.push(HeldRows {
            table: "own_letters",
            rows: letters,
        });
        held.retain(|part| !part.rows.is_empty());
        Ok(held)
    }

    fn rows(&self, sql: &str, params: impl Args) -> Result<Vec<Vec<(String, HeldValue)>>, StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let names = select.columns()?;
        let mut rows = select.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut columns = Vec::new();
            for (at, name) in names.iter().enumerate() {
                let value = match row.val(at)? {
                    Val::Int(at) if is_moment(name) => HeldValue::At(Time(at)),
                    Val::Int(int) => HeldValue::Int(int),
                    Val::Text(text) if !text.is_empty() => HeldValue::Text(text.into_owned()),
                    Val::Null | Val::Text(_) => continue,
                };
                columns.push((name.clone(), value));
            }
            found.push(columns);
        }
        Ok(found)
    }
}

/// The rejects whose text has a trace of the person.
pub(super) fn rejects_with(conn: &Conn, traces: &Traces) -> Result<Vec<i64>, StoreError> {
    with_traces(conn, "select id, raw || ' ' || why from rejects order by id", traces)
}

/// What machines told of orders whose text has a trace of the person.
pub(super) fn told_bodies_with(conn: &Conn, traces: &Traces) -> Result<Vec<i64>, StoreError> {
    with_traces(conn, "select id, body from order_feed_inbox order by id", traces)
}

/// The letters to the shop itself whose text has a trace of the person: of those that have ended the text is gone.
pub(super) fn own_letters_with(conn: &Conn, traces: &Traces) -> Result<Vec<i64>, StoreError> {
    let sql = "select id, body from own_letters where state in (1, 4, 6, 8) order by id";
    with_traces(conn, sql, traces)
}

/// The channels that rest for a reason which has a trace of the person.
pub(super) fn rests_with(conn: &Conn, traces: &Traces) -> Result<Vec<String>, StoreError> {
    let sql = "select name, coalesce(rests_why, '') || ' ' || coalesce(failed_why, '') from channels \
               where rests_why is not null or failed_why is not null order by name";
    with_traces(conn, sql, traces)
}

/// The keys in the first column of `sql` beside which the second has a trace of the person.
fn with_traces<K: FromColumn>(conn: &Conn, sql: &str, traces: &Traces) -> Result<Vec<K>, StoreError> {
    let mut select = prepare(conn, sql)?;
    let mut rows = select.query(())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if traces.are_in(row.text(1)?) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

fn is_moment(column: &str) -> bool {
    column.ends_with("_at") || MOMENTS.contains(&column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_names_a_customer_or_an_order_is_looked_through() {
        let store = Store::in_memory().unwrap();
        let on_a_server = "select distinct table_name::text from information_schema.columns c \
                   join information_schema.tables t using (table_schema, table_name) \
                   where table_schema = current_schema() and t.table_type = 'BASE TABLE' and column_name in \
                     ('customer_id', 'order_id', 'merged_into', 'address', 'phone', 'raw') \
                     and table_name not in ('rejects', 'own_letters')";
        let on_a_file = "select distinct t.name from sqlite_schema t join pragma_table_info(t.name) c \
                   where t.type = 'table' and c.name in ('customer_id', 'order_id', 'merged_into', 'address', 'phone', 'raw') \
                     and t.name not in ('rejects', 'own_letters')";
        let is_server = store.conn.is_server();
        for table in store.seen_texts(if is_server { on_a_server } else { on_a_file }) {
            assert!(HELD.iter().any(|(held, ..)| *held == table), "{table}");
        }
        for (table, condition, order) in HELD {
            let sql = format!("{PEOPLE} select * from {table} where {condition} order by {order}");
            assert_eq!(store.rows(&sql, [1]).unwrap(), Vec::<Vec<_>>::new(), "{table}");
        }
    }
}
