//! From confirmation to the last courtesy.

use super::support::*;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::ids::OrderId;
use crate::domain::local_time::DayTime;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::regulation::is_care_first;
use crate::domain::settings::CarrierTerms;
use crate::domain::task::TaskKind;

pub(super) fn confirmed(terms: Terms, events: &[&str]) -> OrderFacts {
    let mut o = order("11 12:00");
    o.terms = terms;
    o.confirmed_at = Some(at("11 12:30"));
    after(o, events)
}

#[test]
fn an_unpaid_order_is_reminded_then_proposed_as_not_paid() {
    let proposal = "propose_cancel follow_up R14 23 10:00 to - NotPaid";
    let ahead = &*format!("  {proposal}");
    check(
        &customer_of([confirmed(Terms::Prepaid, &["o 11 12:20"])]),
        &rules(),
        &[
            (
                "11 12:30",
                &["  remind_payment follow_up R13 13 10:00 to 18 10:00", ahead],
            ),
            (
                "13 10:00",
                &["remind_payment follow_up R13 13 10:00 to 18 10:00", ahead],
            ),
            (
                "23 09:59",
                &["remind_payment follow_up R13 13 10:00 to 18 10:00", ahead],
            ),
            ("23 10:00", &[proposal]),
        ],
    );
}

#[test]
fn a_reminder_is_had_by_a_talk_and_tried_on_two_days_otherwise() {
    let proposal = "  propose_cancel follow_up R14 23 10:00 to - NotPaid";
    let rules = rules();
    for (events, now, reminder) in [
        (&["o 11 12:20", "o 13 11:00"][..], "13 11:00", None),
        (&["o 11 12:20", "o 12 09:10"], "13 11:00", None),
        (
            &["o 11 12:20", "x 13 11:00"],
            "13 11:00",
            Some("  remind_payment follow_up R13 14 10:00 to 18 10:00"),
        ),
        (
            &["o 11 12:20", "x 13 11:00"],
            "14 10:00",
            Some("remind_payment follow_up R13 14 10:00 to 18 10:00"),
        ),
        (&["o 11 12:20", "x 13 11:00", "x 14 10:05"], "14 11:00", None),
    ] {
        let expected: Vec<&str> = reminder.into_iter().chain([proposal]).collect();
        let facts = customer_of([confirmed(Terms::Prepaid, events)]);
        assert_eq!(lines(&facts, &rules, now), expected, "{events:?}");
    }
}

#[test]
fn a_part_payment_starts_the_ladder_anew_and_the_whole_ends_it() {
    let rules = rules();
    let part = confirmed(Terms::Prepaid, &["o 11 12:20", "$ 16 12:00 400"]);
    assert_eq!(
        lines(&customer_of([part]), &rules, "17 12:00"),
        [
            "  remind_payment follow_up R13 18 10:00 to 23 10:00",
            "  propose_cancel follow_up R14 26 10:00 to - NotPaid"
        ]
    );
    let whole = confirmed(Terms::Prepaid, &["$ 16 12:00 1450"]);
    assert_eq!(
        lines(&customer_of([whole]), &rules, "16 12:00"),
        [
            "send_tracking follow_up R17 16 12:00 to 16 12:30",
            "  dispatch_late follow_up R18 18 10:00 to 19 10:00"
        ]
    );
}

#[test]
fn a_ready_order_owes_its_number_within_half_an_hour_and_its_hand_over_within_days() {
    let rules = rules();
    let mut o = confirmed(Terms::OnDelivery, &[]);
    assert_eq!(
        lines(&customer_of([o.clone()]), &rules, "11 12:30"),
        [
            "send_tracking follow_up R17 11 12:30 to 11 13:00",
            "  dispatch_late follow_up R18 13 10:00 to 14 10:00"
        ]
    );
    o.number_at = Some(at("11 12:50"));
    let told = OrderFacts {
        late_told_at: Some(at("13 10:30")),
        ..o.clone()
    };
    let by_courier = OrderFacts {
        carrier: Some(Carrier::Courier),
        number_at: None,
        ..told.clone()
    };
    assert_eq!(
        lines(&customer_of([o]), &rules, "13 10:00"),
        ["dispatch_late follow_up R18 13 10:00 to 14 10:00"]
    );
    assert!(lines(&customer_of([told]), &rules, "13 11:00").is_empty());
    assert!(lines(&customer_of([by_courier]), &rules, "13 11:00").is_empty());
}

#[test]
fn a_shop_that_posts_once_a_day_has_until_its_hour() {
    let rules = rules_with(|s| {
        s.carriers.set(
            Carrier::Cdek,
            CarrierTerms {
                free: Days(7),
                hold: Days(14),
                dispatch_by: Some(DayTime::new(18, 0)),
                ..CarrierTerms::default()
            },
        );
    });
    let number = |o: OrderFacts, now| lines(&customer_of([o]), &rules, now)[0].clone();
    let mut o = confirmed(Terms::OnDelivery, &[]);
    o.carrier = Some(Carrier::Cdek);
    assert_eq!(
        number(o.clone(), "11 12:30"),
        "send_tracking follow_up R17 11 12:30 to 11 18:00"
    );
    o.confirmed_at = Some(at("11 18:30"));
    let late = after(o, &[]);
    assert_eq!(
        number(late, "11 18:30"),
        "send_tracking follow_up R17 11 18:30 to 12 18:00"
    );
}

#[test]
fn a_parcel_without_news_is_looked_for() {
    let mut o = confirmed(Terms::OnDelivery, &[]);
    (o.handed_at, o.number_at) = (Some(at("12 17:00")), Some(at("12 17:00")));
    let mut estimated = after(o.clone(), &[]);
    estimated.estimate_at = Some(at("15 00:00"));
    let mut noted = estimated.clone();
    noted.last_note_at = Some(at("17 11:00"));
    for (o, now, expected) in [
        (
            after(o, &[]),
            "12 17:00",
            "  check_parcel follow_up R21 22 10:00 to 24 10:00",
        ),
        (estimated, "17 10:00", "check_parcel follow_up R21 17 10:00 to 19 10:00"),
        (noted, "17 11:00", "  check_parcel follow_up R21 19 10:00 to 21 10:00"),
    ] {
        assert_eq!(lines(&customer_of([o]), &rules(), now), [expected]);
    }
}

pub(super) fn arrived(carrier: Carrier, events: &[&str]) -> OrderFacts {
    let mut o = confirmed(Terms::OnDelivery, &[]);
    o.carrier = Some(carrier);
    o.handed_at = Some(at("11 17:00"));
    o.arrived_at = Some(at("14 15:00"));
    after(o, events)
}

#[test]
fn a_waiting_parcel_is_called_about_until_its_hold_is_over() {
    // Seven free days: storage ends with the 21st; fourteen of hold: it goes back after the 28th.
    let back = "  propose_return follow_up R21 29 00:00 to - HoldOver";
    for (events, now, call) in [
        (
            &[][..],
            "14 15:00",
            Some("  remind_pickup follow_up R21 18 10:00 to 22 00:00"),
        ),
        (
            &[],
            "18 10:00",
            Some("remind_pickup follow_up R21 18 10:00 to 22 00:00"),
        ),
        (
            &["x 18 10:05"],
            "18 11:00",
            Some("  remind_pickup follow_up R21 19 10:00 to 22 00:00"),
        ),
        (
            &["x 18 10:05", "x 19 10:05"],
            "19 11:00",
            Some("  remind_pickup follow_up R21 20 10:00 to 22 00:00 LastStorageDay"),
        ),
        (
            &["o 18 10:05"],
            "18 11:00",
            Some("  remind_pickup follow_up R21 20 10:00 to 22 00:00 LastStorageDay"),
        ),
        (
            &[],
            "20 10:00",
            Some("remind_pickup follow_up R21 20 10:00 to 22 00:00 LastStorageDay"),
        ),
        (
            &["x 20 10:05"],
            "20 11:00",
            Some("  remind_pickup follow_up R21 21 10:00 to 22 00:00 LastStorageDay"),
        ),
        (&["x 20 10:05", "x 21 10:05"], "21 11:00", None),
        (&["o 20 10:05"], "20 11:00", None),
    ] {
        let facts = customer_of([arrived(Carrier::NovaPoshta, events)]);
        let expected: Vec<&str> = call.into_iter().chain([back]).collect();
        assert_eq!(lines(&facts, &rules(), now), expected, "{events:?} {now}");
    }
    let facts = customer_of([arrived(Carrier::NovaPoshta, &[])]);
    assert_eq!(
        lines(&facts, &rules(), "29 00:00"),
        ["propose_return follow_up R21 29 00:00 to - HoldOver"]
    );
}

#[test]
fn a_locker_of_three_days_is_called_about_before_the_fourth() {
    let facts = customer_of([arrived(Carrier::Boxberry, &[])]);
    assert_eq!(
        lines(&facts, &rules(), "14 15:00"),
        [
            "  remind_pickup follow_up R21 16 10:00 to 18 00:00 LastStorageDay",
            "  propose_return follow_up R21 22 00:00 to - HoldOver"
        ]
    );
}

pub(super) fn received(total: i64, marks: CustomerFlags, events: &[&str]) -> OrderFacts {
    let mut o = confirmed(Terms::OnDelivery, &[]);
    o.total = total * 100;
    o.marks = marks;
    o.handed_at = Some(at("8 17:00"));
    o.received_at = Some(at("11 17:00"));
    let money = format!("$ 11 17:00 {total}");
    let mut all = vec![&*money];
    all.extend(events);
    after(o, &all)
}

#[test]
fn everyone_owes_care_calls_until_they_lapse() {
    let quality = "  quality_call follow_up R22 14 11:00 to 18 11:00";
    let courtesy = "  courtesy_call follow_up R23 41 11:00 to 55 11:00";
    let owed = |total: i64, marks: CustomerFlags, events: &[&str], now: &str| {
        lines(&customer_of([received(total, marks, events)]), &rules(), now)
    };
    for (total, marks) in [
        (1_450, CustomerFlags::FIRST),
        (1_450, CustomerFlags::REGULAR),
        (20_000, CustomerFlags::REGULAR),
    ] {
        assert_eq!(
            owed(total, marks, &[], "11 17:00"),
            [quality, courtesy],
            "{total} {marks:?}"
        );
    }
    for (events, now, expected) in [
        (
            &[][..],
            "18 10:59",
            Some("quality_call follow_up R22 14 11:00 to 18 11:00"),
        ),
        (&[], "18 11:00", None),
        (&["o 14 12:00"], "14 12:00", None),
        (
            &["x 14 12:00"],
            "14 12:00",
            Some("  quality_call follow_up R22 15 11:00 to 18 11:00"),
        ),
        (&["x 14 12:00", "x 15 12:00"], "15 12:00", None),
    ] {
        let expected: Vec<&str> = expected.into_iter().chain([courtesy]).collect();
        assert_eq!(
            owed(1_450, CustomerFlags::FIRST, events, now),
            expected,
            "{events:?} {now}"
        );
    }
}

#[test]
fn first_and_high_orders_come_before_the_rest_and_a_month_later_those_of_regulars() {
    let first = CustomerFlags::FIRST.with(CustomerFlags::REGULAR);
    let later = CustomerFlags::REGULAR.with(CustomerFlags::RECEIVED_AGAIN);
    let first_of_two = first.with(CustomerFlags::RECEIVED_AGAIN);
    for (total, marks, quality, courtesy) in [
        (1_450, first, true, false),
        (1_450, later, false, true),
        (1_450, first_of_two, true, true),
        (20_000, first, true, true),
        (20_000, later, true, true),
    ] {
        let order = received(total, marks, &[]);
        let is_first = |kind| is_care_first(kind, &order, &rules());
        assert_eq!(
            (is_first(TaskKind::QualityCall), is_first(TaskKind::CourtesyCall)),
            (quality, courtesy),
            "{total} {marks:?}"
        );
    }
}

#[test]
fn who_asked_not_to_be_called_owes_no_later_call_either() {
    let no_call = |mut o: OrderFacts| {
        o.flags = Flags::DO_NOT_CALL;
        customer_of([o])
    };
    for (facts, now, expected) in [
        (
            no_call(confirmed(Terms::Prepaid, &[])),
            "13 10:00",
            &["  propose_cancel follow_up R14 23 10:00 to - NotPaid"][..],
        ),
        (
            no_call(arrived(Carrier::Cdek, &[])),
            "18 10:00",
            &["  propose_return follow_up R21 29 00:00 to - HoldOver"],
        ),
        (no_call(received(1_450, CustomerFlags::default(), &[])), "14 11:00", &[]),
    ] {
        assert_eq!(lines(&facts, &rules(), now), expected);
    }
}

#[test]
fn money_in_hand_for_a_cancelled_order_goes_back_within_a_business_day() {
    let mut o = confirmed(Terms::Prepaid, &[]);
    o.cancelled_at = Some(at("13 16:00"));
    let o = after(o, &["$ 12 10:00 1450"]);
    assert_eq!(
        lines(&customer_of([o]), &rules(), "13 16:00"),
        ["refund_due follow_up R12 13 16:00 to 16 10:00"]
    );
}

#[test]
fn the_shops_own_word_and_a_double_are_looked_at_at_once() {
    let mut changed = confirmed(Terms::OnDelivery, &[]);
    changed.number_at = Some(at("11 12:40"));
    changed.late_told_at = Some(at("20 12:40"));
    changed.shop_changed_at = Some(at("11 20:30"));
    assert_eq!(
        lines(&customer_of([changed]), &rules(), "11 20:30"),
        ["shop_changed follow_up R30 11 20:30 to 12 09:30"]
    );
    let mut first = order("11 12:00");
    first.id = OrderId(5);
    let mut double = order("11 12:00");
    double.duplicate_of = Some(first.id);
    let owes_a_look = |first: &OrderFacts| {
        lines(&customer_of([first.clone(), double.clone()]), &rules(), "11 12:00")
            .contains(&"duplicate follow_up R1 11 12:00 to - SameAs(OrderId(5))".to_owned())
    };
    assert!(owes_a_look(&first));
    first.stage = Stage::Cancelled;
    assert!(!owes_a_look(&first), "money of the first is still to be given back");
    first.live = false;
    assert!(!owes_a_look(&first));
}

#[test]
fn history_owes_nothing() {
    let mut o = order("11 12:00");
    o.live = false;
    assert!(lines(&customer_of([o]), &rules(), "11 12:00").is_empty());
}

#[test]
fn every_change_of_what_is_owed_starts_the_ladder_anew() {
    let rules = rules();
    let of = |changed: &str, events: &[&str], left: Option<&str>| {
        let mut o = confirmed(Terms::Prepaid, events);
        o.owed_changed_at = (!changed.is_empty()).then(|| at(changed));
        o.requisites_at = left.map(at);
        customer_of([o])
    };
    // What changed when, what happened, when the requisites left; the moment, and what is to come then.
    let cases = [
        (
            "29 12:00",
            &["$ 11 12:40 1150"][..],
            None,
            "29 12:00",
            "  remind_payment follow_up R13 31 10:00 to 36 10:00",
        ),
        (
            "",
            &["$ 11 12:40 1150"],
            None,
            "29 12:00",
            "propose_cancel follow_up R14 23 10:00 to - NotPaid",
        ),
        (
            "",
            &[],
            Some("20 09:05"),
            "23 10:00",
            "  propose_cancel follow_up R14 25 10:00 to - NotPaid",
        ),
        (
            "",
            &[],
            Some("20 09:05"),
            "25 10:00",
            "propose_cancel follow_up R14 25 10:00 to - NotPaid",
        ),
        (
            "29 12:00",
            &[],
            Some("20 09:05"),
            "31 10:00",
            "remind_payment follow_up R13 31 10:00 to 36 10:00",
        ),
        (
            "",
            &["$ 11 12:40 1450"],
            None,
            "12 12:00",
            "send_tracking follow_up R17 11 12:40 to 11 13:10",
        ),
    ];
    for (changed, events, left, now, expected) in cases {
        let found = lines(&of(changed, events, left), &rules, now);
        assert!(
            found.iter().any(|line| line == expected),
            "{changed} {events:?} {left:?}: {found:#?}"
        );
    }
}

#[test]
fn an_order_whose_money_all_went_back_is_proposed_to_be_cancelled() {
    let paid = confirmed(Terms::Prepaid, &["$ 11 12:40 1450", "$ 12 12:00 -1450"]);
    assert_eq!((paid.stage, paid.owed()), (Stage::Confirmed, 0));
    let partly = confirmed(Terms::Prepaid, &["$ 11 12:40 1450", "$ 12 12:00 -450"]);
    assert_eq!((partly.stage, partly.owed()), (Stage::Ready, 0));
    let due = lines(&customer_of([paid]), &rules(), "12 12:00");
    assert_eq!(due, ["propose_cancel follow_up R12 11 12:30 to - Refunded"]);
}

#[test]
fn the_call_before_storage_ends_moves_back_to_a_day_on_which_calls_are_made() {
    // Arrived on the 14th with three free days: storage ends with the 17th, the call falls on the 16th.
    let boxberry = |holidays: &[&str]| {
        let rules = rules_with(|s| {
            s.hours.holidays = holidays.iter().map(|date| date.parse().unwrap()).collect();
        });
        let owed = lines(&customer_of([arrived(Carrier::Boxberry, &[])]), &rules, "14 15:00");
        owed[0].clone()
    };
    for (holidays, due) in [
        (&[][..], "16 10:00"),
        (&["2026-03-16"], "15 10:00"),
        (&["2026-03-16", "2026-03-15"], "14 15:00"),
        (&["2026-03-17"], "16 10:00"),
    ] {
        let expected = format!("remind_pickup follow_up R21 {due} to 18 00:00 LastStorageDay");
        assert_eq!(boxberry(holidays).trim_start(), expected, "{holidays:?}");
    }
}

#[test]
fn a_refused_parcel_is_proposed_as_returned_and_nothing_else_is_owed() {
    let proposal = "propose_return follow_up R21 15 12:00 to - ParcelRefused";
    let on_its_way = OrderFacts {
        arrived_at: None,
        ..arrived(Carrier::Cdek, &[])
    };
    for one in [arrived(Carrier::Cdek, &[]), after(on_its_way, &[])] {
        let refused = OrderFacts {
            parcel_refused_at: Some(at("15 12:00")),
            ..one
        };
        let facts = customer_of([refused]);
        for now in ["15 12:00", "18 10:00", "29 00:00"] {
            assert_eq!(lines(&facts, &rules(), now), [proposal], "{now}");
        }
    }
}

#[test]
fn who_says_to_have_paid_is_not_reminded_until_it_was_looked_whether_the_money_is_there() {
    let claimed = |events: &[&str]| {
        let mut o = confirmed(Terms::Prepaid, &[]);
        o.claims_paid_at = Some(at("13 16:00"));
        customer_of([after(o, events)])
    };
    let check = "check_payment follow_up R30 13 16:00 to 16 16:00";
    for (events, now, expected) in [
        (&[][..], "13 16:00", &[check][..]),
        (&[], "25 10:00", &[check]),
        // A payment ends it; one that leaves a part owed starts the ladder again.
        (
            &["$ 13 17:00 1450"],
            "13 17:00",
            &[
                "send_tracking follow_up R17 13 17:00 to 13 17:30",
                "  dispatch_late follow_up R18 15 10:00 to 16 10:00",
            ],
        ),
        (
            &["$ 13 17:00 450"],
            "13 17:00",
            &[
                "  remind_payment follow_up R13 17 10:00 to 20 10:00",
                "  propose_cancel follow_up R14 25 10:00 to - NotPaid",
            ],
        ),
        // One that came before is none of it.
        (&["$ 12 17:00 450"], "13 16:00", &[check]),
    ] {
        assert_eq!(lines(&claimed(events), &rules(), now), expected, "{events:?} {now}");
    }
}

#[test]
fn money_taken_on_delivery_is_asked_for_when_the_carrier_is_late_with_it() {
    let mut o = confirmed(Terms::OnDelivery, &[]);
    (o.handed_at, o.received_at) = (Some(at("8 17:00")), Some(at("11 17:00")));
    let owed = |change: fn(&mut OrderFacts), events: &[&str]| {
        let mut o = o.clone();
        change(&mut o);
        let mut owed = lines(&customer_of([after(o, events)]), &rules(), "25 10:00");
        owed.retain(|line| line.contains("payout"));
        owed
    };
    assert_eq!(owed(|_| {}, &[]), ["check_payout follow_up R12 25 10:00 to 28 10:00"]);
    assert_eq!(
        owed(|o| o.put_off_until = Some(at("27 12:00")), &[]),
        ["  check_payout follow_up R12 27 12:00 to 30 10:00"]
    );
    assert_eq!(owed(|_| {}, &["$ 20 12:00 1450"]), [""; 0]);
    assert_eq!(owed(|o| o.terms = Terms::Prepaid, &[]), [""; 0], "that is the ladder's");
}

#[test]
fn what_is_collected_at_the_shop_is_laid_ready_and_what_needs_no_parcel_owes_nothing() {
    let by = |carrier: Carrier| {
        let mut o = confirmed(Terms::OnDelivery, &[]);
        o.carrier = Some(carrier);
        customer_of([after(o, &[])])
    };
    assert_eq!(
        lines(&by(Carrier::Pickup), &rules(), "11 12:30"),
        ["make_ready follow_up R40 11 12:30 to 14 10:00"]
    );
    assert_eq!(lines(&by(Carrier::None), &rules(), "20 12:30"), [""; 0]);
    let ready = customer_of([arrived(Carrier::Pickup, &[])]);
    let told = lines(&ready, &rules(), "14 15:00");
    assert_eq!(
        told[0],
        "  remind_pickup follow_up R21 18 10:00 to 20 00:00 LastStorageDay"
    );
}
