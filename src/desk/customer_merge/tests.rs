//! One person with two cards: offered, merged, found, taken back.

mod properties;

use std::sync::Arc;

use super::Stays;
use crate::board;
use crate::board::builder::BoardBuilder;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::result::Performed;
use crate::desk::tests::card_of;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::desk::tests::queue;
use crate::desk::tests::refusal;
use crate::desk::tests::who;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallLog;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Refusal;
use crate::domain::call::Outcome;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::order::Means;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::Access;
use crate::store::Store;
use crate::view::history;
use crate::view::same_person;
use crate::view::search;

const IVAN: CustomerId = CustomerId(1);
const PETR: CustomerId = CustomerId(2);
const FIRST: &str = "+79161234567";
const SECOND: &str = "+79161234568";

fn edit(desk: &mut Desk, customer: CustomerId, edit: CustomerEdit) -> Performed {
    let action = Action::Customer(edit);
    desk.perform(Target::Customer(customer), &action).unwrap()
}

fn named(name: &str) -> CustomerEdit {
    CustomerEdit {
        name: Some(name.to_owned()),
        ..CustomerEdit::default()
    }
}

fn with_phone(phone: &str) -> CustomerEdit {
    CustomerEdit {
        add_phone: Some((phone.to_owned(), Some(phone.to_owned()))),
        ..CustomerEdit::default()
    }
}

fn call(desk: &Desk, outcome: Outcome) -> Action {
    Action::LogCall(CallLog {
        outcome,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    })
}

/// Ivan and Petr with an order each, and Petr's phone on Ivan's card too.
fn two() -> (Desk, OrderId, OrderId) {
    let mut desk = desk();
    let (first, second) = fill(&mut desk);
    (desk, first, second)
}

fn fill(desk: &mut Desk) -> (OrderId, OrderId) {
    let first = new_order(desk, FIRST, 1_000);
    let second = new_order(desk, SECOND, 2_000);
    edit(desk, IVAN, named("Иван Сидоров"));
    edit(desk, PETR, named("Ваня Петров"));
    edit(desk, IVAN, with_phone(SECOND));
    (first, second)
}

fn alike(desk: &Desk, customer: CustomerId) -> Vec<CustomerId> {
    let card = card_of(desk, CardKey::Customer(customer));
    card.alike.iter().map(|alike| alike.customer).collect()
}

fn owner(desk: &Desk, order: OrderId) -> CustomerId {
    let card = card_of(desk, CardKey::Order(order));
    card.customer.id
}

#[test]
fn who_shares_a_phone_or_an_email_is_offered_on_either_card_and_in_the_list() {
    let (mut desk, ..) = two();
    assert_eq!((alike(&desk, IVAN), alike(&desk, PETR)), (vec![PETR], vec![IVAN]));
    let third = new_order(&mut desk, "+79160000003", 500);
    let third = owner(&desk, third);
    for customer in [IVAN, third] {
        let edited = CustomerEdit {
            add_email: Some("Ivan@Mail.example".to_owned()),
            ..CustomerEdit::default()
        };
        edit(&mut desk, customer, edited);
    }
    assert_eq!(alike(&desk, IVAN), [PETR, third]);
    let pairs = desk.read(same_person::duplicates).unwrap();
    let brief: Vec<_> = pairs
        .iter()
        .map(|pair| {
            (
                pair.one.customer,
                pair.other.customer,
                pair.one.shared[0].value.as_str(),
            )
        })
        .collect();
    assert_eq!(brief, [(IVAN, PETR, SECOND), (IVAN, third, "ivan@mail.example")]);
    assert_eq!(pairs[0].other.number.as_deref(), Some("D2"));
}

#[test]
fn a_number_known_to_be_wrong_makes_nobody_alike() {
    let (mut desk, _, second) = two();
    let wrong = call(&desk, Outcome::WrongNumber);
    desk.perform(Target::Order(second), &wrong).unwrap();
    assert_eq!(alike(&desk, IVAN), []);
    assert_eq!(desk.read(same_person::duplicates).unwrap(), []);
}

#[test]
fn an_address_that_many_have_is_nobodys() {
    let mut desk = desk();
    for at in 0..6 {
        let order = new_order(&mut desk, &format!("+7916123450{at}"), 1_000);
        let customer = owner(&desk, order);
        let edited = CustomerEdit {
            add_email: Some("no@mail.example".to_owned()),
            ..CustomerEdit::default()
        };
        edit(&mut desk, customer, edited);
        assert_eq!(alike(&desk, IVAN).len(), if at < 5 { at } else { 0 });
    }
    assert_eq!(desk.read(same_person::duplicates).unwrap(), []);
}

#[test]
fn two_people_are_offered_no_more_until_that_is_taken_back() {
    let (mut desk, ..) = two();
    assert!(desk.keep_apart(PETR, IVAN).unwrap().entry.is_some());
    assert!(desk.keep_apart(IVAN, PETR).unwrap().entry.is_none());
    assert_eq!((alike(&desk, IVAN), alike(&desk, PETR)), (vec![], vec![]));
    assert_eq!(desk.read(same_person::duplicates).unwrap(), []);
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(alike(&desk, IVAN), [PETR]);
    desk.redo().unwrap();
    assert_eq!(alike(&desk, IVAN), []);
}

#[test]
fn what_was_said_of_somebody_holds_for_the_one_he_became() {
    let (mut desk, ..) = two();
    let third = new_order(&mut desk, "+79160000003", 500);
    let third = owner(&desk, third);
    edit(&mut desk, third, with_phone(SECOND));
    desk.keep_apart(PETR, third).unwrap();
    assert_eq!(alike(&desk, third), [IVAN]);
    desk.merge(IVAN, PETR, None).unwrap();
    assert_eq!((alike(&desk, third), alike(&desk, IVAN)), (vec![], vec![]));
}

#[test]
fn a_merge_is_one_entry_and_everything_goes_over() {
    let (mut desk, first, second) = two();
    let talked = call(&desk, Outcome::Talked);
    desk.perform(Target::Order(second), &talked).unwrap();
    desk.perform(
        Target::Customer(PETR),
        &Action::Note {
            text: "просит звонить днём".to_owned(),
        },
    )
    .unwrap();
    let at = desk.now() + Span::hours(2);
    desk.perform(Target::Customer(PETR), &Action::Schedule { at }).unwrap();
    let before = entries(&desk);

    let done = desk.merge(IVAN, PETR, None).unwrap();
    assert_eq!((done.kind, done.customer), (ActionKind::Merge, IVAN));
    assert_eq!(entries(&desk), before + 1);
    assert_eq!((owner(&desk, first), owner(&desk, second)), (IVAN, IVAN));
    let rows = queue(&desk).rows;
    assert!(rows.iter().all(|row| row.row.customer == IVAN));
    let card = card_of(&desk, CardKey::Customer(PETR));
    assert_eq!((card.customer.id, card.orders.len()), (IVAN, 2));
    assert_eq!(card.customer.appointments.len(), 1);
    let phones: Vec<_> = card
        .customer
        .contacts
        .iter()
        .filter_map(|c| c.norm.as_deref())
        .collect();
    assert_eq!(phones, [FIRST, SECOND]);
    assert_eq!(
        card.merged
            .iter()
            .map(|was| (was.customer, was.name.as_str()))
            .collect::<Vec<_>>(),
        [(PETR, "Ваня Петров")]
    );
    // What was done with either stands in the history of the one who stayed.
    let kinds: Vec<_> = desk
        .read(|look| history::journal(look, Page::Customer(IVAN), 100))
        .unwrap();
    assert_eq!(kinds.len(), before + 1);
    assert_eq!(desk.merge(IVAN, PETR, None).unwrap().entry, None);
    assert_eq!(refusal(desk.merge_plan(PETR, IVAN, Stays::Better)), Refusal::OnePerson);
}

#[test]
fn the_one_who_stayed_is_found_by_the_others_phone_name_and_id() {
    let (mut desk, ..) = two();
    desk.merge(IVAN, PETR, None).unwrap();
    for typed in ["4568", "4567", "петров", "Ваня", "сидоров", "gtnhjd"] {
        let hits = desk.read(|look| search::search(look, typed)).unwrap();
        let customers: Vec<_> = hits.iter().map(|hit| hit.customer).collect();
        assert_eq!(customers, [IVAN], "{typed}");
    }
    for name in ["id:1", "id:2", FIRST, SECOND] {
        assert_eq!(
            desk.read(|look| search::customers_named(look, name)).unwrap(),
            [IVAN],
            "{name}"
        );
    }
}

#[test]
fn what_comes_later_comes_to_the_one_who_stayed() {
    let (mut desk, ..) = two();
    desk.merge(IVAN, PETR, None).unwrap();
    let third = new_order(&mut desk, SECOND, 3_000);
    assert_eq!(owner(&desk, third), IVAN);
    let note = Action::Note {
        text: "звонил".to_owned(),
    };
    assert_eq!(desk.perform(Target::Customer(PETR), &note).unwrap().customer, IVAN);
    assert_eq!(desk.take(PETR, TakeOver::No).unwrap().customer, IVAN);
}

#[test]
fn the_plan_that_was_seen_is_the_one_that_is_done() {
    let (mut desk, first, _) = two();
    let plan = desk.merge_plan(IVAN, PETR, Stays::Better).unwrap();
    desk.perform(Target::Order(first), &Action::Confirm).unwrap();
    assert_eq!(refusal(desk.merge(IVAN, PETR, Some(&plan))), Refusal::ChangedMeanwhile);
    let plan = desk.merge_plan(IVAN, PETR, Stays::First).unwrap();
    assert!(desk.merge(IVAN, PETR, Some(&plan)).unwrap().entry.is_some());
}

#[test]
fn whom_a_colleague_holds_is_not_merged_and_a_claim_of_ones_own_goes_over() {
    let (mut desk, ..) = two();
    desk.who = who("boris");
    desk.take(PETR, TakeOver::No).unwrap();
    desk.who = who("anna");
    assert!(matches!(
        refusal(desk.merge(IVAN, PETR, None)),
        Refusal::Claimed { by, .. } if by == "boris"
    ));
    desk.take(PETR, TakeOver::Yes).unwrap();
    desk.merge(IVAN, PETR, None).unwrap();
    let held = |desk: &Desk, id| desk.store.claim_of(id, desk.now()).unwrap().map(|claim| claim.operator);
    assert_eq!((held(&desk, IVAN).as_deref(), held(&desk, PETR)), (Some("anna"), None));
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!((held(&desk, IVAN), held(&desk, PETR).as_deref()), (None, Some("anna")));
}

#[test]
fn a_merge_is_not_taken_back_under_later_work_of_a_colleague() {
    let (mut desk, _, second) = two();
    desk.merge(IVAN, PETR, None).unwrap();
    desk.who = who("boris");
    desk.perform(Target::Order(second), &Action::Confirm).unwrap();
    desk.who = who("anna");
    let stands = Refusal::LaterWork {
        by: "boris".to_owned(),
        kind: ActionKind::Confirm,
    };
    assert_eq!(refusal(desk.undo(UndoChoice::Operator)), stands);
    desk.who = who("boris");
    desk.undo(UndoChoice::Operator).unwrap();
    desk.who = who("anna");
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(owner(&desk, second), PETR);
}

#[test]
fn work_done_before_a_merge_is_taken_back_where_it_went() {
    let (mut desk, _, second) = two();
    desk.who = who("boris");
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(second), &pay).unwrap();
    desk.who = who("anna");
    desk.merge(IVAN, PETR, None).unwrap();
    desk.who = who("boris");
    desk.undo(UndoChoice::Operator).unwrap();
    let card = card_of(&desk, CardKey::Order(second));
    assert_eq!((card.customer.id, card.order.unwrap().facts.paid), (IVAN, 0));
    desk.redo().unwrap();
    desk.who = who("anna");
    desk.undo(UndoChoice::Operator).unwrap();
    let card = card_of(&desk, CardKey::Order(second));
    assert_eq!((card.customer.id, card.order.unwrap().facts.paid), (PETR, 2_000));
}

#[test]
fn merges_chain_and_come_apart_in_reverse() {
    let (mut desk, _, second) = two();
    let third = new_order(&mut desk, "+79160000003", 500);
    let third = owner(&desk, third);
    let before = desk.store.everything();
    desk.merge(IVAN, PETR, None).unwrap();
    let between = desk.store.everything();
    desk.merge(third, IVAN, None).unwrap();
    assert_eq!((owner(&desk, second), alike(&desk, PETR)), (third, vec![]));
    assert_eq!(
        desk.read(|look| search::customers_named(look, "id:2")).unwrap(),
        [third]
    );
    assert_eq!(
        desk.read(|look| search::search(look, "петров")).unwrap()[0].customer,
        third
    );
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(desk.store.everything(), between);
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(desk.store.everything(), before);
}

#[test]
fn a_customer_others_have_become_one_with_is_not_taken_back() {
    let mut desk = desk();
    new_order(&mut desk, FIRST, 1_000);
    desk.who.session = "anna-2".to_owned();
    new_order(&mut desk, SECOND, 1_000);
    desk.merge(IVAN, PETR, None).unwrap();
    desk.who.session = "anna-1".to_owned();
    let stands = Refusal::LaterWork {
        by: "anna".to_owned(),
        kind: ActionKind::Merge,
    };
    assert_eq!(refusal(desk.undo(UndoChoice::Mine)), stands);
}

#[test]
fn every_console_on_the_file_sees_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let clock = Clock::Stopped(desk().now());
    let settings = Arc::new(Settings::default());
    let mut anna = Desk::open(&path, Arc::clone(&settings), who("anna"), clock).unwrap();
    let (_, second) = fill(&mut anna);
    let store = Store::open(&path, Access::Read).unwrap();
    let mut boris = BoardBuilder::new(&store, settings, "boris", anna.now()).unwrap();
    boris.load(&store, anna.now()).unwrap();
    let seen = |boris: &mut BoardBuilder, store: &Store, desk: &Desk| {
        let now = desk.now();
        boris.follow(store, now).unwrap();
        let board = boris.board(store, now).unwrap();
        let mut fresh = BoardBuilder::new(store, Arc::clone(&desk.settings), "boris", now).unwrap();
        fresh.load(store, now).unwrap();
        let again = fresh.board(store, now).unwrap();
        let rows = |board: &board::Board| {
            let rows = board.rows.iter();
            rows.map(|row| (row.row.clone(), row.text.clone())).collect::<Vec<_>>()
        };
        assert_eq!(rows(&board), rows(&again));
        let customers: Vec<CustomerId> = board.rows.iter().map(|row| row.row.customer).collect();
        (customers, board.rows[0].row.more.clone())
    };
    assert_eq!(seen(&mut boris, &store, &anna).0.len(), 2);
    anna.merge(IVAN, PETR, None).unwrap();
    let (customers, more) = seen(&mut boris, &store, &anna);
    assert_eq!((customers, more.len()), (vec![IVAN], 1));
    anna.undo(UndoChoice::Operator).unwrap();
    assert_eq!(seen(&mut boris, &store, &anna).0.len(), 2);
    assert_eq!(owner(&anna, second), PETR);
}

#[test]
fn whatever_names_a_customer_goes_over_or_is_followed() {
    let store = Store::in_memory().unwrap();
    assert_eq!(
        store.naming_customers(),
        [
            "appointments.customer_id",
            "calls.customer_id",
            "cases.customer_id",
            // Carried when it is one's own and live.
            "claims.customer_id",
            "contacts.customer_id",
            "customers.merged_into",
            // The history says what was done to whom at the time; a card reads that of all who are one.
            "journal.customer_id",
            "messages.customer_id",
            // Who is apart from somebody is apart from the one they became.
            "not_same.one",
            "not_same.other",
            "notes.customer_id",
            "orders.customer_id",
            // Who left a cart behind is read as the one they became.
            "tried.customer_id",
        ]
    );
}

fn entries(desk: &Desk) -> usize {
    desk.read(|look| history::journal(look, Page::All, 100)).unwrap().len()
}
