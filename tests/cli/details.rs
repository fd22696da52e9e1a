//! `order edit`: payment, delivery, address and comment of an order.

use serde_json::json;

use crate::given;
use crate::given::spaced;
use crate::support::desk::TestDesk;

#[test]
fn an_edit_says_what_it_did_and_shows_the_order() {
    let desk = TestDesk::new();
    let mut order = given::order(&desk);
    for (field, value) in [("terms", json!("on_delivery")), ("carrier", json!("cdek"))] {
        order[field] = value;
    }
    let edit = [
        "order",
        "edit",
        "D1",
        "--terms",
        "on_delivery",
        "--payment",
        "Наличными",
        "--delivery",
        "СДЭК до двери",
        "--address",
        "Москва, Тверская 1",
        "--comment",
        "Позвонить за час",
    ];
    assert_eq!(
        desk.json(&edit),
        json!({
            "entry": 2,
            "changed": true,
            "text": "No. D1 · order's terms changed",
            "warnings": [],
            "order": order.clone(),
        })
    );
    assert_eq!(
        desk.json(&edit),
        json!({
            "entry": null,
            "changed": false,
            "text": "Nothing changed, it is so already: No. D1 · order's terms changed",
            "warnings": [],
            "order": order,
        })
    );
    let shown = spaced(&desk.run(&["order", "show", "D1"]).success().stdout);
    for said in ["СДЭК до двери", "Москва, Тверская 1", "Позвонить за час", "Наличными"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let undone = desk.json(&["undo"]);
    assert_eq!(undone["order"]["terms"], "prepaid", "{undone}");
    let shown = desk.run(&["order", "show", "D1"]).success().stdout;
    assert!(!shown.contains("Тверская"), "{shown}");
}

#[test]
fn what_is_settled_stays_and_says_why() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "pay", "D1"]);
    let terms = desk
        .run(&["order", "edit", "D1", "--terms", "on_delivery", "--json"])
        .code(5);
    assert_eq!(
        (terms.error()["message"].clone(), terms.error()["hint"].clone()),
        (
            json!("The order is paid: its terms of payment stay as they are."),
            json!("If the money went back, enter the refund first.")
        )
    );
    desk.json(&["order", "edit", "D1", "--address", "Тверь"]);
    desk.json(&["order", "handed", "D1"]);
    let address = desk
        .run(&["order", "edit", "D1", "--address", "Омск", "--json"])
        .code(5);
    assert_eq!(
        address.error()["message"],
        "The parcel has left: its delivery, address and payment stay as they are."
    );
    desk.json(&["order", "edit", "D1", "--comment", "Оставить у соседа"]);
}
