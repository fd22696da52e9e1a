//! Customers by what they bought: for segments, and for what falls due again (R24 to R26).

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::db::prepare;
use crate::domain::b2b::B2b;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::offer::OfferFacts;
use crate::domain::segment::Member;
use crate::domain::sex::Sex;
use crate::domain::time::Time;

/// How a customer stands to some goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// When they last received and kept them.
    pub received_at: Option<Time>,
    /// An order of them is under way.
    pub is_under_way: bool,
}

/// A thing somebody ordered once: its number among goods, article number, name, and how many days one lasts.
pub type Goods = (i64, String, String, Option<i64>);

const MEMBERS: &str = "select id, coalesce(sex, sex_guess), b2b, manager, received_count, \
    case when bought_currency = $1 then bought_total else 0 end, last_bought_at, consent_at, consent_off_at, \
    last_offer_at, not_customer, exists (select 1 from cases w where w.customer_id = customers.id and w.kind = 1 \
    and w.settled_at is null and w.voided_by is null) from customers where voided_by is null and merged_into is null";
const GOODS: &str = "select g.id, g.sku, g.name, p.life_days from goods g left join products p on p.id = g.product_id";
const BUYERS: &str = "select o.customer_id, max(o.received_at), max(case when o.received_at is null then 1 else 0 end) from order_lines l \
    join orders o on o.id = l.order_id where l.goods_id = $1 and o.voided_by is null and o.cancelled_at is null \
    and o.returned_at is null and l.returned_milli < l.quantity_milli group by o.customer_id";
const KEPT: &str = "select created_at, received_at from orders where customer_id = $1 and voided_by is null \
    and cancelled_at is null and returned_at is null order by created_at, id";
const PURCHASES: &str = "select o.received_at, l.name, l.quantity_milli - l.returned_milli from orders o \
    join order_lines l on l.order_id = o.id where o.customer_id = $1 and o.received_at is not null \
    and o.returned_at is null and o.voided_by is null and l.returned_milli < l.quantity_milli \
    order by o.received_at desc, o.id desc, l.position, l.id limit $2";

impl Store {
    /// Gives every customer to `each` as segments see them; what they bought counts in `currency`.
    pub fn members(&self, currency: Currency, mut each: impl FnMut(Member)) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, MEMBERS)?;
        let mut rows = select.query([currency.code()])?;
        while let Some(row) = rows.next()? {
            let time = |index: usize| Ok::<_, StoreError>(row.get::<Option<i64>>(index)?.map(Time));
            each(Member {
                id: CustomerId(row.get(0)?),
                sex: row.get::<Option<i64>>(1)?.and_then(Sex::from_int),
                b2b: row.get::<Option<i64>>(2)?.and_then(B2b::from_int),
                manager: row.get(3)?,
                received: row.get(4)?,
                bought_total: row.get(5)?,
                last_bought_at: time(6)?,
                offers: OfferFacts {
                    consent_at: time(7)?,
                    consent_off_at: time(8)?,
                    last_offer_at: time(9)?,
                    not_customer: row.get::<i64>(10)? != 0,
                    complains: row.get(11)?,
                },
            });
        }
        Ok(())
    }

    /// Everything that was ever ordered, each thing once.
    pub fn goods(&self) -> Result<Vec<Goods>, StoreError> {
        let mut select = prepare(&self.conn, GOODS)?;
        let rows = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        rows.collect::<Result<_, _>>()
    }

    /// Adds to `buyers` who ordered a thing and did not send it back.
    pub fn add_buyers(&self, goods: i64, buyers: &mut HashMap<CustomerId, Bought>) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, BUYERS)?;
        let mut rows = select.query([goods])?;
        while let Some(row) = rows.next()? {
            let bought = buyers.entry(CustomerId(row.get(0)?)).or_default();
            bought.received_at = bought.received_at.max(row.get::<Option<i64>>(1)?.map(Time));
            bought.is_under_way |= row.get::<i64>(2)? != 0;
        }
        Ok(())
    }

    /// When a customer placed the orders they did not give up, oldest first, and when they received each.
    pub fn kept_orders(&self, customer: CustomerId) -> Result<Vec<(Time, Option<Time>)>, StoreError> {
        let mut select = prepare(&self.conn, KEPT)?;
        let rows = select.query_map([customer.0], |row| {
            Ok((Time(row.get(0)?), row.get::<Option<i64>>(1)?.map(Time)))
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// What a customer received and kept, newest first: when, what, how many thousandths.
    pub fn purchases(&self, customer: CustomerId, limit: i64) -> Result<Vec<(Time, String, i64)>, StoreError> {
        let mut select = prepare(&self.conn, PURCHASES)?;
        let rows = select.query_map((customer.0, limit), |row| {
            Ok((Time(row.get(0)?), row.get(1)?, row.get(2)?))
        })?;
        rows.collect::<Result<_, _>>()
    }
}
