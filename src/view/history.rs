//! The journal, and what each entry says.

use crate::domain::action::ActionKind;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::history;
use crate::domain::history::Detail;
use crate::domain::journal::Entry;
use crate::domain::journal::Page;
use crate::domain::part::parts;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;

/// The newest entries of the journal, newest first.
pub fn journal(look: &Look<'_>, page: Page, limit: i64) -> Result<Vec<Entry>, StoreError> {
    look.store.journal(page, limit)
}

/// What says more of an entry than its kind.
pub fn detail(look: &Look<'_>, entry: &Entry) -> Result<Detail, StoreError> {
    of(look.store, entry, &[])
}

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
    let found = history::detail(&entry.changes);
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
