//! Takes the last action back, and does it again: also after a restart and from another process.

use std::collections::BTreeSet;

use crate::desk::live::UndoChoice;
use crate::desk::outcome::DeskError;
use crate::desk::outcome::UndoHint;
use crate::desk::outcome::Undone;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::change::Aspect;
use crate::domain::change::Change;
use crate::store::Entry;
use crate::store::NewEntry;
use crate::store::Scope;

impl Desk {
    /// Takes back the last action of this operator (or of this console); refuses when later work of somebody else
    /// stands on it.
    pub fn undo(&mut self, which: UndoChoice) -> Result<Undone, DeskError> {
        let write = Write::begin(self)?;
        let session = match which {
            UndoChoice::Mine => Some(write.who.session.as_str()),
            UndoChoice::Operator => None,
        };
        let entry = write
            .tx
            .undo_candidate(&write.who.operator, session)?
            .ok_or(Refusal::NothingToUndo)?;
        let touched = aspects(&entry);
        for later in write.tx.later_by_others(&entry)? {
            let same_order = later.order.is_none() || entry.order.is_none() || later.order == entry.order;
            if same_order && !touched.is_disjoint(&aspects(&later)) {
                return Err(Refusal::LaterWork {
                    by: later.operator,
                    kind: later.kind,
                }
                .into());
            }
        }
        let inverses: Vec<Change> = entry.changes.iter().rev().filter_map(Change::inverse).collect();
        write.replay(&entry, ActionKind::Undo, &inverses)
    }

    /// Does again what this operator took back last, unless he has acted since.
    pub fn redo(&mut self) -> Result<Undone, DeskError> {
        let write = Write::begin(self)?;
        let entry = write
            .tx
            .redo_candidate(&write.who.operator)?
            .ok_or(Refusal::NothingToRedo)?;
        let again: Vec<Change> = entry.changes.iter().filter_map(Change::again).collect();
        write.replay(&entry, ActionKind::Redo, &again)
    }

    /// What undo and redo would be about now.
    pub fn hints(&self) -> Result<(Option<UndoHint>, Option<UndoHint>), DeskError> {
        let who = self.who();
        let hint = |entry: Entry| UndoHint {
            entry: entry.id,
            kind: entry.kind,
            mine: entry.session == who.session,
            order_number: entry.order_number,
        };
        let undo = match self.store.undo_candidate(&who.operator, Some(&who.session))? {
            Some(mine) => Some(mine),
            None => self.store.undo_candidate(&who.operator, None)?,
        };
        Ok((undo.map(hint), self.store.redo_candidate(&who.operator)?.map(hint)))
    }
}

impl Write<'_> {
    fn replay(self, entry: &Entry, kind: ActionKind, changes: &[Change]) -> Result<Undone, DeskError> {
        let customer = entry.customer.ok_or(DeskError::NotFound)?;
        self.respect_claim(customer)?;
        for change in changes {
            self.tx.apply(change)?;
        }
        self.tx.refresh(customer, Scope::Live(entry.order.as_slice()))?;
        let undo = kind == ActionKind::Undo;
        let new = self.tx.write_entry(&NewEntry {
            operator: &self.who.operator,
            session: &self.who.session,
            kind,
            order: entry.order,
            customer: entry.customer,
            changes: Some(changes),
            undoes: Some(entry.id).filter(|_| undo),
            redoes: Some(entry.id).filter(|_| !undo),
        })?;
        self.tx.commit()?;
        Ok(Undone {
            entry: new,
            of: entry.id,
            kind: entry.kind,
            order: entry.order,
            order_number: entry.order_number.clone(),
            customer,
        })
    }
}

/// What an entry touches; notes stand alone.
fn aspects(entry: &Entry) -> BTreeSet<Aspect> {
    entry
        .changes
        .iter()
        .map(Change::aspect)
        .filter(|a| *a != Aspect::Note)
        .collect()
}
