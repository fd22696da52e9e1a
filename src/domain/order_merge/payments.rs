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
        let goods: i64 = self.incoming.lines.iter().map(|line| line.total).sum();
        let mut till = Till {
            total: self.facts().total.max(self.incoming.total),
            delivery: (self.incoming.total - goods).max(0),
            paid: self.facts().paid,
            came: known.came,
            entered: known.entered.clone(),
            taken_back: known.taken_back.clone(),
            has_sum: known.so_far.is_some(),
        };
        let counted = |p: &IncomingPayment| known.references.get(&p.kept_reference()).copied();
        let is_single = |p: &&IncomingPayment| p.reference != PAID_SO_FAR;
        // What the shop told before covers itself first, so that an entry made since is free for what it tells now.
        for told in self.incoming.payments.iter().filter(is_single) {
            // The rest of a refund that was counted in part was an operator's.
            let rest = counted(told).map_or(0, |counted| told.amount - counted);
            if told.amount < 0 && rest < 0 {
                take(&mut till.entered, rest);
            }
        }
        let uncounted = before.iter().filter(|p| is_single(p) && counted(p).is_none());
        let uncovered: Vec<&IncomingPayment> = uncounted.filter(|told| !till.covers(told.amount)).collect();
        till.covers_refunds(&uncovered);
        let last = |payment: &IncomingPayment| before.iter().find(|p| p.reference == payment.reference);
        let is_new = |p: &&IncomingPayment| is_single(p) && counted(p).is_none() && last(p).is_none();
        let (mut fresh, mut covered) = (Vec::new(), Vec::new());
        for payment in self.incoming.payments.iter().filter(is_new) {
            if take(&mut till.entered, payment.amount) {
                covered.push(&payment.reference);
            } else {
                fresh.push(payment);
            }
        }
        if till.covers_refunds(&fresh) {
            covered.extend(fresh.iter().filter(|p| p.amount < 0).map(|p| &p.reference));
        }
        for payment in &self.incoming.payments {
            let amount = if payment.reference == PAID_SO_FAR {
                till.so_far(payment, last(payment).map(|last| last.amount), known)
            } else if counted(payment).is_some() {
                0
            } else if last(payment).is_some() {
                if uncovered.iter().any(|told| told.reference == payment.reference) {
                    till.again(payment.amount)
                } else {
                    0
                }
            } else if covered.contains(&&payment.reference) {
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
    /// How much of that is not for goods.
    delivery: i64,
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
    /// All of that payment is what operators entered, at once or, of a refund, in parts.
    fn covers(&mut self, amount: i64) -> bool {
        take(&mut self.entered, amount) || amount < 0 && take_all(&mut self.entered, amount)
    }

    /// The refunds together are one that an operator entered.
    fn covers_refunds(&mut self, told: &[&IncomingPayment]) -> bool {
        let refunds = told.iter().map(|payment| payment.amount).filter(|amount| *amount < 0);
        let (count, sum) = refunds.fold((0, 0), |(count, sum), amount| (count + 1, sum + amount));
        count > 1 && take(&mut self.entered, sum)
    }

    /// How much of a payment nobody knew is new: what an operator entered in parts, or a sum of all that came holds, is not
    /// counted twice, and no more goes back than is here.
    fn news(&mut self, amount: i64) -> i64 {
        if amount < 0 {
            let given = self.given_back(amount);
            (amount - given).max(-self.paid.max(0))
        } else if !self.entered.iter().any(|own| *own > 0) && !self.has_sum {
            amount
        } else {
            amount.min((self.total - self.came).max(0))
        }
    }

    /// How much of a refund operators gave back already: in parts, or without the delivery that the shop gave back too.
    fn given_back(&mut self, amount: i64) -> i64 {
        if take_all(&mut self.entered, amount) {
            return amount;
        }
        let goods = amount + self.delivery;
        let own = self.entered.iter().copied();
        let of_goods = own.filter(|own| (amount..=goods).contains(own) && *own < 0).min();
        of_goods.filter(|own| take(&mut self.entered, *own)).unwrap_or(0)
    }

    /// How much of a payment the shop told of before is missing, now that an operator took back what stood for it.
    fn again(&mut self, amount: i64) -> i64 {
        if take(&mut self.taken_back, amount) || amount < 0 && take_all(&mut self.taken_back, amount) {
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
        let is_counted = known.references.contains_key(&payment.kept_reference());
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

/// Takes all refunds, where they are that much together.
fn take_all(entered: &mut Vec<i64>, amount: i64) -> bool {
    let refunds: i64 = entered.iter().filter(|own| **own < 0).sum();
    let is_it = refunds == amount;
    if is_it {
        entered.retain(|own| *own > 0);
    }
    is_it
}
