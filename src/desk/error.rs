//! Why the desk did not do what was asked.

use crate::domain::action::Refusal;
use crate::store::StoreError;
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
    /// There is no such file.
    NotThere,
    /// Another file, or none, stands where the open one was.
    Replaced,
    /// It is a database of another program.
    NotOurs,
    /// It is no database or it is damaged.
    Damaged,
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
            DatabaseHint::NotThere => "not_there",
            DatabaseHint::Replaced => "replaced",
            DatabaseHint::NotOurs => "not_ours",
            DatabaseHint::Damaged => "damaged",
            DatabaseHint::Unknown => "unknown",
        }
    }

    /// What was said of the failure, in English, where that tells more than the words of this hint do.
    pub fn detail(self, message: &str) -> Option<&str> {
        let says_all = matches!(
            self,
            DatabaseHint::Busy | DatabaseHint::DiskFull | DatabaseHint::NotOurs | DatabaseHint::Damaged
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
            StoreError::NotThere { .. } => DatabaseHint::NotThere,
            StoreError::Replaced { .. } => DatabaseHint::Replaced,
            StoreError::NotOurs => DatabaseHint::NotOurs,
            StoreError::Damaged => DatabaseHint::Damaged,
            StoreError::Unknown { .. } | StoreError::NoRow | StoreError::Unreachable(_) | StoreError::Engine(_) => {
                DatabaseHint::Unknown
            }
        };
        DeskError::Database {
            message: error.to_string(),
            hint,
        }
    }
}
