//! One letter for several orders of one customer (R35).

use std::sync::atomic::AtomicBool;

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::order;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::order::Reason;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::worker::Worker;

const PHONE: &str = "+79161234567";

fn all(desk: &Desk) -> Vec<MessageRow> {
    let mut messages = desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap();
    messages.reverse();
    messages
}

/// Every letter: its kind, its state and how many orders it names.
fn letters(desk: &Desk) -> Vec<(&'static str, &'static str, usize)> {
    let line = |message: &MessageRow| {
        (
            message.kind().code(),
            message.state.code(),
            message.order_numbers().len(),
        )
    };
    all(desk).iter().map(line).collect()
}

fn send(desk: &mut Desk, letter: &MessageRow) {
    let now = desk.now();
    let tx = desk.store.write(now).unwrap();
    let (from, to) = (MessageState::Waiting, MessageState::Sent);
    assert!(tx.move_message(letter.id, from, to, None).unwrap());
    tx.commit().unwrap();
}

fn work(desk: &mut Desk, worker: &mut Worker) {
    while worker.turn(desk).unwrap().more {}
}

fn customer_of(desk: &Desk, order: OrderId) -> CustomerId {
    desk.store.order_facts(order).unwrap().unwrap().customer
}

/// How many orders of one customer.
fn orders(desk: &mut Desk, count: usize) -> Vec<OrderId> {
    let first = new_order(desk, PHONE, 1_000);
    let customer = customer_of(desk, first);
    let mut orders = vec![first];
    while orders.len() < count {
        let made = desk.new_order(&Whose::Known(customer), order(2_000)).unwrap();
        orders.extend(made.order);
    }
    orders
}

fn perform(desk: &mut Desk, order: OrderId, action: &Action) {
    desk.perform(Target::Order(order), action).unwrap();
}

fn ship(number: &str) -> Action {
    Action::Ship(Shipping {
        seen: None,
        number: number.to_owned(),
        carrier: None,
        handed: Handing::WithNumber,
        ..Shipping::default()
    })
}

#[test]
fn orders_confirmed_one_after_the_other_are_told_of_in_one_letter() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
        later(&mut desk, Span::seconds(5));
    }
    assert_eq!(letters(&desk), [("accepted", "waiting", 3)]);
    let letter = all(&desk).remove(0);
    assert_eq!(
        letter.leaves_at,
        NOON + Span::seconds(25),
        "the last of them can still be recalled"
    );
    // Taken back, the last of them leaves the letter; the others stay.
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(
        letters(&desk),
        [("accepted", "waiting", 2), ("accepted", "recalled", 1)]
    );
    desk.redo().unwrap();
    assert_eq!(letters(&desk), [("accepted", "waiting", 3)]);
}

#[test]
fn when_the_first_fact_of_a_letter_is_no_more_the_others_still_go_together() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
    }
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    perform(&mut desk, orders[0], &cancel);
    assert_eq!(
        letters(&desk),
        [("accepted", "recalled", 1), ("accepted", "waiting", 2)]
    );
    perform(&mut desk, orders[1], &cancel);
    perform(&mut desk, orders[2], &cancel);
    let states: Vec<_> = letters(&desk).into_iter().map(|(_, state, _)| state).collect();
    assert_eq!(
        states,
        ["recalled", "recalled", "recalled"],
        "with its only fact a letter is recalled"
    );
}

#[test]
fn a_letter_that_left_is_told_for_each_of_its_orders_and_never_again() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    perform(&mut desk, orders[0], &Action::Confirm);
    perform(&mut desk, orders[1], &Action::Confirm);
    later(&mut desk, Span::seconds(20));
    let letter = all(&desk).remove(0);
    send(&mut desk, &letter);
    assert_eq!(letters(&desk), [("accepted", "sent", 2)]);
    // The next order comes after the letter left: a letter of its own.
    perform(&mut desk, orders[2], &Action::Confirm);
    assert_eq!(letters(&desk), [("accepted", "sent", 2), ("accepted", "waiting", 1)]);
    let last = all(&desk).remove(1);
    send(&mut desk, &last);
    // Confirmed once more, what was told stands, whose letter it ever went in.
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(undone.already_sent.len(), 1);
    desk.redo().unwrap();
    work(&mut desk, &mut Worker::default());
    assert_eq!(letters(&desk), [("accepted", "sent", 2), ("accepted", "sent", 1)]);
}

#[test]
fn the_undo_of_one_fact_of_a_letter_that_left_offers_a_word_about_that_order_alone() {
    let mut desk = desk();
    let orders = orders(&mut desk, 2);
    perform(&mut desk, orders[0], &Action::Confirm);
    perform(&mut desk, orders[1], &Action::Confirm);
    let letter = all(&desk).remove(0);
    send(&mut desk, &letter);
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    let [gone] = undone.already_sent.as_slice() else {
        panic!("{undone:?}")
    };
    assert_eq!(gone.order, Some(orders[1]));
    let (word, is_new) = desk.take_back(letter.id).unwrap();
    assert!(is_new);
    assert_eq!((word.order, word.others.len()), (Some(orders[1]), 0), "the other is so");
    // Both taken back, and the word about the one with them.
    for _ in 0..2 {
        desk.undo(UndoChoice::Operator).unwrap();
    }
    desk.take_back(letter.id).unwrap();
    assert_eq!(letters(&desk), [("accepted", "sent", 2), ("taken_back", "waiting", 2)]);
}

#[test]
fn a_letter_taken_out_by_hand_is_taken_out_whole() {
    let mut desk = desk();
    let orders = orders(&mut desk, 2);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
    }
    let letter = all(&desk).remove(0);
    assert!(desk.recall(letter.id).unwrap());
    work(&mut desk, &mut Worker::default());
    perform(&mut desk, orders[1], &ship("RA1"));
    assert_eq!(
        letters(&desk),
        [("accepted", "recalled", 2), ("dispatched", "waiting", 1)]
    );
}

#[test]
fn other_kinds_other_ways_and_other_times_have_their_own_letters() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    perform(&mut desk, orders[0], &Action::Confirm);
    perform(&mut desk, orders[1], &Action::Confirm);
    perform(&mut desk, orders[1], &ship("RA1"));
    let both = [("accepted", "waiting", 2), ("dispatched", "waiting", 1)];
    assert_eq!(letters(&desk), both, "a kind each");
    later(&mut desk, Span::minutes(16));
    perform(&mut desk, orders[2], &Action::Confirm);
    assert_eq!(letters(&desk)[..2], both);
    assert_eq!(letters(&desk)[2], ("accepted", "waiting", 1), "sixteen minutes later");
}

fn imported(shop: &str, id: &str, at: Time) -> Item {
    let mut order = order(1_000);
    (order.source, order.shop) = ("shop".to_owned(), shop.to_owned());
    (order.external_id, order.number) = (id.to_owned(), format!("{shop}-{id}"));
    (order.key, order.created_at) = (id.to_owned(), at);
    order.customer.name = "Елена Иванова".to_owned();
    order.customer.phones = vec![IncomingPhone {
        raw: PHONE.to_owned(),
        e164: Some(PHONE.to_owned()),
    }];
    Item::Order(Box::new(order))
}

fn import(desk: &mut Desk, items: Vec<Item>) {
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
    let count = i64::try_from(items.len()).unwrap();
    let mut items = items.into_iter().map(Ok);
    let done = desk.import(&file, ImportOptions::default(), &mut items, &mut watch);
    assert_eq!(done.unwrap().counts.created, count);
}

#[test]
fn who_orders_twice_in_a_few_minutes_is_told_once_that_both_are_in_work() {
    let mut desk = desk();
    import(&mut desk, vec![imported("a", "1", NOON)]);
    later(&mut desk, Span::minutes(12));
    import(&mut desk, vec![imported("a", "2", NOON + Span::minutes(12))]);
    let mut worker = Worker::default();
    for minute in [29, 30, 31, 42, 60] {
        desk.clock = Clock::Stopped(NOON + Span::minutes(minute));
        work(&mut desk, &mut worker);
        let expected: &[(&str, &str, usize)] = match minute {
            29 => &[],
            30 => &[("in_work", "waiting", 2)],
            _ => &[("in_work", "sent", 2)],
        };
        if minute == 31 {
            let letter = all(&desk).remove(0);
            send(&mut desk, &letter);
        }
        assert_eq!(letters(&desk), expected, "{minute}");
    }
}

#[test]
fn when_the_first_order_is_taken_up_the_second_waits_for_its_own_time() {
    let mut desk = desk();
    import(&mut desk, vec![imported("a", "1", NOON)]);
    later(&mut desk, Span::minutes(12));
    import(&mut desk, vec![imported("a", "2", NOON + Span::minutes(12))]);
    let mut worker = Worker::default();
    desk.clock = Clock::Stopped(NOON + Span::minutes(30));
    work(&mut desk, &mut worker);
    assert_eq!(letters(&desk), [("in_work", "waiting", 2)]);
    let first = all(&desk)[0].order.unwrap();
    let cancel = Action::Cancel {
        reason: Reason::Duplicate,
    };
    perform(&mut desk, first, &cancel);
    assert_eq!(letters(&desk), [("in_work", "recalled", 1), ("in_work", "recalled", 1)]);
    desk.clock = Clock::Stopped(NOON + Span::minutes(42));
    work(&mut desk, &mut worker);
    assert_eq!(letters(&desk), [("in_work", "recalled", 1), ("in_work", "waiting", 1)]);
}

#[test]
fn orders_of_two_shops_share_no_letter() {
    let mut desk = desk();
    import(
        &mut desk,
        vec![
            imported("a", "1", NOON),
            imported("b", "2", NOON),
            imported("b", "3", NOON),
        ],
    );
    later(&mut desk, Span::minutes(30));
    work(&mut desk, &mut Worker::default());
    let mut named: Vec<Vec<String>> = all(&desk)
        .iter()
        .map(|letter| letter.order_numbers().into_iter().map(str::to_owned).collect())
        .collect();
    named.sort();
    assert_eq!(named, [vec!["a-1"], vec!["b-2", "b-3"]]);
}

#[test]
fn an_apology_that_did_not_leave_is_not_counted() {
    let mut desk = desk();
    let night = NOON + Span::hours(10);
    desk.clock = Clock::Stopped(night);
    import(&mut desk, vec![imported("a", "1", night), imported("a", "2", night)]);
    let mut worker = Worker::default();
    work(&mut desk, &mut worker);
    assert_eq!(letters(&desk), [("promise", "waiting", 2)]);
    let letter = all(&desk).remove(0);
    send(&mut desk, &letter);
    let apologies = |desk: &Desk| -> Vec<i64> {
        let named = all(desk).remove(0);
        let ids = named
            .order
            .into_iter()
            .chain(named.others.iter().filter_map(|other| other.order));
        ids.map(|id| desk.store.order_facts(id).unwrap().unwrap().apologies)
            .collect()
    };
    assert_eq!(apologies(&desk), [0, 0]);
    // Broken for an hour at noon.
    desk.clock = Clock::Stopped(NOON + Span::hours(24));
    work(&mut desk, &mut worker);
    assert_eq!(letters(&desk)[1], ("promise_broken", "waiting", 2));
    assert_eq!(apologies(&desk), [0, 0], "it waits");
    let apology = all(&desk).remove(1);
    desk.sent_by_hand(apology.id).unwrap();
    assert_eq!(apologies(&desk), [1, 1]);
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(apologies(&desk), [0, 0], "it waits again");
    let log = CallLog {
        outcome: Outcome::NoAnswer,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    perform(&mut desk, apology.order.unwrap(), &Action::LogCall(log));
    assert_eq!(apologies(&desk), [0, 0], "recomputed with the rest");
}

fn words(text: &str) -> MessageWords {
    MessageWords {
        text: text.to_owned(),
        ..MessageWords::default()
    }
}

#[test]
fn nothing_joins_a_letter_somebody_worded_released_or_tried() {
    type Touch = fn(&mut Desk, &MessageRow);
    let touches: [(&str, Touch); 3] = [
        ("worded", |desk, letter| {
            desk.word_message(letter.id, &words("Мы всё привезём")).unwrap();
        }),
        ("released", |desk, letter| {
            assert!(desk.release_message(letter.id).unwrap());
        }),
        ("tried", |desk, letter| {
            later(desk, Span::minutes(1));
            assert!(desk.take_to_send(letter, &words("Заказ подтверждён")).unwrap());
            let later = SendOutcome::Later { why: "busy".to_owned() };
            desk.record_sending(letter, &TakenBy::channel("sms"), &later).unwrap();
        }),
    ];
    for (touched, touch) in touches {
        let mut desk = desk();
        let orders = orders(&mut desk, 3);
        perform(&mut desk, orders[0], &Action::Confirm);
        let letter = all(&desk).remove(0);
        touch(&mut desk, &letter);
        let kept = all(&desk).remove(0);
        perform(&mut desk, orders[1], &Action::Confirm);
        perform(&mut desk, orders[2], &Action::Confirm);
        let two = [("accepted", "waiting", 1), ("accepted", "waiting", 2)];
        assert_eq!(letters(&desk), two, "{touched}");
        let now = all(&desk);
        assert_eq!(now[0], kept, "{touched}: it stays as it was");
        assert_eq!(now[1].released_by, None, "{touched}: nobody looked at the others");
    }
}

#[test]
fn a_touched_letter_of_several_keeps_them_until_what_it_tells_changes() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
    }
    let letter = all(&desk).remove(0);
    desk.word_message(letter.id, &words("Все три завтра")).unwrap();
    desk.release_message(letter.id).unwrap();
    perform(&mut desk, orders[2], &ship("RA1"));
    assert_eq!(letters(&desk)[0], ("accepted", "waiting", 3));
    let cancel = Action::Cancel {
        reason: Reason::ChangedMind,
    };
    perform(&mut desk, orders[1], &cancel);
    let left = all(&desk).remove(0);
    assert_eq!(left.order_numbers().len(), 2);
    assert_eq!(
        (left.words, left.edited, left.released_by),
        (None, false, None),
        "it spoke of three: somebody has to look again"
    );
}

#[test]
fn a_changed_fact_in_a_letter_somebody_worded_makes_its_words_anew() {
    let mut desk = desk();
    let orders = orders(&mut desk, 2);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
        perform(&mut desk, *order, &ship("RA1"));
    }
    let letter = all(&desk)
        .into_iter()
        .find(|letter| letter.kind().code() == "dispatched");
    let letter = letter.unwrap();
    assert_eq!(letter.others.len(), 1);
    desk.word_message(letter.id, &words("Едет: RA1")).unwrap();
    let correct = Action::Ship(Shipping {
        seen: None,
        number: "RA2".to_owned(),
        carrier: None,
        handed: Handing::WithNumber,
        ..Shipping::default()
    });
    perform(&mut desk, orders[1], &correct);
    let dispatched: Vec<MessageRow> = all(&desk)
        .into_iter()
        .filter(|letter| letter.kind().code() == "dispatched" && letter.state == MessageState::Waiting)
        .collect();
    let worded: Vec<bool> = dispatched.iter().map(|letter| letter.words.is_some()).collect();
    assert_eq!(worded, [false], "one letter, and none says RA1 of the second order");
    assert_eq!(dispatched[0].others.len(), 1);
}

#[test]
fn one_fact_of_a_letter_is_taken_out_alone() {
    let mut desk = desk();
    let orders = orders(&mut desk, 3);
    for order in &orders {
        perform(&mut desk, *order, &Action::Confirm);
    }
    let customer = customer_of(&desk, orders[0]);
    let facts = desk.store.messages_of(customer, 10).unwrap();
    let fact = facts.iter().find(|fact| fact.order == Some(orders[1])).unwrap();
    assert!(desk.recall(fact.id).unwrap());
    assert!(!desk.recall(fact.id).unwrap(), "once");
    work(&mut desk, &mut Worker::default());
    perform(&mut desk, orders[2], &ship("RA1"));
    let left = all(&desk);
    let accepted: Vec<_> = left.iter().filter(|one| one.kind().code() == "accepted").collect();
    let states: Vec<_> = accepted
        .iter()
        .map(|one| (one.order, one.state, one.others.len()))
        .collect();
    assert_eq!(
        states,
        [
            (Some(orders[0]), MessageState::Waiting, 1),
            (Some(orders[1]), MessageState::Recalled, 0)
        ]
    );
}

#[test]
fn words_for_a_message_as_it_was_are_not_put_into_what_it_is_by_now() {
    let mut desk = desk();
    let orders = orders(&mut desk, 2);
    perform(&mut desk, orders[0], &Action::Confirm);
    let seen = all(&desk).remove(0);
    // A colleague's words come first, then another order joins.
    desk.word_message(seen.id, &words("Завтра привезём")).unwrap();
    let late = desk.reword_message(&seen, &words("Послезавтра"));
    assert!(
        matches!(&late, Err(DeskError::Refused(Refusal::ChangedMeanwhile))),
        "{late:?}"
    );
    let seen = all(&desk).remove(0);
    assert_eq!(seen.words, Some(words("Завтра привезём")));
    desk.reword_message(&seen, &words("Завтра к обеду")).unwrap();
    assert_eq!(all(&desk)[0].words, Some(words("Завтра к обеду")));
}
