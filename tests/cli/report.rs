//! `report`: the same figures as text, CSV and JSON.

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
#[cfg(unix)]
use crate::support::desk::of_a_file;

const TOMORROW: &str = "2026-03-12T07:00:00Z";

#[test]
fn the_morning_tells_of_yesterday_and_whom_to_call() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let report = ["report", "daily"];
    let daily = desk
        .run_at(TOMORROW, &[&report[..], &["--json"]].concat())
        .success()
        .json();
    assert_eq!(daily["day"], "2026-03-11");
    for list in ["ordered", "confirmed", "unpaid"] {
        assert_eq!(daily["lists"][list][0]["order_number"], "D1", "{list}");
        assert_eq!(
            daily["lists"][list][0]["amount"],
            given::roubles(129_000, "1 290,00"),
            "{list}"
        );
    }
    for list in ["failed", "paid", "promises", "storage"] {
        assert_eq!(daily["lists"][list], json!([]), "{list}");
    }
    assert_eq!(daily["shift"]["all"]["calls"], 0);

    let csv = desk
        .run_at(TOMORROW, &[&report[..], &["--csv"]].concat())
        .success()
        .stdout;
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "list,number,customer,phone,amount,at,currency,cart");
    assert!(
        lines.contains(&"unpaid,D1,Елена Иванова,+79161234567,1290.00,2026-03-11T09:00:00Z,RUB,"),
        "{csv}"
    );

    let plain = desk.run_at(TOMORROW, &report).success().stdout;
    assert!(plain.contains("ordered and did not pay: call"), "{plain}");
    let other = desk
        .run_at(TOMORROW, &["report", "daily", "--day", "2026-03-10", "--json"])
        .success()
        .json();
    assert_eq!(other["lists"]["ordered"], json!([]));
    assert_eq!(
        other["lists"]["unpaid"],
        json!(null),
        "whom to call is known of today only"
    );
}

#[test]
fn numbers_refusals_calls_and_hours_are_of_the_days_asked_for() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["call", "log", "D1", "talked"]);
    desk.json(&["order", "cancel", "D1", "--reason", "too_slow"]);
    let of = |report: &str, from: &str| {
        let period = ["report", report, "--from", from, "--to", "2026-03-31", "--json"];
        desk.run_at(TOMORROW, &period).success().json()
    };
    let numbers = of("numbers", "2026-03-01");
    assert_eq!(
        (&numbers["from"], &numbers["to"]),
        (&json!("2026-03-01"), &json!("2026-03-31"))
    );
    assert_eq!(numbers["all"]["conversion"], 0.0);
    assert_eq!(numbers["all"]["first_contact"]["median_s"], 0);
    assert_eq!(numbers["channels"][0]["channel"], "phone");
    let refusal = &of("refusals", "2026-03-01")["reasons"][0];
    assert_eq!(
        (&refusal["reason"], &refusal["rule"]),
        (&json!("too_slow"), &json!("R4"))
    );
    let calls = of("calls", "2026-03-01");
    assert_eq!((&calls["made"], &calls["first_try_share"]), (&json!(1), &json!(1.0)));
    assert_eq!(calls["hours"][12]["through"], 1);
    let hours = of("hours", "2026-03-01");
    assert_eq!(
        hours["hours"][2 * 24 + 12],
        json!({"weekday": 3, "hour": 12, "came": 1, "served": 1})
    );
    assert_eq!(of("numbers", "2026-03-12")["all"]["orders"], 0);
    for report in ["numbers", "refusals", "calls", "hours"] {
        let plain = desk.run_at(TOMORROW, &["report", report]).success().stdout;
        assert!(plain.contains("2026-02-11 – 2026-03-12"), "{plain}");
        let csv = desk.run_at(TOMORROW, &["report", report, "--csv"]).success().stdout;
        assert!(csv.contains("\r\n"), "{csv}");
        let sheet = ["--lang", "ru", "report", report, "--csv", "--csv-style", "sheet"];
        let sheet = desk.run_at(TOMORROW, &sheet).success().stdout;
        let head = sheet.lines().next().unwrap();
        assert!(head.contains(';') && !head.contains('_'), "{head}");
        assert!(!head.chars().any(|letter| letter.is_ascii_alphabetic()), "{head}");
        assert_eq!(sheet.lines().count(), csv.lines().count());
    }
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let desk = TestDesk::new();
    let failed = desk.run(&["report", "numbers", "--from", "2026-03-11", "--to", "2026-03-01"]);
    assert_eq!(failed.code, Some(2));
    assert!(failed.stderr.contains("2026-03-11 – 2026-03-01"), "{}", failed.stderr);
}

#[cfg(unix)]
#[test]
fn a_report_in_a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = TestDesk::new();
    given::order(&desk);
    let path = desk.path("numbers.csv");
    let done = desk
        .run(&["report", "numbers", "--csv", "--out", path.to_str().unwrap()])
        .success();
    assert_eq!(done.stdout, "");
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("\u{feff}channel,orders,")
    );
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn a_report_takes_nothing_elses_place() {
    of_a_file!("it is nothing a report writes over");
    let desk = TestDesk::new();
    given::order(&desk);
    std::os::unix::fs::symlink(desk.path("nowhere"), desk.path("link")).unwrap();
    let database = std::fs::read(desk.path("desk.db")).unwrap();
    for taken in ["desk.db", "config.toml", "link"] {
        let path = desk.path_text(taken);
        let error = desk.run(&["report", "daily", "--out", &path, "--json"]).code(2).error();
        assert_eq!(error["kind"], "usage");
        assert_eq!(
            error["hint"], "Name a new file: what is there stays as it is.",
            "{taken}"
        );
    }
    let _ = desk.run(&["report", "daily", "--out", "/dev/stdout"]).code(2);
    assert_eq!(std::fs::read(desk.path("desk.db")).unwrap(), database);
    assert!(!desk.path("nowhere").exists());
}

#[test]
fn what_is_handled_in_one_to_four_hours_is_a_share_as_on_the_screen() {
    let desk = TestDesk::new();
    for (phone, handled) in [
        ("8 916 123-45-61", "2026-03-11T11:00:00Z"),
        ("8 916 123-45-62", desk.now()),
    ] {
        let order = given::order_of(&desk, "Елена Иванова", phone, "Чайник;1;1290");
        let confirm = ["order", "confirm", order["number"].as_str().unwrap()];
        let _ = desk.run_at(handled, &confirm).success();
    }
    let plain = desk.run_at(TOMORROW, &["report", "numbers"]).success().stdout;
    let heads = plain.lines().position(|line| line.contains("in 1–4 h")).unwrap();
    let all = given::spaced(plain.lines().nth(heads + 1).unwrap());
    assert!(
        all.trim_end().ends_with("50 %") || all.trim_end().ends_with("50%"),
        "{plain}"
    );
    let json = desk.run_at(TOMORROW, &["report", "numbers", "--json"]).success().json();
    assert_eq!(
        json["all"]["handling"]["within_1_to_4_h"], 1,
        "a script divides for itself"
    );
}
