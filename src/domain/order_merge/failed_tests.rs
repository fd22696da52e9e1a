//! Orders whose payment fails, and succeeds after all.

use super::test_desk::Desk;
use super::test_desk::T0;
use super::test_desk::later;
use super::test_desk::shop;
use crate::domain::order::Flags;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::projection::stage;
use crate::domain::time::Span;

#[test]
fn a_failed_payment_is_a_mark_until_it_succeeds() {
    let mut desk = Desk::new(&shop());
    desk.take(&later(5, |v| v.payment_failed = true));
    assert!(desk.order.facts.is_payment_failed());
    let failed_at = desk.order.facts.clock_from();
    assert!(failed_at > T0, "its clock is its failure's");
    desk.order.facts.reopened_at = None;
    desk.take(&later(6, |_| ()));
    assert!(!desk.order.facts.flags.has(Flags::PAYMENT_FAILED));
    assert_eq!(desk.order.facts.clock_from(), failed_at, "as one that has just come");
}

#[test]
fn what_was_closed_as_not_paid_is_open_again_when_it_is_paid() {
    for (reason, expected) in [(Reason::NotPaid, Stage::New), (Reason::ChangedMind, Stage::Cancelled)] {
        let mut desk = Desk::new(&shop());
        desk.take(&later(5, |v| v.payment_failed = true));
        (desk.order.facts.cancelled_at, desk.order.facts.reason) = (Some(T0 + Span::days(7)), Some(reason));
        desk.take(&later(8 * 24 * 60, |_| ()));
        assert_eq!(stage(&desk.order.facts), expected, "{reason:?}");
    }
}

#[test]
fn a_payment_that_fails_once_somebody_confirmed_the_order_starts_no_clock_again() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0 + Span::minutes(2));
    for failed in [true, false] {
        desk.take(&later(if failed { 5 } else { 6 }, |v| v.payment_failed = failed));
        assert_eq!(desk.order.facts.reopened_at, None);
    }
}
