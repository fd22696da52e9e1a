//! The form of an order's payment and delivery, and for whom an order by phone is meant.

use crossterm::event::KeyCode;

use super::forms::SIZE;
use super::forms::control;
use super::forms::enter;
use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use super::harness::held;
use super::harness::with_order;
use super::harness::with_row;
use crate::board::BoardRow;
use crate::desk::error::DeskError;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Refusal;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::tui::model::mode::Mode;

/// A console on one row, its card read.
fn console(row: &BoardRow) -> Console {
    let mut console = Console::new(SIZE, vec![row.clone()]);
    console.card(card_of(row));
    console
}

#[track_caller]
fn says(console: &Console, all: &[&str]) {
    for said in all {
        assert!(console.text().contains(said), "{said}: {}", console.text());
    }
}

#[test]
fn what_stands_is_in_the_form_and_only_what_changed_is_asked_for() {
    let row = five().remove(0);
    for keys in ["ed", "ув", "e4"] {
        let mut console = console(&row);
        console.type_str("e");
        says(&console, &["оплату, доставку, адрес"]);
        console.type_str(&keys.chars().skip(1).collect::<String>());
        says(
            &console,
            &[
                "101 · Елена Иванова · оплата и доставка",
                "Оплата              < предоплата >",
                "Способ оплаты       Картой",
                "Доставка            Почта России",
                "Адрес               Москва, Тверская 1",
                "Комментарий         домофон не работает",
            ],
        );
        console.type_str(" ");
        console.press(KeyCode::Enter);
        control(&mut console, 'u');
        enter(&mut console, &["Наличными", "", ", кв. 5"]);
        control(&mut console, 'ы');
        let edit = DetailsEdit {
            terms: Some(Terms::OnDelivery),
            payment: Some("Наличными".to_owned()),
            address: Some("Москва, Тверская 1, кв. 5".to_owned()),
            seen: card_of(&row).order.map(Box::new),
            ..DetailsEdit::default()
        };
        assert_eq!(console.actions(), [Action::Details(edit)]);
        console.did(ActionKind::Details, "101");
        assert!(matches!(console.model.mode, Mode::Command));
        assert!(
            console.notice().contains("условия заказа изменены"),
            "{}",
            console.notice()
        );
    }
}

#[test]
fn nothing_changed_is_nothing_asked() {
    let mut console = console(&five()[0]);
    console.type_str("ed");
    control(&mut console, 's');
    assert_eq!(console.wrote(), []);
    assert_eq!(console.notice(), "Ничего не изменилось.");
}

#[test]
fn a_field_that_is_settled_says_why_and_the_comment_is_still_written() {
    let sent = with_order(confirmed(five().remove(0)), |order| order.stage = Stage::Dispatched);
    let mut sent_console = console(&sent);
    sent_console.type_str("ed");
    says(&sent_console, &["Посылка уже отправлена"]);
    for _ in 0..4 {
        sent_console.press(KeyCode::Down);
    }
    assert!(!sent_console.text().contains("Посылка уже отправлена"));
    sent_console.type_str(", звонить");
    control(&mut sent_console, 's');
    let actions = sent_console.actions();
    let [Action::Details(edit)] = &actions[..] else {
        panic!("{actions:?}")
    };
    assert_eq!(edit.comment.as_deref(), Some("домофон не работает, звонить"));

    let mut paid = console(&confirmed(five().remove(0)));
    paid.type_str("ed");
    says(&paid, &["Заказ уже оплачен: условия оплаты не меняют."]);
    paid.type_str(" ");
    control(&mut paid, 's');
    paid.refused(DeskError::Refused(Refusal::AlreadyPaid));
    says(&paid, &["< оплата при получении >", "Заказ уже оплачен"]);
}

#[test]
fn what_a_colleague_wrote_meanwhile_is_shown_and_what_was_typed_stays() {
    let row = five().remove(0);
    let mut console = console(&row);
    console.type_str("ed");
    for _ in 0..3 {
        console.press(KeyCode::Down);
    }
    console.type_str(", кв. 5");
    control(&mut console, 's');
    console.actions();
    console.refused(DeskError::Refused(Refusal::Overtaken {
        by: "boris".to_owned(),
        kind: ActionKind::Details,
        at: NOON,
        why: Box::new(Refusal::ChangedMeanwhile),
    }));
    says(&console, &["Тверская 1, кв. 5", "всё изменилось", "boris"]);
    let mut now = card_of(&row);
    let order = now.order.as_mut().unwrap();
    order.texts.address = "Казань, Баумана 7".to_owned();
    order.texts.comment = "звонить в домофон".to_owned();
    console.card(now.clone());
    says(
        &console,
        &["Тверская 1, кв. 5", "Казань, Баумана 7", "звонить в домофон"],
    );
    control(&mut console, 's');
    let edit = DetailsEdit {
        address: Some("Москва, Тверская 1, кв. 5".to_owned()),
        seen: now.order.map(Box::new),
        ..DetailsEdit::default()
    };
    assert_eq!(console.actions(), [Action::Details(edit)]);
}

#[test]
fn the_palette_opens_it_too() {
    for words in ["адрес", "оплату", "address"] {
        let mut console = console(&five()[0]);
        console.type_str(":");
        console.type_str(words);
        says(&console, &["изменить: оплату, доставку, адрес"]);
        let found = console
            .text()
            .lines()
            .filter(|line| line.contains("изменить: "))
            .count();
        assert_eq!(found, 1, "{}", console.text());
    }
    let mut console = console(&five()[0]);
    console.type_str(":доставку, адрес");
    console.press(KeyCode::Enter);
    says(&console, &["101 · Елена Иванова · оплата и доставка"]);
}

#[test]
fn who_is_on_the_line_stands_in_the_form_already() {
    let row = five().remove(0);
    let ringing = with_row(row.clone(), |row| row.task.lane = Lane::Ringing);
    for (row, keys, is_meant) in [
        (row.clone(), "ow", false),
        (held(row.clone(), "борис"), "ow", false),
        (held(row.clone(), "анна"), "ow", false),
        (ringing, "o", true),
        (row, "\now", false),
    ] {
        let mut console = console(&row);
        for key in keys.chars() {
            console.press(if key == '\n' {
                KeyCode::Enter
            } else {
                KeyCode::Char(key)
            });
        }
        says(&console, &["Новый заказ по телефону", "Елена Иванова"]);
        console.type_str("Чай");
        let at = console.text().lines().position(|line| line.contains("Чай")).unwrap();
        let goods = console.text().lines().position(|line| line.contains("Кол-во")).unwrap();
        assert_eq!(at > goods, is_meant, "{}", console.text());
    }
}

#[test]
fn an_answer_or_an_outcome_is_given_only_to_who_waits_for_one() {
    let plain = five().remove(0);
    let owes = |kind: TaskKind| with_row(plain.clone(), |row| row.more = vec![(row.order, kind)]);
    for (row, keys, goes_on) in [
        (plain.clone(), "er", false),
        (plain.clone(), "es", false),
        (owes(TaskKind::Reply), "es", false),
        (owes(TaskKind::Reply), "er", true),
        (owes(TaskKind::Complaint), "es", true),
    ] {
        let mut console = console(&row);
        console.type_str(keys);
        let answered = console
            .actions()
            .iter()
            .any(|action| matches!(action, Action::Replied { .. }));
        let asks = matches!(console.model.mode, Mode::Pick(_));
        assert_eq!(answered || asks, goes_on, "{keys} {:?}", row.row.more);
        assert_eq!(console.notice().contains("ничего такого не ждёт"), !goes_on, "{keys}");
    }
}
