//! Who owes money of an order, since when, and from when on it is late (R12).

use super::Rulebook;
use super::closing::refund_due;
use super::ladder::Ladder;
use super::payment::payout_due;
use crate::domain::coded::coded;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::time::Time;

coded! {
    /// Who owes it.
    pub enum Debtor {
        /// The customer: agreed to pay before dispatch, or has the goods.
        Customer "customers",
        /// The carrier: took it on delivery and has not paid it out.
        Carrier "carriers",
        /// The shop: more was paid than the order costs, or it came to nothing.
        Shop "refunds",
        /// Nobody yet: it is paid at receipt.
        AtReceipt "at_receipt",
    }
}

/// Money that is to change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    /// Who owes it.
    pub debtor: Debtor,
    /// How much, minor units, positive.
    pub amount: i64,
    /// Since when.
    pub since: Time,
    /// From when on it is late; none where nothing says so.
    pub late_from: Option<Time>,
    /// When the customer said to have paid (R30).
    pub claimed_at: Option<Time>,
}

/// What of an order is to change hands.
pub fn debt(order: &OrderFacts, rules: &Rulebook) -> Option<Debt> {
    let calendar = rules.order_calendar(order, None);
    let back = order.to_give_back();
    let amount = if back > 0 { -back } else { order.due() };
    let claimed_at = order.payment_claim();
    let of = |debtor, since, late_from| Debt {
        debtor,
        amount: amount.abs(),
        since,
        late_from,
        claimed_at,
    };
    if amount < 0 {
        let (since, limit) = refund_due(order, calendar)?;
        return Some(of(Debtor::Shop, since, Some(limit)));
    }
    if amount == 0 || order.stage == Stage::Closed {
        return None;
    }
    if let Some(ladder) = Ladder::of(rules, order, calendar) {
        return Some(of(Debtor::Customer, ladder.base, Some(ladder.due)));
    }
    if let Some((since, late)) = payout_due(order, rules, calendar) {
        // What is handed out at the shop is paid there.
        let debtor = if order.goes_without_parcel() {
            Debtor::Customer
        } else {
            Debtor::Carrier
        };
        return Some(of(debtor, since, Some(late)));
    }
    match (order.confirmed_at, claimed_at) {
        (Some(confirmed), _) if order.terms == Terms::OnDelivery => Some(of(Debtor::AtReceipt, confirmed, None)),
        (None, Some(claimed)) => Some(of(Debtor::Customer, claimed, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::carrier::Carrier;
    use crate::domain::regulation::tests::support::after;
    use crate::domain::regulation::tests::support::at;
    use crate::domain::regulation::tests::support::day_and_time;
    use crate::domain::regulation::tests::support::order;
    use crate::domain::regulation::tests::support::rules;

    fn told(change: impl FnOnce(&mut OrderFacts), events: &[&str]) -> Option<String> {
        let mut o = order("11 12:00");
        change(&mut o);
        let debt = debt(&after(o, events), &rules())?;
        let late = debt.late_from.map_or_else(|| "-".to_owned(), day_and_time);
        let claimed = debt
            .claimed_at
            .map(|at| format!(" claimed {}", day_and_time(at)))
            .unwrap_or_default();
        let amount = debt.amount / 100;
        Some(format!(
            "{} {amount} since {} late {late}{claimed}",
            debt.debtor.code(),
            day_and_time(debt.since)
        ))
    }

    fn cod(o: &mut OrderFacts) {
        o.terms = Terms::OnDelivery;
        o.confirmed_at = Some(at("11 12:30"));
        o.carrier = Some(Carrier::Cdek);
    }

    fn prepaid(o: &mut OrderFacts) {
        o.confirmed_at = Some(at("11 12:30"));
    }

    #[test]
    fn an_order_is_owed_by_who_has_its_money() {
        let received = |o: &mut OrderFacts| {
            cod(o);
            (o.handed_at, o.received_at) = (Some(at("12 12:00")), Some(at("13 12:00")));
        };
        let owed = [
            (told(|_| {}, &[]), None),
            (told(prepaid, &[]), Some("customers 1450 since 11 12:30 late 13 10:00")),
            (
                told(prepaid, &["$ 12 10:00 450"]),
                Some("customers 1000 since 12 10:00 late 16 10:00"),
            ),
            (told(prepaid, &["$ 12 10:00 1450"]), None),
            (
                told(
                    |o| {
                        prepaid(o);
                        o.claims_paid_at = Some(at("12 12:00"));
                    },
                    &[],
                ),
                Some("customers 1450 since 11 12:30 late 13 10:00 claimed 12 12:00"),
            ),
            (told(cod, &[]), Some("at_receipt 1450 since 11 12:30 late -")),
            (told(received, &[]), Some("carriers 1450 since 13 12:00 late 27 10:00")),
            (told(received, &["$ 20 12:00 1450"]), None),
            (
                told(
                    |o| {
                        received(o);
                        o.carrier = Some(Carrier::Pickup);
                    },
                    &[],
                ),
                Some("customers 1450 since 13 12:00 late 27 10:00"),
            ),
            (
                told(
                    |o| {
                        received(o);
                        o.returned_at = Some(at("15 12:00"));
                    },
                    &[],
                ),
                None,
            ),
            (
                told(
                    |o| {
                        received(o);
                        o.returned_at = Some(at("21 12:00"));
                    },
                    &["$ 20 12:00 1450"],
                ),
                Some("refunds 1450 since 21 12:00 late 23 10:00"),
            ),
            (
                told(prepaid, &["$ 12 10:00 1500"]),
                Some("refunds 50 since 12 10:00 late 13 10:00"),
            ),
            (
                told(|o| o.cancelled_at = Some(at("12 09:00")), &["$ 12 10:00 500"]),
                Some("refunds 500 since 12 10:00 late 13 10:00"),
            ),
        ];
        for (got, expected) in owed {
            assert_eq!(got.as_deref(), expected);
        }
    }
}
