//! Money of an order: its payment, and refunds.

use serde_json::Value;

use super::values::money;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::time::Time;
use crate::intake::fields::get;
use crate::intake::vocabulary as words;

/// The payment of the whole total, when the order says when it came, and the refunds of it.
///
/// `total` stays what it was when money goes back, and a refund's own time is not told: it is the order's last change.
/// Without a payment there are no refunds either: what never came cannot go back.
pub fn payments(object: &Value, order: &IncomingOrder, method: &str, paid_at: Option<Time>) -> Vec<IncomingPayment> {
    let Some(at) = paid_at.filter(|_| order.total > 0) else {
        return Vec::new();
    };
    let means = words::means(method, &order.payment_title);
    let transaction = get(object, "transaction_id").unwrap_or_else(|| order.external_id.clone());
    let mut payments = vec![IncomingPayment {
        at,
        amount: order.total,
        means,
        reference: format!("woo:paid:{transaction}"),
        note: String::new(),
    }];
    let refunds = object.get("refunds").and_then(Value::as_array).into_iter().flatten();
    for (index, refund) in refunds.enumerate() {
        let total = get(refund, "total").or_else(|| get(refund, "amount"));
        let Some(amount) = total
            .and_then(|total| money(&total, order.currency).ok())
            .filter(|amount| *amount != 0)
        else {
            continue;
        };
        let id = get(refund, "id").unwrap_or_else(|| format!("{}-{index}", order.external_id));
        payments.push(IncomingPayment {
            at: order.modified_at.unwrap_or(at).max(at),
            amount: -amount.abs(),
            means,
            reference: format!("woo:refund:{id}"),
            note: String::new(),
        });
    }
    payments
}
