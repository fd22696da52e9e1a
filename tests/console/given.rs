//! Desks to begin with.

use serde_json::json;

use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

/// Who has ordered: a name and the phone, the freshest first, numbered from 1001.
pub const CUSTOMERS: [(&str, &str); 5] = [
    ("Elena Ivanova", "+79161234501"),
    ("Igor Popov", "+79161234502"),
    ("Olga Smirnova", "+79161234503"),
    ("Peter Kim", "+79161234504"),
    ("Vera Titova", "+79161234505"),
];

/// A shop that five customers have ordered at, 4, 5 … 8 minutes ago.
pub fn shop() -> TestDesk {
    let desk = TestDesk::new();
    let orders = CUSTOMERS.iter().zip(1001..).map(|((name, phone), number)| {
        json!({
            "number": number.to_string(),
            "created_at": format!("2026-03-11T08:{}:00Z", 1057 - number),
            "total": 1_000 + number,
            "status": "new",
            "customer": {"name": name, "phones": [phone]},
            "payment": "card",
            "delivery": "Почта России",
            "lines": [{"sku": "T1", "name": "Teapot", "quantity": 1, "price": 1_000 + number}],
        })
    });
    let orders: Vec<_> = orders.collect();
    let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
    let read = desk.json(&["import", &file]);
    assert_eq!(read["created"], CUSTOMERS.len(), "{read}");
    assert_eq!(desk.now(), NOON);
    desk
}

/// The number of the order the cursor stands on, of a screen of the queue.
pub fn number_under_the_cursor(text: &str) -> String {
    let row = text.lines().find_map(|line| line.split_once('▌'));
    let (_, row) = row.unwrap_or_else(|| panic!("no cursor in\n{text}"));
    row.split_whitespace().nth(1).unwrap_or_default().to_owned()
}
