//! What a person may ask for: all that is held of them.

use serde_json::Value;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

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
    // First in words, as `customer show` and `order show` say it, then as it is stored.
    let (words, rows) = plain.split_once("row by row").unwrap();
    assert!(
        words.contains("paid") && words.contains("450.00") && !words.contains("145000"),
        "{words}"
    );
    assert!(rows.contains("amount: 145000"), "{rows}");
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

/// What must be found nowhere: as it was written, as it is kept, and as it is searched by.
const HERS: [&str; 9] = [
    "Елена",
    "елена",
    "Иванова",
    "9161234567",
    "916 123-45-67",
    "7654321619",
    "lena@mail.example",
    "Лесная",
    "вечером",
];

/// Where a file below the folder holds something of hers.
fn found(desk: &TestDesk) -> Vec<String> {
    let mut folders = vec![desk.folder().to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            for word in HERS {
                if bytes.windows(word.len()).any(|part| part == word.as_bytes()) {
                    found.push(format!("{word} in {}", path.display()));
                }
            }
        }
    }
    found
}

#[test]
fn who_asks_to_be_forgotten_is_found_in_no_byte_of_the_file_its_log_and_its_copies() {
    of_a_file!("its bytes are looked through");
    let desk = TestDesk::new();
    known(&desk);
    desk.json(&["customer", "edit", "89161234567", "--name", "Елена Иванова-Петрова"]);
    desk.json(&["customer", "edit", "89161234567", "--name", "Елена Иванова"]);
    let other = given::order_of(&desk, "Ольга", "89160000000", "Чай;1;100");
    let copy = desk.json(&["backup"])["path"].as_str().unwrap().to_owned();
    let own = desk.json(&["backup", "--to", &desk.path_text("own.db")])["path"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.json(&["restore", &copy]);
    std::fs::remove_file(desk.path("shop.csv")).unwrap();
    let away = desk.path_text("away.db");
    std::fs::copy(&own, &away).unwrap();
    std::fs::remove_file(&own).unwrap();
    assert!(found(&desk).len() > 20, "the test looks where something is");
    // A console that is open, and has read.
    let reader = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    let rows: i64 = reader
        .query_row("select count(*) from customers", [], |row| row.get(0))
        .unwrap();
    // A morning's sheet that waits to be mailed.
    reader
        .execute(
            "insert into own_letters (key, address, subject, body, state, made_at, not_before, expires_at, message_id) \
             values ('daily', 'owner@shop.example', 'Day', 'Елена Иванова +79161234567', 1, 1, 1, 1, 'm')",
            [],
        )
        .unwrap();
    // What a gateway said of a message of hers, as the reason why its channel rests.
    reader
        .execute(
            "insert into channels (name, rests_since, rests_why) values ('mail', 1, '450 <lena@mail.example>: later')",
            [],
        )
        .unwrap();
    let held = desk.json(&["customer", "export", "89161234567"]);
    assert_eq!(held["held"]["channels"].as_array().unwrap().len(), 1, "{held}");
    assert_eq!(held["held"]["own_letters"].as_array().unwrap().len(), 1, "{held}");

    let before = desk.json(&["order", "show", "7001"]);
    let refused = desk
        .run(&["customer", "erase", "89161234567", "--reason", "asked", "--json"])
        .code(2)
        .error();
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("undo does not bring it back"),
        "{refused}"
    );
    let named = [
        "customer",
        "erase",
        "89161234567",
        "--reason",
        "Елена Иванова asked",
        "--yes",
        "--json",
    ];
    assert_eq!(desk.run(&named).code(2).error()["kind"], "usage");
    let erase = [
        "customer",
        "erase",
        "89161234567",
        "--reason",
        "asked by letter",
        "--yes",
        "--json",
    ];
    let reports = desk.path("reports");
    std::fs::create_dir_all(&reports).unwrap();
    let (daily, scan) = (reports.join("daily-2026-03-10.txt"), reports.join("scan.bin"));
    let lines = "To call 2\n  7001  Елена Иванова  +7 916 123-45-67\n  7003  Ольга  +7 916 000-00-00\n";
    std::fs::write(&daily, lines).unwrap();
    std::fs::write(&scan, [&b"\xff\xfe"[..], "lena@mail.example".as_bytes()].concat()).unwrap();
    let table = reports.join("people.csv");
    let people = "name,note\r\nЕлена Иванова,\"да\r\nнет\"\r\nОльга,\"да\r\nнет\"\r\n";
    std::fs::write(&table, people).unwrap();
    let erased = desk.run(&erase).code(1).json();
    assert_eq!(
        std::fs::read_to_string(&table).unwrap(),
        "name,note\r\nОльга,\"да\r\nнет\"\r\n"
    );
    assert_eq!(
        std::fs::read_to_string(&daily).unwrap(),
        "To call 2\n  7003  Ольга  +7 916 000-00-00\n"
    );
    let named = |key: &str| {
        erased[key]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| path.as_str().unwrap().to_owned())
    };
    assert!(
        named("reports_erased").all(|path| path.ends_with("daily-2026-03-10.txt") || path.ends_with("people.csv")),
        "{erased}"
    );
    assert!(named("reports").all(|path| path.ends_with("scan.bin")), "{erased}");
    assert_eq!(
        (named("reports_erased").count(), named("reports").count()),
        (2, 1),
        "{erased}"
    );
    std::fs::remove_file(&scan).unwrap();
    let unreached = erased["unreached"].as_array().unwrap();
    assert_eq!(unreached.len(), 1, "{erased}");
    assert!(unreached[0]["path"].as_str().unwrap().ends_with("own.db"), "{erased}");
    assert_eq!(
        erased["copies"].as_array().unwrap().len(),
        2,
        "the night's and the one put aside: {erased}"
    );
    let act = std::fs::read_to_string(erased["act"].as_str().unwrap()).unwrap();
    for part in [
        "by: anna",
        "reason: asked by letter",
        "own.db",
        "at: 2026-03-11T09:00:00Z",
    ] {
        assert!(act.contains(part), "{part}: {act}");
    }
    let elsewhere: Vec<String> = found(&desk)
        .into_iter()
        .filter(|place| !place.contains("away.db"))
        .collect();
    assert_eq!(elsewhere, Vec::<String>::new());
    drop(reader);

    // Sums, dates and counts stay; so does everybody else.
    let after = desk.json(&["order", "show", "7001"]);
    for part in ["number", "total", "paid", "created_at", "confirmed_at", "stage"] {
        assert_eq!(after[part], before[part], "{part}");
    }
    assert_eq!(after["customer"]["name"], Value::Null);
    assert_eq!(
        desk.json(&["order", "show", other["number"].as_str().unwrap()])["customer"]["name"],
        "Ольга"
    );
    let file = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    let now: i64 = file
        .query_row("select count(*) from customers", [], |row| row.get(0))
        .unwrap();
    assert_eq!(now, rows);
    drop(file);
    let doctor = desk.json(&["doctor"]);
    let bad = doctor
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["state"] == "bad" && one["check"] != "backup");
    assert_eq!(bad.count(), 0, "{doctor:#}");
    assert_eq!(desk.json(&["search", "Иванова"]), serde_json::json!([]));
    assert_eq!(desk.json(&["journal"])[0]["kind"], "erase");

    // Nothing brings her back: no undo, no copy, no later version of her order; who calls with her phone is new.
    for _ in 0..20 {
        let _ = desk.run(&["undo"]);
    }
    desk.json(&["restore", &away]);
    std::fs::remove_file(&away).unwrap();
    let aside: Vec<String> = found(&desk);
    assert_eq!(aside, Vec::<String>::new());
    let table = "№ заказа;Дата;ФИО;Телефон;Email;Адрес;Сумма\n\
                 7001;11.03.2026 11:58;Елена Иванова;8 916 123-45-67;lena@mail.example;ул. Новая, 7;1500\n";
    let again = desk.file("again.csv", table);
    assert_eq!(desk.json(&["import", &again])["unchanged"], 1);
    std::fs::remove_file(&again).unwrap();
    assert_eq!(found(&desk), Vec::<String>::new());
    let new = given::order_of(&desk, "Елена Иванова", "8 916 123-45-67", "Чай;1;100");
    assert_ne!(new["customer"]["id"], before["customer"]["id"]);
}
