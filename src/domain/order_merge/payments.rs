//! Money the shop tells of, counted once.

use super::existing::KnownPayments;
use super::step::Step;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;

impl Step<'_> {
    /// Adds what the shop tells and nobody has counted. An amount that an operator entered by hand before the shop told
    /// of it is the same money; when they take their entry back, the shop's counts.
    pub(super) fn payments(&mut self) {
        if self.facts().currency != self.incoming.currency {
            return;
        }
        let known = self.existing.payments;
        let before: &[IncomingPayment] = self.base().map_or(&[], |b| &b.payments);
        let mut till = Till {
            total: self.facts().total.max(self.incoming.total),
            paid: self.facts().paid,
            came: known.came,
            entered: known.entered.clone(),
            taken_back: known.taken_back.clone(),
            has_sum: known.so_far.is_some(),
        };
        let is_counted = |p: &&IncomingPayment| known.references.contains(&p.kept_reference());
        let is_single = |p: &&IncomingPayment| p.reference != PAID_SO_FAR;
        // What the shop told before covers itself first, so that an entry made since is free for what it tells now.
        let mut uncovered = Vec::new();
        for told in before.iter().filter(|p| is_single(p) && !is_counted(p)) {
            if !take(&mut till.entered, told.amount) {
                uncovered.push(&told.reference);
            }
        }
        for payment in &self.incoming.payments {
            let last = before.iter().find(|p| p.reference == payment.reference);
            let amount = if payment.reference == PAID_SO_FAR {
                till.so_far(payment, last.map(|last| last.amount), known)
            } else if is_counted(&payment) {
                0
            } else if last.is_some() {
                if uncovered.contains(&&payment.reference) {
                    till.again(payment.amount)
                } else {
                    0
                }
            } else if take(&mut till.entered, payment.amount) {
                0
            } else {
                till.news(payment.amount)
            };
            if amount != 0 {
                till.paid += amount;
                till.came += amount;
                self.add(payment, amount);
            }
        }
    }

    fn add(&mut self, payment: &IncomingPayment, amount: i64) {
        let new = NewRow::Payment {
            order: self.facts().id.0,
            at: payment.at.min(self.now),
            amount,
            means: payment.means.int(),
            note: payment.note.clone(),
            reference: Some(payment.kept_reference()),
            due_again: false,
        };
        self.changes.push(Change::Add { id: None, new });
    }
}

/// The money of an order while payments are added to it; minor units.
struct Till {
    total: i64,
    /// What is here now.
    paid: i64,
    /// What ever came, whatever an operator gave back.
    came: i64,
    /// What operators entered and no payment of the shop was found to be.
    entered: Vec<i64>,
    /// What they took back.
    taken_back: Vec<i64>,
    /// The shop told a sum of all that came, and its single payments may be in it.
    has_sum: bool,
}

impl Till {
    /// How much of a payment nobody knew is new: what an operator entered in parts, or a sum of all that came holds, is not
    /// counted twice, and no more goes back than is here.
    fn news(&self, amount: i64) -> i64 {
        if amount < 0 {
            amount.max(-self.paid.max(0))
        } else if self.entered.is_empty() && !self.has_sum {
            amount
        } else {
            amount.min((self.total - self.came).max(0))
        }
    }

    /// How much of a payment the shop told of before is missing, now that an operator took back what stood for it.
    fn again(&mut self, amount: i64) -> i64 {
        if take(&mut self.taken_back, amount) {
            return self.news(amount);
        }
        if amount < 0 || !self.taken_back.iter().any(|own| *own > 0) {
            return 0;
        }
        // It was entered in parts, and some of them were taken back.
        let parts: i64 = self.entered.iter().filter(|own| **own > 0).sum();
        (amount - parts).min(self.total - self.came).max(0)
    }

    /// Of a sum of all that came so far, the part the desk does not have; when the shop lowers it, money went back.
    fn so_far(&self, payment: &IncomingPayment, last: Option<i64>, known: &KnownPayments) -> i64 {
        let (amount, told) = (payment.amount, known.so_far.unwrap_or(0));
        let said = last.unwrap_or(told);
        let went_back = (amount - self.paid).min(0).max(amount - said);
        if went_back < 0 {
            return went_back;
        }
        // What the shop said to have gone back, where an operator had given it back already.
        let gone = (told - said).max(0);
        let missing = (amount - (self.came - gone)).max(0);
        let is_counted = known.references.contains(&payment.kept_reference());
        let may_miss = !is_counted && self.taken_back.iter().any(|own| *own > 0);
        if may_miss {
            missing
        } else {
            missing.min((amount - said).max(0))
        }
    }
}

fn take(entered: &mut Vec<i64>, amount: i64) -> bool {
    let at = entered.iter().position(|own| *own == amount);
    at.map(|at| entered.swap_remove(at)).is_some()
}
