//! Whether more orders wait than can be called (R4).

use super::*;

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
    let (all, some) = (seen(usize::MAX), seen(203));
    assert_eq!((all.len(), some.len()), (450, 203));
    assert!(all.is_sorted_by(|a, b| a > b) && all.starts_with(&some));
}
