//! What falls due if nobody acts, by these settings and by others.

use proptest::prelude::*;

use super::any::any_customer;
use super::any::any_time;
use super::support::*;
use crate::domain::duration::BusinessDays;
use crate::domain::facts::CustomerFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::Expected;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::Shift;
use crate::domain::regulation::agenda;
use crate::domain::regulation::compare;
use crate::domain::regulation::forecast;
use crate::domain::time::Span;

fn shown(expected: &Expected) -> String {
    format!("{} {}", day_and_time(expected.at), line(&expected.task, ""))
}

fn falls_due(facts: &CustomerFacts, rules: &Rulebook, from: &str, until: &str) -> Vec<String> {
    let ahead = forecast(facts, rules, at(from), at(until));
    ahead.falls_due.iter().map(shown).collect()
}

fn unpaid() -> CustomerFacts {
    let mut o = order("11 12:00");
    o.terms = Terms::Prepaid;
    o.confirmed_at = Some(at("11 12:30"));
    customer_of([after(o, &["o 11 12:20"])])
}

#[test]
fn each_task_is_named_at_the_moment_it_falls_due_and_once() {
    let proposal = "23 10:00 propose_cancel follow_up R14 23 10:00 to - NotPaid";
    assert_eq!(
        falls_due(&unpaid(), &rules(), "11 12:30", "31 00:00"),
        ["13 10:00 remind_payment follow_up R13 13 10:00 to 18 10:00", proposal]
    );
    assert_eq!(falls_due(&unpaid(), &rules(), "14 00:00", "31 00:00"), [proposal]);
    assert!(falls_due(&unpaid(), &rules(), "14 00:00", "23 10:00").is_empty());
}

#[test]
fn an_order_nobody_calls_falls_due_again_when_it_is_promised_the_next_opening() {
    let facts = customer_of([order("11 20:00")]);
    let again = |day: u8| {
        format!("{day} 09:00 first_contact new R5 {day} 09:00 to {day} 11:00 Promised {day} 09:00 {day} 11:00")
    };
    assert_eq!(
        falls_due(&facts, &rules(), "11 20:00", "13 12:00"),
        [again(12), again(13)]
    );
}

fn shifts(facts: &CustomerFacts, other: &Rulebook, from: &str, until: &str) -> Vec<String> {
    let by = |rules: &Rulebook| forecast(facts, rules, at(from), at(until));
    let shifts = compare(&by(&rules()), &by(other));
    let lines = shifts.iter().map(|shift| match shift {
        Shift::Appears(task) => format!("+ {}", shown(task)),
        Shift::Vanishes(task) => format!("- {}", shown(task)),
        Shift::Moves { from, to } => format!("~ {} -> {}", shown(from), shown(to)),
    });
    lines.collect()
}

#[test]
fn other_settings_move_tasks_bring_them_and_drop_them() {
    let later = rules_with(|s| s.regulation.payment_reminder = BusinessDays(3));
    assert_eq!(
        shifts(&unpaid(), &later, "13 00:00", "14 00:00"),
        ["~ 13 10:00 remind_payment follow_up R13 13 10:00 to 18 10:00 \
            -> 16 10:00 remind_payment follow_up R13 16 10:00 to 18 10:00"],
        "out of the stretch, not gone"
    );
    assert_eq!(
        shifts(&unpaid(), &later, "16 00:00", "17 00:00"),
        ["~ 13 10:00 remind_payment follow_up R13 13 10:00 to 18 10:00 \
            -> 16 10:00 remind_payment follow_up R13 16 10:00 to 18 10:00"],
        "it stood in the queue already"
    );
    let patient = rules_with(|s| s.regulation.attempts_max = 1);
    assert_eq!(
        shifts(
            &customer_of([after(order("11 12:00"), &["x 11 12:05"])]),
            &patient,
            "11 13:00",
            "12 00:00"
        ),
        [
            "- 11 12:45 retry_call new R7 11 12:45 to 11 13:15 Attempt(2)",
            "+ 11 12:05 propose_cancel follow_up R7 11 12:05 to - Unreachable"
        ]
    );
    let high = rules_with(|s| s.regulation.high_total = Some(100_000));
    assert_eq!(
        shifts(&customer_of([order("11 12:00")]), &high, "11 12:10", "11 13:00"),
        ["~ 11 12:00 first_contact new R4 11 12:00 to 11 13:00 \
            -> 11 12:00 first_contact new_high R4 11 12:00 to 11 13:00"]
    );
    assert!(shifts(&unpaid(), &rules(), "11 13:00", "31 00:00").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_falls_due_is_due_then_and_a_stretch_is_the_sum_of_its_parts(
        facts in any_customer(1),
        a in any_time(),
        b in any_time(),
        c in any_time(),
    ) {
        let rules = rules();
        let mut moments = [a, b, c];
        moments.sort();
        let [from, middle, until] = moments;
        let whole = forecast(&facts, &rules, from, until);
        for expected in &whole.falls_due {
            prop_assert!(agenda(&facts, &rules, expected.at).tasks.contains(&expected.task));
            prop_assert!(expected.at > from && expected.at < until);
        }
        prop_assert!(whole.falls_due.is_sorted_by_key(|expected| expected.at));
        let (first, second) = (forecast(&facts, &rules, from, middle), forecast(&facts, &rules, middle, until));
        // What falls due at the very moment of the cut stands already in the second part.
        let at_the_cut = forecast(&facts, &rules, from, middle + Span(1)).falls_due.split_off(first.falls_due.len());
        let parts: Vec<_> = first.falls_due.into_iter().chain(at_the_cut).chain(second.falls_due.clone()).collect();
        prop_assert_eq!(&parts, &whole.falls_due);
        prop_assert_eq!(&second.after, &whole.after);
        prop_assert!(compare(&whole, &whole).is_empty());
    }
}
