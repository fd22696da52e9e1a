//! Who was faster: whoever comes too late is told what a colleague has done to the order.

use crate::desk::outcome::DeskError;
use crate::desk::write::Write;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::change::Aspect;
use crate::domain::change::Change;
use crate::domain::ids::OrderId;
use crate::domain::time::Span;
use crate::store::Entry;

/// What was done longer ago is no surprise, and its time of day alone would not say when it was.
const RECENT: Span = Span::hours(12);
/// How far back in an order's history is looked.
const LOOK_BACK: i64 = 20;

impl Write<'_> {
    /// The refusal, with the colleague whose work made it so.
    pub(super) fn overtaken(&self, refusal: Refusal, order: Option<OrderId>) -> Result<DeskError, DeskError> {
        let (Some(order), Some(aspect)) = (order, aspect_of(&refusal)) else {
            return Ok(refusal.into());
        };
        let touches = |entry: &Entry| entry.changes.iter().map(Change::aspect).any(|it| it == aspect);
        Ok(match self.colleagues_last(order, touches)? {
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
        let since = self.tx.now() - RECENT;
        let entries = self.tx.entries_of(order, LOOK_BACK)?;
        let last = entries
            .into_iter()
            .find(|entry| entry.undone_by.is_none() && matters(entry));
        Ok(last.filter(|entry| {
            entry.operator != self.who.operator && entry.kind != ActionKind::Import && entry.at > since
        }))
    }
}

/// What must have changed for an action to be refused so; none where nobody's work is the cause.
fn aspect_of(refusal: &Refusal) -> Option<Aspect> {
    match refusal {
        Refusal::Cancelled
        | Refusal::Returned
        | Refusal::Closed
        | Refusal::NotFinished
        | Refusal::NotConfirmed
        | Refusal::NotDispatched
        | Refusal::OnItsWay
        | Refusal::AlreadyReceived
        | Refusal::NotReceived
        | Refusal::NoDuplicate
        | Refusal::NoShopChange
        | Refusal::NoProposal => Some(Aspect::Status),
        Refusal::MoneyOwed(_) | Refusal::RefundOwed(_) | Refusal::NothingPaid | Refusal::RefundTooLarge(_) => {
            Some(Aspect::Money)
        }
        _ => None,
    }
}
