//! A console follows thousands of parcels by itself while somebody types into it: the carrier is asked no faster than it
//! bears, keys are drawn, and every parcel is heard of.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use crate::storm::PAINTED;
use crate::storm::type_and_erase;
use crate::storm::within;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

/// Numbers a carrier takes in one call.
const AT_ONCE: usize = 100;
/// It is left alone so long after each.
const BREATH: Duration = Duration::from_secs(2);
/// Whatever the console follows beside its work, it holds no more.
const MOST_MEMORY_KB: u64 = 250_000;
/// How long a file that is no longer written to may stay behind.
const PATIENCE: Duration = Duration::from_secs(1_200);

/// One call of the carrier: when it ended, and about how many numbers it was.
type Calls = Arc<Mutex<Vec<(Instant, usize)>>>;

/// A Nova Poshta at which every parcel waits for its customer since an hour ago; it answers once it may.
fn carrier(may_begin: Receiver<()>, since: String) -> (String, Calls) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let calls = Calls::default();
    let books = Arc::clone(&calls);
    thread::spawn(move || {
        may_begin.recv().unwrap();
        for stream in listener.incoming().flatten() {
            if let Some(count) = answer(stream, &since) {
                books.lock().unwrap().push((Instant::now(), count));
            }
        }
    });
    (address, calls)
}

fn answer(mut stream: TcpStream, since: &str) -> Option<usize> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line).ok()? > 2 {
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let asked: Value = serde_json::from_slice(&body).ok()?;
    let numbers = asked["methodProperties"]["Documents"].as_array()?;
    let data: Vec<Value> = numbers
        .iter()
        .map(|document| {
            json!({"Number": document["DocumentNumber"], "StatusCode": "7", "Status": "Прибув у відділення",
                "ActualDeliveryDate": since, "TrackingUpdateDate": since, "DateScan": "0001-01-01 00:00:00",
                "CityRecipient": "Київ", "WarehouseRecipient": "Відділення №1: вул. Пирогівський шлях, 135",
                "DocumentCost": "96", "AfterpaymentOnGoodsCost": 1200, "UndeliveryReasons": "",
                "RecipientFullName": "x".repeat(400)})
        })
        .collect();
    let told = json!({"success": true, "data": data, "errors": [], "warnings": [], "info": []}).to_string();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n{told}", told.len()).ok()?;
    Some(numbers.len())
}

/// The orders of a shop that sent all of them in these days.
fn sent(count: usize, days: &[String]) -> String {
    let row = |at: usize| {
        format!(
            "P{at};{};Vera Kim {at};+38067{at:07};1200;Отправлен;Нова Пошта;{}\n",
            days[at % days.len()],
            20_450_000_000_000 + at
        )
    };
    let head = "Номер заказа;Дата;Покупатель;Телефон;Сумма;Статус;Доставка;ТТН\n";
    head.to_owned() + &(0..count).map(row).collect::<String>()
}

fn arrived(desk: &TestDesk) -> usize {
    let count = desk
        .database()
        .number("select count(*) from parcels where arrived_at is not null");
    usize::try_from(count).unwrap()
}

/// `DOZVON_PARCELS` says how many are under way.
#[test]
fn keys_are_drawn_and_every_parcel_is_heard_of_while_the_console_follows_thousands() {
    let count: usize = std::env::var("DOZVON_PARCELS").map_or(220, |count| count.parse().unwrap());
    let (begin, may_begin) = channel();
    let desk = TestDesk::new().live();
    // What was written just now tells the machine's clock.
    let written = std::fs::metadata(desk.path("config.toml")).unwrap().modified().unwrap();
    let now = chrono::DateTime::<chrono::Utc>::from(written).with_timezone(&chrono_tz::Tz::Europe__Kyiv);
    let since = (now - chrono::Duration::hours(1))
        .format("%Y-%m-%d %H:%M:%S")
        .to_string();
    let day = |ago| (now - chrono::Duration::days(ago)).format("%d.%m.%Y %H:%M").to_string();
    let days: Vec<String> = (1..=5).map(day).collect();
    let (address, calls) = carrier(may_begin, since);
    let zone = desk.zone_at_noon();
    let desk = desk.settings(&format!(
        "[shop]\ncountry = \"UA\"\ncurrency = \"UAH\"\ntime_zone = \"{zone}\"\n\
         [carriers.nova_poshta]\npoll = \"1h\"\naddress = \"{address}\"\n"
    ));
    let orders = desk.file("orders.csv", sent(count, &days));
    drop(desk.run(&["import", &orders]).success());
    let followed = desk.json(&["carriers", "list"])[0]["followed"].clone();
    assert_eq!(followed, json!(count));
    let first = [
        "order",
        "new",
        "--name",
        "Anna Frost",
        "--phone",
        "0671234567",
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
    let mut letters = Vec::new();
    while arrived(&desk) < count && begun.elapsed() < PATIENCE {
        letters.extend(type_and_erase(&mut pty));
    }
    let took = begun.elapsed();
    assert_eq!(arrived(&desk), count, "none is forgotten");
    let calls = calls.lock().unwrap().clone();
    assert_eq!(calls.len(), count.div_ceil(AT_ONCE), "a hundred in a call, each once");
    let gaps: Vec<Duration> = calls.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert!(gaps.iter().all(|gap| *gap >= BREATH), "{gaps:?}");
    println!(
        "{count} parcels in {} calls, {took:?}; the most memory: {:?} kB",
        calls.len(),
        pty.peak_memory()
    );
    assert!(
        pty.peak_memory().is_none_or(|most| most < MOST_MEMORY_KB),
        "{:?}",
        pty.peak_memory()
    );
    let most = within("a letter, from its key to the screen", letters);
    assert!(most < PAINTED, "{most:?}");
    // The field stood all the while.
    pty.press("wants it blue");
    pty.press(key::ENTER);
    pty.wait_for("· note written");
}
