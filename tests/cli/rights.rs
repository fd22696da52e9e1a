//! What a person may ask for: all that is held of them.

use serde_json::Value;

use crate::given;
use crate::support::desk::TestDesk;

/// An order of Елена with everything that can be known of her, a reject of hers, and one of somebody else.
fn known(desk: &TestDesk) {
    let table = "№ заказа;Дата;ФИО;Телефон;Email;Адрес;Комментарий;Сумма\n\
                 7001;11.03.2026 11:58;Елена Иванова;8 916 123-45-67;lena@mail.example;ул. Лесная, 5;звонить вечером;1450\n\
                 7002;11.03.2026 11:59;Елена Иванова;8 916 123-45-67;lena@mail.example;ул. Лесная, 5;;сто\n\
                 7003;11.03.2026 11:59;Пётр Сидоров;8 916 765-43-21;petr@mail.example;пр. Мира, 1;;сто\n\
                 7004;11.03.2026 11:57;Пётр Сидоров;8 916 765-43-21;petr@mail.example;пр. Мира, 1;;2000\n";
    let file = desk.file("shop.csv", table);
    let _ = desk.run(&["import", &file]).code(1);
    desk.json(&["customer", "note", "89161234567", "просила не", "звонить мужу"]);
    desk.json(&["order", "confirm", "7001"]);
    desk.json(&["order", "pay", "7001", "1450"]);
    desk.json(&["call", "log", "7001", "talked"]);
}

#[test]
fn all_that_is_held_of_a_person_is_handed_over_and_nothing_of_another() {
    let desk = TestDesk::new();
    known(&desk);
    given::order_of(&desk, "Ольга", "89160000000", "Чай;1;100");
    let held = desk.json(&["customer", "export", "89161234567"]);
    let tables = held["held"].as_object().unwrap();
    let count = |table: &str| tables.get(table).map_or(0, |rows| rows.as_array().unwrap().len());
    for (table, rows) in [
        ("customers", 1),
        ("contacts", 2),
        ("orders", 1),
        ("order_texts", 1),
        ("order_sources", 1),
        ("payments", 1),
        ("calls", 1),
        ("notes", 1),
        ("rejects", 1),
    ] {
        assert_eq!(count(table), rows, "{table}: {held:#}");
    }
    assert!(count("journal") >= 4 && count("messages") >= 1, "{held:#}");
    assert_eq!(tables["orders"][0]["created_at"], "2026-03-11T08:58:00Z");
    assert_eq!(tables["payments"][0]["amount"], 145_000);
    let plain = desk.run(&["customer", "export", "id:1"]).success().stdout;
    for text in [&held.to_string(), &plain] {
        for word in [
            "Елена Иванова",
            "lena@mail.example",
            "Лесная",
            "вечером",
            "мужу",
            "7001",
            "7002",
        ] {
            assert!(text.contains(word), "{word}: {text}");
        }
        for word in ["Пётр", "petr@", "7003", "Ольга"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
    let nobody = desk
        .run(&["customer", "export", "89169999999", "--json"])
        .code(2)
        .error();
    assert_eq!(nobody["kind"], Value::from("not_found"));
}
