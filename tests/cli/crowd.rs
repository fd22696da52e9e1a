//! Several managers at the same orders at once: who is too late is told who was faster, and nothing is lost.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

const OPERATORS: [&str; 4] = ["anna", "boris", "vera", "gleb"];

/// How many orders they are at; `DOZVON_CROWD` says it.
fn orders() -> usize {
    std::env::var("DOZVON_CROWD").map_or(200, |count| count.parse().unwrap())
}

/// What an operator did that lasts: entry, order, kind.
type Lasting = (i64, String, &'static str);

/// Does one thing to every order, in an order and by a choice of its own; insists on an answer to each.
fn work(desk: &TestDesk, operator: &str, seed: u64) -> Vec<Lasting> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut numbers: Vec<usize> = (0..orders()).collect();
    random.shuffle(&mut numbers);
    let mut lasting = Vec::new();
    for number in numbers {
        let number = (1_000 + number).to_string();
        let kind = ["confirm", "cancel", "pay"][random.usize(..3)];
        let more: &[&str] = match kind {
            "cancel" => &["--reason", "other"],
            "pay" => &["1"],
            _ => &[],
        };
        let words = [
            &["order", kind, number.as_str()],
            more,
            &["--operator", operator, "--json"],
        ];
        let done = desk.run(&words.concat());
        if done.code == Some(0) {
            let done = done.json();
            match done["entry"].as_i64() {
                Some(entry) => lasting.push((entry, number, kind)),
                None => assert!(names_a_colleague(&done["warnings"][0], operator), "{done:#}"),
            }
        } else {
            let error = done.code(5).error();
            assert!(names_a_colleague(&error["message"], operator), "{error:#}");
        }
    }
    lasting
}

fn names_a_colleague(said: &Value, me: &str) -> bool {
    let said = said.as_str().unwrap_or_default();
    let named = |name: &&str| *name != me && said.contains(&format!("You were overtaken: {name}, 12:00"));
    OPERATORS.iter().any(named)
}

#[test]
fn four_at_the_same_orders_either_win_or_hear_who_did() {
    let desk = TestDesk::new();
    let order = |number: usize| {
        json!({
            "number": (1_000 + number).to_string(),
            "created_at": NOON,
            "total": 500,
            "status": "new",
            "customer": {"name": "Buyer", "phones": [format!("+7916000{number:04}")]},
            "lines": [{"name": "Cup", "quantity": 1, "price": 500}],
        })
    };
    let orders: Vec<Value> = (0..orders()).map(order).collect();
    let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
    assert_eq!(desk.json(&["import", &file])["created"], orders.len());
    let each: Vec<Vec<Lasting>> = thread::scope(|scope| {
        let desk = &desk;
        let workers: Vec<_> = OPERATORS
            .iter()
            .zip(1..)
            .map(|(operator, seed)| scope.spawn(move || work(desk, operator, seed)))
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });

    let told: BTreeSet<Lasting> = each.iter().flatten().cloned().collect();
    let journal = desk.json(&["journal", "--limit", "100000"]);
    let kept: BTreeSet<Lasting> = journal
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| {
            let kind = ["confirm", "cancel", "pay"]
                .into_iter()
                .find(|kind| entry["kind"] == *kind)?;
            let number = entry["order_number"].as_str().unwrap().to_owned();
            Some((entry["id"].as_i64().unwrap(), number, kind))
        })
        .collect();
    assert_eq!(kept, told, "what was told as done is in the journal, and nothing else");

    let mut by_order: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, number, kind) in &kept {
        by_order.entry(number).or_default().push(kind);
    }
    for (number, kinds) in by_order {
        let count = |kind: &str| kinds.iter().filter(|it| **it == kind).count();
        assert!(count("confirm") <= 1 && count("cancel") <= 1, "{number}: {kinds:?}");
        let order = desk.json(&["order", "show", number]);
        assert_eq!(order["paid"]["minor"], count("pay") * 100, "{number}");
        assert_eq!(order["confirmed_at"].is_string(), count("confirm") == 1, "{number}");
        assert_eq!(order["cancelled_at"].is_string(), count("cancel") == 1, "{number}");
    }
}
