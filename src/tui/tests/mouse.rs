//! The mouse, the clipboard and the link of a tracking number.

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEvent;
use crossterm::event::MouseEventKind;

use super::harness::Console;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use crate::domain::carrier::Carrier;
use crate::tui::card::link;
use crate::tui::model::mode::Focus;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;

const SIZE: (u16, u16) = (120, 30);

fn mouse(console: &mut Console, kind: MouseEventKind, column: u16, row: u16) {
    let event = MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    if let Some(msg) = Msg::of(Event::Mouse(event), Millis(0)) {
        console.send(msg);
    }
}

fn click(console: &mut Console, column: u16, row: u16) {
    mouse(console, MouseEventKind::Down(MouseButton::Left), column, row);
}

#[test]
fn a_click_selects_a_row_and_does_nothing_else() {
    let mut console = Console::new(SIZE, five());
    click(&mut console, 5, 5);
    assert_eq!(console.on(), "103");
    click(&mut console, 5, 25);
    assert_eq!(console.on(), "103", "there is no row");
    click(&mut console, 100, 10);
    assert_eq!(console.model.focus, Focus::Card);
    assert_eq!(console.wrote(), []);
    console.type_str("x");
    click(&mut console, 5, 2);
    assert_eq!(console.on(), "103", "a question is open");
}

#[test]
fn the_wheel_moves_in_the_list_and_scrolls_the_card_it_is_over() {
    let mut console = Console::new(SIZE, five());
    mouse(&mut console, MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(console.on(), "102");
    mouse(&mut console, MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(console.on(), "101");
    mouse(&mut console, MouseEventKind::ScrollDown, 100, 5);
    assert_eq!((console.on(), console.model.focus), ("101".to_owned(), Focus::List));
    mouse(&mut console, MouseEventKind::Moved, 1, 1);
}

#[test]
fn phones_and_numbers_are_copied() {
    let row = confirmed(five().remove(0));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    let mut card = card_of(&row);
    console.card(card.clone());
    console.type_str("omoooy");
    assert_eq!(console.copied, ["+7 916 123-45-67", "101"]);
    assert_eq!(console.notice(), "Копировать пока нечего.");
    card.order.as_mut().unwrap().tracking_number = Some("80088012345672".to_owned());
    console.card(card);
    console.type_str("oy");
    assert_eq!(console.copied.last().unwrap(), "80088012345672");
    assert_eq!(console.notice(), "Скопировано: 80088012345672");
}

#[test]
fn the_tracking_number_on_the_card_leads_to_the_carrier() {
    let row = confirmed(five().remove(0));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    let mut card = card_of(&row);
    let order = card.order.as_mut().unwrap();
    order.tracking_number = Some("80088012345672".to_owned());
    order.facts.carrier = Some(Carrier::RussianPost);
    console.card(card);
    let (buffer, _) = console.draw();
    let (x, y, link) = link::place(link::of(&console.model, console.now).unwrap(), &buffer).unwrap();
    assert_eq!(buffer.cell((x, y)).unwrap().symbol(), "8");
    assert!(link::begun(&link).contains("pochta.ru/tracking?barcode=80088012345672\u{1b}\\"));
    console.press(KeyCode::Char('?'));
    let (buffer, _) = console.draw();
    assert_eq!(link::place(link, &buffer), None, "something else is read");
}
