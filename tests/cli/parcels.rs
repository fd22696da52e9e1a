//! An order in several parcels, by commands.

use serde_json::Value;
use serde_json::json;

use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

/// A confirmed order of two lines, paid on delivery: number D1.
fn ready(desk: &TestDesk) {
    let new = [
        "order",
        "new",
        "--name",
        "Елена",
        "--phone",
        "8 916 123-45-67",
        "--terms",
        "on_delivery",
    ];
    let lines = ["--line", "Чайник;1;1290", "--line", "Чашка;2;300", "--confirmed"];
    desk.json(&[&new[..], &lines].concat());
}

/// Each parcel's place, number and last step.
fn parcels(order: &Value) -> Value {
    let parcels = order["parcels"].as_array().unwrap().iter();
    let last = |parcel: &Value| {
        let steps = [
            "returned_at",
            "received_at",
            "arrived_at",
            "handed_over_at",
            "number_at",
        ];
        let found = steps.into_iter().find(|step| !parcel[*step].is_null());
        json!([parcel["parcel"], parcel["tracking_number"], found])
    };
    parcels.map(last).collect()
}

#[test]
fn an_order_goes_in_two_parcels_and_is_received_with_the_last() {
    let desk = TestDesk::new();
    ready(&desk);
    // What is done; where the order stands; its parcels.
    let table = [
        (
            &[
                "ship",
                "D1",
                "1234567890",
                "--lines",
                "1,2:1",
                "--estimate",
                "2026-03-15",
            ][..],
            "ready",
            json!([[1, "1234567890", "handed_over_at"]]),
        ),
        (
            &["ship", "D1", "1234567891", "--add", "--not-handed"],
            "ready",
            json!([[1, "1234567890", "handed_over_at"], [2, "1234567891", "number_at"]]),
        ),
        (
            &["handed", "D1", "--parcel", "2"],
            "dispatched",
            json!([[1, "1234567890", "handed_over_at"], [2, "1234567891", "handed_over_at"]]),
        ),
        (
            &["arrived", "D1", "--parcel", "1234567890"],
            "dispatched",
            json!([[1, "1234567890", "arrived_at"], [2, "1234567891", "handed_over_at"]]),
        ),
        (
            &["received", "D1", "--parcel", "1"],
            "dispatched",
            json!([[1, "1234567890", "received_at"], [2, "1234567891", "handed_over_at"]]),
        ),
        (
            &["ship", "D1", "1234567899", "--parcel", "2"],
            "dispatched",
            json!([[1, "1234567890", "received_at"], [2, "1234567899", "handed_over_at"]]),
        ),
        (
            &["received", "D1"],
            "received",
            json!([[1, "1234567890", "received_at"], [2, "1234567899", "received_at"]]),
        ),
    ];
    for (arguments, stage, expected) in table {
        let done = desk.json(&[&["order"], arguments].concat());
        assert_eq!(done["changed"], true, "{arguments:?}");
        let order = desk.json(&["order", "show", "D1"]);
        assert_eq!(
            (&order["stage"], parcels(&order)),
            (&json!(stage), expected),
            "{arguments:?}"
        );
    }
    let order = desk.json(&["order", "show", "D1"]);
    let first = &order["parcels"][0];
    assert_eq!(
        (&first["estimate_at"], &first["lines"], &first["carrier"]),
        (
            &json!("2026-03-14T21:00:00Z"),
            &json!([
                {"sku": null, "name": "Чайник", "quantity": 1},
                {"sku": null, "name": "Чашка", "quantity": 1},
            ]),
            &json!("cdek")
        )
    );
    assert_eq!(order["received_at"], NOON);
    for number in ["1234567890", "1234567899"] {
        assert_eq!(desk.json(&["search", number])[0]["number"], "D1", "{number}");
    }
    let plain = desk.run(&["order", "show", "D1"]).success().stdout;
    let listed: Vec<&str> = plain.lines().filter(|line| line.contains("12345678")).collect();
    assert!(
        listed
            .iter()
            .any(|line| line.contains("1234567890") && line.contains("Чашка × 1")),
        "{plain}"
    );

    let undone = desk.json(&["undo"]);
    assert_eq!(undone["order"]["stage"], "dispatched");
    let journal = desk.json(&["journal", "--order", "D1"]);
    let ship = journal
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["kind"] == "ship")
        .unwrap();
    assert_eq!(
        ship["changes"],
        json!([
            {"field": "tracking_number", "parcel": 2, "before": "1234567891", "after": "1234567899"},
        ])
    );
}

#[test]
fn what_names_no_parcel_or_no_line_is_told() {
    let desk = TestDesk::new();
    ready(&desk);
    desk.json(&["order", "ship", "D1", "1234567890"]);
    desk.json(&["order", "ship", "D1", "1234567891", "--add"]);
    for (arguments, exit, said) in [
        (&["arrived", "D1", "--parcel", "3"][..], 2, "The order has no parcel 3."),
        (&["ship", "D1", "1234567892"], 5, "The order has several parcels."),
        (
            &["ship", "D1", "1234567892", "--add", "--lines", "3"],
            2,
            "“3” names no lines of the order.",
        ),
        (
            &["ship", "D1", "1234567892", "--add", "--lines", "2:5"],
            2,
            "“2:5” names no lines of the order.",
        ),
    ] {
        let failed = desk.run(&[&["order"], arguments].concat());
        assert_eq!(failed.code, Some(exit), "{arguments:?}: {}", failed.stderr);
        assert!(failed.stderr.contains(said), "{arguments:?}: {}", failed.stderr);
    }
    let again = desk.json(&["order", "ship", "D1", "1234567891", "--add"]);
    assert_eq!(again["changed"], false);
}

#[test]
fn who_kept_a_part_of_what_is_paid_on_delivery_owes_that_part() {
    let desk = TestDesk::new();
    let new = [
        "order",
        "new",
        "--phone",
        "8 916 123-45-67",
        "--line",
        "Чайник;1;1000",
        "--line",
        "Чашка;1;100",
        "--terms",
        "on_delivery",
        "--confirmed",
    ];
    desk.json(&new);
    desk.json(&["order", "ship", "D1", "80088012345672", "--add", "--lines", "1"]);
    desk.json(&["order", "ship", "D1", "80088012345689", "--add", "--lines", "2"]);
    desk.json(&["order", "received", "D1", "--parcel", "1"]);
    desk.json(&["order", "returned", "D1", "--parcel", "2"]);
    let kept = ["order", "lines", "D1", "--line", "Чайник;1;1000"];
    let due = |order: &Value| order["due"]["minor"].as_i64().unwrap();
    assert_eq!(due(&desk.json(&["order", "show", "D1"])), 110_000);
    assert_eq!(due(&desk.json(&kept)["order"]), 100_000);
    desk.json(&["undo"]);
    assert_eq!(due(&desk.json(&["order", "show", "D1"])), 110_000);
    desk.json(&kept);
    desk.json(&["order", "pay", "D1"]);
    let refused = desk
        .run(&["order", "lines", "D1", "--line", "Чайник;1;900", "--json"])
        .code(5);
    assert!(
        refused.error()["message"].as_str().unwrap().contains("has it already"),
        "{refused:?}"
    );
    let closed = desk.json(&["order", "close", "D1"]);
    assert_eq!(closed["order"]["stage"], "closed");
}
