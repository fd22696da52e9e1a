//! How long the console takes from a key to the last byte on the screen: `cargo bench --bench console`.
//!
//! Runs the program in a pseudo-terminal of 120 by 40 on the file `DOZVON_BENCH_DB` names, a filled rehearsal, or on one
//! of `DOZVON_BENCH_ORDERS` orders that it makes. `DOZVON_BENCH_IMPORT` orders are taken in by another process meanwhile;
//! they stay in a file that was named. With `DOZVON_BENCH_BACKUP` it is copied meanwhile, and the copy put back where
//! another stands. With `DOZVON_BENCH_SENDING` that number of messages leaves meanwhile, from another file. Compare ratios of one
//! run.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod gauge;
mod sending;

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use dozvon::board;
use dozvon::clock::Clock;
use dozvon::demo;
use dozvon::demo::Fill;
use dozvon::desk::Desk;
use dozvon::desk::who::Claiming;
use dozvon::desk::who::Who;
use dozvon::domain::settings::Settings;
use dozvon::domain::time::Span;
use dozvon::domain::time::Time;
use dozvon::i18n::Lang;
use dozvon::store::Access;
use dozvon::store::Store;
use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use vt100::Parser;

use gauge::Gauge;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);
const ROWS: NonZeroU16 = NonZeroU16::new(40).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(120).unwrap();
/// The screen is done when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(60);
/// The row of the screen on which a note is typed; above it stands what was said.
const LINE: usize = 36;
/// Columns of a row that say whose it is.
const WHOSE: usize = 28;
/// Thirty keys a second; closer than 10 ms they are taken for a paste.
const APART: Duration = Duration::from_millis(33);
const PATIENCE: Duration = Duration::from_secs(10);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let path = env::var_os("DOZVON_BENCH_DB").map_or_else(|| folder.path().join("shop.db"), PathBuf::from);
    if !path.exists() {
        make(&path);
    }
    let now = Store::open(&path, Access::Read).unwrap().last_entry_at().unwrap();
    let now = now.unwrap_or(NOON).max(NOON) + Span::seconds(1);
    let top = first_row(&path, now);
    let mut shell = Gauge::new("run /bin/true");
    for _ in 0..20 {
        shell.time(|| Command::new("/bin/true").status().unwrap());
    }
    let floor = shell.say();
    let mut start = Gauge::new("start: run, first row on the screen");
    for _ in 0..15 {
        let begun = Instant::now();
        let mut console = Console::open(folder.path(), &path, now);
        console.wait_for(&top);
        start.add(begun.elapsed());
    }
    start.say_against(floor, "/bin/true");
    let mut console = Console::open(folder.path(), &path, now);
    console.wait_for(&top);
    console.rest();
    keys(&mut console);
    idle(&mut console);
    if let Some(orders) = number("DOZVON_BENCH_IMPORT") {
        let export = folder.path().join("orders.json");
        fs::write(&export, shop_export(orders, now)).unwrap();
        let import = dozvon(folder.path(), &path, now, &["import".as_ref(), export.as_ref()]);
        let seconds = meanwhile(&mut console, import, "orders are taken in");
        println!("{orders} orders were taken in within {seconds:.1} s");
    }
    if env::var_os("DOZVON_BENCH_BACKUP").is_some() {
        let copies = path.with_file_name("bench-copies");
        fs::create_dir_all(&copies).unwrap();
        let backup = dozvon(
            folder.path(),
            &path,
            now,
            &["backup".as_ref(), "--to".as_ref(), copies.as_ref()],
        );
        let seconds = meanwhile(&mut console, backup, "the file is copied");
        let bytes = fs::metadata(&path).unwrap().len();
        println!("{} MB were copied and proven within {seconds:.1} s", bytes / 1_000_000);
        put_back(folder.path(), &copies, now);
    }
    drop(console);
    let mut hook = Gauge::new("a softphone's hook: dozvon call incoming");
    for caller in 0..100 {
        let phone = format!("+7916555{caller:04}");
        let mut told = dozvon(folder.path(), &path, now, &["call", "incoming", &phone].map(OsStr::new));
        hook.time(|| assert!(told.status().unwrap().success()));
    }
    hook.say_against(floor, "/bin/true");
    if let Some(messages) = number("DOZVON_BENCH_SENDING") {
        sending::measure(messages);
    }
}

/// The program at work beside the console.
fn dozvon(home: &Path, db: &Path, now: Time, arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dozvon"));
    command.args(["--json", "--now", &now.rfc3339(), "--db"]).arg(db);
    command.args(arguments).env("HOME", home).stdout(Stdio::null());
    command
}

/// Puts the copy in a folder in the place of another file, and deletes all of it.
fn put_back(home: &Path, copies: &Path, now: Time) {
    let copy = fs::read_dir(copies).unwrap().next().unwrap().unwrap().path();
    let place = copies.join("place.db");
    fs::copy(&copy, &place).unwrap();
    let begun = Instant::now();
    let restored = dozvon(home, &place, now, &["restore".as_ref(), copy.as_ref()])
        .status()
        .unwrap();
    assert!(restored.success());
    println!(
        "it was put back and proven within {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    fs::remove_dir_all(copies).unwrap();
}

fn number(variable: &str) -> Option<usize> {
    env::var(variable).ok().and_then(|text| text.parse().ok())
}

fn make(path: &Path) {
    let orders = number("DOZVON_BENCH_ORDERS").unwrap_or(10_000);
    let fill = Fill {
        orders,
        open: orders / 100,
        seed: 1,
        now: NOON,
        language: Lang::Ru,
    };
    demo::fill(path, &Arc::new(Settings::default()), &fill, &mut |_| {}).unwrap();
}

/// What the screen shows once the queue is on it: the given name of who is to be called first.
fn first_row(path: &Path, now: Time) -> String {
    let who = Who {
        operator: "anna".to_owned(),
        session: "bench".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    let desk = Desk::open(path, Arc::new(Settings::default()), who, Clock::Stopped(now)).unwrap();
    let board = desk
        .read(|look| board::queue(look, "anna", desk.fingerprint()))
        .unwrap();
    let mut names = board.rows.iter().filter_map(|row| row.text.customer.split(' ').next());
    names.find(|name| !name.is_empty()).unwrap().to_owned()
}

fn keys(console: &mut Console) {
    let pressed = |console: &mut Console, what: &str, keys: &[&str]| {
        let (mut first, mut done, mut bytes) = (Gauge::new(what), Gauge::new("  to its last byte"), Vec::new());
        for key in keys {
            let (began, ended, length) = console.press(key);
            first.add(began);
            done.add(ended);
            bytes.push(length);
        }
        bytes.sort_unstable();
        first.say();
        done.say();
        println!("  {} bytes in the middle", bytes[bytes.len() / 2]);
    };
    pressed(console, "a row down", &["j"; 60]);
    pressed(console, "a page down", &["\x1b[6~"; 12]);
    pressed(console, "a page up", &["\x1b[5~"; 12]);
    let digits: Vec<&str> = ["/", "1", "2", "3", "4", "\x1b"].repeat(8);
    pressed(console, "search, each key of /1234 and Esc", &digits);
    pressed(console, "home", &["\x1b[H"; 2]);
    pressed(console, "a durable action: take, give back", &["g"; 20]);
}

fn idle(console: &mut Console) {
    console.rest();
    let (before, switches) = (console.cpu(), console.switches());
    let begun = Instant::now();
    let mut bytes = 0;
    while begun.elapsed() < Duration::from_secs(5) {
        bytes += console
            .output
            .recv_timeout(Duration::from_millis(500))
            .map_or(0, |(_, piece)| piece.len());
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "idle: {:.2} ms of CPU, {:.1} wake-ups and {:.0} bytes a second; peak memory {}, {} of it not of the program's file",
        (console.cpu() - before) / seconds,
        (console.switches() - switches) / seconds,
        f64::from(u32::try_from(bytes).unwrap()) / seconds,
        console.status("VmHWM:"),
        console.status("RssAnon:")
    );
}

/// Keys and notes while another process works on the file; how many seconds it took.
fn meanwhile(console: &mut Console, mut command: Command, what: &str) -> f64 {
    let begun = Instant::now();
    let mut work = command.spawn().unwrap();
    let mut down = Gauge::new(&format!("a row down while {what}"));
    let mut note = Gauge::new("a note, shown and durable, meanwhile");
    let mut turn = 0;
    while work.try_wait().unwrap().is_none() {
        let row = console.selected();
        down.add(console.until("j", |console| console.selected() != row));
        if turn % 10 == 0 {
            let text = format!("note {turn}.");
            let before = console.selected();
            console.until("w", |console| console.selected() != before);
            thread::sleep(APART);
            console.until(&text, |console| console.contains(&text));
            thread::sleep(APART);
            note.add(console.until("\r", |console| (0..LINE).any(|row| console.row(row).contains(&text))));
        }
        turn += 1;
        thread::sleep(APART);
    }
    let seconds = begun.elapsed().as_secs_f64();
    down.say();
    note.say();
    assert!(work.wait().unwrap().success());
    seconds
}

/// Orders of a shop as its own JSON, one to a line.
fn shop_export(orders: usize, now: Time) -> String {
    let line = |index: usize| {
        let status = if index.is_multiple_of(20) { "new" } else { "received" };
        let created = Time(now.0 - i64::try_from(index).unwrap_or_default() * 60_000);
        serde_json::json!({
            "number": format!("IMP{index}"), "created_at": created.rfc3339(), "total": 1500, "status": status,
            "customer": {"name": format!("Покупатель {index}"), "phones": [format!("+7916{index:07}")]},
            "payment": "Карта", "delivery": "Почта России", "address": "Москва",
            "lines": [
                {"sku": format!("A{}", index % 500), "name": "Кофеварка", "quantity": 1, "price": 1000},
                {"sku": "F1", "name": "Фильтр", "quantity": 2, "price": 250},
            ],
        })
        .to_string()
    };
    (0..orders).map(|index| line(index) + "\n").collect()
}

/// The program in a terminal of its own.
struct Console {
    keyboard: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: Parser,
    child: Box<dyn Child + Send + Sync>,
}

impl Console {
    /// As at that moment: nothing ever leaves it.
    fn open(home: &Path, db: &Path, now: Time) -> Console {
        Console::run(home, db, |command| command.args(["--now", &now.rfc3339()]))
    }

    /// With more arguments.
    fn run(home: &Path, db: &Path, add: impl FnOnce(&mut CommandBuilder)) -> Console {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dozvon"));
        command.args(["--operator", "anna", "--lang", "ru", "--db"]);
        command.arg(db);
        add(&mut command);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keyboard = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            // The terminal lives as long as somebody reads it.
            let _master = pair.master;
            let mut buffer = [0; 16_384];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..length].to_vec())).is_err() {
                    return;
                }
            }
        });
        Console {
            keyboard,
            output,
            screen: Parser::new(ROWS, COLUMNS, 0),
            child,
        }
    }

    fn wait_for(&mut self, text: &str) {
        while !self.contains(text) {
            let (_, piece) = self.output.recv_timeout(PATIENCE).unwrap();
            self.screen.process(&piece);
        }
    }

    /// Waits until nothing more is drawn.
    fn rest(&mut self) {
        while let Ok((_, piece)) = self.output.recv_timeout(QUIET * 5) {
            self.screen.process(&piece);
        }
    }

    /// How long until the first byte of the answer, until its last, and how many there were.
    fn press(&mut self, key: &str) -> (Duration, Duration, usize) {
        let begun = Instant::now();
        self.keyboard.write_all(key.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        let (mut first, mut last, mut bytes) = (None, Duration::ZERO, 0);
        let mut patience = Duration::from_millis(500);
        while let Ok((at, piece)) = self.output.recv_timeout(patience) {
            last = at - begun;
            first = first.or(Some(last));
            bytes += piece.len();
            self.screen.process(&piece);
            patience = QUIET;
        }
        (first.unwrap_or_default(), last, bytes)
    }

    /// How long from these keys until the screen is as `shows` says; a key that shows nothing counts with all the patience.
    fn until(&mut self, keys: &str, shows: impl Fn(&Console) -> bool) -> Duration {
        let begun = Instant::now();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        loop {
            let Ok((at, piece)) = self.output.recv_timeout(PATIENCE) else {
                return PATIENCE;
            };
            self.screen.process(&piece);
            // What was drawn before the key does not count.
            if at > begun && (shows(self) || at - begun > PATIENCE) {
                return at - begun;
            }
        }
    }

    /// Where the cursor stands, and whose row that is.
    fn selected(&self) -> (u16, String) {
        let (line, _) = self.screen.screen().cursor_position();
        (line, self.row(usize::from(line)).chars().take(WHOSE).collect())
    }

    fn contains(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    fn row(&self, row: usize) -> String {
        self.screen.screen().rows(0, COLUMNS.get()).nth(row).unwrap_or_default()
    }

    fn process(&self, file: &str) -> String {
        let id = self.child.process_id().unwrap_or_default();
        fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default()
    }

    fn status(&self, name: &str) -> String {
        let status = self.process("status");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or("unknown").trim().to_owned()
    }

    /// Milliseconds of the processor so far; a tick of the clock is ten of them.
    fn cpu(&self) -> f64 {
        let stat = self.process("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let ticks = |at: usize| fields.get(at).and_then(|text| text.parse().ok()).unwrap_or(0.0);
        (ticks(11) + ticks(12)) * 10.0
    }

    /// How often its threads went to sleep.
    fn switches(&self) -> f64 {
        let id = self.child.process_id().unwrap_or_default();
        let Ok(threads) = fs::read_dir(format!("/proc/{id}/task")) else {
            return 0.0;
        };
        let count = |thread: fs::DirEntry| {
            let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.and_then(|line| line.trim().parse::<f64>().ok()).unwrap_or(0.0)
        };
        threads.flatten().map(count).sum()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
