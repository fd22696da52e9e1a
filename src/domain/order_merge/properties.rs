//! What holds for any versions of a shop and whatever an operator did between them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::difference::accept;
use super::merge::*;
use super::test_desk::Desk;
use super::test_desk::T0;
use super::test_desk::later;
use super::test_desk::line;
use super::test_desk::paid;
use super::test_desk::shop;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::field_changes::fields_of;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::order_merge::difference::difference;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A shop tells of payments one by one, or of the sum of all that came.
fn any_references() -> impl Strategy<Value = &'static [&'static str]> {
    const SINGLE: &[&str] = &["p", "q", "r"];
    const SUM: &[&str] = &[PAID_SO_FAR];
    prop::sample::select(vec![SINGLE, SUM])
}

fn any_version() -> impl Strategy<Value = IncomingOrder> {
    any_references().prop_flat_map(version_with)
}

/// Versions of one order, and what an operator does before each.
fn any_versions() -> impl Strategy<Value = Vec<(IncomingOrder, u8)>> {
    any_references().prop_flat_map(|references| prop::collection::vec((version_with(references), 0..13_u8), 1..6))
}

fn version_with(references: &'static [&'static str]) -> impl Strategy<Value = IncomingOrder> {
    let status = prop::sample::select(ShopStatus::ALL);
    let payments = prop::collection::vec((0..references.len(), -10_000..10_000_i64), 0..3);
    let numbers = prop::option::of(prop::sample::select(vec!["1100285492", "62009147017544"]));
    let flags = any::<(bool, bool, bool)>();
    let goods = prop::collection::vec(prop::sample::select(vec!["a", "b"]), 0..3);
    (
        0..100_i64,
        status,
        0..3_i64,
        payments,
        numbers,
        flags,
        goods,
        0..3_usize,
    )
        .prop_map(
            move |(minutes, status, total, payments, number, (failed, quiet, timed), goods, address)| {
                later(minutes, |v| {
                    v.status = status;
                    v.total = 10_000 + total * 1_000;
                    // A reference names one payment.
                    let payments: BTreeMap<usize, i64> = payments.into_iter().collect();
                    v.payments = payments
                        .iter()
                        .map(|(which, amount)| paid(references[*which], *amount))
                        .collect();
                    v.tracking_number = number.map(str::to_owned);
                    v.payment_failed = failed;
                    v.do_not_call = quiet;
                    v.modified_at = v.modified_at.filter(|_| timed);
                    v.lines = goods.iter().map(|sku| line(sku, 100)).collect();
                    v.address = ["", "Казань", "Тверь"][address].to_owned();
                })
            },
        )
}

/// What an operator may do between two versions.
fn meddle(desk: &mut Desk, what: u8, at: Time) {
    let order = &mut desk.order;
    match what {
        0 => order.facts.confirmed_at = order.facts.confirmed_at.or(Some(at)),
        1 => order.facts.handed_at = order.facts.handed_at.or(Some(at)),
        2 => order.facts.received_at = order.facts.received_at.or(Some(at)),
        3 => order.facts.cancelled_at = order.facts.cancelled_at.or(Some(at)),
        4 => order.facts.closed_at = order.facts.closed_at.or(Some(at)),
        5 => order.texts.address = "Рязань".to_owned(),
        6 => order.facts.total = 5_000,
        7 => order.lines = vec![line("c", 5_000)],
        8 => desk.count(2_000, None),
        9 => {
            if let Some(last) = desk.payments.entered.last().copied() {
                desk.take_back(last);
            }
        }
        10 => desk.count(-desk.order.facts.paid, None),
        _ => {}
    }
}

proptest! {
    #[test]
    fn merging_twice_changes_nothing_more(versions in any_versions()) {
        let mut desk = Desk::new(&shop());
        for (version, what) in versions {
            let at = T0 + Span(desk.order.facts.paid.rem_euclid(97) + 1);
            meddle(&mut desk, what, at);
            desk.take(&version);
            let again = desk.merge(&version);
            prop_assert!(matches!(again, Merged::Unchanged | Merged::Older), "{:?}", again);
        }
    }

    #[test]
    fn an_older_version_never_wins(newer in any_version(), older in any_version()) {
        let mut desk = Desk::new(&shop());
        desk.take(&newer);
        if let (Some(known), Some(theirs)) = (desk.shop.modified_at, older.modified_at)
            && theirs < known
        {
            prop_assert!(matches!(desk.merge(&older), Merged::Older | Merged::Unchanged));
        }
    }

    #[test]
    fn no_fact_of_an_operator_is_unset(versions in any_versions()) {
        let mut desk = Desk::new(&shop());
        for (index, (version, what)) in versions.into_iter().enumerate() {
            // Never the very moment of a version of the shop's.
            let at = T0 + Span::minutes(i64::try_from(index).unwrap()) + Span(1);
            meddle(&mut desk, what, at);
            let before = desk.order.clone();
            let payments = desk.payments.clone();
            let changes = desk.take(&version);
            for change in &changes {
                for set in fields_of(change) {
                    if matches!(set.field, Field::ConfirmedAt | Field::HandedAt | Field::ArrivedAt | Field::ReceivedAt
                        | Field::ReturnedAt | Field::ClosedAt)
                    {
                        prop_assert_eq!(set.before, Value::Null);
                    }
                }
            }
            let kept = |at: Option<Time>| at.is_none_or(|at| at.0 % 60_000 != 1);
            prop_assert!(kept(before.facts.cancelled_at) || desk.order.facts.cancelled_at == before.facts.cancelled_at);
            prop_assert_eq!(&desk.payments.entered, &payments.entered);
            if before.texts.address == "Рязань" {
                prop_assert_eq!(&desk.order.texts.address, "Рязань");
            }
        }
    }

    #[test]
    fn accepting_leaves_no_difference(version in any_version()) {
        let mut desk = Desk::new(&shop());
        desk.order.facts.confirmed_at = Some(T0);
        desk.take(&version);
        for change in accept(&desk.order, &desk.shop.clone(), desk.asked.clone().as_ref()) {
            desk.apply(&change);
        }
        prop_assert_eq!(difference(&desk.order, &desk.shop, desk.asked.as_ref()), []);
        prop_assert_eq!(desk.order.facts.shop_changed_at, None);
    }
}
