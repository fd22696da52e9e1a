//! The file of an open console is replaced, moved or deleted: it says so, writes nothing more, and makes none.

use std::fs;

use crate::given;
use crate::support::desk::of_a_file;
use crate::support::pty::Pty;

#[test]
fn a_console_whose_file_is_replaced_writes_neither_into_it_nor_into_the_other() {
    of_a_file!("it can be replaced");
    let desk = given::shop();
    let copy = desk.json(&["backup"])["path"].as_str().unwrap().to_owned();
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("No. 1001 · Elena Ivanova");
    pty.press("c");
    pty.wait_for("✓ No. 1001 · confirmed");
    // At once, while what was written stands in the log beside the file alone.
    fs::rename(desk.path("desk.db"), desk.path("aside.db")).unwrap();
    fs::copy(&copy, desk.path("desk.db")).unwrap();
    pty.wait_for("replaced or moved");
    pty.press("p");
    pty.wait_for("Nothing was written");
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
    let stage = |file: &str| desk.json(&["--db", &desk.path_text(file), "order", "show", "1001"])["stage"].clone();
    assert_eq!(
        (stage("desk.db"), stage("aside.db")),
        ("new".into(), "confirmed".into())
    );
    for file in ["desk.db", "aside.db"] {
        let found = desk.json(&["--db", &desk.path_text(file), "doctor"]);
        assert_eq!(found[0]["state"], "fine", "{file}: {found}");
    }
}

#[test]
fn a_console_whose_file_is_deleted_makes_no_other() {
    of_a_file!("it can be replaced");
    let desk = given::shop();
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("No. 1001 · Elena Ivanova");
    fs::remove_file(desk.path("desk.db")).unwrap();
    pty.wait_for("replaced or moved");
    pty.press("c");
    pty.wait_for("Nothing was written");
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
    assert!(!desk.path("desk.db").exists());
}
