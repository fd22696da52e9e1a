//! What is written down of a call: by the operator who made it, by the line that carried it.

use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::line_call::LineCall;
use crate::domain::line_facts::LineFacts;
use crate::domain::order::Reason;
use crate::domain::time::Time;

/// A call a manager made and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLog {
    /// What came of it.
    pub outcome: Outcome,
    /// When it took place.
    pub at: Time,
    /// The number that was called; `None` is the customer's first good one.
    pub phone: Option<String>,
    /// For `refused`: why.
    pub reason: Option<Reason>,
    /// For `call_back`: when to call.
    pub call_at: Option<Time>,
}

/// What the line said; the caller is the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallEvent {
    /// What happened.
    pub kind: CallEventKind,
    /// E.164, or as the line gave it.
    pub phone: String,
    /// When.
    pub at: Time,
    /// Which of our lines; empty when unknown.
    pub line: String,
    /// Who said it: `cli`, an exchange's name.
    pub origin: String,
    /// The exchange's id of the call; the newest unfinished call of the number when absent.
    pub external_id: Option<String>,
    /// The row this is about, found by the desk; `None` begins a new call.
    pub call: Option<OngoingCall>,
    /// For `missed`: why.
    pub missed_reason: Option<MissedReason>,
    /// For `callback_request`: the time asked for.
    pub call_at: Option<Time>,
    /// The file it is recorded in.
    pub recording: Option<String>,
}

/// A call as an exchange tells it, and what the file knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEntry {
    /// The call; its phone is E.164, or as the exchange gave it.
    pub call: LineCall,
    /// Which exchange.
    pub origin: String,
    /// Whose telephone it is; none when nobody's here.
    pub operator: Option<String>,
    /// Why nobody took it.
    pub missed_reason: Option<MissedReason>,
    /// When it was heard of last.
    pub heard_at: Time,
    /// Its row; none begins one.
    pub known: Option<KnownLineCall>,
}

/// The row of a call an exchange tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLineCall {
    /// Its row.
    pub id: i64,
    /// Its last event.
    pub last_event_at: Time,
    /// When it was taken.
    pub answered_at: Option<Time>,
    /// When it ended.
    pub ended_at: Option<Time>,
    /// What came of it.
    pub outcome: Option<i64>,
    /// Why nobody took it.
    pub missed_reason: Option<i64>,
    /// Who took or made it.
    pub operator: Option<String>,
    /// The rest.
    pub facts: LineFacts,
}

/// A call already in the file that an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OngoingCall {
    /// Its row.
    pub id: i64,
    /// When it began.
    pub started_at: Time,
    /// Its last event.
    pub last_event_at: Time,
    /// When it was taken.
    pub answered_at: Option<Time>,
    /// When it ended.
    pub ended_at: Option<Time>,
    /// Who took it.
    pub operator: Option<String>,
    /// They called; else we did.
    pub incoming: bool,
    /// The file it is recorded in.
    pub recording: Option<String>,
}
