//! What an exchange tells of a call, as a change adds it.

use serde::Deserialize;
use serde::Serialize;

/// What an exchange tells of a call beside its times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFacts {
    /// The file it is recorded in.
    pub recording: Option<String>,
    /// Whose telephone.
    pub extension: Option<String>,
    /// Where it was sent on last.
    pub transferred_to: Option<String>,
    /// How often.
    pub transfers: i64,
    /// Milliseconds the two were connected.
    pub talk_ms: i64,
    /// Milliseconds of them on hold.
    pub hold_ms: i64,
    /// What came of an outgoing one.
    pub line_outcome: Option<i64>,
}
