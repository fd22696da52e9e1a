//! What is paid, what is still to come and what goes back: the same words on every screen and in every command.

use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::i18n::Tr;

/// When the customer pays and what is paid: `prepaid · not paid`.
pub fn payment(tr: &Tr, order: &OrderFacts) -> String {
    format!("{} · {}", super::terms(tr, order.terms), payment_state(tr, order))
}

/// What is paid: `not paid`, `paid 150 ₽, 350 ₽ to come`; of an order that came to nothing what goes back (R12).
pub fn payment_state(tr: &Tr, order: &OrderFacts) -> String {
    let money = |minor| super::sum(tr, Money::new(minor, order.currency));
    if matches!(order.stage, Stage::Cancelled | Stage::Returned) {
        return match (order.paid, order.last_paid_at) {
            (1.., _) => tr.with("money-to_refund", &[("money", money(order.paid).into())]),
            (_, Some(_)) => tr.text("done-refund"),
            (_, None) => tr.text("money-unpaid"),
        };
    }
    match (order.paid, order.owed()) {
        (0, 1..) => tr.text("money-unpaid"),
        (_, 0) => tr.text("money-paid"),
        (paid, owed @ 1..) => tr.with(
            "money-part_paid",
            &[("paid", money(paid).into()), ("owed", money(owed).into())],
        ),
        (_, owed) => tr.with("money-overpaid", &[("over", money(-owed).into())]),
    }
}

/// What a bank shows of a payment: `Order 1042`.
pub fn pay_purpose(tr: &Tr, number: &str) -> String {
    tr.with("pay-purpose", &[("number", number.into())])
}

#[cfg(test)]
mod tests {
    use super::payment_state;
    use crate::domain::ids::CustomerId;
    use crate::domain::ids::OrderId;
    use crate::domain::money::Currency;
    use crate::domain::order::OrderFacts;
    use crate::domain::order::Stage;
    use crate::domain::time::Time;
    use crate::i18n::Lang;
    use crate::i18n::Tr;

    fn order(stage: Stage, paid: i64, last_paid_at: Option<Time>) -> OrderFacts {
        OrderFacts {
            paid,
            last_paid_at,
            stage,
            ..OrderFacts::new(OrderId(1), CustomerId(1), Currency::RUB, 50_000, Time(0))
        }
    }

    #[test]
    fn an_order_that_came_to_nothing_is_no_debt() {
        let tr = Tr::new(Lang::Ru);
        let came = Some(Time(1));
        for (stage, paid, came, text, due) in [
            (Stage::New, 0, None, "не оплачен", 50_000),
            (
                Stage::Confirmed,
                15_000,
                came,
                "оплачено 150\u{a0}₽, осталось 350\u{a0}₽",
                35_000,
            ),
            (Stage::Ready, 50_000, came, "оплачен", 0),
            (Stage::Received, 60_000, came, "переплата 100\u{a0}₽", -10_000),
            (Stage::Cancelled, 15_000, came, "вернуть 150\u{a0}₽", -15_000),
            (Stage::Cancelled, 0, None, "не оплачен", 0),
            (Stage::Returned, 50_000, came, "вернуть 500\u{a0}₽", -50_000),
            (Stage::Returned, 0, came, "деньги возвращены", 0),
        ] {
            let order = order(stage, paid, came);
            assert_eq!(payment_state(&tr, &order), text, "{stage:?} {paid}");
            assert_eq!(order.due(), due, "{stage:?} {paid}");
        }
    }
}
