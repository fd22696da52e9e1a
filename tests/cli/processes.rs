//! Several processes on one file, and processes that die.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::program;

const OPERATORS: [&str; 4] = ["anna", "boris", "vera", "gleb"];
const PAYMENTS_OF_EACH: usize = 8;
const KILLED: usize = 40;

#[test]
fn four_at_once_lose_nothing() {
    let desk = TestDesk::new();
    given::order_of(&desk, "Елена", "89161234567", "Чайник;1;1000");
    thread::scope(|scope| {
        for operator in OPERATORS {
            let desk = &desk;
            scope.spawn(move || {
                for _ in 0..PAYMENTS_OF_EACH {
                    let paid = desk.run(&["order", "pay", "D1", "10", "--operator", operator]);
                    assert_eq!((paid.code, paid.stderr.as_str()), (Some(0), ""), "{paid:?}");
                }
            });
        }
    });
    let order = desk.json(&["order", "show", "D1"]);
    let payments = OPERATORS.len() * PAYMENTS_OF_EACH;
    assert_eq!(order["payments"].as_array().unwrap().len(), payments);
    assert_eq!(order["paid"]["minor"], payments * 1_000);
    let mut of_each: BTreeMap<String, usize> = BTreeMap::new();
    for entry in desk.json(&["journal"]).as_array().unwrap() {
        if entry["kind"] == "pay" {
            *of_each
                .entry(entry["operator"].as_str().unwrap().to_owned())
                .or_default() += 1;
        }
    }
    assert_eq!(
        of_each,
        OPERATORS.map(|name| (name.to_owned(), PAYMENTS_OF_EACH)).into()
    );
}

#[test]
fn four_at_once_never_get_one_customer() {
    let desk = TestDesk::new();
    for number in 0..OPERATORS.len() {
        given::order_of(&desk, "", &format!("8916000000{number}"), "Чайник;1;1000");
    }
    let mut taken: Vec<i64> = thread::scope(|scope| {
        let takers = OPERATORS.map(|operator| {
            let desk = &desk;
            scope.spawn(move || {
                desk.json(&["next", "--operator", operator])["customer_id"]
                    .as_i64()
                    .unwrap()
            })
        });
        takers.map(|taker| taker.join().unwrap()).to_vec()
    });
    taken.sort_unstable();
    assert_eq!(taken, [1, 2, 3, 4]);
}

#[test]
fn what_a_killed_process_reported_is_there_and_nothing_is_half_done() {
    let desk = TestDesk::new();
    given::order(&desk);
    let mut reported = Vec::new();
    let mut random = fastrand::Rng::with_seed(7);
    for number in 0..KILLED {
        let text = format!("note {number}");
        let child = spawn(&desk, &["order", "note", "D1", &text, "--json"]);
        let patience = Duration::from_micros(random.u64(0..60_000));
        if let Some(done) = killed_after(child, patience) {
            assert_eq!(done["changed"], true);
            reported.push(text);
        }
    }
    let kept: Vec<String> = desk
        .json(&["journal", "--order", "D1", "--limit", "1000"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "note")
        .map(|entry| entry["changes"][0]["after"].as_str().unwrap().to_owned())
        .collect();
    for text in &reported {
        assert_eq!(kept.iter().filter(|note| *note == text).count(), 1, "{text}");
    }
    let database = desk.database();
    database.assert_whole();
    let notes = database.number("select count(*) from notes");
    assert_eq!(
        usize::try_from(notes).unwrap(),
        kept.len(),
        "a note and its entry are one"
    );
}

fn spawn(desk: &TestDesk, arguments: &[&str]) -> Child {
    Command::new(program())
        .args(["--now", desk.now()])
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the process reported before it ended, or was killed because `patience` was over.
fn killed_after(mut child: Child, patience: Duration) -> Option<Value> {
    let mut output = child.stdout.take().unwrap();
    let (sender, heard) = channel();
    let listener = thread::spawn(move || {
        let mut text = String::new();
        output.read_to_string(&mut text).unwrap();
        let _ = sender.send(());
        text
    });
    if heard.recv_timeout(patience).is_err() {
        child.kill().unwrap();
    }
    child.wait().unwrap();
    let text = listener.join().unwrap();
    (!text.is_empty()).then(|| serde_json::from_str(&text).unwrap())
}
