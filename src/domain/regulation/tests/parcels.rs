//! Orders in several parcels (R18, R21), and when a parcel should arrive (R15, R19).

use super::support::at;
use super::support::customer_of;
use super::support::day_and_time;
use super::support::lines;
use super::support::order;
use super::support::rules;
use super::support::rules_with;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::message::MessageBody;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::parcels;
use crate::domain::projection::project;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::messages::tellings;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

/// An order paid on delivery in parcels: each one's hand-over, arrival and receipt, empty where it did not come so far.
fn sent(dates: &[[&str; 3]]) -> OrderFacts {
    let mut o = order("09 12:00");
    o.terms = Terms::OnDelivery;
    o.carrier = Some(Carrier::NovaPoshta);
    o.confirmed_at = Some(at("09 12:10"));
    let when = |shown: &str| -> Option<Time> { (!shown.is_empty()).then(|| at(shown)) };
    let parcel = |(position, [handed, arrived, received]): (i64, &[&str; 3])| Parcel {
        position,
        number: Some(format!("RA{position}")),
        number_at: when(handed),
        handed_at: when(handed),
        arrived_at: when(arrived),
        received_at: when(received),
        ..Parcel::default()
    };
    let found: Vec<Parcel> = (1..).zip(dates).map(parcel).collect();
    parcels::project(&mut o, &found, &[]);
    project(&mut o, &[], &[]);
    o.parcels = found;
    o
}

fn told(order: OrderFacts, rules: &Rulebook, now: &str) -> Vec<String> {
    let found = tellings(&customer_of([order]), rules, at(now)).due;
    let worth = |body: &MessageBody| match body {
        MessageBody::Dispatched { number, estimate, .. } => Some(format!(
            "{number} sent, by {}",
            estimate.map(day_and_time).unwrap_or_default()
        )),
        MessageBody::Arrived(kept) => Some(format!("{} there", kept.number)),
        MessageBody::PickupWaits(kept) => Some(format!("{} waits", kept.number)),
        MessageBody::Paid { estimate, .. } => {
            Some(format!("paid, by {}", estimate.map(day_and_time).unwrap_or_default()))
        }
        _ => None,
    };
    found.iter().filter_map(|telling| worth(&telling.told)).collect()
}

/// The parcels, as in [`sent`]; what is owed; what was told.
type Case<'a> = (&'a [[&'a str; 3]], &'a [&'a str], &'a [&'a str]);

#[test]
fn each_parcel_is_followed_on_its_own_and_one_call_is_about_all() {
    let on_the_way = ["10 12:00", "", ""];
    let waits = ["10 12:00", "11 12:00", ""];
    let later = ["10 12:00", "13 12:00", ""];
    let had = ["10 12:00", "11 12:00", "12 12:00"];
    // The parcels; what is owed on the 15th; what was told by then.
    let table: [Case<'_>; 5] = [
        (
            &[on_the_way, waits],
            &[
                "remind_pickup follow_up R21 15 10:00 to 19 00:00",
                "  check_parcel follow_up R21 20 10:00 to 22 10:00",
            ],
            &["RA1 sent, by ", "RA2 there", "RA2 waits"],
        ),
        (
            &[later, waits],
            &["remind_pickup follow_up R21 15 10:00 to 19 00:00"],
            &["RA1 there", "RA2 there", "RA2 waits"],
        ),
        (
            &[had, waits],
            &["remind_pickup follow_up R21 15 10:00 to 19 00:00"],
            &["RA2 there", "RA2 waits"],
        ),
        (
            &[had, on_the_way],
            &["  check_parcel follow_up R21 20 10:00 to 22 10:00"],
            &["RA2 sent, by "],
        ),
        (
            &[had, later],
            &["  remind_pickup follow_up R21 17 10:00 to 21 00:00"],
            &["RA2 there"],
        ),
    ];
    for (dates, owed, messages) in table {
        let customer = customer_of([sent(dates)]);
        let mut found = lines(&customer, &rules(), "15 10:00");
        found.retain(|line| !line.contains("propose_return"));
        assert_eq!(found, owed, "{dates:?}");
        assert_eq!(told(sent(dates), &rules(), "15 10:00"), messages, "{dates:?}");
    }
}

#[test]
fn when_it_should_arrive_is_the_orders_own_word_else_its_carriers_usual_days() {
    let usual = |days: Option<i64>| {
        rules_with(|settings| {
            let mut terms = settings.carriers.of(Carrier::NovaPoshta);
            terms.days = days.map(Days);
            settings.carriers.set(Carrier::NovaPoshta, terms);
        })
    };
    // The carrier's days; the order's estimate, that of its second parcel; what is told of each.
    let table = [
        (None, None, None, ["", ""]),
        (Some(3), None, None, ["13 00:00", "13 00:00"]),
        (Some(3), Some("12 00:00"), None, ["12 00:00", "12 00:00"]),
        (Some(3), Some("12 00:00"), Some("16 00:00"), ["12 00:00", "16 00:00"]),
        (None, None, Some("16 00:00"), ["", "16 00:00"]),
    ];
    for (days, own, second, expected) in table {
        let mut o = sent(&[["10 12:00", "", ""], ["10 12:00", "", ""]]);
        o.estimate_at = own.map(at);
        o.parcels[1].estimate_at = second.map(at);
        let [one, other] = expected;
        assert_eq!(
            told(o, &usual(days), "10 12:30"),
            [format!("RA1 sent, by {one}"), format!("RA2 sent, by {other}")],
            "{days:?} {own:?} {second:?}"
        );
    }
    // Without news it is asked about two days later.
    let o = sent(&[["10 12:00", "", ""]]);
    let owed = lines(&customer_of([o]), &usual(Some(3)), "10 12:30");
    assert_eq!(owed, ["  check_parcel follow_up R21 15 10:00 to 17 10:00"]);
}
