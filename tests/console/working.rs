//! Orders worked with single keys; what is pasted does nothing by itself.

use serde_json::Value;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

/// Keys, and what each makes the console say.
type Steps<'a> = &'a [(&'a str, &'a str)];

fn work(desk: &TestDesk, steps: Steps<'_>) -> Pty {
    let mut pty = Pty::console(desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    for (keys, said) in steps {
        pty.press(keys);
        pty.wait_for(said);
    }
    pty
}

fn stage(desk: &TestDesk, number: &str) -> String {
    let order = desk.json(&["order", "show", number]);
    order["stage"].as_str().unwrap().to_owned()
}

#[test]
fn an_order_goes_from_first_contact_to_receipt_by_single_keys() {
    let desk = given::shop();
    work(
        &desk,
        &[
            ("n", "Next: R4"),
            ("c", "✓ No. 1001 · confirmed"),
            ("p", "✓ No. 1001 · paid"),
            ("t", "Type or scan it"),
            ("80088012345674", "the check digit is right"),
            (key::ENTER, "✓ No. 1001 · tracking number entered"),
            ("a", "✓ No. 1001 · arrived"),
            ("r", "✓ No. 1001 · received"),
        ],
    );
    let order = desk.json(&["order", "show", "1001"]);
    assert_eq!(order["stage"], "received");
    assert_eq!(order["tracking_number"], "80088012345674");
    assert_eq!(order["carrier"], "russian_post");
    assert_eq!(order["due"]["minor"], 0);
}

#[test]
fn a_script_or_an_answer_that_is_mended_in_an_editor_is_said_without_a_restart() {
    let desk = given::shop();
    for folder in ["scripts/en", "answers/ru"] {
        std::fs::create_dir_all(desk.path(folder)).unwrap();
    }
    let script = |text: &str| desk.file("scripts/en/first_contact.md", text);
    let _ = script("# Ours\n\n- Greet them\n");
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Ours 0/1");
    let _ = script("# Ours\n\n- Greet them\n- Ask for the size\n");
    pty.wait_for("Ours 0/2");
    pty.wait_for("Ask for the size");
    // A slip is told with its line, and what the program brings is said until it is mended.
    let _ = script("# Ours\n\n- {{ order.totla }}\n");
    pty.wait_for("first_contact.md:3: ");
    pty.wait_for("The built-in one is used.");
    pty.wait_for("First call 0/");
    let _ = script("# Ours\n\n- Greet them warmly\n");
    pty.wait_for("Greet them warmly");
    pty.press("f");
    pty.wait_for("Standard answers");
    pty.press("zeppelin");
    pty.wait_for("No answer has these words");
    let _ = desk.file(
        "answers/ru/zeppelin.md",
        "# Дирижаблем\n\n> zeppelin\n\nВылетает завтра.\n",
    );
    pty.wait_for("Вылетает завтра.");
}

#[test]
fn the_same_keys_work_on_a_russian_layout() {
    let desk = given::shop().variable("LANG", "ru_RU.UTF-8");
    work(
        &desk,
        &[
            ("т", "Дальше: R4"),
            ("с", "✓ №1001 · подтверждён"),
            ("з", "✓ №1001 · оплачен"),
            ("е", "отсканируйте"),
            ("80088012345674", "контрольная цифра верна"),
            (key::ENTER, "✓ №1001 · трек-номер записан"),
            ("ф", "✓ №1001 · прибыл"),
            ("к", "✓ №1001 · получен"),
        ],
    );
    assert_eq!(stage(&desk, "1001"), "received");
}

#[test]
fn undo_and_redo_go_back_and_forth() {
    let desk = given::shop();
    let mut pty = work(
        &desk,
        &[
            ("c", "✓ No. 1001 · confirmed"),
            ("p", "✓ No. 1001 · paid"),
            ("u", "Undone: No. 1001 · paid"),
            ("u", "Undone: No. 1001 · confirmed"),
        ],
    );
    assert_eq!(stage(&desk, "1001"), "new");
    for (keys, said) in [
        ("y", "Done again: No. 1001 · confirmed"),
        ("y", "Done again: No. 1001 · paid"),
    ] {
        pty.press(keys);
        pty.wait_for(said);
    }
    assert_eq!(stage(&desk, "1001"), "ready");
}

#[test]
fn a_paste_in_command_mode_changes_nothing() {
    let desk = given::shop();
    let mut pty = work(&desk, &[]);
    let before = desk.json(&["journal"]);
    pty.paste("ccc\rpx1\r");
    pty.wait_for("A pasted text");
    pty.press(key::ESC);
    pty.wait_for_no("A pasted text");
    // The same from a terminal that does not mark what is pasted.
    pty.press("capnxq");
    pty.wait_for("A pasted text");
    pty.press(key::ESC);
    pty.wait_for_no("A pasted text");
    pty.press("?");
    pty.wait_for("All keys");
    let now = desk.json(&["journal"]);
    // The operator may have come to the desk before the first look, or after it.
    let passing = |kind: &str| matches!(kind, "undo" | "redo" | "shift_in");
    let lasting = |journal: &Value| {
        let entries = journal
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["undone"] == false);
        entries
            .filter(|entry| !passing(entry["kind"].as_str().unwrap()))
            .count()
    };
    assert_eq!(lasting(&now), lasting(&before), "{now:#}");
    assert_eq!(stage(&desk, "1001"), "new");
}
