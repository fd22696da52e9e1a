//! A console takes in all that a shop has, by itself, while somebody types into it: keys are drawn, colleagues write, and no
//! order is lost.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use serde_json::json;

use crate::storm::PAINTED;
use crate::storm::type_and_erase;
use crate::storm::within;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

/// One order of this many is to be called about.
const OPEN: i64 = 50;
/// So long after the one before it an order came, in seconds.
const APART: i64 = 20;
/// Whatever the console reads beside its work, it holds no more.
const MOST_MEMORY_KB: u64 = 250_000;
/// How long a file that is no longer written to may stay behind.
const PATIENCE: Duration = Duration::from_secs(600);

/// A shop of `count` orders, the newest of now; it answers once it may.
struct Shop {
    count: i64,
    now: i64,
}

impl Shop {
    fn order(&self, id: i64) -> serde_json::Value {
        let at = chrono::DateTime::from_timestamp(self.now - (self.count - id) * APART, 0).unwrap();
        let at = at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let status = if id % OPEN == 0 { "processing" } else { "completed" };
        json!({
            "id": id, "number": format!("S{id}"), "status": status, "currency": "RUB", "total": format!("{id}.00"),
            "date_created_gmt": at, "date_modified_gmt": at, "payment_method": "cod",
            "billing": { "first_name": "Vera", "last_name": format!("Kim {id}"), "phone": format!("+7926{id:07}"),
                "email": format!("vera{id}@example.com"), "address_1": "Lenina 1", "city": "Tula" },
            "line_items": [{ "id": 1, "name": "Teapot with a lid, blue", "sku": "T1", "quantity": 1, "total": format!("{id}.00") }],
            "meta_data": [{ "key": "_utm", "value": "x".repeat(400) }],
        })
    }

    /// Those a list asks for.
    fn page(&self, target: &str) -> Vec<i64> {
        let of = |name: &str| -> Option<i64> {
            target
                .split(['?', '&'])
                .find_map(|pair| pair.strip_prefix(name)?.parse().ok())
        };
        let most = of("per_page=").unwrap_or(10);
        if target.contains("orderby=id") {
            let from = of("offset=").unwrap_or(0);
            return (from + 1..=self.count.min(from + most)).collect();
        }
        // Of changes there is none behind the newest order.
        let is_after = target.contains("modified_after") && !target.contains(&self.bound());
        let newest = if is_after { 0 } else { self.count };
        (1..=newest).rev().take(usize::try_from(most).unwrap()).collect()
    }

    /// The day of a month before, as a first reading asks for it.
    fn bound(&self) -> String {
        let at = chrono::DateTime::from_timestamp(self.now - 30 * 86_400, 0).unwrap();
        at.format("%Y-%m-%d").to_string()
    }

    fn answer(&self, mut stream: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        let mut request = String::new();
        reader.read_line(&mut request).ok()?;
        let mut line = String::new();
        while reader.read_line(&mut line).ok()? > 2 {
            line.clear();
        }
        let orders: Vec<_> = self.page(&request).into_iter().map(|id| self.order(id)).collect();
        let told = serde_json::to_string(&orders).ok()?;
        let total = if request.contains("orderby=id") || !orders.is_empty() {
            self.count
        } else {
            0
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-WP-Total: {total}\r\nConnection: close\r\n"
        );
        write!(stream, "{head}Content-Length: {}\r\n\r\n{told}", told.len()).ok()
    }
}

/// Its address; it says nothing before it may.
fn open(count: i64, now: i64, may_begin: Receiver<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let shop = Shop { count, now };
    thread::spawn(move || {
        may_begin.recv().unwrap();
        for stream in listener.incoming().flatten() {
            let _ = shop.answer(stream);
        }
    });
    address
}

fn kept(desk: &TestDesk) -> (i64, i64) {
    let database = desk.database();
    let count = |what: &str| database.number(&format!("select count({what}) from orders where number like 'S%'"));
    (count("*"), count("distinct number"))
}

/// `DOZVON_FEED` says how many orders the shop has.
#[test]
fn keys_are_drawn_and_no_order_is_lost_while_the_console_reads_a_shop() {
    let count: i64 = std::env::var("DOZVON_FEED").map_or(600, |count| count.parse().unwrap());
    let (begin, may_begin) = channel();
    let desk = TestDesk::new().live();
    // What was written just now tells the machine's clock.
    let written = std::fs::metadata(desk.path("config.toml")).unwrap().modified().unwrap();
    let now = written.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let address = open(count, i64::try_from(now).unwrap(), may_begin);
    let settings = format!(
        "[shop]\ntime_zone = \"{}\"\n[[feed]]\nname = \"shop\"\nkind = \"woocommerce\"\naddress = \"{address}\"\nkey = \"env:KEY\"\nsecret = \"env:KEY\"\n",
        desk.zone_at_noon()
    );
    let desk = desk.settings(&settings).variable("KEY", "ck_key");
    let first = [
        "order",
        "new",
        "--name",
        "Anna Frost",
        "--phone",
        "89160000099",
        "--line",
        "Cup;1;90",
    ];
    drop(desk.run(&first).success());
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Anna Frost");
    pty.press("w");
    pty.wait_for("Enter keeps it");
    begin.send(()).unwrap();
    let begun = Instant::now();
    let (mut letters, mut notes) = (Vec::new(), Vec::new());
    while kept(&desk).0 < count && begun.elapsed() < PATIENCE {
        letters.extend(type_and_erase(&mut pty));
        // A colleague writes as well, and waits for the file no longer than ever.
        let (note, asked) = (format!("asks again {}", notes.len()), Instant::now());
        drop(
            desk.run(&["order", "note", "D1", &note, "--operator", "boris"])
                .success(),
        );
        notes.push(asked.elapsed());
    }
    let took = begun.elapsed();
    assert_eq!(kept(&desk), (count, count), "none is skipped or doubled");
    println!(
        "{count} orders in {took:?}; the most memory: {:?} kB",
        pty.peak_memory()
    );
    assert!(
        pty.peak_memory().is_none_or(|most| most < MOST_MEMORY_KB),
        "{:?}",
        pty.peak_memory()
    );
    within("a colleague's note, from another process", notes);
    let most = within("a letter, from its key to the screen", letters);
    assert!(most < PAINTED, "{most:?}");
    // The field stood all the while.
    pty.press("wants it blue");
    pty.press(key::ENTER);
    pty.wait_for("✓ No. D1 · note written");
}
