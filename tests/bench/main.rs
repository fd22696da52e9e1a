//! How long the desk takes, without a screen: `cargo bench --bench desk`.
//!
//! Runs on the file or the server `DOZVON_BENCH_DB` names, a filled rehearsal (it is worked on); where none is, on a file of
//! `DOZVON_BENCH_ORDERS` orders is made, `DOZVON_BENCH_OPEN` of them open. `DOZVON_BENCH_ONLY` names the parts to run. Compare ratios of one run: machines and their disks change speed.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod gauge;

use std::env;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use std::time::Instant;

use dozvon::board::builder::BoardBuilder;
use dozvon::clock::Clock;
use dozvon::demo;
use dozvon::demo::Fill;
use dozvon::desk::Desk;
use dozvon::desk::import::ImportOptions;
use dozvon::desk::import::ImportWatch;
use dozvon::desk::undo::UndoChoice;
use dozvon::desk::who::Claiming;
use dozvon::desk::who::Who;
use dozvon::domain::action::Action;
use dozvon::domain::country::Country;
use dozvon::domain::ids::CustomerId;
use dozvon::domain::ids::OrderId;
use dozvon::domain::settings::Settings;
use dozvon::domain::target::CardKey;
use dozvon::domain::target::Target;
use dozvon::domain::time::Span;
use dozvon::domain::time::Time;
use dozvon::i18n::Lang;
use dozvon::intake;
use dozvon::store::Access;
use dozvon::store::Location;
use dozvon::store::Store;
use dozvon::view::card;
use dozvon::view::search;

use gauge::Gauge;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let at = match env::var("DOZVON_BENCH_DB") {
        Ok(said) => Location::parse(&said).unwrap(),
        Err(_) => Location::File(folder.path().join("shop.db")),
    };
    if let Location::File(path) = &at
        && !path.exists()
    {
        make(path);
    }
    let bench = Bench::new(at);
    let floor = bench.floor(folder.path());
    let only = env::var("DOZVON_BENCH_ONLY").unwrap_or_default();
    let part = |name: &str| only.is_empty() || only.split(',').any(|part| part == name);
    if part("start") {
        bench.start(&floor);
    }
    if part("follow") {
        bench.follow();
        bench.ticks();
    }
    if part("card") {
        bench.cards();
    }
    if part("search") {
        bench.search();
    }
    if part("action") {
        bench.actions(&floor);
    }
    // It leaves its orders behind, all of them open.
    if part("import") && (!only.is_empty() || env::var_os("DOZVON_BENCH_DB").is_none()) {
        bench.import();
    }
}

fn number(name: &str, otherwise: usize) -> usize {
    env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

fn make(path: &Path) {
    let orders = number("DOZVON_BENCH_ORDERS", 10_000);
    let fill = Fill {
        orders,
        open: number("DOZVON_BENCH_OPEN", orders / 100),
        seed: 1,
        now: NOON,
        language: Lang::Ru,
    };
    let begun = Instant::now();
    demo::fill(path, &Arc::new(Settings::default()), &fill, &mut |_| {}).unwrap();
    println!(
        "filled with {orders} orders, {} open, in {:.1} s",
        fill.open,
        begun.elapsed().as_secs_f64()
    );
}

struct Bench {
    at: Location,
    settings: Arc<Settings>,
    now: Time,
    orders: i64,
    rng: fastrand::Rng,
}

impl Bench {
    fn new(at: Location) -> Bench {
        let store = Store::open(at.clone(), Access::Read).unwrap();
        let now = store.last_entry_at().unwrap().unwrap_or(NOON).max(NOON) + Span::seconds(1);
        let (mut known, mut step) = (1, 1 << 30);
        while step > 0 {
            if store.order_facts(OrderId(known + step)).unwrap().is_some() {
                known += step;
            }
            step /= 2;
        }
        println!("{at}, {known} orders, looked at {now}");
        Bench {
            at,
            settings: Arc::new(Settings::default()),
            now,
            orders: known,
            rng: fastrand::Rng::with_seed(7),
        }
    }

    fn read(&self) -> Store {
        Store::open(self.at.clone(), Access::Read).unwrap()
    }

    fn builder(&self, store: &Store) -> BoardBuilder {
        BoardBuilder::new(store, Arc::clone(&self.settings), "anna", self.now).unwrap()
    }

    fn desk(&self) -> Desk {
        let who = Who {
            operator: "anna".to_owned(),
            session: "bench".to_owned(),
            claiming: Claiming::OnAction,
        };
        Desk::open(
            self.at.clone(),
            Arc::clone(&self.settings),
            who,
            Clock::running(self.now),
        )
        .unwrap()
    }

    /// What the disk and SQLite take at least.
    fn floor(&self, folder: &Path) -> Floor {
        use std::io::Write;

        let mut file = std::fs::File::create(folder.join("sync")).unwrap();
        let mut sync = Gauge::new("write 4 KiB and sync");
        for _ in 0..50 {
            sync.time(|| {
                file.write_all(&[7; 4_096]).unwrap();
                file.sync_data().unwrap();
            });
        }
        let mut open = Gauge::new("open the file and ask for one row");
        for _ in 0..30 {
            open.time(|| self.read().order_facts(OrderId(1)).unwrap());
        }
        Floor {
            sync: sync.say(),
            open: open.say(),
        }
    }

    fn start(&self, floor: &Floor) {
        let mut rules = Gauge::new("start: open, rules");
        let mut fresh = Gauge::new("start: open, new orders and calls");
        let mut first = Gauge::new("start: open, first board");
        let mut full = Gauge::new("start: open, whole board");
        let mut board = Gauge::new("board of all open work, again");
        let (mut rows, mut shown) = (0, 0);
        for _ in 0..number("DOZVON_BENCH_STARTS", 15) {
            let begun = Instant::now();
            let store = self.read();
            let mut builder = self.builder(&store);
            rules.add(begun.elapsed());
            builder.load_phase(&store, self.now).unwrap();
            fresh.add(begun.elapsed());
            shown = builder.board(&store, self.now).unwrap().rows.len();
            first.add(begun.elapsed());
            while !builder.is_complete() {
                builder.load_phase(&store, self.now).unwrap();
            }
            rows = builder.board(&store, self.now).unwrap().rows.len();
            full.add(begun.elapsed());
            board.time(|| builder.board(&store, self.now).unwrap().rows.len());
        }
        rules.say();
        fresh.say();
        first.say_against(floor.open, "opening the file");
        full.say_against(floor.open, "opening the file");
        board.say();
        println!(
            "  {shown} rows at first, {rows} in all; peak memory {}",
            gauge::peak_memory()
        );
    }

    fn follow(&self) {
        let store = self.read();
        let mut builder = self.builder(&store);
        builder.load(&store, self.now).unwrap();
        builder.board(&store, self.now).unwrap();
        let mut desk = self.desk();
        let mut follow = Gauge::new("follow one changed customer");
        let mut board = Gauge::new("  and the board after it");
        for order in self.some_orders(60) {
            let text = "bench".to_owned();
            let _ = desk.perform(Target::Order(order), &Action::Note { text });
            follow.time(|| builder.follow(&store, self.now + Span::minutes(1)).unwrap());
            board.time(|| builder.board(&store, self.now + Span::minutes(1)).unwrap());
        }
        follow.say();
        board.say();
    }

    fn ticks(&self) {
        let store = self.read();
        let mut builder = self.builder(&store);
        builder.load(&store, self.now).unwrap();
        let mut tick = Gauge::new("a minute passes");
        let mut quiet = Gauge::new("a look when nothing is due");
        for minute in 1..=60 {
            let now = self.now + Span::minutes(minute);
            tick.time(|| builder.tick(&store, now).unwrap());
            quiet.time(|| builder.tick(&store, now).unwrap());
        }
        tick.say();
        quiet.say();
    }

    fn cards(&self) {
        let desk = self.desk();
        let mut card = Gauge::new("card of an order");
        for order in self.some_orders(300) {
            card.time(|| desk.read(|look| card::card(look, CardKey::Order(order))).unwrap());
        }
        card.say();
        let mut heavy = Gauge::new("card of who ordered most");
        for _ in 0..20 {
            heavy.time(|| {
                desk.read(|look| card::card(look, CardKey::Customer(CustomerId(1))))
                    .unwrap()
            });
        }
        heavy.say();
    }

    fn search(&self) {
        let desk = self.desk();
        let mut phones = Vec::new();
        let mut names = Vec::new();
        for order in self.some_orders(40) {
            let Some(card) = desk.read(|look| card::card(look, CardKey::Order(order))).unwrap() else {
                continue;
            };
            phones.extend(card.customer.phone().and_then(|phone| phone.norm.clone()));
            names.push(card.customer.name);
        }
        for length in [1, 2, 3, 4, 5, 7, 10] {
            let mut digits = Gauge::new(&format!("search the last {length} digits of a phone"));
            for phone in &phones {
                let typed = &phone[phone.len() - length..];
                digits.time(|| desk.read(|look| search::search(look, typed)).unwrap());
            }
            digits.say();
        }
        for length in [3, 5, 30] {
            let mut letters = Gauge::new(&format!("search {length} letters of a name"));
            for name in &names {
                let typed: String = name.chars().take(length).collect();
                letters.time(|| desk.read(|look| search::search(look, &typed)).unwrap());
            }
            letters.say();
        }
        let mut orders = Gauge::new("search an order's number");
        for order in self.some_orders(60) {
            orders.time(|| {
                desk.read(|look| search::search(look, &(order.0 + 1_000).to_string()))
                    .unwrap()
            });
        }
        orders.say();
    }

    fn actions(&self, floor: &Floor) {
        let mut desk = self.desk();
        let mut note = Gauge::new("a note, durable");
        let mut confirm = Gauge::new("confirm, durable");
        let mut undo = Gauge::new("undo it, durable");
        for order in self.some_orders(120) {
            let text = "bench".to_owned();
            let _ = note.time(|| desk.perform(Target::Order(order), &Action::Note { text }));
            let Some(done) = confirm
                .time(|| desk.perform(Target::Order(order), &Action::Confirm))
                .ok()
                .filter(|done| done.entry.is_some())
            else {
                confirm.forget();
                continue;
            };
            assert!(done.entry.is_some());
            undo.time(|| desk.undo(UndoChoice::Mine).unwrap());
        }
        note.say_against(floor.sync, "a sync");
        confirm.say_against(floor.sync, "a sync");
        undo.say_against(floor.sync, "a sync");
    }

    fn import(&self) {
        let count = number("DOZVON_BENCH_IMPORT", 2_000);
        let begun = std::process::id();
        let mut csv = String::from("number,created_at,name,phone,email,total,item,quantity,price\n");
        for at in 0..count {
            let (minute, end) = (at % 60, at % 10_000);
            writeln!(
                csv,
                "{begun}-{at},2026-03-11 10:{minute:02},Проба {at},+7916555{end:04},p{at}@example.com,1290,Чайник,1,1290"
            )
            .unwrap();
        }
        let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        std::fs::write(file.path(), csv).unwrap();
        let mut desk = self.desk();
        for name in ["import of new orders", "import of the same again"] {
            let begun = Instant::now();
            let read = self.imported(&mut desk, file.path());
            let rate = f64::from(read) / begun.elapsed().as_secs_f64();
            println!("{name:<44} {rate:>8.0} orders a second ({read} read)");
        }
    }

    fn imported(&self, desk: &mut Desk, file: &Path) -> u32 {
        let shop = &self.settings.shop;
        let defaults = intake::Defaults {
            country: Country::RU,
            currency: shop.currency,
            time_zone: shop.time_zone,
            date_order: None,
            source: String::new(),
            statuses: intake::Statuses::default(),
        };
        let input = intake::InputFile {
            name: file.display().to_string(),
            bytes: Box::new(std::fs::File::open(file).unwrap()),
            shape: intake::Shape::Told,
            passed: intake::ReadProgress::of(0),
        };
        let mut watch = ImportWatch {
            stop: &AtomicBool::new(false),
            progress: &mut |_| {},
        };
        let opened = intake::open(input, &defaults).unwrap();
        let report = intake::import(desk, opened, &defaults, ImportOptions::default(), &mut watch).unwrap();
        assert_eq!(report.counts.rejected, 0);
        u32::try_from(report.counts.read).unwrap()
    }

    /// Orders of every age, the open ones above all.
    fn some_orders(&self, count: usize) -> Vec<OrderId> {
        let mut rng = self.rng.clone();
        let newest = (self.orders / 100).max(50);
        let one = |at| {
            let back = if at % 2 == 0 { newest } else { self.orders };
            OrderId(self.orders - rng.i64(0..back.min(self.orders)))
        };
        (0..count).map(one).collect()
    }
}

struct Floor {
    sync: Duration,
    open: Duration,
}
