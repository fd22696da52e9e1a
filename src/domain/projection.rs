//! What follows from an order's own facts, its payments and its customer's calls: recomputed whole, never edited.

use super::ids::LabelId;
use super::order::CustomerFlags;
use super::order::Flags;
use super::order::OrderFacts;
use super::order::Stage;
use super::order::Terms;
use super::time::Span;
use super::time::Time;

/// Two attempts so far apart were made on two days.
const ANOTHER_DAY: Span = Span::hours(12);

/// Money of an order that counts (not voided).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentFact {
    /// When.
    pub at: Time,
    /// Minor units; negative when it went back.
    pub amount: i64,
    /// It went back and is to be paid again (R13).
    pub due_again: bool,
}

/// A finished call of the order's customer that counts (not voided).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFact {
    /// When it began.
    pub at: Time,
    /// An outgoing call in vain.
    pub attempt: bool,
    /// The two spoke, who called.
    pub talk: bool,
}

/// What a customer means for each of their orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The zone they live in, when it is known (R36).
    pub zone: Option<LabelId>,
    /// Who confirmed their last order (R9).
    pub manager: Option<LabelId>,
    /// What their own row gives.
    pub marks: CustomerFlags,
    /// When they received the first of the orders they kept.
    pub first_received_at: Option<Time>,
    /// How many orders they received and kept.
    pub kept: i64,
}

/// Fills the customer's part of `order`'s projections: a regular by the first order received (R9), which stays the first
/// whatever came after it (R22).
pub fn own(order: &mut OrderFacts, owner: &Owner) {
    let received_at = order.received_at.filter(|_| order.returned_at.is_none());
    let is_regular = owner.first_received_at.is_some();
    order.zone = owner.zone;
    order.manager = owner.manager.filter(|_| is_regular);
    order.marks = owner.marks.with(order.marks.of_parcels());
    if is_regular {
        order.marks = order.marks.with(CustomerFlags::REGULAR);
    }
    if owner.kept > 1 {
        order.marks = order.marks.with(CustomerFlags::RECEIVED_AGAIN);
    }
    if is_regular && received_at == owner.first_received_at {
        order.marks = order.marks.with(CustomerFlags::FIRST);
    }
}

/// Fills the projections of `order` from the rows they follow from; `payments` and `calls` by time.
///
/// The customer's part is `own`'s, and `last_note_at` the caller's.
pub fn project(order: &mut OrderFacts, payments: &[PaymentFact], calls: &[CallFact]) {
    money(order, payments);
    talks(order, calls);
    let paid_at = order.full_paid_at.filter(|_| order.terms == Terms::Prepaid);
    let terms_met = order.terms == Terms::OnDelivery || paid_at.is_some();
    // What lets an order go may be other terms or a smaller total instead of money.
    let freed_at = paid_at.max(order.owed_changed_at);
    order.ready_at = order
        .confirmed_at
        .filter(|_| terms_met)
        .map(|confirmed| freed_at.map_or(confirmed, |at| at.max(confirmed)));
    order.stage = stage(order);
    order.live = live(order);
}

fn money(order: &mut OrderFacts, payments: &[PaymentFact]) {
    order.paid = 0;
    order.refunded = 0;
    order.last_paid_at = None;
    order.full_paid_at = None;
    for payment in payments {
        order.paid = order.paid.saturating_add(payment.amount);
        if payment.amount > 0 {
            order.last_paid_at = Some(payment.at);
        } else if !payment.due_again {
            order.refunded = order.refunded.saturating_sub(payment.amount);
        }
        // Of an order whose money all went back before the receipt nothing is paid.
        let is_had = order.received_at.is_some_and(|at| payment.at >= at);
        if order.owed() > 0 || order.paid <= 0 && !is_had {
            order.full_paid_at = None;
        } else if order.full_paid_at.is_none() && payment.amount > 0 {
            order.full_paid_at = Some(payment.at);
        }
    }
    if order.total == 0 {
        order.full_paid_at = Some(order.created_at);
    }
}

/// Leaves what was said about an order as it was: what a customer is called or noted for once it is over is about
/// something else.
pub fn keep_talks(order: &mut OrderFacts, was: &OrderFacts) {
    order.attempts = was.attempts;
    order.first_attempt_at = was.first_attempt_at;
    order.last_attempt_at = was.last_attempt_at;
    order.earlier_attempt_at = was.earlier_attempt_at;
    order.tried_at = was.tried_at;
    order.talks = was.talks;
    order.contacted_at = was.contacted_at;
    order.last_talk_at = was.last_talk_at;
    order.last_note_at = was.last_note_at;
}

fn talks(order: &mut OrderFacts, calls: &[CallFact]) {
    order.attempts = 0;
    order.first_attempt_at = None;
    order.last_attempt_at = None;
    order.earlier_attempt_at = None;
    order.tried_at = None;
    order.talks = 0;
    order.contacted_at = None;
    order.last_talk_at = None;
    let since = order.clock_from();
    for call in calls.iter().filter(|c| c.at >= since) {
        if call.attempt {
            order.attempts += 1;
            order.first_attempt_at = order.first_attempt_at.or(Some(call.at));
            if let Some(before) = order.last_attempt_at.filter(|before| call.at - *before >= ANOTHER_DAY) {
                order.earlier_attempt_at = Some(before);
            }
            order.last_attempt_at = Some(call.at);
            order.tried_at = order.tried_at.or(Some(call.at));
        }
        if call.talk {
            order.attempts = 0;
            order.first_attempt_at = None;
            order.last_attempt_at = None;
            order.earlier_attempt_at = None;
            order.talks += 1;
            order.contacted_at = order.contacted_at.or(Some(call.at));
            order.last_talk_at = Some(call.at);
        }
    }
    let later_stage = [order.confirmed_at, order.handed_at, order.arrived_at, order.received_at];
    for at in later_stage.into_iter().flatten() {
        order.contacted_at = Some(order.contacted_at.map_or(at, |contact| contact.min(at)));
    }
}

/// Where an order of these facts stands.
pub(super) fn stage(order: &OrderFacts) -> Stage {
    if order.cancelled_at.is_some() {
        Stage::Cancelled
    } else if order.returned_at.is_some() {
        Stage::Returned
    } else if order.closed_at.is_some() {
        Stage::Closed
    } else if order.received_at.is_some() {
        Stage::Received
    } else if order.arrived_at.is_some() {
        Stage::Arrived
    } else if order.handed_at.is_some() {
        Stage::Dispatched
    } else if order.ready_at.is_some() {
        Stage::Ready
    } else if order.confirmed_at.is_some() {
        Stage::Confirmed
    } else {
        Stage::New
    }
}

/// `live` is not "open": a received order owes care calls, a cancelled one may owe a refund.
fn live(order: &OrderFacts) -> bool {
    if order.flags.has(Flags::HISTORY) {
        return order.stage == Stage::Closed && is_returning(order);
    }
    match order.stage {
        Stage::Cancelled | Stage::Returned => order.paid > 0,
        Stage::Closed => is_returning(order),
        _ => true,
    }
}

/// Goods of it are to come back, or money for them is to be given.
fn is_returning(order: &OrderFacts) -> bool {
    order.return_since.is_some() || order.to_give_back() > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CustomerId;
    use crate::domain::ids::OrderId;
    use crate::domain::money::Currency;
    use crate::domain::order::CustomerFlags;
    use crate::domain::order::OrderFacts;
    use crate::domain::order::Stage;
    use crate::domain::order::Terms;
    use crate::domain::time::Time;

    fn order() -> OrderFacts {
        OrderFacts::new(OrderId(1), CustomerId(1), Currency::RUB, 1_000, Time(100))
    }

    fn paid(at: i64, amount: i64) -> PaymentFact {
        PaymentFact {
            at: Time(at),
            amount,
            due_again: false,
        }
    }

    fn tried(at: i64) -> CallFact {
        CallFact {
            at: Time(at),
            attempt: true,
            talk: false,
        }
    }

    fn talked(at: i64) -> CallFact {
        CallFact {
            at: Time(at),
            attempt: false,
            talk: true,
        }
    }

    #[test]
    fn a_prepaid_order_is_ready_when_confirmed_and_paid_in_full() {
        let mut o = order();
        o.confirmed_at = Some(Time(200));
        project(&mut o, &[paid(300, 400)], &[]);
        assert_eq!((o.stage, o.paid, o.ready_at), (Stage::Confirmed, 400, None));
        project(&mut o, &[paid(300, 400), paid(350, 600)], &[]);
        assert_eq!(
            (o.stage, o.full_paid_at, o.ready_at),
            (Stage::Ready, Some(Time(350)), Some(Time(350)))
        );
    }

    #[test]
    fn an_order_paid_on_delivery_is_ready_when_confirmed() {
        let mut o = order();
        o.terms = Terms::OnDelivery;
        o.confirmed_at = Some(Time(200));
        project(&mut o, &[], &[]);
        assert_eq!((o.stage, o.ready_at), (Stage::Ready, Some(Time(200))));
    }

    #[test]
    fn what_went_back_is_owed_no_more_unless_it_is_to_be_paid_again() {
        let again = |payment| PaymentFact {
            due_again: true,
            ..payment
        };
        let (before, after) = (Some(Time(350)), Some(Time(250)));
        // What came and went back; when they received it; what is owed, and when it was paid in full.
        let cases = [
            (vec![paid(300, 1_000)], None, 0, Some(300)),
            (vec![paid(300, 1_000), paid(400, -200)], None, 0, Some(300)),
            (vec![paid(300, 1_000), paid(400, -200)], before, 0, Some(300)),
            (vec![paid(300, 1_000), again(paid(400, -200))], None, 200, None),
            (vec![paid(300, 1_000), again(paid(400, -200))], before, 200, None),
            (
                vec![paid(300, 1_000), again(paid(400, -200)), paid(500, 200)],
                None,
                0,
                Some(500),
            ),
            (vec![paid(300, 1_000), paid(400, -1_000)], None, 0, None),
            (vec![paid(300, 1_000), paid(400, -1_000)], after, 0, Some(300)),
            (vec![paid(300, 1_200), paid(400, -200)], None, 0, Some(300)),
            (vec![paid(300, 500), paid(400, -200)], None, 500, None),
            (
                vec![paid(300, 1_000), paid(400, -200), paid(500, 200)],
                None,
                0,
                Some(300),
            ),
            (
                vec![paid(300, 1_000), paid(400, -200), paid(500, 300)],
                None,
                -100,
                Some(300),
            ),
        ];
        for (payments, received_at, owed, full) in cases {
            let mut o = order();
            o.received_at = received_at;
            project(&mut o, &payments, &[]);
            assert_eq!(
                (o.owed(), o.full_paid_at),
                (owed, full.map(Time)),
                "{payments:?} {received_at:?}"
            );
        }
    }

    #[test]
    fn goods_added_after_a_partial_refund_are_owed_and_no_more() {
        let mut o = order();
        o.total = 1_300;
        project(&mut o, &[paid(300, 1_000), paid(400, -200)], &[]);
        assert_eq!((o.owed(), o.refunded), (300, 200));
    }

    #[test]
    fn a_cancelled_order_lives_while_money_is_in_hand() {
        let mut o = order();
        o.cancelled_at = Some(Time(500));
        project(&mut o, &[paid(300, 1_000)], &[]);
        assert_eq!((o.stage, o.live), (Stage::Cancelled, true));
        project(&mut o, &[paid(300, 1_000), paid(600, -1_000)], &[]);
        assert!(!o.live);
    }

    #[test]
    fn an_answered_call_resets_the_count_of_attempts() {
        let mut o = order();
        project(&mut o, &[], &[tried(50), tried(110), tried(120)]);
        assert_eq!(
            (o.attempts, o.first_attempt_at, o.last_attempt_at),
            (2, Some(Time(110)), Some(Time(120)))
        );
        project(&mut o, &[], &[tried(110), talked(120), tried(130)]);
        assert_eq!(
            (o.attempts, o.talks, o.contacted_at, o.tried_at),
            (1, 1, Some(Time(120)), Some(Time(110)))
        );
    }

    #[test]
    fn confirming_counts_as_contact() {
        let mut o = order();
        o.confirmed_at = Some(Time(150));
        project(&mut o, &[], &[talked(180)]);
        assert_eq!(o.contacted_at, Some(Time(150)));
    }

    #[test]
    fn who_received_an_order_is_a_regular_and_the_first_stays_the_first() {
        let marks = |first: Option<Time>, received_at: Option<Time>, returned_at: Option<Time>| {
            let mut o = order();
            (o.received_at, o.returned_at) = (received_at, returned_at);
            let owner = Owner {
                zone: None,
                manager: None,
                marks: CustomerFlags::default(),
                first_received_at: first,
                kept: 1,
            };
            own(&mut o, &owner);
            (o.marks.has(CustomerFlags::REGULAR), o.marks.has(CustomerFlags::FIRST))
        };
        let (at, before, after) = (Some(Time(5)), Some(Time(1)), Some(Time(9)));
        for (first, received, returned, expected) in [
            (None, None, None, (false, false)),
            (None, at, at, (false, false)),
            (at, at, None, (true, true)),
            (before, None, None, (true, false)),
            (before, at, None, (true, false)),
            (before, at, after, (true, false)),
        ] {
            assert_eq!(
                marks(first, received, returned),
                expected,
                "{first:?} {received:?} {returned:?}"
            );
        }
    }

    #[test]
    fn reopening_restarts_the_clocks() {
        let mut o = order();
        o.reopened_at = Some(Time(1_000));
        project(&mut o, &[], &[tried(110), tried(1_100)]);
        assert_eq!((o.attempts, o.tried_at), (1, Some(Time(1_100))));
    }
}
