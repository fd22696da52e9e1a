//! A catalogue that is read by itself.

use std::fs;
use std::sync::Arc;
use std::sync::Mutex;

use super::server::listen;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::desk::tests::new_order;
use crate::domain::order::CustomerFlags;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::product::Offered;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Span;
use crate::view::stock;

/// A table in the encoding older shops write.
fn table(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let lines = rows
        .iter()
        .map(|(sku, name, stock)| format!("{sku};{name};1290;{stock}\n"));
    let text = format!("Артикул;Название;Цена;Остаток\n{}", lines.collect::<String>());
    encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
}

pub(super) fn bench(address: &str) -> Bench {
    Bench::new(FeedSetting {
        kind: OrderFeedKind::Catalogue,
        address: Some(address.to_owned()),
        ..FeedSetting::default()
    })
}

/// The SKUs that are offered.
fn offered(bench: &Bench) -> Vec<String> {
    let products = bench.desk(NOON).read(stock::catalogue).unwrap();
    let offered = products.into_iter().filter(|product| product.offered == Offered::Yes);
    offered.map(|product| product.sku).collect()
}

#[test]
fn stock_follows_the_file_and_a_reading_without_news_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("goods.csv");
    fs::write(&file, table(&[("A1", "Чайник", "5"), ("A2", "Чашка", "3")])).unwrap();
    let bench = bench(&folder.path().to_string_lossy());
    let order = new_order(&mut bench.desk(NOON), "+79161234567", 129_000);
    let is_short = || {
        let facts = bench.desk(NOON).store.order_facts(order).unwrap().unwrap();
        facts.marks.has(CustomerFlags::OUT_OF_STOCK)
    };
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, &turn.trouble), (2, &None));
    assert_eq!(bench.state().created, 2);
    assert!(!is_short());

    assert!(bench.turn(NOON + Span::minutes(59)).rests);
    let turn = bench.turn(NOON + Span::hours(1));
    assert!(!turn.rests && !turn.has_news(), "{turn:?}");

    fs::write(&file, table(&[("A1", "Чайник", "0"), ("A2", "Чашка", "3")])).unwrap();
    let turn = bench.turn(NOON + Span::hours(2));
    assert_eq!((turn.counts.updated, turn.counts.unchanged), (1, 1));
    assert!(is_short(), "said before the call");

    // A newer file beside it is the catalogue; what it does not name is offered no more.
    let newer = folder.path().join("goods2.csv");
    fs::write(&newer, table(&[("A1", "Чайник", "7")])).unwrap();
    let later = fs::metadata(&file).unwrap().modified().unwrap() + std::time::Duration::from_secs(5);
    fs::File::options()
        .write(true)
        .open(&newer)
        .unwrap()
        .set_modified(later)
        .unwrap();
    let turn = bench.turn(NOON + Span::hours(3));
    assert_eq!((turn.counts.updated, &turn.trouble), (2, &None));
    assert_eq!(offered(&bench), ["A1"]);
    assert!(!is_short());
}

#[test]
fn a_broken_file_empties_no_shop() {
    let many: Vec<(String, String)> = (1..=60).map(|n| (format!("A{n}"), format!("Чашка {n}"))).collect();
    let rows: Vec<(&str, &str, &str)> = many.iter().map(|(sku, name)| (&**sku, &**name, "1")).collect();
    let said = Arc::new(Mutex::new((200, String::new())));
    let answers = Arc::clone(&said);
    let address = listen(move |_, asked| {
        assert_eq!(asked.header("authorization"), crate::net::http::basic("anna", "secret"));
        let (status, body) = answers.lock().unwrap().clone();
        Some((status, String::new(), body))
    });
    let mut bench = bench(&format!("{address}/market.csv"));
    bench.setting.key = Some(SecretRef::Env("LOGIN".to_owned()));
    let say = |status, body: String| *said.lock().unwrap() = (status, body);
    let whole = |rows: &[(&str, &str, &str)]| {
        let lines = rows
            .iter()
            .map(|(sku, _, stock)| format!("{sku};Cup {sku};1290;{stock}\n"));
        format!("sku;name;price;stock\n{}", lines.collect::<String>())
    };
    say(200, whole(&rows));
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, &turn.trouble), (60, &None));

    let mut hours = 0;
    let mut next = |status, body: String| {
        say(status, body);
        hours += 2;
        let turn = bench.turn(NOON + Span::hours(hours));
        (turn.trouble.map(|trouble| trouble.fault), offered(&bench).len())
    };
    assert_eq!(next(200, whole(&rows[..25])), (Some(FeedFault::Shrunk), 60));
    assert_eq!(
        next(200, whole(&rows[..25])),
        (Some(FeedFault::Shrunk), 60),
        "and again"
    );
    assert_eq!(next(200, whole(&rows[..45])), (None, 45));
    assert_eq!(
        next(200, "<html>We are back soon</html>".to_owned()),
        (Some(FeedFault::NotGoods), 45)
    );
    assert_eq!(next(503, String::new()), (Some(FeedFault::Closed), 45));
    assert_eq!(next(401, String::new()), (Some(FeedFault::Unauthorized), 45));
    let one_wrong = whole(&rows[..40]).replace("A7;Cup A7;1290;1", "A7;Cup A7;dear;1");
    assert_eq!(next(200, one_wrong), (Some(FeedFault::Rows), 45));
    assert_eq!(next(200, whole(&rows[..40])), (None, 40));
}
