//! `undo` and `redo`, from process to process.

use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;

#[test]
fn the_last_action_is_taken_back_and_done_again() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&["order", "pay", "D1"]);
    let before = desk.json(&["order", "show", "D1"]);
    let mut undone = desk.json(&["undo"]);
    assert_eq!(undone["order"]["stage"], "confirmed");
    undone["order"] = json!(null);
    assert_eq!(undone["recalled"][0]["kind"], "paid", "the thanks had not left yet");
    undone["recalled"] = json!([]);
    assert_eq!(undone["warnings"].as_array().unwrap().len(), 1);
    undone["warnings"] = json!([]);
    assert_eq!(
        undone,
        json!({
            "entry": 4,
            "changed": true,
            "text": "Undone: No. D1 · paid",
            "warnings": [],
            "order": null,
            "undid": 3,
            "undid_all": [3],
            "recalled": [],
            "already_sent": [],
        })
    );
    let mut redone = desk.json(&["redo"]);
    assert_eq!(redone["order"], before);
    redone["order"] = json!(null);
    assert_eq!(
        redone,
        json!({
            "entry": 5,
            "changed": true,
            "text": "Done again: No. D1 · paid",
            "warnings": [],
            "order": null,
            "redid": 3,
            "redid_all": [3],
            "recalled": [],
            "already_sent": [],
        })
    );
}

#[test]
fn each_operator_takes_back_his_own() {
    let desk = TestDesk::new();
    given::order(&desk);
    let none = desk.run(&["undo", "--operator", "boris", "--json"]).code(5);
    assert_eq!(
        none.error(),
        json!({
            "kind": "refused",
            "message": "There is nothing of yours to undo.",
            "hint": "Look at the history for what was done.",
        })
    );
    assert_eq!(desk.run(&["redo"]).code(5).stdout, "");
}

#[test]
fn later_work_of_a_colleague_stands_on_it() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.json(&[
        "order",
        "cancel",
        "D1",
        "--reason",
        "changed_mind",
        "--operator",
        "boris",
    ]);
    let refused = desk.run(&["undo", "--json"]).code(5);
    assert_eq!(refused.error()["message"], "boris has worked on it since: cancelled.");
}

#[test]
fn everything_an_operator_did_can_be_walked_back() {
    let desk = TestDesk::new();
    given::order(&desk);
    let fresh = desk.json(&["order", "show", "D1"]);
    let actions: [&[&str]; 8] = [
        &["order", "note", "D1", "звонила"],
        &["call", "log", "D1", "no_answer"],
        &["order", "schedule", "D1", "завтра 10"],
        &["order", "lines", "D1", "--line", "Чай;2;100"],
        &["order", "confirm", "D1"],
        &["order", "pay", "D1", "50"],
        &[
            "customer",
            "edit",
            "id:1",
            "--name",
            "Лена",
            "--add-email",
            "lena@mail.example",
        ],
        &["order", "cancel", "D1", "--reason", "other"],
    ];
    for action in actions {
        assert_eq!(desk.json(action)["changed"], true, "{action:?}");
    }
    for action in actions {
        assert_eq!(desk.json(&["undo"])["changed"], true, "{action:?}");
    }
    assert_eq!(desk.json(&["order", "show", "D1"]), fresh);
}
