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

/// A console over a received order of two kettles and a filter, with this return of it.
fn received(back: Option<GoodsReturn>) -> Console {
    let mut rows = five();
    rows[0] = with_order(rows[0].clone(), |order| {
        order.received_at = Some(NOON);
        order.stage = Stage::Received;
        order.paid = order.total;
        order.return_since = back.as_ref().map(|_| NOON);
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
    order.returns = Vec::from_iter(back);
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
    let back = ReturnStep::Back { condition: None };
    assert_eq!(console.actions(), [Action::OfReturn { id: 7, step: back }]);
    console.type_str("eo");
    assert!(console.text().contains("взамен возвращаемого"), "{}", console.text());
    console.type_str(" стальной");
    control(&mut console, 's');
    let asked = console.wrote().pop();
    let Some(Request::Exchange { of, id: 7, order, .. }) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!((of, order.total), (OrderId(101), 40_000));
    assert_eq!(order.lines[0].name, "Чайник стальной");
}
