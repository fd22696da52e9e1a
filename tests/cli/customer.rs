//! `customer …`: the card.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::given::roubles;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

#[test]
fn a_customer_is_printed_whole() {
    let desk = TestDesk::new();
    given::order(&desk);
    let values = [
        "--company",
        "ООО «Тон»",
        "--time-zone",
        "Asia/Omsk",
        "--add-email",
        "Lena@Mail.example",
    ];
    desk.json(&[&["customer", "edit", "89161234567"][..], &values].concat());
    desk.json(&["customer", "b2b", "id:1", "yes"]);
    let customer = desk.json(&["customer", "show", "lena@mail.example"]);
    assert_eq!(
        customer,
        json!({
            "id": 1,
            "name": "Елена Иванова",
            "company": "ООО «Тон»",
            "tax_id": null,
            "b2b": "yes",
            "manager": null,
            "time_zone": "Asia/Omsk",
            "region": null,
            "note": null,
            "not_customer": false,
            "sex": null,
            "consent_at": null,
            "consent_off_at": null,
            "last_offer_at": null,
            "received_count": 0,
            "purchases": [],
            "claimed_by": null,
            "contacts": [
                { "kind": "phone", "value": "+79161234567", "raw": "8 916 123-45-67", "bad_at": null },
                { "kind": "email", "value": "lena@mail.example", "raw": "Lena@Mail.example", "bad_at": null },
            ],
            "orders": [{
                "id": 1,
                "number": "D1",
                "stage": "new",
                "created_at": NOON,
                "total": roubles(129_000, "1 290,00"),
            }],
            "tasks": [{
                "task": "first_contact",
                "rule": "R4",
                "lane": "new",
                "due": NOON,
                "limit": "2026-03-11T10:00:00Z",
            }],
            "merged": [],
            "alike": [],
        })
    );
}

#[test]
fn nobody_we_sell_to_makes_no_work() {
    let desk = TestDesk::new();
    desk.json(&["call", "missed", "+79160000001"]);
    assert_eq!(desk.json(&["queue"])[0]["lane"], "missed");
    desk.json(&["customer", "not-customer", "+79160000001"]);
    assert_eq!(desk.json(&["queue"]), json!([]));
}

#[test]
fn a_customer_is_taken_and_let_go() {
    let desk = TestDesk::new();
    given::order(&desk);
    let taken = desk.json(&["customer", "take", "id:1"]);
    assert_eq!((&taken["changed"], &taken["order"]), (&json!(true), &Value::Null));
    assert_eq!(desk.json(&["customer", "show", "id:1"])["claimed_by"], "anna");
    let _ = desk
        .run(&["customer", "note", "id:1", "занят", "--operator", "boris"])
        .code(5);
    assert_eq!(desk.json(&["customer", "release", "id:1"])["changed"], true);
    assert_eq!(
        desk.json(&["customer", "note", "id:1", "свободен", "--operator", "boris"])["changed"],
        true
    );
}

#[test]
fn a_slip_in_a_value_is_said() {
    let desk = TestDesk::new();
    given::order(&desk);
    for (values, message) in [
        (&["--time-zone", "Москва"][..], "“Москва” is no time zone."),
        (&["--add-email", "lena"], "“lena” is no email."),
        (&["--add-phone", " "], "“ ” is no phone."),
    ] {
        let output = desk
            .run(&[&["customer", "edit", "id:1", "--json"], values].concat())
            .code(2);
        assert_eq!(output.error()["message"], message);
    }
    let _ = desk.run(&["customer", "edit", "id:1"]).code(2);
}

#[test]
fn a_base_of_people_comes_in_and_what_was_put_aside_comes_in_mended() {
    let desk = TestDesk::new();
    let base = "Ф.И.О.;Тел.;Почта;Пол;Согласие на рассылку\n\
                Иванова Елена;8 916 765-43-21;;ж;да\nПётр Ли;;mail.example;;\n";
    let file = desk.file("base.csv", base);
    let tried = desk
        .run(&["customer", "import", &file, "--dry-run", "--json"])
        .code(1)
        .json();
    assert_eq!((&tried["created"], &tried["rejected"]), (&json!(1), &json!(1)));
    let told = desk.run(&["customer", "import", &file, "--json"]).code(1).json();
    assert_eq!(
        (&told["created"], &told["unchanged"], &told["rejected"]),
        (&json!(1), &json!(0), &json!(1))
    );
    assert_eq!(told["files"][0]["rejects"][0]["why"], "not_a_contact");
    let again = desk.run(&["customer", "import", &file, "--json"]).code(1).json();
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(0), &json!(1)));
    let rejects = again["rejects_file"].as_str().unwrap();
    let mended = std::fs::read_to_string(rejects)
        .unwrap()
        .replace("mail.example", "p@mail.example");
    std::fs::write(rejects, mended).unwrap();
    let last = desk.run(&["customer", "import", rejects, "--json"]).success().json();
    assert_eq!((&last["created"], &last["rejected"]), (&json!(1), &json!(0)));
    let shown = desk.json(&["customer", "show", "+79167654321"]);
    assert_eq!(
        (&shown["name"], &shown["sex"]),
        (&json!("Иванова Елена"), &json!("female"))
    );
    assert_eq!(desk.json(&["queue"]), json!([]));
    let error = desk
        .run(&["customer", "import", &file, "--profile", "woocommerce", "--json"])
        .code(2);
    assert_eq!(error.error()["kind"], "not_found");
}

#[test]
fn orders_of_two_shops_are_told_apart_wherever_they_are_named() {
    let desk = TestDesk::new();
    let table = "number;created;total;name;phone\n7;2026-03-11 12:00;100;Елена;89167654321\n";
    let file = desk.file("orders.csv", table);
    let _ = desk.run(&["import", &file, "--source", "Лавка"]).code(0);
    let one = desk.run(&["search", "7", "--json"]).code(0).json();
    assert!(one[0]["shop_name"].is_null(), "there is but one: {one}");
    let _ = desk.run(&["import", &file, "--source", "Чайная"]).code(0);
    let desk = desk.settings("[[source]]\nname = \"Лавка\"\n[[source]]\nname = \"Чайная\"\n");
    let found = desk.run(&["search", "7", "--json"]).code(0).json();
    let mut shops: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|hit| hit["shop_name"].as_str())
        .collect();
    shops.sort_unstable();
    assert_eq!(shops, ["Лавка", "Чайная"]);
    let shown = desk.run(&["customer", "show", "+79167654321", "--json"]).code(0).json();
    let mut shops: Vec<&str> = shown["orders"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|of| of["shop_name"].as_str())
        .collect();
    shops.sort_unstable();
    assert_eq!(shops, ["Лавка", "Чайная"]);
    for plain in [
        desk.run(&["search", "7"]).code(0).stdout,
        desk.run(&["customer", "show", "+79167654321"]).code(0).stdout,
        desk.run(&["order", "show", "7"]).code(2).stderr,
    ] {
        assert!(plain.contains("Лавка") && plain.contains("Чайная"), "{plain}");
    }
}
