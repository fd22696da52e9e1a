//! What the shop sells, product by product: what there is, what open orders ask for and leave, what became dearer.

use serde_json::Value;
use serde_json::json;

use super::Report;
use super::table::CellColumns;
use super::table::all;
use super::table::csv;
use super::table::data;
use super::table::json;
use super::table::text;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::money::Money;
use crate::domain::product::ListedProduct;
use crate::domain::product::Offered;
use crate::domain::product_tab::ProductTab;
use crate::words::Audience;

/// The list of a tab.
pub fn catalogue(audience: Audience<'_>, tab: ProductTab, products: &[ListedProduct]) -> Report {
    let table = columns().table(products);
    let objects = table.json().into_iter().zip(products).map(|(mut object, listed)| {
        object.insert("offered".to_owned(), json!(listed.product.offered == Offered::Yes));
        Value::Object(object)
    });
    Report {
        json: Value::Array(objects.collect()),
        flat: table.clone(),
        tables: vec![(audience.tr.coded("catalogue", tab.code()), table)],
    }
}

fn columns<'a>() -> CellColumns<'a, ListedProduct> {
    let quantity = |milli: Option<i64>| Cell::of(milli, Cell::Quantity);
    let asked = |count: i64, cell: fn(i64) -> Cell| if count == 0 { Cell::Empty } else { cell(count) };
    CellColumns::none()
        .column(all("sku"), |one: &ListedProduct| {
            let sku = &one.product.sku;
            Cell::of((!sku.is_empty()).then(|| sku.clone()), Cell::Text)
        })
        .column(all("product").json("name"), |one| Cell::Text(one.product.name.clone()))
        .column(all("price"), |one| {
            let money = |minor| Cell::Money(Money::new(minor, one.product.currency));
            Cell::of(one.product.price, money)
        })
        .column(csv("currency"), |one| {
            Cell::Text(one.product.currency.code().to_owned())
        })
        .column(all("stock"), move |one| quantity(one.product.stock_milli))
        .column(text("ordered"), move |one| {
            asked(one.demand.quantity_milli, Cell::Quantity)
        })
        .column(data("ordered"), |one| Cell::Quantity(one.demand.quantity_milli))
        .column(all("left"), move |one| quantity(one.left_milli()))
        .column(text("open_orders"), move |one| asked(one.demand.orders, Cell::Count))
        .column(data("open_orders"), |one| Cell::Count(one.demand.orders))
        .column(all("price_rise"), |one| {
            let money = |minor| Cell::Money(Money::new(minor, one.product.currency));
            Cell::of(one.rise.map(|rise| rise.by), money)
        })
        .column(data("price_rise_orders"), |one| {
            Cell::Count(one.rise.map_or(0, |rise| rise.orders))
        })
        .column(text("offered"), |one| match one.product.offered {
            Offered::Yes => Cell::Empty,
            Offered::No => Label::of("cli-not_offered").into(),
        })
        .column(csv("offered"), |one| {
            Cell::Count(i64::from(one.product.offered == Offered::Yes))
        })
        .column(all("life_days"), |one| Cell::of(one.product.life_days, Cell::Count))
        .column(text("first_seen").csv("first_seen"), |one| {
            Cell::of(one.first_seen_at, Cell::Date)
        })
        .column(json("first_seen_at"), |one| Cell::of(one.first_seen_at, Cell::At))
}
