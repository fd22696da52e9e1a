//! Forms are filled: an order by phone, the lines of an order, a customer's card.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use super::completing::found;
use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use super::harness::row;
use super::harness::with_row;
use crate::desk::error::DeskError;
use crate::desk::new_customer::Whose;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Refusal;
use crate::domain::b2b::B2b;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Terms;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::session::request::Request;
use crate::tui::form::FieldId;
use crate::tui::model::jump::Jump;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;

pub(super) const SIZE: (u16, u16) = (100, 30);

/// A console with the card of a customer who rings, its list of rarer actions opened on the new order.
pub(super) fn new_order() -> Console {
    let mut rows = five();
    rows[0] = with_row(rows[0].clone(), |row| row.task.lane = Lane::Ringing);
    let mut console = Console::new(SIZE, rows);
    console.card(card_of(&five()[0]));
    console.type_str("o");
    console
}

pub(super) fn control(console: &mut Console, c: char) {
    console.model.jump = Jump::default();
    console.send(Msg::Key(Key {
        code: KeyCode::Char(c),
        modifiers: KeyModifiers::CONTROL,
        at: Millis(1_000_000),
    }));
}

/// Words with Enter after each.
pub(super) fn enter(console: &mut Console, words: &[&str]) {
    for word in words {
        console.type_str(word);
        console.press(KeyCode::Enter);
    }
}

pub(super) fn ordered(console: &mut Console) -> (Whose, IncomingOrder) {
    match console.wrote().pop() {
        Some(Request::NewOrder { whose, order }) => (whose, *order),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_by_phone_is_entered_line_by_line_with_enter() {
    let mut console = new_order();
    let screen = console.text();
    assert!(screen.contains("Новый заказ по телефону"), "{screen}");
    assert!(screen.contains("Для кого            Елена Иванова"), "{screen}");
    enter(&mut console, &["Кофеварка", "2", "1450,50", "Фильтры", "", "390"]);
    assert!(console.text().contains("2\u{a0}901"), "{}", console.text());
    assert!(console.text().contains("3\u{a0}291\u{a0}₽"), "{}", console.text());
    enter(&mut console, &["", "", " ", "СДЭК", "Тверская 1", "позвонить в дверь"]);
    assert!(console.text().contains("< всё: подтверждён >"), "{}", console.text());
    enter(&mut console, &[" "]);
    let (whose, order) = ordered(&mut console);
    assert_eq!(whose, Whose::Known(CustomerId(101)));
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.quantity_milli, line.price, line.total))
        .collect();
    let wanted = [
        ("Кофеварка", 2_000, 145_050, 290_100),
        ("Фильтры", 1_000, 39_000, 39_000),
    ];
    assert_eq!(lines, wanted);
    assert_eq!(order.total, 329_100);
    assert_eq!(order.terms, Some(Terms::OnDelivery));
    assert_eq!(order.delivery_title, "СДЭК");
    assert_eq!(order.address, "Тверская 1");
    assert_eq!(order.comment, "позвонить в дверь");
    assert_eq!(order.status, ShopStatus::New, "it was said not to be agreed yet");
    console.did(ActionKind::NewOrder, "2001");
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn a_caller_of_whom_only_the_number_is_known_is_asked_name_and_email() {
    let mut rows = vec![row(101, "", 40)];
    rows[0] = with_row(rows[0].clone(), |row| row.task.lane = Lane::Ringing);
    let mut console = Console::new(SIZE, rows);
    console.type_str("o");
    assert!(console.text().contains("+7 916 123-45-67"), "{}", console.text());
    enter(&mut console, &["Анна Ким", "anna@mail.example", "Чайник", "", "100"]);
    control(&mut console, 'ы');
    let (whose, order) = ordered(&mut console);
    assert_eq!(whose, Whose::Known(CustomerId(101)));
    assert_eq!(
        (order.customer.name.as_str(), order.customer.email.as_str()),
        ("Анна Ким", "anna@mail.example")
    );
    assert_eq!(order.status, ShopStatus::Confirmed);
}

#[test]
fn a_new_customer_is_named_and_the_phone_is_checked_as_it_is_typed() {
    let mut console = Console::new(SIZE, Vec::new());
    console.type_str("ow");
    enter(&mut console, &["Пётр Первый"]);
    console.type_str("8916765");
    assert!(console.text().contains("пока не позвонить"), "{}", console.text());
    console.type_str("4321");
    assert!(console.text().contains("✓ +7 916 765-43-21"), "{}", console.text());
    assert!(
        matches!(console.asked.last(), Some((_, Request::Search(text))) if text == "89167654321"),
        "{:?}",
        console.asked.last()
    );
    found(&mut console, &[(101, "Елена Иванова", "")]);
    assert!(
        console.text().contains("у покупателя Елена Иванова"),
        "{}",
        console.text()
    );
    enter(&mut console, &["", "", "Чайник", "", "100"]);
    control(&mut console, 'ы');
    let (whose, order) = ordered(&mut console);
    let Whose::New(new) = whose else { panic!("{whose:?}") };
    assert_eq!(new.name, "Пётр Первый");
    assert_eq!(
        new.phone,
        Some(("89167654321".to_owned(), Some("+79167654321".to_owned())))
    );
    assert_eq!(order.customer.name, "Пётр Первый");
}

#[test]
fn every_field_is_worded_in_both_languages() {
    for tr in Lang::ALL.iter().map(|lang| Tr::new(*lang)) {
        for id in FieldId::ALL {
            let label = tr.coded("form", id.code());
            assert!(!label.ends_with(&format!("-{}", id.code())), "{label}");
            let hint = id.kind().hint();
            assert_ne!(tr.text(hint), hint);
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_where_it_stands() {
    for (typed, said) in [
        (["Чай", "много", "1"], "Это не количество"),
        (["Чай", "1", "дорого"], "Это не цена"),
        (["", "", ""], "Ничего не заказано"),
    ] {
        let mut console = new_order();
        for word in typed {
            console.type_str(word);
            console.press(KeyCode::Tab);
        }
        control(&mut console, 's');
        assert!(console.text().contains(said), "{}", console.text());
        assert_eq!(console.wrote(), []);
    }
}

#[test]
fn a_refusal_stays_in_the_form_and_what_was_typed_too() {
    let mut console = new_order();
    enter(&mut console, &["Чай", "1", "100"]);
    control(&mut console, 's');
    control(&mut console, 's');
    assert_eq!(console.wrote().len(), 1, "an order is not sent twice");
    console.refused(DeskError::Refused(Refusal::NotARehearsal));
    assert!(matches!(console.model.mode, Mode::Form(_)));
    assert!(console.text().contains("Чай"), "{}", console.text());
    assert!(console.text().contains("Это рабочий файл"), "{}", console.text());
}

#[test]
fn esc_asks_only_when_something_was_typed_and_a_second_one_throws_it_away() {
    let mut console = new_order();
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
    console.type_str("o");
    console.type_str("Чай");
    console.press(KeyCode::Esc);
    assert!(console.text().contains("Набранное не сохранено"), "{}", console.text());
    console.type_str("ник");
    assert!(!console.text().contains("Набранное не сохранено"));
    console.press(KeyCode::Esc);
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
    assert_eq!(console.wrote(), []);
}

#[test]
fn an_interrupt_is_no_way_to_lose_what_was_typed() {
    let mut console = new_order();
    console.type_str("Чай");
    control(&mut console, 'c');
    assert!(matches!(console.model.mode, Mode::Form(_)));
    assert!(!console.quit);
}

#[test]
fn a_paste_goes_into_the_field() {
    let mut console = new_order();
    console.send(Msg::Paste("Кофеварка\tC803\n".to_owned()));
    assert!(console.text().contains("Кофеварка C803"), "{}", console.text());
    assert_eq!(console.wrote(), []);
}

#[test]
fn lines_are_edited_added_and_removed_and_what_stands_beside_them_stays() {
    let row = confirmed(five().remove(0));
    let mut console = Console::new(SIZE, vec![row.clone()]);
    let mut card = card_of(&row);
    // 1.5 of 1 010 with a discount; 300 for the delivery.
    let order = card.order.as_mut().unwrap();
    order.lines[0].price = 101_000;
    order.lines[0].total = 150_000;
    order.facts.total = 180_000;
    let before = order.lines[0].clone();
    console.card(card);
    console.type_str("у1");
    assert!(console.text().contains("состав заказа"), "{}", console.text());
    console.press(KeyCode::Down);
    enter(&mut console, &["Фильтры", "2", "10,50"]);
    control(&mut console, 's');
    let actions = console.actions();
    let [Action::Lines { lines, total, seen }] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!(lines[0], before, "a line nobody touched keeps its discount");
    assert_eq!((lines[1].quantity_milli, lines[1].total), (2_000, 2_100));
    assert_eq!(*total, Some(182_100));
    assert_eq!(
        *seen,
        Some((vec![before], 180_000)),
        "the form says what it was filled from"
    );

    console.did(ActionKind::Lines, "101");
    console.type_str("el");
    control(&mut console, 'в');
    enter(&mut console, &["Чайник", "", "5"]);
    control(&mut console, 's');
    let actions = console.actions();
    let [Action::Lines { lines, total, .. }] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!((lines.len(), lines[0].sku.as_str()), (1, ""));
    assert_eq!(*total, Some(30_500));
}

#[test]
fn an_order_on_its_way_keeps_its_lines() {
    let row = super::harness::with_order(confirmed(five().remove(0)), |order| {
        order.stage = crate::domain::order::Stage::Dispatched;
    });
    let mut console = Console::new(SIZE, vec![row.clone()]);
    console.card(card_of(&row));
    console.type_str("el");
    assert!(matches!(console.model.mode, Mode::Command));
    assert!(console.notice().contains("в пути"), "{}", console.notice());
}

#[test]
fn only_what_was_changed_on_a_card_is_asked_for() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str("ec");
    control(&mut console, 's');
    assert_eq!(console.wrote(), []);
    assert_eq!(console.notice(), "Ничего не изменилось.");
    console.type_str("e2");
    enter(
        &mut console,
        &[" Петрова", "8 495 765-43-21", "", "ООО «Тон»", "", " ", "", "Марс"],
    );
    control(&mut console, 's');
    assert!(console.text().contains("Такого пояса нет"), "{}", console.text());
    control(&mut console, 'u');
    console.type_str("Asia/Omsk");
    control(&mut console, 's');
    let edit = CustomerEdit {
        name: Some("Елена Иванова Петрова".to_owned()),
        company: Some("ООО «Тон»".to_owned()),
        time_zone: Some("Asia/Omsk".to_owned()),
        add_phone: Some(("8 495 765-43-21".to_owned(), Some("+74957654321".to_owned()))),
        b2b: Some(B2b::Yes),
        seen: Some(Box::new(card_of(&five()[0]).customer)),
        ..CustomerEdit::default()
    };
    assert_eq!(console.actions(), [Action::Customer(edit)]);
}

#[test]
fn a_form_has_a_place_on_every_size_of_screen() {
    for size in [(40, 8), (60, 15), (80, 24), (200, 60)] {
        let mut console = Console::new(size, five());
        console.card(card_of(&five()[0]));
        console.type_str("ow");
        for at in 0..30 {
            console.type_str(&at.to_string());
            console.press(KeyCode::Tab);
            console.draw();
        }
    }
}

#[test]
fn an_order_is_given_a_term_of_its_own_where_it_is_edited() {
    let mut console = Console::new(SIZE, five());
    console.type_str("et");
    assert!(console.text().contains("когда отправить?"), "{}", console.text());
    console.type_str("15:30");
    console.press(KeyCode::Enter);
    let at = Some(NOON + Span::minutes(210));
    assert_eq!(console.actions(), [Action::DispatchBy { at }]);
}

#[test]
fn what_is_typed_into_a_field_opened_by_hand_is_kept_whatever_closed_before_it() {
    let mut console = new_order();
    enter(&mut console, &["Кофеварка", "1", "100"]);
    control(&mut console, 'ы');
    console.did(ActionKind::NewOrder, "2001");
    assert!(matches!(console.model.mode, Mode::Command), "closed by itself");
    console.type_on("1042");
    let Mode::Search(search) = &console.model.mode else {
        panic!("{}", console.text())
    };
    assert_eq!(search.input.value(), "1042");
}
