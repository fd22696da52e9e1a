//! How tasks end, and where an order's own terms win.

use super::later::arrived;
use super::later::confirmed;
use super::later::received;
use super::support::*;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::carrier::Carrier;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::storage;

fn of(one: OrderFacts, now: &str) -> Vec<String> {
    lines(&customer_of([one]), &rules(), now)
}

#[test]
fn an_agreed_call_tried_six_times_in_vain_gives_way_to_the_orders_own_next_step() {
    let calls = [
        "x 11 12:05",
        "x 11 12:50",
        "x 11 14:20",
        "x 12 10:00",
        "x 13 14:00",
        "x 14 18:00",
    ];
    let agreed = |tries| {
        let made = &calls[..usize::try_from(tries).unwrap()];
        let mut facts = customer_of([after(order("11 11:00"), made)]);
        facts.appointments.push(Appointment {
            id: 1,
            customer: CustomerId(1),
            order: Some(facts.orders[0].id),
            kind: AppointmentKind::Schedule,
            made_at: at("11 11:30"),
            at: at("11 12:00"),
            tries,
            first_try_at: (tries > 0).then(|| at("11 12:05")),
            last_try_at: (tries > 0).then(|| at("14 18:00")),
        });
        facts
    };
    check(
        &agreed(5),
        &rules(),
        &[(
            "15 18:00",
            &["call_back callback R7 15 18:00 to 16 00:00 Appointed(Schedule)"],
        )],
    );
    check(
        &agreed(6),
        &rules(),
        &[("14 18:00", &["propose_cancel follow_up R7 14 18:00 to - Unreachable"])],
    );
}

#[test]
fn who_talked_and_wants_no_calls_decides_in_writing() {
    let mut one = order("13 12:00");
    one.flags = Flags::DO_NOT_CALL;
    assert_eq!(
        of(after(one, &["o 13 12:05"]), "13 14:05"),
        ["decide follow_up R36 13 14:05 to 13 16:05 InWriting"]
    );
}

#[test]
fn what_is_paid_at_receipt_is_never_asked_for_before() {
    let due = of(confirmed(Terms::OnDelivery, &[]), "25 12:00");
    assert!(
        due.iter().all(|line| !line.contains("R13") && !line.contains("R14")),
        "{due:?}"
    );
}

#[test]
fn shipping_before_payment_does_not_forgive_it() {
    let mut one = confirmed(Terms::Prepaid, &["o 11 12:20"]);
    one.handed_at = Some(at("12 17:00"));
    assert_eq!(
        of(after(one, &["o 11 12:20"]), "13 10:00"),
        [
            "remind_payment follow_up R13 13 10:00 to 18 10:00",
            "send_tracking follow_up R17 12 17:00 to 12 17:30",
            "  check_parcel follow_up R21 22 10:00 to 24 10:00",
            "  propose_return follow_up R14 23 10:00 to - NotPaid",
        ]
    );
}

#[test]
fn a_reopened_order_is_reminded_from_its_reopening() {
    let mut one = confirmed(Terms::Prepaid, &[]);
    one.reopened_at = Some(at("20 15:00"));
    assert_eq!(
        of(one, "20 15:00"),
        [
            "  remind_payment follow_up R13 24 10:00 to 27 10:00",
            "  propose_cancel follow_up R14 32 10:00 to - NotPaid",
        ]
    );
}

#[test]
fn an_order_may_have_a_later_term_of_its_own() {
    let mut one = confirmed(Terms::OnDelivery, &[]);
    one.dispatch_by = Some(at("20 18:00"));
    assert_eq!(
        of(one, "11 12:30"),
        [
            "send_tracking follow_up R17 11 12:30 to 20 18:00",
            "  dispatch_late follow_up R18 19 10:00 to 20 18:00",
        ]
    );
}

#[test]
fn each_carrier_keeps_parcels_its_own_days_and_lockers_theirs() {
    let of = |carrier, marks| OrderFacts {
        carrier,
        marks,
        ..order("1 12:00")
    };
    for (carrier, free, hold) in [
        (Carrier::NovaPoshta, 7, 14),
        (Carrier::RussianPost, 15, 30),
        (Carrier::Cdek, 7, 14),
        (Carrier::Ukrposhta, 14, 30),
        (Carrier::Boxberry, 3, 7),
    ] {
        let end_of = |days: i64| at(&format!("{} 00:00", 11 + days + 1));
        let kept = storage(&of(Some(carrier), CustomerFlags::default()), at("11 15:00"), &rules());
        assert_eq!(kept, (end_of(free), end_of(hold)), "{carrier:?}");
        let in_locker = storage(&of(Some(carrier), CustomerFlags::LOCKER), at("11 15:00"), &rules());
        assert_eq!(in_locker, (end_of(3), end_of(hold)), "{carrier:?} locker");
    }
    assert_eq!(
        storage(&of(None, CustomerFlags::default()), at("11 15:00"), &rules()),
        storage(
            &of(Some(Carrier::Other), CustomerFlags::default()),
            at("11 15:00"),
            &rules()
        )
    );
}

#[test]
fn what_the_carrier_said_of_storage_wins_over_its_usual_days() {
    let mut one = arrived(Carrier::NovaPoshta, &[]);
    (one.free_until, one.hold_until) = (Some(at("17 00:00")), Some(at("20 00:00")));
    assert_eq!(
        of(one, "15 10:00"),
        [
            "remind_pickup follow_up R21 15 10:00 to 17 00:00 LastStorageDay",
            "  propose_return follow_up R21 20 00:00 to - HoldOver",
        ]
    );
}

#[test]
fn writing_off_may_be_put_off() {
    let mut one = arrived(Carrier::NovaPoshta, &[]);
    one.put_off_until = Some(at("35 10:00"));
    assert_eq!(
        of(one, "29 00:00"),
        ["  propose_return follow_up R21 35 10:00 to - HoldOver"]
    );
}

#[test]
fn a_courtesy_call_is_tried_on_two_days_and_lapses_after_a_fortnight() {
    for (events, now, expected) in [
        (
            &[][..],
            "41 11:00",
            &["courtesy_call follow_up R23 41 11:00 to 55 11:00"][..],
        ),
        (&[], "55 10:59", &["courtesy_call follow_up R23 41 11:00 to 55 11:00"]),
        (&[], "55 11:00", &[]),
        (
            &["x 41 12:00"],
            "41 12:00",
            &["  courtesy_call follow_up R23 42 11:00 to 55 11:00"],
        ),
        (&["x 41 12:00", "x 42 12:00"], "42 12:00", &[]),
        (&["o 41 12:00"], "41 12:00", &[]),
    ] {
        assert_eq!(
            of(received(1_450, CustomerFlags::REGULAR, events), now),
            expected,
            "{events:?} {now}"
        );
    }
}

#[test]
fn money_for_what_came_back_is_returned_and_nothing_is_left_when_it_is() {
    let returned = |events: &[&str]| {
        let mut one = confirmed(Terms::Prepaid, &[]);
        one.handed_at = Some(at("12 17:00"));
        one.returned_at = Some(at("20 16:00"));
        of(after(one, events), "20 16:00")
    };
    assert_eq!(
        returned(&["$ 12 10:00 1450"]),
        ["refund_due follow_up R12 20 16:00 to 23 10:00"]
    );
    assert!(returned(&["$ 12 10:00 1450", "$ 20 15:00 -1450"]).is_empty());
}

#[test]
fn a_confirmed_order_the_shop_cancelled_waits_for_a_word() {
    let mut one = confirmed(Terms::OnDelivery, &[]);
    (one.number_at, one.late_told_at) = (Some(at("11 12:40")), Some(at("20 12:40")));
    one.shop_cancelled_at = Some(at("11 14:00"));
    assert_eq!(
        of(one, "11 14:00"),
        ["shop_cancelled follow_up R30 11 14:00 to 11 15:00"]
    );
}

#[test]
fn a_customer_without_open_work_owes_nothing() {
    let found = lines(&CustomerFacts::new(CustomerId(1)), &rules(), "11 12:00");
    assert!(found.is_empty());
}
