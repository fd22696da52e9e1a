//! `customer segment`, `customer consent`, `customer due`: repeat sales.

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

const SETTINGS: &str = "[[segment]]\nname = \"tea\"\nsex = \"female\"\nbought = [\"чайник\"]\n";

fn with_a_buyer() -> TestDesk {
    let desk = TestDesk::new().settings(SETTINGS);
    given::order(&desk);
    for step in [
        &["order", "confirm", "D1"][..],
        &["order", "pay", "D1"],
        &["order", "handed", "D1"],
    ] {
        desk.json(step);
    }
    desk.json(&["order", "received", "D1"]);
    desk
}

#[test]
fn a_segment_is_offered_things_by_consent_alone() {
    let desk = with_a_buyer();
    let counted = |allowed| json!([{ "name": "tea", "allowed": allowed, "all": 1 }]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(0));
    assert_eq!(desk.json(&["customer", "segment", "tea"]), json!([]));
    let all = desk.json(&["customer", "segment", "tea", "--all"]);
    assert_eq!(
        (&all[0]["sex"], &all[0]["why_not"]),
        (&json!("female"), &json!("no_consent"))
    );
    let error = desk.run(&["customer", "offered", "id:1", "--json"]).code(5).error();
    assert_eq!(error["message"], "He never agreed to offers.");
    desk.json(&["customer", "consent", "id:1", "yes"]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(1));
    desk.json(&["customer", "offered", "id:1"]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(0));
    desk.json(&["customer", "consent", "id:1", "no"]);
    let _ = desk.run(&["customer", "consent", "id:1", "yes"]).code(5);
    let _ = desk.run(&["customer", "segment", "coffee"]).code(2);
}

#[test]
fn an_export_is_for_its_owner_alone_and_holds_no_formula() {
    let desk = with_a_buyer();
    desk.json(&["customer", "consent", "id:1", "yes"]);
    desk.json(&["customer", "edit", "id:1", "--name", "=Иванова", "--sex", "female"]);
    let path = desk.path_text("tea.csv");
    desk.json(&["customer", "segment", "tea", "--csv", &path]);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "\u{feff}id,name,phone,email,last_bought,may_offer\r\n1,'=Иванова,+79161234567,,2026-03-11,yes\r\n"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = desk.run(&["customer", "segment", "tea", "--csv", &path]).code(2);
    assert!(again.stderr.contains("Name a new file"), "{}", again.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "what is there stays");
    desk.json(&["customer", "edit", "id:1", "--name", "Анна;=cmd|'/C calc'!A0;x"]);
    let other = desk.path_text("other.csv");
    desk.json(&["customer", "segment", "tea", "--csv", &other]);
    let text = std::fs::read_to_string(&other).unwrap();
    assert!(
        text.contains("\r\n1,\"Анна;'=cmd|'/C calc'!A0;x\",+79161234567,"),
        "{text}"
    );
}

#[test]
fn what_is_used_up_is_due() {
    let desk = with_a_buyer();
    let file = desk.file("catalogue.csv", "name;life_days\nЧайник;30\n");
    desk.json(&["catalogue", "import", &file]);
    assert_eq!(desk.json(&["customer", "due"]), json!([]));
    let due = desk
        .run_at("2026-04-11T09:00:00Z", &["customer", "due", "--json"])
        .success()
        .json();
    assert_eq!(
        (&due[0]["goods"], &due[0]["due"]),
        (&json!("Чайник"), &json!("2026-04-10T07:00:00Z"))
    );
    let shown = desk.json(&["customer", "show", "id:1"]);
    assert_eq!(shown["purchases"][0]["name"], "Чайник");
}
