//! `[retention]`: whose data are older than the shop keeps them is proposed, and erased only when somebody says so.

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

const KEPT: &str = "[retention]\ncustomers = \"5y\"\n\
    [[operator]]\nname = \"anna\"\nrights = \"senior\"\n[[operator]]\nname = \"boris\"\nrights = \"manager\"\n";

/// Елена and Анна were last heard of ten years ago; Пётр called since, Ольга wrote, Иван's order is new, and a parcel
/// of Вера's is still under way; a note says that Нина was there, and Олег was offered something.
fn shop() -> TestDesk {
    let desk = TestDesk::new().settings(KEPT);
    let table = "№ заказа;Дата;ФИО;Телефон;Сумма;Статус\n\
                 1;10.03.2016 11:58;Елена Иванова;89160000001;100;получен\n\
                 2;10.03.2016 11:58;Анна Ким;89160000002;100;получен\n\
                 3;10.03.2016 11:58;Пётр Сидоров;89160000003;100;получен\n\
                 4;10.03.2016 11:58;Ольга Титова;89160000004;100;получен\n\
                 5;12.03.2021 11:58;Иван Гора;89160000005;100;получен\n\
                 6;11.03.2016 11:58;Вера Лис;89160000006;100;новый\n\
                 7;10.03.2016 11:58;Нина Роща;89160000007;100;получен\n\
                 8;10.03.2016 11:58;Олег Дуб;89160000008;100;получен\n";
    let file = desk.file("shop.csv", table);
    let _ = desk.run(&["import", &file, "--open-since", "2016-03-11"]).success();
    desk.json(&["call", "log", "89160000003", "talked"]);
    desk.json(&["customer", "wrote", "89160000004", "есть ли чай?"]);
    desk.json(&["customer", "replied", "89160000004", "да"]);
    desk.json(&["order", "note", "7", "заходила в магазин"]);
    desk.json(&["customer", "consent", "89160000008", "yes"]);
    desk.json(&["customer", "offered", "89160000008"]);
    desk
}

fn finding(desk: &TestDesk) -> Value {
    let found = desk.run(&["doctor", "--json"]).json();
    let mut found = found.as_array().unwrap().iter();
    found.find(|one| one["check"] == "retention").unwrap().clone()
}

#[test]
fn who_was_not_heard_of_for_years_is_proposed_and_nobody_else() {
    let desk = shop();
    let proposed = desk.json(&["customer", "retention"]);
    let names: Vec<&Value> = proposed["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["Елена Иванова", "Анна Ким"], "{proposed:#}");
    assert_eq!(proposed["since"], "2021-03-10T21:00:00Z");
    assert_eq!(
        proposed["customers"][0],
        json!({"id": 1, "name": "Елена Иванова", "contact": "+79160000001", "orders": 1, "last_at": "2016-03-10T08:58:00Z"})
    );
    assert_eq!(proposed["command"], "dozvon customer erase --retention 2");
    let plain = desk.run(&["customer", "retention"]).success().stdout;
    assert!(
        plain.contains("id:1") && plain.contains("dozvon customer erase --retention 2"),
        "{plain}"
    );
    let warning = finding(&desk);
    assert_eq!(
        (&warning["state"], &warning["text"]),
        (&"warning".into(), &"2 customers were not heard of for 5 years".into())
    );
    assert!(
        warning["remedy"]
            .as_str()
            .unwrap()
            .contains("dozvon customer retention")
    );
    // Nothing is erased by the worker's turn, and *Today* knows.
    desk.json(&["work", "--once"]);
    assert_eq!(
        desk.json(&["customer", "retention"])["customers"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let kept = desk
        .database()
        .text("select value from meta where key = 'idle_customers'");
    assert_eq!(kept, "2026-03-11 5y 2");
}

#[test]
fn those_proposed_are_erased_when_somebody_says_how_many_they_are() {
    of_a_file!("its copies are looked through");
    let desk = shop();
    desk.json(&["backup"]);
    let erase = |count: &'static str| ["customer", "erase", "--retention", count, "--yes", "--json"];
    let refused = desk
        .run(&["customer", "erase", "--retention", "2", "--json"])
        .code(2)
        .error();
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("undo does not bring it back"),
        "{refused}"
    );
    let other = desk.run(&erase("3")).code(5).error();
    assert!(other["message"].as_str().unwrap().contains('2'), "{other}");
    let above = desk
        .run(&[&erase("2")[..], &["--operator", "boris"]].concat())
        .code(5)
        .error();
    assert_eq!(above["hint"], "Ask anna.");

    let erased = desk.run(&erase("2")).success().json();
    let people: Vec<&Value> = erased["erased"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["customer_id"])
        .collect();
    assert_eq!(people, [1, 2]);
    assert_eq!(erased["copies"].as_array().unwrap().len(), 1, "{erased:#}");
    let act = std::fs::read_to_string(erased["act"].as_str().unwrap()).unwrap();
    for part in [
        "customer id:1,",
        "customer id:2,",
        "by: anna",
        "reason: [retention] customers = \"5y\"",
    ] {
        assert!(act.contains(part), "{part}: {act}");
    }
    for (name, found) in [("Елена", 0), ("Ким", 0), ("Ольга", 1), ("Иван Гора", 1)] {
        assert_eq!(desk.json(&["search", name]).as_array().unwrap().len(), found, "{name}");
    }
    let journal = desk.json(&["journal"]);
    assert_eq!(
        (&journal[0]["kind"], &journal[1]["kind"]),
        (&"erase".into(), &"erase".into())
    );
    assert_eq!(desk.json(&["customer", "retention"])["customers"], json!([]));
    assert_eq!(finding(&desk)["state"], "fine");
    let none = desk.run(&erase("2")).code(5).error();
    assert!(none["message"].as_str().unwrap().contains("There are 0"), "{none}");
}

#[test]
fn where_nothing_is_set_everything_is_kept() {
    let desk = shop().settings("");
    assert_eq!(finding(&desk)["state"], "fine");
    for command in [
        &["customer", "retention"][..],
        &["customer", "erase", "--retention", "1", "--yes"],
    ] {
        let unset = desk.run(&[command, &["--json"]].concat()).code(2).error();
        assert_eq!(unset["hint"], "Add [retention] customers = \"5y\".");
    }
}
