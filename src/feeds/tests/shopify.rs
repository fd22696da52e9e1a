//! What of a Shopify is like no other shop.

use serde_json::json;

use super::platform::DIALECTS;
use super::platform::Dialect;
use super::platform::FakePlatform;
use super::platform::MANY_LINES;
use super::setting_up::NOON;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::time::Span;

fn dialect() -> &'static Dialect {
    DIALECTS
        .iter()
        .find(|dialect| dialect.kind == OrderFeedKind::Shopify)
        .unwrap()
}

fn errors(code: &str, requested: i64) -> (u16, String, String) {
    let told = json!({
        "errors": [{ "message": "No", "extensions": { "code": code } }],
        "extensions": { "cost": {
            "requestedQueryCost": requested,
            "throttleStatus": { "maximumAvailable": 2000.0, "currentlyAvailable": 120, "restoreRate": 10.0 },
        } },
    });
    (200, String::new(), told.to_string())
}

#[test]
fn who_asks_too_much_is_told_with_a_good_status_and_waits_as_long_as_that_takes() {
    let shop = FakePlatform::open(dialect(), NOON);
    shop.books().order(5, "open");
    let bench = shop.bench(dialect());
    shop.books().instead.push_back(Some(errors("THROTTLED", 1_020)));
    let trouble = bench.turn(NOON).trouble.unwrap();
    assert_eq!(
        (trouble.fault, trouble.rest),
        (FeedFault::TooMany, Some(Span::seconds(90)))
    );
    assert_eq!(bench.state().next_at, Some(NOON + Span::seconds(90)));
    assert_eq!(bench.turn(NOON + Span::seconds(90)).counts.created, 1);
    shop.books().instead.push_back(Some(errors("ACCESS_DENIED", 1)));
    let trouble = bench.run(NOON + Span::minutes(5)).trouble.unwrap();
    assert_eq!(
        (trouble.fault, trouble.said.as_str()),
        (FeedFault::Forbidden, "ACCESS_DENIED No")
    );
}

#[test]
fn a_question_that_is_never_granted_is_asked_for_fewer_orders() {
    let shop = FakePlatform::open(dialect(), NOON);
    for total in 1..=9 {
        shop.books().order(total, "open");
    }
    let bench = shop.bench(dialect());
    let costly = || Some(errors("MAX_COST_EXCEEDED", 1_500));
    // How many there are is not told either.
    shop.books().instead.extend([costly(), costly(), costly()]);
    assert_eq!(bench.run(NOON).trouble, None);
    assert_eq!(bench.orders().len(), 9);
    let firsts: Vec<i64> = shop.books().asked.iter().filter_map(first).collect();
    assert_eq!(firsts[..4], [10, 5, 2, 2]);
    let many = std::iter::repeat_with(costly).take(9);
    shop.books().instead.extend(many);
    let trouble = bench.run(NOON + Span::minutes(5)).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::NotOrders, "not without end");
}

fn first(asked: &super::server::Asked) -> Option<i64> {
    let told: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
    told["variables"]["first"].as_i64()
}

#[test]
fn an_order_with_many_lines_comes_whole() {
    let shop = FakePlatform::open(dialect(), NOON);
    shop.books().order(MANY_LINES, "open");
    let bench = shop.bench(dialect());
    bench.run(NOON);
    let lines = bench.records().remove(0).lines;
    let prices: Vec<i64> = lines.iter().map(|line| line.price / 100).collect();
    assert_eq!(prices, [MANY_LINES - 7, 7]);
}
