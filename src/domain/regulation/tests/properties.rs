//! What holds for any customer at any moment.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::any::any_customer;
use super::any::any_time;
use super::support::rules;
use super::support::rules_open;
use super::support::rules_with;
use crate::domain::duration::Days;
use crate::domain::hours::Hours;
use crate::domain::order::Stage;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::Waiting;
use crate::domain::regulation::agenda;
use crate::domain::regulation::given_elsewhere;
use crate::domain::regulation::messages::tellings;
use crate::domain::regulation::waiting;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Ordinary days; a break and free weekends; open around the clock; never open at all; impatient with everything.
static SHOPS: LazyLock<Vec<Rulebook>> = LazyLock::new(|| {
    vec![
        rules(),
        rules_with(|s| {
            s.hours.week = std::array::from_fn(|day| {
                let text = if day < 5 { "10:00-13:00,14:00-19:00" } else { "" };
                Hours::parse_day(text).unwrap()
            });
        }),
        rules_open("00:00-24:00"),
        rules_open(""),
        rules_with(|s| {
            let numbers = &mut s.regulation;
            numbers.first_contact_limit = Span::minutes(5);
            numbers.decide_limit = Span::ZERO;
            numbers.promise_rise = Span::hours(3);
            numbers.retry_later = Vec::new();
            numbers.attempts_max = 9;
            numbers.pickup_calls = Vec::new();
            numbers.quality_lapse = Days(1);
            numbers.accept_on_arrival = true;
            numbers.attempts_before_word = 1;
        }),
    ]
});

fn any_shop() -> impl Strategy<Value = &'static Rulebook> {
    (0..SHOPS.len()).prop_map(|i| &SHOPS[i])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_due_before_its_time(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
    ) {
        let found = agenda(&facts, rules, now);
        prop_assert!(found.tasks.iter().all(|task| task.due <= now));
        prop_assert!(found.upcoming.iter().all(|task| task.due > now));
        prop_assert!(found.upcoming.is_sorted_by_key(|task| task.due));
        prop_assert!(found.next_change.is_none_or(|next| next > now));
    }

    #[test]
    fn nothing_changes_before_the_next_change(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
        step in 0.0..1.0,
    ) {
        let found = agenda(&facts, rules, now);
        let next = found.next_change.unwrap_or(Time(now.0 + 90 * 86_400_000));
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let between = Time(now.0 + ((next.0 - now.0) as f64 * step) as i64);
        for then in [between, Time(next.0 - 1)] {
            let later = agenda(&facts, rules, then);
            prop_assert_eq!(&later.tasks, &found.tasks);
            prop_assert_eq!(&later.upcoming, &found.upcoming);
            prop_assert_eq!(later.next_change, found.next_change);
        }
    }

    #[test]
    fn no_order_is_lost(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
    ) {
        let found = agenda(&facts, rules, now);
        for order in facts.orders.iter().filter(|order| order.live) {
            let planned = found.tasks.iter().chain(&found.upcoming).any(|task| task.order == Some(order.id));
            prop_assert!(planned || waiting(order) != Waiting::Nothing);
            if matches!(order.stage, Stage::New | Stage::Confirmed | Stage::Dispatched | Stage::Arrived) {
                prop_assert!(planned || order.is_payment_failed(), "an order before its receipt always has a next step");
            }
        }
    }

    #[test]
    fn an_order_owes_each_kind_once_and_no_call_while_cancelling_is_proposed(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
    ) {
        let found = agenda(&facts, rules, now);
        let mut kinds: Vec<_> = found.tasks.iter().chain(&found.upcoming).map(|t| (t.order, t.kind)).collect();
        let all = kinds.len();
        kinds.sort();
        kinds.dedup();
        prop_assert_eq!(kinds.len(), all);
        for proposal in found.tasks.iter().filter(|t| t.kind == TaskKind::ProposeCancel) {
            let calls = [TaskKind::FirstContact, TaskKind::RetryCall, TaskKind::Decide, TaskKind::FindContact];
            prop_assert!(!found.tasks.iter().any(|t| t.order == proposal.order && calls.contains(&t.kind)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_changes_no_sooner_than_it_says(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
        step in 0.0..1.0,
    ) {
        let found = tellings(&facts, rules, now);
        let next = found.next_change.unwrap_or(Time(now.0 + 90 * 86_400_000));
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let between = Time(now.0 + ((next.0 - now.0) as f64 * step) as i64);
        for then in [between, Time(next.0 - 1)] {
            let facts_told = |at| {
                let found = tellings(&facts, rules, at);
                found.due.into_iter().map(|telling| (telling.told, telling.key, telling.fresh)).collect::<Vec<_>>()
            };
            prop_assert_eq!(facts_told(then), facts_told(now));
        }
    }

    #[test]
    fn a_fact_is_told_once_and_never_before_its_time(
        rules in any_shop(),
        facts in any_customer(1),
        now in any_time(),
    ) {
        let found = tellings(&facts, rules, now).due;
        let mut keys: Vec<&String> = found.iter().map(|telling| &telling.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len());
        for telling in &found {
            prop_assert!(telling.moment <= now);
            prop_assert!(!telling.fresh || telling.expires_at > now);
        }
    }
    #[test]
    fn what_any_other_rules_give_is_not_taken_for_gone(
        rules in any_shop(),
        others in any_shop(),
        facts in any_customer(1),
        now in any_time(),
    ) {
        let ours: Vec<String> = tellings(&facts, rules, now).due.into_iter().map(|telling| telling.key).collect();
        for telling in tellings(&facts, others, now).due {
            let stands = ours.contains(&telling.key) || given_elsewhere(&facts, telling.order, &telling.told, &telling.key);
            prop_assert!(stands, "{telling:?}");
        }
    }
}
