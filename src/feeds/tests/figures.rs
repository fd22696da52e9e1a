//! What each feed takes, against shops of our own: `DOZVON_FEED_FIGURES=10000 cargo test --release --lib figures -- --nocapture`.
//!
//! The shops answer on the same machine, and their work is in the time.

use std::time::Instant;

use super::goods_server::FakeGoods;
use super::goods_server::GOODS_DIALECTS;
use super::platform::DIALECTS;
use super::platform::FakePlatform;
use super::setting_up::Bench;
use super::setting_up::NOON;
use super::shop::FakeShop;
use crate::view::stock;

fn how_many() -> i64 {
    let told = std::env::var("DOZVON_FEED_FIGURES").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(120)
}

/// What this process holds now, megabytes; 0 where the system does not say.
fn memory() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<i64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

#[allow(clippy::print_stdout)] // the figures are what it is run for
fn measure(name: &str, bench: &Bench, expected: i64, requests: &dyn Fn() -> usize) {
    let (before, began) = (memory(), Instant::now());
    let turn = bench.run(NOON);
    let took = began.elapsed();
    assert_eq!(turn.trouble, None, "{name}");
    let created = bench.state().created;
    assert_eq!(created, expected, "{name}");
    let a_second = u128::try_from(created).unwrap() * 1_000 / took.as_millis().max(1);
    println!(
        "| {name} | {created} | {a_second} | {} | {} |",
        requests(),
        (memory() - before).max(0)
    );
}

#[test]
#[allow(clippy::print_stdout)]
fn figures_of_each_feed() {
    let count = how_many();
    println!("| feed | taken | a second | questions | memory, MB |");
    println!("|---|---|---|---|---|");
    let shop = FakeShop::open(NOON);
    for _ in 0..count {
        shop.books().order(10);
    }
    let bench = Bench::of_shop(&shop.address);
    measure("woocommerce", &bench, count, &|| shop.books().asked.len());
    for dialect in &DIALECTS {
        let shop = FakePlatform::open(dialect, NOON);
        let mut books = shop.books();
        for at in 0..count {
            let order = books.order(10, dialect.fresh);
            books.orders.last_mut().unwrap().modified -= count - at;
            assert!(order > 0);
        }
        drop(books);
        let bench = shop.bench(dialect);
        measure(dialect.kind.code(), &bench, count, &|| shop.books().asked.len());
    }
    for dialect in &GOODS_DIALECTS {
        let shop = FakeGoods::open(dialect, NOON);
        let skus: Vec<String> = (0..count).map(|number| format!("A{number}")).collect();
        let skus: Vec<(&str, i64)> = skus.iter().map(|sku| (sku.as_str(), 1)).collect();
        shop.books().stock(&skus);
        let bench = shop.bench(dialect);
        measure(&format!("goods: {}", dialect.api.code()), &bench, count, &|| {
            shop.books().asked.len()
        });
        assert_eq!(bench.desk(NOON).read(stock::catalogue).unwrap().len(), skus.len());
    }
}
