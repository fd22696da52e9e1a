//! A shop that writes the clock of a zone farther east: its orders are dated later than they come.

use super::*;
use crate::clock::Clock;
use crate::desk::tests::queue;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Means;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;

fn from_the_east(number: i64) -> IncomingOrder {
    changed(number, |v| {
        v.created_at = NOON + Span::hours(5);
        v.modified_at = Some(NOON + Span::hours(5));
    })
}

#[test]
fn an_order_dated_later_than_it_came_was_placed_when_it_came() {
    let mut desk = desk();
    import(&mut desk, vec![from_the_east(1)]);
    assert_eq!(record(&desk, "1").facts.created_at, NOON);
    let queue = queue(&desk);
    assert_eq!(queue.rows[0].row.task.kind, TaskKind::FirstContact);

    // What the shop wrote is kept, so that the same file is no news.
    desk.clock = Clock::Stopped(NOON + Span::minutes(10));
    assert_eq!(import(&mut desk, vec![from_the_east(1)]), counts(0, 0, 1, 0));
    assert_eq!(record(&desk, "1").facts.created_at, NOON);
    let kept = desk.store.shop_version(record(&desk, "1").facts.id).unwrap().unwrap();
    assert_eq!(kept.created_at, NOON + Span::hours(5));
}

#[test]
fn what_is_told_of_such_an_order_has_happened_too() {
    let paid = |v: &mut IncomingOrder| {
        v.status = ShopStatus::Confirmed;
        v.payments = vec![IncomingPayment {
            at: NOON + Span::hours(5),
            amount: 10_000,
            means: Means::Card,
            reference: "p1".to_owned(),
            note: String::new(),
        }];
    };
    let told = |number: i64| {
        let mut order = from_the_east(number);
        paid(&mut order);
        order.modified_at = Some(NOON + Span::hours(6));
        order
    };
    let mut desk = desk();
    import(&mut desk, vec![told(1), from_the_east(2)]);
    import(&mut desk, vec![told(2)]);
    for number in ["1", "2"] {
        let facts = record(&desk, number).facts;
        assert_eq!(
            (facts.confirmed_at, facts.ready_at),
            (Some(NOON), Some(NOON)),
            "{number}"
        );
    }
}

#[test]
fn the_same_goods_twice_are_asked_about_whatever_their_date() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let again = changed(1, |v| {
        v.external_id = "2".to_owned();
        v.number = "2".to_owned();
        v.created_at = NOON + Span::hours(5);
    });
    import(&mut desk, vec![again]);
    assert_eq!(record(&desk, "2").facts.duplicate_of, Some(record(&desk, "1").facts.id));
}

#[test]
fn what_was_called_off_at_first_sight_is_alive_again_when_it_is_paid() {
    let mut desk = desk();
    let mut off = from_the_east(1);
    off.status = ShopStatus::Cancelled;
    import(&mut desk, vec![off]);
    assert_eq!(record(&desk, "1").facts.cancelled_at, Some(NOON));
    let mut on = from_the_east(1);
    on.modified_at = Some(NOON + Span::hours(6));
    import(&mut desk, vec![on]);
    assert_eq!(record(&desk, "1").facts.cancelled_at, None);
}
