//! `search`: whatever is known of an order or a customer finds it.

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

#[test]
fn an_order_is_found_by_whatever_is_known() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Алёна Иванова", "8 916 123-45-67", "Чайник;1;1290");
    let hit = json!([{
        "kind": "order",
        "id": 1,
        "number": "D1",
        "name": "Алёна Иванова",
        "phone": "+79161234567",
    }]);
    for text in ["D1", "#d1", "4567", "45-67", "ИВАНОВ", "алена", "bdfyjd"] {
        assert_eq!(desk.json(&["search", text]), hit, "{text}");
    }
    assert_eq!(desk.json(&["search", "Алёна", "Иванова"]), hit);
}

#[test]
fn a_customer_without_an_order_is_found_too() {
    let desk = TestDesk::new();
    desk.json(&["call", "incoming", "+79160000001"]);
    assert_eq!(
        desk.json(&["search", "0001"]),
        json!([{ "kind": "customer", "id": 1, "number": null, "name": null, "phone": "+79160000001" }])
    );
}

#[test]
fn finding_nothing_is_no_failure() {
    let desk = TestDesk::new();
    assert_eq!(desk.json(&["search", "никого"]), json!([]));
    let plain = desk.run(&["search", "никого"]).success();
    assert_eq!(
        (plain.stdout.as_str(), plain.stderr.as_str()),
        ("", "Nothing was found.\n")
    );
}

#[test]
fn hits_stand_in_a_table() {
    let desk = TestDesk::new();
    given::order(&desk);
    let plain = desk.run(&["search", "иванова", "--lang", "ru"]).success();
    assert_eq!(plain.stdout, "D1  новый  Елена Иванова  +79161234567\n");
}

#[test]
fn a_name_is_found_in_any_layout_case_and_spelling() {
    let desk = TestDesk::new();
    for (name, phone) in [
        ("Артём Иванов", "8 916 123-45-67"),
        ("Соломія Іванова", "8 916 123-45-68"),
        ("Ївга Ґудзь", "8 916 123-45-69"),
        ("Ann Smith", "8 916 123-45-70"),
    ] {
        given::order_of(&desk, name, phone, "Чайник;1;1290");
    }
    for (typed, number) in [
        ("артем", "D1"),
        ("АРТЁМ", "D1"),
        ("fhn`v", "D1"),
        ("fhntv bdfyjd", "D1"),
        ("bdfyjd", "D1"),
        ("BDFYJD", "D1"),
        ("sdfyjdf", "D2"),
        ("Sdfyjd", "D2"),
        ("іванов", "D2"),
        ("]duf", "D3"),
        ("\\elpm", "D3"),
        ("ыьшер", "D4"),
        ("іьшер", "D4"),
        ("ІЬШЕР", "D4"),
        ("4567", "D1"),
        ("123-45-68", "D2"),
        ("89161234569", "D3"),
        ("+7 916 123 45 70", "D4"),
    ] {
        let hits = desk.json(&["search", typed]);
        let numbers: Vec<&str> = hits
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|hit| hit["number"].as_str())
            .collect();
        assert_eq!(numbers, [number], "{typed}");
    }
}
