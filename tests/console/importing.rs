//! `import` on a terminal: what it asks once, and how far it is.

use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

#[test]
fn an_unknown_status_is_asked_for_once_and_remembered() {
    let desk = TestDesk::new();
    let table = "number;created;total;status\n1;2026-03-11;5;У кравця\n2;2026-03-11;5;У кравця\n3;2026-03-11;5;інше\n";
    let file = desk.file("orders.csv", table);
    let mut pty = Pty::run(&desk, &["import", &file], 100, 30);
    pty.wait_for("2 orders of shop have the status “У кравця”");
    pty.wait_for("2  confirmed");
    pty.press("9");
    pty.press(key::ENTER);
    pty.wait_for("One of the numbers");
    pty.press("2");
    pty.press(key::ENTER);
    pty.wait_for("“інше”");
    pty.press(key::ENTER);
    pty.wait_for("One order waits");
    assert_eq!(pty.wait_for_end(), 1);
    let kept = std::fs::read_to_string(desk.path("statuses.toml")).unwrap();
    assert!(kept.ends_with("\n[shop]\n\"У кравця\" = \"confirmed\"\n"), "{kept}");
    assert_eq!(desk.json(&["order", "show", "2"])["stage"], "confirmed");
    let again = desk.run(&["import", &file, "--json"]).code(1).json();
    assert_eq!((&again["unchanged"], &again["rejected"]), (&2.into(), &1.into()));
}

#[test]
fn a_bar_shows_how_far_an_import_is_and_only_on_a_terminal() {
    let desk = TestDesk::new();
    let rows: Vec<String> = (1..=2_000).map(|number| format!("{number};2026-03-11;5\n")).collect();
    let file = desk.file(
        "many.csv",
        format!("number;created;total\n{}x;yesterday;5\n", rows.concat()),
    );
    let mut pty = Pty::run(&desk, &["import", &file], 100, 30);
    pty.wait_until("a bar, the rate and what was put aside", |screen| {
        let text = screen.contents();
        text.contains("many.csv  █") && text.contains(" %  ") && text.contains("/s, 0 put aside")
    });
    pty.wait_for("“yesterday” is no date");
    assert_eq!(pty.wait_for_end(), 1);
    assert!(!pty.screen().contains('█'), "{}", pty.screen());
    let quiet = desk.run(&["import", &file, "--json"]).code(1);
    assert_eq!(quiet.stderr, "");
}
