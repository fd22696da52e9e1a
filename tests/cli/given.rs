//! Orders to begin with.

use serde_json::Value;

use crate::support::desk::TestDesk;

/// An order of Елена Иванова, taken by phone: number D1 in an empty desk.
pub fn order(desk: &TestDesk) -> Value {
    order_of(desk, "Елена Иванова", "8 916 123-45-67", "Чайник;1;1290")
}

/// An order of anybody, of one line.
pub fn order_of(desk: &TestDesk, name: &str, phone: &str, line: &str) -> Value {
    let new = ["order", "new", "--name", name, "--phone", phone, "--line", line];
    desk.json(&new)["order"].clone()
}

/// Two orders numbered 77, of two shops.
pub fn two_of_one_number(desk: &TestDesk) {
    let table = "№ заказа;Дата;Телефон;Сумма;Товар\n77;11.03.2026 11:58;8 916 765-43-21;1450;Чайник\n";
    let file = desk.file("orders.csv", table);
    for source in ["first", "second"] {
        let done = desk.run(&["import", &file, "--source", source]).success();
        assert_eq!(done.stderr, "");
    }
}

/// An amount of roubles as commands print it.
pub fn roubles(minor: i64, text: &str) -> Value {
    serde_json::json!({ "minor": minor, "currency": "RUB", "text": format!("{}\u{a0}₽", text.replace(' ', "\u{a0}")) })
}

/// A plain output with no-break spaces written as plain ones, for comparing.
pub fn spaced(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
