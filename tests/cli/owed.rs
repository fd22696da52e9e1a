//! What is owed after something changed: the payment ladder starts again, and money that went back is no debt (R13, R14).

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

/// Two weeks and a half after the order.
const LATER: &str = "2026-03-29T09:00:00Z";

fn json_at(desk: &TestDesk, now: &str, arguments: &[&str]) -> Value {
    desk.run_at(now, &[arguments, &["--json"]].concat()).success().json()
}

/// The task, the rule and the due time of each row.
fn rows(desk: &TestDesk, now: &str) -> Value {
    let rows = json_at(desk, now, &["queue"]);
    let row = |row: &Value| json!([row["task"], row["rule"], row["due"]]);
    rows.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn goods_added_to_a_paid_order_are_reminded_of_two_business_days_later() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "pay", "D1"]);
    let lines = [
        "order",
        "lines",
        "D1",
        "--line",
        "Чайник;1;1290",
        "--line",
        "Фильтр;1;300",
    ];
    json_at(&desk, LATER, &lines);
    assert_eq!(rows(&desk, LATER), json!([]));
    assert_eq!(
        rows(&desk, "2026-03-31T07:00:00Z"),
        json!([["remind_payment", "R13", "2026-03-31T07:00:00Z"]])
    );
}

#[test]
fn an_order_to_be_paid_in_advance_only_now_is_reminded_of_two_business_days_later() {
    let desk = TestDesk::new();
    let new = [
        "order",
        "new",
        "--phone",
        "8 916 123-45-67",
        "--line",
        "Чайник;1;1290",
        "--terms",
        "on_delivery",
    ];
    desk.json(&new);
    desk.json(&["order", "confirm", "D1"]);
    json_at(&desk, LATER, &["order", "edit", "D1", "--terms", "prepaid"]);
    assert_eq!(rows(&desk, LATER), json!([]));
    assert_eq!(
        rows(&desk, "2026-03-31T07:00:00Z"),
        json!([["remind_payment", "R13", "2026-03-31T07:00:00Z"]])
    );
    // Taken back, it is paid on delivery again, and only its parcel is late.
    json_at(&desk, LATER, &["undo"]);
    let order = json_at(&desk, LATER, &["order", "show", "D1"]);
    assert_eq!(
        (order["terms"].clone(), order["stage"].clone()),
        (json!("on_delivery"), json!("ready"))
    );
}

#[test]
fn an_order_let_go_by_other_terms_or_a_smaller_total_is_late_by_that_day_only() {
    let lines = ["order", "lines", "D1", "--line", "Чайник;1;300"];
    // What was done when it was confirmed, what lets it go or leaves it free, since when it is to be sent.
    let cases: [(&[&str], &[&str], &str); 3] = [
        (&[], &["order", "edit", "D1", "--terms", "on_delivery"], LATER),
        (&["order", "pay", "D1", "300"], &lines, LATER),
        (
            &["order", "edit", "D1", "--terms", "on_delivery"],
            &lines,
            "2026-03-11T09:00:00Z",
        ),
    ];
    for (before, change, since) in cases {
        let desk = TestDesk::new();
        given::order(&desk);
        desk.json(&["order", "confirm", "D1"]);
        if !before.is_empty() {
            desk.json(before);
        }
        json_at(&desk, LATER, change);
        let order = json_at(&desk, LATER, &["order", "show", "D1"]);
        let is_late = since != LATER;
        assert_eq!(order["stage"], "ready", "{change:?}");
        assert_eq!(order["tasks"][0]["task"], "send_tracking", "{change:?}");
        assert_eq!(order["tasks"][0]["due"], since, "{change:?}");
        let kinds = |rows: &Value, key: &str| -> Vec<Value> {
            rows.as_array().unwrap().iter().map(|row| row[key].clone()).collect()
        };
        let tasks = kinds(&order["tasks"], "task");
        assert_eq!(tasks.contains(&json!("dispatch_late")), is_late, "{change:?} {tasks:?}");
        let told = json_at(&desk, LATER, &["outbox", "list", "--all"]);
        let told = kinds(&told, "kind");
        assert!(!told.contains(&json!("dispatch_late")), "{change:?} {told:?}");
        let four_days_on = "2026-04-02T09:00:00Z";
        let order = json_at(&desk, four_days_on, &["order", "show", "D1"]);
        assert!(
            kinds(&order["tasks"], "task").contains(&json!("dispatch_late")),
            "{change:?} {order}"
        );
        json_at(&desk, LATER, &["undo"]);
        let order = json_at(&desk, LATER, &["order", "show", "D1"]);
        let expected = if is_late { "ready" } else { "confirmed" };
        assert_eq!(order["stage"], expected, "{change:?}");
    }
}

#[test]
fn money_that_went_back_is_owed_again_only_when_it_is_said_so() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "pay", "D1"]);
    let less = desk.json(&["order", "refund", "D1", "300"])["order"].clone();
    assert_eq!(
        (less["due"]["minor"].clone(), less["stage"].clone()),
        (json!(0), json!("ready"))
    );
    desk.json(&["undo"]);
    let again = desk.json(&["order", "refund", "D1", "300", "--again"])["order"].clone();
    assert_eq!(
        (again["due"]["minor"].clone(), again["stage"].clone()),
        (json!(30_000), json!("confirmed"))
    );
    desk.json(&["undo"]);
    for step in [
        &["ship", "D1", "80088012345672"][..],
        &["received", "D1"],
        &["refund", "D1", "300"],
    ] {
        desk.json(&[&["order"], step].concat());
    }
    let morning = json_at(&desk, "2026-03-12T07:00:00Z", &["report", "daily"]);
    assert_eq!(morning["lists"]["unpaid"], json!([]), "{morning}");
}
