//! `carriers`: listed, tried and run, by a program of the shop's own; on the machine's own clock, as only that may ask by
//! itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;
use serde_json::json;

use crate::support::desk::TestDesk;

const PROGRAM: &str = r#"#!/bin/sh
here=$(dirname "$0")
cat > "$here/asked"
[ -f "$here/answer" ] || { echo "the depot sleeps" >&2; exit 75; }
cat "$here/answer"
"#;

/// A shop that sends by Boxberry, with an order on its way.
fn desk() -> (TestDesk, String) {
    let desk = TestDesk::new().live();
    let program = desk.file("parcels.sh", PROGRAM);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let desk = desk.settings(&format!(
        "[carriers.boxberry]\ncommand = [\"{program}\"]\n[[operator]]\nname = \"anna\"\n"
    ));
    let order = ["order", "new", "--phone", "89161234567", "--line", "Чайник;1;1290"];
    let number = desk.json(&order)["order"]["number"].as_str().unwrap().to_owned();
    let _ = desk.run(&["order", "confirm", &number]).success();
    let _ = desk
        .run(&["order", "ship", &number, "BB123", "--carrier", "boxberry"])
        .success();
    (desk, number)
}

#[test]
fn a_parcel_arrives_by_the_word_of_a_program() {
    let (desk, number) = desk();
    let listed = &desk.json(&["carriers", "list"])[0];
    let expected = json!(["boxberry", "command", 3600, 1, null]);
    let told = json!([
        listed["carrier"],
        listed["by"],
        listed["poll_s"],
        listed["followed"],
        listed["failing"]
    ]);
    assert_eq!(told, expected);

    let asleep = desk.run(&["carriers", "run", "--once", "--json"]).code(1).json();
    let problem = &asleep[0]["problem"];
    assert_eq!(
        (&problem["fault"], &problem["said"]),
        (&json!("closed"), &json!("the depot sleeps"))
    );
    let failing = &desk.json(&["carriers", "list"])[0]["failing"];
    assert_eq!((&failing["fault"], &failing["times"]), (&json!("closed"), &json!(1)));

    let answer = json!({"parcels": [{"number": "BB123", "pickup_code": "4711", "events": [
        {"at": "2026-03-01T10:00:00Z", "state": "on_the_way", "place": "Москва"},
        {"state": "arrived", "place": "Тверь"},
    ]}]});
    desk.file("answer", answer.to_string());
    let tried = desk.json(&["carriers", "test", "boxberry", "BB123"]);
    assert_eq!((&tried["known"], &tried["pickup_code"]), (&json!(true), &json!("4711")));
    assert_eq!(
        desk.json(&["order", "show", &number])["parcels"][0]["news"],
        Value::Null,
        "nothing is kept"
    );
    let asked = fs::read_to_string(desk.path("asked")).unwrap();
    assert_eq!(asked, "{\"carrier\":\"boxberry\",\"numbers\":[\"BB123\"]}\n");

    let ran = desk.json(&["carriers", "run", "boxberry", "--once"]);
    assert_eq!(ran[0]["changed"], json!(1));
    let order = desk.json(&["order", "show", &number]);
    assert_eq!(order["stage"], json!("arrived"));
    let news = &order["parcels"][0]["news"];
    assert_eq!(
        (&news["state"], &news["events"][0]["place"]),
        (&json!("arrived"), &json!("Тверь"))
    );
    let text = desk.run(&["order", "show", &number]).success().stdout;
    assert!(
        text.contains("waits to be collected · Тверь") && text.contains("code 4711"),
        "{text}"
    );
    let entry = &desk.json(&["journal"])[0];
    assert_eq!(
        (&entry["operator"], &entry["kind"]),
        (&json!("boxberry"), &json!("arrived"))
    );
    let plain = desk.run(&["journal"]).success().stdout;
    assert!(plain.contains("Boxberry"), "by what it is called: {plain}");
    let again = desk.json(&["carriers", "run", "--once"]);
    assert_eq!((&again[0]["asked"], &again[0]["changed"]), (&json!(1), &json!(0)));
    // What is taken back stays so until there is other news.
    let undone = desk.json(&["undo", "--operator", "boxberry"]);
    assert_eq!(undone["changed"], json!(true), "{undone}");
    assert_eq!(desk.json(&["carriers", "run", "--once"])[0]["changed"], json!(0));
    assert_eq!(desk.json(&["order", "show", &number])["stage"], json!("dispatched"));
}

#[test]
fn who_is_not_asked_is_named_with_those_who_are() {
    let (desk, _) = desk();
    let unknown = desk.run(&["carriers", "test", "cdek", "1", "--json"]).code(2).error();
    assert_eq!(unknown["hint"], json!("The settings have: boxberry."));
    let nobody = TestDesk::new().live();
    let listed = nobody.run(&["carriers", "list"]).success().stdout;
    assert!(listed.contains("No carrier is asked"), "{listed}");
    let bare = TestDesk::new().settings("[carriers.cdek]\npoll = \"1h\"\n");
    let error = bare.run(&["carriers", "list", "--json"]).code(3).error();
    assert!(error["message"].as_str().unwrap().contains("login"), "{error}");
    let rehearsal = TestDesk::new();
    let _ = rehearsal
        .run(&["order", "new", "--phone", "89161234567", "--line", "Чайник;1;1290"])
        .success();
    let _ = rehearsal.run(&["carriers", "run", "--once"]).code(5);
}
