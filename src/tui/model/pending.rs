//! What the console asked of the desk and waits for.

use std::collections::HashMap;

use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::tui::subject::Subject;

/// Requests that wait for their answers.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The last token given out.
    pub last: u64,
    /// What each was for.
    pub waiting: HashMap<u64, Waiting>,
    /// The last that was answered and changed something.
    pub changed: Option<(u64, Errand)>,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What for.
    pub errand: Errand,
    /// It came with a paste and is to be taken back.
    pub take_back: bool,
}

/// What a request is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// An action.
    Perform,
    /// A tracking number, which comes back to be looked at when a colleague has entered another.
    Number {
        /// Of which order.
        subject: Box<Subject>,
        /// As it was typed.
        typed: String,
    },
    /// An action on the marked rows.
    PerformAll,
    /// What a form asked for.
    Form,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Claim the customer and say so.
    Take(CustomerId),
    /// Claim the customer in passing: only a refusal is said.
    TakeQuietly(CustomerId),
    /// NEXT.
    Next {
        /// The row.
        key: RowKey,
        /// Its customer.
        customer: CustomerId,
        /// How many rows were passed over because a colleague was faster.
        passed: usize,
        /// It was on the screen and the operator's own already.
        again: bool,
    },
    /// NEXT while a list is walked.
    Walk {
        /// Its customer.
        customer: CustomerId,
        /// Which step of the walk.
        at: usize,
    },
    /// Give the claim up.
    Release(CustomerId),
    /// Leave the row for now.
    Skip,
}
