//! Goods that come back after receipt: agreed, on their way, back, refunded or exchanged.

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;

/// A received order of two kettles and a filter, paid.
fn received(desk: &TestDesk) {
    let new = [
        "order",
        "new",
        "--phone",
        "8 916 123-45-67",
        "--line",
        "Чайник;2;400",
        "--line",
        "Фильтр;1;200",
        "--delivery",
        "Почта России",
    ];
    desk.json(&new);
    for step in ["confirm", "pay", "handed", "received"] {
        desk.json(&["order", step, "D1"]);
    }
}

fn tasks(desk: &TestDesk) -> Vec<Value> {
    let rows = desk.json(&["queue"]);
    rows.as_array().unwrap().iter().map(|row| row["task"].clone()).collect()
}

#[test]
fn a_part_comes_back_and_its_money_is_given() {
    let desk = TestDesk::new();
    received(&desk);
    let part = ["order", "return", "D1", "--lines", "1:1", "--reason", "does_not_fit"];
    desk.json(&[part.as_slice(), &["--number", "6200 9147 0175 44"]].concat());
    let order = desk.json(&["order", "show", "D1"]);
    let back = &order["returns"][0];
    assert_eq!(
        json!([
            back["lines"],
            back["amount"]["minor"],
            back["carrier"],
            back["tracking_number"],
            back["back_at"]
        ]),
        json!([
            [{ "sku": null, "name": "Чайник", "quantity": 1 }],
            40_000,
            "russian_post",
            "62009147017544",
            null
        ])
    );
    assert_eq!(tasks(&desk), [] as [Value; 0]);
    desk.json(&["order", "return-back", "D1", "--condition", "opened"]);
    assert_eq!(tasks(&desk), ["refund_due"]);
    let said = desk.run(&["order", "show", "D1"]).success().stdout;
    assert!(said.contains("Чайник × 1"), "{said}");
    desk.json(&["order", "refund", "D1", "400"]);
    assert_eq!(tasks(&desk), [] as [Value; 0]);
    let too_much = ["order", "return", "D1", "--lines", "1", "--reason", "faulty", "--here"];
    let refused = desk.run(&too_much).code(5).stderr;
    assert!(refused.contains("Чайник") && refused.contains('1'), "{refused}");
    let report = desk.json(&["report", "refusals"]);
    assert_eq!(
        report["returns"],
        json!([{ "reason": "does_not_fit", "instead": "refund", "count": 1, "worth": report["returns"][0]["worth"] }])
    );
}

#[test]
fn an_exchange_links_two_orders_and_is_taken_back_whole() {
    let desk = TestDesk::new();
    received(&desk);
    let part = [
        "order",
        "return",
        "D1",
        "--lines",
        "2",
        "--reason",
        "wrong_goods",
        "--exchange",
    ];
    desk.json(&part);
    let other = ["order", "exchange", "D1", "--line", "Фильтр другой;1;250"];
    desk.json(&other);
    let show = |number: &str| desk.json(&["order", "show", number]);
    assert_eq!(show("D1")["returns"][0]["exchanged_by"], "D2");
    let new = show("D2");
    assert_eq!(
        json!([
            new["exchanged_for"],
            new["paid"]["minor"],
            new["due"]["minor"],
            new["stage"]
        ]),
        json!(["D1", 20_000, 5_000, "confirmed"])
    );
    desk.json(&["undo"]);
    let old = show("D1");
    assert_eq!(
        json!([old["returns"][0]["exchanged_by"], old["paid"]["minor"]]),
        json!([null, 100_000])
    );
    desk.json(&["order", "return-drop", "D1"]);
    assert_eq!(show("D1")["returns"], json!([]));
}
