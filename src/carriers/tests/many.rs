//! Thousands of parcels of every carrier, asked about within what each bears: half a day of a clock that is set on from
//! question to question, against machines that answer as the real ones.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use super::bench::Bench;
use super::bench::NOON;
use super::fake::Answer;
use super::fake::Asked;
use super::fake::FakeCarrier;
use super::shapes;
use super::shapes::TOKEN;
use super::tickets;
use crate::config::Env;
use crate::desk::Desk;
use crate::desk::tests::later;
use crate::domain::carrier::Carrier;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How long they are followed.
const FOLLOWED: Span = Span::hours(12);

/// A carrier, how often it is asked about each parcel, the shortest pause between two questions, and how many of them it takes
/// in twelve hours at the most for that number of parcels.
type Bears = (Carrier, Span, Span, fn(usize) -> usize);

const ALL: [Bears; 4] = [
    (Carrier::NovaPoshta, Span::hours(1), Span::seconds(2), |count| {
        12 * count.div_ceil(100)
    }),
    // A hundred questions a day are free: a ticket and its answer for a thousand parcels, every six hours.
    (Carrier::RussianPost, Span::hours(6), Span::minutes(15), |count| {
        (2 * 2 * count.div_ceil(1_000)).min(50)
    }),
    (Carrier::Cdek, Span::hours(1), Span::seconds(1), |count| 12 * count + 12),
    (Carrier::Ukrposhta, Span::hours(1), Span::seconds(1), |count| 12 * count),
];

/// A machine at which every parcel waits for its customer, until all of them are received.
fn machine(carrier: Carrier, are_received: &Arc<AtomicBool>) -> FakeCarrier {
    let are_received = Arc::clone(are_received);
    FakeCarrier::telling(move |asked| answer(carrier, asked, are_received.load(Ordering::Relaxed)))
}

fn answer(carrier: Carrier, asked: &Asked, received: bool) -> Answer {
    let number = asked.path.rsplit('=').next().unwrap_or_default();
    let at = if received {
        "2026-03-11T20:00:00"
    } else {
        "2026-03-11T08:00:00"
    };
    let body = match carrier {
        Carrier::NovaPoshta => {
            let asked: Value = serde_json::from_str(&asked.body).unwrap();
            let of = |document: &Value| {
                json!({"Number": document["DocumentNumber"], "StatusCode": if received { "9" } else { "7" }, "Status": "x",
                    "ActualDeliveryDate": at.replace('T', " "), "RecipientDateTime": "11.03.2026 20:00:00"})
            };
            let numbers = asked["methodProperties"]["Documents"].as_array().unwrap();
            json!({"success": true, "data": numbers.iter().map(of).collect::<Vec<_>>()}).to_string()
        }
        Carrier::RussianPost => return tickets::machine(asked, received),
        Carrier::Cdek if asked.path.ends_with("/token") => TOKEN.to_owned(),
        Carrier::Cdek => {
            let code = if received {
                "DELIVERED"
            } else {
                "ACCEPTED_AT_PICK_UP_POINT"
            };
            let mut status = shapes::status(code, "");
            status["date_time"] = json!(format!("{at}+0300"));
            shapes::order(&json!([status])).replace("20450000000001", number)
        }
        _ => json!([{"barcode": number, "date": at, "name": "Львів", "eventName": "Подія",
            "event": if received { 41_000 } else { 21_700 }}])
        .to_string(),
    };
    Some((200, "", body))
}

/// Follows until `end`, as one process; when each question was asked.
fn follow(bench: &Bench, desk: &mut Desk, fake: &FakeCarrier, end: Time) -> Vec<Time> {
    let mut runner = bench.runner();
    let never = AtomicBool::new(false);
    let mut asked = Vec::new();
    let mut known = fake.count();
    while desk.now() < end {
        let now = desk.now();
        let turned = runner.turn(desk, &never).unwrap();
        assert_eq!(turned.trouble, None);
        asked.extend((known..fake.count()).map(|_| now));
        known = fake.count();
        let next = desk.carrier_state(bench.carrier).unwrap().next_at;
        let pause = match next {
            Some(next) if next > now => next - now,
            _ if turned.rests => Span::minutes(1),
            _ => continue,
        };
        later(desk, pause);
    }
    asked
}

/// `DOZVON_PARCELS` says how many are under way by all carriers together.
#[test]
#[expect(clippy::print_stdout, reason = "figures that are read by people")]
fn thousands_of_parcels_are_asked_about_within_what_their_carriers_bear() {
    let asked = Env::of_process()
        .text("DOZVON_PARCELS")
        .and_then(|text| text.parse().ok());
    let each: usize = asked.unwrap_or(100) / ALL.len();
    for (carrier, pause, breath, bears) in ALL {
        let are_received = Arc::new(AtomicBool::new(false));
        let fake = machine(carrier, &are_received);
        let mut bench = Bench::new(carrier, &fake.address);
        bench.following.poll = Some(pause);
        let numbers: Vec<String> = (0..each).map(|at| (20_450_000_000_000 + at).to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        bench.sent(&mut bench.desk(NOON), &numbers);
        let mut desk = bench.desk(NOON + Span::minutes(1));
        let began = Instant::now();
        let questions = follow(&bench, &mut desk, &fake, NOON + FOLLOWED);
        let took = began.elapsed();
        println!(
            "{}: {each} parcels, {} questions in 12 hours, {took:?}",
            carrier.code(),
            questions.len()
        );
        assert!(questions.len() <= bears(each), "{carrier:?}: {}", questions.len());
        // A token and the question it is for come together.
        let mut by_moment: BTreeMap<Time, usize> = BTreeMap::new();
        for at in &questions {
            *by_moment.entry(*at).or_default() += 1;
        }
        assert!(
            by_moment.values().all(|count| *count <= 2),
            "{carrier:?}: {by_moment:?}"
        );
        let moments: Vec<Time> = by_moment.into_keys().collect();
        assert!(
            moments.windows(2).all(|pair| pair[1] - pair[0] >= breath),
            "{carrier:?}"
        );
        assert_eq!(desk.numbers_followed(carrier).unwrap(), i64::try_from(each).unwrap());
        let heard_by = NOON + Span::minutes(1);
        let unheard = desk.numbers_to_ask(carrier, heard_by, each).unwrap();
        assert_eq!(unheard, Vec::<String>::new(), "{carrier:?}: never heard of");

        // Once they are received, nobody asks about them any more.
        are_received.store(true, Ordering::Relaxed);
        let end = desk.now() + pause + pause;
        follow(&bench, &mut desk, &fake, end);
        assert_eq!(desk.numbers_followed(carrier).unwrap(), 0, "{carrier:?}");
        let end = desk.now() + Span::hours(24);
        let questions = follow(&bench, &mut desk, &fake, end);
        assert_eq!(questions, [], "{carrier:?}: polled after its end");
    }
}
