//! Damaged and made-up files go through the importers: none panics, hangs or grows out of proportion.
//!
//! The seeds are the importers' own fixtures, read out of their tests. The same `DOZVON_FUZZ_SEED` makes the same files.
//! `DOZVON_FUZZ` says how many files are made for each importer: a few while testing, many in `.ci/long`, which is told the
//! slowest and the most memory of each.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a helper that fails is a failed test

mod memory;
mod mutate;
mod seeds;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::time::Duration;

use dozvon::domain::country::Country;
use dozvon::domain::incoming::Format;
use dozvon::domain::item::Item;
use dozvon::domain::money::Currency;
use dozvon::intake;
use dozvon::intake::Defaults;
use dozvon::intake::InputFile;
use dozvon::intake::ReadProgress;
use dozvon::intake::Shape;
use dozvon::intake::Sink;
use dozvon::intake::Statuses;
use seeds::Seed;

/// Files for each importer while testing.
const FEW: u64 = 60;
/// What ten megabytes of anything may take when they are read by a program as it is handed out.
const LARGE_WITHIN: Duration = Duration::from_secs(2);
/// How many bytes what is read may take for each of the file: every row may be rejected with its header.
const BYTES_FOR_ONE: usize = 40;
/// No file makes the process larger, in kB, itself included.
const MOST_MEMORY: u64 = 300_000;
/// A file of some kB takes no more, in kB, beyond what the process has.
const MOST_FOR_SMALL: u64 = 16_000;
/// Every shape, so that what one of them is not told by is read as it nevertheless.
const FORMATS: [Format; 11] = [
    Format::WooCommerce,
    Format::Json,
    Format::Csv,
    Format::Shopify,
    Format::ShopifyCsv,
    Format::InSales,
    Format::Prom,
    Format::RetailCrm,
    Format::KeyCrm,
    Format::OpenCart,
    Format::CommerceMl,
];

/// Counts what comes out, and how much room it takes.
#[derive(Default)]
struct Counted {
    items: usize,
    bytes: usize,
}

impl Sink for Counted {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.items += 1;
        self.bytes += match &item {
            Item::Order(order) => order.address.len() + order.comment.len() + order.customer.name.len(),
            Item::Reject(reject) => reject.raw.len(),
            Item::Tried(_) | Item::News(_) | Item::Person(_) | Item::Incomplete(_) | Item::Skipped(_) => 0,
        };
        ControlFlow::Continue(())
    }
}

fn defaults() -> Defaults {
    Defaults {
        country: Country::RU,
        currency: Currency::RUB,
        time_zone: chrono_tz::Europe::Moscow,
        date_order: None,
        source: String::new(),
        statuses: Statuses::default(),
    }
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
enum As {
    Orders(Option<Format>),
    Catalogue,
}

/// What comes out of a file; a file that is refused gives nothing.
fn read(bytes: &[u8], shape: As) -> Counted {
    let (mut counted, defaults) = (Counted::default(), defaults());
    let format = match shape {
        As::Orders(format) => format,
        As::Catalogue => {
            if let Ok(file) = intake::read_catalogue(bytes, &defaults) {
                counted.items = file.rows.len() + file.rejects.len();
                counted.bytes = file.rejects.iter().map(|reject| reject.raw.len()).sum();
            }
            return counted;
        }
    };
    let input = InputFile {
        name: "fuzz".to_owned(),
        bytes: Box::new(Cursor::new(bytes)),
        shape: format.map_or(Shape::Told, Shape::Format),
        passed: ReadProgress::of(0),
    };
    if let Ok(opened) = intake::open(input, &defaults) {
        let _ = opened.parse(&defaults, &mut counted);
    }
    counted
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// Far above what a machine that does much else needs for a small file, far below for ever.
fn small_within() -> Duration {
    LARGE_WITHIN * if cfg!(debug_assertions) { 10 } else { 1 }
}

/// What the files of one importer took at most.
#[derive(Default)]
struct Most {
    time: Duration,
    memory: u64,
}

#[test]
fn no_damage_to_a_file_breaks_its_importer() {
    let _alone = memory::alone();
    let seeds = seeds::all();
    assert!(
        seeds.len() > 30,
        "the importers' fixtures were not found: {}",
        seeds.len()
    );
    let mut importers: BTreeMap<&str, Vec<&Seed>> = BTreeMap::new();
    for seed in &seeds {
        importers.entry(&seed.importer).or_default().push(seed);
    }
    let runs = number("DOZVON_FUZZ", FEW);
    let mut random = fastrand::Rng::with_seed(number("DOZVON_FUZZ_SEED", 7));
    for (importer, own) in importers {
        let mut most = Most::default();
        for run in 0..runs {
            let seed = own[usize::try_from(run).unwrap() % own.len()];
            let other = &seeds[random.usize(..seeds.len())];
            let bytes = seed.packed(mutate::mutated(&seed.bytes, &other.bytes, &mut random));
            let shape = match seed.importer.as_str() {
                "catalogue" => As::Catalogue,
                _ if random.bool() => As::Orders(None),
                _ => As::Orders(intake::detect(&seed.bytes)),
            };
            let before = memory::start();
            let began = memory::processor();
            let counted = catch_unwind(AssertUnwindSafe(|| read(&bytes, shape)));
            let (took, grown) = (memory::since(began), memory::most().saturating_sub(before));
            let shown = String::from_utf8_lossy(&bytes);
            let counted = counted.unwrap_or_else(|_| panic!("run {run} broke {importer} as {shape:?}:\n{shown}"));
            assert!(took < small_within(), "{took:?} for:\n{shown}");
            assert!(grown < MOST_FOR_SMALL, "{grown} kB for:\n{shown}");
            let room = (bytes.len() + 1_000) * BYTES_FOR_ONE;
            assert!(
                counted.bytes <= room && counted.items <= bytes.len() + 1,
                "too much of:\n{shown}"
            );
            most.time = most.time.max(took);
            most.memory = most.memory.max(grown);
        }
        println!(
            "{importer}: {runs} files, at most {:?} and {} kB more",
            most.time, most.memory
        );
    }
}

/// The same over and over, behind a beginning that tells what it is.
const LARGE: [(&str, &str); 50] = [
    ("", "\0"),
    ("", "{"),
    ("", "["),
    ("", "[["),
    ("", "\""),
    ("", "<"),
    ("", "<a>"),
    ("", ";"),
    ("", ","),
    ("", "\n"),
    ("", "\r"),
    ("", "a"),
    ("", "я"),
    ("", "{\"a\":"),
    ("", "{::::"),
    ("", "1;2;3\n"),
    ("", "&amp;"),
    ("", "\\"),
    ("number;created;total\n", "1;2026-03-11;5\n"),
    ("number;created;total\n", "1;x\n"),
    ("number;created;total\n", ";\n"),
    ("number;created;total\n", "\"1;2026-03-11;5\n"),
    ("number;created;total\n", "a\";\"xxx\n"),
    ("number;created;total\n", "1;"),
    ("number;created;total\n", "1;03/04/2026;5\n2;03/04/2026;5\n"),
    ("[", "{\"id\":1},"),
    ("[", "{\"id\":\""),
    ("[{\"id\":1,\"line_items\":[", "[[[["),
    (
        "[{\"id\":1,\"line_items\":[",
        "{\"sku\":\"a\",\"name\":\"b\",\"quantity\":1,\"price\":\"5\"},",
    ),
    (
        "[{\"id\":1,\"number\":\"1,",
        "{\"id\":2,\"number\":\"2\",\"total\":\"5\"},",
    ),
    (
        "{\"data\":{\"orders\":{\"edges\":[",
        "{\"node\":{\"id\":\"gid://shopify/Order/1\",\"name\":\"#1\"}},",
    ),
    (
        "[{\"type\":\"table\",\"name\":\"oc_order\",\"data\":[",
        "{\"order_id\":\"1\",\"total\":\"5\"},",
    ),
    (
        "CREATE TABLE `oc_order` (`order_id` int); INSERT INTO `oc_order` VALUES ",
        "(1),",
    ),
    (
        "CREATE TABLE `oc_order` (`order_id` int); INSERT INTO `oc_order` VALUES ",
        "(1,",
    ),
    (
        "CREATE TABLE `oc_order` (`order_id` int); INSERT INTO `oc_order` VALUES ",
        "('",
    ),
    (
        "CREATE TABLE `oc_order` (`order_id` int);",
        "INSERT INTO `oc_order` VALUES (\n",
    ),
    (
        "CREATE TABLE `oc_order` (`order_id` int);",
        "CREATE TABLE `x` (`a` int,\n",
    ),
    ("CREATE TABLE `oc_order` (`order_id` int); INSERT INTO ", "`a`."),
    ("CREATE TABLE `oc_order` (`order_id` int);", "/* */ # x"),
    ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<Документ>"),
    ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<Документ a=\""),
    ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<!-- <Документ> "),
    ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<Документ><![CDATA["),
    (
        "<?xml version=\"1.0\"?><КоммерческаяИнформация><Документ><Товары>",
        "<Товар><Ид>1</Ид></Товар>",
    ),
    ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "&lt;"),
    ("sku;name;price\n", ";;zzz\n"),
    ("sku;name;price\n", "1;x;5\n"),
    ("<yml_catalog><shop><offers>", "<offer >"),
    ("<yml_catalog><shop><offers>", "<offer id=\"1\""),
    (
        "<yml_catalog><shop><offers>",
        "<offer id=\"1\"><price>5</price></offer>",
    ),
];

/// Noise, and each of the others over and over.
fn large_files(size: usize) -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut random = fastrand::Rng::with_seed(number("DOZVON_FUZZ_SEED", 7));
    let noise: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(size).collect();
    let repeated = LARGE.iter().map(move |(head, part)| {
        let parts = part.as_bytes().iter().copied().cycle().take(size);
        (format!("{head:?} and {part:?}"), head.bytes().chain(parts).collect())
    });
    std::iter::once(("noise".to_owned(), noise)).chain(repeated)
}

#[test]
fn a_large_file_of_anything_is_read_or_refused_soon_and_in_little_room() {
    let _alone = memory::alone();
    // Without optimisation a small part.
    let (size, within) = if cfg!(debug_assertions) {
        (300_000, LARGE_WITHIN * 2)
    } else {
        (10_000_000, LARGE_WITHIN)
    };
    for (name, bytes) in large_files(size) {
        // As any of the shapes only in `.ci/long`: it takes minutes.
        let forced = FORMATS.iter().map(|format| As::Orders(Some(*format)));
        let forced = forced.filter(|_| std::env::var_os("DOZVON_FUZZ").is_some());
        for shape in [As::Orders(None), As::Catalogue].into_iter().chain(forced) {
            memory::start();
            let began = memory::processor();
            read(&bytes, shape);
            let (took, most) = (memory::since(began), memory::most());
            assert!(took < within, "{name} as {shape:?}: {took:?}");
            assert!(most < MOST_MEMORY, "{name} as {shape:?}: {most} kB");
        }
    }
}

#[test]
fn twice_the_file_takes_at_most_two_and_a_half_times_as_long() {
    let _alone = memory::alone();
    let size = if cfg!(debug_assertions) { 50_000 } else { 2_000_000 };
    for ((name, once), (_, twice)) in large_files(size).zip(large_files(2 * size)) {
        for shape in [As::Orders(None), As::Catalogue] {
            let time = |bytes: &[u8]| {
                let began = memory::processor();
                read(bytes, shape);
                memory::since(began)
            };
            // The machine's other work may fall on one of them: then once more.
            let is_linear = |_: u32| time(&twice) < time(&once).max(LITTLE) * 5 / 2;
            assert!((0..9).any(is_linear), "{name} as {shape:?}");
        }
    }
}

/// So short a time says nothing of the file's length.
const LITTLE: Duration = Duration::from_millis(20);
