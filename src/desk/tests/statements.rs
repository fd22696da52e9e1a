//! How many statements an action runs: on a server each is a way there and back.

use super::NOON;
use super::desk;
use super::new_order;
use crate::desk::Desk;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::store::tests::ran::ran_by;

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
        // With the first action of an operator his name is written down.
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
fn a_card_is_read_in_few_statements() {
    let mut desk = desk();
    let id = with_history(&mut desk);
    let (_, ran) = ran_by(|| super::card_of(&desk, CardKey::Order(id)));
    hold(10, "a card", &ran);
}
