//! From arrival to confirmation.

use super::support::*;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::regulation::promise;

#[test]
fn a_new_order_is_due_at_once_and_has_a_last_chance_before_its_hour_is_over() {
    check(
        &customer_of([order("11 12:00")]),
        &rules(),
        &[
            ("11 12:00", &["first_contact new R4 11 12:00 to 11 13:00"]),
            ("11 12:49", &["first_contact new R4 11 12:00 to 11 13:00"]),
            (
                "11 12:50",
                &["first_contact callback R4 11 12:00 to 11 13:00 LastChance"],
            ),
            (
                "11 12:59",
                &["first_contact callback R4 11 12:00 to 11 13:00 LastChance"],
            ),
            ("11 13:00", &["first_contact new R4 11 12:00 to 11 13:00"]),
            ("11 20:59", &["first_contact new R4 11 12:00 to 11 13:00"]),
        ],
    );
}

#[test]
fn an_order_is_high_strictly_over_the_bound_and_in_the_shops_currency() {
    let lane = |total, currency| {
        let mut o = order("11 12:00");
        (o.total, o.currency) = (total, currency);
        lines(&customer_of([o]), &rules(), "11 12:00")[0].clone()
    };
    let eur = Currency::parse("EUR").unwrap();
    assert_eq!(
        lane(1_000_000, Currency::RUB),
        "first_contact new R4 11 12:00 to 11 13:00"
    );
    assert_eq!(
        lane(1_000_001, Currency::RUB),
        "first_contact new_high R4 11 12:00 to 11 13:00"
    );
    assert_eq!(lane(9_999_900, eur), "first_contact new R4 11 12:00 to 11 13:00");
}

#[test]
fn an_order_from_the_peak_has_until_closing_and_no_last_chance() {
    let mut o = order("11 12:00");
    o.flags = Flags::PEAK;
    let mut late = order("11 20:30");
    late.flags = Flags::PEAK;
    let rules = rules();
    check(
        &customer_of([o]),
        &rules,
        &[
            ("11 12:00", &["first_contact new R4 11 12:00 to 11 21:00 Peak"]),
            ("11 20:55", &["first_contact new R4 11 12:00 to 11 21:00 Peak"]),
        ],
    );
    check(
        &customer_of([late]),
        &rules,
        &[("11 20:30", &["first_contact new R4 11 20:30 to 12 09:30 Peak"])],
    );
}

#[test]
fn an_order_of_the_night_is_promised_a_call_in_the_first_two_hours() {
    let promised = "R5 11 09:00 to 11 11:00 Promised 11 09:00 11 11:00";
    let (own, risen) = (
        &*format!("first_contact new {promised}"),
        &*format!("first_contact callback {promised}"),
    );
    check(
        &customer_of([order("11 04:00")]),
        &rules(),
        &[
            ("11 04:00", &[&*format!("  {own}")]),
            ("11 08:59", &[&*format!("  {own}")]),
            ("11 09:00", &[own]),
            ("11 10:44", &[own]),
            ("11 10:45", &[risen]),
            ("11 11:00", &[risen]),
            ("11 11:59", &[risen]),
            ("11 12:00", &[own]),
        ],
    );
}

#[test]
fn an_order_still_untouched_at_closing_is_promised_the_next_opening_again_and_again() {
    let (o, rules) = (order("11 15:00"), rules());
    for (now, window) in [
        ("11 20:59", None),
        ("11 21:00", Some(("12 09:00", "12 11:00"))),
        ("12 20:59", Some(("12 09:00", "12 11:00"))),
        ("12 21:00", Some(("13 09:00", "13 11:00"))),
    ] {
        let window = window.map(|(from, until)| (at(from), at(until)));
        assert_eq!(promise(&customer_of([o.clone()]), &o, &rules, at(now)), window, "{now}");
    }
}

#[test]
fn what_was_told_stands_until_the_day_it_names_closes() {
    let mut o = order("11 15:00");
    o.promised_from = Some(at("12 10:00"));
    o.promised_until = Some(at("12 12:00"));
    let rules = rules_open("11:00-20:00");
    for (now, from) in [
        ("11 21:00", "12 10:00"),
        ("12 19:59", "12 10:00"),
        ("12 20:00", "13 11:00"),
    ] {
        assert_eq!(
            promise(&customer_of([o.clone()]), &o, &rules, at(now)).map(|p| p.0),
            Some(at(from)),
            "{now}"
        );
    }
}

#[test]
fn no_promise_stands_after_a_contact_or_an_attempt_or_where_no_call_is_wanted() {
    let mut unwanted = order("11 04:00");
    unwanted.flags = Flags::DO_NOT_CALL;
    for o in [
        after(order("11 04:00"), &["x 11 05:00"]),
        after(order("11 04:00"), &["o 11 05:00"]),
        unwanted,
    ] {
        assert_eq!(promise(&customer_of([o.clone()]), &o, &rules(), at("11 09:00")), None);
    }
}

#[test]
fn a_break_at_noon_is_outside_callable_time_too() {
    let rules = rules_open("09:00-13:00,14:00-21:00");
    check(
        &customer_of([order("11 13:30")]),
        &rules,
        &[(
            "11 14:00",
            &["first_contact new R5 11 14:00 to 11 16:00 Promised 11 14:00 11 16:00"],
        )],
    );
    check(
        &customer_of([order("11 12:30")]),
        &rules,
        &[(
            "11 14:25",
            &["first_contact callback R4 11 12:30 to 11 14:30 LastChance"],
        )],
    );
}

#[test]
fn a_customer_far_to_the_east_is_called_in_his_own_day() {
    let mut o = order("11 15:00");
    o.zone = Some(FAR_EAST);
    check(
        &customer_of([o]),
        &rules(),
        &[(
            "11 15:00",
            &["  first_contact new R5 12 09:00 to 12 11:00 Promised 12 09:00 12 11:00"],
        )],
    );
}

#[test]
fn attempts_follow_each_other_by_the_clock_of_r7() {
    let rules = rules();
    let day = &["x 11 12:05"];
    check(
        &customer_of([after(order("11 12:00"), day)]),
        &rules,
        &[
            ("11 12:44", &["  retry_call new R7 11 12:45 to 11 13:15 Attempt(2)"]),
            ("11 12:45", &["retry_call new R7 11 12:45 to 11 13:15 Attempt(2)"]),
        ],
    );
    let tried = |events: &[&str], now: &str| lines(&customer_of([after(order("11 12:00"), events)]), &rules, now);
    let calls = [
        "x 11 12:05",
        "x 11 12:50",
        "x 11 13:40",
        "x 12 10:10",
        "x 13 14:00",
        "x 14 19:00",
    ];
    for (made, expected) in [
        (2, "  retry_call new R7 11 13:35 to 11 14:05 Attempt(3)"),
        (3, "  retry_call follow_up R7 12 10:00 to 13 00:00 Attempt(4)"),
        (4, "  retry_call follow_up R7 13 14:00 to 14 00:00 Attempt(5)"),
        (5, "  retry_call follow_up R7 14 18:00 to 15 00:00 Attempt(6)"),
    ] {
        assert_eq!(tried(&calls[..made], "11 13:00"), [expected], "{made}");
    }
    assert_eq!(
        tried(&calls, "14 19:00"),
        ["propose_cancel follow_up R7 14 19:00 to - Unreachable"]
    );
    assert_eq!(
        tried(&["x 11 12:05", "x 11 14:00"], "11 14:00"),
        ["  retry_call new R7 11 14:40 to 11 15:10 Attempt(3)"],
        "a late second attempt is not followed at once"
    );
    assert_eq!(
        tried(&["x 11 20:45"], "11 20:45"),
        ["  retry_call new R7 12 09:25 to 12 09:55 Attempt(2)"],
        "only callable time counts"
    );
}

#[test]
fn a_talk_without_a_decision_comes_back_unhurriedly() {
    let rules = rules();
    let talked = |events: &[&str]| customer_of([after(order("13 12:00"), events)]);
    check(
        &talked(&["o 13 12:05"]),
        &rules,
        &[
            ("13 12:05", &["  decide follow_up R4 13 14:05 to 13 16:05"]),
            ("13 14:05", &["decide follow_up R4 13 14:05 to 13 16:05"]),
            ("13 16:05", &["decide follow_up R4 13 14:05 to 16 10:00"]),
        ],
    );
    check(
        &talked(&["o 13 12:05", "x 13 14:10"]),
        &rules,
        &[("13 14:50", &["decide follow_up R7 13 14:50 to 13 15:20 Attempt(2)"])],
    );
    check(
        &talked(&["o 13 12:05", "o 13 14:10", "o 14 10:00"]),
        &rules,
        &[("14 10:00", &["propose_cancel follow_up R4 14 10:00 to - Undecided"])],
    );
}

#[test]
fn who_asked_not_to_be_called_is_settled_in_writing() {
    let mut o = order("11 12:00");
    o.flags = Flags::DO_NOT_CALL;
    o.total = 2_000_000;
    check(
        &customer_of([o]),
        &rules(),
        &[
            ("11 12:55", &["decide new_high R36 11 12:00 to 11 13:00 InWriting"]),
            ("12 08:00", &["decide new_high R36 11 12:00 to 11 13:00 InWriting"]),
        ],
    );
}

#[test]
fn without_a_working_phone_another_contact_is_looked_for() {
    let mut o = order("13 12:00");
    o.marks = CustomerFlags::NO_PHONE;
    let mut facts = customer_of([o]);
    facts.no_phone_at = Some(at("13 15:00"));
    check(
        &facts,
        &rules(),
        &[
            ("13 15:00", &["find_contact follow_up R7 13 15:00 to 16 15:00"]),
            ("16 15:00", &["propose_cancel follow_up R7 16 15:00 to - NoContact"]),
        ],
    );
}

#[test]
fn an_agreed_time_settles_when_to_call() {
    let mut facts = customer_of([after(order("11 12:00"), &["o 11 12:10"])]);
    facts.appointments.push(Appointment {
        id: 1,
        customer: CustomerId(1),
        order: Some(facts.orders[0].id),
        kind: AppointmentKind::Schedule,
        made_at: at("11 12:10"),
        at: at("11 17:00"),
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    });
    check(
        &facts,
        &rules(),
        &[
            (
                "11 16:59",
                &["  call_back callback R1 11 17:00 to 11 17:15 Appointed(Schedule)"],
            ),
            (
                "11 17:00",
                &["call_back callback R1 11 17:00 to 11 17:15 Appointed(Schedule)"],
            ),
        ],
    );
}

#[test]
fn a_proposal_can_be_put_off() {
    let mut o = after(order("11 12:00"), &["o 11 12:05", "o 11 15:00", "o 12 10:00"]);
    o.put_off_until = Some(at("20 10:00"));
    check(
        &customer_of([o]),
        &rules(),
        &[
            ("12 10:00", &["  propose_cancel follow_up R4 20 10:00 to - Undecided"]),
            ("20 10:00", &["propose_cancel follow_up R4 20 10:00 to - Undecided"]),
        ],
    );
}

#[test]
fn reopening_starts_the_clocks_anew() {
    let mut o = order("11 12:00");
    o.reopened_at = Some(at("14 15:00"));
    check(
        &customer_of([after(o, &["x 11 12:05"])]),
        &rules(),
        &[("14 15:00", &["first_contact new R4 14 15:00 to 14 16:00"])],
    );
}
