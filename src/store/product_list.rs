//! The list of products: its tabs, narrowed, in the order of a column; as quick at a hundred thousand as at a hundred.

use std::collections::HashMap;

use super::Store;
use super::StoreError;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;
use super::lists::rows_in;
use super::products::COLUMNS;
use super::products::holding;
use super::products::product;
use crate::domain::ids::ProductId;
use crate::domain::product::Demand;
use crate::domain::product::ListedProduct;
use crate::domain::product::PriceRise;
use crate::domain::product::Product;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductTab;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::text;

/// What of the catalogue is wanted.
#[derive(Clone, Copy, Debug)]
pub struct ProductWish<'a> {
    /// Which tab.
    pub tab: ProductTab,
    /// Words that name or article number hold, each of them.
    pub words: &'a [&'a str],
    /// From when on a product is new.
    pub since: Time,
    /// By how much a price has to rise to be told of, minor units (R16).
    pub rise_over: i64,
    /// By which column they stand.
    pub column: ProductColumn,
    /// Whether the most, or the last of the alphabet, stands first.
    pub is_down: bool,
}

/// What open orders ask for of each product that they ask for at all.
const DEMANDED: &str = "(select product_id, count(*) as orders, cast(sum(quantity_milli) as bigint) as wanted \
    from demand group by product_id)";

const TOTALS: &str = "select (select count(*) from products), \
    (select count(*) from products where offered = 1 and stock_milli <= 0), \
    (select count(*) from products where first_seen_at >= $1)";

/// Products that cost more than in open orders, with by how much and in how many: `line_stock` says the same of a line.
fn risen(over: i64, of: &str) -> String {
    format!(
        "select d.product_id as product_id, count(distinct d.order_id) as orders, max(q.price - l.price) as rise \
         from demand d join products q on q.id = d.product_id join orders o on o.id = d.order_id \
         join goods g on g.product_id = d.product_id join order_lines l on l.goods_id = g.id and l.order_id = d.order_id \
         where l.price > 0 and q.price - l.price > {over} and q.currency = o.currency {of} group by d.product_id"
    )
}

/// Which products open orders ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demanded {
    /// As the tab has it.
    AsTheTabHasIt,
    /// Those they do.
    Only,
    /// Those they do not.
    Not,
}

impl Store {
    /// How many products each tab has.
    pub fn product_totals(&self, since: Time, rise_over: i64) -> Result<HashMap<ProductTab, i64>, StoreError> {
        let (all, absent, new) = prepare(&self.conn, TOTALS)?.query_row([self.new_from(since)?], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let sql = format!(
            "select count(*), cast(coalesce(sum(case when p.stock_milli < 2 * w.wanted then 1 else 0 end), 0) as bigint) \
             from {DEMANDED} w join products p on p.id = w.product_id"
        );
        let (wanted, running_out) = prepare(&self.conn, &sql)?.query_row((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = format!("select count(*) from ({}) r", risen(rise_over, ""));
        let risen = prepare(&self.conn, &sql)?.query_row((), |row| row.get(0))?;
        Ok(HashMap::from([
            (ProductTab::All, all),
            (ProductTab::Absent, absent),
            (ProductTab::RunningOut, running_out),
            (ProductTab::Wanted, wanted),
            (ProductTab::PriceRisen, risen),
            (ProductTab::New, new),
        ]))
    }

    /// How many products are wanted.
    pub fn count_products(&self, wish: &ProductWish<'_>) -> Result<i64, StoreError> {
        let (from, values) = self.products_of(wish, Demanded::AsTheTabHasIt)?;
        prepare(&self.conn, &format!("select count(*) {from}"))?.query_row(args_from(values), |row| row.get(0))
    }

    /// The first of the products that are wanted.
    pub fn listed_products(&self, wish: &ProductWish<'_>, most: usize) -> Result<Vec<ListedProduct>, StoreError> {
        let by_orders = wish.column == ProductColumn::Orders && wish.is_down;
        let found = if wish.tab == ProductTab::All && by_orders {
            // What is asked for is a small part of a catalogue; the rest needs no sorting but that of its index.
            let mut found = self.some_listed(wish, Demanded::Only, most)?;
            let rest = ProductWish {
                column: ProductColumn::Name,
                is_down: false,
                ..*wish
            };
            found.extend(self.some_listed(&rest, Demanded::Not, most - found.len())?);
            found
        } else {
            self.some_listed(wish, Demanded::AsTheTabHasIt, most)?
        };
        self.with_demand(found, wish.rise_over)
    }

    fn some_listed(
        &self,
        wish: &ProductWish<'_>,
        demanded: Demanded,
        most: usize,
    ) -> Result<Vec<(ProductId, Product, i64)>, StoreError> {
        let (from, mut values) = self.products_of(wish, demanded)?;
        let limit = values.len() + 1;
        values.push(Val::Int(i64::try_from(most).unwrap_or(i64::MAX)));
        // Of a few that are called so the names are sorted sooner than all are looked at in their order.
        let name = if wish.words.is_empty() {
            "p.fold"
        } else {
            "p.fold || ''"
        };
        let order = order_by(wish.column, wish.is_down, name);
        let sql = format!("select {COLUMNS}, p.first_seen_at {from} order by {order} limit ${limit}");
        let mut select = prepare(&self.conn, &sql)?;
        let rows = select.query_map(args_from(values), |row| {
            Ok((ProductId(row.get(0)?), product(row)?, row.get(8)?))
        })?;
        rows.collect()
    }

    /// Where the rows come from and which of them are meant.
    fn products_of(
        &self,
        wish: &ProductWish<'_>,
        demanded: Demanded,
    ) -> Result<(String, Vec<Val<'static>>), StoreError> {
        use ProductColumn as Column;
        use ProductTab as Tab;

        let (mut from, mut values, mut wheres) = ("from products p".to_owned(), Vec::new(), Vec::new());
        let is_risen = wish.tab == Tab::PriceRisen;
        if is_risen || wish.column == Column::Rise {
            let join = if is_risen { "join" } else { "left join" };
            let risen = risen(wish.rise_over, "");
            from = format!("{from} {join} ({risen}) r on r.product_id = p.id");
        }
        let only = demanded == Demanded::Only || matches!(wish.tab, Tab::Wanted | Tab::RunningOut);
        let stands_by = matches!(wish.column, Column::Orders | Column::Wanted | Column::Left);
        if only || stands_by {
            let join = if only { "join" } else { "left join" };
            from = format!("{from} {join} {DEMANDED} w on w.product_id = p.id");
        }
        if demanded == Demanded::Not {
            wheres.push("not exists (select 1 from demand d where d.product_id = p.id)".to_owned());
        }
        match wish.tab {
            Tab::All | Tab::Wanted | Tab::PriceRisen => {}
            Tab::Absent => wheres.push("p.offered = 1 and p.stock_milli <= 0".to_owned()),
            Tab::RunningOut => wheres.push("p.stock_milli < 2 * w.wanted".to_owned()),
            Tab::New => {
                values.push(Val::Int(self.new_from(wish.since)?));
                wheres.push(format!("p.first_seen_at >= ${}", values.len()));
            }
        }
        for word in wish.words {
            values.push(Val::from(holding(&text::fold(word))));
            let name = format!("p.fold like ${} escape '\\'", values.len());
            let key = text::skeleton(word);
            wheres.push(if key.is_empty() {
                name
            } else {
                values.push(Val::from(holding(&key)));
                format!("({name} or p.sku_key like ${} escape '\\')", values.len())
            });
        }
        if !wheres.is_empty() {
            from = format!("{from} where {}", wheres.join(" and "));
        }
        Ok((from, values))
    }

    /// What stood in the catalogue on the day the desk first saw one is no news on any later day.
    fn new_from(&self, since: Time) -> Result<i64, StoreError> {
        let sql = "select min(first_seen_at) from products";
        let known: Option<i64> = prepare(&self.conn, sql)?.query_row((), |row| row.get(0))?;
        Ok(known.map_or(since.0, |known| since.0.max((Time(known) + Span::days(1)).0)))
    }

    fn with_demand(
        &self,
        found: Vec<(ProductId, Product, i64)>,
        rise_over: i64,
    ) -> Result<Vec<ListedProduct>, StoreError> {
        let ids: Vec<i64> = found.iter().map(|(id, ..)| id.0).collect();
        let sql = "select product_id, count(*), cast(sum(quantity_milli) as bigint) from demand \
                   where product_id in ({ids}) group by product_id";
        let demand = rows_in(&self.conn, sql, &ids, |row| {
            let (orders, quantity_milli) = (row.get(1)?, row.get(2)?);
            Ok((ProductId(row.get(0)?), Demand { orders, quantity_milli }))
        })?;
        let sql = risen(rise_over, "and d.product_id in ({ids})");
        let risen = rows_in(&self.conn, &sql, &ids, |row| {
            let (orders, by) = (row.get(1)?, row.get(2)?);
            Ok((ProductId(row.get(0)?), PriceRise { by, orders }))
        })?;
        let mut demand: HashMap<_, _> = demand.into_iter().collect();
        let mut risen: HashMap<_, _> = risen.into_iter().collect();
        let listed = found.into_iter().map(|(id, product, seen)| ListedProduct {
            demand: demand.remove(&id).unwrap_or_default(),
            rise: risen.remove(&id),
            first_seen_at: (seen > 0).then_some(Time(seen)),
            id,
            product,
        });
        Ok(listed.collect())
    }
}

/// What is not known stands last, whichever way round.
fn order_by(column: ProductColumn, is_down: bool, name: &str) -> String {
    let last = |known: &str, by: &str| format!("case when {known} is null then 1 else 0 end, {by}");
    let by = match column {
        ProductColumn::Name => name.to_owned(),
        ProductColumn::Sku => "p.sku_key".to_owned(),
        ProductColumn::Price => last("p.price", "p.price"),
        ProductColumn::Stock => last("p.stock_milli", "p.stock_milli"),
        ProductColumn::Wanted => "coalesce(w.wanted, 0)".to_owned(),
        ProductColumn::Left => last("p.stock_milli", "p.stock_milli - coalesce(w.wanted, 0)"),
        ProductColumn::Orders => "coalesce(w.orders, 0)".to_owned(),
        ProductColumn::Rise => "coalesce(r.rise, 0)".to_owned(),
        ProductColumn::Since => "p.first_seen_at".to_owned(),
    };
    let way = if is_down { " desc" } else { "" };
    match column {
        ProductColumn::Name => format!("{by}{way}, p.id"),
        _ => format!("{by}{way}, {name}, p.id"),
    }
}
