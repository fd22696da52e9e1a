//! Work that a later stage does not end by itself: a number owed, a way to the customer, money that went back.

use super::later::arrived;
use super::later::confirmed;
use super::later::received;
use super::support::*;
use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::action::permit;
use crate::domain::carrier::Carrier;
use crate::domain::facts::CustomerFacts;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::agenda;
use crate::domain::task::TaskKind;

/// What is due, by its first word.
fn due(facts: &CustomerFacts, now: &str) -> Vec<String> {
    let lines = lines(facts, &rules(), now);
    let due = lines.iter().filter(|line| !line.starts_with(' '));
    due.map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

fn dispatched(terms: Terms, events: &[&str]) -> OrderFacts {
    let mut one = confirmed(terms, events);
    one.handed_at = Some(at("11 14:00"));
    after(one, events)
}

#[test]
fn an_order_that_left_without_its_number_owes_it_still() {
    let one = dispatched(Terms::OnDelivery, &["o 11 12:20"]);
    let owed = "send_tracking follow_up R17 11 12:30 to 11 13:00";
    let ahead = "  check_parcel follow_up R21 21 10:00 to 23 10:00";
    check(
        &customer_of([one.clone()]),
        &rules(),
        &[("11 14:00", &[owed, ahead]), ("14 14:00", &[owed, ahead])],
    );
    let mut numbered = one.clone();
    numbered.number_at = Some(at("11 15:00"));
    let mut sent_by_others = one.clone();
    sent_by_others.seen_at = at("11 14:00");
    let mut carried = one;
    carried.carrier = Some(Carrier::Courier);
    for one in [numbered, carried, sent_by_others] {
        assert_eq!(due(&customer_of([one]), "14 14:00"), [""; 0]);
    }
    let unpaid = dispatched(Terms::Prepaid, &["o 11 12:20"]);
    let lines = lines(&customer_of([unpaid]), &rules(), "11 14:00");
    assert!(
        lines.contains(&"send_tracking follow_up R17 11 14:00 to 11 14:30".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn a_number_that_proved_wrong_is_looked_for_in_every_stage_in_place_of_the_calls() {
    let lost = |mut one: OrderFacts, since: &str| {
        one.marks = CustomerFlags::NO_PHONE;
        CustomerFacts {
            no_phone_at: Some(at(since)),
            ..customer_of([one])
        }
    };
    let unpaid = confirmed(Terms::Prepaid, &["o 11 12:20"]);
    assert_eq!(due(&customer_of([unpaid.clone()]), "13 10:00"), ["remind_payment"]);
    assert_eq!(due(&lost(unpaid.clone(), "13 10:05"), "13 10:05"), ["find_contact"]);
    // It is nothing to give the order up for; not to be paid is.
    for (now, expected) in [("23 09:59", "find_contact"), ("23 10:00", "propose_cancel")] {
        assert_eq!(due(&lost(unpaid.clone(), "13 10:05"), now), [expected]);
    }
    let waiting = arrived(Carrier::Cdek, &[]);
    assert_eq!(due(&customer_of([waiting.clone()]), "18 10:00"), ["remind_pickup"]);
    assert_eq!(due(&lost(waiting, "18 10:05"), "18 10:05"), ["find_contact"]);
    let mut never_had_one = unpaid;
    never_had_one.marks = CustomerFlags::NO_PHONE;
    assert_eq!(due(&customer_of([never_had_one]), "13 10:00"), ["remind_payment"]);
}

#[test]
fn money_given_back_after_the_receipt_is_not_asked_for_again() {
    let events = ["$ 11 13:00 1450", "$ 20 12:00 -200"];
    let mut one = confirmed(Terms::Prepaid, &events);
    (one.handed_at, one.received_at) = (Some(at("12 12:00")), Some(at("18 12:00")));
    let one = after(one, &events);
    assert_eq!(one.owed(), 0);
    let found = lines(&customer_of([one]), &rules(), "20 12:00");
    assert!(
        found.iter().all(|line| !line.contains("R13") && !line.contains("R14")),
        "{found:?}"
    );
}

#[test]
fn every_proposal_can_be_accepted() {
    let (unpaid, paid) = (["o 11 12:20"], ["$ 11 13:00 1450"]);
    let mut gone = dispatched(Terms::Prepaid, &unpaid);
    gone.number_at = gone.handed_at;
    let mut waits = gone.clone();
    waits.arrived_at = Some(at("14 12:00"));
    let mut had = waits.clone();
    had.received_at = Some(at("16 12:00"));
    let hold_over = arrived(Carrier::Cdek, &[]);
    let mut tried = Vec::new();
    for one in [
        after(order("11 12:00"), &["o 11 12:05", "o 12 12:05", "o 13 12:05"]),
        confirmed(Terms::Prepaid, &unpaid),
        confirmed(Terms::Prepaid, &paid),
        gone,
        after(waits, &unpaid),
        after(had, &unpaid),
        hold_over,
    ] {
        let stage = one.stage;
        let facts = customer_of([one]);
        for task in agenda(&facts, &rules(), at("60 12:00")).tasks {
            let accepted_by = match task.kind {
                TaskKind::ProposeCancel => ActionKind::Cancel,
                TaskKind::ProposeReturn => ActionKind::Returned,
                _ => continue,
            };
            let permitted = permit(accepted_by, facts.orders.first());
            assert!(permitted.is_ok(), "{stage:?} {task:?}: {permitted:?}");
            tried.push((stage, task.kind));
        }
    }
    assert!(tried.len() >= 5, "{tried:?}");
}

#[test]
fn days_of_care_are_counted_from_the_reopening() {
    let mut one = received(1_450, CustomerFlags::default(), &[]);
    one.reopened_at = Some(at("40 12:00"));
    let found = lines(&customer_of([one]), &rules(), "41 12:00");
    assert_eq!(
        found,
        [
            "  quality_call follow_up R22 43 11:00 to 47 11:00",
            "  courtesy_call follow_up R23 70 11:00 to 84 11:00",
        ]
    );
}

#[test]
fn a_parcel_refused_before_it_left_again_is_refused_no_more() {
    let refused = OrderFacts {
        parcel_refused_at: Some(at("15 12:00")),
        ..dispatched(Terms::OnDelivery, &[])
    };
    let later = Some(at("20 10:00"));
    for (one, is_refused) in [
        (refused.clone(), true),
        (
            OrderFacts {
                number_at: later,
                ..refused.clone()
            },
            false,
        ),
        (
            OrderFacts {
                handed_at: later,
                ..refused.clone()
            },
            false,
        ),
        (
            OrderFacts {
                reopened_at: later,
                ..refused
            },
            false,
        ),
    ] {
        assert_eq!(one.parcel_refused().is_some(), is_refused, "{one:?}");
        let again = permit(ActionKind::ParcelRefused, Some(&one)).unwrap();
        assert_eq!(again == Permit::Already, is_refused, "{one:?}");
        let facts = customer_of([one]);
        assert_eq!(
            due(&facts, "21 10:00").contains(&"propose_return".to_owned()),
            is_refused,
            "{facts:?}"
        );
    }
}

#[test]
fn what_is_collected_at_the_shop_is_laid_ready_though_it_was_called_handed_over() {
    let handed = |carrier: Carrier| {
        let mut one = dispatched(Terms::OnDelivery, &[]);
        one.carrier = Some(carrier);
        customer_of([after(one, &[])])
    };
    for now in ["11 14:00", "29 10:00"] {
        assert_eq!(due(&handed(Carrier::Pickup), now), ["make_ready"], "{now}");
        assert_eq!(due(&handed(Carrier::None), now), [""; 0], "{now}");
    }
}

#[test]
fn who_says_to_have_paid_is_believed_enough_to_look_whenever_he_is_to_pay() {
    let mut new = order("11 12:00");
    let mut on_delivery = dispatched(Terms::OnDelivery, &["o 11 12:20"]);
    (on_delivery.number_at, on_delivery.estimate_at) = (Some(at("11 14:00")), Some(at("28 10:00")));
    let mut taken = after(received(1_450, CustomerFlags(0), &[]), &[]);
    taken.terms = Terms::OnDelivery;
    for one in [&mut new, &mut on_delivery, &mut taken] {
        assert!(!due(&customer_of([one.clone()]), "13 16:00").contains(&"check_payment".to_owned()));
        one.claims_paid_at = Some(at("13 16:00"));
        let owed = due(&customer_of([one.clone()]), "13 16:00");
        assert!(owed.contains(&"check_payment".to_owned()), "{owed:?}");
    }
}
