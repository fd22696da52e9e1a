//! What can go wrong with the file.

use rusqlite::ErrorCode;

/// Why the file could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process kept it locked for five seconds.
    #[error("another process kept the file busy for five seconds")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// It cannot be opened.
    #[error("cannot open {path}: {why}")]
    CannotOpen {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
    /// There is no such file.
    #[error("{path} is not there")]
    NotThere {
        /// The file.
        path: String,
    },
    /// Another file, or none, stands where the open one was: nothing is written, neither into it nor into the other.
    #[error("{path} was replaced, moved or deleted while it was open")]
    Replaced {
        /// The file.
        path: String,
    },
    /// The file or its folder may be read and not written; even a look needs to write beside the file.
    #[error("the file or its folder may not be written")]
    ReadOnly,
    /// It is no SQLite file, or damaged, or of another program.
    #[error("{0}")]
    NotOurs(String),
    /// A newer dozvon wrote it.
    #[error("the file has schema {found}, this program knows {known}")]
    Newer {
        /// Of the file.
        found: i64,
        /// Of this program.
        known: i64,
    },
    /// It was upgraded while this process had it open.
    #[error("the file was upgraded by another process; start again")]
    Upgraded,
    /// A compare-and-set found another value than the one it was decided on.
    #[error("it changed meanwhile")]
    Stale,
    /// A kept value this program does not understand.
    #[error("row {id} of {table} holds {what} this program does not know")]
    Unknown {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: i64,
        /// What.
        what: String,
    },
    /// Anything else SQLite says.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StoreError::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                StoreError::NotOurs("the file is not a database, or it is damaged".to_owned())
            }
            _ => StoreError::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn what_can_be_done_about_a_failure_is_told_from_its_code() {
        let of = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        for code in [
            ffi::SQLITE_READONLY,
            ffi::SQLITE_READONLY_DIRECTORY,
            ffi::SQLITE_PERM,
            ffi::SQLITE_CANTOPEN,
        ] {
            assert!(matches!(of(code), StoreError::ReadOnly), "{code}");
        }
        assert!(matches!(of(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
        assert!(matches!(of(ffi::SQLITE_FULL), StoreError::DiskFull));
        assert!(matches!(of(ffi::SQLITE_CORRUPT_VTAB), StoreError::NotOurs(_)));
        assert!(matches!(of(ffi::SQLITE_CONSTRAINT), StoreError::Sqlite(_)));
    }
}
