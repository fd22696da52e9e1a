//! How often a console waits for a server of its database: each time is a way there and back. On a file it never does.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::new_order;
use super::order;
use crate::board::builder::BoardBuilder;
use crate::desk::Desk;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::order::Means;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::tests::served::is_of_a_server;
use crate::worker::Worker;

/// How often `work` waited for the server; none where the tests run on files.
fn trips<T>(desk: &mut Desk, work: impl FnOnce(&mut Desk) -> T) -> u64 {
    let before = desk.store.trips();
    work(desk);
    desk.store.trips() - before
}

fn hold(at_most: u64, what: &str, trips: u64) {
    assert!(trips <= at_most, "{what}: {trips} trips");
}

/// Orders of customers who were called, paid a part and have a note: what the connection learns by the first of them holds of
/// the others. Minutes pass between what is done.
fn with_history(desk: &mut Desk, count: i64) -> Vec<OrderId> {
    (0..count)
        .map(|number| {
            // Ids of orders and of customers run apart.
            new_order(desk, &format!("+7916{number:07}"), 1_000);
            let order = new_order(desk, &format!("+7916{number:07}"), 129_000);
            let actions = [
                Action::LogCall(CallLog {
                    outcome: Outcome::Talked,
                    at: desk.now(),
                    phone: None,
                    reason: None,
                    call_at: None,
                }),
                Action::Pay {
                    amount: Some(1_000),
                    means: Means::Card,
                    note: String::new(),
                },
                Action::Note {
                    text: "перезвонить".to_owned(),
                },
            ];
            for action in actions {
                desk.perform(Target::Order(order), &action).unwrap();
                later(desk, Span::minutes(1));
            }
            order
        })
        .collect()
}

#[test]
fn an_action_its_undo_and_a_card_wait_for_a_server_as_seldom_as_can_be() {
    let mut desk = desk();
    if !is_of_a_server(&desk.store) {
        return;
    }
    let orders = with_history(&mut desk, 5);
    let (last, before) = orders.split_last().unwrap();
    for order in before {
        desk.perform(Target::Order(*order), &Action::Confirm).unwrap();
        desk.undo(UndoChoice::Operator).unwrap();
        card_of(&desk, CardKey::Order(*order));
        later(&mut desk, Span::minutes(1));
    }
    let target = Target::Order(*last);
    let confirm = |desk: &mut Desk| desk.perform(target, &Action::Confirm).unwrap();
    let undo = |desk: &mut Desk| desk.undo(UndoChoice::Operator).unwrap();
    let taken = trips(&mut desk, confirm);
    hold(4, "a confirmation", taken);
    let taken = trips(&mut desk, undo);
    hold(5, "its undo", taken);
    later(&mut desk, Span::minutes(1));
    let taken = trips(&mut desk, confirm);
    hold(4, "the same again", taken);
    let taken = trips(&mut desk, |desk| card_of(desk, CardKey::Order(*last)));
    hold(2, "a card", taken);
}

#[test]
fn a_new_board_and_a_change_wait_for_a_server_as_seldom_as_can_be() {
    let mut desk = desk();
    if !is_of_a_server(&desk.store) {
        return;
    }
    let orders = with_history(&mut desk, 5);
    let mut live = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", NOON).unwrap();
    let taken = trips(&mut desk, |desk| live.load(&desk.store, desk.now()).unwrap());
    hold(30, "a new board", taken);
    for (at, order) in orders.iter().enumerate() {
        let note = Action::Note { text: at.to_string() };
        desk.perform(Target::Order(*order), &note).unwrap();
        let taken = trips(&mut desk, |desk| assert!(live.follow(&desk.store, desk.now()).unwrap()));
        if at > 2 {
            hold(2, "a change", taken);
        }
    }
}

#[test]
fn who_has_nothing_to_do_asks_a_server_nothing() {
    let mut desk = desk();
    if !is_of_a_server(&desk.store) {
        return;
    }
    with_history(&mut desk, 3);
    let mut worker = Worker::default();
    while worker.turn(&mut desk).unwrap().more {}
    worker.turn(&mut desk).unwrap();
    let mut live = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", desk.now()).unwrap();
    live.load(&desk.store, desk.now()).unwrap();
    let taken = trips(&mut desk, |desk| {
        for _ in 0..20 {
            worker.turn(desk).unwrap();
            live.tick(&desk.store, desk.now()).unwrap();
            desk.store.data_version().unwrap();
        }
    });
    // Every five seconds it is looked whether something was not told of.
    hold(1, "twenty idle turns", taken);
}

#[test]
fn orders_that_come_in_wait_for_a_server_together() {
    let mut desk = desk();
    if !is_of_a_server(&desk.store) {
        return;
    }
    let mut take_in = |from: i64, count: i64| {
        let mut items = (from..from + count).map(|number| {
            let mut order = order(129_000);
            order.source = "shop".to_owned();
            order.external_id = number.to_string();
            order.number = number.to_string();
            order.customer.email = format!("c{number}@example.com");
            order.customer.phones = vec![IncomingPhone {
                raw: format!("+7916{number:07}"),
                e164: Some(format!("+7916{number:07}")),
            }];
            Ok(Item::Order(Box::new(order)))
        });
        let file = ImportedFile {
            name: "orders.json".to_owned(),
            format: Format::Json,
            source: "shop".to_owned(),
            platform: "shop".to_owned(),
        };
        let mut watch = ImportWatch {
            stop: &AtomicBool::new(false),
            progress: &mut |_| {},
        };
        let taken = trips(&mut desk, |desk| {
            desk.import(&file, ImportOptions::default(), &mut items, &mut watch)
                .unwrap()
        });
        (taken, desk.store.own_writes())
    };
    let (_, before) = take_in(0, 20);
    let (taken, writes) = take_in(20, 200);
    // A slow machine needs more writes for them, and each begins and ends by itself.
    hold(200 / 4 + (writes - before) * 20, "200 new orders", taken);
}
