//! `config explain`: the rules in words, their settings and what they touch.

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

#[test]
fn a_rule_is_told_with_its_settings_their_sources_and_what_it_touches() {
    of_a_file!("a server is there, or the desk is not");
    let desk = TestDesk::new()
        .without_database()
        .settings("[regulation]\n\nfirst_contact_limit = \"45m\"\n");
    assert_eq!(
        desk.json(&["config", "explain", "R4"])["open_orders"],
        json!(null),
        "no database yet"
    );
    given::order(&desk);
    let told = desk.json(&["config", "explain", "r4"]);
    assert_eq!((&told["rule"], &told["open_orders"]), (&json!("R4"), &json!(1)));
    assert!(
        told["words"]
            .as_str()
            .unwrap()
            .starts_with("A new order is called within the target")
    );
    assert_eq!(
        told["settings"][1],
        json!({
            "section": "regulation",
            "name": "first_contact_limit",
            "value": "\"45m\"",
            "default": "\"1h\"",
            "source": "file",
            "file": desk.path_text("config.toml"),
            "line": 3,
            "variable": null,
        })
    );
    assert_eq!(told["settings"][0]["source"], "default");
    let plain = desk.run(&["config", "explain", "R4", "--lang", "ru"]).success().stdout;
    for part in [
        "R4  Первый звонок",
        "config.toml:3, по умолчанию \"1h\"",
        "Сейчас оно касается 1 открытого заказа.",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
}

#[test]
fn a_setting_is_told_with_the_rules_that_read_it() {
    let desk = TestDesk::new();
    let told = desk.json(&["config", "explain", "first_contact_target"]);
    assert_eq!(told["settings"][0]["value"], "\"3m\"");
    let rules = told["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["rule"].as_str());
    assert_eq!(rules.flatten().collect::<Vec<_>>(), ["R4", "R10", "R32"]);
    assert_eq!(
        desk.json(&["config", "explain", "free"])["settings"]
            .as_array()
            .unwrap()
            .len(),
        8
    );
    let operator = desk.json(&["config", "explain", "console.operator"]);
    assert_eq!(
        (&operator["settings"][0]["source"], &operator["settings"][0]["value"]),
        (&json!("environment"), &json!("anna"))
    );
    let error = desk
        .run(&["config", "explain", "first_contact_limt", "--json"])
        .code(2)
        .error();
    assert_eq!(error["hint"], "did you mean `first_contact_limit`?");
}

#[test]
fn every_rule_has_its_line_and_its_words_in_both_languages() {
    let desk = TestDesk::new();
    let lines = desk.json(&["config", "explain"]);
    assert_eq!(lines.as_array().unwrap().len(), 40);
    for lang in ["en", "ru"] {
        for number in 1..=40 {
            let rule = format!("R{number}");
            let told = desk.json(&["config", "explain", &rule, "--lang", lang]);
            for words in [&told["title"], &told["words"]] {
                let words = words.as_str().unwrap();
                assert!(words.contains(' '), "{rule} {lang}: {words}");
            }
        }
    }
    let _ = desk.run(&["config", "explain", "R41"]).code(2);
}
