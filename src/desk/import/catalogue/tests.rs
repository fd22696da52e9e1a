//! The catalogue and the orders that are open under it.

use std::sync::Arc;

use super::Unnamed;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Shipping;
use crate::domain::action::Warning;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::settings::FeedSetting;

use crate::domain::shipment::Packed;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::store::Scope;
use crate::view::catalogue;
use crate::view::catalogue::CatalogueQuery;
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
        other_key: OtherKey::None,
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

fn is_promised(desk: &Desk, id: OrderId) -> bool {
    let facts = desk.store.order_facts(id).unwrap().unwrap();
    facts.marks.has(CustomerFlags::PROMISED_AWAY)
}

#[test]
fn what_older_open_orders_ask_for_is_promised_to_them_until_they_ask_no_more() {
    let mut desk = desk();
    // The catalogue comes between the orders: both are looked at.
    let first = new_order(&mut desk, "+79161234567", 129_000);
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, 1_000)]);
    let second = new_order(&mut desk, "+79161234568", 129_000);
    let third = new_order(&mut desk, "+79161234569", 129_000);
    let promised = |desk: &Desk| [first, second, third].map(|id| is_promised(desk, id));
    assert_eq!(promised(&desk), [false, true, true]);
    let card = card_of(&desk, CardKey::Order(second));
    assert_eq!((card.stock[0].is_short, card.stock[0].is_promised), (false, true));
    let board = crate::desk::tests::queue(&desk);
    let flagged = board.rows.iter().filter(|row| {
        let marks = row.order.as_ref().map(|order| order.marks);
        marks.is_some_and(|marks| marks.has(CustomerFlags::PROMISED_AWAY))
    });
    assert_eq!(flagged.count(), 2, "said in the queue, before the call");

    // Freed at once when the older is cancelled, and taken again when that is taken back.
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    desk.perform(Target::Order(first), &cancel).unwrap();
    assert_eq!(promised(&desk), [false, false, true]);
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(promised(&desk), [false, true, true]);

    // What has left is not in the stock that comes next, and a new stock is shared again.
    desk.perform(Target::Order(first), &Action::Confirm).unwrap();
    desk.perform(Target::Order(first), &Action::Handed).unwrap();
    assert_eq!(promised(&desk), [false, false, true]);
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, 2_000)]);
    assert_eq!(promised(&desk), [false, false, false]);
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, 0)]);
    assert_eq!(
        promised(&desk),
        [false, false, false],
        "there is none: that is said instead"
    );
    assert!(is_marked(&desk, second) && is_marked(&desk, third));
}

#[test]
fn an_older_order_that_asks_for_more_takes_it_from_the_younger() {
    let mut desk = desk();
    take_in(&mut desk, &[product("A1", "Чайник", 129_000, 3_000)]);
    let first = new_order(&mut desk, "+79161234567", 129_000);
    let second = new_order(&mut desk, "+79161234568", 129_000);
    assert!(!is_promised(&desk, second));
    let line = |quantity_milli| Line {
        sku: "A1".to_owned(),
        name: "Чайник".to_owned(),
        parameters: String::new(),
        quantity_milli,
        price: 129_000,
        total: 129_000,
    };
    let lines = Action::Lines {
        lines: vec![line(1_000), line(2_000)],
        total: None,
        seen: None,
    };
    desk.perform(Target::Order(first), &lines).unwrap();
    assert!(is_promised(&desk, second) && !is_promised(&desk, first));
    desk.undo(UndoChoice::Operator).unwrap();
    assert!(!is_promised(&desk, second));
    // The order itself is taken back.
    desk.perform(Target::Order(first), &lines).unwrap();
    let made = new_order(&mut desk, "+79161234569", 1);
    assert!(is_promised(&desk, made));
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(
        desk.read(|look| look.store.demand())
            .unwrap()
            .values()
            .map(|d| d.orders)
            .sum::<i64>(),
        2
    );
}

#[test]
fn goods_that_left_in_a_parcel_are_asked_for_no_more() {
    let mut desk = desk();
    let line = |sku: &str, quantity_milli| Line {
        sku: sku.to_owned(),
        name: format!("Товар {sku}"),
        parameters: String::new(),
        quantity_milli,
        price: 129_000,
        total: 129_000,
    };
    take_in(
        &mut desk,
        &[product("A1", "Чайник", 1, 2_000), product("B1", "Ковш", 1, 9_000)],
    );
    let first = new_order(&mut desk, "+79161234567", 129_000);
    let second = new_order(&mut desk, "+79161234568", 129_000);
    let lines = Action::Lines {
        lines: vec![line("A1", 2_000), line("B1", 1_000)],
        total: None,
        seen: None,
    };
    desk.perform(Target::Order(first), &lines).unwrap();
    assert!(is_promised(&desk, second));
    desk.perform(Target::Order(first), &Action::Confirm).unwrap();
    let packed = |quantity_milli| {
        Action::Ship(Shipping {
            number: "RA1".to_owned(),
            contents: vec![Packed::all_of(&line("A1", quantity_milli))],
            ..Shipping::default()
        })
    };
    desk.perform(Target::Order(first), &packed(1_000)).unwrap();
    take_in(&mut desk, &[product("A1", "Чайник", 1, 1_000)]);
    assert!(is_promised(&desk, second), "the second piece is still to be sent");
    desk.undo(UndoChoice::Operator).unwrap();
    desk.perform(Target::Order(first), &packed(2_000)).unwrap();
    assert!(!is_promised(&desk, second), "both have left");
    desk.undo(UndoChoice::Operator).unwrap();
    assert!(is_promised(&desk, second));
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
    desk.undo(UndoChoice::Operator).unwrap();
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

#[test]
fn goods_are_found_for_sale_by_parts_of_their_name_and_by_article_number_in_any_layout() {
    let mut desk = desk();
    let rows = [
        product("A1", "Чайник, 1 л", 129_000, 2_000),
        product("B_2", "Фильтры для чайника 100%", 39_000, 0),
        CatalogueRow {
            offered: Some(Offered::No),
            ..product("C3", "Чайник, старый", 1, 1_000)
        },
    ];
    take_in(&mut desk, &rows);
    new_order(&mut desk, "+79161234567", 129_000);
    for (typed, skus) in [
        ("чайник", &["A1", "B_2"][..]),
        ("для", &["B_2"]),
        ("чай фильт", &["B_2"]),
        ("xfqybr", &["A1", "B_2"]),
        ("а1", &["A1"]),
        ("b_", &["B_2"]),
        ("0%", &["B_2"]),
        ("%", &["B_2"]),
        ("самовар", &[]),
        ("", &[]),
    ] {
        let found = desk.read(|look| stock::for_sale(look, typed, 6)).unwrap();
        let found: Vec<&str> = found.iter().map(|goods| goods.product.sku.as_str()).collect();
        assert_eq!(found, skus, "{typed}");
    }
    let found = desk.read(|look| stock::for_sale(look, "чайник", 1)).unwrap();
    let wanted: Vec<i64> = found.iter().map(|goods| goods.wanted_milli).collect();
    assert_eq!(
        wanted,
        [1_000],
        "the first of them, of which an open order asks for one"
    );
}

#[test]
fn a_product_whose_code_a_second_one_takes_goes_on_as_the_same_one() {
    let keyed = |sku: &str, name: &str, stock: i64, other_key: OtherKey| CatalogueRow {
        other_key,
        ..product(sku, name, 129_000, stock)
    };
    let shared = || OtherKey::SharedCode("A1".to_owned());
    let alone = |stock: i64| [keyed("A1", "Чайник синий", stock, OtherKey::Id("901".to_owned()))];
    let both = |blue: i64, red: i64| {
        [
            keyed("902", "Чайник красный", red, shared()),
            keyed("901", "Чайник синий", blue, shared()),
        ]
    };
    let mut desk = desk();
    take_in(&mut desk, &alone(1_000));
    // Their lines call it by its code, and by a shorter name.
    let first = new_order(&mut desk, "+79161234567", 129_000);
    let second = new_order(&mut desk, "+79161234568", 129_000);
    let demand = |desk: &Desk| {
        let check = desk.read(stock::check_stock).unwrap();
        let asked = desk.read(|look| look.store.demand()).unwrap();
        (check.len(), asked.values().map(|of| of.orders).collect::<Vec<_>>())
    };
    assert!(is_promised(&desk, second) && !is_promised(&desk, first));
    for (rows, promised, in_vain) in [
        (&both(1_000, 9_000)[..], true, 0),
        (&both(2_000, 9_000), false, 0),
        (&alone(1_000), true, 0),
        (&both(0, 9_000), false, 1),
    ] {
        crate::desk::tests::later(&mut desk, crate::domain::time::Span::hours(1));
        take_in(&mut desk, rows);
        let skus: Vec<&str> = rows.iter().map(|row| row.sku.as_str()).collect();
        assert_eq!(is_promised(&desk, second), promised, "{skus:?}");
        assert_eq!(demand(&desk), (in_vain, vec![2]), "{skus:?}");
        agrees_with_refresh(&mut desk, &[first, second]);
    }
    assert!(is_marked(&desk, first), "none is left of the blue one");
}

#[test]
fn a_code_that_only_other_products_have_by_now_is_of_none() {
    let mut desk = desk();
    take_in(&mut desk, &[product("A1", "Чайник", 1, 0)]);
    let id = new_order(&mut desk, "+79161234567", 129_000);
    assert!(is_marked(&desk, id));
    crate::desk::tests::later(&mut desk, crate::domain::time::Span::hours(1));
    let shared = |sku: &str, name: &str| CatalogueRow {
        other_key: OtherKey::SharedCode("A1".to_owned()),
        ..product(sku, name, 1, 5_000)
    };
    take_in(
        &mut desk,
        &[shared("901", "Чайник синий"), shared("902", "Чайник красный")],
    );
    assert!(!is_marked(&desk, id), "nobody counts what nobody can name");
    assert_eq!(desk.read(stock::check_stock).unwrap(), [], "and it is offered no more");
}

#[test]
fn a_product_known_by_its_name_is_the_same_once_it_has_a_code() {
    let mut desk = desk();
    take_in(&mut desk, &[product("", "Чайник", 1, 0)]);
    let id = new_order(&mut desk, "+79161234567", 129_000);
    assert!(is_marked(&desk, id));
    take_in(&mut desk, &[product("B7", "чайник", 1, 5_000)]);
    assert!(!is_marked(&desk, id));
    assert_eq!(
        desk.read(|look| catalogue::products(look, &CatalogueQuery::default(), 9))
            .unwrap()
            .found,
        1
    );
}

#[test]
fn what_is_put_in_stock_is_counted_again_where_the_shop_does_not_count_it_itself() {
    let returned = |desk: &mut Desk| {
        take_in(desk, &[product("A1", "Чайник", 100, 3_000)]);
        let id = new_order(desk, "+79161234567", 100);
        let reason = Reason::NotCollected;
        for action in [Action::Confirm, Action::Handed, Action::Returned { reason }] {
            desk.perform(Target::Order(id), &action).unwrap();
        }
        id
    };
    let stock = |desk: &Desk| desk.store.offered_like(&["Чайник"]).unwrap()[0].1.stock_milli;
    let put = |desk: &mut Desk, id| desk.perform(Target::Order(id), &Action::PutInStock).unwrap();
    let mut own = desk();
    let id = returned(&mut own);
    let done = put(&mut own, id);
    assert_eq!(
        (stock(&own), done.warnings),
        (Some(4_000), vec![Warning::StockRaised(1)])
    );
    assert!(put(&mut own, id).entry.is_none(), "once");
    assert_eq!(stock(&own), Some(4_000));
    // It stands beside what else is said of it meanwhile.
    take_in(&mut own, &[product("A1", "Чайник", 100, 10_000)]);
    own.undo(UndoChoice::Mine).unwrap();
    assert_eq!(stock(&own), Some(9_000));
    own.redo().unwrap();
    assert_eq!(stock(&own), Some(10_000));
    // An order that waits for the last one gets it.
    take_in(&mut own, &[product("A1", "Чайник", 100, 0)]);
    let other = returned(&mut own);
    take_in(&mut own, &[product("A1", "Чайник", 100, 0)]);
    let waits = new_order(&mut own, "+79161234568", 100);
    assert!(is_marked(&own, waits));
    put(&mut own, other);
    assert!(!is_marked(&own, waits));
    own.undo(UndoChoice::Mine).unwrap();
    assert!(is_marked(&own, waits));

    let desk = desk();
    let mut settings = (*desk.settings).clone();
    settings.feeds.push(FeedSetting {
        kind: OrderFeedKind::Catalogue,
        ..FeedSetting::default()
    });
    let mut fed = Desk::on(desk.store, Arc::new(settings), desk.who, desk.clock).unwrap();
    let id = returned(&mut fed);
    let done = put(&mut fed, id);
    assert_eq!((stock(&fed), done.warnings), (Some(3_000), vec![Warning::StockByFeed]));
}
