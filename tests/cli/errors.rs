//! What a command that fails says, and what it ends with.

use std::process::Command;
use std::process::Stdio;

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;
use crate::support::desk::program;

#[test]
fn every_failure_has_its_kind_and_its_exit_code() {
    let desk = TestDesk::new();
    given::order(&desk);
    given::two_of_one_number(&desk);
    let broken = desk.file(
        "broken.db",
        "this is no database, and it is longer than a header of one".repeat(4),
    );
    let cases: &[(&[&str], i32, &str)] = &[
        (&["frobnicate"], 2, "usage"),
        (&["order"], 2, "usage"),
        (&["order", "show"], 2, "usage"),
        (&["order", "cancel", "D1"], 2, "usage"),
        (&["order", "cancel", "D1", "--reason", "whim"], 2, "usage"),
        (&["order", "pay", "D1", "1.2.3"], 2, "usage"),
        (&["order", "pay", "D1", "0"], 2, "usage"),
        (&["order", "note", "D1", " "], 2, "usage"),
        (&["order", "schedule", "D1", "whenever"], 2, "usage"),
        (&["order", "lines", "D1", "--line", "Чай"], 2, "usage"),
        (&["order", "lines", "D1"], 2, "usage"),
        (&["order", "edit", "D1"], 2, "usage"),
        (&["order", "edit", "D1", "--terms", "later"], 2, "usage"),
        (&["call", "log", "D1", "shouted"], 2, "usage"),
        (&["queue", "--lang", "de"], 2, "usage"),
        (&["queue", "--operator", ""], 2, "usage"),
        (&["import", "missing.csv"], 2, "not_found"),
        (&["order", "show", "99"], 2, "not_found"),
        (&["order", "show", "id:99"], 2, "not_found"),
        (&["customer", "show", "+79990000000"], 2, "not_found"),
        (&["call", "log", "99", "talked"], 2, "not_found"),
        (&["order", "show", "77"], 2, "ambiguous"),
        (&["queue", "--config", "missing.toml"], 3, "config"),
        (&["queue", "--db", &broken], 4, "database"),
        (&["queue", "--db", "config.toml/desk.db"], 4, "database"),
        (&["order", "arrived", "D1"], 5, "refused"),
        (&["order", "schedule", "D1", "2026-03-10 10:00"], 5, "refused"),
        (&["order", "refund", "D1", "10"], 5, "refused"),
        (&["redo"], 5, "refused"),
    ];
    for (arguments, code, kind) in cases {
        let with_json = [*arguments, &["--json"]].concat();
        let error = desk.run(&with_json).code(*code).error();
        assert_eq!(error["kind"], *kind, "{arguments:?}: {error}");
        for part in ["message", "hint"] {
            assert!(!error[part].as_str().unwrap().is_empty(), "{arguments:?}: {error}");
        }
        let plain = desk.run(arguments).code(*code);
        assert_eq!(plain.stdout, "", "{arguments:?}");
        assert!(plain.stderr.starts_with("error: "), "{arguments:?}: {}", plain.stderr);
    }
}

#[test]
fn a_failure_names_what_to_do_in_the_language() {
    let desk = TestDesk::new();
    given::order(&desk);
    let output = desk.run(&["order", "arrived", "D1", "--lang", "ru"]).code(5);
    assert_eq!(
        output.stderr,
        "ошибка: Заказ ещё не подтверждён.\nподсказка: Сначала подтвердите его.\n"
    );
}

#[test]
fn a_number_two_shops_share_is_refused_with_the_ids() {
    let desk = TestDesk::new();
    given::two_of_one_number(&desk);
    let error = desk.run(&["order", "confirm", "77", "--json"]).code(2).error();
    assert_eq!(
        error,
        json!({
            "kind": "ambiguous",
            "message": "Several orders have the number 77: id:1, id:2.",
            "hint": "Name one by its id.",
        })
    );
    assert_eq!(desk.json(&["order", "confirm", "id:2"])["changed"], true);
}

#[test]
fn help_and_version_are_answers() {
    let desk = TestDesk::new();
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["order", "--help"],
        &["call", "log", "--help"],
        &["--version"],
    ] {
        let output = desk.run(arguments).success();
        assert!(
            output.stderr.is_empty() && output.stdout.contains("dozvon"),
            "{output:?}"
        );
    }
    desk.assert_untouched();
}

#[test]
fn a_console_without_a_terminal_says_so() {
    let desk = TestDesk::new();
    let error = desk.run(&["--json"]).code(2).error();
    assert_eq!(error["message"], "The console needs a terminal.");
    desk.assert_untouched();
}

#[test]
fn real_work_is_not_written_to_with_another_clock() {
    let desk = TestDesk::new();
    let real = Command::new(program())
        .args(["order", "new", "--phone", "89161234567", "--line", "Чай;1;10"])
        .env_clear()
        .envs(desk.environment())
        .output()
        .unwrap();
    assert!(real.status.success(), "{real:?}");
    let error = desk.run(&["order", "confirm", "D1", "--json"]).code(5).error();
    assert_eq!(error["kind"], "refused");
    assert!(error["hint"].as_str().unwrap().contains("--at"), "{error}");
    let _ = desk.run(&["order", "show", "D1"]).success();
}

#[test]
fn a_clock_behind_the_last_entry_is_told_of() {
    let desk = TestDesk::new();
    given::order(&desk);
    let earlier = desk
        .run_at("2026-03-11T08:00:00Z", &["order", "note", "D1", "рано"])
        .success();
    assert_eq!(
        earlier.stderr,
        "warning: The clock shows an earlier time than the last entry, 12:00.\n"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = TestDesk::new();
    given::order(&desk);
    let mut child = Command::new(program())
        .args(["--now", desk.now(), "queue"])
        .env_clear()
        .envs(desk.environment())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_file_that_is_no_database_is_told_of_in_the_language_spoken_and_left_alone() {
    of_a_file!("it is damaged");
    let desk = TestDesk::new();
    let file = desk.file(
        "desk.db",
        "not a database at all, and longer than a header of one hundred bytes would be, so that it is read as one",
    );
    for (lang, message, hint) in [
        ("en", "The database could not be read or written.", "restore a backup"),
        ("ru", "Базу не удалось прочесть или записать.", "восстановите копию"),
    ] {
        let error = desk.run(&["queue", "--lang", lang, "--json"]).code(4).error();
        assert_eq!(error["message"], format!("{file}: {message}"));
        assert!(error["hint"].as_str().unwrap().contains(hint), "{error}");
    }
    assert!(std::fs::read_to_string(file).unwrap().starts_with("not a database"));
}

#[test]
fn a_database_that_is_not_there_is_made_by_what_begins_one_and_asked_for_by_the_rest() {
    of_a_file!("a server is there, or the desk is not");
    let desk = TestDesk::new().without_database();
    desk.file("shop.db", "");
    for arguments in [
        &["queue"][..],
        &["order", "show", "D1"],
        &["order", "confirm", "D1"],
        &["search", "anna"],
        &["undo"],
        &["report", "daily"],
        &["backup"],
        &["doctor"],
    ] {
        let error = desk.run(&[arguments, &["--json"]].concat()).code(4).error();
        let text = error["message"].as_str().unwrap();
        assert!(text.contains("desk.db is not there"), "{arguments:?}: {text}");
        assert!(
            error["hint"].as_str().unwrap().contains("shop.db"),
            "{arguments:?}: {error}"
        );
        assert!(!desk.path("desk.db").exists(), "{arguments:?}");
    }
    let made = desk.run(&["shift", "in"]).success();
    assert!(made.stderr.contains("A new database: "), "{}", made.stderr);
    let again = desk.run(&["shift", "out"]).success();
    assert_eq!(again.stderr, "");
}

/// A title of the window, a line turned around, another colour by a C1 sign, a mark no reader sees, DEL.
const HOSTILE: &str = "x\u{1b}]0;y\u{7}\u{202e}z\u{9b}31m\u{200b}\u{7f}\u{feff}";

#[test]
fn whatever_is_echoed_steers_no_terminal() {
    let settings = format!(
        "[[operator]]\nname = \"anna\"\n[[operator]]\nname = \"{}\"\n",
        toml_escaped(HOSTILE)
    );
    let desk = TestDesk::new().settings(&settings);
    let _ = desk
        .run(&[
            "order",
            "new",
            "--name",
            HOSTILE,
            "--phone",
            "89161234567",
            "--line",
            "Чай;1;10",
        ])
        .success();
    let _ = desk.run(&["order", "note", "D1", HOSTILE]).success();
    let broken = desk.file(
        "broken.toml",
        format!("[shop]\nname = \"{}\"\nwhat = 1\n", toml_escaped(HOSTILE)),
    );
    let wrong = desk.file("wrong.toml", format!("[shop]\n\"{}\" = 1\n", toml_escaped(HOSTILE)));
    let bad = desk.file(
        "bad.toml",
        format!("[shop]\ntime_zone = \"{}\"\n", toml_escaped(HOSTILE)),
    );
    let good = desk.file("good.toml", format!("[shop]\nname = \"{}\"\n", toml_escaped(HOSTILE)));
    for arguments in [
        &["order", "show", HOSTILE][..],
        &["order", HOSTILE],
        &[HOSTILE],
        &["queue", HOSTILE],
        &["queue", "--operator", HOSTILE],
        &["queue", "--lang", HOSTILE],
        &["queue", "--db", HOSTILE],
        &["queue", "--config", HOSTILE],
        &["queue", "--config", &broken],
        &["queue", "--config", &wrong],
        &["queue", "--config", &bad],
        &["config", "show", "--config", &good],
        &["config", "check", "--config", &good],
        &["config", "path", "--db", HOSTILE, "--config", HOSTILE],
        &["promise", "--config", &good],
        &["order", "schedule", "D1", HOSTILE],
        &["order", "lines", "D1", "--line", HOSTILE],
        &["order", "show", "D1"],
        &["customer", "show", HOSTILE],
        &["customer", "segment", HOSTILE],
        &["customer", "show", "+79161234567"],
        &["journal"],
        &["queue"],
        &["search", HOSTILE],
        &["import", HOSTILE],
        &["import", "--profile", HOSTILE, &good],
        &["catalogue", "import", HOSTILE],
        &["backup", "--to", HOSTILE],
        &["restore", HOSTILE],
        &["report", "daily", "--from", HOSTILE],
        &["plan", "--day", HOSTILE],
        &["plan", "--against", HOSTILE],
    ] {
        for form in [&[][..], &["--json"], &["--lang", "ru"]] {
            // `--lang` cannot be given twice.
            if form.contains(&"--lang") && arguments.contains(&"--lang") {
                continue;
            }
            let output = desk.run(&[arguments, form].concat());
            let printed = output.stdout.clone() + &output.stderr;
            let steers = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{200b}\u{feff}".contains(c);
            assert!(!printed.contains(steers), "{printed:?} of {output:?}");
            assert!(!printed.is_empty(), "{output:?}");
        }
    }
}

fn toml_escaped(text: &str) -> String {
    let escaped = text.chars().map(|c| format!("\\u{:04X}", u32::from(c)));
    escaped.collect::<Vec<_>>().concat()
}

#[test]
fn an_order_with_what_is_no_email_is_refused_by_that_name_and_makes_nobody() {
    let desk = TestDesk::new();
    let new = [
        "order",
        "new",
        "--phone",
        "89161234567",
        "--line",
        "Чай;1;10",
        "--email",
    ];
    let error = desk
        .run(&[new.as_slice(), &["anna.example", "--json"]].concat())
        .code(2)
        .error();
    assert_eq!(error["message"], "“anna.example” is no email.");
    let _ = desk.run(&["customer", "show", "89161234567"]).code(2);
    let _ = desk.run(&[new.as_slice(), &[" Anna@mail.example "]].concat()).success();
    let _ = desk.run(&["customer", "show", "anna@mail.example"]).success();
}

#[test]
fn a_theme_there_is_none_of_is_an_error_of_the_check_alone() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.file("config.toml", "[console]\ntheme = \"purple\"\n");
    let _ = desk.run(&["order", "show", "D1"]).success();
    let check = desk.run(&["config", "check"]).code(3);
    assert!(
        check.stderr.contains("config.toml:2") && check.stderr.contains("purple"),
        "{check:?}"
    );
}
