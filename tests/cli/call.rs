//! `call …`: calls logged by people and told by the line.

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

fn top(desk: &TestDesk, now: &str) -> Value {
    let rows = desk.run_at(now, &["queue", "--json"]).success().json();
    let row = &rows[0];
    json!([row["lane"], row["task"], row["attempts"], row["phone"]])
}

#[test]
fn a_call_in_vain_is_tried_again_later() {
    let desk = TestDesk::new();
    given::order(&desk);
    let logged = desk.json(&["call", "log", "D1", "no_answer"]);
    assert_eq!(
        (&logged["text"], &logged["order"]["attempts"]),
        (&json!("No. D1 · call logged"), &json!(1))
    );
    assert_eq!(desk.json(&["queue"]), json!([]));
    assert_eq!(
        top(&desk, "2026-03-11T09:40:00Z"),
        json!(["new", "retry_call", 1, "+79161234567"])
    );
}

#[test]
fn a_customer_is_named_by_his_phone() {
    let desk = TestDesk::new();
    given::order(&desk);
    let logged = desk.json(&["call", "log", "8 (916) 123-45-67", "talked"]);
    assert_eq!(logged["order"], Value::Null);
    assert!(desk.json(&["order", "show", "D1"])["contacted_at"].is_string());
}

#[test]
fn a_call_that_took_place_is_entered_at_its_time() {
    let desk = TestDesk::new();
    given::order(&desk);
    let later = "2026-03-11T09:30:00Z";
    let _ = desk
        .run_at(later, &["call", "log", "D1", "talked", "--at", "12:10"])
        .success();
    let order = desk.run_at(later, &["order", "show", "D1", "--json"]).success().json();
    assert_eq!(order["contacted_at"], "2026-03-11T09:10:00Z");
    let future = desk
        .run(&["call", "log", "D1", "talked", "--at", "+2h", "--json"])
        .code(2);
    assert_eq!(future.error()["message"], "“+2h” is still to come.");
}

#[test]
fn a_call_back_needs_a_time_and_comes_due_then() {
    let desk = TestDesk::new();
    given::order(&desk);
    let nameless = desk.run(&["call", "log", "D1", "call_back", "--json"]).code(2);
    assert_eq!(nameless.error()["kind"], "usage");
    desk.json(&["call", "log", "D1", "call_back", "--at", "15:30"]);
    assert_eq!(desk.json(&["queue"]), json!([]));
    assert_eq!(
        top(&desk, "2026-03-11T12:30:00Z"),
        json!(["callback", "call_back", 0, "+79161234567"])
    );
    let _ = desk
        .run(&["call", "log", "D1", "call_back", "--at", "2026-03-10 15:30"])
        .code(5);
}

#[test]
fn a_refusal_on_a_new_order_is_a_cancel_with_its_reason() {
    let desk = TestDesk::new();
    given::order(&desk);
    let why = desk.run(&["call", "log", "D1", "refused", "--json"]).code(2);
    assert_eq!(why.error()["message"], "A reason is needed.");
    let refused = desk.json(&["call", "log", "D1", "refused", "--reason", "cheaper"]);
    let order = &refused["order"];
    assert_eq!(
        (&order["stage"], &order["reason"]),
        (&json!("cancelled"), &json!("cheaper"))
    );
}

#[test]
fn the_line_rings_misses_and_is_returned() {
    let desk = TestDesk::new();
    let incoming = ["call", "incoming", "+7 916 000-00-01", "--id", "a1", "--line", "main"];
    let rang = desk.json(&incoming);
    assert_eq!((&rang["changed"], &rang["order"]), (&json!(true), &Value::Null));
    assert_eq!(top(&desk, desk.now()), json!(["ringing", "answer", 0, "+79160000001"]));
    desk.json(&["call", "missed", "+79160000001", "--id", "a1", "--reason", "busy"]);
    assert_eq!(
        top(&desk, desk.now()),
        json!(["missed", "return_call", 0, "+79160000001"])
    );
    desk.json(&["call", "log", "+79160000001", "talked"]);
    assert_eq!(desk.json(&["queue"]), json!([]));
}

#[test]
fn an_answered_call_owes_nothing() {
    let desk = TestDesk::new();
    for event in ["incoming", "answered", "ended"] {
        desk.json(&["call", event, "89160000001"]);
    }
    assert_eq!(desk.json(&["queue"]), json!([]));
    let unknown = desk.run(&["call", "ended", "89160000002", "--json"]).code(5);
    assert_eq!(unknown.error()["message"], "This call never rang here.");
}

#[test]
fn a_callback_asked_for_on_the_site_comes_at_its_time() {
    let desk = TestDesk::new();
    desk.json(&["call", "request", "89160000001", "--at", "15:00"]);
    assert_eq!(desk.json(&["queue"]), json!([]));
    assert_eq!(
        top(&desk, "2026-03-11T12:00:00Z"),
        json!(["callback", "call_back", 0, "+79160000001"])
    );
}

#[test]
fn whatever_a_caller_sends_is_only_data() {
    let desk = TestDesk::new();
    let long = "9".repeat(5_000);
    for hostile in [
        "'; drop table orders; --",
        "\u{1b}]0;owned\u{7}+79160000001",
        "$(reboot)",
        "-1",
        "--",
        "<unknown>",
        "",
        &long,
    ] {
        let _ = desk.run(&["call", "incoming", "--", hostile]).success();
    }
    for row in desk.json(&["queue"]).as_array().unwrap() {
        let phone = row["phone"].as_str().unwrap_or_default();
        assert!(phone.len() <= 64 && !phone.contains('\u{1b}'), "{row}");
    }
    let _ = desk.run(&["call", "incoming", "--db=elsewhere.db"]).code(2);
    assert!(!desk.path("elsewhere.db").exists());
}

#[test]
fn a_callback_without_a_phone_is_nobodys() {
    let desk = TestDesk::new();
    for nothing in ["abc", "", "12"] {
        let refused = desk.run(&["call", "request", "--json", "--", nothing]).code(2);
        assert_eq!(refused.error()["kind"], "usage", "{nothing}");
        assert!(
            refused.error()["hint"]
                .as_str()
                .is_some_and(|hint| hint.contains("+7 916"))
        );
    }
    assert!(desk.json(&["journal"]).as_array().is_some_and(Vec::is_empty));
    desk.json(&["call", "request", "333-33-33"]);
    assert_eq!(desk.json(&["queue"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_hidden_number_is_one_row_of_nobody_while_it_rings() {
    let desk = TestDesk::new();
    for hidden in ["anonymous", ""] {
        desk.json(&["call", "incoming", hidden]);
        let rows = desk.json(&["queue"]);
        assert_eq!(rows.as_array().map(Vec::len), Some(1), "{hidden}");
        let row = &rows[0];
        assert_eq!((&row["lane"], &row["task"]), (&"ringing".into(), &"answer".into()));
        assert_eq!(
            (&row["customer_id"], &row["customer"], &row["phone"]),
            (&json!(null), &json!(null), &json!(null))
        );
    }
    let later = desk.run_at("2026-03-11T09:03:00Z", &["queue", "--json"]).json();
    assert_eq!(later, json!([]), "nobody can be called back");
}

#[test]
fn a_call_of_ours_is_told_by_the_line_and_logged_by_who_made_it() {
    let desk = TestDesk::new();
    given::order(&desk);
    for event in ["outgoing", "outgoing", "missed"] {
        desk.json(
            &["call", event, "--phone", "89161234567", "--reason", "busy"][..if event == "missed" { 6 } else { 4 }],
        );
    }
    // What the line saw is no attempt yet.
    assert_eq!(desk.json(&["order", "show", "D1"])["attempts"], 0);
    let logged = desk.json(&["call", "log", "D1", "busy"]);
    assert_eq!(logged["order"]["attempts"], 1);
}

#[test]
fn a_new_caller_is_routed_to_nobody_in_particular() {
    let desk = TestDesk::new();
    given::order(&desk);
    assert_eq!(desk.run(&["call", "route", "--", "89161234567"]).success().stdout, "");
    assert_eq!(desk.json(&["call", "route", "+79160000009"])["extension"], Value::Null);
}

#[test]
fn an_exchange_that_is_not_set_is_not_tried() {
    let desk = TestDesk::new();
    let said = desk.run(&["telephony", "test", "--json"]).code(2);
    assert_eq!(said.error()["message"], "No telephone exchange is set.");
}

#[test]
fn recorded_calls_are_listed_heard_and_reviewed() {
    let desk = TestDesk::new();
    let played = desk.path("played");
    let player = if cfg!(windows) {
        vec![
            "cmd".to_owned(),
            "/C".to_owned(),
            format!("echo {{file}}>{}", played.display()),
        ]
    } else {
        let said = format!("printf %s \"$0\" > {}", played.display());
        ["sh", "-c", &said, "{file}"].map(str::to_owned).to_vec()
    };
    let folder = desk.path("rec");
    let desk = desk.settings(&format!(
        "[telephony]\nrecordings = {:?}\nplayer = {player:?}\n",
        folder.display().to_string()
    ));
    given::order(&desk);
    for (id, recording) in [("a", "in-a.wav"), ("b", "../in-b.wav")] {
        desk.json(&["call", "answered", "89161234567", "--id", id]);
        let ended = ["call", "ended", "89161234567", "--id", id, "--recording", recording];
        desk.json(&ended);
    }
    let unheard = |desk: &TestDesk| {
        let calls = desk.json(&["call", "recordings"]);
        let calls = calls.as_array().unwrap();
        calls
            .iter()
            .map(|call| call["call"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let all = unheard(&desk);
    assert_eq!(all.len(), 2);
    desk.json(&["call", "play", &all[1]]);
    assert_eq!(
        std::fs::read_to_string(&played).unwrap().trim_end(),
        folder.join("in-a.wav").display().to_string()
    );
    let _ = desk.run(&["call", "play", &all[0]]).code(5);
    desk.json(&["call", "review", &all[1], "--mark", "4", "--note", "fine"]);
    assert_eq!(unheard(&desk), all[..1]);
    let own = desk.json(&["call", "recordings", "D1"]);
    assert_eq!(
        (&own[1]["mark"], &own[1]["note"], &own[0]["mark"]),
        (&json!(4), &json!("fine"), &Value::Null)
    );
    for wrong in [
        &["call", "review", "12", "--mark", "4"][..],
        &["call", "review", &all[0], "--mark", "6"],
        &["call", "review", &all[0]],
    ] {
        let _ = desk.run(wrong).code(2);
    }
    let report = desk.json(&["report", "calls"]);
    assert_eq!(report["unheard"], 1);
    let operator = &report["operators"][0];
    assert_eq!(
        (&operator["recorded"], &operator["heard"], &operator["marks_sum"]),
        (&json!(2), &json!(1), &json!(4))
    );
    desk.json(&["undo"]);
    assert_eq!(unheard(&desk), all);
}
