//! The order or customer a command is about.

use std::sync::Arc;

use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::permit;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::target::Target;

/// Whether what a mode was opened on still stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behind {
    /// As far as is known.
    #[default]
    No,
    /// It does not; what stands instead is being read.
    Looking,
    /// It did not; what stands instead is shown, and may be written over.
    Seen,
}

/// What a mode is about; bound when it opens, so that a live update cannot retarget it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its row in the list.
    pub row: Option<RowKey>,
    /// The customer.
    pub customer: CustomerId,
    /// The order.
    pub order: Option<OrderId>,
    /// The order's number; empty when none.
    pub number: String,
    /// The customer's name; empty when unknown.
    pub name: String,
    /// The order as it was seen.
    pub facts: Option<Arc<OrderFacts>>,
    /// The marked rows, when an action is for them instead.
    pub marked: Vec<Marked>,
}

/// A marked row as it was when the mode opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// Which.
    pub row: RowKey,
    /// Whose it is.
    pub customer: CustomerId,
    /// What an action is aimed at there.
    pub target: Target,
    /// Its order as it was seen.
    pub facts: Option<Arc<OrderFacts>>,
}

impl Subject {
    /// The row under the cursor alone: for what is about one customer, whatever is marked.
    #[must_use]
    pub fn alone(mut self) -> Subject {
        self.marked.clear();
        self
    }

    /// Whether an action is possible: on the row, or on one of those marked. The first refusal when it is not.
    pub fn permit(&self, kind: ActionKind) -> Result<Permit, Refusal> {
        if self.marked.is_empty() {
            return permit(kind, self.facts.as_deref());
        }
        let mut each: Vec<_> = self
            .marked
            .iter()
            .map(|row| permit(kind, row.facts.as_deref()))
            .collect();
        let possible = each
            .iter()
            .position(|permit| matches!(permit, Ok(Permit::Do | Permit::Warn(_))));
        each.swap_remove(possible.unwrap_or(0))
    }

    /// Its card.
    pub fn card(&self) -> CardKey {
        self.order.map_or(CardKey::Customer(self.customer), CardKey::Order)
    }

    /// What an action is aimed at.
    pub fn target(&self) -> Target {
        match self.order {
            Some(order) => Target::Order(order),
            None => Target::Customer(self.customer),
        }
    }
}
