//! The list of all orders: its tabs, and a stretch of one of them by key, as quick at a million orders as at a hundred.

use std::collections::HashMap;
use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::args_from;
use super::db::prepare;
use super::lists::each_in;
use super::lists::marks;
use super::lists::parts;
use super::records::number_key;
use super::text_range::after;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order_tab::OrderTab;
use crate::domain::time::Time;
use crate::text;

/// How many orders of a tab there are, and what they cost, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabTotal {
    /// Which tab.
    pub tab: OrderTab,
    /// Of the sum.
    pub currency: Currency,
    /// How many.
    pub orders: i64,
    /// Minor units.
    pub total: i64,
}

impl Tx<'_> {
    /// A new order stands in its tab from the commit on.
    pub(super) fn count(&self, order: &OrderFacts) {
        let is_talked_about = order.stage == Stage::New && order.contacted_at.is_some();
        let tab = if is_talked_about { 0 } else { order.stage.int() };
        let mut new = self.new_totals.borrow_mut();
        let (orders, total) = new.entry((tab, order.currency)).or_default();
        *orders += 1;
        *total += order.total;
    }

    pub(super) fn write_totals(&self) -> Result<(), StoreError> {
        for ((tab, currency), (orders, total)) in self.new_totals.take() {
            prepare(
                &self.conn,
                "insert into order_totals (tab, currency, orders, total) values ($1, $2, $3, $4) \
                 on conflict (tab, currency) do update set orders = order_totals.orders + excluded.orders, \
                   total = order_totals.total + excluded.total",
            )?
            .later((tab, currency, orders, total))?;
        }
        Ok(())
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOrder {
    /// Which.
    pub id: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// As the shop writes it.
    pub number: String,
    /// When it was placed.
    pub created_at: Time,
    /// Minor units.
    pub total: i64,
    /// Of the total.
    pub currency: Currency,
    /// Where it stands.
    pub stage: Stage,
    /// Somebody has talked about it.
    pub contacted: bool,
    /// The customer's name or company.
    pub name: String,
    /// Where it goes.
    pub town: String,
    /// The first of its goods.
    pub goods: String,
    /// How many lines it has.
    pub lines: i64,
    /// The channel, as the shop calls it.
    pub channel: String,
    /// Where it came from, as it is kept; empty for an order of the desk.
    pub source: String,
    /// The customer's first good phone.
    pub phone: String,
}

/// What is like what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LikeOrders {
    /// Orders of such a number, or with such goods.
    pub orders: HashSet<OrderId>,
    /// Whose orders are all meant.
    pub customers: HashSet<CustomerId>,
    /// False where a limit was reached.
    pub is_all: bool,
}

/// Where a stretch of a tab lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// From the newest order on.
    Newest,
    /// From this one on, to older ones.
    From(OrderId),
    /// Up to this one, from newer ones.
    UpTo(OrderId),
    /// Up to the oldest.
    Oldest,
}

const TOTALS: &str = "select tab, currency, orders, total from order_totals where orders > 0 order by tab, currency";
const LISTED: &str = "select o.id, o.customer_id, o.number, o.created_at, o.total, o.currency, o.stage, o.contacted_at, \
    case when c.name <> '' then c.name else c.company end, coalesce(nullif(t.region, ''), c.region), l.text, \
    (select g.name from order_lines g where g.order_id = o.id order by g.position, g.id limit 1), \
    (select count(*) from order_lines g where g.order_id = o.id), w.text, \
    (select coalesce(p.norm, p.raw) from contacts p where p.customer_id = c.id and p.kind = 1 and p.voided_by is null \
      order by case when p.bad_at is null then 0 else 1 end, p.id limit 1) \
    from orders o join customers c on c.id = o.customer_id left join order_texts t on t.order_id = o.id \
    left join labels l on l.id = o.channel left join labels w on w.id = o.shop where";
const PLACE: &str = "select created_at, total from orders where id = $1";
/// How many orders of some customers are looked at in one go.
const OF_CUSTOMERS_MOST: usize = 2_000;
const BY_NUMBER: &str = "select id from orders where number_key >= $1 and number_key < $2 and voided_by is null \
    order by number_key, id limit $3";
const BY_GOODS: &str = "select order_id from order_lines where goods_id = $1 order by order_id desc limit $2";

impl Store {
    /// The tabs that have orders.
    pub fn tab_totals(&self) -> Result<Vec<TabTotal>, StoreError> {
        let mut select = prepare(&self.conn, TOTALS)?;
        let rows = select.query_map((), |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get(2)?, row.get(3)?))
        })?;
        let rows: Vec<(i64, String, i64, i64)> = rows.collect::<Result<_, _>>()?;
        let totals = rows.into_iter().filter_map(|(tab, currency, orders, total)| {
            Some(TabTotal {
                tab: OrderTab::of_code(tab)?,
                currency: Currency::parse(&currency).ok()?,
                orders,
                total,
            })
        });
        Ok(totals.collect())
    }

    /// How many orders of a tab, the newest first.
    pub fn tab_orders(&self, tab: OrderTab, edge: Edge, limit: usize) -> Result<Vec<OrderId>, StoreError> {
        let place = match edge {
            // An end of the index, so that it is searched and not walked through.
            Edge::Newest => Some([i64::MAX; 3]),
            Edge::Oldest => Some([i64::MIN; 3]),
            Edge::From(id) | Edge::UpTo(id) => {
                let mut select = prepare(&self.conn, PLACE)?;
                let found = select.query_row([id.0], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)));
                found.optional()?.map(|(created, total)| [created, total, id.0])
            }
        };
        let upwards = matches!(edge, Edge::UpTo(_) | Edge::Oldest);
        let (order, compare) = if upwards { ("asc", ">=") } else { ("desc", "<=") };
        let mut values: Vec<i64> = tab.stage().map(Stage::int).into_iter().collect();
        let mut wheres = vec!["voided_by is null".to_owned()];
        if tab.stage().is_some() {
            wheres.insert(0, "stage = $1".to_owned());
        }
        match tab {
            OrderTab::New => wheres.push("contacted_at is null".to_owned()),
            OrderTab::Thinking => wheres.push("contacted_at is not null".to_owned()),
            _ => {}
        }
        if let Some(place) = place {
            wheres.push(format!(
                "(created_at, total, id) {compare} ({})",
                marks(values.len() + 1, place.len())
            ));
            values.extend(place);
        }
        let last = values.len() + 1;
        values.push(i64::try_from(limit).unwrap_or(i64::MAX));
        let sql = format!(
            "select id from orders where {} order by created_at {order}, total {order}, id {order} limit ${last}",
            wheres.join(" and ")
        );
        let mut select = prepare(&self.conn, &sql)?;
        let rows = select.query_map(args_from(values), |row| row.get(0).map(OrderId))?;
        let mut ids: Vec<OrderId> = rows.collect::<Result<_, _>>()?;
        if upwards {
            ids.reverse();
        }
        Ok(ids)
    }

    /// The lines of these orders, in their order.
    pub fn listed_orders(&self, ids: &[OrderId]) -> Result<Vec<ListedOrder>, StoreError> {
        let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let mut found = HashMap::with_capacity(ids.len());
        let sql = format!("{LISTED} o.id in ({{ids}})");
        each_in(&self.conn, &sql, &keys, |row| {
            if let Some(listed) = listed(row)? {
                found.insert(listed.id, listed);
            }
            Ok(())
        })?;
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The lines of these customers' orders, the newest of each some hundred customers; whether that is all of them.
    pub fn listed_orders_of(&self, customers: &[CustomerId]) -> Result<(Vec<ListedOrder>, bool), StoreError> {
        let customers: Vec<i64> = customers.iter().map(|id| id.0).collect();
        let (mut found, mut are_all) = (Vec::new(), true);
        for part in parts(&customers) {
            let last = part.len() + 1;
            let sql = format!(
                "{LISTED} o.customer_id in ({}) and o.voided_by is null order by o.id desc limit ${last}",
                marks(1, part.len())
            );
            let mut values = part;
            values.push(i64::try_from(OF_CUSTOMERS_MOST).unwrap_or(i64::MAX));
            let mut select = prepare(&self.conn, &sql)?;
            let mut rows = select.query(args_from(values))?;
            let mut count = 0;
            while let Some(row) = rows.next()? {
                count += 1;
                found.extend(listed(row)?);
            }
            are_all &= count < OF_CUSTOMERS_MOST;
        }
        Ok((found, are_all))
    }

    /// Orders whose number begins so or that hold such goods, and customers who are called so or have such a phone: at most
    /// `limit` of each kind. Of goods those are meant that are [known](Self::know_goods).
    pub fn orders_like(&self, typed: &str, limit: usize) -> Result<LikeOrders, StoreError> {
        let most = limit;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut is_all = true;
        let mut orders = HashSet::new();
        let key = number_key(typed);
        let mut take = |ids: Vec<i64>| {
            is_all &= ids.len() < most;
            ids
        };
        if let Some(end) = after(&key) {
            let ids = take(self.ids(BY_NUMBER, (key.as_str(), end.as_str(), limit))?);
            orders.extend(ids.into_iter().map(OrderId));
        }
        let (customers, are_all) = self.customers_like(typed, most)?;
        for goods in self.ordered.borrow().like(&text::fold(typed)) {
            let ids = take(self.ids(BY_GOODS, (goods, limit))?);
            orders.extend(ids.into_iter().map(OrderId));
        }
        Ok(LikeOrders {
            orders,
            customers: customers.into_iter().collect(),
            is_all: is_all && are_all,
        })
    }

    /// Learns what the things are called that somebody ordered since the last time: there are as many as the shop has goods.
    pub fn know_goods(&self) -> Result<(), StoreError> {
        self.ordered.borrow_mut().learn(&self.conn)
    }

    pub(super) fn ids(&self, sql: &str, values: impl super::db::Args) -> Result<Vec<i64>, StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map(values, |row| row.get(0))?;
        rows.collect::<Result<_, _>>()
    }
}

fn listed(row: DbRow<'_>) -> Result<Option<ListedOrder>, StoreError> {
    let cleaned = |at: usize| {
        let words: Option<String> = row.get(at)?;
        Ok::<_, StoreError>(text::clean(&words.unwrap_or_default()).into_owned())
    };
    let (Ok(currency), Some(stage)) = (Currency::parse(&row.get::<String>(5)?), Stage::from_int(row.get(6)?)) else {
        return Ok(None);
    };
    Ok(Some(ListedOrder {
        id: OrderId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        number: cleaned(2)?,
        created_at: Time(row.get(3)?),
        total: row.get(4)?,
        currency,
        stage,
        contacted: row.get::<Option<i64>>(7)?.is_some(),
        name: cleaned(8)?,
        town: cleaned(9)?,
        channel: cleaned(10)?,
        goods: cleaned(11)?,
        lines: row.get(12)?,
        source: row.get::<Option<String>>(13)?.unwrap_or_default(),
        phone: cleaned(14)?,
    }))
}
