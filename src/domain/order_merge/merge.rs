//! Merges the shop's new version of an order with what the desk holds.

use super::Existing;
use super::step::Step;
use super::step::filled;
use crate::domain::change::Change;
use crate::domain::incoming::IncomingOrder;
use crate::domain::stamps::stamp;
use crate::domain::time::Time;

/// What a version of the shop comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// It says what it said last, and its money is here.
    Unchanged,
    /// A newer one is known.
    Older,
    /// News.
    Update {
        /// What changes at the desk; may be nothing.
        changes: Vec<Change>,
        /// What to remember as said last: with what this version left out and an earlier one told.
        shop: Box<IncomingOrder>,
    },
}

/// Merges a version of the shop into an order.
///
/// Until the order is confirmed the shop owns what is to be agreed: lines, total, address, delivery and payment; afterwards
/// what was agreed stands and the difference waits for an operator, and so does what both sides changed before. News of payment, dispatch and receipt are taken over where they lead forward.
/// A cancellation is taken over before confirmation and asked about after it. A repetition brings only the money that is
/// missing since an operator took their entry of it back.
pub fn merge(existing: &Existing<'_>, incoming: &IncomingOrder, now: Time) -> Merged {
    let shop = filled(incoming, existing.last_shop);
    let is_repeated = existing.last_shop == Some(&shop);
    if is_repeated && existing.payments.taken_back.is_empty() {
        return Merged::Unchanged;
    }
    if let (Some(theirs), Some(known)) = (incoming.modified_at, existing.modified_at)
        && theirs < known
        && !is_repeated
    {
        return Merged::Older;
    }
    let mut step = Step {
        existing,
        incoming: &shop,
        now,
        changes: Vec::new(),
        parcels: existing.order.parcels.clone(),
    };
    if !is_repeated {
        step.words();
        step.estimate();
        step.agreement();
        step.customer();
        step.contacts();
        step.tracking();
        step.status();
        step.sent();
        step.flags();
    }
    step.payments();
    let mut changes = step.changes;
    stamp(existing.order, &mut changes, now);
    if is_repeated && changes.is_empty() {
        return Merged::Unchanged;
    }
    Merged::Update {
        changes,
        shop: Box::new(shop),
    }
}
