//! What an exchange says of an order that came before, without telling the whole of it.

use super::ids::OrderId;
use super::incoming::IncomingOrder;
use super::incoming::IncomingPayment;
use super::incoming::PAID_SO_FAR;
use super::incoming::ShopStatus;
use super::money::Currency;
use super::order::Means;
use super::time::Time;

/// What an exchange says of an order that it does not tell whole: where it stands by now, that it is paid, a document of its
/// money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderNews {
    /// Which shop system and account.
    pub source: String,
    /// The shop's own id of the order; empty when only its number is told.
    pub external_id: String,
    /// The number people call it by.
    pub number: String,
    /// Where it stands, when that is told.
    pub status: Option<ShopStatus>,
    /// Since when.
    pub status_at: Option<Time>,
    /// When all of its money came, when it did.
    pub paid_at: Option<Time>,
    /// The tracking number, when one is told.
    pub tracking_number: Option<String>,
    /// The document of a payment or refund.
    pub money: Option<MoneyDocument>,
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// What belongs in front of `raw` for it to be read again.
    pub head: Option<String>,
    /// As it stood in the file: it can be imported again once its order is here.
    pub raw: String,
}

/// A document of one payment or refund. It may be corrected or annulled and told again under its reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyDocument {
    /// What it says; nothing came or went back by it, when its amount is 0.
    pub payment: IncomingPayment,
    /// Of its amount.
    pub currency: Currency,
}

/// What a system that is told of our orders knows them by.
const OURS: &str = "dozvon-";

/// What another system is to call an order, whatever shop it came from.
pub fn exchange_id(order: OrderId) -> String {
    format!("{OURS}{order}")
}

/// The order that another system calls so, where it was told of it by us.
pub fn order_of_exchange(id: &str) -> Option<OrderId> {
    id.strip_prefix(OURS)?.parse().ok().map(OrderId)
}

/// Stands between the reference of a document and the count of its corrections.
const CORRECTED: char = '#';

impl MoneyDocument {
    /// What `payments` lack of it: all of it the first time, the difference once it was corrected.
    fn lacking(&self, payments: &[IncomingPayment]) -> Option<IncomingPayment> {
        let reference = &self.payment.reference;
        let is_of_it = |kept: &&IncomingPayment| {
            let rest = kept.reference.strip_prefix(reference.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(CORRECTED))
        };
        let told: Vec<i64> = payments.iter().filter(is_of_it).map(|kept| kept.amount).collect();
        let sum = told.iter().fold(0_i64, |sum, amount| sum.saturating_add(*amount));
        let amount = self.payment.amount.saturating_sub(sum);
        let reference = match told.len() {
            0 => reference.clone(),
            corrections => format!("{reference}{CORRECTED}{corrections}"),
        };
        let lacking = IncomingPayment {
            amount,
            reference,
            ..self.payment.clone()
        };
        Some(lacking).filter(|lacking| lacking.amount != 0)
    }
}

impl OrderNews {
    /// The order as its shop told it last, with the news in it; an order never goes back by them.
    pub fn onto(&self, last: IncomingOrder) -> IncomingOrder {
        let mut order = last;
        if let Some(status) = self.status.filter(|status| *status > order.status) {
            (order.status, order.status_at) = (status, self.status_at);
        }
        let came = order.payments.iter().map(|payment| payment.amount.max(0));
        let came = came.fold(0_i64, i64::saturating_add);
        if let Some(at) = self.paid_at.filter(|_| came < order.total) {
            order.payments.push(IncomingPayment {
                at,
                amount: order.total,
                means: Means::Other,
                reference: PAID_SO_FAR.to_owned(),
                note: String::new(),
            });
        }
        order.tracking_number = self.tracking_number.clone().or(order.tracking_number);
        self.paid_onto(&mut order);
        order
    }

    /// Adds what an order's payments lack of the document of money.
    pub fn paid_onto(&self, order: &mut IncomingOrder) {
        let lacking = self.money.as_ref().and_then(|money| money.lacking(&order.payments));
        order.payments.extend(lacking);
    }
}
