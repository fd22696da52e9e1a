//! Asking turn by turn: pace, pauses, failures, and one process of all.

use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;

use super::bench::Bench;
use super::bench::NOON;
use super::bench::turn;
use super::fake::Answer;
use super::fake::FakeCarrier;
use crate::carriers::thread::CarrierThread;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::order::Stage;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTouch;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::page;

const PATIENCE: Duration = Duration::from_secs(20);

fn documents(numbers: &[&str], code: &str) -> (u16, &'static str, String) {
    let data: Vec<Value> = numbers
        .iter()
        .map(|number| {
            json!({"Number": number, "StatusCode": code, "Status": "", "ActualDeliveryDate": "2026-03-11 10:59:00",
            "TrackingUpdateDate": "2026-03-11 10:59:00"})
        })
        .collect();
    (200, "", json!({"success": true, "data": data}).to_string())
}

fn stage(desk: &Desk, id: crate::domain::ids::OrderId) -> Stage {
    card_of(desk, CardKey::Order(id)).order.unwrap().facts.stage
}

fn at(minutes: i64) -> Time {
    NOON + Span::minutes(minutes)
}

#[test]
fn a_parcel_is_asked_about_at_the_carriers_pace_until_it_is_received() {
    let fake = FakeCarrier::answering([Some(documents(&["1", "2"], "5"))]);
    let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
    let ids = bench.sent(&mut bench.desk(NOON), &["1", "2"]);
    let mut runner = bench.runner();
    let first = turn(&bench, &mut runner, at(1));
    assert_eq!((first.counts.asked, first.counts.news, first.counts.changed), (2, 2, 0));
    // Nothing is left to ask about for half an hour, in any process.
    for minutes in [2, 3, 20, 30] {
        assert!(turn(&bench, &mut runner, at(minutes)).rests, "{minutes}");
        assert!(turn(&bench, &mut bench.runner(), at(minutes)).rests, "{minutes}");
    }
    assert_eq!(fake.asked().len(), 1, "both in one call");
    fake.answer(Some(documents(&["1"], "9")));
    let second = turn(&bench, &mut runner, at(32));
    assert_eq!(
        (second.counts.asked, second.counts.changed),
        (2, 1),
        "of the other nothing was said"
    );
    assert_eq!(stage(&bench.desk(at(32)), ids[0]), Stage::Received);
    assert_eq!(bench.desk(at(70)).numbers_followed(Carrier::NovaPoshta).unwrap(), 1);
    let third = turn(&bench, &mut runner, at(70));
    assert_eq!(third.counts.asked, 1);
    let asked: Value = serde_json::from_str(&fake.asked()[2].body).unwrap();
    assert_eq!(
        asked["methodProperties"]["Documents"],
        json!([{"DocumentNumber": "2", "Phone": ""}])
    );
}

#[test]
fn a_new_number_is_asked_about_soon_and_all_of_them_when_somebody_wants_it() {
    let fake = FakeCarrier::answering([Some(documents(&[], "5"))]);
    let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
    let mut runner = bench.runner();
    assert!(turn(&bench, &mut runner, at(1)).rests);
    assert_eq!(fake.asked().len(), 0, "there is nothing to ask about");
    bench.sent(&mut bench.desk(at(1)), &["1"]);
    assert_eq!(turn(&bench, &mut runner, at(3)).counts.asked, 1);
    assert!(turn(&bench, &mut runner, at(5)).rests);
    bench
        .desk(at(6))
        .touch_carrier(Carrier::NovaPoshta, FeedTouch::Ask)
        .unwrap();
    assert_eq!(turn(&bench, &mut runner, at(6) + Span::seconds(2)).counts.asked, 1);
    assert!(turn(&bench, &mut runner, at(7)).rests, "once");
    assert!(turn(&bench, &mut runner, at(8)).rests);
    bench
        .desk(at(50))
        .touch_carrier(Carrier::NovaPoshta, FeedTouch::Pause)
        .unwrap();
    assert!(turn(&bench, &mut runner, at(50)).rests);
    bench
        .desk(at(51))
        .touch_carrier(Carrier::NovaPoshta, FeedTouch::Resume)
        .unwrap();
    assert_eq!(turn(&bench, &mut runner, at(52)).counts.asked, 1);
}

#[test]
fn more_numbers_than_it_takes_are_asked_about_in_several_calls() {
    let numbers: Vec<String> = (0..130).map(|at| format!("{}", 20_450_000_000_000_i64 + at)).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let fake = FakeCarrier::answering([Some(documents(&numbers, "5"))]);
    let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
    bench.sent(&mut bench.desk(NOON), &numbers);
    let mut runner = bench.runner();
    assert_eq!(turn(&bench, &mut runner, at(1)).counts.asked, 100);
    assert!(
        turn(&bench, &mut runner, at(1) + Span::seconds(1)).rests,
        "it is given a breath"
    );
    assert_eq!(turn(&bench, &mut runner, at(1) + Span::seconds(3)).counts.asked, 30);
    assert!(turn(&bench, &mut runner, at(1) + Span::seconds(6)).rests);
}

#[test]
fn whatever_goes_wrong_is_said_and_pauses_grow() {
    let cases: [(Answer, FeedFault); 8] = [
        (
            Some((502, "", "<html><h1>Bad gateway</h1></html>".to_owned())),
            FeedFault::Broken,
        ),
        (
            Some((200, "", "<html>Зайдите позже</html>".to_owned())),
            FeedFault::NotOrders,
        ),
        (Some((200, "", "{\"success\": true".to_owned())), FeedFault::NotOrders),
        (Some((401, "", String::new())), FeedFault::Unauthorized),
        (Some((403, "", "Forbidden s3cret KEY".to_owned())), FeedFault::Forbidden),
        (Some((503, "", String::new())), FeedFault::Closed),
        (
            Some((302, "Location: https://other.example/?key=1\r\n", String::new())),
            FeedFault::Moved,
        ),
        (None, FeedFault::Slow),
    ];
    for (answer, fault) in cases {
        let fake = FakeCarrier::answering([answer]);
        let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
        bench.sent(&mut bench.desk(NOON), &["1"]);
        let mut runner = bench.runner();
        let mut now = at(1);
        for pause in [1, 2, 4, 8, 15, 15] {
            let trouble = turn(&bench, &mut runner, now).trouble.unwrap();
            assert_eq!(trouble.fault, fault, "{trouble:?}");
            assert!(
                !trouble.said.contains("s3cret") && !trouble.said.contains("key=1"),
                "{trouble:?}"
            );
            let next = bench
                .desk(now)
                .carrier_state(Carrier::NovaPoshta)
                .unwrap()
                .next_at
                .unwrap();
            assert_eq!(next - now, Span::minutes(pause));
            assert!(turn(&bench, &mut runner, next - Span(1)).rests);
            now = next;
        }
        let desk = bench.desk(now);
        let page = desk
            .read(|look| page(look, PageKey::Feeds, &PageQuery::default()))
            .unwrap();
        assert_eq!(page.sections.len(), 1, "it is no feed that is set no more");
        let stands = &page.sections[0].rows[0].cells[1];
        assert!(matches!(stands, Cell::Warning(_)), "{stands:?}");
        let failing = bench
            .desk(now)
            .carrier_state(Carrier::NovaPoshta)
            .unwrap()
            .failing
            .unwrap();
        assert_eq!((failing.times, failing.since), (6, at(1)));
        fake.answer(Some(documents(&["1"], "5")));
        assert_eq!(turn(&bench, &mut runner, now).counts.news, 1);
        assert_eq!(
            bench.desk(now).carrier_state(Carrier::NovaPoshta).unwrap().failing,
            None
        );
    }
}

#[test]
fn who_asks_to_be_left_alone_is_and_who_is_not_there_is_asked_again() {
    let fake = FakeCarrier::answering([Some((429, "Retry-After: 1800\r\n", String::new()))]);
    let mut bench = Bench::new(Carrier::NovaPoshta, &fake.address);
    bench.sent(&mut bench.desk(NOON), &["1"]);
    let trouble = turn(&bench, &mut bench.runner(), at(1)).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::TooMany);
    let next = bench.desk(at(1)).carrier_state(Carrier::NovaPoshta).unwrap().next_at;
    assert_eq!(next, Some(at(31)));
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    bench.following.address = Some(format!("http://{nobody}"));
    let trouble = turn(&bench, &mut bench.runner(), at(31)).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::Unreached);
}

#[test]
fn one_of_two_consoles_asks_and_the_other_takes_over() {
    let fake = FakeCarrier::answering([Some(documents(&["1"], "7"))]);
    let bench = Bench::new(Carrier::NovaPoshta, &fake.address);
    let mut desk = bench.desk_by(Clock::System);
    bench.sent(&mut desk, &["1"]);
    let mut other = bench.setup(Clock::System);
    other.who.session = "bob-1".to_owned();
    let (sender, heard) = channel();
    let first = CarrierThread::begin(bench.setup(Clock::System), move |carrier, turn| {
        let _ = sender.send((carrier, turn.counts.asked));
    });
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), (Carrier::NovaPoshta, 1));
    let mut desk = Desk::open(
        &other.database,
        other.settings.clone(),
        other.who.clone(),
        Clock::System,
    )
    .unwrap();
    assert!(!desk.lease_carriers().unwrap(), "the first asks");
    drop(first);
    assert!(desk.lease_carriers().unwrap(), "it gave the lease back");
    desk.end_carriers().unwrap();
    bench.sent(&mut desk, &["2"]);
    fake.answer(Some(documents(&["2"], "7")));
    let (sender, heard) = channel();
    let _second = CarrierThread::begin(other, move |_, turn| _ = sender.send(turn.counts.news));
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), 1);
}
