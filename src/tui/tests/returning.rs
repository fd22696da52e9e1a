//! Goods that come back after receipt are entered, marked as back, and exchanged.

use crossterm::event::KeyCode;

use super::forms::SIZE;
use super::forms::control;
use super::forms::enter;
use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::harness::with_order;
use crate::domain::action::Action;
use crate::domain::carrier::Carrier;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::ReturnStep;
use crate::domain::goods_return::WhereGoods;
use crate::domain::ids::OrderId;
use crate::domain::order::Line;
use crate::domain::order::Stage;
use crate::domain::shipment::Packed;
use crate::session::request::Request;

fn packed(name: &str, quantity_milli: i64) -> Packed {
    Packed {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli,
    }
}

/// A console over a received order of two kettles and a filter, with these returns of it.
fn received(back: impl IntoIterator<Item = GoodsReturn>) -> Console {
    let back: Vec<GoodsReturn> = back.into_iter().collect();
    let mut rows = five();
    rows[0] = with_order(rows[0].clone(), |order| {
        order.received_at = Some(NOON);
        order.stage = Stage::Received;
        order.paid = order.total;
        order.return_since = back.first().map(|_| NOON);
    });
    let mut card = card_of(&rows[0]);
    let order = card.order.as_mut().unwrap();
    let line = |name: &str, pieces: i64| Line {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: pieces * 1_000,
        price: 40_000,
        total: pieces * 40_000,
    };
    order.lines = vec![line("Чайник", 2), line("Фильтр", 1)];
    order.returns = back;
    let mut console = Console::new(SIZE, rows);
    console.card(card);
    console
}

fn agreed() -> GoodsReturn {
    GoodsReturn {
        id: 7,
        made_at: NOON,
        reason: ReturnReason::DoesNotFit,
        condition: None,
        instead: Instead::Exchange,
        contents: vec![packed("Чайник", 1_000)],
        amount: 40_000,
        carrier: Some(Carrier::RussianPost),
        number: Some("62009147017544".to_owned()),
        number_at: Some(NOON),
        back_at: None,
        exchange: None,
    }
}

#[test]
fn what_comes_back_is_said_by_the_lines_of_the_order() {
    let mut console = received(None);
    console.type_str("eg");
    let screen = console.text();
    assert!(
        screen.contains("возврат товара") && screen.contains("Чайник"),
        "{screen}"
    );
    // Nothing comes back of a line until that is said.
    control(&mut console, 's');
    assert!(console.text().contains("сколько чего вернут"), "{}", console.text());
    console.press(KeyCode::Backspace);
    enter(&mut console, &["1", "", "", "", "", ""]);
    enter(&mut console, &["  ", " ", "", "350", " ", "6200 9147 0175 44"]);
    match &console.actions()[..] {
        [Action::Return(new)] => {
            assert_eq!(new.contents, [packed("Чайник", 1_000)]);
            assert_eq!((new.amount, new.reason), (Some(35_000), ReturnReason::Damaged));
            assert_eq!((new.condition, new.instead), (Some(Condition::AsNew), Instead::Refund));
            assert_eq!(
                (new.number.as_str(), new.carrier, new.arrival),
                ("62009147017544", Some(Carrier::RussianPost), WhereGoods::Here)
            );
        }
        other => panic!("{other:?}\n{}", console.text()),
    }
}

#[test]
fn the_card_shows_a_return_which_is_marked_as_back_and_exchanged() {
    let mut console = received(Some(agreed()));
    let screen = console.text();
    assert!(screen.contains("Возврат 7: Чайник × 1"), "{screen}");
    console.type_str("ev");
    enter(&mut console, &["", ""]);
    let back = ReturnStep::Back { condition: None };
    assert_eq!(console.actions(), [Action::OfReturn { id: 7, step: back }]);
    let mut console = received([agreed()]);
    console.type_str("eo");
    assert!(console.text().contains("взамен возвращаемого"), "{}", console.text());
    console.type_str(" стальной");
    control(&mut console, 's');
    let asked = console.wrote().pop();
    let Some(Request::Exchange { of, id: 7, order }) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!((of, order.total), (OrderId(101), 40_000));
    assert_eq!(order.lines[0].name, "Чайник стальной");
}

#[test]
fn what_becomes_of_a_return_is_said_in_a_form_and_of_several_which() {
    let other = || GoodsReturn {
        id: 9,
        contents: vec![packed("Фильтр", 1_000)],
        number: None,
        number_at: None,
        ..agreed()
    };
    let became = |back: Vec<GoodsReturn>, keys: &[&str]| {
        let mut console = received(back);
        console.type_str("ev");
        enter(&mut console, keys);
        let steps = console.actions().into_iter().map(|action| match action {
            Action::OfReturn { id, step } => (id, step),
            other => panic!("{other:?}"),
        });
        (steps.collect::<Vec<_>>(), console.text())
    };
    let condition = Some(Condition::Opened);
    let back = ReturnStep::Back { condition };
    assert_eq!(became(vec![agreed()], &["", "  "]).0, [(7, back.clone())]);
    let (steps, _) = became(vec![agreed(), other()], &[" ", "", "  "]);
    assert_eq!(steps, [(9, back)]);
    assert_eq!(became(vec![agreed()], &["  "]).0, [(7, ReturnStep::Dropped)]);
    let sent = ReturnStep::Sent {
        number: "RA644000001RU".to_owned(),
        carrier: Some(Carrier::RussianPost),
    };
    assert_eq!(became(vec![other()], &[" ", "ra 644000001 ru"]).0, [(9, sent)]);
    let (steps, screen) = became(vec![other()], &[" ", ""]);
    assert_eq!(steps, []);
    assert!(screen.contains("Введите номер посылки"), "{screen}");
    // Of several it is said which by what comes back.
    let mut console = received([agreed(), other()]);
    console.type_str("ev");
    assert!(console.text().contains("< 7: Чайник × 1 >"), "{}", console.text());
    // What is here already is awaited no more.
    let here = GoodsReturn {
        back_at: Some(NOON),
        ..agreed()
    };
    let mut console = received([here]);
    console.type_str("ev");
    assert_eq!(console.actions(), []);
    assert!(!console.text().contains("возврат, который ждём"), "{}", console.text());
}
