//! Rows and their order.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Viewer;
use super::rank::rank_key;
use super::risk::Stake;
use super::risk::chance_left;
use super::row::Row;
use super::row::rows_of;
use super::*;
use crate::domain::call::PendingCall;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::agenda;
use crate::domain::regulation::tests::any_customer;
use crate::domain::regulation::tests::any_time;
use crate::domain::regulation::tests::support::FAR_EAST;
use crate::domain::regulation::tests::support::after;
use crate::domain::regulation::tests::support::at;
use crate::domain::regulation::tests::support::customer_of;
use crate::domain::regulation::tests::support::order;
use crate::domain::regulation::tests::support::rules;
use crate::domain::regulation::tests::support::rules_with;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;

const ANNA: LabelId = LabelId(1);
const BORIS: LabelId = LabelId(2);

fn customer(id: i64, mut one: OrderFacts) -> CustomerFacts {
    one.id = OrderId(id);
    one.customer = CustomerId(id);
    CustomerFacts {
        id: CustomerId(id),
        ..customer_of([one])
    }
}

fn all_rows(customers: &[CustomerFacts], rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Vec<Row> {
    customers
        .iter()
        .flat_map(|facts| rows_of(facts, &agenda(facts, rules, now), rules, viewer, now))
        .collect()
}

/// The customers' ids in rank order.
fn ranked(customers: &[CustomerFacts], rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Vec<i64> {
    let mut rows = all_rows(customers, rules, viewer, now);
    rank(&mut rows, rules, viewer, now);
    rows.iter().map(|row| row.customer.0).collect()
}

#[test]
fn the_freshest_stands_first_unless_set_otherwise() {
    let all = [
        customer(1, order("11 12:00")),
        customer(2, order("11 12:20")),
        customer(3, order("11 12:10")),
    ];
    let now = at("11 12:30");
    let oldest_first = rules_with(|s| s.regulation.fresh_first = false);
    assert_eq!(ranked(&all, &rules(), &Viewer::default(), now), [2, 3, 1]);
    assert_eq!(ranked(&all, &oldest_first, &Viewer::default(), now), [1, 3, 2]);
}

#[test]
fn ties_go_to_the_larger_total_then_to_the_smaller_id() {
    let larger = OrderFacts {
        total: 200_000,
        ..order("11 12:00")
    };
    let all = [
        customer(3, order("11 12:00")),
        customer(2, order("11 12:00")),
        customer(9, larger),
    ];
    assert_eq!(ranked(&all, &rules(), &Viewer::default(), at("11 12:00")), [9, 2, 3]);
}

#[test]
fn what_can_be_kept_stands_before_the_broken_and_the_latest_broken_before_the_older() {
    let all = [
        customer(1, order("11 03:00")),
        customer(2, order("11 11:05")),
        customer(3, order("11 11:02")),
    ];
    // 1 was promised until 11:00 and is broken; 2 and 3 have their last chance until 12:05 and 12:02.
    assert_eq!(ranked(&all, &rules(), &Viewer::default(), at("11 11:59")), [3, 2, 1]);
    let asked = |id, made: &str| {
        let kind = crate::domain::call::AppointmentKind::Schedule;
        let mut facts = CustomerFacts::new(CustomerId(id));
        facts.appointments.push(crate::domain::call::Appointment {
            id,
            customer: facts.id,
            order: None,
            kind,
            made_at: at("11 09:00"),
            at: at(made),
            tries: 0,
            first_try_at: None,
            last_try_at: None,
        });
        facts
    };
    let all = [
        asked(1, "11 10:00"),
        asked(2, "11 11:00"),
        asked(3, "11 12:00"),
        asked(4, "11 11:50"),
    ];
    assert_eq!(ranked(&all, &rules(), &Viewer::default(), at("11 12:00")), [4, 3, 2, 1]);
    assert_eq!(ranked(&all, &rules(), &Viewer::default(), at("11 12:05")), [3, 4, 2, 1]);
}

#[test]
fn a_managers_own_regulars_stand_first_for_him_and_carry_his_name_for_others() {
    let mut regular = customer(1, order("11 12:00"));
    regular.manager = Some(ANNA);
    regular.marks = CustomerFlags::REGULAR;
    let mut bought_nothing_yet = customer(2, order("11 12:10"));
    bought_nothing_yet.manager = Some(ANNA);
    let all = [regular, bought_nothing_yet, customer(3, order("11 12:20"))];
    let now = at("11 12:30");
    let viewer = |operator| Viewer {
        operator: Some(operator),
        on_shift: &[ANNA, BORIS],
        ..Viewer::default()
    };
    assert_eq!(ranked(&all, &rules(), &viewer(ANNA), now), [1, 3, 2]);
    assert_eq!(ranked(&all, &rules(), &viewer(BORIS), now), [3, 2, 1]);
    let named = |viewer: &Viewer<'_>| viewer.own_manager(&all_rows(&all, &rules(), viewer, now)[0]);
    assert_eq!(named(&viewer(BORIS)), Some(ANNA));
    let alone = Viewer {
        operator: Some(BORIS),
        ..Viewer::default()
    };
    assert_eq!(named(&alone), None, "off shift: everyone's");
}

#[test]
fn a_skipped_row_stands_behind_its_lane_for_a_while() {
    let high = OrderFacts {
        total: 2_000_000,
        ..order("11 12:00")
    };
    let all = [
        customer(1, order("11 12:20")),
        customer(2, order("11 12:10")),
        customer(3, high),
    ];
    let skips = [
        (RowKey::Customer(CustomerId(1)), at("11 12:40")),
        (RowKey::Customer(CustomerId(3)), at("11 12:40")),
    ];
    let viewer = Viewer {
        skips: &skips,
        ..Viewer::default()
    };
    assert_eq!(ranked(&all, &rules(), &viewer, at("11 12:39")), [3, 2, 1]);
    assert_eq!(ranked(&all, &rules(), &viewer, at("11 12:40")), [3, 1, 2]);
}

#[test]
fn a_customer_is_one_row_by_his_strongest_and_what_is_no_call_stands_by_order() {
    let mut ready = order("11 11:00");
    (ready.id, ready.terms, ready.confirmed_at) = (OrderId(2), Terms::OnDelivery, Some(at("11 11:30")));
    let mut facts = customer_of([order("11 12:00"), after(ready, &[])]);
    facts.calls.push(PendingCall {
        reason: None,
        id: CallId(1),
        customer: facts.id,
        started_at: at("11 12:10"),
        last_event_at: at("11 12:10"),
        ended_at: Some(at("11 12:10")),
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    });
    let rows = all_rows(&[facts], &rules(), &Viewer::default(), at("11 12:20"));
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row.key, row.task.kind, row.more.clone()))
        .collect();
    assert_eq!(
        shown,
        [
            (
                RowKey::Customer(CustomerId(1)),
                TaskKind::ReturnCall,
                vec![(Some(OrderId(1)), TaskKind::FirstContact)]
            ),
            (RowKey::Order(OrderId(2)), TaskKind::SendTracking, Vec::new()),
        ]
    );
    assert_eq!((rows[0].total, rows[0].currency), (0, None));
    assert_eq!(rows[1].target, Some(at("11 11:40")));
}

#[test]
fn care_calls_beyond_the_days_number_are_not_shown() {
    let received = |id| {
        let mut one = order("5 12:00");
        (one.terms, one.received_at) = (Terms::OnDelivery, Some(at("7 12:00")));
        customer(id, after(one, &["$ 7 12:00 1450"]))
    };
    let all: Vec<CustomerFacts> = (1..=15).map(received).collect();
    let shown = |done| {
        let viewer = Viewer {
            care_done_today: done,
            ..Viewer::default()
        };
        ranked(&all, &rules(), &viewer, at("11 12:00")).len()
    };
    assert_eq!((shown(0), shown(4), shown(11)), (10, 6, 0));
}

#[test]
fn the_days_care_calls_go_to_first_and_high_orders_then_by_total() {
    let received = |id: i64, total: i64, marks: CustomerFlags| {
        let mut one = order("5 12:00");
        (one.id, one.terms, one.received_at) = (OrderId(id), Terms::OnDelivery, Some(at("7 12:00")));
        (one.total, one.marks) = (total * 100, marks);
        customer(id, after(one, &[&format!("$ 7 12:00 {total}")]))
    };
    let all = [
        received(1, 1_450, CustomerFlags::REGULAR),
        received(2, 3_000, CustomerFlags::REGULAR),
        received(3, 900, CustomerFlags::FIRST),
        received(4, 20_000, CustomerFlags::REGULAR),
    ];
    let let_in = |calls: i64| {
        let viewer = Viewer {
            care_done_today: 10 - calls,
            ..Viewer::default()
        };
        let mut shown = ranked(&all, &rules(), &viewer, at("11 12:00"));
        shown.sort_unstable();
        shown
    };
    for (calls, expected) in [(1, &[4][..]), (2, &[3, 4]), (3, &[2, 3, 4]), (4, &[1, 2, 3, 4])] {
        assert_eq!(let_in(calls), expected, "{calls}");
    }
}

#[test]
fn promises_rise_early_enough_for_all_of_them_to_be_kept() {
    let night = |count: i64| -> Vec<CustomerFacts> { (1..=count).map(|id| customer(id, order("10 23:00"))).collect() };
    // Promised 9:00–11:00; four minutes a call.
    for (orders, at_work, before, risen) in [
        (1, 1, "11 10:44", "11 10:45"),
        (15, 1, "11 09:59", "11 10:00"),
        (15, 2, "11 10:29", "11 10:30"),
        (40, 1, "11 08:59", "11 09:00"),
    ] {
        let lanes = |now: &str| {
            let viewer = Viewer {
                serving: at_work,
                ..Viewer::default()
            };
            let mut rows = all_rows(&night(orders), &rules(), &viewer, at(now));
            let next = rank(&mut rows, &rules(), &viewer, at(now));
            let lanes: BTreeSet<Lane> = rows.iter().map(|row| row.task.lane).collect();
            (lanes, next)
        };
        let (lanes_before, next) = lanes(before);
        if before > "11 09:00" {
            assert_eq!(lanes_before, [Lane::New].into(), "{orders} orders, {at_work} at work");
            assert_eq!(next, Some(at(risen)), "{orders} orders, {at_work} at work");
        }
        assert_eq!(
            lanes(risen),
            ([Lane::Callback].into(), None),
            "{orders} orders, {at_work} at work"
        );
    }
}

/// Of a number promised the hours from 9:00 to 11:00, how many are called in them, with a new order every `every` minutes from
/// `first` minutes after 9:00 on and a call of four minutes after the other.
fn kept(promised: i64, at_work: i64, (first, every): (i64, i64)) -> usize {
    let nine = at("11 09:00");
    let mut waiting: Vec<CustomerFacts> = (1..=promised).map(|id| customer(id, order("10 23:00"))).collect();
    let mut to_come: Vec<CustomerFacts> = (0..120 / every)
        .map(|number| {
            let mut fresh = order("11 09:00");
            fresh.created_at = nine + Span::minutes(first + number * every);
            customer(1_000 + number, fresh)
        })
        .collect();
    let (rules, viewer) = (
        rules(),
        Viewer {
            serving: at_work,
            ..Viewer::default()
        },
    );
    // Each operator's call under way: with whom, until when.
    let mut calls: Vec<(CustomerId, Time)> = Vec::new();
    let mut kept = 0;
    for minute in 0..=120 {
        let now = nine + Span::minutes(minute);
        waiting.extend(to_come.extract_if(.., |facts| facts.orders[0].created_at <= now));
        // What was said is written down when the call is over.
        for (done, _) in calls.extract_if(.., |(_, over)| *over <= now) {
            waiting.retain(|facts| facts.id != done);
            kept += usize::from(done.0 <= promised);
        }
        for row in shown(&waiting, &rules, &viewer, now) {
            let is_called = calls.iter().any(|(customer, _)| *customer == row.customer);
            if calls.len() < usize::try_from(at_work).unwrap() && !is_called {
                calls.push((row.customer, now + Span::minutes(4)));
            }
        }
    }
    kept
}

fn shown(customers: &[CustomerFacts], rules: &Rulebook, viewer: &Viewer<'_>, now: Time) -> Vec<Row> {
    let mut rows = all_rows(customers, rules, viewer, now);
    rank(&mut rows, rules, viewer, now);
    rows
}

#[test]
fn every_promise_is_kept_beside_the_orders_that_come_meanwhile() {
    // Never more than can be served: who ordered before 10:00 has their last chance within the hours promised.
    for (promised, at_work, every) in [
        (15, 1, 4),
        (15, 1, 10),
        (15, 2, 2),
        (30, 2, 4),
        (10, 1, 4),
        (3, 1, 5),
        (1, 1, 4),
    ] {
        for first in 0..every {
            let all = usize::try_from(promised).unwrap();
            let told = (promised, at_work, first, every);
            assert_eq!(kept(promised, at_work, (first, every)), all, "{told:?}");
        }
    }
}

#[test]
fn who_was_promised_in_vain_stands_first_among_the_new() {
    let mut waits = order("10 22:00");
    (waits.promised_from, waits.promised_until) = (Some(at("11 09:00")), Some(at("11 11:00")));
    waits.apologies = 2;
    let mut regular = order("11 12:29");
    regular.marks = CustomerFlags::REGULAR;
    let mut hers = customer(3, regular);
    hers.manager = Some(ANNA);
    let all = [customer(1, waits), customer(2, order("11 12:28")), hers];
    let anna = Viewer {
        operator: Some(ANNA),
        on_shift: &[ANNA],
        ..Viewer::default()
    };
    assert_eq!(ranked(&all, &rules(), &anna, at("11 12:30")), [1, 3, 2]);
}

#[test]
fn beyond_the_days_care_calls_a_customers_other_calls_stand_in_their_place() {
    let mut kept = order("5 12:00");
    (kept.terms, kept.received_at) = (Terms::OnDelivery, Some(at("7 12:00")));
    let kept = after(kept, &["$ 7 12:00 1450"]);
    let mut unpaid = order("8 12:00");
    (unpaid.id, unpaid.confirmed_at) = (OrderId(2), Some(at("9 12:00")));
    let facts = customer_of([kept, after(unpaid, &[])]);
    let (rules, now) = (rules(), at("12 12:00"));
    let shown = |done| -> Vec<_> {
        let viewer = Viewer {
            care_done_today: done,
            ..Viewer::default()
        };
        let mut rows = all_rows(std::slice::from_ref(&facts), &rules, &viewer, now);
        rank(&mut rows, &rules, &viewer, now);
        rows.into_iter()
            .map(|row| (row.task.kind, row.order, row.more))
            .collect()
    };
    let (care, money) = (TaskKind::QualityCall, TaskKind::RemindPayment);
    let (first, second) = (Some(OrderId(1)), Some(OrderId(2)));
    assert_eq!(shown(9), [(care, first, vec![(second, money)])]);
    assert_eq!(shown(10), [(money, second, vec![])]);
}

#[test]
fn waiting_costs_a_part_of_the_unpaid_sum() {
    for (waited, left) in [(0, 1.0), (5, 0.905), (10, 0.819), (60, 0.302)] {
        assert!(
            (chance_left(Span::minutes(waited), 9.5) - left).abs() < 0.001,
            "{waited}"
        );
    }
    let mut one = order("11 12:00");
    (one.total, one.paid) = (100_000, 20_000);
    assert_eq!(Stake::of(&one).at_risk(&rules(), at("11 12:05")), 7_600);
    let night = order("11 04:00");
    assert_eq!(
        Stake::of(&night).at_risk(&rules(), at("11 09:00")),
        0,
        "nobody could have called"
    );
}

#[test]
fn a_call_to_who_sleeps_stands_behind_its_lane_and_what_rings_nobody_does_not() {
    let far = |id, minute: &str| {
        let mut one = after(order(&format!("11 12:{minute}")), &["x 11 12:40"]);
        one.zone = Some(FAR_EAST);
        customer(id, one)
    };
    let mut in_writing = order("11 12:00");
    (in_writing.zone, in_writing.flags) = (Some(FAR_EAST), Flags::DO_NOT_CALL);
    let near = customer(2, after(order("11 12:00"), &["x 11 12:30"]));
    let all = [far(1, "20"), near, customer(3, in_writing)];
    let viewer = Viewer::default();
    // Attempt 2 of the first fell due at 13:20, of the second at 13:10; at 14:00 it is nine in the evening there.
    assert_eq!(ranked(&all, &rules(), &viewer, at("11 13:59")), [1, 2, 3]);
    assert_eq!(ranked(&all, &rules(), &viewer, at("11 14:00")), [2, 3, 1]);
    let asleep = |now: &str| -> Vec<Option<Time>> {
        let rows = all_rows(&all, &rules(), &viewer, at(now));
        rows.iter().map(|row| row.asleep_until).collect()
    };
    assert_eq!(asleep("11 13:59"), [None, None, None]);
    assert_eq!(asleep("11 14:00"), [Some(at("12 01:00")), None, None]);
}

#[test]
fn a_new_order_has_a_target() {
    let rows = all_rows(
        &[customer(1, order("11 12:00"))],
        &rules(),
        &Viewer::default(),
        at("11 12:01"),
    );
    assert_eq!(rows[0].target, Some(at("11 12:03")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_total_and_repeatable(
        (customers, shuffled) in prop::collection::vec(any::<prop::sample::Index>(), 1..8)
            .prop_flat_map(|ids| {
                let all: Vec<_> = (1..=ids.len()).map(|id| any_customer(i64::try_from(id).unwrap())).collect();
                all
            })
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        now in any_time(),
        operator in prop::option::of((1_i64..4).prop_map(LabelId)),
    ) {
        let rules = rules();
        let skips = [(RowKey::Customer(CustomerId(1)), Time(now.0 + 1))];
        let viewer = Viewer { operator, on_shift: &[LabelId(1), LabelId(2)], serving: 2, skips: &skips, care_done_today: 8 };
        let mut rows = all_rows(&customers, &rules, &viewer, now);
        let mut other = all_rows(&shuffled, &rules, &viewer, now);
        rank(&mut rows, &rules, &viewer, now);
        rank(&mut other, &rules, &viewer, now);
        prop_assert_eq!(&rows, &other);
        let keys: Vec<_> = rows.iter().map(|row| rank_key(row, &rules, &viewer, now)).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "no two rows have one place");
        prop_assert!(rows.is_sorted_by_key(|row| row.task.lane), "lanes from the top");
        prop_assert!(rows.iter().filter(|row| row.task.kind.is_care()).count() <= 2);
        for pair in rows.windows(2) {
            let fresh = matches!(pair[0].task.lane, Lane::Missed | Lane::NewHigh | Lane::New);
            let alike = pair
                .iter()
                .all(|row| row.skipped_until.is_none() && row.manager.is_none() && row.asleep_until.is_none());
            if fresh && alike && pair[0].task.lane == pair[1].task.lane {
                prop_assert!(pair[0].task.since >= pair[1].task.since, "the freshest first");
            }
        }
    }

    #[test]
    fn every_due_task_is_in_exactly_one_row_and_calls_are_one_row(facts in any_customer(1), now in any_time()) {
        let rules = rules();
        let found = agenda(&facts, &rules, now);
        let rows = rows_of(&facts, &found, &rules, &Viewer::default(), now);
        let mut shown: Vec<_> = rows
            .iter()
            .flat_map(|row| std::iter::once((row.order, row.task.kind)).chain(row.more.iter().copied()))
            .collect();
        let mut due: Vec<_> = found.tasks.iter().map(|task| (task.order, task.kind)).collect();
        shown.sort();
        due.sort();
        prop_assert_eq!(shown, due);
        let calls = rows.iter().filter(|row| row.key == RowKey::Customer(facts.id)).count();
        prop_assert!(calls <= 1);
        // What is about no order is about the customer.
        prop_assert!(rows.iter().all(|row| row.more.iter().all(|(order, kind)| kind.is_per_customer() || order.is_none())
            || row.key != RowKey::Customer(facts.id)));
    }

    #[test]
    fn the_place_of_a_row_changes_only_at_the_next_change(facts in any_customer(1), now in any_time(), step in 0.0..1.0) {
        let rules = rules();
        let viewer = Viewer::default();
        let found = agenda(&facts, &rules, now);
        let next = found.next_change.unwrap_or(Time(now.0 + 90 * 86_400_000));
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let then = Time(now.0 + ((next.0 - now.0) as f64 * step) as i64);
        let places = |now| -> Vec<_> {
            let rows = rows_of(&facts, &agenda(&facts, &rules, now), &rules, &viewer, now);
            rows.iter().map(|row| rank_key(row, &rules, &viewer, now)).collect()
        };
        prop_assert_eq!(places(now), places(then.min(Time(next.0 - 1))));
    }
}
