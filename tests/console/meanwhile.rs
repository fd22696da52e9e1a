//! A colleague works on what an open form was filled from: nothing of theirs is lost, and nothing of what was typed.

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

/// What a colleague does from another process.
fn boris(desk: &TestDesk, command: &[&str]) {
    drop(desk.run(&[command, &["--operator", "boris"]].concat()).success());
}

fn console(desk: &TestDesk) -> Pty {
    let pty = Pty::console(desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty
}

/// Keys, each when the screen shows what is beside it.
fn press(pty: &mut Pty, steps: &[(&str, &str)]) {
    for (keys, shown) in steps {
        pty.press(keys);
        pty.wait_for(shown);
    }
}

#[test]
fn lines_typed_over_a_colleagues_are_saved_only_after_a_look_at_his() {
    let desk = given::shop();
    let mut pty = console(&desk);
    press(
        &mut pty,
        &[("e", "edit or enter what?"), ("l", "Teapot"), (key::DOWN, "Teapot")],
    );
    press(
        &mut pty,
        &[("Cup", "Cup"), (key::TAB, "Cup"), (key::TAB, "Cup"), ("90", "90")],
    );
    boris(&desk, &["order", "lines", "1001", "--line", "Saucer;2;300"]);
    press(&mut pty, &[(key::CONTROL_S, "By now the order holds")]);
    for shown in ["Teapot", "Cup", "Saucer", "It has changed since you looked."] {
        pty.wait_for(shown);
    }
    let names = |desk: &TestDesk| {
        let order = desk.json(&["order", "show", "1001"]);
        let lines = order["lines"].as_array().unwrap().iter();
        lines
            .map(|line| line["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&desk), ["Saucer"]);
    pty.press_after_a_look(key::CONTROL_S);
    pty.wait_for("No. 1001 · lines changed");
    assert_eq!(names(&desk), ["Teapot", "Cup"]);
}

#[test]
fn a_note_typed_over_a_colleagues_is_saved_only_after_a_look_at_his() {
    let desk = given::shop();
    let mut pty = console(&desk);
    press(
        &mut pty,
        &[
            ("e", "edit or enter what?"),
            ("c", "Standing note"),
            (key::UP, "Standing note"),
        ],
    );
    for _ in 0..8 {
        pty.press(key::DOWN);
    }
    press(&mut pty, &[("Likes tea", "Likes tea")]);
    let customer = desk.json(&["order", "show", "1001"])["customer"]["id"].to_string();
    let named = format!("id:{customer}");
    boris(
        &desk,
        &[
            "customer",
            "edit",
            &named,
            "--note",
            "Call after six",
            "--region",
            "Tomsk",
        ],
    );
    press(
        &mut pty,
        &[(key::CONTROL_S, "Call after six"), ("", "Likes tea"), ("", "Tomsk")],
    );
    let note = |desk: &TestDesk| desk.json(&["customer", "show", &named])["note"].clone();
    assert_eq!(note(&desk), "Call after six");
    pty.press_after_a_look(key::CONTROL_S);
    pty.wait_for("✓");
    assert_eq!(note(&desk), "Likes tea");
    assert_eq!(desk.json(&["customer", "show", &named])["region"], "Tomsk");
}

#[test]
fn a_tracking_number_typed_over_a_colleagues_is_taken_only_after_a_look_at_his() {
    let desk = given::shop();
    let mut pty = console(&desk);
    press(&mut pty, &[("c", "✓ No. 1001 · confirmed"), ("p", "✓ No. 1001 · paid")]);
    press(
        &mut pty,
        &[
            ("g", "No. 1001"),
            ("t", "Type or scan it"),
            ("80088012345674", "the check digit is right"),
        ],
    );
    boris(&desk, &["order", "ship", "1001", "RA644000001RU"]);
    press(
        &mut pty,
        &[
            (key::ENTER, "boris"),
            ("", "> 80088012345674"),
            ("", "It is RA644000001RU by now"),
        ],
    );
    let number = |desk: &TestDesk| desk.json(&["order", "show", "1001"])["tracking_number"].clone();
    assert_eq!(number(&desk), "RA644000001RU");
    pty.press_after_a_look(key::ENTER);
    pty.wait_for("✓ No. 1001 · tracking number entered");
    assert_eq!(number(&desk), "80088012345674");
}
