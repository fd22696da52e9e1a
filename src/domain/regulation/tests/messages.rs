//! What is told by itself, rule by rule.

use super::support::*;
use crate::domain::call::PendingCall;
use crate::domain::carrier::Carrier;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::Telling;
use crate::domain::regulation::given_elsewhere;
use crate::domain::regulation::leaves;
use crate::domain::regulation::messages::tellings;
use crate::domain::time::Time;

/// Each telling as `kind moment`, and `old` when it only stands; with the window it promises.
fn told(facts: &CustomerFacts, rules: &Rulebook, now: &str) -> Vec<String> {
    let line = |telling: &Telling| {
        let kind = telling.told.kind().code();
        let age = if telling.fresh { "" } else { " old" };
        let window = match telling.told {
            MessageBody::Promise { from, until }
            | MessageBody::PromiseBroken { from, until }
            | MessageBody::CallAfterHours { from, until } => {
                format!(", {} to {}", day_and_time(from), day_and_time(until))
            }
            MessageBody::InWork { will_call: false } => ", no call".to_owned(),
            MessageBody::DispatchLate { term } => format!(", {}", day_and_time(term)),
            MessageBody::Requisites { owed } => format!(", {}", owed.minor / 100),
            _ => String::new(),
        };
        format!("{kind} {}{age}{window}", day_and_time(telling.moment))
    };
    tellings(facts, rules, at(now)).due.iter().map(line).collect()
}

fn check_told(facts: &CustomerFacts, rules: &Rulebook, table: &[(&str, &[&str])]) {
    for (now, expected) in table {
        assert_eq!(told(facts, rules, now), *expected, "at {now}");
    }
}

fn with(mut order: OrderFacts, change: impl FnOnce(&mut OrderFacts)) -> OrderFacts {
    change(&mut order);
    after(order, &[])
}

#[test]
fn r6_nobody_called_for_half_an_hour_and_the_order_is_in_work() {
    check_told(
        &customer_of([order("11 12:00")]),
        &rules(),
        &[
            ("11 12:29", &[]),
            ("11 12:30", &["in_work 11 12:30"]),
            ("11 14:29", &["in_work 11 12:30"]),
            ("11 14:30", &["in_work 11 12:30 old"]),
        ],
    );
    let untouched = |events: &[&str]| told(&customer_of([after(order("11 12:00"), events)]), &rules(), "11 12:40");
    assert!(untouched(&["x 11 12:10"]).is_empty(), "an attempt ends R6");
    assert!(untouched(&["o 11 12:10"]).is_empty(), "so does a talk");
}

#[test]
fn r6_does_not_speak_of_a_call_to_who_wants_none() {
    let silent = with(order("11 12:00"), |o| o.flags = Flags::DO_NOT_CALL);
    check_told(
        &customer_of([silent]),
        &rules(),
        &[("11 12:30", &["in_work 11 12:30, no call"])],
    );
}

#[test]
fn r35_what_was_due_before_the_desk_saw_the_order_is_not_told() {
    let seen_late = with(order("11 12:00"), |o| o.seen_at = at("11 12:31"));
    check_told(
        &customer_of([seen_late]),
        &rules(),
        &[("11 12:31", &["in_work 11 12:30 old"])],
    );
}

#[test]
fn r5_an_order_of_the_night_is_promised_the_first_two_hours_at_once() {
    check_told(
        &customer_of([order("11 23:00")]),
        &rules(),
        &[
            ("11 23:00", &["promise 11 23:00, 12 09:00 to 12 11:00"]),
            ("12 00:59", &["promise 11 23:00, 12 09:00 to 12 11:00"]),
            ("12 01:00", &["promise 11 23:00 old, 12 09:00 to 12 11:00"]),
        ],
    );
    let found_later = with(order("11 23:00"), |o| o.seen_at = at("11 23:40"));
    check_told(
        &customer_of([found_later]),
        &rules(),
        &[
            ("11 23:40", &["promise 11 23:40, 12 09:00 to 12 11:00"]),
            ("12 01:00", &["promise 11 23:40 old, 12 09:00 to 12 11:00"]),
        ],
    );
    let silent = with(order("11 23:00"), |o| o.flags = Flags::DO_NOT_CALL);
    assert!(told(&customer_of([silent]), &rules(), "11 23:00").is_empty());
}

#[test]
fn r5_who_still_waits_at_closing_is_promised_the_next_opening() {
    check_told(
        &customer_of([order("11 20:00")]),
        &rules(),
        &[
            ("11 20:59", &["in_work 11 20:30"]),
            ("11 21:00", &["promise 11 21:00, 12 09:00 to 12 11:00"]),
        ],
    );
    let mine = after(order("11 20:00"), &["x 11 20:30"]);
    assert!(told(&customer_of([mine]), &rules(), "11 21:00").is_empty());
}

#[test]
fn r5_a_broken_promise_is_followed_by_one_apology_with_a_new_time() {
    let promised = |from: &str, until: &str| {
        with(order("10 23:00"), |o| {
            (o.promised_from, o.promised_until) = (Some(at(from)), Some(at(until)));
        })
    };
    check_told(
        &customer_of([promised("11 09:00", "11 11:00")]),
        &rules(),
        &[
            ("11 11:59", &["promise 11 11:59 old, 11 09:00 to 11 11:00"]),
            ("11 12:00", &["promise_broken 11 12:00, 11 12:00 to 11 14:00"]),
        ],
    );
    // The new time was told; when that breaks too, the day has had its apology, and closing brings the next.
    check_told(
        &customer_of([promised("11 12:00", "11 14:00")]),
        &rules(),
        &[
            ("11 15:30", &["promise 11 15:30 old, 11 12:00 to 11 14:00"]),
            ("11 21:00", &["promise_broken 11 21:00, 12 09:00 to 12 11:00"]),
        ],
    );
}

fn missed(id: i64, started: &str) -> PendingCall {
    PendingCall {
        reason: None,
        id: CallId(id),
        customer: CustomerId(1),
        started_at: at(started),
        last_event_at: at(started),
        ended_at: Some(at(started)),
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    }
}

fn caller(calls: &[&str]) -> CustomerFacts {
    let calls = (1..).zip(calls).map(|(id, started)| missed(id, started)).collect();
    CustomerFacts {
        calls,
        ..customer_of([])
    }
}

#[test]
fn r5_a_call_after_hours_gets_the_promise_too() {
    check_told(
        &caller(&["11 22:00"]),
        &rules(),
        &[
            ("11 22:00", &["call_after_hours 11 22:00, 12 09:00 to 12 11:00"]),
            ("12 00:00", &["call_after_hours 11 22:00 old, 12 09:00 to 12 11:00"]),
        ],
    );
    assert!(told(&caller(&["11 12:00"]), &rules(), "11 12:05").is_empty());
    // Who ordered and then called is told once.
    let mut both = caller(&["11 22:00"]);
    both.orders.push(order("11 21:50"));
    let found = told(&both, &rules(), "11 22:00");
    assert_eq!(found, ["promise 11 21:50, 12 09:00 to 12 11:00"]);
}

#[test]
fn r7_the_third_missed_call_is_answered_on_another_channel() {
    let three = ["11 12:00", "11 12:05", "11 12:10", "11 12:20"];
    let key = |calls: &[&str], now: &str| {
        let found = tellings(&caller(calls), &rules(), at(now)).due;
        found.first().map(|telling| telling.key.clone())
    };
    assert_eq!(told(&caller(&three[..2]), &rules(), "11 12:05"), [""; 0]);
    assert_eq!(
        told(&caller(&three[..3]), &rules(), "11 12:10"),
        ["calls_missed 11 12:10"]
    );
    assert_eq!(
        key(&three[..3], "11 12:10"),
        key(&three, "11 12:20"),
        "a fourth tells nothing new"
    );
    let mut nobody = caller(&three);
    nobody.marks = CustomerFlags::NOT_CUSTOMER;
    assert!(told(&nobody, &rules(), "11 12:20").is_empty());
}

#[test]
fn r7_three_calls_in_vain_are_followed_by_a_message_for_all_his_orders() {
    let tried = |created: &str, events: &[&str]| after(order(created), events);
    let twice = ["x 11 12:10", "x 11 12:50"];
    let thrice = ["x 11 12:10", "x 11 12:50", "x 11 13:40"];
    assert!(told(&customer_of([tried("11 12:00", &twice)]), &rules(), "11 13:00").is_empty());
    let two_orders = customer_of([tried("11 12:00", &thrice), tried("11 12:05", &thrice)]);
    assert_eq!(told(&two_orders, &rules(), "11 13:40"), ["calls_in_vain 11 13:40"]);
    let spoken = tried("11 12:00", &[&thrice[..], &["o 11 14:00"]].concat());
    assert!(told(&customer_of([spoken]), &rules(), "11 14:00").is_empty());
    let mut returned = caller(&["11 12:00"]);
    returned.calls[0].tries = 3;
    (returned.calls[0].first_try_at, returned.calls[0].last_try_at) = (Some(at("11 12:10")), Some(at("11 13:40")));
    assert_eq!(told(&returned, &rules(), "11 13:40"), ["calls_in_vain 11 13:40"]);
}

#[test]
fn r7_a_wrong_number_is_asked_about_on_another_way() {
    let mut facts = customer_of([after(order("11 12:00"), &["x 11 12:05"])]);
    (facts.marks, facts.no_phone_at) = (CustomerFlags::NO_PHONE, Some(at("11 12:10")));
    assert_eq!(told(&facts, &rules(), "11 12:10"), ["wrong_number 11 12:10"]);
    facts.no_phone_at = None;
    assert!(told(&facts, &rules(), "11 12:10").is_empty(), "they never gave one");
}

fn confirmed(change: impl FnOnce(&mut OrderFacts)) -> OrderFacts {
    with(order("11 12:00"), |o| {
        o.confirmed_at = Some(at("11 12:10"));
        change(o);
    })
}

#[test]
fn r30_acceptance_goes_at_confirmation_or_on_arrival_by_setting() {
    let fresh = order("11 12:00");
    check_told(
        &customer_of([confirmed(|_| {})]),
        &rules(),
        &[
            ("11 12:10", &["accepted 11 12:10"]),
            ("12 12:10", &["accepted 11 12:10 old"]),
        ],
    );
    assert!(told(&customer_of([fresh.clone()]), &rules(), "11 12:00").is_empty());
    let arriving = rules_with(|s| s.regulation.accept_on_arrival = true);
    assert_eq!(
        told(&customer_of([fresh]), &arriving, "11 12:00"),
        ["accepted 11 12:00"]
    );
}

#[test]
fn r14_requisites_go_again_after_a_week_and_name_the_balance() {
    let unpaid = confirmed(|_| {});
    check_told(
        &customer_of([unpaid.clone()]),
        &rules(),
        &[
            ("18 09:59", &["accepted 11 12:10 old"]),
            ("18 10:00", &["accepted 11 12:10 old", "requisites 18 10:00, 1450"]),
            // Where the desk was off on the day itself, the next one will do.
            ("19 21:00", &["accepted 11 12:10 old", "requisites 18 10:00, 1450"]),
            ("20 10:00", &["accepted 11 12:10 old", "requisites 18 10:00 old, 1450"]),
        ],
    );
    // A part payment starts it again.
    let part = after(unpaid, &["$ 13 15:00 450"]);
    check_told(
        &customer_of([part]),
        &rules(),
        &[
            ("18 10:00", &["accepted 11 12:10 old"]),
            ("20 10:00", &["accepted 11 12:10 old", "requisites 20 10:00, 1000"]),
        ],
    );
    let on_delivery = confirmed(|o| o.terms = Terms::OnDelivery);
    let claimed = confirmed(|o| o.claims_paid_at = Some(at("17 10:00")));
    let refused = with(confirmed(|o| o.handed_at = Some(at("12 10:00"))), |o| {
        o.parcel_refused_at = Some(at("17 10:00"));
    });
    for one in [on_delivery, claimed, refused] {
        let found = told(&customer_of([one]), &rules(), "18 10:00");
        assert!(!found.iter().any(|line| line.starts_with("requisites")), "{found:?}");
    }
}

#[test]
fn r15_full_payment_is_thanked_for_with_the_dispatch_date() {
    let paid = after(confirmed(|_| {}), &["$ 11 15:00 1450"]);
    let found = tellings(&customer_of([paid]), &rules(), at("11 15:00")).due;
    let thanks = found
        .iter()
        .find(|telling| telling.told.kind() == MessageKind::Paid)
        .unwrap();
    assert!(thanks.fresh);
    let MessageBody::Paid {
        dispatch_by, estimate, ..
    } = thanks.told
    else {
        panic!("{thanks:?}");
    };
    assert_eq!(
        (dispatch_by.map(day_and_time), estimate),
        (Some("14 10:00".to_owned()), None)
    );
}

#[test]
fn r18_lateness_is_apologised_for_at_the_term_unless_he_was_told() {
    let paid = |change: fn(&mut OrderFacts)| {
        let late = after(confirmed(change), &["$ 11 15:00 1450"]);
        let found = told(&customer_of([late]), &rules(), "14 10:00");
        found
            .into_iter()
            .filter(|line| line.starts_with("dispatch_late"))
            .collect::<Vec<_>>()
    };
    assert_eq!(paid(|_| {}), ["dispatch_late 14 10:00, 14 10:00"]);
    assert!(paid(|o| o.late_told_at = Some(at("13 12:00"))).is_empty());
    assert!(paid(|o| o.dispatch_by = Some(at("16 18:00"))).is_empty());
    assert!(paid(|o| o.handed_at = Some(at("13 12:00"))).is_empty());
}

#[test]
fn r17_r19_number_and_hand_over_are_told_as_they_come() {
    let sent = |number: Option<&str>, handed: Option<&str>, now: &str| {
        let mut o = confirmed(|o| {
            o.terms = Terms::OnDelivery;
            (o.number_at, o.handed_at) = (number.map(at), handed.map(at));
        });
        o.carrier = Some(Carrier::Cdek);
        let found = told(&customer_of([o]), &rules(), now);
        let parcel = |line: &String| line.starts_with("tracking") || line.starts_with("dispatched");
        found.into_iter().filter(parcel).collect::<Vec<_>>()
    };
    let (noon, later) = (Some("12 12:00"), Some("12 15:00"));
    assert_eq!(sent(noon, None, "12 12:00"), ["tracking 12 12:00"]);
    assert_eq!(sent(noon, noon, "12 12:00"), ["dispatched 12 12:00"]);
    assert_eq!(sent(noon, later, "12 15:00"), ["dispatched 12 15:00"]);
    assert_eq!(sent(None, noon, "12 12:00"), ["dispatched 12 12:00"]);
    assert_eq!(
        sent(later, noon, "12 15:00"),
        ["dispatched 12 15:00"],
        "a new number is told again"
    );
}

fn waiting(change: impl FnOnce(&mut OrderFacts)) -> OrderFacts {
    confirmed(|o| {
        o.terms = Terms::OnDelivery;
        o.carrier = Some(Carrier::Cdek);
        o.handed_at = Some(at("12 12:00"));
        o.arrived_at = Some(at("14 15:00"));
        change(o);
    })
}

#[test]
fn r21_arrival_is_told_at_once_and_again_on_the_third_day() {
    check_told(
        &customer_of([waiting(|_| {})]),
        &rules(),
        &[
            ("14 15:00", &["arrived 14 15:00"]),
            ("17 09:59", &["arrived 14 15:00 old"]),
            ("17 10:00", &["arrived 14 15:00 old", "pickup_waits 17 10:00"]),
        ],
    );
}

#[test]
fn r21_who_refused_the_parcel_is_not_told_that_it_waits() {
    let refused = waiting(|o| o.parcel_refused_at = Some(at("14 15:05")));
    check_told(
        &customer_of([refused]),
        &rules(),
        &[("14 15:05", &[]), ("17 10:00", &[])],
    );
}

#[test]
fn r21_who_is_not_reached_about_it_gets_the_last_word_in_writing() {
    let last = |order: OrderFacts, now: &str| {
        let found = told(&customer_of([order]), &rules(), now);
        found
            .into_iter()
            .filter(|line| line.starts_with("pickup_last"))
            .collect::<Vec<_>>()
    };
    let called = |events: &[&str]| after(waiting(|_| {}), events);
    assert!(last(called(&["x 18 11:00"]), "18 11:00").is_empty());
    assert_eq!(
        last(called(&["x 18 11:00", "x 19 11:00"]), "19 11:00"),
        ["pickup_last 19 11:00"]
    );
    assert!(last(called(&["o 18 11:00", "x 19 11:00"]), "19 11:00").is_empty());
    // Who wants no call gets it when the last call would be due: a day before the free week ends.
    let silent = || waiting(|o| o.flags = Flags::DO_NOT_CALL);
    assert!(last(silent(), "20 09:59").is_empty());
    assert_eq!(last(silent(), "20 10:00"), ["pickup_last 20 10:00"]);
}

#[test]
fn r14_requisites_survive_days_on_which_the_desk_was_off() {
    let unpaid = || customer_of([confirmed(|_| {})]);
    // Due on Wednesday the 18th; when it ran last before the day that is looked at.
    for (ran, now, is_told) in [
        ("17 00:00", "18 10:00", true),
        ("17 00:00", "19 21:00", true),
        ("17 00:00", "23 10:00", true),
        ("19 00:00", "20 10:00", false),
        ("19 00:00", "23 10:00", false),
        ("20 00:00", "23 10:00", false),
    ] {
        let rules = rules().having_run(Some(at(ran)));
        let found = told(&unpaid(), &rules, now);
        let fresh = found.contains(&"requisites 18 10:00, 1450".to_owned());
        assert_eq!(fresh, is_told, "ran {ran}, at {now}: {found:?}");
    }
}

#[test]
fn r30_receipt_is_confirmed() {
    let received = || customer_of([after(waiting(|o| o.received_at = Some(at("15 18:00"))), &[])]);
    assert!(told(&received(), &rules(), "15 18:00").contains(&"received 15 18:00".to_owned()));
    assert!(told(&received(), &rules(), "16 18:00").contains(&"received 15 18:00 old".to_owned()));
}

#[test]
fn r22_who_no_call_reached_is_asked_in_writing() {
    for (flags, events, now, expected) in [
        (Flags::default(), &[][..], "18 11:00", None),
        // Until the call ends nobody is written to; then it is told, and holds until it is too old.
        (Flags::default(), &[], "22 10:59", None),
        (Flags::default(), &[], "22 11:00", Some("quality 22 11:00")),
        (Flags::default(), &[], "22 20:00", Some("quality 22 11:00")),
        (
            Flags::default(),
            &["x 18 12:00", "x 19 12:00"],
            "19 12:00",
            Some("quality 19 12:00"),
        ),
        (Flags::default(), &["o 18 12:00"], "22 11:00", None),
        (Flags::DO_NOT_CALL, &[], "18 10:59", None),
        (Flags::DO_NOT_CALL, &[], "18 11:00", Some("quality 18 11:00")),
    ] {
        let received = waiting(|o| (o.received_at, o.flags) = (Some(at("15 18:00")), flags));
        let mut told = told(&customer_of([after(received, events)]), &rules(), now);
        told.retain(|line| !line.starts_with("received"));
        assert_eq!(told, Vec::from_iter(expected), "{flags:?} {events:?} {now}");
    }
}

#[test]
fn what_is_off_tells_nothing() {
    let cancelled = confirmed(|o| o.cancelled_at = Some(at("11 12:20")));
    assert_eq!(cancelled.stage, Stage::Cancelled);
    assert!(told(&customer_of([cancelled]), &rules(), "11 12:30").is_empty());
}

#[test]
fn r35_rules_counted_in_days_leave_by_day_and_answers_at_any_hour() {
    let rules = rules();
    let (shop, far_east) = (rules.calendar(None), rules.calendar(Some(FAR_EAST)));
    let leaving = |kind, made: &str, calendar| {
        let at: Time = leaves(kind, at(made), calendar, &rules);
        let seconds = at.0 / 1_000 % 60;
        format!("{} +{seconds} s", day_and_time(at))
    };
    for (kind, made, far, expected) in [
        (MessageKind::Promise, "11 23:00", false, "11 23:00 +15 s"),
        (MessageKind::Accepted, "11 23:00", true, "11 23:00 +15 s"),
        (MessageKind::Arrived, "11 12:00", false, "11 12:00 +15 s"),
        (MessageKind::Arrived, "11 23:00", false, "12 08:00 +0 s"),
        (MessageKind::Arrived, "11 15:00", true, "12 01:00 +0 s"),
        (MessageKind::Requisites, "11 10:00", false, "11 10:00 +15 s"),
        (MessageKind::Requisites, "11 20:00", false, "12 09:00 +0 s"),
        (MessageKind::Requisites, "11 14:00", true, "12 02:00 +0 s"),
    ] {
        let calendar = if far { far_east } else { shop };
        assert_eq!(leaving(kind, made, calendar), expected, "{kind:?} made {made}");
    }
}

#[test]
fn what_no_settings_give_is_gone_by_any() {
    let confirmed = |o: OrderFacts| with(o, |o| o.confirmed_at = Some(at("2 12:00")));
    let unpaid = confirmed(order("1 12:00"));
    let closed = |o: &OrderFacts| with(o.clone(), |o| o.cancelled_at = Some(at("11 12:00")));
    let one = |order: OrderFacts| customer_of([order]);
    let new = order("11 12:00");
    let in_vain = after(new.clone(), &["x 11 12:10", "x 11 12:20", "x 11 12:25"]);
    let arrived = with(confirmed(order("1 12:00")), |o| {
        (o.carrier, o.terms) = (Some(Carrier::Cdek), Terms::OnDelivery);
        (o.handed_at, o.arrived_at) = (Some(at("3 12:00")), Some(at("8 08:00")));
    });
    let again = with(arrived.clone(), |o| o.arrived_at = Some(at("9 08:00")));
    let three = ["11 12:00", "11 12:05", "11 12:10"];
    // The first kind told at the moment; whether it may stand with the facts as they are, and with those after.
    for (kind, before, then, after_it) in [
        ("in_work", one(new.clone()), "11 12:40", one(closed(&new))),
        (
            "in_work",
            one(new.clone()),
            "11 12:40",
            one(after(new.clone(), &["x 11 12:41"])),
        ),
        ("in_work", one(new.clone()), "11 12:40", one(confirmed(new.clone()))),
        ("calls_in_vain", one(in_vain.clone()), "11 12:30", one(new.clone())),
        ("calls_missed", caller(&three), "11 12:11", caller(&[])),
        (
            "requisites",
            one(unpaid.clone()),
            "9 12:00",
            one(after(unpaid.clone(), &["$ 9 11:00 10"])),
        ),
        ("pickup_waits", one(arrived.clone()), "11 12:00", one(again)),
    ] {
        let found = tellings(&before, &rules(), at(then)).due;
        let Some(telling) = found.iter().find(|telling| telling.told.kind().code() == kind) else {
            panic!("{kind} is not told: {found:?}")
        };
        let stands = |facts: &CustomerFacts| given_elsewhere(facts, telling.order, &telling.told, &telling.key);
        assert_eq!((stands(&before), stands(&after_it)), (true, false), "{kind}");
    }
    let facts = one(arrived);
    let told = &tellings(&facts, &rules(), at("8 09:00")).due[0];
    assert_eq!(told.told.kind(), MessageKind::Arrived);
    let stands = given_elsewhere(&facts, told.order, &told.told, &told.key);
    assert!(!stands, "facts alone decide, by whatever settings");
}
