//! The shop's catalogue, and the goods of orders that meet it: by article number, else by a name only one product has.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::demand::Asking;
use crate::domain::ids::OrderId;
use crate::domain::ids::ProductId;
use crate::domain::money::Currency;
use crate::domain::order::Stage;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Demand;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Product;
use crate::domain::time::Time;
use crate::text;

/// What became of a row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// A product not known before.
    Created,
    /// Something of it changed.
    Updated,
    /// It was known so.
    Unchanged,
}

/// Where a walk over the open orders of one stage stands: the customer and the order it saw last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LiveCursor {
    customer: i64,
    order: i64,
}

pub(super) const COLUMNS: &str = "p.id, p.sku, p.name, p.price, p.currency, p.stock_milli, p.offered, p.life_days";

const WALK: &str = "select o.customer_id, o.id, o.created_at from orders o where o.live = 1 and o.stage = $1 \
    and (o.customer_id, o.id) > ($2, $3) order by o.customer_id, o.id limit $4";

const BY_SKU: &str = "select id from products where sku_key = $1 and sku_key <> ''";
const BY_NAME: &str = "select id from products where fold = $1 order by id limit 2";
const OFFERED: &str = "where p.offered = 1 and (p.fold like $1 escape '\\' or p.sku_key like $2 escape '\\') \
    order by p.fold, p.id";
const DEMAND: &str = "select product_id, count(*), cast(sum(quantity_milli) as bigint) from demand group by product_id";
const LINK: &str = "select id, sku, name, product_id from goods where id > $1 order by id limit $2";

fn in_vain_sql() -> String {
    format!("select {COLUMNS} from products p where p.offered = 1 and p.stock_milli <= 0 order by p.stock_milli, p.id")
}

impl Store {
    /// What the shop still offers and has none of, the most oversold first (R11).
    pub fn offered_in_vain(&self) -> Result<Vec<(ProductId, Product)>, StoreError> {
        self.some_products(&in_vain_sql())
    }

    /// What the shop offers whose name or article number holds these words, by name.
    pub fn offered_like(&self, words: &[&str]) -> Result<Vec<(ProductId, Product)>, StoreError> {
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else {
            return Ok(Vec::new());
        };
        let (name, sku) = (holding(&text::fold(longest)), holding(&text::skeleton(longest)));
        let mut select = prepare(&self.conn, &format!("select {COLUMNS} from products p {OFFERED}"))?;
        let rows = select.query_map((name, sku), |row| Ok((ProductId(row.get(0)?), product(row)?)))?;
        let holds = |product: &Product| {
            let (name, sku) = (text::fold(&product.name), text::skeleton(&product.sku));
            let holds = |word: &&str| name.contains(&text::fold(word)) || sku.contains(&text::skeleton(word));
            words.iter().all(holds)
        };
        let rows = rows.filter(|row| row.as_ref().map_or(true, |(_, product)| holds(product)));
        rows.collect()
    }

    fn some_products(&self, sql: &str) -> Result<Vec<(ProductId, Product)>, StoreError> {
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((), |row| Ok((ProductId(row.get(0)?), product(row)?)))?;
        rows.collect::<Result<_, _>>()
    }

    /// What open orders that are not handed over yet ask for, by product.
    pub fn demand(&self) -> Result<HashMap<ProductId, Demand>, StoreError> {
        let mut select = prepare(&self.conn, DEMAND)?;
        let rows = select.query_map((), |row| {
            let demand = Demand {
                orders: row.get(1)?,
                quantity_milli: row.get(2)?,
            };
            Ok((ProductId(row.get(0)?), demand))
        })?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// Takes a row of the catalogue that `feed` brings in, which is none where somebody does; what it does not say stays.
    pub fn put_product(&self, row: &CatalogueRow, feed: &str) -> Result<Came, StoreError> {
        let id = self.known_product(row, feed)?;
        // Prices and stock of what was never named are of nothing.
        if id.is_none() && !row.is_named() {
            return Ok(Came::Unchanged);
        }
        let known = id.map(|id| self.product(id)).transpose()?;
        let new = row.onto(known.as_ref());
        let offered = i64::from(new.offered == Offered::Yes);
        let (sku_key, fold) = (text::skeleton(&new.sku), text::fold(&new.name));
        let Some(id) = id else {
            let sql = "insert into products (sku, sku_key, name, fold, price, currency, stock_milli, offered, life_days, \
                       seen_at, feed, first_seen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10)";
            let id = prepare(&self.conn, sql)?.insert(vals![
                new.sku,
                sku_key,
                new.name,
                fold,
                new.price,
                new.currency.code(),
                new.stock_milli,
                offered,
                new.life_days,
                self.now().0,
                feed,
            ])?;
            self.has_products.set(Some(true));
            self.keep_key(row, feed, id)?;
            return Ok(Came::Created);
        };
        let sql = "update products set sku = $1, sku_key = $2, name = $3, fold = $4, price = $5, currency = $6, \
                   stock_milli = $7, offered = $8, life_days = $9, seen_at = $10, feed = $11 where id = $12";
        prepare(&self.conn, sql)?.later(vals![
            new.sku,
            sku_key,
            new.name,
            fold,
            new.price,
            new.currency.code(),
            new.stock_milli,
            offered,
            new.life_days,
            self.now().0,
            feed,
            id,
        ])?;
        self.keep_key(row, feed, id)?;
        Ok(if known.as_ref() == Some(&new) {
            Came::Unchanged
        } else {
            Came::Updated
        })
    }

    /// What the feed knows a product by, for rows of it that name it no more.
    fn keep_key(&self, row: &CatalogueRow, feed: &str, product: i64) -> Result<(), StoreError> {
        let Some(key) = row.key().filter(|_| !feed.is_empty() && row.is_named()) else {
            return Ok(());
        };
        let sql = "insert into product_keys (feed, key, product_id) values ($1, $2, $3) on conflict (feed, key) \
                   do update set product_id = excluded.product_id where product_keys.product_id <> excluded.product_id";
        prepare(&self.conn, sql)?.later((feed, key, product))?;
        Ok(())
    }

    /// Which product goes by a code that several have by now is not known, if no row since `since` named it: it is offered
    /// no more, and how much there is of it nobody counts.
    pub fn retire_code(&self, code: &str, since: Time) -> Result<(), StoreError> {
        let sql =
            "update products set offered = 0, stock_milli = null where sku_key = $1 and sku_key <> '' and seen_at < $2";
        prepare(&self.conn, sql)?.later((text::skeleton(code), since.0))?;
        Ok(())
    }

    /// How many products are offered that `feed` brings, or nobody knows who does, and how many of those no row named since
    /// `since`.
    pub fn offered_unseen(&self, since: Time, feed: &str) -> Result<(i64, i64), StoreError> {
        let sql = "select count(*), coalesce(sum(case when seen_at < $1 then 1 else 0 end), 0) from products \
                   where offered = 1 and feed in ('', $2)";
        prepare(&self.conn, sql)?.query_row((since.0, feed), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Those of them that no row named since `since` are offered no more; how many those were.
    pub fn withdraw_unseen(&self, since: Time, feed: &str) -> Result<usize, StoreError> {
        let sql = "update products set offered = 0 where offered = 1 and seen_at < $1 and feed in ('', $2)";
        prepare(&self.conn, sql)?.execute((since.0, feed))
    }

    /// Likewise of every feed's.
    pub fn withdraw_all_unseen(&self, since: Time) -> Result<usize, StoreError> {
        let sql = "update products set offered = 0 where offered = 1 and seen_at < $1";
        prepare(&self.conn, sql)?.execute([since.0])
    }

    /// Finds the products of the next goods behind `after`; the last of them, or nothing when all are seen.
    pub fn link_goods(&self, after: i64, limit: i64) -> Result<Option<i64>, StoreError> {
        let mut select = prepare(&self.conn, LINK)?;
        let rows = select.query_map((after, limit), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let goods: Vec<(i64, String, String, Option<i64>)> = rows.collect::<Result<_, _>>()?;
        for (id, sku, name, before) in &goods {
            let product = match (self.product_called(sku, name)?, *before) {
                // It was called by a code that it goes by no more.
                (None, Some(before)) if !sku.is_empty() && !self.is_called(before, name)? => Some(before),
                (found, _) => found,
            };
            if product != *before {
                prepare(&self.conn, "update goods set product_id = $1 where id = $2")?.later((product, id))?;
            }
        }
        Ok(goods.last().map(|(id, ..)| *id))
    }

    /// Counts what the next open orders of `stage` ask for; where the walk stands then, or nothing at its end.
    pub fn ask_for_goods(&self, stage: Stage, after: LiveCursor, limit: i64) -> Result<Option<LiveCursor>, StoreError> {
        let mut select = prepare(&self.conn, WALK)?;
        let values = (stage.int(), after.customer, after.order, limit);
        let rows = select.query_map(values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let orders: Vec<(i64, i64, i64)> = rows.collect::<Result<_, _>>()?;
        let asking = |(_, order, created_at): &(i64, i64, i64)| Asking {
            order: OrderId(*order),
            created_at: Time(*created_at),
            awaits_goods: true,
        };
        self.count_demand(&orders.iter().map(asking).collect::<Vec<_>>())?;
        let last = orders.last();
        Ok(last.map(|(customer, order, _)| LiveCursor {
            customer: *customer,
            order: *order,
        }))
    }

    /// Whether the shop has a catalogue at all; looked up once.
    pub fn has_products(&self) -> Result<bool, StoreError> {
        if let Some(known) = self.has_products.get() {
            return Ok(known);
        }
        let found = prepare(&self.conn, "select 1 from products limit 1")?.exists(())?;
        self.has_products.set(Some(found));
        Ok(found)
    }

    /// The thing a line means, taken in now when nobody ordered it before.
    pub(super) fn goods(&self, sku: &str, name: &str) -> Result<i64, StoreError> {
        if let Some(id) = self.known.borrow().goods(sku, name) {
            return Ok(id);
        }
        let mut select = prepare(&self.conn, "select id from goods where sku = $1 and name = $2")?;
        let found = select.query_row((sku, name), |row| row.get(0)).optional()?;
        let id = match found {
            Some(id) => id,
            None => self.insert_goods(sku, name)?,
        };
        self.known.borrow_mut().keep_goods(sku, name, id);
        Ok(id)
    }

    fn insert_goods(&self, sku: &str, name: &str) -> Result<i64, StoreError> {
        let product = self.product_called(sku, name)?;
        let sql = "insert into goods (sku, name, product_id) values ($1, $2, $3)";
        prepare(&self.conn, sql)?.insert((sku, name, product))
    }

    /// The product a line means: of its article number, else the only one of its name.
    fn product_called(&self, sku: &str, name: &str) -> Result<Option<i64>, StoreError> {
        if !self.has_products()? {
            return Ok(None);
        }
        if let Some(id) = self.product_of_sku(sku)? {
            return Ok(Some(id));
        }
        let mut select = prepare(&self.conn, BY_NAME)?;
        let rows = select.query_map([text::fold(name)], |row| row.get(0))?;
        let found: Vec<i64> = rows.collect::<Result<_, _>>()?;
        Ok(match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// By its key; by the other one, or once it has a key by its name alone, when that is its name.
    fn known_product(&self, row: &CatalogueRow, feed: &str) -> Result<Option<i64>, StoreError> {
        if let Some(id) = self.product_of_sku(&row.sku)? {
            return Ok(Some(id));
        }
        if !row.is_named() {
            let sql = "select product_id from product_keys where feed = $1 and key = $2";
            let mut select = prepare(&self.conn, sql)?;
            return select
                .query_row((feed, row.key().unwrap_or_default()), |row| row.get(0))
                .optional();
        }
        if let OtherKey::Id(key) | OtherKey::SharedCode(key) = &row.other_key
            && let Some(id) = self.product_of_sku(key)?
            && self.is_called(id, &row.name)?
        {
            return Ok(Some(id));
        }
        let sql = "select id from products where fold = $1 and sku_key = '' order by id limit 1";
        prepare(&self.conn, sql)?
            .query_row([text::fold(&row.name)], |row| row.get(0))
            .optional()
    }

    fn is_called(&self, product: i64, name: &str) -> Result<bool, StoreError> {
        let mut select = prepare(&self.conn, "select fold from products where id = $1")?;
        let fold: Option<String> = select.query_row([product], |row| row.get(0)).optional()?;
        Ok(fold.is_some_and(|fold| fold == text::fold(name)))
    }

    fn product_of_sku(&self, sku: &str) -> Result<Option<i64>, StoreError> {
        let key = text::skeleton(sku);
        if key.is_empty() {
            return Ok(None);
        }
        prepare(&self.conn, BY_SKU)?
            .query_row([key], |row| row.get(0))
            .optional()
    }

    fn product(&self, id: i64) -> Result<Product, StoreError> {
        let sql = format!("select {COLUMNS} from products p where p.id = $1");
        prepare(&self.conn, &sql)?.query_row([id], product)
    }
}

/// What a text is held against by `like` where it holds `part`; the escape is a backslash.
pub(super) fn holding(part: &str) -> String {
    format!(
        "%{}%",
        part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
    )
}

/// Reads one row of `COLUMNS`.
pub(super) fn product(row: DbRow<'_>) -> Result<Product, StoreError> {
    let code: String = row.get(4)?;
    Ok(Product {
        sku: row.get(1)?,
        name: row.get(2)?,
        price: row.get(3)?,
        // Only codes of currencies are ever written.
        currency: Currency::parse(&code).unwrap_or(Currency::RUB),
        stock_milli: row.get(5)?,
        offered: if row.get::<i64>(6)? == 0 {
            Offered::No
        } else {
            Offered::Yes
        },
        life_days: row.get(7)?,
    })
}
