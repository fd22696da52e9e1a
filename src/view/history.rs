//! The journal, and what each entry says.

use std::collections::HashMap;

use crate::domain::action::ActionKind;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::history;
use crate::domain::history::Detail;
use crate::domain::ids::OrderId;
use crate::domain::journal::Entry;
use crate::domain::journal::Page;
use crate::domain::part::parts;
use crate::store::OrderRow;
use crate::store::PaymentRow;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;

/// The newest entries of the journal, newest first.
pub fn journal(look: &Look<'_>, page: Page, limit: i64) -> Result<Vec<Entry>, StoreError> {
    look.store.journal(page, limit)
}

/// What says more of an entry than its kind.
pub fn detail(look: &Look<'_>, entry: &Entry) -> Result<Detail, StoreError> {
    let near = Near::of(look.store, std::slice::from_ref(entry), &[])?;
    of(look.store, entry, &near)
}

/// What stands around an entry and was read with it.
pub(super) struct Near<'a> {
    entries: &'a [Entry],
    /// What orders that were paid cost.
    totals: HashMap<OrderId, i64>,
    /// The payments of theirs that count.
    payments: HashMap<OrderId, Vec<PaymentRow>>,
}

impl<'a> Near<'a> {
    /// Reads what these entries need; `orders` are those known already.
    pub(super) fn of(store: &Store, entries: &'a [Entry], orders: &[OrderRow]) -> Result<Near<'a>, StoreError> {
        let paid = entries.iter().filter(|entry| entry.kind == ActionKind::Pay);
        let mut ids: Vec<OrderId> = paid.filter_map(|entry| entry.order).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut totals: HashMap<OrderId, i64> = orders.iter().map(|row| (row.facts.id, row.facts.total)).collect();
        let unknown: Vec<OrderId> = ids.iter().filter(|id| !totals.contains_key(id)).copied().collect();
        let facts = store.order_facts_of(&unknown)?;
        totals.extend(facts.into_iter().map(|facts| (facts.id, facts.total)));
        Ok(Near {
            entries,
            totals,
            payments: store.payments_of_several(&ids)?,
        })
    }
}

/// What an entry is about; an undo and a redo are about another one, which is looked for among those near first.
pub(super) fn of(store: &Store, entry: &Entry, near: &Near<'_>) -> Result<Detail, StoreError> {
    let Some(about) = entry.undoes.or(entry.redoes) else {
        return Ok(own(entry, near));
    };
    if let Some(about) = near.entries.iter().find(|other| other.id == about) {
        return Ok(Detail::Of(about.kind, Box::new(own(about, near))));
    }
    let Some(about) = store.entry(about)? else {
        return Ok(Detail::None);
    };
    let near = Near::of(store, std::slice::from_ref(&about), &[])?;
    Ok(Detail::Of(about.kind, Box::new(own(&about, &near))))
}

fn own(entry: &Entry, near: &Near<'_>) -> Detail {
    let found = history::detail(&entry.changes);
    match (entry.kind, found) {
        (ActionKind::Pay, Detail::Amount(amount, means)) if is_part(entry, near, amount) => {
            Detail::PartOf(amount, means)
        }
        (ActionKind::Import, _) if entry.order.is_none() => Detail::OfBase(parts(&entry.changes)),
        (ActionKind::Import, found) => {
            let changed = parts(&entry.changes);
            if changed.len() == 1 && found != Detail::None {
                found
            } else {
                Detail::Changed(changed)
            }
        }
        (_, found) => found,
    }
}

/// True when something was still to come after that payment.
fn is_part(entry: &Entry, near: &Near<'_>, amount: i64) -> bool {
    let paid_at = entry.changes.iter().find_map(|change| match change {
        Change::Add {
            new: NewRow::Payment { at, .. },
            ..
        } => Some(*at),
        _ => None,
    });
    let (Some(order), Some(paid_at)) = (entry.order, paid_at) else {
        return false;
    };
    let Some(total) = near.totals.get(&order) else {
        return false;
    };
    let counted = near.payments.get(&order).map(Vec::as_slice).unwrap_or_default();
    let by_then = counted.iter().filter(|(at, ..)| *at <= paid_at);
    let kept: i64 = by_then.map(|(_, amount, _)| amount).sum();
    // What was taken back does not count any more, but did then.
    let own = if entry.undone_by.is_some() { amount } else { 0 };
    kept.saturating_add(own) < *total
}
