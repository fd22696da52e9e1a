//! What was rejected in a file, as far as a person wants to hear of it at once; all of it is kept in the database.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::Sink;
use crate::domain::item::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;

/// Nobody reads more of them on a screen.
const MOST: usize = 10;

/// The first rejects of a file, and the status words nobody has explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// The first of them, but for those that only a status word stands against.
    pub first: Vec<Reject>,
    /// Status words without a meaning, and how many orders wait for one.
    pub unexplained: BTreeMap<String, u64>,
}

impl Rejected {
    /// Takes note of one.
    pub fn add(&mut self, reject: &Reject) {
        match &reject.why {
            RejectWhy::UnknownStatus { found } => *self.unexplained.entry(found.clone()).or_default() += 1,
            _ if self.first.len() < MOST => self.first.push(reject.clone()),
            _ => {}
        }
    }

    /// How many it tells of.
    pub fn told(&self) -> u64 {
        u64::try_from(self.first.len()).unwrap_or(0) + self.unexplained.values().sum::<u64>()
    }
}

impl Sink for Rejected {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        if let Item::Reject(reject) = &item {
            self.add(reject);
        }
        ControlFlow::Continue(())
    }
}
