//! Customers who did not order, call or write for long: whose data a shop may have no reason to keep.

use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::db::prepare;
use super::meta;
use crate::domain::erasure::IdleCustomer;
use crate::domain::ids::CustomerId;
use crate::domain::time::Time;

/// How many are read in one go.
const PAGE: i64 = 500;

/// In pages by the customers' own key. A customer who never ordered or called, brought by hand or by a table, is as old
/// as their last entry. Of whether something is live the most is asked: for `exists` a server looks everybody's through first.
const IDLE: &str = "select c.id, case when c.name <> '' then c.name else c.company end, \
      (select coalesce(t.norm, t.raw) from contacts t where t.id = (\
        select min(f.id) from contacts f where f.customer_id = c.id and f.voided_by is null)), \
      (select count(*) from orders o where o.customer_id = c.id and o.voided_by is null), \
      (select max(o.created_at) from orders o where o.customer_id = c.id), \
      (select max(k.started_at) from calls k where k.customer_id = c.id), \
      (select max(s.at) from cases s where s.customer_id = c.id), \
      (select max(coalesce(m.sent_at, m.not_before)) from messages m where m.customer_id = c.id), \
      c.consent_at, c.last_offer_at, \
      (select max(t.at) from tried t where t.customer_id = c.id), \
      (select max(n.at) from notes n where n.customer_id = c.id and n.voided_by is null), \
      coalesce((select max(o.live) from orders o where o.customer_id = c.id), 0) <> 0 \
        or coalesce((select max(a.pending) from appointments a where a.customer_id = c.id), 0) <> 0 \
        or exists (select 1 from cases s where s.customer_id = c.id and s.settled_at is null and s.voided_by is null), \
      (select j.at from journal j where j.customer_id = c.id order by j.id desc limit 1) \
    from customers c \
    where c.id > $1 and c.merged_into is null and c.voided_by is null \
      and not exists (select 1 from orders o where o.customer_id = c.id and o.created_at >= $2) \
    order by c.id limit $3";

impl Store {
    /// Who did not order, call or write, was not written to or offered anything, and of whom nothing was noted, since `before`; who was erased already is not among them.
    pub fn idle_customers(&self, before: Time) -> Result<Vec<IdleCustomer>, StoreError> {
        let erased = meta::erasures(self)?.into_iter().flat_map(|erasure| erasure.people);
        let erased: HashSet<i64> = erased.map(|(id, _)| id).collect();
        let mut select = prepare(&self.conn, IDLE)?;
        let (mut idle, mut after) = (Vec::new(), 0);
        loop {
            let mut rows = select.query((after, before.0, PAGE))?;
            let mut read = 0;
            while let Some(row) = rows.next()? {
                read += 1;
                after = row.get(0)?;
                let seen = [4, 5, 6, 7, 8, 9, 10, 11].map(|column| row.get::<Option<i64>>(column));
                let mut last: Option<i64> = None;
                for at in seen {
                    last = last.max(at?);
                }
                let is_busy: bool = row.get(12)?;
                let last = match last {
                    None => row.get(13)?,
                    some => some,
                };
                if !is_busy && last.is_none_or(|last| last < before.0) && !erased.contains(&after) {
                    idle.push(IdleCustomer {
                        id: CustomerId(after),
                        name: row.get(1)?,
                        contact: row.get(2)?,
                        orders: row.get(3)?,
                        last_at: last.map(Time),
                    });
                }
            }
            if read < PAGE {
                return Ok(idle);
            }
        }
    }
}
