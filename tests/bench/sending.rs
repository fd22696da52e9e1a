//! How long a key takes while the same console sends messages: on a file that is no rehearsal, through a gateway on loopback.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use dozvon::board;
use dozvon::board::BoardRow;
use dozvon::clock::Clock;
use dozvon::config;
use dozvon::desk::Desk;
use dozvon::desk::who::Claiming;
use dozvon::desk::who::Who;
use dozvon::domain::action::Action;
use dozvon::domain::target::Target;
use dozvon::domain::time::Time;
use portable_pty::CommandBuilder;

use super::APART;
use super::Console;
use super::Gauge;
use super::LINE;
use super::shop_export;

/// Keys pressed while nothing leaves, to compare with.
const BEFORE: usize = 150;
/// How soon the first message leaves once its order is confirmed: when the last is confirmed, none has left.
const RECALL: Duration = Duration::from_secs(30);
/// How many orders of an export are new: one of this many.
const NEW_OF: usize = 20;

/// Confirms a number of orders, and presses keys until all their customers are told.
pub fn measure(messages: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (home, db) = (folder.path(), folder.path().join("real.db"));
    let (gateway, taken) = gateway();
    let config = home.join("config.toml");
    fs::write(&config, settings(&gateway)).unwrap();
    let export = home.join("orders.json");
    fs::write(&export, shop_export(messages * NEW_OF * 2, now())).unwrap();
    let dozvon = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dozvon"));
        command
            .args(arguments)
            .arg("--db")
            .arg(&db)
            .arg("--config")
            .arg(&config);
        let done = command.env("HOME", home).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    dozvon(&["import", export.to_str().unwrap(), "--operator", "anna"]);

    let mut desk = open(&db, &config);
    let board = desk
        .read(|look| board::queue(look, "boris", desk.fingerprint()))
        .unwrap();
    let orders: Vec<_> = board
        .rows
        .iter()
        .filter_map(BoardRow::facts)
        .map(|facts| facts.id)
        .collect();
    assert!(orders.len() > messages, "{} orders wait", orders.len());

    let mut console = Console::run(home, &db, |command: &mut CommandBuilder| {
        command.arg("--config");
        command.arg(&config);
    });
    console.rest();
    let mut idle = Gauge::new("a row down, nothing leaves");
    for _ in 0..BEFORE {
        idle.add(down(&mut console));
    }
    let idle = idle.say();

    // The last ones: the rows that are gone through stay.
    for order in orders.iter().rev().take(messages) {
        desk.perform(Target::Order(*order), &Action::Confirm).unwrap();
    }
    console.press("\x1b[H");
    let first = taken.recv_timeout(RECALL * 2).unwrap();
    let mut gone = 1;
    let mut busy = Gauge::new(&format!("a row down while {messages} messages leave"));
    let mut note = Gauge::new("a note, shown and durable, meanwhile");
    for turn in 0.. {
        busy.add(down(&mut console));
        if turn % 20 == 10 {
            let text = format!("note {turn}.");
            let before = console.selected();
            console.until("w", |console| console.selected() != before);
            thread::sleep(APART);
            console.until(&text, |console| console.contains(&text));
            thread::sleep(APART);
            note.add(console.until("\r", |console| (0..LINE).any(|row| console.row(row).contains(&text))));
        }
        gone += taken.try_iter().count();
        if gone >= messages {
            break;
        }
        assert!(
            first.elapsed() < Duration::from_secs(300),
            "{gone} of {messages} have left"
        );
    }
    let seconds = first.elapsed().as_secs_f64();
    busy.say_against(idle, "while nothing leaves");
    note.say();
    println!("{messages} messages left within {seconds:.1} s");
}

/// A row down, at the pace of a key that is held.
fn down(console: &mut Console) -> Duration {
    let row = console.selected();
    let took = console.until("j", |console| console.selected() != row);
    thread::sleep(APART);
    took
}

fn open(db: &Path, config: &Path) -> Desk {
    let settings = Arc::new(config::load(Some(config)).unwrap().settings);
    let who = Who {
        operator: "boris".to_owned(),
        session: "bench".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    Desk::open_existing(db, settings, who, Clock::System).unwrap()
}

fn now() -> Time {
    Clock::System.now()
}

fn settings(gateway: &str) -> String {
    let hours: String = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .map(|day| format!("{day} = \"00:00-24:00\"\n"))
        .concat();
    format!(
        "[hours]\n{hours}[regulation]\nrecall = \"{}s\"\n[channels.sms]\nvia = \"http\"\ngo = \"auto\"\n\
         per_minute = 100000\nurl = \"{gateway}/send?to={{to}}&text={{text}}\"\n",
        RECALL.as_secs()
    )
}

/// A gateway that takes every message; it tells when.
fn gateway() -> (String, Receiver<Instant>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let (tell, taken) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Who hangs up sends nothing.
            let _ = take(stream, &tell);
        }
    });
    (format!("http://{at}"), taken)
}

fn take(mut stream: TcpStream, tell: &Sender<Instant>) -> std::io::Result<()> {
    let mut head = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")?;
    // The bench may be over.
    let _ = tell.send(Instant::now());
    Ok(())
}
