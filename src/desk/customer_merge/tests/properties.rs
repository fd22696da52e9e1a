//! A merge taken back leaves everything as it was, whatever happened before.

use proptest::prelude::*;

use super::FIRST;
use super::IVAN;
use super::PETR;
use super::SECOND;
use super::call;
use super::edit;
use super::two;
use super::with_phone;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::tests::card_of;
use crate::desk::tests::new_order;
use crate::desk::tests::queue;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::order::Means;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::store::Scope;

/// One thing that happens to one of the two.
#[derive(Clone, Debug)]
enum Event {
    Order(i64),
    Confirm,
    Pay,
    Receive,
    Cancel,
    Call(Outcome),
    Note(String),
    Schedule(i64),
    Phone(u8),
    Email(u8),
    Card(Field, Value),
    Take,
    Apart,
    Undo,
}

fn any_event() -> impl Strategy<Value = Event> {
    let outcome = proptest::sample::select(vec![
        Outcome::Talked,
        Outcome::NoAnswer,
        Outcome::Busy,
        Outcome::WrongNumber,
    ]);
    let times = [Field::ConsentAt, Field::ConsentOffAt, Field::LastOfferAt];
    let texts = [
        Field::Name,
        Field::Company,
        Field::TaxId,
        Field::Region,
        Field::CustomerNote,
    ];
    let flags = [Field::DoNotCall, Field::NotCustomer];
    prop_oneof![
        (1_i64..5_000).prop_map(Event::Order),
        Just(Event::Confirm),
        Just(Event::Pay),
        Just(Event::Receive),
        Just(Event::Cancel),
        outcome.prop_map(Event::Call),
        "[а-я]{1,8}".prop_map(Event::Note),
        (1_i64..100).prop_map(Event::Schedule),
        (0_u8..4).prop_map(Event::Phone),
        (0_u8..3).prop_map(Event::Email),
        (proptest::sample::select(times.to_vec()), 1_i64..9).prop_map(|(field, at)| Event::Card(field, Value::Int(at))),
        (proptest::sample::select(texts.to_vec()), "[а-яё ]{0,6}")
            .prop_map(|(field, text)| Event::Card(field, Value::Text(text))),
        (proptest::sample::select(flags.to_vec()), 0_i64..2).prop_map(|(field, on)| Event::Card(field, Value::Int(on))),
        (1_i64..3).prop_map(|sex| Event::Card(Field::Sex, Value::Int(sex))),
        Just(Event::Take),
        Just(Event::Apart),
        Just(Event::Undo),
    ]
}

/// Does it, as far as it is possible.
fn happen(desk: &mut Desk, customer: CustomerId, event: &Event) {
    desk.clock = Clock::Stopped(desk.now() + Span::minutes(7));
    let orders = desk.store.orders_of(customer, 10).unwrap();
    let mut act = |action: Action| match orders.first() {
        Some(order) => drop(desk.perform(Target::Order(order.facts.id), &action)),
        None => drop(desk.perform(Target::Customer(customer), &action)),
    };
    match event {
        Event::Order(total) => {
            let phone = if customer == IVAN { FIRST } else { SECOND };
            new_order(desk, phone, *total);
        }
        Event::Confirm => act(Action::Confirm),
        Event::Pay => act(Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        }),
        Event::Receive => [Action::Handed, Action::Received].into_iter().for_each(act),
        Event::Cancel => act(Action::Cancel {
            reason: crate::domain::order::Reason::ChangedMind,
        }),
        Event::Call(outcome) => {
            let log = call(desk, *outcome);
            drop(desk.perform(Target::Customer(customer), &log));
        }
        Event::Note(text) => act(Action::Note { text: text.clone() }),
        Event::Schedule(hours) => {
            let at = desk.now() + Span::hours(*hours);
            drop(desk.perform(Target::Customer(customer), &Action::Schedule { at }));
        }
        Event::Phone(at) => drop(edit(desk, customer, with_phone(&format!("+7916000000{at}")))),
        Event::Email(at) => {
            let add_email = Some(format!("{at}@mail.example"));
            edit(
                desk,
                customer,
                CustomerEdit {
                    add_email,
                    ..CustomerEdit::default()
                },
            );
        }
        Event::Card(field, after) => set(desk, customer, *field, after),
        Event::Take => drop(desk.take(customer, TakeOver::No)),
        Event::Apart => drop(desk.keep_apart(IVAN, PETR)),
        Event::Undo => drop(desk.undo(UndoChoice::Operator)),
    }
}

/// Everything but the outbox: what waits there follows the facts by itself, and says when it was written last.
fn settled(desk: &Desk) -> Vec<String> {
    let rows = desk.store.everything().into_iter();
    rows.filter(|row| !row.starts_with("messages: ")).collect()
}

/// Writes a column of the card for which there is no action of its own.
fn set(desk: &mut Desk, customer: CustomerId, field: Field, after: &Value) {
    let now = desk.now();
    let tx = desk.store.write(now).unwrap();
    let guesses = [Value::Null, Value::Int(0), Value::Int(1), Value::from("")];
    let _set = guesses.into_iter().any(|before| {
        let (entity, id, after) = (Entity::Customer, customer.0, after.clone());
        tx.apply(&Change::Set {
            entity,
            id,
            field,
            before,
            after,
        })
        .is_ok()
    });
    tx.refresh(customer, Scope::All).unwrap();
    tx.commit().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_merge_taken_back_leaves_everything_as_it_was(
        events in proptest::collection::vec((any::<bool>(), any_event()), 0..24),
        swapped in any::<bool>(),
    ) {
        let (mut desk, ..) = two();
        for (is_ivan, event) in &events {
            happen(&mut desk, if *is_ivan { IVAN } else { PETR }, event);
        }
        // What was taken back before may be both customers themselves.
        prop_assume!(desk.store.person(IVAN).unwrap().is_some() && desk.store.person(PETR).unwrap().is_some());
        let (kept, other) = if swapped { (PETR, IVAN) } else { (IVAN, PETR) };
        let before = settled(&desk);
        desk.merge(kept, other, None).unwrap();
        let merged = settled(&desk);
        prop_assert_eq!(card_of(&desk, CardKey::Customer(other)).customer.id, kept);
        prop_assert!(queue(&desk).rows.iter().all(|row| row.row.customer == kept));
        prop_assert_eq!(desk.store.check(), "ok");
        desk.undo(UndoChoice::Operator).unwrap();
        prop_assert_eq!(&settled(&desk), &before);
        desk.redo().unwrap();
        prop_assert_eq!(&settled(&desk), &merged);
        prop_assert_eq!(desk.store.check(), "ok");
    }
}
