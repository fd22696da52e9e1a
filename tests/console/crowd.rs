//! Several managers at one list, each at a console of their own: everybody is called once.

use std::collections::BTreeSet;
use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;

const OPERATORS: [&str; 4] = ["anna", "boris", "vera", "gleb"];
const ORDERS: usize = 200;

/// Takes the next and confirms, until nobody is left; gives what was confirmed here.
fn work(desk: &TestDesk, operator: &str) -> Vec<String> {
    let mut pty = Pty::run(desk, &["--operator", operator], 120, 40);
    pty.wait_for("Buyer");
    let mut confirmed = Vec::new();
    loop {
        pty.press("n");
        // A row the screen has no more is theirs until they are done with it.
        let text = pty.wait_for_any(&["Next: ", "Still first: ", "No one left"]);
        if text.contains("No one left") {
            return confirmed;
        }
        let number = given::number_under_the_cursor(&text);
        pty.press("c");
        pty.wait_for(&format!("✓ No. {number} · confirmed"));
        confirmed.push(number);
    }
}

#[test]
fn four_consoles_call_everybody_once() {
    let desk = TestDesk::new();
    let order = |number: usize| {
        json!({
            "number": (1_000 + number).to_string(),
            "created_at": "2026-03-11T08:50:00Z",
            "total": 100 + number,
            "status": "new",
            "customer": {"name": format!("Buyer {number}"), "phones": [format!("+7916000{number:04}")]},
            "payment": "card",
            "lines": [{"name": "Cup", "quantity": 1, "price": 100 + number}],
        })
    };
    let orders: Vec<Value> = (0..ORDERS).map(order).collect();
    let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
    assert_eq!(desk.json(&["import", &file])["created"], ORDERS);
    let confirmed: Vec<Vec<String>> = thread::scope(|scope| {
        let workers = OPERATORS.map(|operator| {
            let desk = &desk;
            scope.spawn(move || work(desk, operator))
        });
        workers.map(|worker| worker.join().unwrap()).into()
    });
    let all: Vec<&String> = confirmed.iter().flatten().collect();
    assert_eq!(all.len(), ORDERS, "nobody twice: {confirmed:?}");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), ORDERS);
    let journal = desk.json(&["journal", "--limit", "1000"]);
    for (operator, theirs) in OPERATORS.iter().zip(&confirmed) {
        let kept: BTreeSet<&str> = journal
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["kind"] == "confirm" && entry["operator"] == *operator)
            .filter_map(|entry| entry["order_number"].as_str())
            .collect();
        assert_eq!(kept, theirs.iter().map(String::as_str).collect(), "{operator}");
    }
}
