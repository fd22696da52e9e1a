//! A claim that came along with something else ends with the work in the card; one taken on purpose stays (R8).

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use crate::desk::result::UndoHint;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::time::Span;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;

/// A console on the first of five, whom nobody holds.
fn console() -> Console {
    let mut console = Console::new((100, 30), five());
    console.card(card_of(&five()[0]));
    console
}

/// Whom the console has let go since the last look.
fn released(console: &mut Console) -> Vec<CustomerId> {
    let wrote = console.wrote().into_iter().filter_map(|request| match request {
        Request::Release(customer) => Some(customer),
        _ => None,
    });
    wrote.collect()
}

fn note(console: &mut Console) {
    console.type_str("wоставить у двери");
    console.press(KeyCode::Enter);
    console.did(ActionKind::Note, "101");
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    console.board(rows);
}

#[test]
fn a_claim_that_came_with_a_look_or_a_note_ends_with_esc() {
    let mut looked = console();
    looked.press(KeyCode::Enter);
    assert_eq!(released(&mut looked), []);
    looked.press(KeyCode::Esc);
    assert_eq!(released(&mut looked), [CustomerId(101)]);
    looked.press(KeyCode::Esc);
    assert_eq!(released(&mut looked), [], "once is enough");

    let mut noted = console();
    note(&mut noted);
    assert_eq!(released(&mut noted), []);
    noted.press(KeyCode::Esc);
    assert_eq!(released(&mut noted), [CustomerId(101)]);
}

#[test]
fn it_ends_five_minutes_after_the_last_key_in_that_card() {
    let mut console = console();
    note(&mut console);
    console.now = console.now + Span::minutes(4);
    console.press(KeyCode::Char('i'));
    console.press(KeyCode::Char('i'));
    console.now = console.now + Span::minutes(4);
    console.tick(1_000);
    assert_eq!(released(&mut console), []);
    // A key elsewhere keeps nothing.
    console.press(KeyCode::Esc);
    console.wrote();
    let mut console = self::console();
    note(&mut console);
    console.press(KeyCode::Down);
    console.now = console.now + Span::minutes(5);
    console.press(KeyCode::Down);
    assert_eq!(released(&mut console), [CustomerId(101)]);
}

#[test]
fn it_ends_with_the_undo_of_what_it_came_with() {
    let mut console = console();
    note(&mut console);
    let undo = UndoHint {
        entry: EntryId(1),
        did: ActionKind::Note.into(),
        order_number: Some("101".to_owned()),
        count: 1,
        mine: true,
        at: NOON,
    };
    console.desk(DeskMsg::Hints {
        undo: Some(undo),
        redo: None,
    });
    console.type_str("u");
    let token = console
        .wrote_by_token()
        .into_iter()
        .find_map(|request| match request {
            (token, Request::Undo(_)) => Some(token),
            _ => None,
        })
        .unwrap();
    console.answer(
        token,
        DeskAnswer::Undone(Ok(Undone {
            did: ActionKind::Note.into(),
            order: None,
            order_number: Some("101".to_owned()),
            customer: CustomerId(101),
            entry: EntryId(2),
            of: EntryId(1),
            count: 1,
            all: vec![EntryId(1)],
            warnings: Vec::new(),
            recalled: Vec::new(),
            already_sent: Vec::new(),
        })),
    );
    assert_eq!(released(&mut console), [CustomerId(101)]);
}

#[test]
fn a_claim_taken_on_purpose_or_by_a_call_stays() {
    for keys in ["g", "l4"] {
        let mut console = console();
        console.type_str(keys);
        console.now = console.now + Span::minutes(10);
        console.press(KeyCode::Esc);
        assert_eq!(released(&mut console), [], "{keys}");
    }
    // What was looked at is worked on by a call.
    let mut console = console();
    console.press(KeyCode::Enter);
    console.type_str("l4");
    console.press(KeyCode::Esc);
    assert_eq!(released(&mut console), []);
}

#[test]
fn ones_own_claims_are_seen_unless_one_is_alone() {
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    let mut console = Console::new((120, 30), rows.clone());
    let mut card = card_of(&rows[0]);
    card.claim = rows[0].claim.as_deref().cloned();
    console.card(card);
    assert!(console.screen()[0].contains("● за вами 1"), "{}", console.screen()[0]);
    assert!(
        console.text().contains("Клиента ведёте вы, с 12:00"),
        "{}",
        console.text()
    );
    std::sync::Arc::make_mut(&mut console.model.board).alone = true;
    assert!(
        !console.text().contains("за вами") && !console.text().contains("ведёте"),
        "{}",
        console.text()
    );
}
