//! `journal`: what was done, by whom, and what it changed.

use serde_json::json;

use crate::given;
use crate::given::roubles;
use crate::given::spaced;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

#[test]
fn entries_are_printed_whole_and_newest_first() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "pay", "D1", "290"]);
    desk.json(&["order", "cancel", "D1", "--reason", "cheaper", "--operator", "boris"]);
    desk.json(&["undo", "--operator", "boris"]);
    let entries = desk.json(&["journal", "--order", "D1", "--limit", "3"]);
    assert_eq!(
        entries,
        json!([
            {
                "id": 4,
                "at": NOON,
                "operator": "boris",
                "kind": "undo",
                "order_number": "D1",
                "undone": false,
                "text": "No. D1 · undone: cancelled · found cheaper",
                "changes": [
                    { "field": "reason", "before": "cheaper", "after": null },
                    { "field": "cancelled_at", "before": NOON, "after": null },
                ],
            },
            {
                "id": 3,
                "at": NOON,
                "operator": "boris",
                "kind": "cancel",
                "order_number": "D1",
                "undone": true,
                "text": "No. D1 · cancelled · found cheaper",
                "changes": [
                    { "field": "cancelled_at", "before": null, "after": NOON },
                    { "field": "reason", "before": null, "after": "cheaper" },
                ],
            },
            {
                "id": 2,
                "at": NOON,
                "operator": "anna",
                "kind": "pay",
                "order_number": "D1",
                "undone": false,
                "text": "No. D1 · paid in part · ₽290.00, card",
                "changes": [{ "field": "payment", "before": null, "after": roubles(29_000, "290,00") }],
            },
        ])
    );
}

#[test]
fn the_table_says_who_did_what_and_when() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "pay", "D1", "290"]);
    desk.json(&["undo"]);
    let table = desk.run(&["journal", "--lang", "ru"]).success();
    assert_eq!(
        spaced(&table.stdout),
        "\
3  12:00  anna  №D1 · возвращено: оплачен частично · 290,00 ₽, карта
2  12:00  anna  №D1 · оплачен частично · 290,00 ₽, карта · возвращено
1  12:00  anna  №D1 · заказ принят
"
    );
}

#[test]
fn an_empty_journal_is_an_empty_list() {
    assert_eq!(TestDesk::new().json(&["journal"]), json!([]));
}

#[test]
fn what_the_shop_changed_is_named() {
    let desk = TestDesk::new();
    for address in ["Тверская 1", "Арбат 2"] {
        let table = format!(
            "№ заказа;Дата;Телефон;Сумма;Товар;Адрес\n77;11.03.2026 11:58;8 916 765-43-21;1450;Чайник;{address}\n"
        );
        let file = desk.file(&format!("{}.csv", address.len()), &table);
        let done = desk.run(&["import", &file, "--source", "shop"]).success();
        assert_eq!(done.stderr, "");
    }
    let entries = desk.json(&["journal", "--order", "77"]);
    let texts: Vec<&str> = entries
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry["text"].as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "No. 77 · the shop changed the order · address",
            "No. 77 · came from the shop"
        ]
    );
}
