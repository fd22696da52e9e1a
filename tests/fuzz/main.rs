//! Damaged and made-up files go through the importers: none panics, hangs or grows out of proportion.
//!
//! The seeds are the importers' own fixtures, read out of their tests. The same `DOZVON_FUZZ_SEED` makes the same files.
//! `DOZVON_FUZZ` says how many files are made of each seed: a few while testing, many in `.ci/long`.

#![allow(clippy::unwrap_used)] // a helper that fails is a failed test

mod mutate;
mod seeds;

use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::time::Duration;
use std::time::Instant;

use dozvon::domain::country::Country;
use dozvon::domain::incoming::Item;
use dozvon::domain::money::Currency;
use dozvon::intake;
use dozvon::intake::Defaults;
use dozvon::intake::InputFile;
use dozvon::intake::ReadProgress;
use dozvon::intake::Shape;
use dozvon::intake::Sink;
use dozvon::intake::Statuses;

/// Files of each seed while testing.
const FEW: usize = 12;
/// What ten megabytes of anything may take when they are read by a program as it is handed out.
const LARGE_WITHIN: Duration = Duration::from_secs(2);
/// What is read may take so many bytes for each of the file: every row may be rejected with its header.
const BYTES_FOR_ONE: usize = 40;

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
            Item::News(_) | Item::Person(_) | Item::Skipped(_) => 0,
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

/// What comes out of a file; a file that is refused gives nothing.
fn read(bytes: &[u8]) -> Counted {
    let input = InputFile {
        name: "fuzz".to_owned(),
        bytes: Box::new(Cursor::new(bytes.to_vec())),
        shape: Shape::Told,
        passed: ReadProgress::of(0),
    };
    let (mut counted, defaults) = (Counted::default(), defaults());
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

#[test]
fn no_damage_to_a_file_breaks_its_importer() {
    let seeds = seeds::all();
    assert!(
        seeds.len() > 30,
        "the importers' fixtures were not found: {}",
        seeds.len()
    );
    let runs = number("DOZVON_FUZZ", FEW as u64);
    let mut random = fastrand::Rng::with_seed(number("DOZVON_FUZZ_SEED", 7));
    for seed in &seeds {
        for run in 0..runs {
            let other = &seeds[random.usize(..seeds.len())];
            let bytes = mutate::mutated(seed, other, &mut random);
            let began = Instant::now();
            let counted = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
            let shown = String::from_utf8_lossy(&bytes);
            let counted = counted.unwrap_or_else(|_| panic!("run {run} broke its importer:\n{shown}"));
            assert!(began.elapsed() < small_within(), "{:?} for:\n{shown}", began.elapsed());
            let most = (bytes.len() + 1_000) * BYTES_FOR_ONE;
            assert!(
                counted.bytes <= most && counted.items <= bytes.len() + 1,
                "too much of:\n{shown}"
            );
        }
    }
}

#[test]
fn a_large_file_of_anything_is_read_or_refused_soon() {
    // Without optimisation a tenth, and five times the time.
    let (size, within) = if cfg!(debug_assertions) {
        (1_000_000, LARGE_WITHIN * 5)
    } else {
        (10_000_000, LARGE_WITHIN)
    };
    let mut random = fastrand::Rng::with_seed(number("DOZVON_FUZZ_SEED", 7));
    let noise: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(size).collect();
    let repeated = |part: &str| part.as_bytes().iter().copied().cycle().take(size).collect::<Vec<u8>>();
    let behind = |head: &str, part: &str| [head.as_bytes(), &repeated(part)].concat();
    let mut files = vec![("noise".to_owned(), noise)];
    for part in [
        "\0", "{", "[", "[[", "\"", "<", "<a>", ";", ",", "\n", "\r", "a", "я", "{\"a\":", "1;2;3\n", "&amp;", "\\",
    ] {
        files.push((format!("{part:?} over and over"), repeated(part)));
    }
    for (head, part) in [
        ("number;created;total\n", "1;2026-03-11;5\n"),
        ("number;created;total\n", "\"1;2026-03-11;5\n"),
        ("number;created;total\n", "1;"),
        ("[", "{\"id\":1},"),
        ("[", "{\"id\":\""),
        ("[{\"id\":1,\"line_items\":[", "[[[["),
        ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<Документ>"),
        ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "<Документ a=\""),
        ("<?xml version=\"1.0\"?><КоммерческаяИнформация>", "&lt;"),
    ] {
        files.push((format!("{head:?} and {part:?} over and over"), behind(head, part)));
    }
    for (name, bytes) in files {
        let began = Instant::now();
        read(&bytes);
        assert!(began.elapsed() < within, "{name}: {:?}", began.elapsed());
    }
}
