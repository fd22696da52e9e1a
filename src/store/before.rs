//! The orders of customers that are recomputed, each with what its projections follow from.

use std::collections::HashMap;

use super::StoreError;
use super::Tx;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;
use super::facts::STAGES;
use super::lists::each_in;
use super::lists::marks;
use super::lists::parts;
use super::messages::PROMISES;
use super::messages::apologised;
use super::messages::last_promise;
use super::messages::last_told;
use super::messages::window_in;
use super::order_columns::AFTER_FACTS;
use super::order_columns::FACTS;
use super::order_columns::order_from;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::order::OrderFacts;
use crate::domain::parcel::is_locker;
use crate::domain::projection::PaymentFact;
use crate::domain::time::Time;

/// Which orders of a customer may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// The live ones, and these (which may have come back to life).
    Live(&'a [OrderId]),
    /// Every one.
    All,
}

/// Of each order what its projections follow from, behind `FACTS` and `live`: whether it is voided, its last note or news of a parcel, its last
/// requisites that left or leave, the last promise that left, its apologies, whether it has payments, whether the shop has a catalogue, whether it
/// asked for goods of it, and where it goes.
fn follows_from() -> String {
    let (requisites, apologies, promise) = (last_told("$1"), apologised("$2"), last_promise("$3", "$2"));
    format!(
        "voided_by is not null, \
         (select max(w.at) from (select n.at from notes n where n.customer_id = orders.customer_id \
           and n.order_id = orders.id and n.voided_by is null \
           union all select e.at from parcel_events e where e.order_id = orders.id) w), \
         {requisites}, {apologies}, {promise}, \
         exists (select 1 from payments p where p.order_id = orders.id), \
         exists (select 1 from products), exists (select 1 from demand d where d.order_id = orders.id), \
         (select t.delivery_title || ' ' || t.address from order_texts t where t.order_id = orders.id)"
    )
}

/// Whether the goods of an order stand among what is asked of the stock (R11).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// The shop has no catalogue.
    Never,
    /// They do not, and may have to.
    NotYet,
    /// They do.
    Counted,
}

/// One order with what its projections follow from.
pub(super) struct Before {
    pub(super) facts: OrderFacts,
    pub(super) is_voided: bool,
    pub(super) last_note_at: Option<Time>,
    pub(super) requisites_at: Option<Time>,
    pub(super) apologies: i64,
    pub(super) promised: Option<(Time, Time)>,
    pub(super) has_payments: bool,
    /// Whether its goods can be counted, and were.
    pub(super) counting: Counting,
    /// By the words for its delivery and its address (R21).
    pub(super) goes_to_locker: bool,
}

impl Tx<'_> {
    /// The orders of those customers that may have changed.
    pub(super) fn orders_in(&self, of: &[(CustomerId, Scope<'_>)]) -> Result<Vec<Before>, StoreError> {
        let (mut live, mut touched, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for (id, scope) in of {
            match scope {
                Scope::Live(orders) => {
                    live.push(id.0);
                    touched.extend(orders.iter().map(|order| order.0));
                }
                Scope::All => all.push(id.0),
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let columns = format!("select {FACTS}, live, {} from orders", follows_from());
        let mut orders = Vec::new();
        let mut touched = parts(&touched);
        for part in parts(&live) {
            let live = format!(
                "{columns} where live = 1 and stage in ({STAGES}) and customer_id in ({})",
                marks(4, part.len())
            );
            let mut values = part;
            let sql = match touched.next() {
                Some(ids) => {
                    let others = marks(4 + values.len(), ids.len());
                    values.extend(ids);
                    format!("{live} union all {columns} where live = 0 and id in ({others})")
                }
                None => live,
            };
            self.read_before(&sql, &values, &mut orders)?;
        }
        for part in touched {
            let sql = format!("{columns} where live = 0 and id in ({})", marks(4, part.len()));
            self.read_before(&sql, &part, &mut orders)?;
        }
        for part in parts(&all) {
            let sql = format!("{columns} where customer_id in ({}) order by id", marks(4, part.len()));
            self.read_before(&sql, &part, &mut orders)?;
        }
        Ok(orders)
    }

    /// Runs `sql`, whose parameters behind the kinds of messages are `values`.
    fn read_before(&self, sql: &str, values: &[i64], found: &mut Vec<Before>) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let [promise, broken] = PROMISES;
        let kinds = [MessageKind::Requisites, broken, promise].map(|kind| Val::from(kind.code().to_owned()));
        let values = values.iter().map(|value| Val::from(*value));
        let mut rows = select.query(args_from(kinds.into_iter().chain(values)))?;
        while let Some(row) = rows.next()? {
            found.push(Before {
                facts: order_from(row)?,
                is_voided: row.get(AFTER_FACTS)?,
                last_note_at: row.get::<Option<i64>>(AFTER_FACTS + 1)?.map(Time),
                requisites_at: row.get::<Option<i64>>(AFTER_FACTS + 2)?.map(Time),
                apologies: row.get(AFTER_FACTS + 3)?,
                promised: window_in(row.get(AFTER_FACTS + 4)?),
                has_payments: row.get(AFTER_FACTS + 5)?,
                counting: match (row.get(AFTER_FACTS + 6)?, row.get(AFTER_FACTS + 7)?) {
                    (_, true) => Counting::Counted,
                    (true, false) => Counting::NotYet,
                    (false, false) => Counting::Never,
                },
                goes_to_locker: row
                    .get::<Option<String>>(AFTER_FACTS + 8)?
                    .is_some_and(|words| is_locker(&words)),
            });
        }
        Ok(())
    }

    /// The payments that count, of those orders that have any, by time.
    pub(super) fn payment_facts<'o>(
        &self,
        orders: impl Iterator<Item = &'o Before>,
    ) -> Result<HashMap<OrderId, Vec<PaymentFact>>, StoreError> {
        let paid = orders.filter(|order| order.has_payments);
        let paid: Vec<i64> = paid.map(|order| order.facts.id.0).collect();
        let mut found: HashMap<OrderId, Vec<PaymentFact>> = HashMap::new();
        let sql = "select order_id, at, amount, due_again from payments \
                 where order_id in ({ids}) and voided_by is null order by order_id, at, id";
        each_in(&self.conn, sql, &paid, |row| {
            found.entry(OrderId(row.get(0)?)).or_default().push(PaymentFact {
                at: Time(row.get(1)?),
                amount: row.get(2)?,
                due_again: row.get::<i64>(3)? != 0,
            });
            Ok(())
        })?;
        Ok(found)
    }
}
