//! What a customer's history says of what was done.

use super::desk;
use super::later;
use super::new_order;
use super::order;
use super::who;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::new_customer::Whose;
use crate::desk::tests::card_of;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::history::Detail;
use crate::domain::history::Happened;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;

/// The entries of its customer's history, newest first.
fn entries(desk: &Desk, id: OrderId) -> Vec<(ActionKind, Detail)> {
    let card = card_of(desk, CardKey::Order(id));
    let entries = card.timeline.into_iter().filter_map(|item| match item.what {
        Happened::Entry { kind, detail, .. } => Some((kind, detail)),
        _ => None,
    });
    entries.collect()
}

fn pay(amount: Option<i64>) -> Action {
    Action::Pay {
        amount,
        means: Means::Card,
        note: String::new(),
    }
}

#[test]
fn what_was_taken_back_and_done_again_is_named() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let text = "перезвонить вечером".to_owned();
    let note = Action::Note { text: text.clone() };
    for step in 0..3 {
        later(&mut desk, Span::seconds(1));
        match step {
            0 => drop(desk.perform(Target::Order(id), &note).unwrap()),
            1 => drop(desk.undo(UndoChoice::Mine).unwrap()),
            _ => drop(desk.redo().unwrap()),
        }
    }
    let of_note = Detail::Of(ActionKind::Note, Box::new(Detail::Text(text)));
    assert_eq!(
        entries(&desk, id)[..2],
        [(ActionKind::Redo, of_note.clone()), (ActionKind::Undo, of_note)]
    );
}

#[test]
fn a_part_of_the_money_is_called_so_and_the_rest_is_not() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    for amount in [Some(300), Some(400), None] {
        later(&mut desk, Span::seconds(1));
        desk.perform(Target::Order(id), &pay(amount)).unwrap();
    }
    let card = Some(Means::Card);
    let said: Vec<Detail> = entries(&desk, id).into_iter().map(|(_, detail)| detail).collect();
    assert_eq!(
        said[..3],
        [
            Detail::Amount(300, card),
            Detail::PartOf(400, card),
            Detail::PartOf(300, card)
        ]
    );
    later(&mut desk, Span::seconds(1));
    desk.undo(UndoChoice::Mine).unwrap();
    let last = entries(&desk, id).remove(1);
    assert_eq!(last, (ActionKind::Pay, Detail::Amount(300, card)));
}

#[test]
fn a_customer_taken_over_is_known_from_whom_and_a_term_by_its_date() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let at = desk.now() + Span::days(5);
    desk.perform(Target::Order(id), &Action::DispatchBy { at: Some(at) })
        .unwrap();
    let customer = card_of(&desk, CardKey::Order(id)).customer.id;
    desk.take(customer, TakeOver::No).unwrap();
    later(&mut desk, Span::seconds(1));
    desk.who = who("boris");
    desk.take(customer, TakeOver::Yes).unwrap();
    assert_eq!(
        entries(&desk, id)[..2],
        [
            (ActionKind::Take, Detail::From("anna".to_owned())),
            (ActionKind::DispatchBy, Detail::At(at))
        ]
    );
    // Who holds them now stands in nobody's way: only work on the same does.
    desk.who = who("anna");
    desk.who.session = "anna-2".to_owned();
    desk.take(customer, TakeOver::Yes).unwrap();
    assert!(desk.undo(UndoChoice::Operator).is_ok());
}

#[test]
fn each_order_came_its_own_way() {
    let mut desk = desk();
    let first = new_order(&mut desk, "+79161234567", 1_000);
    let customer = card_of(&desk, CardKey::Order(first)).customer.id;
    let mut other = order(2_000);
    other.channel = "site".to_owned();
    desk.new_order(&Whose::Known(customer), other).unwrap();
    let card = card_of(&desk, CardKey::Order(first));
    let mut ways: Vec<(Option<String>, String)> = card
        .timeline
        .into_iter()
        .filter_map(|item| match item.what {
            Happened::Ordered { channel } => Some((item.order_number, channel)),
            _ => None,
        })
        .collect();
    ways.sort();
    let way = |number: &str, channel: &str| (Some(number.to_owned()), channel.to_owned());
    assert_eq!(ways, [way("D1", "phone"), way("D2", "site")]);
}
