//! One consistent reading: a store, the rules and a moment.

use super::Store;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Time;
/// What every page is read by.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The file.
    pub(crate) store: &'a Store,
    /// The rules of the day.
    pub(crate) rules: &'a Rulebook,
    /// When.
    pub(crate) now: Time,
}

impl<'a> Reader<'a> {
    /// Of what the lookup thread holds.
    pub(crate) fn new(store: &'a Store, rules: &'a Rulebook, now: Time) -> Reader<'a> {
        Reader { store, rules, now }
    }
}
