//! What the desk already holds of an order when a shop's version comes in.

use std::collections::BTreeMap;

use crate::domain::action::ContactRecord;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::time::Time;

/// What the desk knows of an order that the shop tells of again.
#[derive(Clone, Copy, Debug)]
pub struct Existing<'a> {
    /// The order.
    pub order: &'a OrderRecord,
    /// Its money.
    pub payments: &'a KnownPayments,
    /// Its customer.
    pub customer: KnownCustomer<'a>,
    /// What the shop said last; none when that was not kept.
    pub last_shop: Option<&'a IncomingOrder>,
    /// What it said when the question arose that waits, if that was kept.
    pub asked: Option<&'a IncomingOrder>,
    /// The newest version's time.
    pub modified_at: Option<Time>,
}

/// What the desk knows of a customer that a shop may tell of.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownCustomer<'a> {
    /// Name; empty when unknown.
    pub name: &'a str,
    /// Company; empty when none.
    pub company: &'a str,
    /// Tax id; empty when none.
    pub tax_id: &'a str,
    /// Phones and emails.
    pub contacts: &'a [ContactRecord],
}

impl<'a> From<&'a CustomerRecord> for KnownCustomer<'a> {
    fn from(record: &'a CustomerRecord) -> KnownCustomer<'a> {
        KnownCustomer {
            name: &record.name,
            company: &record.company,
            tax_id: &record.tax_id,
            contacts: &record.contacts,
        }
    }
}

/// The money of an order as far as merging needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPayments {
    /// The shop's references of payments that were counted, also of those voided since, and how much of each was, minor
    /// units.
    pub references: BTreeMap<String, i64>,
    /// Amounts the operators entered themselves, minor units.
    pub entered: Vec<i64>,
    /// Amounts the operators entered and took back, minor units: what the shop told meanwhile may have been taken for them.
    pub taken_back: Vec<i64>,
    /// All that ever came, minor units: what an operator gave back does not lessen it, what the shop took back does.
    pub came: i64,
    /// What the shop said last of all that came so far, as far as rows tell it.
    pub so_far: Option<i64>,
}

impl KnownPayments {
    /// Counts a payment that stands: of the shop when it has a `reference`, else entered by an operator.
    pub fn count(&mut self, amount: i64, reference: Option<String>) {
        if amount > 0 || reference.is_some() {
            self.came += amount;
        }
        match reference {
            Some(reference) => self.remember(amount, reference),
            None => self.entered.push(amount),
        }
    }

    /// Takes in a payment that was voided: the shop's stays known, an operator's covers nothing any more.
    pub fn take_back(&mut self, amount: i64, reference: Option<String>) {
        match reference {
            Some(reference) => self.remember(amount, reference),
            None => self.taken_back.push(amount),
        }
    }

    fn remember(&mut self, amount: i64, reference: String) {
        self.so_far = IncomingPayment::sum_kept_under(&reference).or(self.so_far);
        *self.references.entry(reference).or_default() += amount;
    }
}
