//! One consistent reading: a store, the rules and a moment.

use super::Snapshot;
use super::Store;
use super::StoreError;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Time;

/// What screens and commands read by: until it is dropped, every read sees the same state of the file.
#[derive(Debug)]
pub struct Look<'a> {
    /// The file.
    pub(crate) store: &'a Store,
    /// The rules in force.
    pub(crate) rules: &'a Rulebook,
    /// When.
    pub(crate) now: Time,
    /// Held for as long as the reading lasts.
    _snapshot: Snapshot<'a>,
}

impl<'a> Look<'a> {
    /// Begins a reading; within another one on the same store it sees the same state.
    pub fn new(store: &'a Store, rules: &'a Rulebook, now: Time) -> Result<Look<'a>, StoreError> {
        Ok(Look {
            store,
            rules,
            now,
            _snapshot: store.snapshot()?,
        })
    }
}
