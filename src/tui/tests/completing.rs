//! A form is completed: for whom, which goods, by which carrier, in which zone.

use crossterm::event::KeyCode;

use super::forms::SIZE;
use super::forms::control;
use super::forms::enter;
use super::forms::new_order;
use super::forms::ordered;
use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use crate::desk::new_customer::Whose;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::product::ForSale;
use crate::domain::product::Offered;
use crate::domain::product::Product;
use crate::domain::target::CardKey;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::view::search::Hit;

#[test]
fn an_order_is_for_nobody_but_who_is_named_unless_they_are_on_the_line() {
    // The cursor stands on Елена Иванова, who neither rings nor talks, though the operator holds her and reads her card.
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    let mut console = Console::new(SIZE, rows);
    console.card(card_of(&five()[0]));
    console.press(KeyCode::Enter);
    console.type_str("ow");
    control(&mut console, 's');
    assert!(console.text().contains("Кто заказывает?"), "{}", console.text());
    enter(&mut console, &["Анна"]);
    control(&mut console, 's');
    assert!(console.text().contains("Ничего не заказано"), "{}", console.text());
    enter(&mut console, &["Чайник", "", "100"]);
    control(&mut console, 's');
    let (whose, _) = ordered(&mut console);
    assert!(matches!(whose, Whose::New(new) if new.name == "Анна" && new.phone.is_none()));
}

#[test]
fn who_is_on_the_card_is_one_step_away() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str("ow");
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    enter(&mut console, &["Чайник", "", "100"]);
    control(&mut console, 's');
    assert_eq!(ordered(&mut console).0, Whose::Known(CustomerId(101)));
}

/// Answers the search that was asked last with these customers.
pub(super) fn found(console: &mut Console, customers: &[(i64, &str, &str)]) {
    let token = console.asked.iter().rev().find_map(|asked| match asked {
        (token, Request::Search(_)) => Some(*token),
        _ => None,
    });
    let hit = |(id, name, phone): &(i64, &str, &str)| Hit {
        placed: None,
        shop: String::new(),
        key: CardKey::Customer(CustomerId(*id)),
        customer: CustomerId(*id),
        order: None,
        number: String::new(),
        name: (*name).to_owned(),
        phone: (*phone).to_owned(),
        stage: None,
    };
    console.answer(
        token.unwrap(),
        DeskAnswer::Found {
            text: String::new(),
            hits: customers.iter().map(hit).collect(),
        },
    );
}

#[test]
fn a_customer_is_found_by_name_and_chosen_with_the_arrows_alone() {
    let mut console = Console::new(SIZE, Vec::new());
    console.type_str("owИван");
    assert!(
        matches!(console.asked.last(), Some((_, Request::Search(text))) if text == "Иван"),
        "{:?}",
        console.asked.last()
    );
    let ivanovs = [
        (7, "Иванова Елена", "+79161234567"),
        (7, "Иванова Елена", ""),
        (8, "Иванов Пётр", ""),
    ];
    found(&mut console, &ivanovs);
    let screen = console.text();
    assert_eq!(screen.matches("Иванова Елена").count(), 1, "{screen}");
    assert!(screen.contains("+7 916 123-45-67"), "{screen}");
    assert!(screen.contains("Enter – новый покупатель"), "{screen}");
    console.press(KeyCode::Down);
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    assert!(
        console.text().contains("Для кого            Иванов Пётр"),
        "{}",
        console.text()
    );
    assert!(!console.text().contains("Телефон"), "{}", console.text());
    enter(&mut console, &["Чайник", "", "100"]);
    control(&mut console, 'ы');
    assert_eq!(ordered(&mut console).0, Whose::Known(CustomerId(8)));

    // Who is typed over is chosen no longer.
    console.did(ActionKind::NewOrder, "2001");
    console.type_str("owИван");
    found(&mut console, &ivanovs);
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    console.press(KeyCode::BackTab);
    console.type_str("х");
    enter(&mut console, &["", "", "", "Чайник", "", "100"]);
    control(&mut console, 'ы');
    assert!(matches!(ordered(&mut console).0, Whose::New(new) if new.name == "Иванова Еленах"));
}

#[test]
fn a_number_that_is_typed_first_asks_the_name() {
    let mut console = Console::new(SIZE, Vec::new());
    console.type_str("ow");
    enter(
        &mut console,
        &["89167654321", "Анна", "anna@mail.example", "Чай", "", "1"],
    );
    control(&mut console, 's');
    let (whose, order) = ordered(&mut console);
    let Whose::New(new) = whose else { panic!("{whose:?}") };
    assert_eq!(
        (new.name.as_str(), new.email.as_deref()),
        ("Анна", Some("anna@mail.example"))
    );
    assert_eq!(new.phone.unwrap().1.as_deref(), Some("+79167654321"));
    assert_eq!(order.customer.name, "Анна");
}

fn for_sale(sku: &str, name: &str, price: i64, stock: i64) -> ForSale {
    ForSale {
        product: Product {
            sku: sku.to_owned(),
            name: name.to_owned(),
            price: Some(price * 100),
            currency: Currency::RUB,
            stock_milli: Some(stock * 1_000),
            offered: Offered::Yes,
            life_days: None,
        },
        wanted_milli: 0,
    }
}

fn goods(console: &mut Console, found: &[ForSale]) {
    let token = console.asked.iter().rev().find_map(|asked| match asked {
        (token, Request::Goods(_)) => Some(*token),
        _ => None,
    });
    console.answer(token.unwrap(), DeskAnswer::Goods(found.to_vec()));
}

#[test]
fn goods_complete_from_the_catalogue_with_price_and_stock() {
    let mut console = new_order();
    console.type_str("чайн");
    let found = [
        for_sale("T40", "Чайник, 1 л", 4_250, 0),
        for_sale("T41", "Чайник, 2 л", 5_100, 3),
    ];
    goods(&mut console, &found);
    let screen = console.text();
    assert!(screen.contains("5\u{a0}100\u{a0}₽ · на складе 3"), "{screen}");
    assert!(screen.contains("4\u{a0}250\u{a0}₽ · нет на складе"), "{screen}");
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    assert!(console.text().contains("▲ нет на складе"), "{}", console.text());
    enter(&mut console, &["2", ""]);
    console.type_str("чайн");
    goods(&mut console, &found);
    console.press(KeyCode::Down);
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    console.type_str("4");
    assert!(console.text().contains("▲ на складе только 3"), "{}", console.text());
    console.press(KeyCode::Enter);
    control(&mut console, 'u');
    enter(&mut console, &["4900", "Пакет", "", "10"]);
    control(&mut console, 's');
    let (_, order) = ordered(&mut console);
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| (line.sku.as_str(), line.name.as_str(), line.quantity_milli, line.price))
        .collect();
    let wanted = [
        ("T40", "Чайник, 1 л", 2_000, 425_000),
        ("T41", "Чайник, 2 л", 4_000, 490_000),
        ("", "Пакет", 1_000, 1_000),
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn a_scanned_article_number_is_taken_even_when_the_catalogue_answers_late() {
    let mut console = new_order();
    enter(&mut console, &["t41"]);
    console.type_str("2");
    goods(&mut console, &[for_sale("T41", "Чайник, 2 л", 5_100, 3)]);
    assert!(
        console.text().contains("Чайник, 2 л  на складе 3"),
        "{}",
        console.text()
    );
    control(&mut console, 's');
    let (_, order) = ordered(&mut console);
    assert_eq!((order.lines[0].sku.as_str(), order.lines[0].total), ("T41", 1_020_000));

    console.did(ActionKind::NewOrder, "2001");
    console.type_str("oАбажур");
    goods(&mut console, &[]);
    assert!(console.text().contains("В каталоге такого нет"), "{}", console.text());
}

#[test]
fn a_delivery_and_a_zone_complete_from_what_there_is() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str("ed");
    console.press(KeyCode::Down);
    console.press(KeyCode::Down);
    control(&mut console, 'u');
    console.type_str("сдэ");
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    control(&mut console, 's');
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::Details(edit)] if edit.delivery.as_deref() == Some("СДЭК")),
        "{actions:?}"
    );
    console.did(ActionKind::Details, "101");
    console.type_str("ec");
    for _ in 0..7 {
        console.press(KeyCode::Tab);
    }
    console.type_str("omsk");
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    control(&mut console, 's');
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::Customer(edit)] if edit.time_zone.as_deref() == Some("Asia/Omsk")),
        "{actions:?}"
    );
}
