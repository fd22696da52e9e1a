//! A shop is read: what changes, in which order it comes, what goes wrong.

use super::setting_up::Bench;
use super::setting_up::NOON;
use super::setting_up::TestFiles;
use super::shop::FakeShop;
use super::shop::Meanwhile;
use crate::domain::incoming::ShopStatus;
use crate::domain::order_feed::FeedFault;
use crate::domain::settings::FeedSetting;
use crate::domain::time::Span;
use crate::feeds::FeedFiles;
use crate::feeds::FeedReading;
use crate::feeds::FeedRunner;
use crate::feeds::FeedSetup;
use crate::feeds::PortionTaken;
use crate::intake::ImportError;

/// Numbers and totals of the shop's books.
fn expected(shop: &FakeShop) -> Vec<(String, i64)> {
    let books = shop.books();
    let mut all: Vec<_> = books
        .orders
        .iter()
        .map(|order| (order.id.to_string(), order.total))
        .collect();
    all.sort();
    all
}

#[test]
fn orders_come_in_once_and_a_reading_without_news_writes_nothing() {
    let shop = FakeShop::open(NOON);
    for total in 1..=7 {
        shop.books().order(total);
    }
    let bench = Bench::of_shop(&shop.address);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.more, &turn.trouble), (7, false, &None));
    assert_eq!(bench.orders(), expected(&shop));
    let before = bench.state();
    assert_eq!((before.created, before.reached_at), (7, Some(NOON)));

    assert!(bench.turn(NOON + Span::seconds(29)).rests, "its time has not come");
    let turn = bench.turn(NOON + Span::seconds(30));
    assert!(!turn.rests && turn.counts.unchanged == 0);
    let after = bench.state();
    assert_eq!((after.cursor, after.revision), (before.cursor, before.revision));
    assert_eq!(after.reached_at, Some(NOON + Span::seconds(30)));
}

#[test]
fn what_changes_in_the_second_of_the_last_change_is_not_missed() {
    let shop = FakeShop::open(NOON);
    let first = shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    bench.run(NOON);
    {
        let mut books = shop.books();
        books.order(2);
        books.orders.iter_mut().find(|order| order.id == first).unwrap().total = 3;
    }
    let turn = bench.run(NOON + Span::minutes(1));
    assert_eq!(
        (turn.counts.created, turn.counts.updated, turn.counts.unchanged),
        (1, 1, 0)
    );
    assert_eq!(bench.orders(), expected(&shop));
}

#[test]
fn many_pages_come_whole_though_ties_are_unstable_orders_go_and_orders_come() {
    for silent in [false, true] {
        let shop = FakeShop::open(NOON);
        {
            let mut books = shop.books();
            (books.page, books.unstable, books.silent) = (7, true, silent);
            for total in 1..=230 {
                books.order(total);
            }
            let none = || Box::new(|_: &mut _| ()) as Meanwhile;
            books.meanwhile.extend([none(), none()]);
            books
                .meanwhile
                .push_back(Box::new(|books| books.orders.drain(..20).for_each(drop)));
            books.meanwhile.push_back(Box::new(|books| {
                books.now += 5;
                books.order(999);
                let now = books.now;
                let edited = &mut books.orders[2];
                (edited.total, edited.modified) = (777, now);
            }));
        }
        let bench = Bench::of_shop(&shop.address);
        bench.run(NOON);
        let missing: Vec<_> = expected(&shop)
            .into_iter()
            .filter(|one| !bench.orders().contains(one))
            .collect();
        assert_eq!(missing, [], "silent: {silent}");
    }
}

#[test]
fn a_shop_that_fails_is_left_alone_longer_each_time_and_as_long_as_it_asks() {
    let shop = FakeShop::open(NOON);
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    let html = |status, headers: &str| Some((status, headers.to_owned(), "<title>Wartung</title>".to_owned()));
    shop.books().instead.extend([
        html(500, ""),
        html(503, "Retry-After: 600\r\n"),
        None,
        html(200, ""),
        html(301, "Location: https://other.example/x?consumer_secret=cs_secret\r\n"),
    ]);
    let mut now = NOON;
    for (fault, pause) in [
        (FeedFault::Broken, 30),
        (FeedFault::Closed, 600),
        (FeedFault::Slow, 120),
        (FeedFault::NotOrders, 240),
        (FeedFault::Moved, 480),
    ] {
        let turn = bench.turn(now);
        let trouble = turn.trouble.unwrap();
        assert_eq!(trouble.fault, fault);
        assert!(
            !trouble.said.contains("cs_secret") && !trouble.said.contains("ck_key"),
            "{}",
            trouble.said
        );
        let state = bench.state();
        assert_eq!(state.next_at, Some(now + Span::seconds(pause)), "{fault:?}");
        assert_eq!(state.failing.unwrap().since, NOON);
        now = state.next_at.unwrap();
    }
    assert_eq!(bench.turn(now).counts.created, 1);
    assert_eq!(bench.state().failing, None);
}

#[test]
fn what_is_asked_for_while_a_feed_fails_is_still_to_be_done() {
    let shop = FakeShop::open(NOON);
    let bench = Bench::of_shop(&shop.address);
    let mut console = bench.desk(NOON + Span::seconds(1));
    shop.books()
        .meanwhile
        .push_back(Box::new(move |_| console.ask_feed("shop").unwrap()));
    shop.books().instead.push_back(None);
    assert!(bench.turn(NOON).trouble.is_some());
    assert_eq!(bench.state().asked_at, Some(NOON + Span::seconds(1)));
    bench.turn(NOON + Span::seconds(2));
    assert_eq!(bench.state().asked_at, None);
}

#[test]
fn a_turn_that_is_left_half_way_says_nothing_of_how_the_feed_fares() {
    let shop = FakeShop::open(NOON);
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    bench.desk(NOON).ask_feed("shop").unwrap();
    let before = bench.state();
    let stop = std::sync::Arc::<std::sync::atomic::AtomicBool>::default();
    let meanwhile = std::sync::Arc::clone(&stop);
    shop.books().meanwhile.push_back(Box::new(move |_| {
        meanwhile.store(true, std::sync::atomic::Ordering::Relaxed);
    }));
    let turn = bench.runner().run(&mut bench.desk(NOON), &stop).unwrap();
    assert!(turn.is_left && turn.more, "{turn:?}");
    assert_eq!(bench.state(), before);
}

#[test]
fn wrong_keys_and_nobody_there_are_said_without_the_keys() {
    let shop = FakeShop::open(NOON);
    let mut bench = Bench::of_shop(&shop.address);
    bench.setting.secret.clone_from(&bench.setting.key);
    let trouble = bench.turn(NOON).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::Unauthorized);
    let nobody = Bench::of_shop("http://127.0.0.1:9");
    assert_eq!(nobody.turn(NOON).trouble.unwrap().fault, FeedFault::Unreached);
    let mut unset = Bench::of_shop(&shop.address);
    unset.setting.key = Some(crate::domain::settings::SecretRef::Env("NOT_SET".to_owned()));
    assert_eq!(unset.turn(NOON).trouble.unwrap().fault, FeedFault::Secret);
}

#[test]
fn a_word_nobody_explained_comes_in_as_new_and_stands_right_when_it_is() {
    let shop = FakeShop::open(NOON);
    {
        let mut books = shop.books();
        let id = books.order(5);
        books.orders.iter_mut().find(|order| order.id == id).unwrap().status = "at-the-tailor".to_owned();
    }
    let bench = Bench::of_shop(&shop.address);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.counts.rejected), (1, 0));
    assert_eq!(turn.words, ["at-the-tailor"]);
    let mut desk = bench.desk(NOON);
    let words = desk.feed_words().unwrap();
    assert_eq!(
        (words[0].word.as_str(), words[0].orders, words[0].platform.as_str()),
        ("at-the-tailor", 1, "woocommerce")
    );
    assert_eq!(bench.first().confirmed_at, None);

    desk.explain_feed_word(&words[0], ShopStatus::Confirmed).unwrap();
    assert!(bench.first().confirmed_at.is_some());
    assert_eq!(desk.feed_words().unwrap(), []);
}

/// Somebody explains a word once a turn has looked what is known.
struct ExplainedMeanwhile(std::sync::atomic::AtomicUsize);

impl FeedFiles for ExplainedMeanwhile {
    fn reading(&self, setting: &FeedSetting) -> Result<FeedReading, String> {
        let word = (
            "woocommerce".to_owned(),
            "at-the-tailor".to_owned(),
            ShopStatus::Confirmed,
        );
        let is_first = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
        let files = TestFiles {
            words: if is_first { Vec::new() } else { vec![word] },
            ..TestFiles::default()
        };
        files.reading(setting)
    }

    fn unread(&self, name: &str, _: &ImportError) -> String {
        name.to_owned()
    }

    fn report(&self, name: &str, _: &PortionTaken) -> String {
        name.to_owned()
    }
}

#[test]
fn a_word_explained_while_its_order_comes_in_holds_for_that_order() {
    let shop = FakeShop::open(NOON);
    {
        let mut books = shop.books();
        let id = books.order(5);
        books.orders.iter_mut().find(|order| order.id == id).unwrap().status = "at-the-tailor".to_owned();
    }
    let bench = Bench::of_shop(&shop.address);
    let setup = FeedSetup {
        files: std::sync::Arc::new(ExplainedMeanwhile(0.into())),
        ..bench.setup(crate::clock::Clock::Stopped(NOON))
    };
    let mut runner = FeedRunner::new(setup, bench.setting.clone());
    let mut desk = bench.desk(NOON);
    let turn = runner
        .turn(&mut desk, &std::sync::atomic::AtomicBool::new(false))
        .unwrap();
    assert_eq!((turn.counts.created, turn.words.len()), (1, 0));
    assert_eq!(desk.feed_words().unwrap(), []);
    assert!(bench.first().confirmed_at.is_some());
}

#[test]
fn by_night_what_changed_without_a_date_is_found() {
    let shop = FakeShop::open(NOON);
    shop.books().page = 3;
    let ids: Vec<i64> = (1..=8).map(|total| shop.books().order(total)).collect();
    let bench = Bench::of_shop(&shop.address);
    bench.run(NOON);
    shop.books().now += 600;
    shop.books().order(9);
    bench.run(NOON + Span::minutes(10));
    shop.books()
        .orders
        .iter_mut()
        .find(|order| order.id == ids[2])
        .unwrap()
        .total = 50;
    let evening = NOON + Span::hours(12);
    bench.run(evening);
    assert_ne!(bench.orders(), expected(&shop), "nobody could know");
    let night = NOON + Span::hours(16);
    for turn in 0..4 {
        bench.run(night + Span::minutes(turn));
    }
    assert_eq!(bench.orders(), expected(&shop));
    let asked = shop.books().asked.len();
    bench.run(night + Span::minutes(10));
    assert_eq!(shop.books().asked.len(), asked + 1, "once a night");
}

#[test]
fn a_clock_that_ran_ahead_and_was_set_right_hides_nothing() {
    let shop = FakeShop::open(NOON);
    shop.books().now += 86_400 * 20;
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    shop.books().now = NOON.0 / 1_000;
    bench.run(NOON);
    shop.books().now += 60;
    shop.books().order(2);
    bench.run(NOON + Span::minutes(1));
    assert_eq!(bench.orders(), expected(&shop));
}

#[test]
fn a_weekend_with_the_machine_off_comes_in_with_the_newest_first() {
    let shop = FakeShop::open(NOON);
    shop.books().order(1);
    let bench = Bench::of_shop(&shop.address);
    bench.run(NOON);
    for total in 2..=250 {
        shop.books().now += 600;
        shop.books().order(total);
    }
    let monday = NOON + Span::days(2);
    shop.books().meanwhile.push_back(Box::new(|_| ()));
    let stop = std::sync::atomic::AtomicBool::new(false);
    // The first page brings the newest hundred; the machine goes off again behind it.
    shop.books().instead.clear();
    shop.books()
        .meanwhile
        .push_back(Box::new(|books| books.instead.push_back(None)));
    let turn = bench.runner().run(&mut bench.desk(monday), &stop).unwrap();
    assert_eq!((turn.counts.created, turn.trouble.is_some()), (100, true));
    assert!(bench.orders().contains(&("350".to_owned(), 250)));
    bench.run(monday + Span::minutes(5));
    assert_eq!(bench.orders(), expected(&shop));
}

#[test]
fn a_feed_is_tried_and_nothing_is_taken() {
    let shop = FakeShop::open(NOON);
    shop.books().order(1);
    shop.books().order(2);
    let bench = Bench::of_shop(&format!("{}/wp-json/wc/v3/orders", shop.address));
    let setup = bench.setup(crate::clock::Clock::Stopped(NOON));
    let tried = crate::feeds::try_feed(&bench.setting, &*setup.variable, NOON, chrono_tz::Europe::Moscow).unwrap();
    assert_eq!((tried.found, tried.newest.as_deref()), (2, Some("102")));
    assert_eq!(bench.orders(), []);
}

/// The recordings of a real shop, where they are at hand.
#[test]
fn the_recorded_answers_of_a_real_shop_are_read() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = [
        "../shared/samples/woocommerce-live",
        "../../shared/samples/woocommerce-live",
    ];
    let found = places.iter().map(|place| here.join(place)).find(|place| place.is_dir());
    let Some(folder) = found else { return };
    let body = std::fs::read_to_string(folder.join("page-all-100.body")).unwrap();
    let shop = FakeShop::open(NOON);
    let json = |body: String| {
        Some((
            200,
            "Content-Type: application/json\r\nX-WP-Total: 47\r\n".to_owned(),
            body,
        ))
    };
    let once = std::fs::read_to_string(folder.join("err-no-auth-https.body")).unwrap();
    shop.books()
        .instead
        .extend([json(body.clone()), json(body.clone()), Some((401, String::new(), once))]);
    let bench = Bench::of_shop(&shop.address);
    let turn = bench.run(NOON);
    assert_eq!(
        (turn.counts.created, turn.counts.rejected, turn.words.len()),
        (47, 0, 0)
    );
    assert_eq!(bench.run(NOON + Span::minutes(1)).counts.created, 0);
    assert_eq!(
        bench.run(NOON + Span::minutes(2)).trouble.unwrap().fault,
        FeedFault::Unauthorized
    );
    assert_eq!(bench.orders().len(), 47);
}
