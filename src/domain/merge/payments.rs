//! Money the shop tells of, counted once.

use std::collections::BTreeSet;

use super::Step;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;

/// The money of an order as far as merging needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPayments {
    /// The shop's references of payments that were counted, also of those voided since.
    pub references: BTreeSet<String>,
    /// Amounts the operators entered themselves, minor units.
    pub entered: Vec<i64>,
}

impl Step<'_> {
    /// Adds what the shop tells and nobody has counted. An amount that an operator entered by hand before the shop told
    /// of it is the same money.
    pub(super) fn payments(&mut self) {
        if self.facts().currency != self.incoming.currency {
            return;
        }
        let known = self.existing.payments;
        let before: &[IncomingPayment] = self.base().map_or(&[], |b| &b.payments);
        let is_counted = |p: &&IncomingPayment| known.references.contains(&p.reference);
        let mut entered = known.entered.clone();
        for matched in before.iter().filter(|p| !is_counted(p)) {
            take(&mut entered, matched.amount);
        }
        let mut paid = self.facts().paid;
        for payment in &self.incoming.payments {
            let last = before.iter().find(|p| p.reference == payment.reference);
            let amount = if payment.reference == PAID_SO_FAR {
                so_far(payment, last, paid)
            } else if last.is_some() || is_counted(&payment) || take(&mut entered, payment.amount) {
                0
            } else {
                self.news(payment, &entered, paid)
            };
            if amount != 0 {
                paid += amount;
                self.add(payment, amount);
            }
        }
    }

    /// How much of a payment nobody knew is new: what an operator entered in parts is not counted twice, and no more goes
    /// back than came.
    fn news(&self, payment: &IncomingPayment, entered: &[i64], paid: i64) -> i64 {
        let total = self.facts().total.max(self.incoming.total);
        if payment.amount < 0 {
            payment.amount.max(-paid.max(0))
        } else if entered.is_empty() {
            payment.amount
        } else {
            payment.amount.min((total - paid).max(0))
        }
    }

    fn add(&mut self, payment: &IncomingPayment, amount: i64) {
        let new = NewRow::Payment {
            order: self.facts().id.0,
            at: payment.at,
            amount,
            means: payment.means.int(),
            note: String::new(),
            reference: Some(payment.kept_reference()),
        };
        self.changes.push(Change::Add { id: None, new });
    }
}

/// Of a sum of all that came so far, the part the desk does not have; when the shop lowers it, money went back.
fn so_far(payment: &IncomingPayment, last: Option<&IncomingPayment>, paid: i64) -> i64 {
    let said = last.map_or(0, |last| last.amount);
    if payment.amount == said {
        return 0;
    }
    let missing = payment.amount - paid;
    if payment.amount > said {
        missing.max(0)
    } else {
        missing.min(0).max(payment.amount - said)
    }
}

fn take(entered: &mut Vec<i64>, amount: i64) -> bool {
    let at = entered.iter().position(|own| *own == amount);
    at.map(|at| entered.swap_remove(at)).is_some()
}
