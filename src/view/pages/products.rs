//! The catalogue: what there is of each product, and what open orders ask for.

use std::collections::HashMap;

use super::Act;
use super::LongList;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::money::Money;
use crate::domain::product::Offered;
use crate::domain::quantity;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::text::fold;

/// More of a catalogue is narrowed first.
const MOST: usize = 1_000;

/// The products whose name or article number holds what is typed; those that open orders ask for in vain first.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let demand = look.store.demand()?;
    let all = look.store.products()?;
    let of = all.len();
    let typed = fold(&query.filter);
    let is_found = |name: &str, sku: &str| {
        let (name, sku) = (fold(name), fold(sku));
        typed.split(' ').all(|word| name.contains(word) || sku.contains(word))
    };
    let mut found: Vec<_> = all
        .into_iter()
        .filter(|(_, product)| is_found(&product.name, &product.sku))
        .map(|(id, product)| {
            let wanted = demand.get(&id).copied().unwrap_or_default();
            let short = product.stock_milli.is_some_and(|stock| stock < wanted.quantity_milli);
            (id, product, wanted, short)
        })
        .collect();
    found.sort_by_key(|(.., wanted, short)| (!*short, std::cmp::Reverse(wanted.orders)));
    let count = found.len();
    let rows = found.into_iter().take(MOST).map(|(id, product, wanted, short)| {
        let stock = product.stock_milli.map(|stock| Cell::Text(quantity::text(stock)));
        let gone = Label::of(if short { "products-short" } else { "products-gone" });
        let is_gone = short || product.offered == Offered::Yes && product.stock_milli.is_some_and(|stock| stock <= 0);
        PageRow {
            key: PageRowKey::Id(id.0),
            cells: vec![
                Cell::Text(clean(&product.name).into_owned()),
                Cell::Text(clean(&product.sku).into_owned()),
                product
                    .price
                    .map_or(Cell::Empty, |price| Cell::Money(Money::new(price, product.currency))),
                stock.unwrap_or(Cell::Empty),
                match wanted.orders {
                    0 => Cell::Empty,
                    _ => Cell::Text(quantity::text(wanted.quantity_milli)),
                },
                match wanted.orders {
                    0 => Cell::Empty,
                    orders => Label::of("today-orders_wait").with("count", Cell::Count(orders)).into(),
                },
                if is_gone { Cell::Warning(gone) } else { Cell::Empty },
            ],
            act: Act::Orders,
        }
    });
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let head = |key| Cell::Column(Label::of(key), None);
    Ok(PageSnapshot {
        sections: vec![Section {
            title: None,
            rows: rows.collect(),
            empty: Some(Label::of("products-none")),
        }],
        listing: Some(LongList {
            tabs: Vec::new(),
            columns: vec![
                head("products-name"),
                head("products-sku"),
                head("products-price"),
                head("products-stock"),
                head("products-wanted"),
                head("products-orders"),
                Cell::Empty,
            ],
            gives_up: vec![1, 2],
            is_all: true,
            found: count,
            of: i64::try_from(of).unwrap_or(i64::MAX),
            sum: None,
            above: false,
            below: false,
            note: None,
            orders: HashMap::new(),
        }),
        ..PageSnapshot::blank(PageKey::Products, look.now)
    })
}
