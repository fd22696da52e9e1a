//! A call as the telephone exchange tells it, whichever exchange it is: one call whatever its legs (R27, R29).

use super::call::MissedReason;
use super::call::Outcome;
use super::time::Span;
use super::time::Time;

/// One call with somebody outside, as far as it is known; every word about it tells the whole again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineCall {
    /// The exchange's name for it; it never changes during the call.
    pub id: String,
    /// The customer calls us; else we call them.
    pub incoming: bool,
    /// The other side's number, as the exchange gives it; empty when it is hidden.
    pub phone: String,
    /// Which of our numbers was called, or shown to the customer; empty when unknown.
    pub line: String,
    /// When it began.
    pub started_at: Time,
    /// When the two could talk.
    pub answered_at: Option<Time>,
    /// When it was over.
    pub ended_at: Option<Time>,
    /// Whose telephone took it first, or places it.
    pub extension: Option<String>,
    /// Where it was transferred last.
    pub transferred_to: Option<String>,
    /// How often it was transferred.
    pub transfers: i64,
    /// How long the two were connected.
    pub talk: Span,
    /// How long of that the customer was kept on hold.
    pub hold: Span,
    /// Why nobody took an incoming call; none while it lasts, or where the exchange does not let it be seen.
    pub unanswered: Option<Unanswered>,
    /// What came of an outgoing call; none while it lasts, or where our own line failed.
    pub outcome: Option<Outcome>,
    /// The name of the file it is recorded in.
    pub recording: Option<String>,
}

impl LineCall {
    /// A call that begins.
    pub fn begun(id: String, incoming: bool, phone: String, started_at: Time) -> LineCall {
        LineCall {
            id,
            incoming,
            phone,
            line: String::new(),
            started_at,
            answered_at: None,
            ended_at: None,
            extension: None,
            transferred_to: None,
            transfers: 0,
            talk: Span::ZERO,
            hold: Span::ZERO,
            unanswered: None,
            outcome: None,
            recording: None,
        }
    }
}

/// What the exchange is telling of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStep {
    /// It rings, here or there.
    Rings,
    /// The two can talk.
    Answered,
    /// Somebody else talks with the customer now.
    Transferred,
    /// It is over.
    Ended,
}

/// How a call stayed unanswered, as the exchange sees it. It knows neither the shop's hours nor who is on shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unanswered {
    /// No telephone was there to ring: none is logged in.
    NobodyThere,
    /// The line or the exchange failed.
    Failed,
    /// The exchange ended it without ringing anybody.
    NotPutThrough,
    /// All telephones were engaged.
    Busy,
    /// It rang and was not picked up.
    NotPickedUp,
    /// The caller gave up first.
    HungUp,
}

impl Unanswered {
    /// The reason in the shop's words (R29): outside the hours and without anybody on shift nothing else counts.
    pub fn reason(self, is_open: bool, is_staffed: bool) -> MissedReason {
        match self {
            _ if !is_open => MissedReason::AfterHours,
            Unanswered::NobodyThere => MissedReason::Nobody,
            _ if !is_staffed => MissedReason::Nobody,
            Unanswered::Failed | Unanswered::NotPutThrough => MissedReason::Technical,
            Unanswered::Busy => MissedReason::Busy,
            Unanswered::NotPickedUp => MissedReason::Away,
            Unanswered::HungUp => MissedReason::HungUp,
        }
    }
}

/// Somebody's place at the telephone changed, as a queue's members log in and out (R29).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberNews {
    /// Whose telephone.
    pub extension: String,
    /// What happened.
    pub step: MemberStep,
}

/// What a queue's member did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberStep {
    /// Logged in, in the first of the queues.
    In,
    /// Logged out of the last of them.
    Out,
    /// Takes no calls for a while.
    Pauses,
    /// Takes calls again.
    Resumes,
}

/// One word of the exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineNews {
    /// Of a call.
    Call(LineStep, LineCall),
    /// Of somebody at a telephone.
    Member(MemberNews),
    /// The telephones of all who are logged in at the queues: who is not named has logged out, heard or not.
    Members(Vec<String>),
}
