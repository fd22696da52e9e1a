//! The catalogue and the orders that are open under it.

use super::Unnamed;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::domain::action::Action;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Line;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Stock;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::store::Scope;
use crate::view::stock;

fn product(sku: &str, name: &str, price: i64, stock: i64) -> CatalogueRow {
    CatalogueRow {
        sku: sku.to_owned(),
        name: name.to_owned(),
        price: Some(price),
        currency: Currency::RUB,
        stock: Stock::Milli(stock),
        offered: None,
        life_days: None,
    }
}

fn take_in(desk: &mut Desk, rows: &[CatalogueRow]) {
    desk.import_catalogue(rows, Unnamed::Stay).unwrap();
}

fn is_marked(desk: &Desk, id: OrderId) -> bool {
    let facts = desk.store.order_facts(id).unwrap().unwrap();
    facts.marks.has(CustomerFlags::OUT_OF_STOCK)
}

/// What the walk over open orders marked is what `refresh` finds of each of them.
fn agrees_with_refresh(desk: &mut Desk, ids: &[OrderId]) {
    let before: Vec<bool> = ids.iter().map(|id| is_marked(desk, *id)).collect();
    let now = desk.now();
    for id in ids {
        let customer = desk.store.order_facts(*id).unwrap().unwrap().customer;
        let tx = desk.store.write(now).unwrap();
        tx.refresh(customer, Scope::All).unwrap();
        tx.commit().unwrap();
    }
    let after: Vec<bool> = ids.iter().map(|id| is_marked(desk, *id)).collect();
    assert_eq!(before, after);
}

#[test]
fn open_orders_follow_the_stock_whichever_comes_first() {
    let mut desk = desk();
    let early = new_order(&mut desk, "+79161234567", 129_000);
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, 0)]);
    let late = new_order(&mut desk, "+79161234568", 129_000);
    assert!(is_marked(&desk, early) && is_marked(&desk, late));
    agrees_with_refresh(&mut desk, &[early, late]);
    take_in(&mut desk, &[product("А1", "Чайник", 129_000, 5_000)]);
    assert!(
        !is_marked(&desk, early) && !is_marked(&desk, late),
        "a Cyrillic А is an A"
    );
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, -1)]);
    agrees_with_refresh(&mut desk, &[early, late]);
    desk.perform(Target::Order(early), &Action::Confirm).unwrap();
    assert!(is_marked(&desk, early), "still to be found and packed");
    desk.perform(Target::Order(early), &Action::Handed).unwrap();
    assert!(!is_marked(&desk, early), "what has left was there");
    let check = desk.read(stock::check_stock).unwrap();
    assert_eq!((check[0].0.sku.as_str(), check[0].1.orders), ("A1", 1));
}

#[test]
fn new_lines_are_marked_at_once_and_their_undo_too() {
    let mut desk = desk();
    take_in(
        &mut desk,
        &[
            product("A1", "Чайник", 129_000, 5_000),
            product("", "Кувшин", 50_000, 0),
        ],
    );
    let id = new_order(&mut desk, "+79161234567", 129_000);
    assert!(!is_marked(&desk, id));
    let lines = vec![Line {
        sku: String::new(),
        name: "КУВШИН ".to_owned(),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: 45_000,
        total: 45_000,
    }];
    desk.perform(
        Target::Order(id),
        &Action::Lines {
            lines,
            total: None,
            seen: None,
        },
    )
    .unwrap();
    assert!(is_marked(&desk, id));
    let card = card_of(&desk, CardKey::Order(id));
    assert_eq!((card.stock[0].is_short, card.stock[0].rise), (true, Some(5_000)));
    desk.undo(crate::desk::undo::UndoChoice::Operator).unwrap();
    assert!(!is_marked(&desk, id));
}

#[test]
fn a_name_two_products_share_means_neither() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    take_in(
        &mut desk,
        &[product("B1", "Чайник", 1, 0), product("B2", "чайник", 1, 0)],
    );
    assert!(!is_marked(&desk, id));
    take_in(&mut desk, &[product("B2", "Чайник большой", 1, 0)]);
    assert!(is_marked(&desk, id), "now one is left of that name");
}

#[test]
fn a_whole_catalogue_withdraws_what_it_does_not_name() {
    let mut desk = desk();
    take_in(
        &mut desk,
        &[product("A1", "Чайник", 1, 0), product("A2", "Кувшин", 1, 0)],
    );
    assert_eq!(desk.read(stock::check_stock).unwrap().len(), 2);
    crate::desk::tests::later(&mut desk, crate::domain::time::Span::hours(1));
    let counts = desk
        .import_catalogue(&[product("A1", "Чайник", 1, 0)], Unnamed::Withdraw)
        .unwrap();
    assert_eq!((counts.unchanged, counts.withdrawn), (1, 1));
    assert_eq!(desk.read(stock::check_stock).unwrap().len(), 1);
}
