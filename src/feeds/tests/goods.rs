//! Goods that shops tell of over their APIs.

use super::goods_server::FakeGoods;
use super::goods_server::GOODS_DIALECTS;
use super::goods_server::GoodsDialect;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::desk::tests::new_order;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::GoodsApi;
use crate::domain::product::Offered;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::stock;

/// Article number and stock of what is offered, by article number.
fn offered(bench: &Bench) -> Vec<(String, i64)> {
    let products = bench.desk(NOON).read(stock::catalogue).unwrap();
    let offered = products.into_iter().filter(|product| product.offered == Offered::Yes);
    let mut offered: Vec<(String, i64)> = offered
        .map(|product| (product.sku, product.stock_milli.unwrap_or(-1) / 1_000))
        .collect();
    offered.sort();
    offered
}

fn of(skus: &[(&str, i64)]) -> Vec<(String, i64)> {
    skus.iter().map(|(sku, stock)| ((*sku).to_owned(), *stock)).collect()
}

fn each(test: impl Fn(&FakeGoods, &Bench, &'static GoodsDialect)) {
    for dialect in &GOODS_DIALECTS {
        let shop = FakeGoods::open(dialect, NOON);
        let bench = shop.bench(dialect);
        test(&shop, &bench, dialect);
    }
}

fn later(shop: &FakeGoods, span: Span) -> Time {
    shop.books().now = (NOON + span).0 / 1_000;
    NOON + span
}

fn html(status: u16, headers: &str) -> (u16, String, String) {
    (status, headers.to_owned(), "<title>Closed</title>".to_owned())
}

#[test]
fn all_goods_are_read_in_pages_and_then_what_changed() {
    each(|shop, bench, dialect| {
        shop.books().page = 2;
        shop.books()
            .stock(&[("A1", 5), ("A2", 3), ("A3", 0), ("A4", 1), ("A5", 2)]);
        shop.books().edit("A4", |one| one.is_hidden = true);
        let order = new_order(&mut bench.desk(NOON), "+79161234567", 129_000);
        let turn = bench.turn(NOON);
        assert_eq!((turn.counts.created, &turn.trouble), (5, &None), "{:?}", dialect.api);
        assert_eq!(offered(bench), of(&[("A1", 5), ("A2", 3), ("A3", 0), ("A5", 2)]));
        assert_eq!(
            bench.state().next_at,
            Some(NOON + Span::hours(1)),
            "as a catalogue is looked for"
        );

        // Nothing changed: nothing is written.
        shop.books().page = 100;
        let before = bench.state();
        let asked = shop.books().asked.len();
        let turn = bench.turn(later(shop, Span::hours(1)));
        assert!(!turn.rests && !turn.has_news(), "{:?} {turn:?}", dialect.api);
        assert_eq!(bench.state().revision, before.revision);
        assert!(
            shop.books().asked.len() <= asked + 2,
            "what changed is one question, or two"
        );

        let now = later(shop, Span::hours(2));
        shop.books().edit("A1", |one| one.stock = 0);
        shop.books().edit("A4", |one| one.is_hidden = false);
        let turn = bench.turn(now);
        assert_eq!((turn.counts.updated, turn.counts.created), (2, 0), "{:?}", dialect.api);
        assert_eq!(
            offered(bench),
            of(&[("A1", 0), ("A2", 3), ("A3", 0), ("A4", 1), ("A5", 2)])
        );
        let facts = bench.desk(NOON).store.order_facts(order).unwrap().unwrap();
        assert!(facts.marks.has(CustomerFlags::OUT_OF_STOCK), "said before the call");
    });
}

#[test]
fn what_changes_all_at_once_is_not_told_for_ever() {
    each(|shop, bench, dialect| {
        let many: Vec<String> = (1..=1_100).map(|number| format!("A{number}")).collect();
        let many: Vec<(&str, i64)> = many.iter().map(|sku| (sku.as_str(), 1)).collect();
        shop.books().stock(&many);
        assert_eq!(bench.run(NOON).trouble, None);
        let asked = shop.books().asked.len();
        let turn = bench.turn(later(shop, Span::hours(1)));
        assert!(!turn.more && !turn.has_news(), "{:?} {turn:?}", dialect.api);
        // What a Prom is asked for begins hours before, as its times name no zone.
        let most = if dialect.api == GoodsApi::Prom { 15 } else { 2 };
        assert!(shop.books().asked.len() <= asked + most, "{:?}", dialect.api);
        let now = later(shop, Span::hours(2));
        shop.books().edit("A7", |one| one.stock = 0);
        assert_eq!(bench.turn(now).counts.updated, 1, "{:?}", dialect.api);
    });
}

#[test]
fn what_went_is_offered_no_more_and_what_comes_back_is() {
    each(|shop, bench, dialect| {
        shop.books().stock(&[("A1", 5), ("A2", 3)]);
        bench.turn(NOON);
        let now = later(shop, Span::hours(1));
        shop.books().edit("A2", |one| one.is_gone = true);
        bench.turn(now);
        // An InSales tells of what was thrown away; of others the reading by night does.
        let at_once = if dialect.api == GoodsApi::InSales { 1 } else { 2 };
        assert_eq!(offered(bench).len(), at_once, "{:?}", dialect.api);
        bench.turn(later(shop, Span::hours(20)));
        assert_eq!(offered(bench), of(&[("A1", 5)]), "{:?}", dialect.api);
        let now = later(shop, Span::hours(21));
        shop.books().edit("A2", |one| one.is_gone = false);
        bench.turn(now);
        assert_eq!(offered(bench).len(), 2, "{:?}", dialect.api);
    });
}

#[test]
fn a_reading_that_fails_half_way_goes_on_there_and_empties_nothing() {
    each(|shop, bench, dialect| {
        shop.books().stock(&[("A1", 5), ("A2", 3), ("A3", 1), ("A4", 2)]);
        bench.turn(NOON);
        shop.books().page = 2;
        let mut hours = 20;
        for (instead, fault) in [
            (Some(html(429, "Retry-After: 40\r\n")), FeedFault::TooMany),
            (Some(html(503, "Retry-After: 600\r\n")), FeedFault::Closed),
            (Some(html(200, "")), FeedFault::NotOrders),
            (Some(html(401, "")), FeedFault::Unauthorized),
            (None, FeedFault::Slow),
        ] {
            // By night, at its second question.
            hours += 24;
            let now = later(shop, Span::hours(hours));
            shop.books().between.push_back(Box::new(|_| ()));
            shop.books()
                .between
                .push_back(Box::new(move |books| books.instead.push_back(instead.clone())));
            let turn = bench.turn(now);
            let trouble = turn.trouble.unwrap();
            assert_eq!(trouble.fault, fault, "{:?}", dialect.api);
            assert_eq!(offered(bench).len(), 4, "{:?}", dialect.api);
            // It goes on where it was: what was passed is not asked for again.
            let asked = shop.books().asked.len();
            let turn = bench.run(now + Span::hours(1));
            assert_eq!(
                (turn.trouble, offered(bench).len()),
                (None, 4),
                "{:?} {fault:?}",
                dialect.api
            );
            assert!(shop.books().asked.len() < asked + 6, "{:?}", dialect.api);
        }
    });
}

#[test]
fn what_is_thrown_away_or_comes_while_pages_are_turned_hides_none_of_the_others() {
    each(|shop, bench, dialect| {
        shop.books().page = 2;
        shop.books()
            .stock(&[("A1", 1), ("A2", 1), ("A3", 1), ("A4", 1), ("A5", 1), ("A6", 1)]);
        bench.turn(NOON);
        let now = later(shop, Span::hours(20));
        shop.books().between.push_back(Box::new(|_| ()));
        shop.books().between.push_back(Box::new(|books| {
            books.edit("A1", |one| one.is_gone = true);
            books.stock(&[("A7", 1)]);
        }));
        let turn = bench.run(now);
        assert_eq!(turn.trouble, None, "{:?}", dialect.api);
        bench.run(now + Span::hours(1));
        let skus: Vec<String> = offered(bench).into_iter().map(|(sku, _)| sku).collect();
        // What went behind the reader is found by the next night.
        let skus: Vec<&str> = skus.iter().map(String::as_str).filter(|sku| *sku != "A1").collect();
        assert_eq!(skus, ["A2", "A3", "A4", "A5", "A6", "A7"], "{:?}", dialect.api);
        bench.turn(later(shop, Span::hours(44)));
        assert_eq!(offered(bench).len(), 6, "{:?}", dialect.api);
    });
}

#[test]
fn a_shop_that_says_it_has_nothing_or_little_is_not_believed_at_once() {
    each(|shop, bench, dialect| {
        let many: Vec<String> = (1..=60).map(|number| format!("A{number}")).collect();
        let many: Vec<(&str, i64)> = many.iter().map(|sku| (sku.as_str(), 1)).collect();
        shop.books().stock(&many);
        bench.run(NOON);
        assert_eq!(offered(bench).len(), 60);
        let kept = std::mem::take(&mut shop.books().goods);
        let turn = bench.turn(later(shop, Span::hours(20)));
        assert_eq!(turn.trouble.unwrap().fault, FeedFault::Shrunk, "{:?}", dialect.api);
        assert_eq!(offered(bench).len(), 60);
        shop.books().goods = kept.iter().take(20).cloned().collect();
        let turn = bench.run(later(shop, Span::hours(21)));
        assert_eq!(
            turn.trouble.unwrap().fault,
            FeedFault::Shrunk,
            "all are looked for again"
        );
        shop.books().goods = kept;
        assert_eq!(
            bench.run(later(shop, Span::hours(22))).trouble,
            None,
            "{:?}",
            dialect.api
        );
        assert_eq!(offered(bench).len(), 60);
    });
}

#[test]
fn a_product_that_cannot_be_read_is_told_of_until_it_can_and_nothing_goes_meanwhile() {
    each(|shop, bench, dialect| {
        shop.books().stock(&[("A1", 1), ("A2", 1), ("A3", 1)]);
        bench.turn(NOON);
        let now = later(shop, Span::hours(1));
        shop.books().edit("A2", |one| one.price = "по запросу".to_owned());
        let trouble = bench.turn(now).trouble.unwrap();
        assert_eq!(trouble.fault, FeedFault::Rows, "{:?}", dialect.api);
        assert_eq!(offered(bench).len(), 3, "it is as it was");
        let trouble = bench.turn(later(shop, Span::hours(2))).trouble.unwrap();
        assert_eq!(trouble.fault, FeedFault::Rows, "still");
        shop.books().edit("A3", |one| one.is_gone = true);
        let night = bench.turn(later(shop, Span::hours(20)));
        assert_eq!(night.trouble.unwrap().fault, FeedFault::Rows);
        // An InSales itself says of a product that it went.
        let left = if dialect.api == GoodsApi::InSales { 2..=3 } else { 3..=3 };
        assert!(left.contains(&offered(bench).len()), "{:?}", dialect.api);
        let now = later(shop, Span::hours(21));
        shop.books().edit("A2", |one| one.price = "990".to_owned());
        assert_eq!(bench.turn(now).trouble, None, "{:?}", dialect.api);
        bench.turn(later(shop, Span::hours(44)));
        assert_eq!(offered(bench), of(&[("A1", 1), ("A2", 1)]), "{:?}", dialect.api);
    });
}

#[test]
fn variants_are_goods_of_their_own_however_many_there_are() {
    for api in [GoodsApi::WooCommerce, GoodsApi::Shopify] {
        let dialect = GOODS_DIALECTS.iter().find(|dialect| dialect.api == api).unwrap();
        let shop = FakeGoods::open(dialect, NOON);
        shop.books().stock(&[("A1", 5), ("V1", 3)]);
        let bench = shop.bench(dialect);
        assert_eq!(bench.turn(NOON).trouble, None);
        let skus: Vec<String> = offered(&bench).into_iter().map(|(sku, _)| sku).collect();
        let expected: &[&str] = match api {
            GoodsApi::WooCommerce => &["A1", "V1-1", "V1-2", "V1-3", "V1-4"],
            _ => &["A1", "V1-1", "V1-2", "V1-3"],
        };
        assert_eq!(skus, expected);
        let products = bench.desk(NOON).read(stock::catalogue).unwrap();
        let currency = if api == GoodsApi::Shopify {
            Currency::parse("EUR").unwrap()
        } else {
            Currency::RUB
        };
        assert!(products.iter().all(|product| product.currency == currency));
    }
}

#[test]
fn what_one_shop_leaves_out_another_goes_on_offering() {
    let [woo, insales] = [0, 1].map(|at| &GOODS_DIALECTS[at]);
    let (one, other) = (FakeGoods::open(woo, NOON), FakeGoods::open(insales, NOON));
    one.books().stock(&[("A1", 5), ("A2", 1)]);
    other.books().stock(&[("B1", 7), ("B2", 1)]);
    let mut bench = one.bench(woo);
    bench.turn(NOON);
    let theirs = other.bench(insales).setting;
    let ours = std::mem::replace(
        &mut bench.setting,
        crate::domain::settings::FeedSetting {
            name: "other".to_owned(),
            ..theirs
        },
    );
    bench.turn(NOON);
    assert_eq!(offered(&bench).len(), 4);
    bench.setting = ours;
    one.books().goods.truncate(1);
    bench.turn(later(&one, Span::hours(20)));
    assert_eq!(offered(&bench), of(&[("A1", 5), ("B1", 7), ("B2", 1)]));
}

#[test]
fn a_catalogue_is_tried_and_nothing_is_taken() {
    each(|shop, bench, dialect| {
        shop.books().stock(&[("A1", 5), ("A2", 3)]);
        let setup = bench.setup(crate::clock::Clock::Stopped(NOON));
        let zone = chrono_tz::Europe::Moscow;
        let tried = crate::feeds::try_feed(&bench.setting, &*setup.variable, NOON, zone).unwrap();
        assert_eq!((tried.found, offered(bench).len()), (2, 0), "{:?}", dialect.api);
    });
}
