//! Orders that had waited for days when the desk first saw them.

use super::support::at;
use super::support::check;
use super::support::customer_of;
use super::support::order;
use super::support::rules;
use super::support::rules_with;
use crate::domain::duration::Days;
use crate::domain::message::MessageKind;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::promise;
use crate::domain::regulation::tellings;

/// Placed then, first seen on the 11th at noon.
fn seen_late(created: &str) -> OrderFacts {
    OrderFacts {
        seen_at: at("11 12:00"),
        ..order(created)
    }
}

/// What is told for the first time between the 11th and the 25th.
fn told(order: &OrderFacts, rules: &Rulebook) -> Vec<MessageKind> {
    let facts = customer_of([order.clone()]);
    let mut kinds = Vec::new();
    for day in 11..25 {
        for clock in ["09:30", "12:30", "20:59", "21:30"] {
            let due = tellings(&facts, rules, at(&format!("{day} {clock}"))).due;
            kinds.extend(
                due.into_iter()
                    .filter(|telling| telling.fresh)
                    .map(|telling| telling.told.kind()),
            );
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

#[test]
fn who_has_waited_for_more_than_three_days_is_served_by_age_and_told_nothing() {
    let rules = rules();
    let (fresh, old) = (seen_late("8 12:00"), seen_late("8 11:59"));
    let high = OrderFacts {
        total: 2_000_000,
        flags: Flags::PEAK,
        ..old.clone()
    };
    assert!(!rules.is_backlog(&fresh) && rules.is_backlog(&old));
    let line = "first_contact follow_up R4 8 11:59 to 8 12:59 Backlog";
    check(
        &customer_of([old.clone()]),
        &rules,
        &[("11 12:00", &[line]), ("11 22:00", &[line])],
    );
    let late = "first_contact follow_up R4 8 11:59 to 8 21:00 Backlog";
    check(&customer_of([high]), &rules, &[("11 12:00", &[late])]);
    let promised = promise(&customer_of([fresh.clone()]), &fresh, &rules, at("11 12:00"));
    assert_eq!(promised, Some((at("11 09:00"), at("11 11:00"))));
    for night in ["11 12:00", "11 22:00", "12 08:00"] {
        assert_eq!(
            promise(&customer_of([old.clone()]), &old, &rules, at(night)),
            None,
            "{night}"
        );
    }
    assert_eq!(told(&old, &rules), []);
    assert_ne!(told(&fresh, &rules), [], "the next opening is promised");
}

#[test]
fn the_number_of_days_is_a_setting_and_a_reopened_order_is_no_backlog() {
    let week = rules_with(|settings| settings.regulation.backlog_after = Days(7));
    assert!(!week.is_backlog(&seen_late("8 11:00")));
    assert!(week.is_backlog(&seen_late("4 11:00")));
    let reopened = OrderFacts {
        reopened_at: Some(at("12 10:00")),
        ..seen_late("1 12:00")
    };
    let line = "first_contact new R4 12 10:00 to 12 11:00";
    check(&customer_of([reopened]), &rules(), &[("12 10:01", &[line])]);
}

#[test]
fn attempts_at_backlog_stay_behind_the_new_orders() {
    let tried = super::support::after(seen_late("1 12:00"), &["x 11 12:10"]);
    let line = "retry_call follow_up R7 11 12:50 to 11 13:20 Attempt(2)";
    check(&customer_of([tried]), &rules(), &[("11 12:50", &[line])]);
}

#[test]
fn what_was_overdue_before_is_not_told_and_what_happens_now_is() {
    let confirmed = OrderFacts {
        stage: Stage::Confirmed,
        confirmed_at: Some(at("7 12:00")),
        ..seen_late("7 11:00")
    };
    // The requisites would go out on the 14th.
    assert_eq!(told(&confirmed, &rules()), []);
    let here = OrderFacts {
        confirmed_at: Some(at("12 12:00")),
        ..confirmed.clone()
    };
    assert_eq!(told(&here, &rules()), [MessageKind::Accepted, MessageKind::Requisites]);
    let ready = OrderFacts {
        stage: Stage::Ready,
        terms: Terms::OnDelivery,
        ready_at: Some(at("10 12:00")),
        ..confirmed.clone()
    };
    assert_eq!(told(&ready, &rules()), []);
    let arrived = |day: &str| OrderFacts {
        stage: Stage::Arrived,
        terms: Terms::OnDelivery,
        handed_at: Some(at("9 12:00")),
        arrived_at: Some(at(day)),
        ..confirmed.clone()
    };
    assert_eq!(told(&arrived("10 12:00"), &rules()), []);
    let now = told(&arrived("12 12:00"), &rules());
    assert_eq!(
        now,
        [MessageKind::Arrived, MessageKind::PickupWaits],
        "it came while the desk was there"
    );
}
