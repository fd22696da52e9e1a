//! Payment, delivery, address and comment of an order change after it was entered, and what is due follows.

use std::path::Path;
use std::sync::Arc;

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::refusal;
use super::stage;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Refusal;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::store::rulebook as rules;

fn everything() -> Action {
    Action::Details(DetailsEdit {
        terms: Some(Terms::OnDelivery),
        payment: Some("Наличными курьеру".to_owned()),
        delivery: Some("СДЭК до двери".to_owned()),
        address: Some("Владивосток, Светланская 1".to_owned()),
        comment: Some("Позвонить за час".to_owned()),
        seen: None,
    })
}

fn moved(address: &str, desk: &Desk, id: OrderId) -> Action {
    Action::Details(DetailsEdit {
        address: Some(address.to_owned()),
        seen: desk.store.order(id).unwrap().map(Box::new),
        ..DetailsEdit::default()
    })
}

/// Minutes east of UTC that the customer's clock shows, once the desk has learned of their zone.
fn clock(desk: &mut Desk, id: OrderId) -> i32 {
    let now = desk.now();
    rules::refresh(&mut desk.rules, &desk.store, &desk.settings, now).unwrap();
    card_of(desk, CardKey::Order(id)).clock.offset_minutes
}

#[test]
fn all_of_it_is_one_entry_that_is_taken_back_and_done_again() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let before = desk.store.order(id).unwrap().unwrap();
    assert_eq!(clock(&mut desk, id), 180);
    let done = desk.perform(Target::Order(id), &everything()).unwrap();
    assert_eq!((done.kind, done.entry.is_some()), (ActionKind::Details, true));
    let after = desk.store.order(id).unwrap().unwrap();
    assert_eq!(
        (after.facts.terms, after.facts.carrier, after.texts.address.as_str()),
        (Terms::OnDelivery, Some(Carrier::Cdek), "Владивосток, Светланская 1")
    );
    assert_eq!(clock(&mut desk, id), 600, "the customer's clock follows the address");
    let again = desk.perform(Target::Order(id), &everything()).unwrap();
    assert_eq!(again.entry, None, "it is so already");
    assert_eq!(desk.undo(UndoChoice::Mine).unwrap().did, ActionKind::Details);
    assert_eq!(desk.store.order(id).unwrap().unwrap(), before);
    assert_eq!(clock(&mut desk, id), 180);
    desk.redo().unwrap();
    assert_eq!(desk.store.order(id).unwrap().unwrap(), after);
}

#[test]
fn what_is_due_follows_the_terms() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    later(&mut desk, Span::days(5));
    let due = |desk: &Desk| {
        let tasks = card_of(desk, CardKey::Order(id)).agenda.tasks;
        tasks.into_iter().map(|task| task.kind).collect::<Vec<_>>()
    };
    assert!(due(&desk).contains(&TaskKind::RemindPayment), "{:?}", due(&desk));
    desk.perform(Target::Order(id), &everything()).unwrap();
    assert!(!due(&desk).contains(&TaskKind::RemindPayment), "{:?}", due(&desk));
    assert_eq!(stage(&desk, id), Stage::Ready);
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(stage(&desk, id), Stage::Confirmed);
    assert!(due(&desk).contains(&TaskKind::RemindPayment), "{:?}", due(&desk));
}

fn on(path: &Path, operator: &str) -> Desk {
    let settings = Arc::new(Settings::default());
    Desk::open(path, settings, who(operator), Clock::Stopped(NOON)).unwrap()
}

#[test]
fn an_address_a_colleague_entered_meanwhile_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let (mut anna, mut boris) = (on(&path, "anna"), on(&path, "boris"));
    let id = new_order(&mut anna, "+79161234567", 1_000);
    let seen_by_anna = moved("Тверь", &anna, id);
    boris.perform(Target::Order(id), &moved("Казань", &boris, id)).unwrap();
    let told = refusal(anna.perform(Target::Order(id), &seen_by_anna));
    let overtaken = Refusal::Overtaken {
        by: "boris".to_owned(),
        kind: ActionKind::Details,
        at: NOON,
        why: Box::new(Refusal::ChangedMeanwhile),
    };
    assert_eq!(told, overtaken);
    assert_eq!(anna.store.order(id).unwrap().unwrap().texts.address, "Казань");
    anna.perform(Target::Order(id), &moved("Тверь", &anna, id)).unwrap();
    assert_eq!(anna.store.order(id).unwrap().unwrap().texts.address, "Тверь");
}
