//! A carrier that tells by itself.

use std::sync::Arc;

use serde_json::json;

use super::bench::Bench;
use super::bench::NOON;
use super::bench::turn;
use super::fake::FakeCarrier;
use crate::carriers::carrier_address;
use crate::carriers::told_of_parcels;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::tests::who;
use crate::domain::carrier::Carrier;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebRequest;
use crate::net::listen::answer;

const OUTSIDE: &str = "https://desk.lavka.example";

fn told(routes: &[Route], method: Method, path: &str, body: &str) -> u16 {
    let request = WebRequest {
        method,
        path: path.to_owned(),
        rest: String::new(),
        query: String::new(),
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
        from: "203.0.113.5".parse().unwrap(),
    };
    answer(routes, request).status
}

#[test]
fn what_cdek_tells_is_not_believed_and_asked_about() {
    let token = r#"{"access_token":"t0ken","expires_in":3599}"#.to_owned();
    let status = json!([{"code": "RECEIVED_AT_SHIPMENT_WAREHOUSE", "date_time": "2026-03-11T08:00:00+0000"}]);
    let order = json!({"entity": {"statuses": status}}).to_string();
    let fake = FakeCarrier::answering([Some((200, "", token)), Some((200, "", order))]);
    let bench = Bench::new(Carrier::Cdek, &fake.address);
    bench.sent(&mut bench.desk(NOON), &["1100285492"]);
    let mut runner = bench.runner();
    assert_eq!(turn(&bench, &mut runner, NOON + Span::minutes(1)).counts.asked, 1);
    assert!(turn(&bench, &mut runner, NOON + Span::minutes(3)).rests);

    let setup = bench.setup(Clock::Stopped(NOON + Span::minutes(5)));
    let settings = Arc::new(Settings {
        listen: ListenSetting {
            address: Some("127.0.0.1:8787".parse().unwrap()),
            public_url: Some(OUTSIDE.to_owned()),
        },
        ..Settings::clone(&setup.settings)
    });
    let mut desk = Desk::open(&setup.database, Arc::clone(&settings), who("anna"), setup.clock).unwrap();
    assert_eq!(carrier_address(&mut desk, Carrier::NovaPoshta).unwrap(), None);
    let url = carrier_address(&mut desk, Carrier::Cdek).unwrap().unwrap();
    let path = url.strip_prefix(OUTSIDE).unwrap();
    let routes = [told_of_parcels(&Arc::new(DeskDoor::new(
        setup.database.clone(),
        settings,
        who("anna"),
        setup.clock,
    )))];
    let received = json!({"type": "ORDER_STATUS", "uuid": "72753031",
        "attributes": {"cdek_number": "1100285492", "code": "DELIVERED", "status_date_time": "2026-03-11T09:00:00+0000"}});
    let strangers = [
        told(&routes, Method::Post, "/carriers/cdek/guessed", &received.to_string()),
        told(&routes, Method::Get, path, ""),
        told(&routes, Method::Post, "/carriers/nova_poshta/x", "{}"),
    ];
    assert_eq!(strangers, [404, 404, 404]);
    assert!(turn(&bench, &mut runner, NOON + Span::minutes(6)).rests);
    assert_eq!(told(&routes, Method::Post, path, "no JSON"), 200);
    assert!(turn(&bench, &mut runner, NOON + Span::minutes(8)).rests);
    assert_eq!(told(&routes, Method::Post, path, &received.to_string()), 200);
    let asked = turn(&bench, &mut runner, NOON + Span::minutes(10));
    assert_eq!(
        (asked.counts.asked, asked.counts.changed),
        (1, 0),
        "it is where the carrier says itself"
    );
}
