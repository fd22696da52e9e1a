//! An order whose payment failed: nobody has it in the queue, and it ends by itself.

use super::*;
use crate::clock::Clock;
use crate::desk::tests::queue;
use crate::domain::action::Action;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::target::Target;
use crate::domain::time::Span;

fn told(number: i64, after: Span, failed: bool) -> IncomingOrder {
    changed(number, |v| {
        v.modified_at = Some(NOON + after);
        v.payment_failed = failed;
    })
}

fn stage(desk: &Desk, number: &str) -> (Stage, Option<Reason>) {
    let facts = record(desk, number).facts;
    (facts.stage, facts.reason)
}

fn to(desk: &mut Desk, after: Span) {
    desk.clock = Clock::Stopped(NOON + after);
}

#[test]
fn it_closes_as_not_paid_after_its_days_and_is_new_again_once_it_is_paid() {
    let mut desk = desk();
    import(&mut desk, vec![told(1, Span::ZERO, true), told(2, Span::ZERO, true)]);
    let of = |desk: &Desk, number: &str| Target::Order(record(desk, number).facts.id);
    let appointed = of(&desk, "2");
    desk.perform(
        appointed,
        &Action::Schedule {
            at: NOON + Span::days(8),
        },
    )
    .unwrap();
    to(&mut desk, Span::days(7));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, "1"), (Stage::New, None), "its last day");
    to(&mut desk, Span::days(7) + Span::hours(12));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, "1"), (Stage::Cancelled, Some(Reason::NotPaid)));
    assert_eq!(stage(&desk, "2"), (Stage::New, None), "a call is agreed");
    import(&mut desk, vec![told(1, Span::days(7) + Span::hours(12), false)]);
    assert_eq!(stage(&desk, "1"), (Stage::New, None));
    assert_eq!(record(&desk, "1").facts.clock_from(), desk.now());
    to(&mut desk, Span::days(9));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, "1"), (Stage::New, None), "an order like any");
    let queue = queue(&desk);
    assert_eq!(queue.rows.len(), 2, "{:?}", queue.rows);
}
