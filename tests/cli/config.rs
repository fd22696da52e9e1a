//! `config …`, and what every command takes from the settings and the environment.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

#[test]
fn settings_are_checked_and_found() {
    of_a_file!("a server is there, or the desk is not");
    let desk = TestDesk::new().without_database();
    let config = desk.path_text("config.toml");
    assert_eq!(
        desk.json(&["config", "check"]),
        json!({ "ok": true, "config": config, "keymap": null })
    );
    assert_eq!(
        desk.json(&["config", "path"]),
        json!({
            "config": config,
            "config_exists": true,
            "database": desk.path_text("desk.db"),
            "database_exists": false,
        })
    );
    let plain = desk.run(&["config", "check", "--lang", "ru"]).success();
    assert_eq!(plain.stdout, format!("{config}: настройки в порядке.\n"));
}

#[test]
fn the_keys_are_checked_with_the_settings() {
    let desk = TestDesk::new();
    let keys = desk.file("keymap.toml", "pay = \";\"\n");
    assert_eq!(desk.json(&["config", "check"])["keymap"], json!(keys));
    let plain = desk.run(&["config", "check"]).success().stdout;
    assert!(plain.ends_with(&format!("{keys}: the keys can be used.\n")), "{plain}");
    desk.file("keymap.toml", "\nconfirm = \"p\"\n");
    let error = desk.run(&["config", "check", "--json"]).code(3).error();
    let message = error["message"].as_str().unwrap();
    assert!(
        message.ends_with("keymap.toml:2: `p` is on both confirm and pay"),
        "{message}"
    );
}

#[test]
fn a_slip_in_the_settings_names_its_line() {
    let desk = TestDesk::new().settings("[shop]\nnmae = \"Лавка\"\n");
    for arguments in [&["config", "check", "--json"][..], &["queue", "--json"]] {
        let error = desk.run(arguments).code(3).error();
        assert_eq!(error["kind"], "config");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.ends_with("config.toml:2: [shop]: unknown key `nmae`"),
            "{message}"
        );
        assert!(error["hint"].as_str().unwrap().contains("`name`"), "{error}");
    }
    assert_eq!(desk.json(&["config", "path"])["config_exists"], true);
    let _ = desk.run(&["queue", "--config", "missing.toml"]).code(3);
}

#[test]
fn a_slip_is_told_in_the_language_that_is_asked_for_though_the_file_cannot_be_read() {
    let russian = "config.toml:2: [shop]: неизвестный ключ `nmae`";
    let english = "config.toml:2: [shop]: unknown key `nmae`";
    let slip = "[shop]\nnmae = \"Лавка\"\n";
    let own = "[shop]\nnmae = \"Лавка\"\n[console]\nlanguage = \"ru\"\n";
    for (settings, variables, arguments, told) in [
        (slip, &[][..], &[][..], english),
        (slip, &[("LANG", "ru_RU.UTF-8")], &[], russian),
        (slip, &[("DOZVON_LANG", "ru")], &[], russian),
        (own, &[], &[], russian),
        (own, &[("DOZVON_LANG", "en")], &[], english),
        (own, &[], &["--lang", "en"], english),
        (slip, &[], &["--lang", "ru"], russian),
    ] {
        let mut desk = TestDesk::new().settings(settings);
        for (name, value) in variables {
            desk = desk.variable(name, value);
        }
        let error = desk
            .run(&[&["queue", "--json"][..], arguments].concat())
            .code(3)
            .error();
        let message = error["message"].as_str().unwrap();
        assert!(message.ends_with(told), "{variables:?} {arguments:?}: {message}");
    }
}

#[test]
fn what_is_shown_can_be_read_again() {
    let desk = TestDesk::new().settings("[shop]\nname = \"Лавка\"\n");
    let shown = desk.run(&["config", "show"]).success();
    assert!(shown.stdout.contains("name = \"Лавка\""), "{shown:?}");
    let again = desk.file("again.toml", &shown.stdout);
    let _ = desk.run(&["config", "check", "--config", &again]).success();
}

fn operator(desk: &TestDesk, arguments: &[&str]) -> Value {
    desk.json(&[&["order", "note", "D1", "кто"], arguments].concat());
    desk.json(&["journal", "--limit", "1"])[0]["operator"].clone()
}

#[test]
fn who_works_is_named_by_the_nearest_that_says_so() {
    let desk = TestDesk::new().variable("USER", "login");
    given::order(&desk);
    assert_eq!(operator(&desk, &["--operator", "vera"]), "vera");
    assert_eq!(operator(&desk, &[]), "anna", "DOZVON_OPERATOR");
    let desk = desk.without("DOZVON_OPERATOR");
    assert_eq!(operator(&desk, &[]), "login");
    let desk = desk.settings("[[operator]]\nname = \"vera\"\n");
    assert_eq!(operator(&desk, &[]), "vera", "the only one");
    let desk =
        desk.settings("[console]\noperator = \"gleb\"\n[[operator]]\nname = \"vera\"\n[[operator]]\nname = \"gleb\"\n");
    assert_eq!(operator(&desk, &[]), "gleb");
}

#[test]
fn an_operator_the_settings_do_not_know_is_not_let_in() {
    let desk = TestDesk::new().settings("[[operator]]\nname = \"vera\"\n[[operator]]\nname = \"gleb\"\n");
    let error = desk.run(&["queue", "--json"]).code(2).error();
    assert_eq!(
        error,
        json!({
            "kind": "usage",
            "message": "No operator is called “anna”.",
            "hint": "Name one of the settings with --operator: vera, gleb.",
        })
    );
    let _ = desk.run(&["queue", "--operator", "vera"]).success();
}

#[test]
fn the_language_is_named_by_the_nearest_that_says_so() {
    let desk = TestDesk::new();
    let said = |desk: &TestDesk, arguments: &[&str]| desk.run(&[&["queue"], arguments].concat()).success().stderr;
    let (english, russian) = ("Nothing is due now.\n", "Сейчас ничего не ждёт.\n");
    assert_eq!(said(&desk, &[]), english);
    assert_eq!(said(&desk, &["--lang", "ru"]), russian);
    let desk = desk.settings("[console]\nlanguage = \"ru\"\n");
    assert_eq!(said(&desk, &[]), russian);
    assert_eq!(said(&desk, &["--lang", "en"]), english);
    let desk = desk.settings("").variable("LANG", "ru_RU.UTF-8");
    assert_eq!(said(&desk, &[]), russian);
    let desk = desk.variable("LANG", "C");
    assert_eq!(said(&desk, &[]), english);
}

#[test]
fn options_stand_before_or_after_the_subcommand() {
    let desk = TestDesk::new();
    given::order(&desk);
    let other = desk.file("other.db", "");
    let before = desk.run(&["--db", &other, "--json", "queue"]).success();
    let after = desk.run(&["queue", "--db", &other, "--json"]).success();
    assert_eq!((before.stdout.as_str(), after.stdout.as_str()), ("[]\n", "[]\n"));
}

#[test]
fn two_settings_on_one_database_are_settled_by_adopting() {
    let desk = TestDesk::new();
    given::order(&desk);
    let other = desk.file("other.toml", "[regulation]\nattempts_max = 5\n");
    assert_eq!(desk.json(&["config", "adopt"]), json!({ "changed": false }));
    assert_eq!(
        desk.json(&["config", "adopt", "--config", &other]),
        json!({ "changed": true })
    );
    assert_eq!(
        desk.json(&["config", "adopt", "--config", &other]),
        json!({ "changed": false })
    );
    let back = desk.run(&["config", "adopt"]).success();
    assert_eq!(back.stdout, "The database is worked by these settings from now on.\n");
}

#[test]
fn a_setting_is_changed_in_the_file_and_the_database_goes_on_by_it() {
    let text = "# наша лавка\n[regulation]\nrecall = \"20s\" # так решили\n";
    let desk = TestDesk::new().settings(text);
    given::order(&desk);
    let set = desk.json(&["config", "set", "first_contact_limit", "45m"]);
    assert_eq!(
        set,
        json!({
            "changed": true,
            "section": "regulation",
            "name": "first_contact_limit",
            "value": "\"45m\"",
            "before": "\"1h\"",
            "default": "\"1h\"",
            "file": desk.path_text("config.toml"),
            "line": 4,
        })
    );
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert_eq!(file, format!("{text}first_contact_limit = \"45m\"\n"));
    assert_eq!(
        desk.json(&["config", "adopt"])["changed"],
        false,
        "no automatic work rests by a setting that was changed here"
    );
    assert_eq!(
        desk.json(&["config", "set", "first_contact_limit", "45m"])["changed"],
        false
    );
    let plain = desk
        .run(&["config", "set", "hours.sun", "10-19", "--lang", "ru"])
        .success();
    let told = format!(
        "Часы работы: воскресенье: \"10:00-19:00\" (было: \"09:00-21:00\") · hours.sun · {}:7\n",
        desk.path_text("config.toml")
    );
    assert_eq!(plain.stdout, told);
    let _ = desk.run(&["config", "set", "hours.sun", "--default"]).success();
    let _ = desk
        .run(&["config", "set", "first_contact_limit", "--default"])
        .success();
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert_eq!(file, format!("{text}\n[hours]\n"));
    // Two processes by two configs stay two: only who agreed before goes on by the new rules.
    let other = desk.file("other.toml", "[regulation]\nrecall = \"1m\"\n");
    let _ = desk
        .run(&["config", "set", "recall", "2m", "--config", &other])
        .success();
    assert_eq!(desk.json(&["config", "adopt"])["changed"], false);
}

#[test]
fn a_setting_that_cannot_be_is_refused_with_its_remedy_and_nothing_is_written() {
    let text = "[regulation]\nfirst_contact_limit = \"10m\"\n[channels.sms]\ncommand = [\"true\"]\n\
                [[operator]]\nname = \"anna\"\nrights = \"senior\"\n[[operator]]\nname = \"vera\"\n";
    let desk = TestDesk::new().settings(text);
    for (arguments, code, kind, told) in [
        (
            ["recall", "soon"],
            3,
            "config",
            "[regulation]: recall = soon is not a length of time",
        ),
        (
            ["first_contact_target", "1h"],
            3,
            "config",
            "[regulation]: `first_contact_target` is longer than `first_contact_limit`",
        ),
        (["recal", "1m"], 2, "usage", "recal"),
        (["name", "a"], 2, "ambiguous", "Several settings are called `name`."),
        (
            ["channels.sms.secret", "s3cr3t"],
            3,
            "config",
            "secret = … is not a place of a secret",
        ),
    ] {
        let arguments = [&["config", "set", "--operator", "vera", "--json"][..], &arguments].concat();
        let error = desk.run(&arguments).code(code).error();
        assert_eq!(error["kind"], kind, "{error}");
        assert!(error["message"].as_str().unwrap().contains(told), "{error}");
        assert!(!error["hint"].as_str().unwrap().is_empty(), "{error}");
    }
    let error = desk.run(&["config", "set", "recall", "1m", "--json"]).code(5).error();
    assert!(error["message"].as_str().unwrap().contains("owner"), "{error}");
    assert_eq!(std::fs::read_to_string(desk.path("config.toml")).unwrap(), text);
}

#[test]
fn a_file_has_nowhere_to_publish_to_and_says_so() {
    of_a_file!("a server has");
    let desk = TestDesk::new();
    let file = desk.path_text("desk.db");
    let refused = desk.run(&["config", "publish"]).code(5);
    let told = format!(
        "error: {file} is a file: its desk is worked by the settings file, and there is nowhere to publish to.\n\
         hint: Where two machines work one file, dozvon config adopt says whose settings hold.\n"
    );
    assert_eq!((refused.stdout.as_str(), refused.stderr.as_str()), ("", told.as_str()));
    let error = desk
        .run(&["config", "publish", "--json", "--lang", "uk"])
        .code(5)
        .error();
    assert_eq!(error["kind"], "refused");
    let message = error["message"].as_str().unwrap();
    assert!(
        message.ends_with("він ведеться за файлом налаштувань, публікувати нікуди."),
        "{message}"
    );
    for arguments in [&["--revision", "1"][..], &["--over", "3"], &["--from", "other.toml"]] {
        let _ = desk.run(&[&["config", "publish"][..], arguments].concat()).code(5);
    }
    let none = desk.run(&["config", "published", "--lang", "ru"]).code(2);
    let told = "ошибка: В этой базе ничего не опубликовано.\n\
                подсказка: dozvon config publish отдаёт настройки магазина всем экранам сервера.\n";
    assert_eq!((none.stdout.as_str(), none.stderr.as_str()), ("", told));
    assert_eq!(desk.json(&["config", "published", "--history"]), json!([]));
    let missing = desk
        .run(&["config", "published", "--revision", "7", "--json"])
        .code(2)
        .error();
    assert_eq!(
        missing,
        json!({ "error": { "kind": "not_found", "message": "Revision 7 is not kept.",
            "hint": "dozvon config published --history lists those that are." } })["error"]
    );
}
