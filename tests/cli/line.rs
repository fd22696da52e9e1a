//! A worker that listens to an exchange is killed in mid-call: the ledger is right once another one has begun.

use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::support::database::Database;
use crate::support::desk::TestDesk;
use crate::support::desk::program;
use crate::support::exchange;
use crate::support::exchange::TestCall;

fn worker(desk: &TestDesk) -> Child {
    Command::new(program())
        .arg("work")
        .env_clear()
        .envs(desk.environment())
        .env("AMI_SECRET", "s3cret")
        .current_dir(desk.folder())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Of each call: its phone, whether it was taken, whether it is over, what came of it, why it was missed, and whose it is.
type Row = (String, bool, bool, Option<i64>, Option<i64>, Option<String>);

fn ledger(database: &Database) -> Vec<Row> {
    let sql = "select phone, answered_at, ended_at, outcome, missed_reason, operator from calls order by phone";
    // The worker has yet to make its tables.
    let rows = database.try_rows(sql).unwrap_or_default();
    let said = |text: &String| !text.is_empty();
    let row = |row: Vec<String>| {
        let operator = Some(row[5].clone()).filter(said);
        (
            row[0].clone(),
            said(&row[1]),
            said(&row[2]),
            row[3].parse().ok(),
            row[4].parse().ok(),
            operator,
        )
    };
    rows.into_iter().map(row).collect()
}

/// The ledger once it is so.
fn until(database: &Database, is_so: impl Fn(&[Row]) -> bool) -> Vec<Row> {
    let (_line, nobody) = channel::<()>();
    for _ in 0..600 {
        let rows = ledger(database);
        if is_so(&rows) {
            return rows;
        }
        let _ = nobody.recv_timeout(Duration::from_millis(50));
    }
    panic!("{:?}", ledger(database));
}

#[test]
fn a_worker_killed_in_mid_call_leaves_a_ledger_the_next_one_puts_right() {
    let (listener, port) = exchange::listen();
    let settings = exchange::settings(port, &[("anna", "101")]);
    let desk = TestDesk::new().settings(&format!("[shop]\ncountry = \"UA\"\n{settings}"));
    thread::spawn(move || {
        let (talked, rang) = (TestCall::new(1, "+380671234567"), TestCall::new(2, "+380501112233"));
        // One caller is talked with and the other rings when the worker is killed.
        let first = [talked.rings(), talked.taken(), rang.rings()].concat().concat();
        // While nobody listened the one who rang gave up; the talk goes on, and ends then.
        let parts = [(String::new(), first), (talked.listed(), talked.over().concat())];
        for (lists, says) in parts {
            let (stream, _) = listener.accept().unwrap();
            let _ = exchange::converse(stream, &lists, |voice| voice.say(&says).unwrap());
        }
    });
    let database = desk.database();
    let mut first = worker(&desk);
    let begun = until(&database, |rows| rows.len() == 2 && rows[1].1);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(begun.iter().all(|row| !row.2), "{begun:?}");
    // Its lease ends by itself within the minute; the test does not wait for that.
    database.run("delete from leases");
    let mut second = worker(&desk);
    let rows = until(&database, |rows| rows.len() >= 2 && rows.iter().all(|row| row.2));
    second.kill().unwrap();
    second.wait().unwrap();
    let missed = ("+380501112233".to_owned(), false, true, None, None, None);
    let talked = (
        "+380671234567".to_owned(),
        true,
        true,
        Some(1),
        None,
        Some("anna".to_owned()),
    );
    assert_eq!(rows, [missed, talked]);
    database.assert_whole();
}
