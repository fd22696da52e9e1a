//! The one thing that says more of an entry of the journal than its kind: an amount, a reason, what was taken back.

use crate::desk::card::Detail;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::b2b::B2b;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::journal::Entry;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::part::parts;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;

/// What an entry is about; an undo and a redo are about another one, which is looked for among `near` first.
pub(super) fn of(store: &Store, entry: &Entry, near: &[Entry]) -> Result<Detail, StoreError> {
    let Some(about) = entry.undoes.or(entry.redoes) else {
        return own(store, entry);
    };
    let read = match near.iter().find(|other| other.id == about) {
        Some(_) => None,
        None => store.entry(about)?,
    };
    match near.iter().find(|other| other.id == about).or(read.as_ref()) {
        Some(about) => Ok(Detail::Of(about.kind, Box::new(own(store, about)?))),
        None => Ok(Detail::None),
    }
}

fn own(store: &Store, entry: &Entry) -> Result<Detail, StoreError> {
    let found = detail(&entry.changes);
    Ok(match (entry.kind, found) {
        (ActionKind::Pay, Detail::Amount(amount, means)) if is_part(store, entry, amount)? => {
            Detail::PartOf(amount, means)
        }
        (ActionKind::Import, found) => {
            let changed = parts(&entry.changes);
            if changed.len() == 1 && found != Detail::None {
                found
            } else {
                Detail::Changed(changed)
            }
        }
        (_, found) => found,
    })
}

/// True when something was still to come after that payment.
fn is_part(store: &Store, entry: &Entry, amount: i64) -> Result<bool, StoreError> {
    let paid_at = entry.changes.iter().find_map(|change| match change {
        Change::Add {
            new: NewRow::Payment { at, .. },
            ..
        } => Some(*at),
        _ => None,
    });
    let (Some(order), Some(paid_at)) = (entry.order, paid_at) else {
        return Ok(false);
    };
    let Some(facts) = store.order_facts(order)? else {
        return Ok(false);
    };
    let counted = store.payments_of(order)?;
    let by_then = counted.iter().filter(|(at, ..)| *at <= paid_at);
    let kept: i64 = by_then.map(|(_, amount, _)| amount).sum();
    // What was taken back does not count any more, but did then.
    let own = if entry.undone_by.is_some() { amount } else { 0 };
    Ok(kept.saturating_add(own) < facts.total)
}

/// The one thing of an entry's changes that says more than its kind.
pub fn detail(changes: &[Change]) -> Detail {
    // A note or a call that came with something else says less than that.
    let more = changes.iter().filter(|change| !is_talk(change)).find_map(of_change);
    more.or_else(|| changes.iter().find_map(of_change))
        .unwrap_or(Detail::None)
}

fn is_talk(change: &Change) -> bool {
    matches!(
        change,
        Change::Add {
            new: NewRow::Note { .. } | NewRow::Call { .. },
            ..
        }
    )
}

fn of_change(change: &Change) -> Option<Detail> {
    match change {
        Change::Add { new, .. } => of_row(new),
        Change::Set {
            entity: Entity::Claim,
            before: Value::Text(by),
            ..
        } => Some(Detail::From(by.clone())),
        Change::Set { field, after, .. } => of_field(*field, after),
        Change::Void { .. } | Change::Lines { .. } | Change::Move { .. } => None,
    }
}

fn of_row(new: &NewRow) -> Option<Detail> {
    match new {
        NewRow::Payment { amount, means, .. } => Some(Detail::Amount(*amount, Means::from_int(*means))),
        NewRow::Appointment { at, .. } => Some(Detail::At(*at)),
        NewRow::Call { outcome, .. } => outcome.and_then(Outcome::from_int).map(Detail::Outcome),
        NewRow::Note { text, .. } => Some(Detail::Text(text.clone())),
        NewRow::Contact { .. } | NewRow::Customer { .. } | NewRow::Order { .. } | NewRow::NotSame { .. } => None,
    }
}

fn of_field(field: Field, after: &Value) -> Option<Detail> {
    match (field, after) {
        (Field::TrackingNumber, Value::Text(number)) => Some(Detail::Number(number.clone())),
        (Field::Reason, Value::Int(reason)) => Reason::from_int(*reason).map(Detail::Reason),
        (Field::PutOffUntil | Field::DispatchBy, Value::Int(at)) => Some(Detail::At(Time(*at))),
        (Field::B2b, Value::Int(b2b)) => B2b::from_int(*b2b).map(Detail::B2b),
        (Field::ConsentAt, _) => Some(Detail::Consent(Consent::Given)),
        (Field::ConsentOffAt, _) => Some(Detail::Consent(Consent::Withdrawn)),
        _ => None,
    }
}
