//! What open orders ask for of each product, and whether there is enough of it for them: the older order comes first, so
//! that goods promised to it are not promised twice (R11). Kept as orders open, change and leave, product by product.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;

use super::FeedKind;
use super::StoreError;
use super::Tx;
use super::db::prepare;
use super::db::vals;
use super::lists::each_in;
use crate::domain::ids::OrderId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Line;
use crate::domain::parcels::current;
use crate::domain::product::Share;
use crate::domain::product::shares;
use crate::domain::time::Time;

/// An order whose goods may be asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asking {
    pub(super) order: OrderId,
    pub(super) created_at: Time,
    /// Its goods are still to be found and packed.
    pub(super) awaits_goods: bool,
}

/// How much of one product an order asks for: its age, how much.
type AskedOf = BTreeMap<i64, (Time, i64)>;

/// What orders ask for.
type AskedOfAll = HashMap<OrderId, AskedOf>;

/// Whose an order is, its marks, and those its shares give it.
type StockMarks = (OrderId, i64, (CustomerFlags, CustomerFlags));

/// One order that asks for a product: its age, how much, what it gets.
type Asks = (Time, OrderId, i64, Share);

/// What became of the demand of some orders.
#[derive(Debug, Default)]
pub(super) struct ChangedDemand {
    orders: BTreeSet<OrderId>,
    products: BTreeSet<i64>,
}

impl Tx<'_> {
    /// Brings the demand in line with these orders, and the stock's shares with it; gives what the stock means for those of
    /// them for which that changed. Other orders for which it did are marked.
    pub(super) fn keep_demand(&self, of: &[Asking]) -> Result<HashMap<OrderId, CustomerFlags>, StoreError> {
        let changed = self.write_demand(of)?;
        let mut orders = self.share(&changed.products)?;
        orders.extend(&changed.orders);
        let own: BTreeSet<OrderId> = of.iter().map(|asking| asking.order).collect();
        self.mark(orders.difference(&own).copied())?;
        let ids: Vec<OrderId> = orders.intersection(&own).copied().collect();
        let marks = self.marks_of(&ids)?.into_iter();
        Ok(marks.map(|(order, _, (_, of_stock))| (order, of_stock)).collect())
    }

    /// Likewise for orders whose lines may mean other products now; all of them are marked.
    pub(super) fn count_demand(&self, of: &[Asking]) -> Result<(), StoreError> {
        let changed = self.write_demand(of)?;
        let mut orders = self.share(&changed.products)?;
        orders.extend(&changed.orders);
        self.mark(orders.into_iter())
    }

    /// Shares the stock of the next products behind `after` again; the last of them, or nothing when all are seen.
    pub fn share_stock(&self, after: i64, limit: i64) -> Result<Option<i64>, StoreError> {
        Ok(self.share_again(after, limit)?.0)
    }

    /// Likewise, with how many orders get another share than was kept.
    pub(super) fn share_again(&self, after: i64, limit: i64) -> Result<(Option<i64>, usize), StoreError> {
        let sql = "select distinct product_id from demand where product_id > $1 order by product_id limit $2";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((after, limit), |row| row.get(0))?;
        let products: BTreeSet<i64> = rows.collect::<Result<_, _>>()?;
        let orders = self.share(&products)?;
        let changed = orders.len();
        self.mark(orders.into_iter())?;
        Ok((products.last().copied(), changed))
    }

    /// What the goods of an order are in the catalogue, where that counts them: the product, how many thousandths.
    pub fn counted_goods(&self, order: OrderId) -> Result<Vec<(i64, i64)>, StoreError> {
        let sql = "select g.product_id, cast(sum(l.quantity_milli - l.returned_milli) as bigint) from order_lines l \
             join goods g on g.id = l.goods_id join products p on p.id = g.product_id \
             where l.order_id = $1 and p.stock_milli is not null group by g.product_id order by g.product_id";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map([order.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let goods: Vec<(i64, i64)> = rows.collect::<Result<_, StoreError>>()?;
        Ok(goods.into_iter().filter(|(_, milli)| *milli > 0).collect())
    }

    /// There is so much more of these products, in thousandths; orders that get another share of them now are marked.
    pub(super) fn restock(&self, more: &[(i64, i64)]) -> Result<(), StoreError> {
        let sql = "update products set stock_milli = stock_milli + $1 where id = $2 and stock_milli is not null";
        for (product, milli) in more {
            prepare(&self.conn, sql)?.later((milli, product))?;
        }
        let products = more.iter().map(|(product, _)| *product).collect();
        let orders = self.share(&products)?;
        self.mark(orders.into_iter())
    }

    /// Writes what these orders ask for.
    fn write_demand(&self, of: &[Asking]) -> Result<ChangedDemand, StoreError> {
        let ids: Vec<i64> = of.iter().map(|asking| asking.order.0).collect();
        let awaiting = of.iter().filter(|asking| asking.awaits_goods);
        let (mut wanted, partly_sent) = self.asked(
            "select l.order_id, g.product_id, o.created_at, cast(sum(l.quantity_milli) as bigint), o.marks \
             from order_lines l join goods g on g.id = l.goods_id join orders o on o.id = l.order_id \
             where g.product_id is not null and l.order_id in",
            "group by l.order_id, g.product_id, o.created_at, o.marks",
            &awaiting.map(|asking| asking.order.0).collect::<Vec<_>>(),
        )?;
        self.leave_out_sent(&partly_sent, &mut wanted)?;
        let (mut kept, _) = self.asked(
            "select order_id, product_id, created_at, quantity_milli, 0 from demand where order_id in",
            "",
            &ids,
        )?;
        let mut changed = ChangedDemand::default();
        for asking in of {
            let (wanted, kept) = (
                wanted.remove(&asking.order).unwrap_or_default(),
                kept.remove(&asking.order).unwrap_or_default(),
            );
            if wanted == kept {
                continue;
            }
            changed.orders.insert(asking.order);
            changed.products.extend(wanted.keys().chain(kept.keys()));
            if !kept.is_empty() {
                prepare(&self.conn, "delete from demand where order_id = $1")?.later([asking.order.0])?;
            }
            for (product, (_, quantity)) in &wanted {
                let sql =
                    "insert into demand (product_id, created_at, order_id, quantity_milli) values ($1, $2, $3, $4)";
                prepare(&self.conn, sql)?.later((product, asking.created_at.0, asking.order.0, quantity))?;
            }
        }
        Ok(changed)
    }

    /// Of each order what it asks for; and those of which something has left in a parcel.
    fn asked(&self, select: &str, rest: &str, orders: &[i64]) -> Result<(AskedOfAll, BTreeSet<i64>), StoreError> {
        let (mut asked, mut partly_sent) = (AskedOfAll::new(), BTreeSet::new());
        let sql = format!("{select} ({{ids}}) {rest}");
        each_in(&self.conn, &sql, orders, |row| {
            let of = asked.entry(OrderId(row.get(0)?)).or_default();
            of.insert(row.get(1)?, (Time(row.get(2)?), row.get(3)?));
            if CustomerFlags(row.get(4)?).has(CustomerFlags::PARTLY_SENT) {
                partly_sent.insert(row.get(0)?);
            }
            Ok(())
        })?;
        Ok((asked, partly_sent))
    }

    /// Goods that have left in a parcel are asked of no stock.
    fn leave_out_sent(&self, orders: &BTreeSet<i64>, wanted: &mut AskedOfAll) -> Result<(), StoreError> {
        let orders: Vec<i64> = orders.iter().copied().collect();
        let sent = super::parcels::parcels_of_several(&self.conn, &orders)?;
        let mut products: HashMap<OrderId, Vec<(i64, Line)>> = HashMap::new();
        let sql = "select l.order_id, g.product_id, l.sku, l.name, l.parameters from order_lines l \
                   join goods g on g.id = l.goods_id where g.product_id is not null and l.order_id in ({ids}) \
                 order by l.order_id, l.position";
        each_in(&self.conn, sql, &orders, |row| {
            let line = Line {
                sku: row.get(2)?,
                name: row.get(3)?,
                parameters: row.get(4)?,
                ..Line::default()
            };
            let of = products.entry(OrderId(row.get(0)?)).or_default();
            of.push((row.get(1)?, line));
            Ok(())
        })?;
        for (order, parcels) in &sent {
            let (Some(asked), Some(lines)) = (wanted.get_mut(order), products.get(order)) else {
                continue;
            };
            for packed in current(parcels)
                .filter(|parcel| parcel.is_sent())
                .flat_map(|parcel| &parcel.contents)
            {
                let product = lines.iter().find(|(_, line)| packed.is_of(line));
                if let Some((_, quantity)) = product.and_then(|(product, _)| asked.get_mut(product)) {
                    *quantity -= packed.quantity_milli;
                }
            }
            asked.retain(|_, (_, quantity)| *quantity > 0);
        }
        Ok(())
    }

    /// Shares the stock of these products among the orders that ask for it, oldest first; those for which that changed.
    fn share(&self, products: &BTreeSet<i64>) -> Result<BTreeSet<OrderId>, StoreError> {
        let ids: Vec<i64> = products.iter().copied().collect();
        let mut of: BTreeMap<i64, (Option<i64>, Vec<Asks>)> = BTreeMap::new();
        let sql = "select d.product_id, p.stock_milli, d.created_at, d.order_id, d.quantity_milli, d.share from demand d \
                   join products p on p.id = d.product_id where d.product_id in ({ids}) \
                 order by d.product_id, d.created_at, d.order_id";
        each_in(&self.conn, sql, &ids, |row| {
            let (stock, asking) = of.entry(row.get(0)?).or_default();
            *stock = row.get(1)?;
            let share = Share::from_int(row.get(5)?).unwrap_or(Share::Enough);
            asking.push((Time(row.get(2)?), OrderId(row.get(3)?), row.get(4)?, share));
            Ok(())
        })?;
        let mut changed = BTreeSet::new();
        for (product, (stock, asking)) in of {
            let found = shares(stock, asking.iter().map(|(_, _, quantity, _)| *quantity));
            for ((created_at, order, _, before), share) in asking.iter().zip(found) {
                if share != *before {
                    let sql =
                        "update demand set share = $1 where product_id = $2 and created_at = $3 and order_id = $4";
                    prepare(&self.conn, sql)?.later((share.int(), product, created_at.0, order.0))?;
                    changed.insert(*order);
                }
            }
        }
        Ok(changed)
    }

    /// Keeps with each of these orders what the stock means for it.
    fn mark(&self, orders: impl Iterator<Item = OrderId>) -> Result<(), StoreError> {
        let orders: Vec<OrderId> = orders.collect();
        for (order, customer, (before, of_stock)) in self.marks_of(&orders)? {
            let after = before.with_stock(of_stock);
            if after != before {
                let sql = "update orders set marks = $1 where id = $2";
                prepare(&self.conn, sql)?.later(vals![after.0, order.0])?;
                self.note(FeedKind::Customer, customer);
            }
        }
        Ok(())
    }

    /// Of each order: whose it is, its marks, and those its shares give it.
    fn marks_of(&self, orders: &[OrderId]) -> Result<Vec<StockMarks>, StoreError> {
        let ids: Vec<i64> = orders.iter().map(|id| id.0).collect();
        let mut found = Vec::with_capacity(ids.len());
        let sql = "select o.id, o.customer_id, o.marks, coalesce(max(case when d.share = 2 then 1 else 0 end), 0), \
                   coalesce(max(case when d.share = 3 then 1 else 0 end), 0) \
                 from orders o left join demand d on d.order_id = o.id where o.id in ({ids}) \
                 group by o.id, o.customer_id, o.marks";
        each_in(&self.conn, sql, &ids, |row| {
            let mut of_stock = CustomerFlags::default();
            if row.get(3)? {
                of_stock = of_stock.with(CustomerFlags::PROMISED_AWAY);
            }
            if row.get(4)? {
                of_stock = of_stock.with(CustomerFlags::OUT_OF_STOCK);
            }
            found.push((
                OrderId(row.get(0)?),
                row.get(1)?,
                (CustomerFlags(row.get(2)?), of_stock),
            ));
            Ok(())
        })?;
        Ok(found)
    }
}
