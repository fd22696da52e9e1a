//! What the file remembers of its copies.

use serde::Deserialize;
use serde::Serialize;

use super::time::CLOCKS_APART;
use super::time::Span;
use super::time::Time;

/// A copy older than this is too old.
const BACKUP_WITHIN: Span = Span::days(2);

/// True when a copy of that moment is too old, or is dated ahead by a clock that ran so.
pub fn is_old(made: Time, now: Time) -> bool {
    made + BACKUP_WITHIN < now || made > now + CLOCKS_APART
}

/// A copy that was proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// The path where it lies.
    pub path: String,
    /// Of which moment, ms.
    pub at: Time,
    /// How large it is.
    pub bytes: u64,
    /// How many orders are in it.
    pub orders: i64,
}

/// Why the last try made no copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupFailure {
    /// When it was tried, ms.
    pub at: Time,
    /// What stood in its way, in English.
    pub why: String,
}
