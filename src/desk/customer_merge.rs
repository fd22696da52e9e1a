//! One person with two cards: who may be, what merging comes to, and the merge itself; or that they are two.

#[cfg(test)]
mod tests;

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use super::who::Claiming;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::claim::ClaimRow;
use crate::domain::customer_merge as person;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CustomerId;
use crate::domain::rights::Rights;
use crate::domain::target::RowKey;
use crate::store::Store;

/// Which of two customers stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// The first.
    First,
    /// Who received more, else ordered more, else is known for longer.
    Better,
}

impl Desk {
    /// What merging two customers would come to; who has become one with somebody before stands for that one.
    pub fn merge_plan(&self, one: CustomerId, other: CustomerId, stays: Stays) -> Result<MergePlan, DeskError> {
        plan(&self.store, one, other, stays)
    }

    /// Makes `other` one with `kept`, all in one entry. `seen` is the plan the operator agreed to: when it is another by now,
    /// nothing is done.
    pub fn merge(
        &mut self,
        kept: CustomerId,
        other: CustomerId,
        seen: Option<&MergePlan>,
    ) -> Result<Performed, DeskError> {
        self.needs(Rights::Senior)?;
        let write = DeskTx::begin(self)?;
        let (kept, other) = (write.tx.survivor(kept)?, write.tx.survivor(other)?);
        if kept == other {
            return Ok(unchanged(ActionKind::Merge, kept));
        }
        let plan = MergePlan {
            kept: write.tx.person(kept)?.ok_or(DeskError::NotFound)?,
            other: write.tx.person(other)?.ok_or(DeskError::NotFound)?,
        };
        if seen.is_some_and(|seen| *seen != plan) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        write.respect_colleague(other)?;
        write.respect_claim(kept)?;
        let mut changes = plan.changes();
        changes.extend(write.carried_claim(kept, other)?);
        changes.extend(write.carried_ticks(kept, other)?);
        let customer = write.tx.customer(kept)?.ok_or(DeskError::NotFound)?;
        write.finish(&Action::Merge { changes }, None, &customer, Vec::new())
    }

    /// Says that two customers are two people: they are not offered for merging any more.
    pub fn keep_apart(&mut self, one: CustomerId, other: CustomerId) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let (one, other) = (write.tx.survivor(one)?, write.tx.survivor(other)?);
        if one == other {
            return Err(Refusal::OnePerson.into());
        }
        let customer = write.tx.customer(one)?.ok_or(DeskError::NotFound)?;
        write.tx.customer(other)?.ok_or(DeskError::NotFound)?;
        if write.tx.apart_from(one)?.contains(&other) {
            return Ok(unchanged(ActionKind::KeepApart, one));
        }
        write.finish(&Action::KeepApart { other }, None, &customer, Vec::new())
    }
}

/// Plans as `Desk::merge_plan`, on any connection.
pub(crate) fn plan(store: &Store, one: CustomerId, other: CustomerId, stays: Stays) -> Result<MergePlan, DeskError> {
    let _one_look = store.snapshot()?;
    let (one, other) = (store.survivor(one)?, store.survivor(other)?);
    if one == other {
        return Err(Refusal::OnePerson.into());
    }
    let (Some(one), Some(other)) = (store.person(one)?, store.person(other)?) else {
        return Err(DeskError::NotFound);
    };
    Ok(match stays {
        Stays::First => MergePlan { kept: one, other },
        Stays::Better => person::better(one, other),
    })
}

fn unchanged(kind: ActionKind, customer: CustomerId) -> Performed {
    Performed {
        entry: None,
        kind,
        order: None,
        order_number: None,
        customer,
        warnings: Vec::new(),
    }
}

impl DeskTx<'_> {
    /// A claim on the one who goes becomes one on the one who stays, unless that one is held. A claim or a skip that stays
    /// behind holds nothing: there are no rows of theirs any more.
    fn carried_claim(&self, kept: CustomerId, other: CustomerId) -> Result<Option<Change>, DeskError> {
        let lapse = self.rules.regulation().claim_lapse;
        let stands = |claim: &ClaimRow| claim.stands(self.tx.now(), lapse);
        let held = self.tx.claim_of(kept)?;
        let goes = self.tx.claim_of(other)?.is_some_and(|claim| stands(&claim));
        if self.who.claiming == Claiming::OnAction || !goes || held.as_ref().is_some_and(stands) {
            return Ok(None);
        }
        // One that has lapsed holds nothing and makes way: the two change places, until the merge is taken back.
        let lapsed = held.map(|_| kept.0);
        Ok(Some(Change::Move {
            entity: Entity::Claim,
            ids: [other.0].into_iter().chain(lapsed).collect(),
            from: other.0,
            to: kept.0,
        }))
    }

    /// Points of scripts the one who goes was taken through are gone through for the one who stays (R34); what both were
    /// taken through stays with each, so that taking the merge back opens nothing.
    fn carried_ticks(&self, kept: CustomerId, other: CustomerId) -> Result<Option<Change>, DeskError> {
        let both = self.tx.ticks(RowKey::Customer(kept))?;
        let mut steps = self.tx.ticks(RowKey::Customer(other))?;
        steps.retain(|tick| both.iter().all(|known| known.step != tick.step));
        let mut ids: Vec<i64> = steps.into_iter().map(|tick| tick.step).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok((!ids.is_empty()).then_some(Change::Move {
            entity: Entity::Tick,
            ids,
            from: other.0,
            to: kept.0,
        }))
    }
}
