//! One shop of several: its rows of the queue, and its figures.

use std::sync::Arc;

use super::harness::Console;
use super::harness::five;
use super::harness::row;
use super::pages::WIDE;
use crate::board::Board;
use crate::board::BoardRow;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::view::pages::PageKey;

fn of(shop: &str, row: BoardRow) -> BoardRow {
    let mut text = (*row.text).clone();
    shop.clone_into(&mut text.shop);
    BoardRow {
        text: Arc::new(text),
        ..row
    }
}

/// Rows of two shops, and a missed call.
fn console() -> Console {
    let mut call = row(103, "Роман", 5);
    let missed = Arc::make_mut(&mut call.row);
    (missed.order, missed.key) = (None, RowKey::Customer(CustomerId(103)));
    let rows = vec![
        of("Чай", row(101, "Анна", 40)),
        of("Кружки", row(102, "Борис", 80)),
        BoardRow { order: None, ..call },
    ];
    let mut console = Console::new(WIDE, Vec::new());
    let board = Board {
        rows: Arc::new(rows),
        shops: vec!["Кружки".to_owned(), "Чай".to_owned()],
        complete: true,
        seq: 1,
        ..Board::default()
    };
    console.desk(DeskMsg::Board(Arc::new(board)));
    console
}

fn says(console: &Console, words: [&str; 3]) -> [bool; 3] {
    let text = console.text();
    words.map(|word| text.contains(word))
}

const NAMES: [&str; 3] = ["Анна", "Борис", "Роман"];

#[test]
fn the_queue_and_the_figures_can_be_of_one_shop_where_there_are_several() {
    let mut console = console();
    assert_eq!(says(&console, NAMES), [true; 3]);
    console.type_str("v");
    assert!(console.text().contains("один магазин"), "{}", console.text());
    console.type_str("zc");
    assert_eq!(says(&console, NAMES), [true, false, true], "a call is every shop's");
    assert!(console.text().contains("· Чай"), "{}", console.text());
    // Another view of the same shop.
    console.type_str("vn");
    assert!(console.text().contains("· Чай"), "{}", console.text());
    for (keys, page, counted) in [("vr", PageKey::Numbers, "Чай"), ("vo", PageKey::Outbox, "Чай")] {
        console.asked.clear();
        console.type_str(keys);
        let asked = console.asked.iter().find_map(|asked| match asked {
            (_, Request::Page { key, query }) => Some((*key, query.shop.clone())),
            _ => None,
        });
        assert_eq!(asked, Some((page, counted.to_owned())));
        let is_told = console.screen()[2].contains("· Чай") || console.screen()[1].contains("· Чай");
        assert_eq!(is_told, page == PageKey::Numbers, "{}", console.text());
    }
    console.type_str("vza");
    console.type_str("va");
    assert_eq!(says(&console, NAMES), [true; 3]);
}

#[test]
fn one_shop_alone_is_no_choice() {
    let mut console = Console::new(WIDE, five());
    console.type_str("v");
    assert!(!console.text().contains("один магазин"), "{}", console.text());
    console.type_str("z");
    assert!(console.text().contains("Какие строки"), "{}", console.text());
}
