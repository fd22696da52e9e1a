//! Claims (R8): taking, renewing and releasing a customer, and respecting a colleague's claim.

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use super::who::Claiming;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CustomerRecord;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::claim::Claimed;
use crate::domain::ids::CustomerId;
/// Whether a claim may be taken from its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeOver {
    /// Only a free customer.
    No,
    /// Explicitly also from a colleague; the journal says so.
    Yes,
}

impl Desk {
    /// Holds a customer (R8); a colleague's claim only with `over`. The journal says so when it was theirs.
    pub fn take(&mut self, customer: CustomerId, over: TakeOver) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        let record = write.tx.customer(customer)?.ok_or(DeskError::NotFound)?;
        let lapse = write.rules.regulation().claim_lapse;
        let claimed = write.tx.claim(
            customer,
            &write.who.operator,
            &write.who.session,
            lapse,
            over == TakeOver::Yes,
        )?;
        let from = match claimed {
            Claimed::Yes { from } => from,
            Claimed::No(claim) => {
                return Err(Refusal::Claimed {
                    by: claim.operator,
                    since: claim.taken_at,
                }
                .into());
            }
        };
        let entry = match from {
            // It is written down and never applied: a claim is taken back by another claim only.
            Some(from) => {
                let taken = Change::Set {
                    entity: Entity::Claim,
                    id: customer.0,
                    field: Field::Operator,
                    before: from.as_str().into(),
                    after: write.who.operator.as_str().into(),
                };
                Some(write.entry(ActionKind::Take, None, customer, Some(&[taken]))?)
            }
            None => None,
        };
        let done = Performed {
            entry,
            kind: ActionKind::Take,
            order: None,
            order_number: None,
            customer: record.id,
            warnings: Vec::new(),
        };
        write.tx.commit()?;
        Ok(done)
    }

    /// Gives a claim up; no entry when none was held.
    pub fn release(&mut self, customer: CustomerId) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        write.tx.release(customer, &write.who.operator)?;
        let kind = ActionKind::Release;
        write.tx.commit()?;
        Ok(Performed {
            entry: None,
            kind,
            order: None,
            order_number: None,
            customer,
            warnings: Vec::new(),
        })
    }

    /// Keeps this operator's claim on a customer alive while they work in the card.
    pub fn renew(&mut self, customer: CustomerId) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        let lapse = write.rules.regulation().claim_lapse;
        if write
            .tx
            .claim_of(customer)?
            .is_some_and(|c| c.operator == write.who.operator)
        {
            write
                .tx
                .claim(customer, &write.who.operator, &write.who.session, lapse, false)?;
        }
        write.tx.commit()?;
        Ok(())
    }
}

impl DeskTx<'_> {
    /// Two managers never call one customer (R8): who does not hold them is refused; a console that acts holds them.
    pub(super) fn respect_claim(&self, customer: CustomerId) -> Result<(), DeskError> {
        let lapse = self.rules.regulation().claim_lapse;
        if self.who.claiming == Claiming::OnAction {
            let claimed = self
                .tx
                .claim(customer, &self.who.operator, &self.who.session, lapse, false)?;
            return match claimed {
                Claimed::Yes { .. } => Ok(()),
                Claimed::No(claim) => Err(Refusal::Claimed {
                    by: claim.operator,
                    since: claim.taken_at,
                }
                .into()),
            };
        }
        self.respect_colleague(customer)
    }

    /// Refuses when a colleague holds the customer.
    pub(super) fn respect_colleague(&self, customer: CustomerId) -> Result<(), DeskError> {
        let lapse = self.rules.regulation().claim_lapse;
        let held = self.tx.claim_of(customer)?;
        let live = held.filter(|c| c.operator != self.who.operator && c.stands(self.tx.now(), lapse));
        match live {
            Some(claim) => Err(Refusal::Claimed {
                by: claim.operator,
                since: claim.taken_at,
            }
            .into()),
            None => Ok(()),
        }
    }

    /// Answering claims (R27), unless a colleague holds them; the time a claim lapses by begins again with the end.
    pub(super) fn hold_in_call(&self, event: &CallEvent, customer: &CustomerRecord) -> Result<(), DeskError> {
        if customer.not_customer {
            // Their calls make no row, and behind hidden numbers is nobody to be held.
            return Ok(());
        }
        let customer = customer.id;
        let lapse = self.rules.regulation().claim_lapse;
        let answered_by = event.call.as_ref().and_then(|call| call.operator.as_deref());
        match (event.kind, answered_by) {
            (CallEventKind::Answered, _) => {
                let (operator, session) = (&self.who.operator, &self.who.session);
                self.tx.claim(customer, operator, session, lapse, false)?;
            }
            (CallEventKind::Ended, Some(operator)) => self.tx.renew_claim(customer, operator)?,
            (CallEventKind::Ended, None)
            | (
                CallEventKind::Incoming
                | CallEventKind::Missed
                | CallEventKind::Outgoing
                | CallEventKind::CallbackRequest,
                _,
            ) => {}
        }
        Ok(())
    }
}
