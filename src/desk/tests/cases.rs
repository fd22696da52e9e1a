//! What customers bring up: complaints (R38), and what they write (R39).

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::new_order;
use super::queue;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Consent;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::case::CaseOutcome;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::offer::NoOffer;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;

const PHONE: &str = "+79161234567";

/// The tasks in the queue: what, in which lane, minutes to its limit.
fn owed(desk: &Desk) -> Vec<(TaskKind, Lane, i64)> {
    let rows = queue(desk).rows;
    let task = rows.iter().map(|row| &row.row.task);
    task.map(|task| (task.kind, task.lane, (task.limit.unwrap() - desk.now()).0 / 60_000))
        .collect()
}

fn complain(desk: &mut Desk, order: OrderId) {
    let text = "крышка не закрывается".to_owned();
    desk.perform(Target::Order(order), &Action::Complaint { text }).unwrap();
}

/// Received four days before noon: a call of care is due.
fn received(desk: &mut Desk) -> (OrderId, CustomerId) {
    let ago = Span::days(4);
    desk.clock = crate::clock::Clock::Stopped(NOON - ago);
    let order = new_order(desk, PHONE, 1_000);
    let pay = Action::Pay {
        amount: None,
        means: crate::domain::order::Means::Cash,
        note: String::new(),
    };
    for action in [Action::Confirm, pay, Action::Handed, Action::Received] {
        desk.perform(Target::Order(order), &action).unwrap();
    }
    later(desk, ago);
    let customer = card_of(desk, CardKey::Order(order)).customer.id;
    (order, customer)
}

#[test]
fn a_complaint_is_owed_until_it_is_settled_and_nobody_is_asked_how_they_like_it_meanwhile() {
    let mut desk = desk();
    let (order, customer) = received(&mut desk);
    desk.perform(Target::Customer(customer), &Action::Consent(Consent::Given))
        .unwrap();
    let kinds = |desk: &Desk| owed(desk).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    assert_eq!(kinds(&desk), [TaskKind::QualityCall]);
    complain(&mut desk, order);
    assert_eq!(owed(&desk), [(TaskKind::Complaint, Lane::FollowUp, 24 * 60)]);
    let offer = desk.perform(Target::Customer(customer), &Action::Offered);
    assert_eq!(super::refusal(offer), Refusal::NoOffer(NoOffer::Complains));

    let outcome = CaseOutcome::Replaced;
    let settle = Action::ComplaintSettled { outcome };
    desk.perform(Target::Order(order), &settle).unwrap();
    assert_eq!(kinds(&desk), [TaskKind::QualityCall]);
    assert_eq!(
        desk.perform(Target::Order(order), &settle).unwrap().entry,
        None,
        "it is settled already"
    );
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(kinds(&desk), [TaskKind::Complaint]);
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(kinds(&desk), [TaskKind::QualityCall], "the complaint was a slip");
}

#[test]
fn what_a_customer_writes_is_one_row_and_is_done_by_an_answer_or_a_talk() {
    let answered = CallEvent {
        kind: CallEventKind::Answered,
        phone: PHONE.to_owned(),
        at: NOON + Span::minutes(20),
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    let talked = |outcome| {
        Action::LogCall(CallLog {
            outcome,
            at: NOON + Span::minutes(20),
            phone: None,
            reason: None,
            call_at: None,
        })
    };
    let whose = Whose::New(NewCustomer {
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        ..NewCustomer::default()
    });
    let reply = Action::Replied {
        text: "завтра".to_owned(),
    };
    for (action, is_done) in [
        (Some(reply), true),
        (Some(talked(Outcome::Talked)), true),
        (Some(talked(Outcome::NoAnswer)), false),
        (None, true),
    ] {
        let mut desk = desk();
        let customer = desk.wrote(&whose, "где посылка?").unwrap().customer;
        later(&mut desk, Span::minutes(20));
        desk.wrote(&whose, "ау").unwrap();
        assert_eq!(
            owed(&desk),
            [(TaskKind::Reply, Lane::Callback, 40)],
            "one row, by the first of them"
        );
        match &action {
            Some(action) => desk.perform(Target::Customer(customer), action),
            None => desk.call_event(answered.clone()),
        }
        .unwrap();
        assert_eq!(owed(&desk).is_empty(), is_done, "{action:?}");
        if action.is_some() {
            desk.undo(UndoChoice::Mine).unwrap();
            let reply = (TaskKind::Reply, Lane::Callback, 40);
            assert_eq!(owed(&desk), [reply], "taken back, it waits again: {action:?}");
        }
    }
}

#[test]
fn a_talk_held_before_the_letter_came_does_not_answer_it() {
    let mut desk = desk();
    let whose = Whose::New(NewCustomer {
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        ..NewCustomer::default()
    });
    let customer = desk.wrote(&whose, "где посылка?").unwrap().customer;
    let log = |minutes: i64| {
        Action::LogCall(CallLog {
            outcome: Outcome::Talked,
            at: NOON + Span::minutes(minutes),
            phone: None,
            reason: None,
            call_at: None,
        })
    };
    later(&mut desk, Span::minutes(30));
    desk.perform(Target::Customer(customer), &log(-20)).unwrap();
    assert_eq!(owed(&desk).len(), 1, "entered late, it was before the letter");
    desk.perform(Target::Customer(customer), &log(10)).unwrap();
    assert_eq!(owed(&desk), []);
}

#[test]
fn who_wrote_by_an_email_nobody_knows_is_a_customer_from_now_on() {
    let mut desk = desk();
    let whose = Whose::New(NewCustomer {
        email: Some("Anna@mail.example".to_owned()),
        ..NewCustomer::default()
    });
    let first = desk.wrote(&whose, "есть ли синий чайник?").unwrap().customer;
    assert_eq!(desk.wrote(&whose, "и зелёный?").unwrap().customer, first);
    assert_eq!(queue(&desk).rows[0].text.email, "Anna@mail.example");
    let card = card_of(&desk, CardKey::Customer(first)).customer;
    assert_eq!(card.contacts[0].norm.as_deref(), Some("anna@mail.example"));
    assert_eq!(card.cases.len(), 2);
}

#[test]
fn a_complaint_goes_over_with_its_customer() {
    let mut desk = desk();
    let (order, customer) = received(&mut desk);
    let other = new_order(&mut desk, "+79160000001", 500);
    let kept = card_of(&desk, CardKey::Order(other)).customer.id;
    complain(&mut desk, order);
    desk.merge(kept, customer, None).unwrap();
    assert_eq!(card_of(&desk, CardKey::Customer(kept)).customer.cases.len(), 1);
}
