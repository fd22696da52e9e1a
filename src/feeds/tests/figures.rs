//! What each feed takes, against shops of our own: `DOZVON_FEED_FIGURES=10000 cargo test --release --lib figures -- --nocapture`.
//!
//! The shops answer on the same machine, and their work is in the time.

use std::fmt::Write as _;
use std::time::Instant;

use super::catalogue;
use super::exchange::FakeExchange;
use super::folder;
use super::goods_server::FakeGoods;
use super::goods_server::GOODS_DIALECTS;
use super::hook;
use super::hook::Hook;
use super::mail;
use super::one_c;
use super::one_c::OneC;
use super::platform::DIALECTS;
use super::platform::FakePlatform;
use super::setting_up::Bench;
use super::setting_up::NOON;
use super::shop::FakeShop;
use crate::clock::Clock;
use crate::desk::tests::new_order;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::net::imap::tests::Letterbox;
use crate::net::imap::tests::Saying;
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

/// Times what takes, or tells, that number; it answers how many questions that were.
#[allow(clippy::print_stdout)] // the figures are what it is run for
fn measure(name: &str, count: i64, work: impl FnOnce() -> usize) {
    let (before, began) = (memory(), Instant::now());
    let questions = work();
    let a_second = u128::try_from(count).unwrap() * 1_000 / began.elapsed().as_millis().max(1);
    println!(
        "| {name} | {count} | {a_second} | {questions} | {} |",
        (memory() - before).max(0)
    );
}

/// The feed has taken all of them.
fn take(bench: &Bench, expected: i64) {
    let turn = bench.run(NOON);
    assert_eq!((turn.trouble, bench.state().created), (None, expected));
}

#[test]
#[allow(clippy::print_stdout)]
fn figures_of_each_feed() {
    let count = how_many();
    println!("| feed | orders or goods | a second | questions | memory, MB |");
    println!("|---|---|---|---|---|");
    of_shops(count);
    of_what_is_put_or_told(count);
    of_goods(count);
    of_one_c(count);
}

fn of_shops(count: i64) {
    let shop = FakeShop::open(NOON);
    for _ in 0..count {
        shop.books().order(10);
    }
    let bench = Bench::of_shop(&shop.address);
    measure("woocommerce", count, || {
        take(&bench, count);
        shop.books().asked.len()
    });
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
        measure(dialect.kind.code(), count, || {
            take(&bench, count);
            shop.books().asked.len()
        });
    }
    let shop = FakeExchange::open();
    for number in 1..=count {
        shop.books().orders.push((number, 10, "[N] Принят", false));
    }
    let bench = shop.bench();
    measure("commerceml", count, || {
        take(&bench, count);
        shop.books().asked.len()
    });
}

/// Files, letters and webhooks.
fn of_what_is_put_or_told(count: i64) {
    let bench = Bench::of_folder();
    let mut table = folder::TABLE.lines().next().unwrap().to_owned();
    for number in 1..=count {
        let _ = write!(table, "\n{number};11.03.2026 11:58;+7916{number:07};1450;Чайник");
    }
    folder::put(&bench.inbox(), "orders.csv", &table, 60);
    measure("folder: one file", count, || {
        take(&bench, count);
        1
    });

    let letters = (1..=count).map(|number| {
        let letter = mail::of_order(u32::try_from(number).unwrap());
        letter.replace("elena@", &format!("elena{number}@"))
    });
    let server = Letterbox::open(&letters.collect::<Vec<_>>(), |_| Saying::Usual);
    let bench = mail::bench(&server);
    measure("mail", count, || {
        take(&bench, count);
        server.asked().len()
    });

    let mut of_hook = hook::of_hook();
    hook::described(&mut of_hook, "/payment/orderid");
    let of_tilda = Bench::new(FeedSetting {
        kind: OrderFeedKind::Tilda,
        ..FeedSetting::default()
    });
    for bench in [of_hook, of_tilda] {
        let hook = Hook::of(&bench, Clock::Stopped(NOON));
        measure(bench.setting.kind.code(), count, || {
            for number in 1..=count {
                let form = hook::tilda(&number.to_string()).replace("765-43-21", &format!("{number:07}"));
                assert_eq!(hook.told(hook::FORM, &form, &[]), 200);
            }
            take(&bench, count);
            0
        });
    }
}

fn of_goods(count: i64) {
    let skus: Vec<String> = (1..=count).map(|number| format!("A{number}")).collect();
    let folder = tempfile::tempdir().unwrap();
    let rows = skus.iter().map(|sku| format!("{sku};Вещь {sku};1290;1\n"));
    let table = "Артикул;Название;Цена;Остаток\n".to_owned() + &rows.collect::<String>();
    std::fs::write(folder.path().join("goods.csv"), table).unwrap();
    let bench = catalogue::bench(&folder.path().to_string_lossy());
    measure("catalogue: one file", count, || {
        take(&bench, count);
        1
    });
    for dialect in &GOODS_DIALECTS {
        let shop = FakeGoods::open(dialect, NOON);
        let stocked: Vec<(&str, i64)> = skus.iter().map(|sku| (sku.as_str(), 1)).collect();
        shop.books().stock(&stocked);
        let bench = shop.bench(dialect);
        measure(&format!("catalogue: {}", dialect.api.code()), count, || {
            take(&bench, count);
            shop.books().asked.len()
        });
        assert_eq!(bench.desk(NOON).read(stock::catalogue).unwrap().len(), skus.len());
    }
}

/// Goods it tells of, and orders it is told.
fn of_one_c(count: i64) {
    let one_c = OneC::new();
    let skus: Vec<String> = (1..=count).map(|number| format!("A{number}")).collect();
    let goods = one_c::goods(false, &skus.iter().map(String::as_str).collect::<Vec<_>>());
    let offers: Vec<(&str, i64, i64)> = skus.iter().map(|sku| (sku.as_str(), 1_290, 1)).collect();
    let files = [("import.xml", goods), ("offers.xml", one_c::offers(&offers))];
    measure("onec: goods", count, || {
        one_c.begin("catalog");
        let mut questions = 2;
        for (name, text) in &files {
            // As large as it was told that parts may be.
            for part in text.as_bytes().chunks(1_000_000) {
                let query = format!("type=catalog&mode=file&filename={name}");
                assert_eq!(one_c.send(&query, part), "success");
                questions += 1;
            }
            assert_eq!(one_c.import(name), "success");
            questions += 1;
        }
        take(&one_c.bench, count);
        questions
    });
    for number in 1..=count {
        new_order(&mut one_c.bench.desk(NOON), &format!("+7916{number:07}"), 129_000);
    }
    measure("onec: orders told", count, || {
        one_c.begin("sale");
        let (mut told, mut questions) = (0, 2);
        loop {
            let orders = one_c.ask("type=sale&mode=query").matches("<Документ>").count();
            one_c.ask("type=sale&mode=success");
            (told, questions) = (told + orders, questions + 2);
            if orders == 0 {
                break;
            }
        }
        assert_eq!(i64::try_from(told).unwrap(), count);
        questions
    });
}
