//! A second server that follows the first: it answers what only reads, says so to who would write, and takes over.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use dozvon::clock::Clock;
use dozvon::desk::Desk;
use dozvon::desk::who::Claiming;
use dozvon::desk::who::Who;
use dozvon::domain::server_address::ServerAddress;
use dozvon::domain::server_address::ServerHost;
use dozvon::domain::settings::Settings;
use dozvon::domain::time::Time;
use dozvon::store::DatabaseServer;
use dozvon::store::Location;
use dozvon::view::search::search;

use crate::cut_off::shop;
use crate::support::database::Database;
use crate::support::desk::TestDesk;
use crate::support::desk::leave_out;
use crate::support::desk::of_a_server;
use crate::support::pty::Pty;

/// What only reads.
const READ: [&[&str]; 9] = [
    &["queue"],
    &["order", "show", "1"],
    &["customer", "show", "+79160000001"],
    &["report", "numbers"],
    &["search", "Buyer"],
    &["journal"],
    &["outbox"],
    &["plan"],
    &["config", "published"],
];

/// What writes.
const WRITE: [&[&str]; 9] = [
    &["next"],
    &["order", "note", "1", "late"],
    &["order", "confirm", "1"],
    &["undo"],
    &["shift", "in"],
    &["call", "log", "1", "no_answer"],
    &["work", "--once"],
    &["import", "orders.json"],
    &["config", "publish"],
];

fn run(program: &Path) {
    let done = Command::new(program).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{}: {said}", program.display());
}

/// The same database of the second server.
fn second(of: &ServerAddress) -> ServerAddress {
    let ServerHost::Socket(folder) = &of.host else {
        panic!("the tests' server has a socket");
    };
    ServerAddress {
        host: ServerHost::Socket(format!("{folder}/second")),
        ..of.clone()
    }
}

/// The same on the database at `place`.
fn at<'a>(place: &'a str, arguments: &[&'a str]) -> Vec<&'a str> {
    [&["--db", place], arguments].concat()
}

/// Refused with the sentence of a server that is only read, in every language.
fn refused(desk: &TestDesk, arguments: &[&str]) {
    for (language, words) in [
        ("en", "This server may only be read."),
        ("ru", "Этот сервер только для чтения."),
        ("uk", "Цей сервер лише для читання."),
    ] {
        let said = desk.run(&[arguments, &["--json", "--lang", language]].concat()).code(4);
        assert_eq!(said.error()["kind"], "database", "{arguments:?}");
        assert_eq!(said.error()["message"], words, "{arguments:?}");
    }
}

/// `DOZVON_TEST_FOLLOWER` is the folder of a cluster whose programs make a second server (`follow`), kill the first
/// (`fall`) and let the second take its place (`take_over`).
#[test]
fn a_server_that_follows_answers_what_only_reads_and_takes_over_under_an_open_console() {
    of_a_server!("a file has none");
    let Ok(cluster) = std::env::var("DOZVON_TEST_FOLLOWER").map(PathBuf::from) else {
        leave_out("on a server others use", "it is killed");
        return;
    };
    let desk = shop(4);
    std::fs::write(desk.path("config.toml"), "[shop]\nname = \"Cups\"\n").unwrap();
    let first = desk.served_at().clone();
    run(&cluster.join("follow"));
    desk.json(&["order", "note", "1", "called twice"]);
    desk.json(&["config", "publish"]);

    let at_second = second(&first).to_string();
    for arguments in READ {
        let here = desk.run(arguments).success().stdout;
        assert_eq!(
            desk.run(&at(&at_second, arguments)).success().stdout,
            here,
            "{arguments:?}"
        );
    }
    let doctor = desk.run(&at(&at_second, &["doctor"])).success().stdout;
    assert!(
        doctor.contains("it follows another server and may only be read"),
        "{doctor}"
    );
    let entries = desk.run(&["journal"]).success().stdout;
    for arguments in WRITE {
        refused(&desk, &at(&at_second, arguments));
    }
    // Neither a desk moves to it, nor away.
    refused(&desk, &at(&at_second, &["move", "--to", "back.db"]));
    let file = desk.path_text("small.db");
    let order = ["order", "new", "--phone", "+79160000099", "--line", "Cup;1;90"];
    desk.json(&at(&file, &order));
    refused(&desk, &at(&file, &["move", "--to", &at_second]));
    assert_eq!(desk.run(&["journal"]).success().stdout, entries);
    let mut closed = Pty::run(&desk, &at(&at_second, &[]), 120, 40);
    closed.wait_for("This server may only be read.");
    assert_eq!(closed.wait_for_end(), 4);

    reads_again(&desk, &first);
    takes_over(&desk, &first, &cluster);
}

/// What the second server breaks off, because the first swept away what it read, is read again.
fn reads_again(desk: &TestDesk, first: &ServerAddress) {
    let who = Who {
        operator: "anna".to_owned(),
        session: "far".to_owned(),
        claiming: Claiming::OnAction,
    };
    let location = Location::Server(DatabaseServer::new(second(first)));
    let clock = Clock::Stopped(Time(1_773_219_600_000));
    let far = Desk::open_existing(location, Arc::new(Settings::default()), who, clock).unwrap();
    let witness = desk.database();
    let mut tries = 0;
    let read = far.read(|look| {
        let before = search(look, "Buyer")?.len();
        tries += 1;
        if tries == 1 {
            witness.run("update orders set rev = rev + 1");
            witness.run("vacuum orders");
            // By the time this is said the second has swept too.
            witness.run("update orders set rev = rev + 1");
        }
        Ok((before, search(look, "uyer")?.len()))
    });
    let (before, after) = read.unwrap();
    assert_eq!((tries, before, after), (2, 4, 4));
}

/// A console that knows both goes on with the one that takes over.
fn takes_over(desk: &TestDesk, first: &ServerAddress, cluster: &Path) {
    let both = ServerAddress {
        others: vec![(second(first).host, first.port)],
        ..first.clone()
    };
    let both = both.to_string();
    let mut console = Pty::run(desk, &["--db", both.as_str()], 120, 40);
    console.wait_for("Buyer");
    console.press("c");
    console.wait_for("· confirmed");
    run(&cluster.join("fall"));
    console.wait_for("no connection to the database");
    // Meanwhile the second alone answers, and only reads: where it is not named alone that is no reason to go elsewhere.
    let note = ["--db", both.as_str(), "order", "note", "1", "late", "--json"];
    let said = desk.run(&note).code(4);
    assert!(
        said.error()["message"]
            .as_str()
            .unwrap()
            .ends_with("none of the servers takes writes."),
        "{}",
        said.error()
    );
    console.press("u");
    console.wait_for("none of the servers takes writes.");
    run(&cluster.join("take_over"));
    console.wait_for_no("no connection to the database");
    console.press("u");
    console.wait_for("Undone: ");
    console.press("c");
    console.wait_for("· confirmed");
    console.press("q");
    assert_eq!(console.wait_for_end(), 0);
    let kept = Database::served(&second(first));
    assert_eq!(
        kept.number("select count(*) from orders where confirmed_at is not null"),
        1
    );
    let journal = desk.run(&["--db", both.as_str(), "journal"]).success().stdout;
    assert_eq!(journal.matches("· confirmed").count(), 2, "{journal}");
}
