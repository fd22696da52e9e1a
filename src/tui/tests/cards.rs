//! The card follows the cursor without a flash: those beside it lie ready, and the one before stays until another comes.

use std::sync::Arc;
use std::time::Duration;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::key_of;
use crate::board::BoardRow;
use crate::domain::time::Span;
use crate::session::answer::DeskMsg;
use crate::session::answer::ReadCard;
use crate::session::request::Request;
use crate::tui::update::rest;

const SIZE: (u16, u16) = (120, 40);

/// The cards that were asked to lie ready, and that the desk makes so.
fn beside(console: &mut Console, rows: &[BoardRow]) -> Vec<String> {
    let asked = std::mem::take(&mut console.asked);
    let keys = asked.into_iter().filter_map(|request| match request {
        (_, Request::Card { beside, .. }) => Some(beside),
        _ => None,
    });
    let rows: Vec<&BoardRow> = keys
        .flatten()
        .filter_map(|key| rows.iter().find(|row| key_of(row) == key))
        .collect();
    let read = rows.iter().map(|row| ReadCard {
        key: key_of(row),
        seq: console.model.board.seq,
        card: Some(Arc::new(card_of(row))),
    });
    console.desk(DeskMsg::CardsBeside(read.collect()));
    rows.iter().map(|row| row.text.number.clone()).collect()
}

fn shows(console: &Console, name: &str) -> bool {
    console.screen()[2].contains(name)
}

#[test]
fn those_around_the_cursor_lie_ready_and_are_shown_with_the_key() {
    let rows = five();
    let mut console = Console::new(SIZE, rows.clone());
    console.card(card_of(&rows[0]));
    assert_eq!(beside(&mut console, &rows), ["102", "103"]);
    console.type_str("j");
    assert!(shows(&console, "Игорь Попов"), "{}", console.text());
    assert_eq!(
        beside(&mut console, &rows),
        ["104"],
        "the others, the one that was left among them, lie ready"
    );
    console.type_str("k");
    assert!(shows(&console, "Елена Иванова"), "{}", console.text());
}

#[test]
fn a_card_that_lay_ready_is_read_again_and_follows_what_is_read() {
    let rows = five();
    let mut console = Console::new(SIZE, rows.clone());
    console.card(card_of(&rows[0]));
    beside(&mut console, &rows);
    console.type_str("j");
    let mut changed = card_of(&rows[1]);
    changed.customer.note = "просила не звонить утром".to_owned();
    console.card(changed);
    assert!(
        console.text().contains("просила не звонить утром"),
        "{}",
        console.text()
    );
}

#[test]
fn what_was_read_before_a_change_does_not_lie_ready() {
    let rows = five();
    let mut console = Console::new(SIZE, rows.clone());
    console.card(card_of(&rows[0]));
    beside(&mut console, &rows);
    console.board(rows);
    console.type_str("j");
    assert!(console.model.current_card().is_none());
}

#[test]
fn the_card_before_stays_for_a_moment_and_no_key_acts_on_it() {
    let rows = five();
    let mut console = Console::new(SIZE, rows.clone());
    console.card(card_of(&rows[0]));
    console.type_str("j");
    assert!(shows(&console, "Елена Иванова"), "{}", console.text());
    assert!(console.model.current_card().is_none());
    assert_eq!(rest(&console.model, console.now), Some(Duration::from_millis(100)));
    console.now = console.now + Span(100);
    assert!(!shows(&console, "Елена Иванова"));
    assert!(console.text().contains("Читаю"), "{}", console.text());
    console.card(card_of(&rows[1]));
    assert!(shows(&console, "Игорь Попов"), "{}", console.text());
}
