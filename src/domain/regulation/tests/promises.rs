//! When a call is promised, and when a broken promise is renewed (R5).

use super::support::*;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::LeavesAt;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::messages::tellings;
use crate::domain::regulation::promise;

/// Fresh promises and apologies with the window they tell.
fn told(facts: &CustomerFacts, rules: &Rulebook, now: &str) -> Vec<String> {
    let due = tellings(facts, rules, at(now))
        .due
        .into_iter()
        .filter(|telling| telling.fresh);
    let line = |told: MessageBody| match told {
        MessageBody::Promise { from, until } | MessageBody::PromiseBroken { from, until } => {
            let kind = told.kind().code();
            format!("{kind} {} to {}", day_and_time(from), day_and_time(until))
        }
        _ => told.kind().code().to_owned(),
    };
    due.map(|telling| line(telling.told)).collect()
}

fn promised(mut order: OrderFacts, from: &str, until: &str) -> OrderFacts {
    (order.promised_from, order.promised_until) = (Some(at(from)), Some(at(until)));
    order
}

#[test]
fn a_new_time_is_told_at_once_so_that_it_is_not_too_old_by_the_morning() {
    assert_eq!(MessageKind::PromiseBroken.leaves_at(), LeavesAt::AnyHour);
}

#[test]
fn a_promise_for_the_hours_after_a_break_is_renewed_once_when_it_breaks() {
    let rules = rules_open("09:00-13:00, 14:00-20:00");
    let in_the_break = order("11 13:30");
    let one = |order: OrderFacts| customer_of([order]);
    assert_eq!(
        told(&one(in_the_break.clone()), &rules, "11 13:30"),
        ["promise 11 14:00 to 11 16:00"]
    );
    let kept = one(promised(in_the_break.clone(), "11 14:00", "11 16:00"));
    for (now, expected) in [
        ("11 16:59", &[][..]),
        ("11 17:00", &["promise_broken 11 17:00 to 11 19:00"][..]),
    ] {
        assert_eq!(told(&kept, &rules, now), expected, "{now}");
    }
    // What was renewed is not renewed again that day; closing brings the next time.
    let renewed = one(promised(in_the_break, "11 17:00", "11 18:30"));
    assert_eq!(told(&renewed, &rules, "11 19:30"), [""; 0]);
    assert_eq!(
        told(&renewed, &rules, "11 20:00"),
        ["promise_broken 12 09:00 to 12 11:00"]
    );
}

#[test]
fn nothing_is_promised_beside_a_time_that_is_agreed() {
    let rules = rules();
    let mut facts = customer_of([order("11 12:00")]);
    let window = |facts: &CustomerFacts| promise(facts, &facts.orders[0], &rules, at("11 21:00")).is_some();
    assert!(window(&facts));
    let agreed = |order, tries| Appointment {
        id: 1,
        customer: CustomerId(1),
        order,
        kind: AppointmentKind::Schedule,
        made_at: at("11 12:10"),
        at: at("12 15:00"),
        tries,
        first_try_at: None,
        last_try_at: None,
    };
    let about = Some(facts.orders[0].id);
    facts.appointments = vec![agreed(about, 0)];
    assert!(!window(&facts));
    for now in ["11 12:30", "11 21:00", "12 12:00"] {
        assert_eq!(told(&facts, &rules, now), [""; 0], "{now}");
    }
    facts.appointments = vec![agreed(about, rules.regulation().attempts_max)];
    assert!(window(&facts), "its attempts are spent");
    // Nor beside one about no order, or about another new one: they are called once for all.
    let mut other = order("11 12:05");
    other.id = OrderId(2);
    let mut both = customer_of([facts.orders[0].clone(), other]);
    for about in [None, Some(OrderId(2))] {
        both.appointments = vec![agreed(about, 0)];
        assert!(!window(&both), "{about:?}");
        for now in ["11 12:45", "11 21:00", "12 12:00"] {
            assert_eq!(told(&both, &rules, now), [""; 0], "{about:?} at {now}");
        }
    }
}

#[test]
fn no_call_is_promised_to_who_has_no_phone() {
    let mut night = order("11 22:00");
    night.marks = CustomerFlags::NO_PHONE;
    let facts = customer_of([night]);
    assert_eq!(promise(&facts, &facts.orders[0], &rules(), at("11 22:00")), None);
    assert_eq!(told(&facts, &rules(), "11 22:00"), [""; 0]);
    assert_eq!(told(&facts, &rules(), "12 09:30"), ["in_work"]);
    assert_eq!(told(&facts, &rules(), "12 12:00"), [""; 0]);
}

#[test]
fn after_two_apologies_nothing_is_promised_and_the_order_stands_first_among_the_new() {
    let rules = rules();
    let waits = |apologies| {
        let one = promised(order("10 22:00"), "11 12:00", "11 14:00");
        customer_of([OrderFacts { apologies, ..one }])
    };
    let promise_stands = "first_contact new R5 11 12:00 to 11 14:00 Promised 11 12:00 11 14:00";
    let promise_rose = "first_contact callback R5 11 12:00 to 11 14:00 Promised 11 12:00 11 14:00";
    let in_vain = "first_contact new R5 11 09:00 to 11 10:00 PromisedInVain(3)";
    // How often it was apologised; when; what is owed; what is told.
    for (apologies, now, owed, said) in [
        (1, "11 15:00", promise_stands, None),
        (
            1,
            "11 21:00",
            "  first_contact new R5 12 09:00 to 12 11:00 Promised 12 09:00 12 11:00",
            Some("promise_broken 12 09:00 to 12 11:00"),
        ),
        (2, "11 14:59", promise_rose, None),
        (2, "11 15:00", in_vain, None),
        (2, "11 21:00", in_vain, None),
        (2, "12 10:00", in_vain, None),
    ] {
        let owed_now = lines(&waits(apologies), &rules, now);
        assert_eq!(owed_now, [owed], "{apologies} {now}");
        assert_eq!(
            told(&waits(apologies), &rules, now),
            Vec::from_iter(said),
            "{apologies} {now}"
        );
    }
    let mut reopened = waits(2);
    reopened.orders[0].reopened_at = Some(at("12 12:00"));
    let anew = "first_contact new R4 12 12:00 to 12 13:00";
    assert_eq!(lines(&reopened, &rules, "12 12:00"), [anew], "reopened");
}
