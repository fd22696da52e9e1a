//! Several shops in one desk: each is told from the others in lists, and every report, segment and list is to be had of one.

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;

const SETTINGS: &str = "[[source]]\nname = \"Tea\"\nshop = \"tea.example\"\n[[source]]\nname = \"Mugs\"\nshop = \"mugs.example\"\n\
    [[segment]]\nname = \"of mugs\"\nsource = \"Mugs\"\n";

fn order(shop: &str, id: u32, minute: u32, phone: &str, total: &str) -> Value {
    json!({
        "id": id, "number": id.to_string(), "status": "processing", "currency": "RUB", "total": total,
        "date_created_gmt": format!("2026-03-10T10:{minute:02}:00"), "billing": {"first_name": "Anna", "phone": phone},
        "line_items": [{"id": 1, "name": "Teapot", "sku": "T1", "quantity": 1, "total": total, "price": 900}],
        "_links": {"self": [{"href": format!("https://{shop}/wp-json/wc/v3/orders/{id}")}]},
    })
}

/// Two orders at one shop and one at the other, of yesterday.
fn two_shops() -> TestDesk {
    let desk = TestDesk::new().settings(SETTINGS);
    for (shop, orders) in [
        (
            "tea.example",
            vec![(1, 1, "+79160000001", "100.00"), (2, 2, "+79160000002", "200.00")],
        ),
        ("mugs.example", vec![(1, 30, "+79160000003", "400.00")]),
    ] {
        let orders: Vec<Value> = orders
            .into_iter()
            .map(|(id, minute, phone, total)| order(shop, id, minute, phone, total))
            .collect();
        let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
        let read = desk.json(&["import", &file]);
        assert_eq!(read["created"], orders.len(), "{read}");
    }
    desk
}

#[test]
fn every_report_is_to_be_had_of_one_shop() {
    let desk = two_shops();
    let of = |report: &str, source: &str| desk.json(&["report", report, "--source", source]);
    for (source, orders, minor) in [
        ("Tea", 2, 30_000),
        ("mugs", 1, 40_000),
        ("woocommerce@mugs.example", 1, 40_000),
    ] {
        assert_eq!(of("numbers", source)["all"]["orders"], orders, "{source}");
        let ordered = of("daily", source)["lists"]["ordered"].as_array().unwrap().clone();
        let sum: i64 = ordered.iter().map(|one| one["amount"]["minor"].as_i64().unwrap()).sum();
        assert_eq!((ordered.len(), sum), (orders, minor), "{source}");
        assert_eq!(of("refusals", source)["orders"], orders, "{source}");
        let came: i64 = hours(&of("hours", source));
        assert_eq!(came, i64::try_from(orders).unwrap(), "{source}");
    }
    // A call is of the shop its customer ordered at.
    drop(desk.run(&["call", "missed", "+79160000003"]).success());
    drop(desk.run(&["call", "missed", "+79160000009"]).success());
    assert_eq!(of("calls", "Mugs")["missed"], 1);
    assert_eq!(of("calls", "Tea")["missed"], 0);
    assert_eq!(desk.json(&["report", "calls"])["missed"], 2);
    for report in ["daily", "numbers", "refusals", "calls", "hours"] {
        let error = desk
            .run(&["report", report, "--source", "Cups", "--json"])
            .code(2)
            .error();
        assert!(error["message"].as_str().unwrap().contains("Cups"), "{report}: {error}");
    }
}

/// The orders that came in all hours of the report.
fn hours(report: &Value) -> i64 {
    let all = report["hours"].as_array().unwrap().iter();
    all.map(|hour| hour["came"].as_i64().unwrap()).sum()
}

#[test]
fn the_queue_and_a_segment_are_to_be_had_of_one_shop() {
    let desk = two_shops();
    let queue = |source: &str| {
        let rows = desk.json(&["queue", "--source", source]);
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (row["phone"].clone(), row["shop_name"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(queue("mugs"), [(json!("+79160000003"), json!("Mugs"))]);
    assert_eq!(queue("Tea").len(), 2);
    assert_eq!(desk.json(&["queue"]).as_array().unwrap().len(), 3);
    let members = desk.json(&["customer", "segment", "of mugs", "--all"]);
    let members = members.as_array().unwrap();
    assert_eq!(members.len(), 1, "{members:?}");
    assert_eq!(members[0]["phone"], "+79160000003");
}

#[test]
fn a_shop_that_nobody_knows_is_no_empty_queue() {
    let desk = two_shops();
    let refused = desk.run(&["queue", "--source", "Cups"]).code(2);
    assert!(refused.stderr.contains("Cups"), "{refused:?}");
}

#[test]
fn one_basket_at_two_shops_within_ten_minutes_is_a_duplicate() {
    for (minutes, is_double) in [(9, true), (11, false)] {
        let desk = TestDesk::new().settings(SETTINGS);
        for (shop, minute) in [("tea.example", 20), ("mugs.example", 20 + minutes)] {
            let file = desk.file(
                "orders.json",
                serde_json::to_string(&[order(shop, 7, minute, "+79160000001", "900.00")]).unwrap(),
            );
            drop(desk.run(&["import", &file]).success());
        }
        let counted = desk.database().rows("select count(*), count(duplicate_of) from orders");
        let double = if is_double { "1" } else { "0" };
        assert_eq!(counted, [["2", double]], "{minutes} minutes");
    }
}
