//! Why the desk did not do what was asked.

use crate::domain::action::Refusal;
use crate::domain::coded::coded;
use crate::store::CertificateFault;
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
        /// What the engine said; of one that has moved, where it is.
        message: String,
        /// What to do.
        hint: DatabaseHint,
    },
}

coded! {
    /// What to do about a database that failed.
    pub enum DatabaseHint {
        /// The file was written by a newer dozvon.
        NewerSchema "newer_schema",
        /// Another process kept it busy for five seconds.
        Busy "busy",
        /// The disk is full.
        DiskFull "disk_full",
        /// It cannot be opened there.
        CannotOpen "cannot_open",
        /// The server follows another one, or was closed to writes.
        OnlyReads "only_reads",
        /// There is no such file.
        NotThere "not_there",
        /// Another file, or none, stands where the open one was.
        Replaced "replaced",
        /// The desk is in another database by now.
        Moved "moved",
        /// The server does not answer.
        Unreachable "unreachable",
        /// The server went away before it said whether this was kept.
        Unsure "unsure",
        /// The server does not let this login in.
        NotLetIn "not_let_in",
        /// The server lets this login in, and not do that.
        NotGranted "not_granted",
        /// Nobody who is known here has signed the server's certificate.
        UnknownAuthority "unknown_authority",
        /// The server's certificate is another machine's.
        OtherName "other_name",
        /// The server has no certificate, or one that proves nothing.
        NotProven "not_proven",
        /// It is a database of another program.
        NotOurs "not_ours",
        /// It is no database or it is damaged.
        Damaged "damaged",
        /// Nothing more is known.
        Unknown "unknown",
    }
}

impl DeskError {
    /// The server is out of reach, or only lets be read: once one is there that keeps what is written, the database is opened
    /// again.
    pub fn is_cut_off(&self) -> bool {
        let DeskError::Database { hint, .. } = self else {
            return false;
        };
        matches!(
            hint,
            DatabaseHint::Unreachable | DatabaseHint::Unsure | DatabaseHint::OnlyReads
        )
    }
}

impl DatabaseHint {
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
            StoreError::OnlyReads => DatabaseHint::OnlyReads,
            StoreError::NotThere { .. } => DatabaseHint::NotThere,
            StoreError::Moved { .. } => DatabaseHint::Moved,
            StoreError::Replaced { .. } => DatabaseHint::Replaced,
            StoreError::NotOurs => DatabaseHint::NotOurs,
            StoreError::Damaged => DatabaseHint::Damaged,
            StoreError::Unreachable(_) => DatabaseHint::Unreachable,
            StoreError::Unsure(_) => DatabaseHint::Unsure,
            StoreError::NotLetIn { .. } => DatabaseHint::NotLetIn,
            StoreError::NotGranted(_) => DatabaseHint::NotGranted,
            StoreError::NotProven { fault, .. } => match fault {
                CertificateFault::Authority => DatabaseHint::UnknownAuthority,
                CertificateFault::Name => DatabaseHint::OtherName,
                CertificateFault::Missing | CertificateFault::Other(_) => DatabaseHint::NotProven,
            },
            StoreError::Unknown { .. }
            | StoreError::NoRow
            | StoreError::BrokenOff
            | StoreError::NoSearch
            | StoreError::OnServer(_)
            | StoreError::Engine(_) => DatabaseHint::Unknown,
        };
        let message = match error {
            StoreError::Moved { to, .. } => to,
            StoreError::Unreachable(why) | StoreError::Unsure(why) | StoreError::NotGranted(why) => why,
            StoreError::NotProven {
                server,
                fault: CertificateFault::Authority | CertificateFault::Name,
            } => server,
            error => error.to_string(),
        };
        DeskError::Database { message, hint }
    }
}
