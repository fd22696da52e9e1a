//! A colleague changes what a form was opened on: it is told of, shown and never lost, nor is what was typed.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use super::forms::SIZE;
use super::forms::control;
use super::forms::enter;
use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use super::harness::with_order;
use crate::board::BoardRow;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::ids::CustomerId;
use crate::domain::order::Line;
use crate::domain::time::Span;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::view::card::Card;

/// A console on one order, its card read.
fn console() -> (Console, BoardRow) {
    let row = confirmed(five().remove(0));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    console.card(card_of(&row));
    (console, row)
}

fn overtaken(console: &mut Console, kind: ActionKind) {
    console.refused(DeskError::Refused(Refusal::Overtaken {
        by: "boris".to_owned(),
        kind,
        at: NOON,
        why: Box::new(Refusal::ChangedMeanwhile),
    }));
}

#[track_caller]
fn says(console: &Console, all: &[&str]) {
    for said in all {
        assert!(console.text().contains(said), "{said}: {}", console.text());
    }
}

/// The card with a line a colleague added.
fn with_filters(row: &BoardRow) -> Card {
    let mut card = card_of(row);
    let order = card.order.as_mut().unwrap();
    order.lines.push(Line {
        name: "Фильтры".to_owned(),
        total: 70_000,
        ..order.lines[0].clone()
    });
    order.facts.total = 250_000;
    card
}

#[test]
fn lines_are_told_of_and_shown_and_saved_over_only_then() {
    let (mut console, row) = console();
    console.type_str("el");
    console.press(KeyCode::Down);
    enter(&mut console, &["Чашка", "2", "10"]);
    control(&mut console, 's');
    console.actions();
    overtaken(&mut console, ActionKind::Lines);
    says(&console, &["Чашка", "всё изменилось", "boris"]);
    control(&mut console, 's');
    assert_eq!(console.actions(), [], "what stands by now has not been seen yet");
    let now = with_filters(&row);
    console.card(now.clone());
    says(
        &console,
        &["Чашка", "Сейчас в заказе", "Фильтры", "2\u{a0}500\u{a0}₽", "boris"],
    );
    control(&mut console, 's');
    let order = now.order.unwrap();
    let actions = console.actions();
    let [Action::Lines { lines, total, seen }] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!((lines.len(), lines[1].name.as_str()), (2, "Чашка"));
    assert_eq!(*total, Some(182_000));
    assert_eq!(*seen, Some((order.lines, order.facts.total)));
}

#[test]
fn in_a_small_window_they_are_seen_from_the_last_place() {
    let row = confirmed(five().remove(0));
    let mut console = Console::new((60, 15), vec![row.clone()]);
    console.card(card_of(&row));
    console.type_str("el");
    console.press(KeyCode::Down);
    enter(&mut console, &["Чашка", "2", "10", "Ложка", "2", "10"]);
    control(&mut console, 's');
    overtaken(&mut console, ActionKind::Lines);
    console.card(with_filters(&row));
    assert!(!console.text().contains("Фильтры"), "{}", console.text());
    console.press(KeyCode::Down);
    says(&console, &["Итого", "Сейчас в заказе", "Фильтры", "2\u{a0}500\u{a0}₽"]);
}

#[test]
fn a_card_shows_what_stands_where_something_else_is_typed_and_follows_where_nothing_is() {
    let (mut console, row) = console();
    console.type_str("ec");
    for _ in 0..8 {
        console.press(KeyCode::Down);
    }
    console.type_str("Любит чай");
    control(&mut console, 's');
    console.actions();
    overtaken(&mut console, ActionKind::Customer);
    says(&console, &["Любит чай", "всё изменилось", "boris"]);
    let mut now = card_of(&row);
    now.customer.note = "Звонить после шести".to_owned();
    now.customer.region = "Томск".to_owned();
    console.card(now.clone());
    says(&console, &["Любит чай", "сейчас", "Звонить после шести", "Томск"]);
    control(&mut console, 's');
    let edit = CustomerEdit {
        note: Some("Любит чай".to_owned()),
        seen: Some(Box::new(now.customer)),
        ..CustomerEdit::default()
    };
    assert_eq!(console.actions(), [Action::Customer(edit)]);
}

#[test]
fn a_tracking_number_comes_back_to_be_looked_at() {
    let (mut console, row) = console();
    console.type_str("t80088012345674");
    console.press(KeyCode::Enter);
    console.actions();
    overtaken(&mut console, ActionKind::Ship);
    assert!(matches!(console.model.mode, Mode::Line(_)));
    says(&console, &["> 80088012345674", "boris"]);
    console.press(KeyCode::Enter);
    assert_eq!(console.actions(), [], "what stands by now has not been seen yet");
    let mut now = card_of(&row);
    now.order.as_mut().unwrap().tracking_number = Some("RA644000001RU".to_owned());
    console.card(now);
    says(&console, &["> 80088012345674", "RA644000001RU"]);
    console.press(KeyCode::Enter);
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::Ship(Shipping { number, seen: Some(seen), .. })]
            if number == "80088012345674" && seen == "RA644000001RU"),
        "{actions:?}"
    );
}

#[test]
fn a_tracking_number_that_stands_is_learned_from_the_card_when_it_comes_late() {
    let row = confirmed(five().remove(0));
    let row = with_order(row, |facts| facts.number_at = Some(NOON));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    console.type_str("t");
    let mut card = card_of(&row);
    card.order.as_mut().unwrap().tracking_number = Some("RA644000001RU".to_owned());
    console.card(card);
    console.type_str("80088012345674");
    console.press(KeyCode::Enter);
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::Ship(Shipping { seen: Some(seen), .. })] if seen == "RA644000001RU"),
        "{actions:?}"
    );
}

#[test]
fn an_order_that_is_gone_is_looked_for_no_longer() {
    let (mut console, _) = console();
    console.type_str("el");
    enter(&mut console, &["ы"]);
    control(&mut console, 's');
    console.actions();
    overtaken(&mut console, ActionKind::Lines);
    console.read(None);
    control(&mut console, 's');
    assert_eq!(console.actions().len(), 1, "the desk says that it is gone");
}

fn claimed() -> DeskError {
    DeskError::Refused(Refusal::Claimed {
        by: "boris".to_owned(),
        since: NOON,
    })
}

/// Who is taken over, and which actions are asked for, since the last look.
fn taken_over(console: &mut Console) -> (Vec<CustomerId>, Vec<Action>) {
    let (mut taken, mut actions) = (Vec::new(), Vec::new());
    for request in console.wrote() {
        match request {
            Request::Take {
                customer,
                over: TakeOver::Yes,
            } => taken.push(customer),
            Request::Perform { action, .. } => actions.push(*action),
            other => panic!("{other:?}"),
        }
    }
    (taken, actions)
}

#[test]
fn a_note_that_a_colleagues_claim_refuses_comes_back_and_can_be_saved_over_it() {
    let (mut console, _) = console();
    console.type_str("wоставить у двери");
    console.press(KeyCode::Enter);
    console.actions();
    console.refused(claimed());
    says(
        &console,
        &["> оставить у двери", "boris", "Ctrl-T перехватить и сохранить"],
    );
    control(&mut console, 'е');
    let text = "оставить у двери".to_owned();
    let wanted = (vec![CustomerId(101)], vec![Action::Note { text }]);
    assert_eq!(taken_over(&mut console), wanted);
}

#[test]
fn what_is_refused_while_something_else_is_open_waits_until_that_is_done() {
    let (mut console, _) = console();
    console.type_str("wоставить у двери");
    console.press(KeyCode::Enter);
    console.type_str("/");
    console.refused(claimed());
    assert!(matches!(console.model.mode, Mode::Search(_)), "{}", console.text());
    console.press(KeyCode::Esc);
    says(&console, &["> оставить у двери"]);
}

#[test]
fn a_change_in_mid_form_is_said_at_once_and_a_colleagues_value_is_taken_with_one_key() {
    let (mut console, row) = console();
    console.type_str("ec");
    for _ in 0..8 {
        console.press(KeyCode::Down);
    }
    console.type_str("Любит чай");
    console.board(vec![row.clone()]);
    let mut now = card_of(&row);
    now.customer.note = "Звонить после шести".to_owned();
    now.customer.region = "Томск".to_owned();
    console.card(now.clone());
    says(
        &console,
        &["Любит чай", "это изменил коллега", "Звонить после шести", "Томск"],
    );
    says(&console, &["Ctrl-T взять как у коллеги"]);
    control(&mut console, 't');
    assert!(!console.text().contains("Любит чай"), "{}", console.text());
    control(&mut console, 's');
    assert_eq!(console.actions(), [], "nothing is typed that is not there already");
}

#[test]
fn nothing_is_saved_over_a_change_that_came_up_under_the_hand() {
    let (mut console, row) = console();
    console.type_str("ec");
    for _ in 0..8 {
        console.press(KeyCode::Down);
    }
    console.type_str("Любит чай");
    let mut now = card_of(&row);
    now.customer.note = "Звонить после шести".to_owned();
    console.card(now);
    let save = |console: &mut Console| {
        let key = Key::plain(KeyCode::Char('s'), Millis(1_000_000));
        let modifiers = KeyModifiers::CONTROL;
        console.send(Msg::Key(Key { modifiers, ..key }));
    };
    save(&mut console);
    assert_eq!(console.actions(), [], "nobody has seen it yet");
    says(&console, &["Любит чай", "Звонить после шести"]);
    console.now = console.now + Span(500);
    save(&mut console);
    assert_eq!(console.actions().len(), 1);
}

#[test]
fn a_card_that_says_the_same_changes_nothing_in_mid_form() {
    let (mut console, row) = console();
    console.type_str("el");
    console.board(vec![row.clone()]);
    console.card(card_of(&row));
    assert!(!console.text().contains("изменил коллега"), "{}", console.text());
}

#[test]
fn lines_are_brought_together_with_those_a_colleague_added() {
    let (mut console, row) = console();
    console.type_str("el");
    console.press(KeyCode::Down);
    enter(&mut console, &["Чашка", "2", "10"]);
    console.board(vec![row.clone()]);
    let now = with_filters(&row);
    console.card(now.clone());
    says(&console, &["Сейчас в заказе", "Ctrl-T свести"]);
    control(&mut console, 't');
    assert!(!console.text().contains("Сейчас в заказе"), "{}", console.text());
    control(&mut console, 's');
    let order = now.order.unwrap();
    let actions = console.actions();
    let [Action::Lines { lines, total, seen }] = &actions[..] else {
        panic!("{actions:?}")
    };
    let names: Vec<_> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Кофеварка", "Фильтры", "Чашка"]);
    assert_eq!(*total, Some(252_000));
    assert_eq!(*seen, Some((order.lines, order.facts.total)));
}

#[test]
fn lines_taken_out_or_changed_here_stay_so_when_they_are_brought_together() {
    let row = confirmed(five().remove(0));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    let mut begun = with_filters(&row);
    console.card(begun.clone());
    console.type_str("el");
    console.press(KeyCode::Down);
    console.press(KeyCode::Tab);
    control(&mut console, 'u');
    console.type_str("3");
    console.press(KeyCode::Up);
    control(&mut console, 'd');
    console.board(vec![row]);
    let order = begun.order.as_mut().unwrap();
    order.lines.push(Line {
        name: "Ложка".to_owned(),
        ..order.lines[0].clone()
    });
    console.card(begun);
    control(&mut console, 't');
    control(&mut console, 's');
    let actions = console.actions();
    let [Action::Lines { lines, .. }] = &actions[..] else {
        panic!("{actions:?}")
    };
    let lines: Vec<_> = lines
        .iter()
        .map(|line| (line.name.as_str(), line.quantity_milli))
        .collect();
    assert_eq!(lines, [("Фильтры", 3_000), ("Ложка", 1_500)]);
}

#[test]
fn a_form_that_a_claim_refuses_takes_the_customer_over_and_saves() {
    let (mut console, _) = console();
    console.type_str("ec");
    console.type_str(" П");
    control(&mut console, 's');
    console.actions();
    console.refused(claimed());
    says(
        &console,
        &[
            "Елена Иванова П",
            "boris",
            "Ctrl-T перехватить и сохранить",
            "Ctrl-Y скопировать",
        ],
    );
    control(&mut console, 't');
    let (taken, actions) = taken_over(&mut console);
    assert_eq!(taken, [CustomerId(101)]);
    assert!(
        matches!(&actions[..], [Action::Customer(edit)] if edit.name.as_deref() == Some("Елена Иванова П")),
        "{actions:?}"
    );
}

#[test]
fn what_was_typed_for_an_order_that_is_gone_can_be_kept() {
    let (mut console, _) = console();
    console.type_str("el");
    console.press(KeyCode::Down);
    enter(&mut console, &["Чашка", "2", "10"]);
    control(&mut console, 's');
    console.actions();
    console.refused(DeskError::NotFound);
    says(&console, &["Чашка", "Ctrl-Y скопировать набранное"]);
    control(&mut console, 'н');
    assert_eq!(console.copied.len(), 1);
    assert!(console.copied[0].contains("Чашка 2 10"), "{:?}", console.copied);
    says(&console, &["Набранное скопировано", "Чашка"]);
}
