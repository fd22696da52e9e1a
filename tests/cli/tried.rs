//! Who filled a cart and left it behind stands in the morning's list (R31), and nowhere in the queue.

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;

/// Of yesterday; of the shop's status, with these contacts.
fn told(id: u32, status: &str, phone: &str, email: &str) -> Value {
    json!({
        "id": id, "number": id.to_string(), "status": status, "currency": "RUB", "total": "1450.00",
        "date_created_gmt": "2026-03-10T10:00:00", "date_modified_gmt": format!("2026-03-10T10:{id:02}:00"),
        "billing": {"first_name": "Anna", "last_name": "Frost", "phone": phone, "email": email},
        "line_items": [{"id": 1, "name": "Teapot", "quantity": 2, "total": "1450.00", "price": 725}],
    })
}

fn import(desk: &TestDesk, orders: &[Value]) -> Value {
    let file = desk.file("shop.json", serde_json::to_string(orders).unwrap());
    desk.json(&["import", &file])
}

/// The morning's list of those who tried and failed.
fn tried(desk: &TestDesk) -> Vec<Value> {
    let daily = desk.json(&["report", "daily"]);
    daily["lists"]["failed"].as_array().unwrap().clone()
}

fn names_nobody(desk: &TestDesk) -> bool {
    desk.json(&["queue"]) == json!([])
}

#[test]
fn a_cart_left_behind_is_listed_in_the_morning_and_never_in_the_queue() {
    let desk = TestDesk::new();
    let carts = [
        told(1, "checkout-draft", "+79160000099", "anna@example.com"),
        told(2, "checkout-draft", "", "boris@example.com"),
        told(3, "checkout-draft", "", ""),
        told(4, "auto-draft", "+79160000098", ""),
    ];
    for _twice in 0..2 {
        let read = import(&desk, &carts);
        assert_eq!((&read["created"], &read["rejected"]), (&json!(0), &json!(0)), "{read}");
    }
    assert!(names_nobody(&desk));
    let listed = tried(&desk);
    let who = |one: &Value| (one["customer"].clone(), one["phone"].clone(), one["order_id"].clone());
    let named = |phone: &str| (json!("Anna Frost"), json!(phone), Value::Null);
    assert_eq!(
        listed.iter().map(who).collect::<Vec<_>>(),
        [named(""), named("+79160000099")],
        "the latest first"
    );
    assert_eq!(listed[0]["cart"], "Teapot × 2");
    assert_eq!(listed[0]["amount"]["minor"], 145_000);
    let text = desk.run(&["report", "daily"]).success().stdout;
    assert!(text.contains("Teapot × 2"), "{text}");
    let csv = desk.run(&["report", "daily", "--csv"]).success().stdout;
    assert!(csv.contains("+79160000099") && csv.contains("Teapot × 2"), "{csv}");
}

#[test]
fn a_cart_that_becomes_an_order_leaves_the_list() {
    let desk = TestDesk::new();
    let carts = [
        told(1, "checkout-draft", "+79160000001", ""),
        told(2, "checkout-draft", "+79160000002", ""),
        told(3, "checkout-draft", "+79160000003", ""),
    ];
    import(&desk, &carts);
    assert_eq!(tried(&desk).len(), 3);
    // The cart itself is ordered, and another one's owner orders by phone.
    import(&desk, &[told(1, "processing", "+79160000001", "")]);
    let order = [
        "order",
        "new",
        "--name",
        "Anna Frost",
        "--phone",
        "89160000002",
        "--line",
        "Cup;1;90",
    ];
    drop(desk.run(&order).success());
    let left = tried(&desk);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0]["phone"], "+79160000003");
    // An older word of the shop's brings nobody back.
    import(&desk, &carts);
    assert_eq!(tried(&desk).len(), 1);
    assert_eq!(desk.json(&["queue"]).as_array().unwrap().len(), 2);
}

#[test]
fn who_left_a_cart_is_erased_with_it_and_does_not_come_back() {
    let desk = TestDesk::new();
    let cart = [told(1, "checkout-draft", "+79160000099", "anna@example.com")];
    import(&desk, &cart);
    let customer = tried(&desk)[0]["customer_id"].to_string();
    let held = desk
        .json(&["customer", "export", &format!("id:{customer}")])
        .to_string();
    assert!(held.contains("Teapot × 2"), "{held}");
    let erase = [
        "customer",
        "erase",
        &format!("id:{customer}"),
        "--reason",
        "asked",
        "--yes",
    ];
    drop(desk.run(&erase).success());
    assert!(tried(&desk).is_empty());
    import(&desk, &cart);
    assert!(tried(&desk).is_empty());
    let left = desk.database().rows("select customer_id, contents from tried");
    assert_eq!(left, [["", ""]]);
}

#[test]
fn carts_of_other_shops_are_listed_too() {
    let desk = TestDesk::new();
    let checkout = |id: u32, completed: Value| {
        json!({
            "id": id, "token": "t", "name": format!("#{id}"), "email": format!("c{id}@example.com"), "currency": "RUB",
            "created_at": "2026-03-10T10:00:00+00:00", "updated_at": "2026-03-10T10:05:00+00:00", "completed_at": completed,
            "abandoned_checkout_url": "https://shop.example/recover", "total_price": "900.00",
            "line_items": [{"title": "Cup", "quantity": 1, "price": "900.00"}],
        })
    };
    let shopify = json!({"checkouts": [checkout(51, Value::Null), checkout(52, json!("2026-03-10T10:06:00+00:00"))]});
    let file = desk.file("checkouts.json", shopify.to_string());
    drop(desk.run(&["import", &file]).success());
    let table = "number,date,total,status,name,phone\n71,2026-03-10 12:00,500,abandoned cart,Olga,+79160000071\n\
                 72,2026-03-10 12:00,500,draft,Oleg,+79160000072\n";
    let file = desk.file("carts.csv", table);
    drop(desk.run(&["import", &file]).success());
    let listed = tried(&desk);
    let carts: Vec<_> = listed
        .iter()
        .map(|one| (one["cart"].clone(), one["customer"].clone()))
        .collect();
    assert_eq!(carts.len(), 2, "{listed:?}");
    assert!(carts.contains(&(json!("Cup"), json!(""))), "{carts:?}");
    assert!(carts.iter().any(|(_, name)| name == "Olga"), "{carts:?}");
    assert!(names_nobody(&desk));
}

#[test]
fn who_could_not_pay_is_listed_and_enters_the_queue_only_by_paying() {
    let desk = TestDesk::new();
    let failed = [
        told(1, "failed", "+79160000001", ""),
        told(2, "failed", "+79160000002", ""),
        told(3, "failed", "+79160000003", ""),
        told(4, "pending", "+79160000004", ""),
    ];
    for _twice in 0..2 {
        import(&desk, &failed);
    }
    let rows = desk.json(&["queue"]);
    assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
    assert_eq!(rows[0]["order_number"], "4");
    let numbers = || -> Vec<String> {
        let listed = tried(&desk);
        let number = |one: &Value| one["order_number"].as_str().unwrap().to_owned();
        listed.iter().map(number).collect()
    };
    assert_eq!(numbers(), ["3", "2", "1"], "the latest first");
    let daily = desk.json(&["report", "daily"]);
    assert_eq!(daily["lists"]["ordered"].as_array().unwrap().len(), 1, "{daily}");
    // The second try of one succeeds: the order is as one that has just come.
    let mut paid = told(1, "processing", "+79160000001", "");
    paid["date_modified_gmt"] = json!("2026-03-11T09:00:00");
    import(&desk, &[paid]);
    let rows = desk.json(&["queue"]);
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["order_number"] == "1")
        .unwrap();
    assert_eq!(
        (&row["rule"], &row["since"]),
        (&json!("R4"), &json!("2026-03-11T09:00:00Z")),
        "{row}"
    );
    assert_eq!(row["limit"], "2026-03-11T10:00:00Z", "{row}");
    // Another orders once more, and no duplicate is seen in it; the third is called from the list and confirms.
    let mut again = told(5, "processing", "+79160000002", "");
    again["date_created_gmt"] = json!("2026-03-10T10:05:00");
    import(&desk, &[again]);
    assert_eq!(desk.json(&["order", "show", "5"])["duplicate_of"], Value::Null);
    drop(desk.run(&["order", "confirm", "3"]).success());
    assert!(numbers().is_empty());
    // An order that waited for its money and could not be paid leaves the queue.
    let mut failed_later = told(4, "failed", "+79160000004", "");
    failed_later["date_modified_gmt"] = json!("2026-03-11T09:00:00");
    import(&desk, &[failed_later]);
    let rows = desk.json(&["queue"]);
    assert!(
        rows.as_array().unwrap().iter().all(|row| row["order_number"] != "4"),
        "{rows}"
    );
}
