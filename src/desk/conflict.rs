//! Who was faster: who comes too late is told what a colleague has done.

use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::aspect::Aspect;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::field_changes::sets;
use crate::domain::ids::OrderId;
use crate::domain::journal::Entry;
use crate::domain::time::Span;

/// What was done longer ago is no surprise, and its time of day alone would not say when it was.
const RECENT: Span = Span::hours(12);
/// How far back in an order's history is looked.
const LOOK_BACK: i64 = 20;

impl DeskTx<'_> {
    /// The refusal, with the colleague whose work made it so.
    pub(super) fn overtaken(
        &self,
        refusal: Refusal,
        action: &Action,
        order: Option<&OrderRecord>,
        customer: &CustomerRecord,
    ) -> Result<DeskError, DeskError> {
        let found = match (
            cause(&refusal, action, order, customer),
            order.map(|order| order.facts.id),
        ) {
            (Some(Cause::Aspect(aspect)), Some(order)) => {
                self.colleagues_last(order, |entry| changes(entry, |change| change.aspect() == aspect))?
            }
            (Some(Cause::Fields(fields)), Some(order)) => self.colleagues_last(order, |entry| {
                changes(entry, |change| fields.iter().any(|field| sets(change, *field)))
            })?,
            (Some(Cause::Card(fields)), _) => {
                let entries = self.tx.entries_of_customer(customer.id, LOOK_BACK)?;
                self.colleagues(entries, |entry| {
                    changes(entry, |change| fields.iter().any(|field| sets(change, *field)))
                })
            }
            _ => None,
        };
        Ok(match found {
            Some(entry) => Refusal::Overtaken {
                by: entry.operator,
                kind: entry.kind,
                at: entry.at,
                why: Box::new(refusal),
            },
            None => refusal,
        }
        .into())
    }

    /// What should be known of an action that changes nothing: a colleague has just done it.
    pub(super) fn done_by(&self, kind: ActionKind, order: Option<OrderId>) -> Result<Option<Warning>, DeskError> {
        let Some(order) = order else { return Ok(None) };
        let done = self.colleagues_last(order, |entry| entry.kind == kind)?;
        Ok(done.map(|entry| Warning::DoneBy {
            by: entry.operator,
            at: entry.at,
        }))
    }

    /// The newest entry about the order that matters and stands, when it is a colleague's and no shop's.
    fn colleagues_last(&self, order: OrderId, matters: impl Fn(&Entry) -> bool) -> Result<Option<Entry>, DeskError> {
        let entries = self.tx.entries_of(order, LOOK_BACK)?;
        Ok(self.colleagues(entries, matters))
    }

    fn colleagues(&self, entries: Vec<Entry>, matters: impl Fn(&Entry) -> bool) -> Option<Entry> {
        let since = self.tx.now() - RECENT;
        let last = entries
            .into_iter()
            .find(|entry| entry.undone_by.is_none() && matters(entry));
        last.filter(|entry| entry.operator != self.who.operator && entry.kind != ActionKind::Import && entry.at > since)
    }
}

/// What must have changed for an action to be refused.
enum Cause {
    /// An aspect of the order.
    Aspect(Aspect),
    /// These fields of the order.
    Fields(Vec<Field>),
    /// These fields of the customer's card.
    Card(Vec<Field>),
}

/// The cause of a refusal; none where nobody's work is.
fn cause(refusal: &Refusal, action: &Action, order: Option<&OrderRecord>, customer: &CustomerRecord) -> Option<Cause> {
    match refusal {
        Refusal::Cancelled
        | Refusal::Returned
        | Refusal::Closed
        | Refusal::NotFinished
        | Refusal::NotConfirmed
        | Refusal::NotDispatched
        | Refusal::NotReturned
        | Refusal::OnItsWay
        | Refusal::AlreadyReceived
        | Refusal::AlreadySent
        | Refusal::NotReceived
        | Refusal::NoDuplicate
        | Refusal::NoShopChange => Some(Cause::Aspect(Aspect::Status)),
        Refusal::MoneyOwed(_)
        | Refusal::RefundOwed(_)
        | Refusal::NothingPaid
        | Refusal::AlreadyPaid
        | Refusal::RefundTooLarge(_) => Some(Cause::Aspect(Aspect::Money)),
        Refusal::ChangedMeanwhile => match action {
            Action::Lines { .. } => Some(Cause::Aspect(Aspect::Lines)),
            Action::Ship(_) => Some(Cause::Fields(vec![Field::TrackingNumber])),
            Action::Details(edit) => order.map(|order| Cause::Fields(edit.overwritten(order))),
            Action::Customer(edit) => Some(Cause::Card(edit.overwritten(customer))),
            _ => None,
        },
        _ => None,
    }
}

fn changes(entry: &Entry, so: impl Fn(&Change) -> bool) -> bool {
    entry.changes.iter().any(so)
}
