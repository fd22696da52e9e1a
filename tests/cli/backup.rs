//! `backup`, `restore` and `doctor`: the file is copied, the copy proven, put back and looked after.

use std::fs;
#[cfg(unix)]
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::NOON;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

/// The copies in the folder `backups` beside the database, oldest first.
fn copies(desk: &TestDesk) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(desk.path("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

fn path_of(reply: &Value) -> PathBuf {
    PathBuf::from(reply["path"].as_str().unwrap())
}

#[test]
fn a_copy_holds_the_work_and_comes_back_in_the_place_of_the_file() {
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    let made = desk.json(&["backup"]);
    assert_eq!((&made["orders"], &made["at"]), (&json!(1), &json!(NOON)));
    assert_eq!(copies(&desk), [path_of(&made)]);
    assert_eq!(path_of(&made).file_name().unwrap(), "desk-2026-03-11-120000.db");
    desk.json(&["order", "cancel", "D1", "--reason", "cheaper"]);

    let back = desk.json(&["restore", made["path"].as_str().unwrap()]);
    assert_eq!(desk.json(&["order", "show", "D1"])["stage"], "new");
    // What was there before is whole too.
    let aside = back["aside"].as_str().unwrap();
    let then = desk.json(&["--db", aside, "order", "show", "D1"]);
    assert_eq!(then["stage"], "cancelled");
}

#[test]
fn only_as_many_copies_are_kept_as_asked_for_and_nothing_else_is_deleted() {
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    for hour in 9..13 {
        let now = format!("2026-03-11T{hour:02}:00:00Z");
        assert_eq!(desk.run_at(&now, &["backup", "--keep", "2"]).code, Some(0));
    }
    desk.file("backups/desk-holidays.db", "somebody's own");
    let last = desk.run_at("2026-03-11T14:00:00Z", &["backup", "--keep", "2"]);
    assert!(last.stdout.contains("desk-2026-03-11-140000.db"), "{}", last.stdout);
    let names: Vec<String> = copies(&desk)
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "desk-2026-03-11-150000.db",
            "desk-2026-03-11-170000.db",
            "desk-holidays.db"
        ]
    );
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    let there = desk.file("mine.db", "something else");
    let failed = desk.run(&["backup", "--to", &there]);
    assert_eq!(failed.code, Some(2));
    assert_eq!(fs::read_to_string(&there).unwrap(), "something else");
    let new = desk.path_text("kept.db");
    assert_eq!(desk.json(&["backup", "--to", &new])["orders"], 1);
    assert_eq!(desk.json(&["--db", &new, "order", "show", "D1"])["stage"], "new");
}

#[test]
fn what_is_no_copy_takes_nobodys_place() {
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    let copy = path_of(&desk.json(&["backup"]));
    let whole = fs::read(&copy).unwrap();
    // Torn off, holes in it, of another program, empty.
    let mut holes = whole.clone();
    for page in holes.chunks_mut(4_096).skip(3).step_by(2) {
        page.fill(0);
    }
    let bad = [&whole[..whole.len() / 2], &holes, b"not a database at all", b""];
    for (number, bytes) in bad.into_iter().enumerate() {
        let file = desk.file(&format!("bad-{number}.db"), bytes);
        let failed = desk.run(&["restore", &file]);
        assert_eq!(failed.code, Some(4), "{number}: {}", failed.stderr);
        assert_eq!(fs::read(&file).unwrap(), bytes, "{number} was changed");
        assert_eq!(desk.json(&["order", "show", "D1"])["stage"], "new");
    }
    let beside = fs::read_dir(desk.folder()).unwrap();
    let left: Vec<String> = beside
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("part") || name.contains("restore"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_copy_is_nobody_elses_to_read() {
    use std::os::unix::fs::PermissionsExt;
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    let copy = path_of(&desk.json(&["backup"]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&copy), mode(copy.parent().unwrap())), (0o600, 0o700));
    desk.json(&["restore", copy.to_str().unwrap()]);
    assert_eq!(mode(&desk.path("desk.db")), 0o600);
}

#[test]
fn the_doctor_finds_nothing_at_a_desk_in_order_but_that_it_has_no_copy() {
    of_a_file!("a server is copied by its own means");
    let desk = TestDesk::new();
    given::order(&desk);
    let states = |desk: &TestDesk| -> Vec<(String, String)> {
        let found = desk.json(&["doctor"]);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let found = found.as_array().unwrap().iter();
        found
            .map(|one| (text(&one["check"]), text(&one["state"])))
            .filter(|(_, state)| state != "fine")
            .collect()
    };
    assert_eq!(states(&desk), [("backup".to_owned(), "warning".to_owned())]);
    let copy = path_of(&desk.json(&["backup"]));
    assert_eq!(states(&desk), []);
    desk.json(&["order", "confirm", "D1"]);
    let file = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    file.execute("update messages set state = 6 where state = 1", [])
        .unwrap();
    assert_eq!(states(&desk), [("outbox".to_owned(), "warning".to_owned())]);
    let said = desk.run(&["doctor"]).success().stdout;
    assert!(
        said.contains("! Outbox: 1 message could not be delivered\n    → dozvon outbox"),
        "{said}"
    );
    file.execute("update messages set state = 1, not_before = 0 where state = 6", [])
        .unwrap();
    let said = desk.run(&["doctor"]).success().stdout;
    assert!(
        said.contains("! Outbox: 1 message should have left a day ago\n"),
        "{said}"
    );
    fs::remove_file(copy).unwrap();
    let failed = desk.run(&["doctor"]);
    assert_eq!(failed.code, Some(1), "{}", failed.stdout);
    assert!(
        failed.stdout.contains("✗ Copy: the last one is gone"),
        "{}",
        failed.stdout
    );
}

#[test]
fn the_doctor_mends_what_is_kept_of_the_stock_and_the_sums_of_all_orders() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "8 916 123-45-67", "Кофеварка;2;390;C803");
    let products = desk.file("products.csv", "Артикул;Название;Цена;Остаток\nC803;Кофеварка;100;1\n");
    let _ = desk.run(&["catalogue", "import", &products]).success();
    let figures = |arguments: &[&str]| {
        let found = desk.run(&[arguments, &["--json"]].concat()).json();
        let mut found = found.as_array().unwrap().iter();
        found.find(|one| one["check"] == "figures").unwrap()["state"].clone()
    };
    let database = desk.database();
    let asked = database.number("select count(*) from demand");
    assert!(asked > 0, "an order asks for what the catalogue knows");
    for spoilt in [
        "update demand set share = 1",
        "update demand set quantity_milli = quantity_milli + 7000",
        "delete from demand",
        "update order_totals set total = total + 1",
        "delete from order_totals",
        "insert into order_totals values (5, 'EUR', 3, 100)",
    ] {
        assert_eq!(figures(&["doctor"]), "fine", "before {spoilt}");
        database.run(spoilt);
        assert_eq!(figures(&["doctor"]), "bad", "{spoilt}");
        assert_eq!(figures(&["doctor", "--fix"]), "mended", "{spoilt}");
    }
    assert_eq!(figures(&["doctor"]), "fine");
}
