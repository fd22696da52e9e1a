//! `queue` and `next`: what is due, and who takes it.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::given::roubles;
use crate::given::spaced;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

#[test]
fn nothing_due_is_an_empty_list_and_no_failure() {
    let desk = TestDesk::new();
    assert_eq!(desk.json(&["queue"]), json!([]));
    assert_eq!(desk.json(&["next"]), Value::Null);
    let plain = desk.run(&["queue"]).success();
    assert_eq!(
        (plain.stdout.as_str(), plain.stderr.as_str()),
        ("", "Nothing is due now.\n")
    );
}

#[test]
fn a_row_is_printed_whole() {
    let desk = TestDesk::new();
    given::order(&desk);
    let rows = desk
        .run_at("2026-03-11T10:00:00Z", &["queue", "--json"])
        .success()
        .json();
    assert_eq!(
        rows,
        json!([{
            "rank": 1,
            "lane": "new",
            "rule": "R4",
            "task": "first_contact",
            "order_id": 1,
            "order_number": "D1",
            "customer_id": 1,
            "customer": "Елена Иванова",
            "phone": "+79161234567",
            "total": roubles(129_000, "1 290,00"),
            "channel": "phone",
            "shop_name": null,
            "since": NOON,
            "due": NOON,
            "limit": "2026-03-11T10:00:00Z",
            "overdue_s": 0,
            "attempts": 0,
            "claimed_by": null,
            "at_risk": roubles(90_062, "900,62"),
            "reason": "R4 · new · waiting 1 h, overdue",
            "more": [],
            "manager": null,
            "skipped_until": null,
            "out_of_stock": false,
            "promised_to_older": false,
        }])
    );
}

#[test]
fn the_rest_of_a_customer_stands_in_his_row() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::order(&desk);
    let rows = desk.json(&["queue"]);
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let (shown, other) = match rows[0]["order_number"].as_str().unwrap() {
        "D1" => ("D1", "D2"),
        _ => ("D2", "D1"),
    };
    assert_eq!(rows[0]["order_number"], shown);
    let more: Vec<&Value> = rows[0]["more"].as_array().unwrap().iter().collect();
    assert!(
        more.contains(&&json!({ "order_number": other, "task": "first_contact" })),
        "{rows}"
    );
}

#[test]
fn the_table_is_aligned_and_speaks_the_language() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::order_of(&desk, "Пётр", "8 916 123-45-68", "Кофеварка;2;12990");
    let table = desk.run(&["queue", "--lang", "ru"]).success();
    assert_eq!(
        spaced(&table.stdout),
        "\
1  новый  D2  Пётр           25 980,00 ₽  R4 · новый · 3:00 до 3 мин
2  новый  D1  Елена Иванова   1 290,00 ₽  R4 · новый · 3:00 до 3 мин
"
    );
    let first = desk.run(&["queue", "--limit", "1"]).success();
    assert_eq!(first.stdout.lines().count(), 1);
}

#[test]
fn next_claims_for_one_what_the_other_then_does_not_get() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::order_of(&desk, "Пётр", "8 916 123-45-68", "Кофеварка;2;12990");
    let number = |arguments: &[&str]| desk.json(arguments)["order_number"].clone();
    assert_eq!(number(&["next", "--peek"]), "D2");
    assert_eq!(
        desk.json(&["queue"])[0]["claimed_by"],
        Value::Null,
        "a peek claims nothing"
    );
    let mine = desk.json(&["next"]);
    assert_eq!(
        (&mine["order_number"], &mine["claimed_by"]),
        (&json!("D2"), &json!("anna"))
    );
    assert_eq!(number(&["next"]), "D2", "until it is done");
    assert_eq!(number(&["next", "--operator", "boris"]), "D1");
    assert_eq!(desk.json(&["next", "--operator", "vera"]), Value::Null);
}

#[test]
fn a_skipped_row_waits_behind_the_others_of_this_operator() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::order_of(&desk, "Пётр", "8 916 123-45-68", "Кофеварка;2;12990");
    let skipped = desk.json(&["order", "skip", "D2", "--reason", "waiting_for_shop"]);
    assert_eq!(skipped["text"], "No. D2 · skipped");
    let top = |arguments: &[&str]| desk.json(arguments)[0]["order_number"].clone();
    assert_eq!(top(&["queue"]), "D1");
    assert_eq!(top(&["queue", "--operator", "boris"]), "D2");
    assert_eq!(desk.json(&["queue"])[1]["skipped_until"], "2026-03-11T09:10:00Z");
}

#[test]
fn what_is_not_due_cannot_be_skipped() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let refused = desk.run(&["order", "skip", "D1", "--json"]).code(5);
    assert_eq!(refused.error()["kind"], "refused");
}

#[test]
fn a_broken_rule_of_the_day_is_seen_at_its_moment() {
    let desk = TestDesk::new();
    given::order(&desk);
    let lane = |now: &str| {
        let rows = desk.run_at(now, &["queue", "--json"]).success().json();
        json!([rows[0]["lane"], rows[0]["overdue_s"]])
    };
    assert_eq!(lane("2026-03-11T09:49:59Z"), json!(["new", null]));
    assert_eq!(lane("2026-03-11T09:50:00Z"), json!(["callback", null]), "last chance");
    assert_eq!(lane("2026-03-11T10:00:30Z"), json!(["new", 30]));
}

#[test]
fn next_gives_no_call_to_somebody_who_sleeps() {
    let desk = TestDesk::new();
    let order = json!({
        "number": "77",
        "created_at": "2026-03-11T09:00:00+03:00",
        "total": 1450,
        "region": "Приморский край",
        "customer": { "name": "Анна Ким", "phones": ["+7 916 765-43-21"] },
        "lines": [{ "name": "Чайник", "quantity": 1, "price": 1450 }],
    });
    let file = desk.file("order.json", order.to_string());
    let _ = desk.run_at("2026-03-11T06:01:00Z", &["import", &file]).success();
    let next = |at: &str| desk.run_at(at, &["next", "--peek", "--json"]).success().json();
    // Nine in the evening in Vladivostok is two in the afternoon in Moscow.
    let vain = ["call", "log", "77", "no_answer"];
    let _ = desk.run_at("2026-03-11T10:00:00Z", &vain).success();
    assert_eq!(next("2026-03-11T10:50:00Z")["order_number"], "77");
    assert_eq!(next("2026-03-11T11:00:00Z"), Value::Null);
    let queue = desk
        .run_at("2026-03-11T11:00:00Z", &["queue", "--json"])
        .success()
        .json();
    assert_eq!(queue.as_array().unwrap().len(), 1, "the queue hides nothing");
    assert_eq!(next("2026-03-12T06:00:00Z")["order_number"], "77");
}
