//! Fills a new file at once: nothing is durable, followed or indexed until it is finished.
//!
//! Rows go in by the same statements as everywhere; only the projections come ready from the caller, who has the whole
//! of a customer at hand. Half a file is no file: who fails here removes it.

use std::path::Path;

use super::Access;
use super::NewCustomerRow;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::prepare;
use crate::domain::ids::CustomerId;
use crate::domain::time::Time;

/// Pages kept in memory while indexes are made, KiB.
const CACHE: i64 = 256_000;

/// What customers received and kept, from the orders; the sum is of the currency they bought in last.
const BOUGHT: &str = "update customers set (bought_total, bought_currency, last_bought_at) = (\
    select cast(coalesce(sum(b.total) filter (where b.currency = b.latest), 0) as bigint), max(b.latest), \
      max(b.received_at) from (\
      select o.total, o.received_at, o.currency, \
        first_value(o.currency) over (order by o.received_at desc, o.currency desc) as latest from orders o \
      where o.customer_id = customers.id and o.received_at is not null and o.returned_at is null \
        and o.voided_by is null) b) where received_count > 0";

/// What is kept as orders are written (`0022_order_totals.sql`, `0052_new_orders_counted.sql`).
pub(super) const COUNT_TOTALS: &str = "delete from order_totals; insert into order_totals (tab, currency, orders, total) \
    select case when stage = 1 and contacted_at is not null then 0 else stage end, currency, count(*), \
      cast(sum(total) as bigint) from orders where voided_by is null \
    group by case when stage = 1 and contacted_at is not null then 0 else stage end, currency";

/// A file being filled.
#[derive(Debug)]
pub struct Bulk {
    store: Store,
    /// What makes the indexes and triggers again.
    schema: Vec<String>,
}

/// What `refresh` would find of an incoming call nobody took, or of a time to call.
#[derive(Clone, Copy, Debug)]
pub struct BulkWaiting {
    /// Nobody has talked with them since.
    pub pending: bool,
    /// Our calls in vain since.
    pub tries: i64,
    /// The first of them.
    pub first_try_at: Option<Time>,
    /// The last of them.
    pub last_try_at: Option<Time>,
}

impl Bulk {
    /// Makes the file, readable by its owner alone; refuses a place where something is already.
    pub fn new(path: &Path) -> Result<Bulk, StoreError> {
        if path.exists() {
            return Err(StoreError::CannotOpen {
                path: path.display().to_string(),
                why: "there is a file already".to_owned(),
            });
        }
        Bulk::on(Store::make_and_open(path, Access::Write)?)
    }

    /// Likewise on an empty file already opened.
    pub fn on(store: Store) -> Result<Bulk, StoreError> {
        if store.conn.is_server() {
            return Err(StoreError::OnServer("a demo of that size"));
        }
        let conn = &store.conn;
        conn.batch("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;")?;
        conn.batch(&format!("pragma cache_size = -{CACHE}"))?;
        let mut select = prepare(
            conn,
            "select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null \
             order by rowid",
        )?;
        let rows = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let made: Vec<(String, String, String)> = rows.collect::<Result<_, _>>()?;
        drop(select);
        for (kind, name, _) in &made {
            conn.batch(&format!("drop {kind} {name}"))?;
        }
        Ok(Bulk {
            store,
            schema: made.into_iter().map(|(_, _, sql)| sql).collect(),
        })
    }

    /// Begins a part of the filling.
    pub fn write(&mut self, now: Time) -> Result<Tx<'_>, StoreError> {
        self.store.write(now)
    }

    /// How many steps `finish` has.
    pub fn steps(&self) -> usize {
        self.schema.len() + 2
    }

    /// Makes the indexes and the search, and the file an ordinary one; `step` is told before each step.
    pub fn finish(mut self, mut step: impl FnMut(usize)) -> Result<Store, StoreError> {
        let conn = &self.store.conn;
        for (number, sql) in (1..).zip(&self.schema) {
            step(number);
            conn.batch(sql)?;
        }
        step(self.schema.len() + 1);
        conn.batch("insert into customer_search (customer_search) values ('rebuild'); delete from changes;")?;
        conn.batch(BOUGHT)?;
        conn.batch(COUNT_TOTALS)?;
        step(self.schema.len() + 2);
        self.store.conn.set_up(Access::Write)?;
        self.store.sync()?;
        Ok(self.store)
    }
}

impl Tx<'_> {
    /// What follows was written at `now`: a file filled at once has a past.
    pub fn turn_to(&mut self, now: Time) {
        self.set_now(now);
    }

    /// A customer with everything that is known of them; they are found once the file is finished.
    pub fn insert_whole_customer(&self, new: &NewCustomerRow<'_>) -> Result<CustomerId, StoreError> {
        Ok(self.insert_customer_row(new)?.0)
    }

    /// The projections of an incoming call nobody took.
    pub fn put_missed(&self, call: i64, waiting: &BulkWaiting) -> Result<(), StoreError> {
        let sql = "update calls set pending = $1, tries = $2, first_try_at = $3, last_try_at = $4 where id = $5";
        self.put_waiting(sql, call, waiting)
    }

    /// The projections of a time to call.
    pub fn put_appointment(&self, id: i64, waiting: &BulkWaiting) -> Result<(), StoreError> {
        let sql = "update appointments set pending = $1, tries = $2, first_try_at = $3, last_try_at = $4 where id = $5";
        self.put_waiting(sql, id, waiting)
    }

    fn put_waiting(&self, sql: &str, id: i64, waiting: &BulkWaiting) -> Result<(), StoreError> {
        prepare(&self.conn, sql)?.later((
            i64::from(waiting.pending),
            waiting.tries,
            waiting.first_try_at.map(|at| at.0),
            waiting.last_try_at.map(|at| at.0),
            id,
        ))?;
        Ok(())
    }
}
