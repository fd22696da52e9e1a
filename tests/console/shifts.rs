//! Opening a console is a log-in, leaving it a log-out, and a sudden end is noticed.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;

/// The newest shift of `operator`; null when they had none.
fn shift(desk: &TestDesk, operator: &str, now: &str) -> Value {
    let shifts = desk.run_at(now, &["shift", "list", "--json"]).success().json();
    let theirs = shifts
        .as_array()
        .unwrap()
        .iter()
        .find(|shift| shift["operator"] == operator);
    theirs.cloned().unwrap_or_default()
}

#[test]
fn a_console_logs_its_operator_in_and_out() {
    let desk = given::shop();
    let mut anna = Pty::console(&desk, 120, 40);
    anna.wait_for("Elena Ivanova");
    let mut boris = Pty::run(&desk, &["--operator", "boris"], 120, 40);
    anna.wait_for("with boris");
    boris.wait_for("with anna");
    assert_eq!(shift(&desk, "boris", desk.now())["state"], "working");
    boris.press("o");
    boris.press("z");
    boris.wait_for("on a pause since 12:00");
    boris.press("q");
    boris.wait_for_end();
    anna.wait_for_no("with boris");
    let left = shift(&desk, "boris", desk.now());
    assert_eq!(left["state"], "left");
    assert!(left["pauses"][0]["until"].is_string(), "leaving ends the pause: {left}");
    anna.press("q");
    anna.wait_for_end();
    assert_eq!(desk.json(&["shift", "list", "--open"]), json!([]));
}

#[test]
fn a_console_that_was_killed_is_missed_at_the_next_log_in() {
    let desk = given::shop();
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    let second = Pty::run(&desk, &["--operator", "boris"], 120, 40);
    second.wait_for("with anna");
    pty.signal("KILL");
    let later = "2026-03-11T09:30:00Z";
    assert_eq!(shift(&desk, "anna", later)["state"], "lost");
    let desk = desk.at(later);
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("The last shift was left without a log-out; it was closed at its last sign of life, 12:00.");
}

#[test]
fn a_shop_may_leave_logging_in_to_its_people() {
    let desk = given::shop().settings("[console]\nlog_in = false\n");
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    pty.press("c");
    pty.wait_for("No. 1001 · confirmed");
    assert_eq!(shift(&desk, "anna", desk.now()), Value::Null);
    pty.press("o");
    pty.press("g");
    pty.wait_for("✓ logged in");
    assert_eq!(shift(&desk, "anna", desk.now())["state"], "working");
}

#[test]
fn a_colleagues_customer_is_taken_over_by_a_second_key_and_he_is_told() {
    let desk = given::shop();
    let mut anna = Pty::console(&desk, 120, 40);
    anna.wait_for("Elena Ivanova");
    let mut boris = Pty::run(&desk, &["--operator", "boris"], 120, 40);
    anna.wait_for("with boris");
    anna.press("n");
    anna.wait_for("● new");
    boris.wait_for("anna: new");
    boris.press("g");
    boris.wait_for("anna has held this customer since 12:00: take over?");
    boris.press("g");
    boris.press("y");
    boris.wait_for("● new");
    anna.wait_for("boris has taken Elena Ivanova over from you.");
    anna.wait_for("boris: new");
    let newest = &desk.json(&["journal"])[0];
    assert_eq!(json!([newest["kind"], newest["operator"]]), json!(["take", "boris"]));
}
