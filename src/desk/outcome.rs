//! What is asked of the desk and what it answers.

use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
pub use crate::domain::message::MessageRow;
use crate::store::StoreError;

/// What an action is aimed at. A screen passes the revision it saw, so that a live update cannot retarget it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An order (and its customer).
    Order(OrderId),
    /// A customer without an order.
    Customer(CustomerId),
}

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
    /// What that was.
    pub kind: ActionKind,
    /// The order it was about.
    pub order: Option<OrderId>,
    /// Its number.
    pub order_number: Option<String>,
    /// The customer it was about.
    pub customer: CustomerId,
    /// How many entries it was: what was done in one go is taken back in one go. With more than one, entry, order and
    /// customer are those of the first that was replayed.
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
    pub kind: ActionKind,
    /// The number of the order it was about.
    pub order_number: Option<String>,
    /// It was made in this very console; an older or foreign one wants a second key.
    pub mine: bool,
    /// How many entries were made in that go.
    pub count: usize,
}

/// Why the desk did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The regulation or a colleague stands against it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// There is no such order or customer.
    #[error("not found")]
    NotFound,
    /// The file could not be read or written.
    #[error("database: {message}")]
    Database {
        /// What SQLite said.
        message: String,
        /// What to do.
        hint: DatabaseHint,
    },
}

/// What to do about a database that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseHint {
    /// The file was written by a newer dozvon.
    NewerSchema,
    /// Another process kept it busy for five seconds.
    Busy,
    /// The disk is full.
    DiskFull,
    /// It cannot be opened there.
    CannotOpen,
    /// It is no dozvon file or it is damaged.
    NotOurs,
    /// Nothing more is known.
    Unknown,
}

impl DatabaseHint {
    /// The code of its words.
    pub fn code(self) -> &'static str {
        match self {
            DatabaseHint::NewerSchema => "newer_schema",
            DatabaseHint::Busy => "busy",
            DatabaseHint::DiskFull => "disk_full",
            DatabaseHint::CannotOpen => "cannot_open",
            DatabaseHint::NotOurs => "not_ours",
            DatabaseHint::Unknown => "unknown",
        }
    }

    /// What was said of the failure, in English, where that tells more than the words of this hint do.
    pub fn detail(self, message: &str) -> Option<&str> {
        let says_all = matches!(
            self,
            DatabaseHint::Busy | DatabaseHint::DiskFull | DatabaseHint::NotOurs
        );
        (!says_all).then_some(message)
    }
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> DeskError {
        DeskError::Refused(refusal)
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> DeskError {
        let hint = match &error {
            StoreError::Stale => return DeskError::Refused(Refusal::ChangedMeanwhile),
            StoreError::Newer { .. } | StoreError::Upgraded => DatabaseHint::NewerSchema,
            StoreError::Busy => DatabaseHint::Busy,
            StoreError::DiskFull => DatabaseHint::DiskFull,
            StoreError::CannotOpen { .. } | StoreError::ReadOnly => DatabaseHint::CannotOpen,
            StoreError::NotOurs(_) => DatabaseHint::NotOurs,
            StoreError::Unknown { .. } | StoreError::Sqlite(_) => DatabaseHint::Unknown,
        };
        DeskError::Database {
            message: error.to_string(),
            hint,
        }
    }
}
