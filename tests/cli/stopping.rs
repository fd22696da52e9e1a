//! An import that is stopped: it ends soon, says how many orders are in, and they stay.

use std::fmt::Write as _;
use std::io::Read;
use std::io::Write as _;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use crate::support::database::server;
use crate::support::desk::TestDesk;
use crate::support::desk::program;

/// More than a reader takes before it looks at anything.
const MANY: usize = 8_000;
/// Longer than 200 ms only for machines that do much else.
const SOON: Duration = Duration::from_secs(2);

fn orders(count: usize) -> String {
    let mut text = String::from("number;created;total;status\n");
    for number in 1..=count {
        let _ = writeln!(text, "{number};2026-03-11;5;new");
    }
    text
}

fn import(desk: &TestDesk, arguments: &[&str]) -> Child {
    Command::new(program())
        .args(["--now", desk.now(), "import"])
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until `orders` orders are in: the import has begun and listens for signals.
fn wait_for(desk: &TestDesk, orders: i64) {
    let began = Instant::now();
    let database = desk.database();
    while database.number("select count(*) from orders") < orders {
        assert!(began.elapsed() < Duration::from_secs(60), "nothing comes in");
        std::thread::yield_now();
    }
}

fn interrupt(child: &Child) {
    let sent = Command::new("/bin/kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

fn said(child: &mut Child) -> (String, String) {
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    (out, err)
}

#[test]
fn an_import_that_waits_for_its_input_ends_soon_and_says_how_many_orders_are_in() {
    for form in [&["-"][..], &["-", "--json"]] {
        let desk = TestDesk::new();
        let _ = desk.run(&["shift", "in"]).success();
        let mut child = import(&desk, form);
        let mut input = child.stdin.take().unwrap();
        input.write_all(orders(MANY).as_bytes()).unwrap();
        wait_for(&desk, 200);
        let began = Instant::now();
        interrupt(&child);
        let ended = child.wait().unwrap();
        assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
        drop(input);
        assert_eq!(ended.code(), Some(1), "a part was done");
        let (out, err) = said(&mut child);
        let kept = desk.database().number("select count(*) from orders");
        if form.contains(&"--json") {
            let told: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(told["files"][0]["stopped"], true, "{told}");
            assert_eq!(
                (&told["rejected"], &told["files"][0]["error"]),
                (&0.into(), &serde_json::Value::Null)
            );
            assert_eq!(told["created"], kept, "{told}");
        } else {
            assert!(
                err.contains(&format!("Stopped: {kept} orders are in, and stay.")),
                "{err}"
            );
        }
    }
}

#[test]
fn a_second_signal_ends_the_process_at_once() {
    let desk = TestDesk::new();
    let _ = desk.run(&["shift", "in"]).success();
    let mut child = import(&desk, &["-"]);
    let mut input = child.stdin.take().unwrap();
    input.write_all(orders(MANY).as_bytes()).unwrap();
    wait_for(&desk, 200);
    // Somebody else writes for long, so that the batch under way cannot end.
    let other = desk.database();
    other.begin_write();
    let began = Instant::now();
    // Two signals so close to each other may come as one: like a person, it is sent until it is heard.
    let ended = loop {
        interrupt(&child);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
    };
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    assert_eq!(ended.code(), Some(130));
    drop(other);
    let done = desk.run(&["import", &desk.file("again.csv", orders(MANY))]).success();
    assert!(done.stdout.contains(&MANY.to_string()), "{}", done.stdout);
}

#[test]
fn a_file_that_breaks_off_says_how_many_orders_are_in() {
    let desk = TestDesk::new();
    let _ = desk.run(&["shift", "in"]).success();
    let file = desk.file("orders.csv", orders(900));
    // As a full disk does it.
    desk.database().refuse_orders_from(500);
    let failed = desk.run(&["import", &file]).code(4);
    // A file is given that many at once; on a server it depends on the time they take.
    let kept = desk.database().number("select count(*) from orders");
    assert!(
        (1..500).contains(&kept) && (kept == 200 || server().is_some()),
        "{kept}"
    );
    let told = format!("{kept} orders are in, and stay");
    assert!(failed.stderr.contains(&told), "{}", failed.stderr);
}
