//! One write of the desk: read in the transaction, decide, apply, journal, refresh, commit.

use std::collections::BTreeSet;

use super::Desk;
use super::error::DeskError;
use super::who::Who;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::action::Warning;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Group;
use crate::domain::journal::NewEntry;
use crate::domain::message::OwnMessage;
use crate::domain::offer_to::QueuedOffer;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::may_offer;
use crate::domain::regulation::next_care;
use crate::domain::regulation::storage;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Scope;
use crate::store::Tx;
use crate::store::meta::REHEARSAL;

/// A shift is lost only after minutes without a sign of life: seconds between two make no difference.
const SIGN_EVERY: Span = Span::seconds(10);

/// A message an action is for, and no fact of the regulation.
pub(super) enum QueuedMessage {
    /// An offer to one of many (R25).
    Offer(QueuedOffer),
    /// What somebody wrote by hand.
    Own(OwnMessage),
}

/// One write of the desk: its transaction and what it acts with.
pub(super) struct DeskTx<'d> {
    pub(super) tx: Tx<'d>,
    pub(super) rules: &'d Rulebook,
    pub(super) who: &'d Who,
    pub(super) group: Group,
    pub(super) automatic: Automatic,
    pub(super) warnings: Vec<Warning>,
    /// What is sent with this action.
    pub(super) message: Option<QueuedMessage>,
    /// The last sign of life of the operator's shift; none without one.
    shift_seen: Option<Time>,
}

impl<'d> DeskTx<'d> {
    /// Begins it; a clock that is not the machine's may only write into a rehearsal.
    pub(super) fn begin(desk: &'d mut Desk) -> Result<DeskTx<'d>, DeskError> {
        let tx = desk.store.write(desk.clock.now())?;
        let standing = tx.standing(&desk.who.operator)?;
        if desk.clock.is_rehearsal() && !standing.is_rehearsal {
            begin_rehearsal(&tx)?;
        }
        let automatic = if standing.settings.is_some_and(|kept| kept != desk.fingerprint) {
            Automatic::Rests
        } else {
            Automatic::Works
        };
        let behind = standing.later_entry.map(|last| Warning::ClockBehind { last });
        Ok(DeskTx {
            tx,
            shift_seen: standing.shift_seen,
            message: None,
            rules: &desk.rules,
            who: &desk.who,
            group: Group::Alone,
            automatic,
            warnings: behind.into_iter().collect(),
        })
    }

    pub(super) fn read(&self, target: Target) -> Result<(Option<OrderRecord>, CustomerRecord), DeskError> {
        let order = match target {
            Target::Order(id) => Some(self.tx.order(id)?.ok_or(DeskError::NotFound)?),
            Target::Customer(_) => None,
        };
        let customer = match (&order, target) {
            (Some(order), _) => order.facts.customer,
            (None, Target::Customer(id)) => self.tx.survivor(id)?,
            (None, Target::Order(_)) => return Err(DeskError::NotFound),
        };
        Ok((order, self.tx.customer(customer)?.ok_or(DeskError::NotFound)?))
    }

    pub(super) fn subject<'a>(&'a self, order: Option<&'a OrderRecord>, customer: &'a CustomerRecord) -> Subject<'a> {
        let now = self.tx.now();
        let storage = order.map(|o| storage(&o.facts, now, self.rules));
        Subject {
            order,
            customer,
            operator: &self.who.operator,
            now,
            storage,
            next_care: order.and_then(|o| next_care(&o.facts, self.rules, now)),
            talk: None,
            may_offer: may_offer(&customer.offers, self.rules, now),
        }
    }

    /// Recomputes what follows for the other customers whose rows were taken or brought.
    pub(super) fn refresh_moved(&self, known: CustomerId, changes: &[Change]) -> Result<(), DeskError> {
        let others: BTreeSet<CustomerId> = changes.iter().flat_map(Change::customers).collect();
        for other in others.into_iter().filter(|other| *other != known) {
            self.tx.refresh(other, Scope::Live(&[]))?;
        }
        Ok(())
    }

    pub(super) fn entry(
        &self,
        kind: ActionKind,
        order: Option<OrderId>,
        customer: CustomerId,
        changes: Option<&[Change]>,
    ) -> Result<EntryId, DeskError> {
        let entry = NewEntry {
            operator: &self.who.operator,
            session: &self.who.session,
            kind,
            order,
            customer: Some(customer),
            changes,
            undoes: None,
            redoes: None,
        };
        Ok(self.tx.write_grouped(&entry, self.group)?)
    }

    /// A customer wants no offers since then, for ever (R25); false when that was known.
    pub(super) fn withdraw(&self, id: CustomerId, at: Time, kind: ActionKind) -> Result<bool, DeskError> {
        let card = self.tx.customer(id)?.ok_or(DeskError::NotFound)?;
        if card.offers.consent_off_at.is_some() {
            return Ok(false);
        }
        let applied = self.tx.apply(&Change::Set {
            entity: Entity::Customer,
            id: id.0,
            field: Field::ConsentOffAt,
            before: Value::Null,
            after: at.0.into(),
        })?;
        self.entry(kind, None, id, Some(&[applied]))?;
        Ok(true)
    }

    /// An entry about the operator: no order, no customer.
    pub(super) fn plain_entry(&self, kind: ActionKind) -> Result<EntryId, DeskError> {
        Ok(self.tx.write_entry(&NewEntry {
            operator: &self.who.operator,
            session: &self.who.session,
            kind,
            order: None,
            customer: None,
            changes: None,
            undoes: None,
            redoes: None,
        })?)
    }

    /// The operator does something: a sign of life, said when the last one is old enough to matter.
    pub(super) fn see_shift(&self) -> Result<(), DeskError> {
        if self.shift_seen.is_some_and(|seen| seen + SIGN_EVERY <= self.tx.now()) {
            self.tx.see_shift(&self.who.operator)?;
        }
        Ok(())
    }

    /// What should be known of the write so far.
    pub(super) fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }
}

/// A file whose first write came under a clock of its own is a rehearsal; any other refuses such writes.
fn begin_rehearsal(tx: &Tx<'_>) -> Result<(), DeskError> {
    if !tx.is_untouched()? {
        return Err(Refusal::NotARehearsal.into());
    }
    Ok(tx.set_meta(REHEARSAL, &tx.now().0.to_string())?)
}

/// Whether anything may be put into the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Automatic {
    /// The file's own rules are these.
    Works,
    /// Another process works the file by other rules: only what holds no more by any rules is taken out, and nothing is
    /// put in.
    Rests,
}
