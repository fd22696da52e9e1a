//! What is asked of the desk and what it answers.

use super::error::DeskError;
use crate::domain::action::ActionKind;
use crate::domain::action::Warning;
use crate::domain::history::Deed;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
pub use crate::domain::message::MessageRow;
use crate::domain::time::Time;

/// What an action did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performed {
    /// The journal's entry; none when nothing changed.
    pub entry: Option<EntryId>,
    /// What was asked.
    pub kind: ActionKind,
    /// The order it was about.
    pub order: Option<OrderId>,
    /// Its number, for saying what was done.
    pub order_number: Option<String>,
    /// The customer it was about.
    pub customer: CustomerId,
    /// What should be known of it.
    pub warnings: Vec<Warning>,
}

/// What became of one action on several rows.
#[derive(Debug, Default)]
pub struct PerformedAll {
    /// Those it was done on, and those where it was so already, in the order they were asked for.
    pub done: Vec<Performed>,
    /// Those it was not done on.
    pub refused: Vec<RefusedOne>,
}

/// One row of several that an action was not done on.
#[derive(Debug)]
pub struct RefusedOne {
    /// Its order's number; none for a customer without one.
    pub number: Option<String>,
    /// Why.
    pub error: DeskError,
}

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The journal's new entry.
    pub entry: EntryId,
    /// The entry that was taken back or done again.
    pub of: EntryId,
    /// What that was; a call that was logged with something else yields to it.
    pub did: Deed,
    /// The order it was about.
    pub order: Option<OrderId>,
    /// Its number.
    pub order_number: Option<String>,
    /// The customer it was about.
    pub customer: CustomerId,
    /// How many of the same it was: what was done in one go is taken back in one go. With more than one, entry, order
    /// and customer are those of the first that was replayed.
    pub count: usize,
    /// All the entries that were taken back or done again, in that order.
    pub all: Vec<EntryId>,
    /// What should be known of it.
    pub warnings: Vec<Warning>,
    /// Messages that waited and were taken out of the outbox with it.
    pub recalled: Vec<MessageRow>,
    /// Messages that had gone already: what they told is no longer so (R35).
    pub already_sent: Vec<MessageRow>,
}

/// The action undo would take back next, for the action bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoHint {
    /// Its entry.
    pub entry: EntryId,
    /// What it was.
    pub did: Deed,
    /// The number of the order it was about.
    pub order_number: Option<String>,
    /// It was made in this very console; an earlier one, or one of another window, has a key of its own.
    pub mine: bool,
    /// When it was made.
    pub at: Time,
    /// How many of the same were made in that go.
    pub count: usize,
}
