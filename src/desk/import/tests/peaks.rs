//! Whether more orders wait than can be called (R4).

use super::*;
use crate::store::tests::ran::ran_by;

#[test]
fn a_peak_is_fixed_when_the_order_comes() {
    let mut desk = desk();
    import(&mut desk, (1..=13).map(order).collect());
    let peak = |number: &str| record(&desk, number).facts.flags.has(Flags::PEAK);
    assert!(!peak("11") && peak("12") && peak("13"));
}

#[test]
fn orders_that_wait_are_counted_as_far_as_needed() {
    let mut desk = desk();
    import(&mut desk, (1..=450).map(order).collect());
    let tx = desk.store.write(NOON).unwrap();
    let seen = |most: usize| {
        let mut seen = Vec::new();
        tx.untouched_orders(|order| {
            seen.push((order.customer, order.id));
            seen.len() < most
        })
        .unwrap();
        seen
    };
    let (all, of_all) = ran_by(|| seen(usize::MAX));
    let (some, of_some) = ran_by(|| seen(203));
    let (few, of_few) = ran_by(|| seen(7));
    assert_eq!((all.len(), some.len(), few.len()), (450, 203, 7));
    assert!(all.is_sorted_by(|a, b| a > b) && all.starts_with(&some) && some.starts_with(&few));
    // 200 of them, and then up to 800.
    assert_eq!((of_all.len(), of_some.len(), of_few.len()), (2, 2, 1), "{of_all:#?}");
}
