//! How many statements an action runs: on a server each is a way there and back.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::order;
use super::queue;
use crate::board::builder::BoardBuilder;
use crate::desk::Desk;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::import::catalogue::Unnamed;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::product::CatalogueRow;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::tests::ran::ran_by;
use crate::view::figures;
use crate::view::figures::Period;
use crate::view::pages;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::worker::Worker;

/// An order of somebody who was called, paid a part and has a note.
fn with_history(desk: &mut Desk) -> OrderId {
    let id = new_order(desk, "+79161234567", 129_000);
    let mut perform = |action: Action| drop(desk.perform(Target::Order(id), &action).unwrap());
    for outcome in [Outcome::NoAnswer, Outcome::Talked] {
        perform(Action::LogCall(CallLog {
            outcome,
            at: NOON,
            phone: None,
            reason: None,
            call_at: None,
        }));
    }
    perform(note());
    perform(Action::Pay {
        amount: Some(1_000),
        means: Means::Card,
        note: String::new(),
    });
    id
}

fn note() -> Action {
    Action::Note {
        text: "перезвонить".to_owned(),
    }
}

fn hold(at_most: usize, what: &str, ran: &[String]) {
    assert!(
        ran.len() <= at_most,
        "{what}: {} statements\n{}",
        ran.len(),
        ran.join("\n")
    );
}

#[test]
fn an_action_and_its_undo_run_few_statements() {
    let made: [fn(&mut Desk) -> OrderId; 2] = [|desk| new_order(desk, "+79161234567", 129_000), with_history];
    for make in made {
        let mut desk = desk();
        let id = make(&mut desk);
        // With the first action of an operator their name is written down.
        desk.perform(Target::Order(id), &Action::Confirm).unwrap();
        desk.undo(UndoChoice::Operator).unwrap();
        for action in [Action::Confirm, note()] {
            let (_, ran) = ran_by(|| desk.perform(Target::Order(id), &action).unwrap());
            hold(20, &format!("{action:?}"), &ran);
            let (_, ran) = ran_by(|| desk.undo(UndoChoice::Operator).unwrap());
            hold(20, &format!("undo of {action:?}"), &ran);
        }
    }
}

#[test]
fn a_stock_to_be_shared_costs_few_statements_however_many_ask_for_it() {
    let mut desk = desk();
    let product = CatalogueRow {
        sku: "A1".to_owned(),
        name: "Чайник".to_owned(),
        price: None,
        currency: Currency::RUB,
        stock: Stock::Milli(1_000),
        offered: None,
        life_days: None,
        other_key: OtherKey::None,
    };
    desk.import_catalogue(&[product], Unnamed::Stay).unwrap();
    let first = new_order(&mut desk, "+79160000000", 1_000);
    for number in 1..40 {
        new_order(&mut desk, &format!("+7916{number:07}"), 1_000);
    }
    desk.perform(Target::Order(first), &Action::Confirm).unwrap();
    let (_, ran) = ran_by(|| desk.perform(Target::Order(first), &note()).unwrap());
    hold(22, "a note", &ran);
    let (_, ran) = ran_by(|| desk.perform(Target::Order(first), &Action::Handed).unwrap());
    hold(32, "the hand-over that frees it", &ran);
    let (board, ran) = ran_by(|| queue(&desk));
    assert_eq!(board.rows.len(), 39);
    hold(32, "the board", &ran);
}

#[test]
fn a_card_is_read_in_few_statements() {
    let mut desk = desk();
    let id = with_history(&mut desk);
    let (_, ran) = ran_by(|| super::card_of(&desk, CardKey::Order(id)));
    hold(10, "a card", &ran);
}

/// How many customers with a new order each.
fn busy(customers: usize) -> Desk {
    let mut desk = desk();
    for number in 0..customers {
        new_order(&mut desk, &format!("+7916{number:07}"), 129_000);
    }
    desk
}

#[test]
fn neither_the_first_board_nor_a_change_of_many_costs_a_statement_for_each() {
    let customers = 150;
    let mut desk = busy(customers);
    let (board, ran) = ran_by(|| queue(&desk));
    assert_eq!(board.rows.len(), customers);
    assert!(board.rows.iter().all(|row| !row.text.number.is_empty()));
    hold(32, "the first board", &ran);

    let mut live = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", NOON).unwrap();
    live.load(&desk.store, NOON).unwrap();
    let orders: Vec<OrderId> = board.rows.iter().filter_map(|row| row.row.order).collect();
    for order in orders {
        desk.perform(Target::Order(order), &note()).unwrap();
    }
    let (changed, ran) = ran_by(|| live.follow(&desk.store, NOON).unwrap());
    assert!(changed);
    hold(20, "a change of many", &ran);
    let (changed, ran) = ran_by(|| live.tick(&desk.store, NOON).unwrap());
    assert_eq!((changed, ran.len()), (false, 0), "{}", ran.join("\n"));
}

#[test]
fn a_worker_looks_at_many_customers_in_few_statements() {
    let mut desk = busy(150);
    later(&mut desk, Span::minutes(1));
    let mut worker = Worker::default();
    while worker.turn(&mut desk).unwrap().more {}
    // Another process begins: everybody's messages wait, and nothing is to be done.
    let mut other = Worker::default();
    worker.leave(&mut desk).unwrap();
    let (turn, ran) = ran_by(|| other.turn(&mut desk).unwrap());
    assert_eq!((turn.made.len(), turn.more), (0, false));
    hold(60, "a worker's first look", &ran);
}

#[test]
fn the_numbers_of_a_period_are_read_in_few_statements() {
    let desk = busy(150);
    let period = Period::last_days(desk.settings.shop.time_zone, NOON, 30);
    let (_, ran) = ran_by(|| desk.read(|look| figures::numbers(look, period)).unwrap());
    hold(8, "the numbers", &ran);
}

#[test]
fn the_page_of_numbers_reads_its_orders_once_and_those_before_once() {
    let desk = busy(150);
    let query = PageQuery::default();
    let (_, ran) = ran_by(|| desk.read(|look| pages::page(look, PageKey::Numbers, &query)).unwrap());
    let placed = ran.iter().filter(|sql| sql.ends_with("order by created_at, total, id"));
    assert_eq!(placed.count(), 2, "{}", ran.join("\n"));
}

#[test]
fn who_owes_what_is_read_in_few_statements() {
    let mut desk = busy(150);
    let orders: Vec<OrderId> = queue(&desk).rows.iter().filter_map(|row| row.row.order).collect();
    for order in orders {
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    let query = PageQuery::default();
    let (page, ran) = ran_by(|| desk.read(|look| pages::page(look, PageKey::Money, &query)).unwrap());
    assert!(page.rows().count() > 100, "{}", page.rows().count());
    hold(12, "who owes what", &ran);
}

#[test]
fn an_imported_order_costs_few_statements() {
    let mut desk = desk();
    let items = |from: i64, phone: i64| {
        (from..from + 150).zip(phone..).map(|(number, phone)| {
            let mut order = order(129_000);
            order.source = "shop".to_owned();
            order.external_id = number.to_string();
            order.number = number.to_string();
            order.customer.phones = vec![IncomingPhone {
                raw: format!("+7916{phone:07}"),
                e164: Some(format!("+7916{phone:07}")),
            }];
            order.customer.email = format!("c{phone}@example.com");
            order.lines.push(order.lines[0].clone());
            Ok(Item::Order(Box::new(order)))
        })
    };
    let file = ImportedFile {
        name: "orders.json".to_owned(),
        format: Format::Json,
        source: "shop".to_owned(),
        platform: "shop".to_owned(),
    };
    // Of new people, half of them twice, and of people who are here.
    for (from, phone) in [(1, 1), (76, 76), (301, 1)] {
        let writes = desk.store.own_writes();
        let (done, ran) = ran_by(|| {
            let mut watch = ImportWatch {
                stop: &AtomicBool::new(false),
                progress: &mut |_| {},
            };
            desk.import(&file, ImportOptions::default(), &mut items(from, phone), &mut watch)
                .unwrap()
        });
        let [created, unchanged] =
            [done.counts.created, done.counts.unchanged].map(|count| usize::try_from(count).unwrap());
        assert!(created >= 75 && created + unchanged == 150);
        // A file is given contacts and lines row by row.
        let of_each = if desk.store.location().is_server() { 9 } else { 11 };
        // A slow machine lets others of a server in more often, and begins again.
        let begun_again = usize::try_from(desk.store.own_writes() - writes)
            .unwrap()
            .saturating_sub(3);
        hold(of_each * created + unchanged + 20 * begun_again, "an import", &ran);
    }
}
