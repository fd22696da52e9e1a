//! One person with two cards: who may be, what merging comes to, and the merge itself; or that they are two.

use std::collections::BTreeMap;

use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::perform::Claiming;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::action::Refusal;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::claim::ClaimRow;
use crate::domain::customer_merge as person;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::store::SharedContact;
use crate::store::Store;
use crate::text;

/// Another customer who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Which.
    pub customer: CustomerId,
    /// His name, or his company; empty when unknown.
    pub name: String,
    /// His orders.
    pub orders: i64,
    /// The number of his newest.
    pub number: Option<String>,
    /// What both have, phones first.
    pub shared: Vec<Shared>,
}

/// A phone or an email that two customers have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Which of the two.
    pub kind: ContactKind,
    /// E.164 or lower-case email.
    pub value: String,
}

/// Two customers who may be one person, the older first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The older.
    pub one: Alike,
    /// The younger.
    pub other: Alike,
}

/// Somebody who has become one with a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Whom he was.
    pub customer: CustomerId,
    /// His name, or his company; empty when unknown.
    pub name: String,
}

/// Which of two customers stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// The first.
    First,
    /// Who received more, else ordered more, else is known for longer.
    Better,
}

impl Desk {
    /// What merging two customers would come to; whoever has become one with somebody before stands for that one.
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
        let write = Write::begin(self)?;
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
        let write = Write::begin(self)?;
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

    /// Every two customers who share a phone or an email and are not said to be two people. Walks all contacts: for a list
    /// asked for now and then.
    pub fn duplicates(&self) -> Result<Vec<Pair>, DeskError> {
        let _one_look = self.store.snapshot()?;
        let mut found: BTreeMap<CustomerId, BTreeMap<CustomerId, Vec<Shared>>> = BTreeMap::new();
        for contact in self.store.all_shared()? {
            for (at, one) in contact.customers.iter().enumerate() {
                for other in &contact.customers[at + 1..] {
                    let others = found.entry(*one).or_default();
                    others.entry(*other).or_default().push(shared(&contact));
                }
            }
        }
        let mut pairs = Vec::new();
        for (one, others) in found {
            let apart = self.store.apart_from(one)?;
            for (other, mut by) in others {
                by.sort_unstable();
                if apart.contains(&other) {
                    continue;
                }
                if let (Some(one), Some(other)) = (brief(&self.store, one, by.clone())?, brief(&self.store, other, by)?)
                {
                    pairs.push(Pair { one, other });
                }
            }
        }
        Ok(pairs)
    }
}

/// Plans as `Desk::merge_plan`, on any connection.
pub(super) fn plan(store: &Store, one: CustomerId, other: CustomerId, stays: Stays) -> Result<MergePlan, DeskError> {
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

/// Customers who may be the same person as this one, the oldest first.
pub(super) fn alike(store: &Store, customer: CustomerId) -> Result<Vec<Alike>, DeskError> {
    let mut found: BTreeMap<CustomerId, Vec<Shared>> = BTreeMap::new();
    for contact in store.shared_by(customer)? {
        for other in contact.customers.iter().filter(|other| **other != customer) {
            found.entry(*other).or_default().push(shared(&contact));
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let apart = store.apart_from(customer)?;
    let mut all = Vec::new();
    for (other, mut by) in found {
        by.sort_unstable();
        if !apart.contains(&other) {
            all.extend(brief(store, other, by)?);
        }
    }
    Ok(all)
}

/// Those who have become one with a customer.
pub(super) fn merged(store: &Store, customer: CustomerId) -> Result<Vec<Merged>, DeskError> {
    let mut all = Vec::new();
    for id in store.merged_into(customer)? {
        let name = store.brief(id)?.map(|brief| brief.name).unwrap_or_default();
        all.push(Merged {
            customer: id,
            name: text::clean(&name).into_owned(),
        });
    }
    Ok(all)
}

fn shared(contact: &SharedContact) -> Shared {
    Shared {
        kind: contact.kind,
        value: contact.norm.clone(),
    }
}

fn brief(store: &Store, customer: CustomerId, shared: Vec<Shared>) -> Result<Option<Alike>, DeskError> {
    let brief = store.brief(customer)?;
    Ok(brief.map(|brief| Alike {
        customer,
        name: text::clean(&brief.name).into_owned(),
        orders: brief.orders,
        number: brief.number.map(|number| text::clean(&number).into_owned()),
        shared,
    }))
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

impl Write<'_> {
    /// A claim on the one who goes becomes one on the one who stays, unless he is held himself. A claim or a skip that stays
    /// behind holds nothing: there are no rows of his any more.
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
