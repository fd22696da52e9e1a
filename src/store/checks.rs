//! What the file says of its own soundness.

use super::Scope;
use super::Store;
use super::StoreError;
use super::Tx;
use super::bulk::COUNT_TOTALS;
use super::db::OptionalRow;
use super::db::prepare;
use crate::domain::claim::SKIPPED_FOR;
use crate::domain::ids::CustomerId;
use crate::domain::order::OrderFacts;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How many customers are looked at in one write, so that no key waits long for the file.
const AT_ONCE: i64 = 50;

/// SQL: the sums kept that are not what the orders say, and those missing.
const WRONG_TOTALS: &str = "select count(*) from (\
    select tab, currency, sum(orders) as orders, sum(total) as total from (\
      select tab, currency, orders, total from order_totals \
      union all \
      select case when stage = 1 and contacted_at is not null then 0 else stage end, currency, -1, -total \
      from orders where voided_by is null) b group by tab, currency) d where d.orders <> 0 or d.total <> 0";

/// What is kept of a customer beside the facts it follows from.
#[derive(PartialEq)]
struct Projection {
    orders: Vec<OrderFacts>,
    /// What the orders ask of the stock: order, product, when, how much.
    demand: Vec<(i64, i64, i64, i64)>,
    /// `fold`, what they bought – how many, what for, in what, when last – and their sex by name.
    owner: (String, i64, i64, Option<String>, Option<i64>, Option<i64>),
}

/// Who holds a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseRow {
    /// The console or command: its process id, a dash, and what tells it from others.
    pub session: String,
    /// Who works there; empty in a file an older program took it in.
    pub operator: String,
    /// Since when.
    pub since: Option<Time>,
    /// When it ends, unless it is renewed.
    pub until: Time,
}

/// So long a lease is held without a renewal: a process that ended without a word is replaced then.
pub const HELD_FOR: Span = Span::seconds(60);
/// Who listens to what other machines tell holds this lease.
pub const LISTENER: &str = "listener";

impl LeaseRow {
    /// Who it is: the operator, and the number of the process.
    pub fn worker(&self) -> String {
        let process = self.session.split('-').next().unwrap_or_default();
        format!("{} ({process})", self.operator)
    }
}

impl Store {
    /// How many rows name another that is not there.
    pub fn dangling_rows(&self) -> Result<i64, StoreError> {
        if self.conn.is_server() {
            // It keeps none: each is checked as it is written.
            return Ok(0);
        }
        let sql = "select count(*) from pragma_foreign_key_check";
        self.conn.ask_one(sql, |row| row.get(0))
    }

    /// How many of the messages that were to leave wait since before `late_before`, and how many failed.
    pub fn stuck_messages(&self, late_before: Time) -> Result<(i64, i64), StoreError> {
        let mut select = prepare(
            &self.conn,
            "select count(case when state <> 6 then 1 end), count(case when state = 6 then 1 end) from messages \
             where state in (1, 4, 6, 8) and (state in (6, 8) or not_before < $1)",
        )?;
        select.query_row([late_before.0], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Who holds the lease `name` at `now`; one that ends later than `length` could let it was taken by a clock that ran
    /// ahead, and holds nobody up.
    pub fn lease_of(&self, name: &str, now: Time, length: Span) -> Result<Option<LeaseRow>, StoreError> {
        let sql = "select holder, operator, since, until from leases where name = $1 and until > $2 and until <= $3";
        let lease = prepare(&self.conn, sql)?.query_row((name, now.0, (now + length + CLOCKS_APART).0), |row| {
            Ok(LeaseRow {
                session: row.get(0)?,
                operator: row.get(1)?,
                since: row.get::<Option<i64>>(2)?.map(Time),
                until: Time(row.get(3)?),
            })
        });
        lease.optional()
    }

    /// How many leases, claims and skipped rows are dated further ahead of `now` than clocks may differ, `longest` being
    /// the longest lease there is: they hold nobody up.
    pub fn dated_ahead(&self, now: Time, longest: Span) -> Result<i64, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select (select count(*) from leases where until > $1) + (select count(*) from claims where renewed_at > $2) \
               + (select count(*) from skips where until > $3)",
        )?;
        let beyond = |span: Span| (now + span + CLOCKS_APART).0;
        let args = (beyond(longest), beyond(Span::ZERO), beyond(SKIPPED_FOR));
        select.query_row(args, |row| row.get(0))
    }

    /// How many customers' kept figures differ from what their orders, payments and calls say; with `mend` they agree
    /// afterwards. A few at a time, so that others can work.
    pub fn wrong_projections(&mut self, now: Time, mend: bool) -> Result<i64, StoreError> {
        let (mut wrong, mut after) = (0, 0);
        loop {
            let tx = self.write(now)?;
            let customers = tx.customers_after(after)?;
            let Some(last) = customers.last() else { return Ok(wrong) };
            after = *last;
            let before = wrong;
            for id in customers.into_iter().map(CustomerId) {
                let kept = tx.projection(id)?;
                tx.project_all(id)?;
                tx.refresh(id, Scope::All)?;
                wrong += i64::from(tx.projection(id)? != kept);
            }
            if mend && wrong > before {
                tx.commit()?;
            } else {
                drop(tx);
            }
            self.give_way();
        }
    }

    /// How many orders are promised more or less of the stock than is left for them (R11); with `mend` they agree afterwards.
    pub fn wrong_shares(&mut self, now: Time, mend: bool) -> Result<i64, StoreError> {
        let (mut wrong, mut after) = (0, 0);
        loop {
            let tx = self.write(now)?;
            let (last, changed) = tx.share_again(after, AT_ONCE)?;
            wrong += i64::try_from(changed).unwrap_or(i64::MAX);
            if mend && changed > 0 {
                tx.commit()?;
            } else {
                drop(tx);
            }
            let Some(last) = last else { return Ok(wrong) };
            after = last;
            self.give_way();
        }
    }

    /// How many of the sums above the list of all orders are wrong; with `mend` they are counted again.
    pub fn wrong_totals(&mut self, now: Time, mend: bool) -> Result<i64, StoreError> {
        let tx = self.write(now)?;
        let wrong = prepare(&tx.conn, WRONG_TOTALS)?.query_row((), |row| row.get(0))?;
        if mend && wrong > 0 {
            tx.conn.batch(COUNT_TOTALS)?;
            tx.commit()?;
        }
        Ok(wrong)
    }

    /// True when the search index finds what the customers are called; with `mend` it is built again when it does not.
    pub fn search_index_holds(&mut self, now: Time, mend: bool) -> Result<bool, StoreError> {
        if self.conn.is_server() {
            // There it is an index of the row's own text.
            return Ok(true);
        }
        let tx = self.write(now)?;
        // The second value asks for a comparison with the indexed table.
        let check = "insert into customer_search (customer_search, rank) values ('integrity-check', 1)";
        let holds = tx.conn.batch(check).is_ok();
        if !holds && mend {
            tx.conn
                .batch("insert into customer_search (customer_search) values ('rebuild')")?;
            tx.commit()?;
        }
        Ok(holds)
    }
}

impl Tx<'_> {
    fn customers_after(&self, id: i64) -> Result<Vec<i64>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id from customers where id > $1 order by id limit $2",
        )?;
        let ids = select.query_map((id, AT_ONCE), |row| row.get(0))?;
        ids.collect::<Result<_, _>>()
    }

    fn projection(&self, customer: CustomerId) -> Result<Projection, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select fold, received_count, bought_total, bought_currency, last_bought_at, sex_guess from customers where id = $1",
        )?;
        let mut demand = prepare(
            &self.conn,
            "select d.order_id, d.product_id, d.created_at, d.quantity_milli from orders o \
               join demand d on d.order_id = o.id where o.customer_id = $1 order by d.order_id, d.product_id",
        )?;
        let demand = demand.query_map([customer.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let mut orders = self.all_orders(customer)?;
        // What their customer means is looked after on open orders alone: nobody reads it on others.
        for order in orders.iter_mut().filter(|order| !order.live) {
            (order.zone, order.manager, order.marks) = (None, None, order.marks.of_parcels());
        }
        Ok(Projection {
            orders,
            demand: demand.collect::<Result<_, _>>()?,
            owner: select.query_row([customer.0], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                ))
            })?,
        })
    }
}
