//! Shops of every platform are read: what changes, in which order it comes, what goes wrong.

use super::platform::Between;
use super::platform::DIALECTS;
use super::platform::Dialect;
use super::platform::FakePlatform;
use super::setting_up::NOON;
use crate::domain::order_feed::FeedFault;
use crate::domain::settings::SecretRef;
use crate::domain::time::Span;

/// Numbers and totals of the shop's books.
fn expected(shop: &FakePlatform) -> Vec<(String, i64)> {
    let books = shop.books();
    let all = books.orders.iter().map(|order| (order.id.to_string(), order.total));
    let mut all: Vec<_> = all.collect();
    all.sort();
    all
}

/// With that number of orders of now.
fn with_orders(dialect: &'static Dialect, count: i64) -> FakePlatform {
    let shop = FakePlatform::open(dialect, NOON);
    for total in 1..=count {
        shop.books().order(total, dialect.fresh);
    }
    shop
}

#[test]
fn orders_come_in_once_and_a_reading_without_news_writes_nothing() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 7);
        let bench = shop.bench(dialect);
        let turn = bench.turn(NOON);
        assert_eq!((turn.counts.created, &turn.trouble), (7, &None), "{kind:?}");
        assert_eq!((turn.counts.rejected, turn.words.len()), (0, 0), "{kind:?}");
        assert_eq!(bench.orders(), expected(&shop), "{kind:?}");
        bench.run(NOON + Span::seconds(20));
        let before = bench.state();
        for later in [60, 7_200] {
            let turn = bench.run(NOON + Span::seconds(later));
            assert_eq!((turn.counts.unchanged, &turn.trouble), (0, &None), "{kind:?}");
        }
        let after = bench.state();
        assert_eq!(
            (after.cursor, after.revision),
            (before.cursor, before.revision),
            "{kind:?}"
        );
    }
}

#[test]
fn what_changes_is_cancelled_or_comes_in_the_second_of_the_last_change_is_not_missed() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 3);
        let bench = shop.bench(dialect);
        bench.run(NOON);
        {
            let mut books = shop.books();
            books.order(4, dialect.fresh);
            books.edit(102, |order| order.total = 50);
            books.edit(103, |order| dialect.cancelled.clone_into(&mut order.status));
        }
        let turn = bench.run(NOON + Span::minutes(1));
        assert_eq!(
            (turn.counts.created, turn.counts.updated, turn.counts.unchanged),
            (1, 2, 0),
            "{kind:?}"
        );
        assert_eq!(bench.orders(), expected(&shop), "{kind:?}");
        let records = bench.records();
        let cancelled = records.iter().find(|order| order.number == "103").unwrap();
        let facts = &cancelled.facts;
        assert!(facts.shop_cancelled_at.or(facts.cancelled_at).is_some(), "{kind:?}");

        // One that is deleted stays as it was known, and nothing else is held up by it.
        {
            let mut books = shop.books();
            books.now += 60;
            books.delete(101);
            books.order(5, dialect.fresh);
        }
        let turn = bench.run(NOON + Span::minutes(2));
        assert_eq!((turn.counts.created, turn.trouble), (1, None), "{kind:?}");
        assert_eq!(bench.orders().len(), 5, "{kind:?}");
    }
}

#[test]
fn many_pages_come_whole_though_orders_go_change_and_come_meanwhile() {
    for dialect in &DIALECTS {
        let shop = with_orders(dialect, 230);
        {
            let mut books = shop.books();
            books.page = 7;
            let none = || Box::new(|_: &mut _| ()) as Between;
            books.between.extend([none(), none(), none()]);
            books.between.push_back(Box::new(|books| {
                books.now += 5;
                for id in [105, 230, 329, 330] {
                    books.delete(id);
                }
            }));
            books.between.push_back(none());
            let fresh = dialect.fresh;
            books.between.push_back(Box::new(move |books| {
                books.now += 5;
                books.order(999, fresh);
                for id in [110, 200, 325] {
                    books.edit(id, |order| order.total = 777);
                }
            }));
        }
        let bench = shop.bench(dialect);
        bench.run(NOON);
        let orders = bench.orders();
        let missing: Vec<_> = expected(&shop)
            .into_iter()
            .filter(|one| !orders.contains(one))
            .collect();
        assert_eq!(missing, [], "{:?}", dialect.kind);
    }
}

#[test]
fn a_change_of_more_than_a_page_at_once_is_read_once() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 120);
        shop.books().page = 20;
        let bench = shop.bench(dialect);
        bench.run(NOON);
        {
            let mut books = shop.books();
            books.now += 60;
            (101..=220).for_each(|id| books.edit(id, |order| order.total += 1_000));
        }
        let at = NOON + Span::minutes(1);
        bench.run(at);
        assert_eq!(bench.orders(), expected(&shop), "{kind:?}");
        bench.run(at + Span::seconds(30));
        let (before, asked) = (bench.state(), shop.books().asked.len());
        bench.run(at + Span::minutes(1));
        assert_eq!(bench.state().revision, before.revision, "{kind:?}");
        let asked = shop.books().asked.len() - asked;
        assert!(asked < 30, "{kind:?}: {asked} questions");
    }
}

#[test]
fn a_shop_that_fails_is_left_alone_longer_each_time_and_as_long_as_it_asks() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 1);
        let bench = shop.bench(dialect);
        let html = |status, headers: &str| Some((status, headers.to_owned(), "<title>Wartung</title>".to_owned()));
        shop.books().instead.extend([
            html(500, ""),
            html(429, "Retry-After: 600\r\n"),
            None,
            html(200, ""),
            html(301, "Location: https://other.example/x?key=ck_key\r\n"),
        ]);
        let mut now = NOON;
        for (fault, pause) in [
            (FeedFault::Broken, 30),
            (FeedFault::TooMany, 600),
            (FeedFault::Slow, 120),
            (FeedFault::NotOrders, 240),
            (FeedFault::Moved, 480),
        ] {
            let trouble = bench.turn(now).trouble.unwrap();
            assert_eq!(trouble.fault, fault, "{kind:?}");
            let is_silent = !trouble.said.contains("cs_secret") && !trouble.said.contains("ck_key");
            assert!(is_silent, "{kind:?} {}", trouble.said);
            let state = bench.state();
            assert_eq!(state.next_at, Some(now + Span::seconds(pause)), "{kind:?} {fault:?}");
            now = state.next_at.unwrap();
        }
        assert_eq!(bench.turn(now).counts.created, 1, "{kind:?}");
        assert_eq!(bench.state().failing, None, "{kind:?}");
    }
}

#[test]
fn an_answer_that_echoes_the_key_shows_it_to_nobody() {
    for dialect in &DIALECTS {
        let shop = with_orders(dialect, 1);
        let bench = shop.bench(dialect);
        let header = crate::net::http::basic("ck_key", "cs_secret");
        let told = format!(r#"{{"message":"ck_key cs_secret {header} refused"}}"#);
        shop.books().instead.push_back(Some((400, String::new(), told)));
        let said = bench.turn(NOON).trouble.unwrap().said;
        assert!(said.contains("refused") && !said.contains("ck_key"), "{said}");
        if dialect.kind.has_two_keys() {
            assert!(!said.contains("cs_secret") && !said.contains(&header), "{said}");
        }
    }
}

#[test]
fn a_wrong_key_and_nobody_there_are_said() {
    for dialect in &DIALECTS {
        let shop = with_orders(dialect, 1);
        let mut bench = shop.bench(dialect);
        bench.setting.key = Some(SecretRef::Env("SECRET".to_owned()));
        let trouble = bench.turn(NOON).trouble.unwrap();
        assert_eq!(trouble.fault, FeedFault::Unauthorized, "{:?}", dialect.kind);
        assert!(!trouble.said.contains("cs_secret"));
        bench.setting.address = Some("http://127.0.0.1:9".to_owned());
        let trouble = bench.run(NOON + Span::minutes(1)).trouble.unwrap();
        assert_eq!(trouble.fault, FeedFault::Unreached);
        bench.setting.key = Some(SecretRef::Env("NOT_SET".to_owned()));
        let trouble = bench.run(NOON + Span::minutes(2)).trouble.unwrap();
        assert_eq!(trouble.fault, FeedFault::Secret);
    }
}

#[test]
fn a_word_nobody_explained_comes_in_as_new() {
    for dialect in &DIALECTS {
        let Some(own) = dialect.own else { continue };
        let shop = FakePlatform::open(dialect, NOON);
        shop.books().order(5, own);
        let bench = shop.bench(dialect);
        let turn = bench.turn(NOON);
        assert_eq!(
            (turn.counts.created, turn.counts.rejected, turn.words.len()),
            (1, 0, 1),
            "{:?}",
            dialect.kind
        );
        let mut desk = bench.desk(NOON);
        let word = desk.feed_words().unwrap().remove(0);
        assert_eq!(
            (word.orders, word.platform.as_str()),
            (1, dialect.kind.format().unwrap().code())
        );
        let confirmed = crate::domain::incoming::ShopStatus::Confirmed;
        desk.explain_feed_word(&word, confirmed).unwrap();
        assert!(bench.first().confirmed_at.is_some(), "{:?}", dialect.kind);
    }
}

#[test]
fn by_night_what_changed_without_a_date_is_found() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 8);
        shop.books().page = 3;
        let bench = shop.bench(dialect);
        bench.run(NOON);
        shop.books().now += 600;
        shop.books().order(9, dialect.fresh);
        bench.run(NOON + Span::minutes(10));
        shop.books().orders[2].total = 50;
        bench.run(NOON + Span::hours(12));
        assert_ne!(bench.orders(), expected(&shop), "{kind:?}: nobody could know");
        let night = NOON + Span::hours(16);
        for turn in 0..5 {
            bench.run(night + Span::minutes(turn));
        }
        assert_eq!(bench.orders(), expected(&shop), "{kind:?}");
        let before = bench.state();
        bench.run(night + Span::minutes(10));
        assert_eq!(bench.state().revision, before.revision, "{kind:?}: once a night");
    }
}

#[test]
fn a_clock_that_ran_ahead_and_was_set_right_hides_nothing() {
    for dialect in &DIALECTS {
        let shop = FakePlatform::open(dialect, NOON);
        shop.books().now += 86_400;
        shop.books().order(1, dialect.fresh);
        let bench = shop.bench(dialect);
        shop.books().now = NOON.0 / 1_000;
        bench.run(NOON);
        shop.books().now += 60;
        shop.books().order(2, dialect.fresh);
        bench.run(NOON + Span::minutes(1));
        assert_eq!(bench.orders(), expected(&shop), "{:?}", dialect.kind);
    }
}

#[test]
fn a_weekend_with_the_machine_off_comes_in_though_it_goes_off_again_half_way() {
    for dialect in &DIALECTS {
        let kind = dialect.kind;
        let shop = with_orders(dialect, 1);
        let bench = shop.bench(dialect);
        bench.run(NOON);
        for total in 2..=250 {
            shop.books().now += 600;
            shop.books().order(total, dialect.fresh);
        }
        let monday = NOON + Span::days(2);
        let none = || Box::new(|_: &mut _| ()) as Between;
        shop.books().between.extend([none(), none()]);
        let goes_off: Between = Box::new(|books| books.instead.push_back(None));
        shop.books().between.push_back(goes_off);
        let turn = bench.run(monday);
        assert!(turn.trouble.is_some(), "{kind:?}");
        let had = bench.orders().len();
        assert!((2..250).contains(&had), "{kind:?} {had}");
        bench.run(monday + Span::minutes(5));
        assert_eq!(bench.orders(), expected(&shop), "{kind:?}");
    }
}

#[test]
fn a_feed_is_tried_and_nothing_is_taken() {
    for dialect in &DIALECTS {
        let shop = with_orders(dialect, 2);
        let bench = shop.bench(dialect);
        let setup = bench.setup(crate::clock::Clock::Stopped(NOON));
        let zone = chrono_tz::Europe::Moscow;
        let tried = crate::feeds::try_feed(&bench.setting, &*setup.variable, NOON, zone).unwrap();
        assert_eq!(
            (tried.found, tried.newest.as_deref()),
            (2, Some("102")),
            "{:?}",
            dialect.kind
        );
        assert_eq!(bench.orders(), []);
    }
}
