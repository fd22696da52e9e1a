//! `shift`: who comes and goes.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;

const HALF_PAST: &str = "2026-03-11T09:30:00Z";

fn at(desk: &TestDesk, now: &str, arguments: &[&str]) -> Value {
    let with_json = [arguments, &["--json"]].concat();
    desk.run_at(now, &with_json).success().json()
}

#[test]
fn a_shift_is_begun_paused_and_ended() {
    let desk = TestDesk::new();
    let begun = desk.json(&["shift", "in"]);
    assert_eq!(
        (&begun["changed"], &begun["text"], &begun["shift"]["state"]),
        (&json!(true), &json!("logged in"), &json!("working"))
    );
    assert_eq!(desk.json(&["shift", "in"])["changed"], false);
    at(&desk, "2026-03-11T09:10:00Z", &["shift", "pause"]);
    at(&desk, "2026-03-11T09:20:00Z", &["shift", "resume"]);
    let ended = at(&desk, HALF_PAST, &["shift", "out"]);
    assert_eq!(
        ended["shift"],
        json!({
            "id": 1,
            "operator": "anna",
            "state": "left",
            "began_at": NOON,
            "ended_at": HALF_PAST,
            "seen_at": NOON,
            "paused_since": null,
            "pauses": [{"from": "2026-03-11T09:10:00Z", "until": "2026-03-11T09:20:00Z"}],
            "worked_s": 1_200,
        })
    );
    assert_eq!(at(&desk, HALF_PAST, &["shift", "list"]), json!([ended["shift"]]));
    assert_eq!(at(&desk, HALF_PAST, &["shift", "list", "--open"]), json!([]));
    let kinds: Vec<Value> = at(&desk, HALF_PAST, &["journal"])
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, ["shift_out", "resume", "pause", "shift_in"]);
}

#[test]
fn who_is_not_there_cannot_pause() {
    let desk = TestDesk::new();
    let error = desk.run(&["shift", "pause", "--json"]).code(5).error();
    assert_eq!(error["message"], "You are not on shift.");
    assert_eq!(desk.json(&["shift", "out"])["changed"], false);
}

#[test]
fn a_shift_forgotten_overnight_ends_with_the_last_thing_done_in_it() {
    let desk = TestDesk::new();
    desk.json(&["shift", "in"]);
    at(
        &desk,
        HALF_PAST,
        &["order", "new", "--phone", "89161234567", "--line", "Cup;1;90"],
    );
    let morning = "2026-03-12T06:00:00Z";
    let next = desk.run_at(morning, &["shift", "in"]).success();
    assert_eq!(next.stdout, "logged in\n");
    assert!(
        next.stderr.contains(
            "The last shift was left without a log-out; it was closed at its last sign of life, yesterday 12:30."
        ),
        "{next:?}"
    );
    let shifts = at(&desk, morning, &["shift", "list"]);
    assert_eq!(
        json!([shifts[1]["state"], shifts[1]["ended_at"]]),
        json!(["lost", HALF_PAST])
    );
    let plain = desk.run_at(morning, &["shift", "list"]).success().stdout;
    assert_eq!(
        given::spaced(&plain),
        "anna  09:00            …                  0:00\nanna  yesterday 12:00  yesterday 12:30  30 min  no log-out\n"
    );
}

#[test]
fn peak_counts_those_on_shift() {
    let desk = TestDesk::new().settings(
        "[[operator]]\nname = \"anna\"\n[[operator]]\nname = \"boris\"\n[regulation]\npeak_per_operator = 2\n",
    );
    let orders = |from: u32| -> String {
        let order = |number: u32| {
            json!({
                "number": number.to_string(),
                "created_at": NOON,
                "total": 100,
                "status": "new",
                "customer": {"name": "Elena", "phones": [format!("+79160000{number:03}")]},
                "lines": [{"name": "Cup", "quantity": 1, "price": 100}],
            })
        };
        serde_json::to_string(&(from..from + 4).map(order).collect::<Vec<_>>()).unwrap()
    };
    let limit = |number: &str| desk.json(&["order", "show", number])["tasks"][0]["limit"].clone();
    let (within_the_hour, by_closing) = (json!("2026-03-11T10:00:00Z"), json!("2026-03-11T18:00:00Z"));
    desk.json(&["shift", "in", "--operator", "boris"]);
    let first = desk.file("first.json", orders(1));
    desk.json(&["import", &first]);
    assert_eq!(
        [limit("3"), limit("4")],
        [within_the_hour.clone(), by_closing.clone()],
        "one serves two"
    );
    desk.json(&["shift", "in", "--operator", "anna"]);
    desk.json(&["shift", "pause", "--operator", "boris"]);
    assert_eq!(limit("3"), within_the_hour, "fixed when it came");
    let second = desk.file("second.json", orders(5));
    desk.json(&["import", &second]);
    assert_eq!(limit("5"), by_closing);
}
