//! Who did what as rows left the queue: so that a row that vanishes under an operator's eyes says why.

use std::collections::VecDeque;

use super::Done;
use crate::domain::history::deed;
use crate::domain::ids::CustomerId;
use crate::domain::journal::Page;
use crate::domain::target::RowKey;
use crate::store::Store;
use crate::store::StoreError;

/// As many as a screen has lines: more of them nobody sees leave.
const MOST: usize = 48;

/// The last of them.
#[derive(Debug, Default)]
pub(super) struct Doings(VecDeque<Done>);

impl Doings {
    /// Rows of a customer left: what their history says last of them was the reason.
    pub(super) fn left(&mut self, store: &Store, customer: CustomerId, rows: &[RowKey]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let Some(entry) = store.journal(Page::Customer(customer), 1)?.pop() else {
            return Ok(());
        };
        for key in rows {
            self.0.retain(|done| done.key != *key);
            self.0.push_back(Done {
                key: *key,
                operator: entry.operator.clone(),
                did: deed(entry.kind, &entry.changes),
            });
        }
        while self.0.len() > MOST {
            self.0.pop_front();
        }
        Ok(())
    }

    /// All that are kept, the latest last.
    pub(super) fn kept(&self) -> Vec<Done> {
        self.0.iter().cloned().collect()
    }
}
