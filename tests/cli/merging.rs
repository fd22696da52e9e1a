//! `customer duplicates|merge|keep-apart`: one person with two cards.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

/// Two customers, each with an order, the second one's phone on the first one's card too.
fn two() -> TestDesk {
    let desk = TestDesk::new();
    given::order_of(&desk, "Иван Сидоров", "8 916 123-45-67", "Чайник;1;1290");
    given::order_of(&desk, "Ваня Петров", "8 916 123-45-68", "Фильтр;2;390");
    desk.json(&["customer", "edit", "id:1", "--add-phone", "+7 916 123 45 68"]);
    desk.json(&["customer", "edit", "id:2", "--company", "ООО «Тон»"]);
    desk
}

#[test]
fn those_who_share_a_phone_stand_in_a_list_and_on_each_others_cards() {
    let desk = two();
    let shared = json!([{ "kind": "phone", "value": "+79161234568" }]);
    assert_eq!(
        desk.json(&["customer", "duplicates"]),
        json!([{
            "one": { "id": 1, "name": "Иван Сидоров", "orders": 1 },
            "other": { "id": 2, "name": "Ваня Петров", "orders": 1 },
            "shared": shared,
        }])
    );
    assert_eq!(
        desk.json(&["customer", "show", "id:1"])["alike"],
        json!([{ "id": 2, "name": "Ваня Петров", "orders": 1, "order_number": "D2", "shared": shared }])
    );
    let plain = desk.run(&["customer", "duplicates", "--lang", "ru"]).success();
    assert_eq!(plain.stdout, "id:1  Иван Сидоров  id:2  Ваня Петров  +79161234568\n");
    let card = desk.run(&["customer", "show", "id:2", "--lang", "ru"]).success();
    assert!(
        card.stdout.contains("Иван Сидоров (id:1), тот же телефон"),
        "{}",
        card.stdout
    );
}

#[test]
fn a_merge_is_shown_before_it_is_done_and_taken_back_by_undo() {
    let desk = two();
    let plan = json!({
        "kept": { "id": 1, "name": "Иван Сидоров" },
        "other": { "id": 2, "name": "Ваня Петров" },
        "moves": { "orders": 1, "calls": 0, "appointments": 0, "notes": 0, "messages": 0 },
        "contacts": [],
        "changes": [{ "field": "company", "before": "", "after": "ООО «Тон»" }],
    });
    let merge = ["customer", "merge", "id:1", "id:2"];
    assert_eq!(desk.json(&[&merge[..], &["--dry-run"]].concat()), plan);
    let shown = desk
        .run(&[&merge[..], &["--dry-run", "--lang", "ru"]].concat())
        .success();
    assert_eq!(
        shown.stdout,
        "остаётся          Иван Сидоров (id:1) · +79161234567\n\
         вливается в него  Ваня Петров (id:2) · +79161234568\n\
         переходит         1 заказ\n\
         компания          — → ООО «Тон»\n"
    );
    assert_eq!(desk.json(&["customer", "show", "id:2"])["id"], 2);

    let merged = desk.json(&merge);
    assert_eq!((&merged["changed"], &merged["plan"]), (&json!(true), &plan));
    let kept = desk.json(&["customer", "show", "id:2"]);
    assert_eq!((&kept["id"], &kept["company"]), (&json!(1), &json!("ООО «Тон»")));
    assert_eq!(kept["merged"], json!([{ "id": 2, "name": "Ваня Петров" }]));
    assert_eq!(kept["orders"].as_array().map(Vec::len), Some(2));
    let again = desk.json(&merge);
    assert_eq!((&again["changed"], &again["entry"]), (&json!(false), &Value::Null));
    let plain = desk.run(&["customer", "show", "id:2"]).success();
    assert_eq!(plain.stderr, "id:2 has become one with this customer, id:1.\n");
    assert_eq!(desk.json(&["search", "петров"])[0]["name"], "Иван Сидоров");

    assert_eq!(desk.json(&["undo"])["changed"], true);
    let back = desk.json(&["customer", "show", "id:2"]);
    assert_eq!(
        (&back["id"], back["orders"].as_array().map(Vec::len)),
        (&json!(2), Some(1))
    );
}

#[test]
fn an_import_after_a_merge_lands_on_the_one_who_stayed() {
    let desk = two();
    desk.json(&["customer", "merge", "id:1", "id:2"]);
    let orders = r#"[{"id":"77","number":"77","created_at":"2026-03-11T08:00:00Z","total":"100","currency":"RUB",
        "customer":{"name":"Петров","phones":["+7 916 123-45-68"]},"lines":[{"name":"Чай","quantity":1,"price":"100"}]}]"#;
    let file = desk.file("orders.json", orders);
    assert_eq!(desk.json(&["import", &file])["created"], 1);
    assert_eq!(desk.json(&["order", "show", "77"])["customer"]["id"], 1);
}

#[test]
fn two_people_stand_in_the_list_no_more() {
    let desk = two();
    let apart = ["customer", "keep-apart", "id:2", "id:1"];
    assert_eq!(desk.json(&apart)["changed"], true);
    assert_eq!(desk.json(&apart)["changed"], false);
    assert_eq!(desk.json(&["customer", "duplicates"]), json!([]));
    let plain = desk.run(&["customer", "duplicates"]).success();
    assert_eq!(plain.stderr, "Nobody shares a phone or an email with anybody.\n");
    desk.json(&["undo"]);
    assert_eq!(desk.json(&["customer", "duplicates"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_slip_is_said() {
    let desk = two();
    let shared = desk
        .run(&["customer", "merge", "+79161234568", "id:1", "--json"])
        .code(2);
    assert_eq!(shared.error()["kind"], "ambiguous");
    let nobody = desk.run(&["customer", "merge", "id:1", "id:9", "--json"]).code(2);
    assert_eq!(nobody.error()["kind"], "not_found");
    let himself = desk
        .run(&["customer", "merge", "id:1", "id:1", "--dry-run", "--json"])
        .code(5);
    assert_eq!(himself.error()["kind"], "refused");
    desk.json(&["customer", "take", "id:2"]);
    let held = ["customer", "merge", "id:1", "id:2", "--operator", "boris"];
    let _ = desk.run(&held).code(5);
}
