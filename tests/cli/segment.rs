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
    assert_eq!(error["message"], "They never agreed to offers.");
    desk.json(&["customer", "consent", "id:1", "yes"]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(1));
    desk.json(&["customer", "offered", "id:1"]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(0));
    desk.json(&["customer", "consent", "id:1", "no"]);
    let _ = desk.run(&["customer", "consent", "id:1", "yes"]).code(5);
    let said = desk.run(&["journal", "--limit", "3"]).success().stdout;
    for line in [
        "answer about offers noted · agrees to them",
        "answer about offers noted · wants none",
    ] {
        assert!(said.contains(line), "{said}");
    }
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
    let sheet = desk.path_text("sheet.csv");
    let _ = desk
        .run(&[
            "--lang",
            "ru",
            "customer",
            "segment",
            "tea",
            "--csv",
            &sheet,
            "--csv-style",
            "sheet",
        ])
        .success();
    assert_eq!(
        std::fs::read_to_string(&sheet).unwrap(),
        "\u{feff}номер карточки;имя;телефон;почта;последняя покупка;можно предлагать\r\n\
         1;'=Иванова;+79161234567;;11.03.2026;да\r\n"
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
fn a_table_by_which_things_are_offered_holds_those_who_are_marked_and_one_undo_unmarks_them() {
    let desk = with_a_buyer();
    desk.json(&["customer", "consent", "id:1", "yes"]);
    given::order_of(&desk, "Мария Петрова", "89167654321", "Чайник;1;1290");
    for step in ["confirm", "pay", "handed", "received"] {
        desk.json(&["order", step, "D2"]);
    }
    desk.json(&["customer", "consent", "id:2", "yes"]);
    desk.json(&["customer", "take", "id:2", "--operator", "boris"]);
    let counted = |allowed| json!([{ "name": "tea", "allowed": allowed, "all": 2 }]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(2));
    let path = desk.path_text("tea.csv");
    let offer = ["customer", "segment", "tea", "--csv", &path, "--offered"];
    let said = desk.run(&offer).success().stdout;
    assert!(said.starts_with("1 customer in "), "{said}");
    assert!(
        said.contains("undo takes it back") && said.contains("One more was left out"),
        "{said}"
    );
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Елена") && !text.contains("Мария"), "{text}");
    assert_eq!(desk.json(&["customer", "segments"]), counted(1));
    let error = desk.run(&[&offer[..], &["--json"]].concat()).code(2).error();
    assert!(error["message"].as_str().unwrap().contains("tea.csv"), "{error}");
    assert_eq!(
        desk.json(&["customer", "segments"]),
        counted(1),
        "nobody is marked in vain"
    );
    let nowhere = desk.path_text("tea.csv/inside.csv");
    let _ = desk
        .run(&[
            "customer",
            "segment",
            "tea",
            "--csv",
            &nowhere,
            "--offered",
            "--operator",
            "boris",
        ])
        .code(2);
    assert_eq!(
        desk.json(&["customer", "segments"]),
        counted(1),
        "nor when the table cannot be written"
    );
    desk.json(&["undo"]);
    assert_eq!(desk.json(&["customer", "segments"]), counted(2));
    for customer in ["id:1", "id:2"] {
        desk.json(&["customer", "consent", customer, "no", "--operator", "boris"]);
    }
    let none = desk.path_text("none.csv");
    let said = desk
        .run(&["customer", "segment", "tea", "--csv", &none, "--offered"])
        .success()
        .stdout;
    assert!(
        said.contains("no table was written") && !said.contains("undo"),
        "{said}"
    );
    assert!(!desk.path("none.csv").exists());
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

#[test]
fn an_offer_is_looked_at_first_and_taken_back_whole() {
    let desk = with_a_buyer();
    desk.json(&["customer", "consent", "id:1", "yes"]);
    let offers = ["customer", "segment", "tea", "--offer", "Фильтры со скидкой 20 %"];
    let refused = desk.run(&[&offers[..], &["--json"]].concat()).code(5).error();
    assert_eq!(refused["message"], "No channel is set up that offers could go by.");
    let mail = format!("{SETTINGS}[channels.mail]\nvia = \"smtp\"\nhost = \"127.0.0.1\"\nfrom = \"a@b.example\"\n");
    let desk = desk.settings(&mail);
    desk.json(&["config", "adopt"]);
    let refused = desk.run(&[&offers[..], &["--json"]].concat()).code(5).error();
    assert_eq!(refused["message"], "Offers by email must say how to get no more.");

    let sms = "[channels.sms]\nvia = \"command\"\ncommand = [\"true\"]\nprice = \"4.50\"\n";
    let desk = desk.settings(&format!("{SETTINGS}{sms}"));
    desk.json(&["config", "adopt"]);
    let before = desk.json(&["outbox", "--all"]);
    let shown = desk.json(&offers);
    assert_eq!(
        (&shown["sent"], &shown["count"], &shown["by_sms"], &shown["sms_parts"]),
        (&json!(false), &json!(1), &json!(1), &json!(1))
    );
    assert_eq!(shown["cost"]["minor"], 450);
    let text = shown["previews"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("Фильтры со скидкой 20 %. Не хотите") || text.contains("Фильтры со скидкой 20 % Не хотите"),
        "{text}"
    );
    assert_eq!(
        desk.json(&["outbox", "--all"]),
        before,
        "nothing leaves by being looked at"
    );

    let sent = desk.json(&[&offers[..], &["--send"]].concat());
    assert_eq!((&sent["sent"], &sent["count"]), (&json!(true), &json!(1)));
    let waiting = desk.json(&["outbox"]);
    let offer = |messages: &serde_json::Value| {
        let all = messages.as_array().unwrap();
        all.iter().filter(|message| message["kind"] == "offer").count()
    };
    assert_eq!(offer(&waiting), 1);
    assert_eq!(desk.json(&[&offers[..], &["--send"]].concat())["not_allowed"], 1);
    let undone = desk.json(&["undo"]);
    assert_eq!(offer(&undone["recalled"]), 1);
    assert_eq!(offer(&desk.json(&["outbox"])), 0);
    assert_eq!(desk.json(&offers)["count"], 1);
    desk.json(&["redo"]);
    assert_eq!(offer(&desk.json(&["outbox"])), 1);
}
