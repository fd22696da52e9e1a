//! Counts of today, and what the file says of itself.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::OptionalRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use super::lists::parts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::money::Currency;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// History (flag 8) was contacted by somebody else, long ago or elsewhere, and so was what its shop confirmed (flag 32)
/// before we talked with anybody.
const CONTACTED: &str = "select created_at, contacted_at, zone, shop from orders where contacted_at is not null \
    and contacted_at >= $1 and flags & 8 = 0 \
    and (flags & 32 = 0 or contacted_at < confirmed_at) order by contacted_at, created_at, id limit 5000";

/// No care call is owed longer than this after receipt.
const CARE_DAYS: Span = Span::days(60);
/// Who was talked with, and had received an order; its last line is the place for which of them.
const CARE_TALKS: &str = "select c.customer_id from calls c where c.started_at >= $1 \
    and c.voided_by is null and (c.incoming = 0 and c.outcome in (1, 7, 8) or c.incoming = 1 and c.answered_at is not null) \
    and exists (select 1 from orders o where o.live = 1 and o.stage = 6 and o.customer_id = c.customer_id \
      and o.received_at < $2 and (o.received_at > $3 or o.reopened_at > $3))";

fn care_talks_sql(count: usize) -> String {
    format!("{CARE_TALKS} and c.customer_id in ({})", marks(4, count))
}

/// A time to call that was tried often enough holds nothing (R7).
const LAPSED: &str = "select id from orders o where live = 1 and stage = 6 and received_at < $1 \
    and (reopened_at is null or reopened_at < $1) and (paid = total or paid < total and total - paid <= refunded) \
    and not exists (select 1 from appointments a where a.pending = 1 and a.customer_id = o.customer_id \
      and a.order_id = o.id and a.tries < $2) \
    order by customer_id, id limit $3";

/// Of those whose payment failed (flag 4) and that nobody confirmed.
const FAILED_LAPSED: &str = "select id from orders o where live = 1 and stage = 1 and flags & 4 <> 0 and paid = 0 \
    and created_at < $1 and (reopened_at is null or reopened_at < $1) \
    and not exists (select 1 from appointments a where a.pending = 1 and a.customer_id = o.customer_id \
      and a.order_id = o.id and a.tries < $2) \
    order by customer_id, id limit $3";

const TOTALS: &str = "select total from orders where created_at >= $1 and currency = $2 and voided_by is null";

/// Who takes a lease.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// The console or command.
    pub session: &'a str,
    /// Who works there.
    pub operator: &'a str,
}

/// The first contact of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstContact {
    /// When the order came.
    pub created_at: Time,
    /// When it was contacted.
    pub contacted_at: Time,
    /// The zone its customer lives in.
    pub zone: Option<LabelId>,
    /// The shop it is of.
    pub shop: Option<LabelId>,
}

impl Store {
    /// First contacts since `since`.
    pub fn contacts_since(&self, since: Time) -> Result<Vec<FirstContact>, StoreError> {
        let mut select = prepare(&self.conn, CONTACTED)?;
        let rows = select.query_map([since.0], |row| {
            Ok(FirstContact {
                created_at: Time(row.get(0)?),
                contacted_at: Time(row.get(1)?),
                zone: row.get::<Option<i64>>(2)?.map(LabelId),
                shop: row.get::<Option<i64>>(3)?.map(LabelId),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// Customers talked with since `midnight` who had received an order before that day and within the days of care
    /// (R23 limits them by day): what was said then was, among other things, that talk. Who talked twice comes twice.
    pub fn care_talks_since(&self, midnight: Time) -> Result<Vec<CustomerId>, StoreError> {
        let mut select = prepare(&self.conn, CARE_TALKS)?;
        let days = (midnight.0, midnight.0, (midnight - CARE_DAYS).0);
        let rows = select.query_map(days, |row| row.get(0).map(CustomerId))?;
        rows.collect::<Result<_, _>>()
    }

    /// Those of them who are among these customers.
    pub fn care_talks_of(&self, customers: &[CustomerId], midnight: Time) -> Result<Vec<CustomerId>, StoreError> {
        let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
        let days = [midnight.0, midnight.0, (midnight - CARE_DAYS).0];
        let mut found = Vec::new();
        for part in parts(&ids) {
            let mut select = prepare(&self.conn, &care_talks_sql(part.len()))?;
            let rows = select.query_map(args_from(days.iter().chain(&part)), |row| row.get(0))?;
            for id in rows {
                found.push(CustomerId(id?));
            }
        }
        Ok(found)
    }

    /// Live orders received before `before`, and not reopened since, on which no money is owed; none about which a time
    /// to call is agreed, unless it was tried `attempts_max` times in vain.
    pub fn lapsed(&self, before: Time, attempts_max: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
        self.lapsed_by(LAPSED, before, attempts_max, limit)
    }

    /// Unconfirmed orders whose payment failed before `before`; none about which a time to call is agreed, likewise.
    pub fn failed_lapsed(&self, before: Time, attempts_max: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
        self.lapsed_by(FAILED_LAPSED, before, attempts_max, limit)
    }

    fn lapsed_by(&self, sql: &str, before: Time, attempts_max: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((before.0, attempts_max, limit), |row| row.get(0))?;
        rows.collect::<Result<_, _>>()
    }

    /// Takes or renews the lease `name` until `now + length`; false while somebody else holds it. One whose end
    /// lies further ahead than it could be taken for was taken by a clock that ran ahead, and holds nobody up.
    pub fn lease(&mut self, name: &str, holder: &Holder<'_>, now: Time, length: Span) -> Result<bool, StoreError> {
        let tx = self.write(now)?;
        let now = tx.now();
        let until = now + length;
        let done = prepare(
            &tx.conn,
            "insert into leases (name, holder, operator, since, until) values ($1, $2, $3, $4, $5) \
             on conflict (name) do update set holder = excluded.holder, operator = excluded.operator, \
               since = case when leases.holder = excluded.holder then leases.since else excluded.since end, \
               until = excluded.until \
             where leases.holder = excluded.holder or leases.until <= $4 or leases.until > $6",
        )?
        .execute((
            name,
            holder.session,
            holder.operator,
            now.0,
            until.0,
            (until + CLOCKS_APART).0,
        ))?;
        tx.commit()?;
        Ok(done == 1)
    }

    /// Gives the lease `name` back, so that another need not wait for its end.
    pub fn end_lease(&mut self, name: &str, holder: &str, now: Time) -> Result<(), StoreError> {
        let tx = self.write(now)?;
        prepare(&tx.conn, "delete from leases where name = $1 and holder = $2")?.later((name, holder))?;
        tx.commit()
    }

    /// What the orders placed since `since` in that currency cost, minor units.
    pub fn totals_since(&self, since: Time, currency: Currency) -> Result<Vec<i64>, StoreError> {
        let mut select = prepare(&self.conn, TOTALS)?;
        let rows = select.query_map((since.0, currency.code()), |row| row.get(0))?;
        rows.collect::<Result<_, _>>()
    }

    /// A word the file keeps of itself.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut select = prepare(&self.conn, "select value from meta where key = $1")?;
        select.query_row([key], |row| row.get(0)).optional()
    }

    /// True while nothing was ever written into the file by the desk.
    pub fn is_untouched(&self) -> Result<bool, StoreError> {
        is_untouched(&self.conn)
    }
}

impl Tx<'_> {
    /// What the file keeps under `key`: `fresh` from now on, where there is nothing yet.
    pub fn meta_or(&self, key: &str, fresh: &str) -> Result<String, StoreError> {
        let sql = "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = meta.value \
             returning value";
        prepare(&self.conn, sql)?.query_row((key, fresh), |row| row.get(0))
    }

    /// Keeps a word of the file itself.
    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        )?
        .later((key, value))?;
        Ok(())
    }
}

fn is_untouched(conn: &Conn) -> Result<bool, StoreError> {
    let sql = "select not exists (select 1 from journal) and not exists (select 1 from orders)";
    prepare(conn, sql)?.query_row((), |row| row.get(0))
}
