//! A dry run is the import itself, taken back.

use super::*;
use crate::desk::Desk;
use crate::desk::import::Noticed;
use crate::domain::order_news::OrderNews;

/// What a dry run and then the import itself say; the first leaves no trace.
fn both(desk: &mut Desk, options: ImportOptions, items: &dyn Fn() -> Vec<Item>) -> (ImportCounts, Noticed) {
    let before = desk.store.feed_position().unwrap();
    let dry = ImportOptions {
        mode: ImportMode::DryRun,
        ..options
    };
    let dry = import_with(desk, &file("x"), dry, items());
    assert_eq!((dry.id, desk.store.feed_position().unwrap()), (None, before));
    let wet = import_with(desk, &file("x"), options, items());
    assert_eq!((wet.counts, &wet.noticed), (dry.counts, &dry.noticed));
    (wet.counts, wet.noticed)
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let mut desk = desk();
    import(&mut desk, vec![order(1), order(2)]);
    let items = || {
        let newer = changed(2, |v| {
            v.modified_at = Some(NOON + Span::minutes(1));
            v.total = 1;
        });
        let mut items = as_items(vec![order(1), newer, order(3), order(3)]);
        items.push(reject("4", "{}"));
        items.push(Item::Skipped("draft".to_owned()));
        items
    };
    let (found, _) = both(&mut desk, ImportOptions::default(), &items);
    assert_eq!(found, counts(1, 1, 2, 1));
}

#[test]
fn news_of_an_order_whose_version_is_forgotten_change_nothing_in_either() {
    let mut desk = desk();
    let old = changed(1, |v| {
        v.created_at = NOON - Span::days(60);
        v.status = ShopStatus::Received;
    });
    import(&mut desk, vec![old, order(2)]);
    let news = |number: &str| OrderNews {
        source: "shop".to_owned(),
        number: number.to_owned(),
        tracking_number: Some("RA123456785RU".to_owned()),
        ..OrderNews::default()
    };
    let items = || {
        ["1", "2", "3"]
            .map(|number| Item::News(Box::new(news(number))))
            .to_vec()
    };
    let (found, _) = both(&mut desk, ImportOptions::default(), &items);
    assert_eq!(found, counts(0, 1, 1, 1));
}

#[test]
fn a_dry_run_tells_backlog_and_history_of_a_first_import() {
    let mut desk = desk();
    let aged = |number: i64, days: i64, status: ShopStatus| {
        changed(number, |v| {
            v.created_at = NOON - Span::days(days);
            v.status = status;
        })
    };
    let items = || {
        as_items(vec![
            aged(1, 90, ShopStatus::Received),
            aged(2, 5, ShopStatus::New),
            aged(3, 20, ShopStatus::New),
            order(4),
        ])
    };
    let options = ImportOptions {
        open_since: Some(NOON - Span::days(10)),
        ..ImportOptions::default()
    };
    let (_, noticed) = both(&mut desk, options, &items);
    assert_eq!((noticed.history, noticed.backlog), (2, 1));
}
