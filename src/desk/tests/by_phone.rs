//! Orders entered on a customer's behalf (R37), and who they make a customer (R27).

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::order;
use super::queue;
use super::refusal;
use super::who;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Stage;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;

const PHONE: &str = "+79160000001";

fn says(desk: &mut Desk, kind: CallEventKind) -> CustomerId {
    let event = CallEvent {
        kind,
        phone: PHONE.to_owned(),
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

fn entered(desk: &mut Desk, customer: CustomerId) -> OrderId {
    let mut new = order(1_000);
    new.created_at = desk.now();
    let done = desk.new_order(&Whose::Known(customer), new).unwrap();
    done.order.unwrap()
}

fn owed(desk: &Desk, order: OrderId) -> Vec<TaskKind> {
    let card = card_of(desk, CardKey::Order(order));
    let tasks = card.agenda.tasks.iter().chain(&card.agenda.upcoming);
    tasks
        .filter(|task| task.order == Some(order))
        .map(|task| task.kind)
        .collect()
}

#[test]
fn the_talk_an_order_is_entered_in_is_its_first_contact() {
    use CallEventKind::{Answered, Ended, Incoming};
    let talked = [TaskKind::Decide];
    // What the line says, minutes after noon; when the order is entered; what it owes.
    for (events, entered_at, expected) in [
        (&[(Incoming, 0), (Answered, 0)][..], 7, &talked[..]),
        (&[(Incoming, 0), (Answered, 0), (Ended, 5)], 20, &talked),
        (
            &[(Incoming, 0), (Answered, 0), (Ended, 5)],
            21,
            &[TaskKind::FirstContact],
        ),
        (&[(Incoming, 0)], 1, &[TaskKind::FirstContact]),
    ] {
        let mut desk = desk();
        let mut customer = CustomerId(0);
        for (kind, minute) in events {
            let wait = NOON + Span::minutes(*minute) - desk.now();
            later(&mut desk, wait);
            customer = says(&mut desk, *kind);
        }
        let wait = NOON + Span::minutes(entered_at) - desk.now();
        later(&mut desk, wait);
        let order = entered(&mut desk, customer);
        assert_eq!(owed(&desk, order), expected, "{events:?} {entered_at}");
    }
}

#[test]
fn a_call_of_ours_is_the_talk_too() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Missed);
    let talk = Action::LogCall(CallLog {
        outcome: Outcome::Talked,
        at: NOON,
        phone: None,
        reason: None,
        call_at: None,
    });
    desk.perform(Target::Customer(customer), &talk).unwrap();
    later(&mut desk, Span::minutes(3));
    let order = entered(&mut desk, customer);
    assert_eq!(owed(&desk, order), [TaskKind::Decide]);
}

#[test]
fn an_order_agreed_to_whole_is_confirmed_and_taken_back_in_one_go() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming);
    says(&mut desk, CallEventKind::Answered);
    let mut new = order(1_000);
    new.status = ShopStatus::Confirmed;
    let order = desk.new_order(&Whose::Known(customer), new).unwrap().order.unwrap();
    assert_eq!(super::stage(&desk, order), Stage::Confirmed);
    desk.undo(UndoChoice::Mine).unwrap();
    assert!(queue(&desk).rows.iter().all(|row| row.row.order != Some(order)));
}

#[test]
fn an_order_whose_confirming_a_colleague_holds_up_is_not_entered() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming);
    says(&mut desk, CallEventKind::Answered);
    desk.take(customer, TakeOver::No).unwrap();
    desk.who = who("boris");
    let mut new = order(1_000);
    new.status = ShopStatus::Confirmed;
    let refused = refusal(desk.new_order(&Whose::Known(customer), new.clone()));
    assert!(matches!(refused, Refusal::Claimed { .. }), "{refused:?}");
    let orders = |desk: &Desk| card_of(desk, CardKey::Customer(customer)).orders.len();
    assert_eq!(orders(&desk), 0);
    desk.who = who("anna");
    desk.new_order(&Whose::Known(customer), new).unwrap();
    assert_eq!(orders(&desk), 1);
}

#[test]
fn what_is_said_with_an_order_is_kept_on_a_card_that_lacks_it() {
    let said = |name: &str, email: &str| {
        let mut new = order(1_000);
        new.customer.name = name.to_owned();
        new.customer.email = email.to_owned();
        new
    };
    let by_number = Whose::New(NewCustomer {
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        ..NewCustomer::default()
    });
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming);
    for (whose, name, email) in [
        (&by_number, "Анна Ким", "anna@mail.example"),
        (&Whose::Known(customer), "Другое имя", "anna@mail.example"),
        (&by_number, "", "second@mail.example"),
    ] {
        desk.new_order(whose, said(name, email)).unwrap();
    }
    let card = card_of(&desk, CardKey::Customer(customer)).customer;
    let contacts: Vec<&str> = card.contacts.iter().map(|contact| contact.raw.as_str()).collect();
    assert_eq!(card.name, "Анна Ким");
    assert_eq!(contacts, [PHONE, "anna@mail.example", "second@mail.example"]);
}

#[test]
fn who_orders_is_a_customer_whatever_was_thought_before() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Missed);
    desk.perform(Target::Customer(customer), &Action::NotCustomer).unwrap();
    let marked = |desk: &Desk| card_of(desk, CardKey::Customer(customer)).customer.not_customer;
    assert!(marked(&desk));
    entered(&mut desk, customer);
    assert!(!marked(&desk));
    desk.undo(UndoChoice::Mine).unwrap();
    assert!(marked(&desk), "the order was a slip");
}
