//! The catalogue's tabs: each holds exactly the products of which its rule is true, in the order it says.

use std::cmp::Reverse;
use std::sync::Arc;

use super::ListTab;
use super::PageKey;
use super::PageQuery;
use super::PageSnapshot;
use super::ProductPart;
use crate::clock::Clock;
use crate::demo;
use crate::desk::Desk;
use crate::desk::import::catalogue::Unnamed;
use crate::desk::tests::desk;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::domain::cell::Cell;
use crate::domain::language::Lang;
use crate::domain::money::Currency;
use crate::domain::product::CatalogueRow;
use crate::domain::product::ListedProduct;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductSort;
use crate::domain::product_tab::ProductTab;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::store::look::Look;
use crate::view::catalogue;
use crate::view::catalogue::CatalogueQuery;
use crate::view::pages;

fn row(sku: &str, name: &str, price: i64, stock: Option<i64>) -> CatalogueRow {
    CatalogueRow {
        sku: sku.to_owned(),
        name: name.to_owned(),
        price: Some(price),
        currency: Currency::RUB,
        stock: stock.map_or(Stock::NotSaid, Stock::Milli),
        offered: None,
        life_days: None,
        other_key: OtherKey::None,
    }
}

fn take_in(desk: &mut Desk, rows: &[CatalogueRow]) {
    desk.import_catalogue(rows, Unnamed::Stay).unwrap();
}

fn found(desk: &Desk, query: &CatalogueQuery) -> Vec<ListedProduct> {
    let found = desk.read(|look| catalogue::products(look, query, usize::MAX)).unwrap();
    assert_eq!(usize::try_from(found.found).unwrap(), found.products.len(), "{query:?}");
    found.products
}

fn of(desk: &Desk, tab: ProductTab) -> Vec<ListedProduct> {
    let query = CatalogueQuery {
        tab,
        ..CatalogueQuery::default()
    };
    let products = found(desk, &query);
    let page = page(desk, tab, "");
    let tabs = page.listing.unwrap().tabs;
    let count = tabs.iter().find(|one| one.tab == ListTab::Product(tab)).unwrap().count;
    assert_eq!(count, i64::try_from(products.len()).ok(), "{tab:?}");
    products
}

fn page(desk: &Desk, tab: ProductTab, filter: &str) -> PageSnapshot {
    let query = PageQuery {
        products: ProductPart {
            tab,
            sort: ProductSort::default(),
        },
        filter: filter.to_owned(),
        ..PageQuery::default()
    };
    desk.read(|look| pages::page(look, PageKey::Products, &query)).unwrap()
}

fn names(products: &[ListedProduct]) -> Vec<&str> {
    products.iter().map(|listed| listed.product.name.as_str()).collect()
}

/// The made-up shop in full work.
fn shop() -> Desk {
    let mut desk = desk();
    desk.work_at(Clock::Stopped(demo::clock(desk.now(), desk.settings())));
    demo::seed(&mut desk, Lang::Ru, 3, demo::DemoOpening::Busy).unwrap();
    desk
}

#[test]
fn every_tab_holds_what_its_rule_is_true_of_whatever_it_is_sorted_by() {
    let desk = shop();
    let all = of(&desk, ProductTab::All);
    assert!(all.len() > 10, "{}", all.len());
    for tab in ProductTab::ALL {
        let is_meant = |listed: &&ListedProduct| match tab {
            ProductTab::All => true,
            ProductTab::Absent => listed.is_absent(),
            ProductTab::RunningOut => listed.is_running_out(),
            ProductTab::Wanted => listed.demand.orders > 0,
            ProductTab::PriceRisen => listed.rise.is_some(),
            ProductTab::New => listed.first_seen_at.is_some_and(|at| at >= desk.now() - Span::days(30)),
        };
        let mut meant: Vec<i64> = all.iter().filter(is_meant).map(|listed| listed.id.0).collect();
        assert!(!meant.is_empty(), "the demo shows something on {tab:?}");
        meant.sort_unstable();
        for (column, reversed) in ProductColumn::ALL
            .into_iter()
            .flat_map(|(_, column)| [(column, false), (column, true)])
        {
            let query = CatalogueQuery {
                tab,
                sort: ProductSort {
                    column: Some(column),
                    reversed,
                },
                ..CatalogueQuery::default()
            };
            let sorted = found(&desk, &query);
            let mut ids: Vec<i64> = sorted.iter().map(|listed| listed.id.0).collect();
            let keys: Vec<i64> = sorted.iter().filter_map(|listed| key(column, listed)).collect();
            let is_down = column.is_down() != reversed;
            let mut straight = keys.clone();
            if is_down {
                straight.sort_by_key(|key| Reverse(*key));
            } else {
                straight.sort_unstable();
            }
            assert_eq!(keys, straight, "{tab:?} {column:?} {reversed}");
            ids.sort_unstable();
            assert_eq!(ids, meant, "{tab:?} {column:?} {reversed}");
        }
    }
}

/// What a product stands by in a column of numbers.
fn key(column: ProductColumn, listed: &ListedProduct) -> Option<i64> {
    match column {
        ProductColumn::Name | ProductColumn::Sku => None,
        ProductColumn::Price => listed.product.price,
        ProductColumn::Stock => listed.product.stock_milli,
        ProductColumn::Wanted => Some(listed.demand.quantity_milli),
        ProductColumn::Left => listed.left_milli(),
        ProductColumn::Orders => Some(listed.demand.orders),
        ProductColumn::Rise => Some(listed.rise.map_or(0, |rise| rise.by)),
        ProductColumn::Since => Some(listed.first_seen_at.map_or(0, |at| at.0)),
    }
}

#[test]
fn what_became_dearer_is_told_with_by_how_much_and_in_how_many_orders() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 129_000);
    new_order(&mut desk, "+79161234568", 129_000);
    take_in(&mut desk, &[row("A1", "Чайник", 129_000, Some(9_000))]);
    assert_eq!(of(&desk, ProductTab::PriceRisen), []);
    take_in(&mut desk, &[row("A1", "Чайник", 149_000, Some(9_000))]);
    let risen = of(&desk, ProductTab::PriceRisen);
    let rise = risen[0].rise.unwrap();
    assert_eq!((rise.by, rise.orders), (20_000, 2));
    let mut settings = Settings::default();
    settings.regulation.price_rise_over = 20_000;
    let rules = Rulebook::new(Arc::new(settings), None, [], [], desk.now());
    let look = Look::new(&desk.store, &rules, desk.now()).unwrap();
    let query = CatalogueQuery {
        tab: ProductTab::PriceRisen,
        ..CatalogueQuery::default()
    };
    let found = catalogue::products(&look, &query, 9).unwrap();
    assert_eq!(found.found, 0, "so much is absorbed (R16)");
}

#[test]
fn the_first_catalogue_is_no_news_and_a_day_that_is_typed_is_since_when() {
    let mut desk = desk();
    take_in(&mut desk, &[row("A1", "Чайник", 129_000, Some(9_000))]);
    assert_eq!(of(&desk, ProductTab::New), []);
    later(&mut desk, Span::days(20));
    take_in(&mut desk, &[row("B2", "Заварник", 129_000, None)]);
    later(&mut desk, Span::days(20));
    take_in(
        &mut desk,
        &[row("C3", "Термос", 9_000, None), row("B2", "Заварник", 99_000, None)],
    );
    assert_eq!(names(&of(&desk, ProductTab::New)), ["Термос", "Заварник"]);
    let shown = |desk: &Desk, typed: &str| {
        let page = page(desk, ProductTab::New, typed);
        let cells = page.rows().map(|row| row.cells[0].clone());
        let names = cells.map(|cell| match cell {
            Cell::Text(name) => name,
            other => panic!("{other:?}"),
        });
        names.collect::<Vec<_>>()
    };
    // It is the 20th of April.
    assert_eq!(shown(&desk, "10 апр"), ["Термос"]);
    assert_eq!(shown(&desk, "25 мар"), ["Термос", "Заварник"]);
    assert_eq!(shown(&desk, "сегодня"), ["Термос"]);
    assert_eq!(
        shown(&desk, "завар"),
        ["Заварник"],
        "what is no day is a part of a name"
    );
    later(&mut desk, Span::days(90));
    assert_eq!(of(&desk, ProductTab::New), []);
    assert_eq!(shown(&desk, "1.04").len(), 1, "the last first of April");
}

#[test]
fn a_name_is_found_in_any_layout_and_an_article_in_whichever_letters() {
    let mut desk = desk();
    let mut withdrawn = row("C-3", "Термос 100%", 9_000, Some(0));
    withdrawn.offered = Some(Offered::No);
    take_in(
        &mut desk,
        &[
            row("TP-210", "Чайник заварочный", 129_000, Some(9_000)),
            row("", "Чайник", 9_000, Some(0)),
            withdrawn,
        ],
    );
    let found = |filter: &str| {
        let query = CatalogueQuery {
            filter: filter.to_owned(),
            sort: ProductSort {
                column: Some(ProductColumn::Name),
                reversed: false,
            },
            ..CatalogueQuery::default()
        };
        let products = found(&desk, &query);
        products
            .into_iter()
            .map(|listed| listed.product.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("чайник"), ["Чайник", "Чайник заварочный"]);
    assert_eq!(found("xfqybr"), ["Чайник", "Чайник заварочный"]);
    assert_eq!(found("тр-210 чай"), ["Чайник заварочный"]);
    assert_eq!(found("100%"), ["Термос 100%"]);
    assert_eq!(found("1%0"), [""; 0], "a sign of the search is a sign like any other");
    assert_eq!(names(&of(&desk, ProductTab::Absent)), ["Чайник"]);
}
