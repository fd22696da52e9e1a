//! What the customer was told last counts: what changes back is corrected, and nothing is told twice (R35).

use std::sync::Arc;

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::order;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::Shipping;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_link::PayLink;
use crate::domain::settings::Shop;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewMessage;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::worker::Worker;

const PHONE: &str = "+79161234567";

fn all(desk: &Desk) -> Vec<MessageRow> {
    let mut messages = desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap();
    messages.reverse();
    messages
}

fn shown(desk: &Desk) -> Vec<(&'static str, &'static str)> {
    let line = |message: &MessageRow| (message.kind().code(), message.state.code());
    all(desk).iter().map(line).collect()
}

/// The last message, which waits, and the place among all of what it corrects.
fn last(desk: &Desk) -> (&'static str, Option<usize>) {
    let messages = all(desk);
    let last = messages.last().unwrap();
    assert_eq!(last.state, MessageState::Waiting, "{:?}", shown(desk));
    let place = |id| messages.iter().position(|message| message.id == id);
    (last.kind().code(), last.corrects.and_then(place))
}

fn act(desk: &mut Desk, order: OrderId, action: &Action) {
    desk.perform(Target::Order(order), action).unwrap();
}

/// Everything that waits leaves, and an hour passes.
fn send(desk: &mut Desk) {
    let now = desk.now();
    let waiting = desk.read(|look| outbox::outbox(look, Messages::Open, 100)).unwrap();
    let tx = desk.store.write(now).unwrap();
    for message in waiting {
        tx.move_message(message.id, MessageState::Waiting, MessageState::Sent, None)
            .unwrap();
    }
    tx.commit().unwrap();
    later(desk, Span::hours(1));
}

fn work(desk: &mut Desk) {
    let mut worker = Worker::default();
    while worker.turn(desk).unwrap().more {}
    worker.leave(desk).unwrap();
}

fn goods(name: &str) -> Action {
    let lines = vec![Line {
        name: name.to_owned(),
        ..order(1_000).lines.remove(0)
    }];
    Action::Lines {
        lines,
        total: None,
        seen: None,
    }
}

fn told_goods(desk: &mut Desk, names: &[&str]) -> OrderId {
    let id = new_order(desk, PHONE, 1_000);
    act(desk, id, &goods(names[0]));
    act(desk, id, &Action::Confirm);
    for name in &names[1..] {
        send(desk);
        act(desk, id, &goods(name));
    }
    id
}

#[test]
fn goods_changed_back_are_a_correction_of_what_was_told_last() {
    let mut desk = desk();
    let id = told_goods(&mut desk, &["A", "B", "A"]);
    assert_eq!(last(&desk), ("accepted", Some(1)));
    send(&mut desk);
    work(&mut desk);
    assert_eq!(shown(&desk), [("accepted", "sent"); 3], "and it is told once");
    for (name, corrects) in [("B", 2), ("A", 3)] {
        act(&mut desk, id, &goods(name));
        assert_eq!(last(&desk), ("accepted", Some(corrects)));
        send(&mut desk);
    }
    // Changed and changed back before anything left, nothing has changed for them.
    act(&mut desk, id, &goods("B"));
    act(&mut desk, id, &goods("A"));
    work(&mut desk);
    let open = desk.read(|look| outbox::outbox(look, Messages::Open, 100)).unwrap();
    assert_eq!(open, []);
}

#[test]
fn a_told_change_that_is_undone_is_corrected_once() {
    let mut desk = desk();
    told_goods(&mut desk, &["A", "B"]);
    send(&mut desk);
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(last(&desk), ("accepted", Some(1)));
    assert_eq!(undone.already_sent, [], "the correction waits already");
    // Done again before it left, they know it as it is.
    desk.redo().unwrap();
    let states = [("accepted", "sent"), ("accepted", "sent"), ("accepted", "recalled")];
    assert_eq!(shown(&desk), states);
}

#[test]
fn what_was_taken_back_was_not_told_last() {
    let mut desk = desk();
    let id = told_goods(&mut desk, &["A", "B"]);
    send(&mut desk);
    let second = all(&desk)[1].id;
    desk.take_back(second).unwrap();
    act(&mut desk, id, &goods("A"));
    work(&mut desk);
    assert_eq!(last(&desk), ("taken_back", Some(1)), "which says it all");
}

#[test]
fn another_carrier_of_the_same_number_is_told() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    act(&mut desk, id, &Action::Confirm);
    let ship = |carrier| {
        Action::Ship(Shipping {
            number: "RA1".to_owned(),
            carrier: Some(carrier),
            handed: Handing::WithNumber,
            seen: None,
            ..Shipping::default()
        })
    };
    act(&mut desk, id, &ship(Carrier::Cdek));
    send(&mut desk);
    for (carrier, corrects) in [(Carrier::RussianPost, 1), (Carrier::Cdek, 2)] {
        act(&mut desk, id, &ship(carrier));
        assert_eq!(last(&desk), ("dispatched", Some(corrects)));
        send(&mut desk);
        work(&mut desk);
    }
    assert_eq!(all(&desk).len(), 4);
}

fn paid_order(desk: &mut Desk) -> OrderId {
    let id = new_order(desk, PHONE, 1_000);
    act(desk, id, &Action::Confirm);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    act(desk, id, &pay);
    id
}

#[test]
fn a_dispatch_date_of_its_own_corrects_the_one_told_with_the_thanks() {
    let mut desk = desk();
    let id = paid_order(&mut desk);
    send(&mut desk);
    assert_eq!(shown(&desk), [("accepted", "sent"), ("paid", "sent")]);
    let own = desk.now() + Span::days(10);
    for (at, corrects) in [(Some(own), 1), (None, 2), (Some(own), 3)] {
        act(&mut desk, id, &Action::DispatchBy { at });
        assert_eq!(last(&desk), ("paid", Some(corrects)), "{at:?}");
        send(&mut desk);
        work(&mut desk);
    }
    assert_eq!(all(&desk).len(), 5);
    let ship = Action::Ship(Shipping {
        number: "RA1".to_owned(),
        carrier: None,
        handed: Handing::WithNumber,
        seen: None,
        ..Shipping::default()
    });
    act(&mut desk, id, &ship);
    assert_eq!(last(&desk), ("dispatched", None), "no other thanks when it has left");
    assert_eq!(all(&desk).len(), 6);
}

#[test]
fn a_dispatch_date_told_under_an_older_key_is_not_told_again() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    let by = NOON + Span::days(10);
    act(&mut desk, id, &Action::DispatchBy { at: Some(by) });
    act(&mut desk, id, &Action::Confirm);
    send(&mut desk);
    let customer = all(&desk)[0].customer;
    let tx = desk.store.write(desk.now()).unwrap();
    let told = MessageBody::Paid {
        total: Money::new(1_000, Currency::RUB),
        dispatch_by: Some(by),
        estimate: None,
    };
    let older = NewMessage {
        customer,
        order: Some(id),
        key: &format!("o{id}:paid:1000"),
        told: &told,
        channel: Channel::Sms,
        address: PHONE,
        leaves_at: NOON,
        expires_at: None,
        corrects: None,
        entry: None,
    };
    tx.add_message(&older).unwrap();
    tx.commit().unwrap();
    send(&mut desk);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    act(&mut desk, id, &pay);
    work(&mut desk);
    assert_eq!(shown(&desk), [("accepted", "sent"), ("paid", "sent")]);
}

fn log(desk: &mut Desk, id: OrderId, outcome: Outcome) {
    let call = CallLog {
        outcome,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    act(desk, id, &Action::LogCall(call));
}

/// Cancelled as a duplicate of the customer's other order.
fn duplicate(desk: &mut Desk, id: OrderId) {
    let reason = Reason::Duplicate;
    act(desk, id, &Action::Cancel { reason });
}

#[test]
fn calls_in_vain_are_told_once_whichever_of_the_orders_stays() {
    for sent in [true, false] {
        let mut desk = desk();
        let first = new_order(&mut desk, PHONE, 1_000);
        later(&mut desk, Span::minutes(5));
        log(&mut desk, first, Outcome::NoAnswer);
        later(&mut desk, Span::minutes(5));
        // One that came while they were being called has a first call in vain of its own.
        let second = new_order(&mut desk, PHONE, 2_000);
        for _ in 0..3 {
            later(&mut desk, Span::minutes(90));
            log(&mut desk, first, Outcome::NoAnswer);
            if sent {
                send(&mut desk);
            }
        }
        let told = all(&desk);
        assert_eq!(told.len(), 1, "{:?}", shown(&desk));
        duplicate(&mut desk, first);
        let left = all(&desk);
        assert_eq!((left.len(), left[0].id), (1, told[0].id), "{:?}", shown(&desk));
        if !sent {
            assert_eq!(left[0].state, MessageState::Waiting);
            assert_eq!(left[0].order, Some(second), "it is about the one that stays");
        }
    }
}

#[test]
fn a_wrong_number_is_asked_about_once_whichever_of_the_orders_stays() {
    let mut desk = desk();
    let customer = NewCustomer {
        name: "Анна".to_owned(),
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        email: Some("anna@mail.example".to_owned()),
    };
    let made = desk.new_order(&Whose::New(customer), order(1_000)).unwrap();
    let first = made.order.unwrap();
    new_order(&mut desk, PHONE, 2_000);
    later(&mut desk, Span::minutes(5));
    log(&mut desk, first, Outcome::WrongNumber);
    send(&mut desk);
    duplicate(&mut desk, first);
    let asked = shown(&desk);
    let asked: Vec<_> = asked.iter().filter(|(kind, _)| *kind == "wrong_number").collect();
    assert_eq!(asked, [&("wrong_number", "sent")]);
}

fn missed(desk: &mut Desk, phone: &str) -> crate::domain::ids::CustomerId {
    let event = CallEvent {
        kind: CallEventKind::Missed,
        phone: phone.to_owned(),
        at: desk.now(),
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    desk.call_event(event).unwrap().customer
}

#[test]
fn missed_calls_are_answered_once_when_two_cards_become_one() {
    let mut desk = desk();
    let other = missed(&mut desk, "+79160000002");
    let mut caller = other;
    for _ in 0..3 {
        later(&mut desk, Span::minutes(10));
        caller = missed(&mut desk, "+79160000001");
    }
    work(&mut desk);
    send(&mut desk);
    assert_eq!(shown(&desk), [("calls_missed", "sent")]);
    desk.merge(caller, other, None).unwrap();
    work(&mut desk);
    assert_eq!(shown(&desk), [("calls_missed", "sent")]);
    // After a talk another three are another fact.
    let talk = CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    let survivor = all(&desk)[0].customer;
    desk.perform(Target::Customer(survivor), &Action::LogCall(talk))
        .unwrap();
    for _ in 0..3 {
        later(&mut desk, Span::minutes(10));
        missed(&mut desk, "+79160000001");
    }
    work(&mut desk);
    assert_eq!(last(&desk), ("calls_missed", None));
}

#[test]
fn other_settings_correct_nothing() {
    let mut desk = desk();
    paid_order(&mut desk);
    send(&mut desk);
    let mut settings = crate::domain::settings::Settings::default();
    settings.regulation.dispatch_within = crate::domain::duration::Days(5);
    let now: Time = desk.now();
    let mut desk = Desk::on(
        desk.store,
        Arc::new(settings),
        super::who("anna"),
        crate::clock::Clock::Stopped(now),
    )
    .unwrap();
    desk.adopt_settings().unwrap();
    work(&mut desk);
    assert_eq!(shown(&desk), [("accepted", "sent"), ("paid", "sent")]);
}

#[test]
fn who_is_to_pay_is_told_other_requisites_when_the_desk_learns_of_them() {
    // In words, as an account, as an address.
    told_where_to_pay(|shop, way| shop.requisites = format!("счёт {way}"));
    told_where_to_pay(|shop, way| shop.account = BankAccount::parse(&format!("4080281000000000000{way}")));
    told_where_to_pay(|shop, way| {
        shop.pay_link = PayLink::parse(&format!("https://pay{way}.example/?sum={{{{ sum }}}}"));
    });
}

fn told_where_to_pay(set: fn(&mut Shop, u8)) {
    let pays_to = |desk: Desk, way: u8| {
        let mut settings = (*desk.settings).clone();
        set(&mut settings.shop, way);
        Desk::on(desk.store, Arc::new(settings), desk.who, desk.clock).unwrap()
    };
    let mut desk = pays_to(desk(), 1);
    let [waits, paid, later_told] = [1_000, 2_000, 3_000].map(|total| {
        let phone = format!("+7916123{total}");
        let id = new_order(&mut desk, &phone, total);
        act(&mut desk, id, &Action::Confirm);
        id
    });
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    act(&mut desk, paid, &pay);
    send(&mut desk);
    let before = all(&desk).len();
    later(&mut desk, Span::days(2));
    work(&mut desk);
    assert_eq!(all(&desk).len(), before, "{:?}", shown(&desk));
    let mut desk = pays_to(desk, 2);
    work(&mut desk);
    let told: Vec<_> = all(&desk)
        .split_off(before)
        .iter()
        .map(|message| (message.kind().code(), message.order, message.corrects.is_some()))
        .collect();
    let expected = [waits, later_told].map(|order| ("accepted", Some(order), true));
    assert_eq!(told, expected);
    send(&mut desk);
    work(&mut desk);
    assert_eq!(all(&desk).len(), before + 2, "once");
}

#[test]
fn what_was_marked_as_sent_by_a_slip_was_told_nobody_and_nothing_corrects_it() {
    let mut desk = desk();
    let id = told_goods(&mut desk, &["A"]);
    let first = all(&desk)[0].id;
    desk.sent_by_hand(first).unwrap();
    let anna = std::mem::replace(&mut desk.who, super::who("oleg"));
    act(&mut desk, id, &goods("B"));
    assert_eq!(last(&desk), ("accepted", Some(0)));
    desk.who = anna;
    desk.undo(UndoChoice::Operator).unwrap();
    work(&mut desk);
    assert_eq!(shown(&desk), [("accepted", "recalled"), ("accepted", "waiting")]);
    assert_eq!(last(&desk), ("accepted", None), "it is the first they hear");
}

#[test]
fn the_days_to_pay_count_anew_when_requisites_marked_as_sent_wait_again() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    act(&mut desk, id, &Action::Confirm);
    send(&mut desk);
    while all(&desk).len() < 2 {
        later(&mut desk, Span::hours(6));
        work(&mut desk);
    }
    let requisites = &all(&desk)[1];
    assert!(
        matches!(requisites.told, MessageBody::Requisites { .. }),
        "{requisites:?}"
    );
    let told_at = |desk: &Desk| desk.store.order_facts(id).unwrap().unwrap().requisites_at;
    assert_eq!(told_at(&desk), Some(requisites.leaves_at));
    later(&mut desk, Span::hours(1));
    desk.sent_by_hand(requisites.id).unwrap();
    assert_eq!(told_at(&desk), Some(desk.now()));
    later(&mut desk, Span::hours(1));
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(told_at(&desk), Some(all(&desk)[1].leaves_at));
    assert_eq!(told_at(&desk), Some(desk.now() + Span::seconds(15)));
}
