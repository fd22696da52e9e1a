//! Calls, appointments and what came of them.

use super::coded::coded;
use super::ids::CallId;
use super::ids::CustomerId;
use super::ids::OrderId;
use super::time::Span;
use super::time::Time;

coded! {
    /// What came of a call a manager made or took.
    pub enum Outcome {
        /// We spoke.
        Talked = 1 "talked",
        /// It rang and nobody answered.
        NoAnswer = 2 "no_answer",
        /// Engaged.
        Busy = 3 "busy",
        /// A machine answered.
        Voicemail = 4 "voicemail",
        /// Switched off or out of reach.
        Unreachable = 5 "unreachable",
        /// Somebody else's number.
        WrongNumber = 6 "wrong_number",
        /// We spoke, and they asked to be called at another time.
        CallBack = 7 "call_back",
        /// We spoke, and they do not want the order.
        Refused = 8 "refused",
    }
}

impl Outcome {
    /// An outgoing call in vain (R7).
    pub fn is_attempt(self) -> bool {
        matches!(
            self,
            Outcome::NoAnswer | Outcome::Busy | Outcome::Voicemail | Outcome::Unreachable
        )
    }

    /// The two spoke.
    pub fn is_talk(self) -> bool {
        matches!(self, Outcome::Talked | Outcome::CallBack | Outcome::Refused)
    }
}

coded! {
    /// Why nobody took an incoming call (R29).
    pub enum MissedReason {
        /// All lines were engaged.
        Busy = 1 "busy",
        /// The operator was away.
        Away = 2 "away",
        /// Nobody was on shift.
        Nobody = 3 "nobody",
        /// Outside opening hours.
        AfterHours = 4 "after_hours",
        /// The caller hung up early.
        HungUp = 5 "hung_up",
        /// The line or the exchange failed.
        Technical = 6 "technical",
    }
}

coded! {
    /// What happened on the telephone line.
    pub enum CallEventKind {
        /// It rings.
        Incoming = 1 "incoming",
        /// Somebody took it.
        Answered = 2 "answered",
        /// Nobody took it.
        Missed = 3 "missed",
        /// It is over.
        Ended = 4 "ended",
        /// We call somebody.
        Outgoing = 6 "outgoing",
        /// A callback was asked for on the site, without an order (R37).
        CallbackRequest = 5 "callback_request",
    }
}

coded! {
    /// Why the desk is to call at a time (task `call_back`).
    pub enum AppointmentKind {
        /// The customer asked on the site to be called.
        Request = 1 "request",
        /// A manager agreed a time with them.
        Schedule = 2 "schedule",
        /// A time was told to them (R5).
        Promise = 3 "promise",
    }
}

/// A time agreed in a talk is often written down before the talk itself is, by this much at most.
pub const TALK_WRITTEN_WITHIN: Span = Span::minutes(30);

impl AppointmentKind {
    /// The first moment at which a talk settles such a time to call: the talk in which it was agreed, written down only
    /// afterwards, does not. Of a time close by, the second half of the way to it is another talk.
    pub fn settled_from(self, made_at: Time, at: Time) -> Time {
        let same_talk = match self {
            AppointmentKind::Schedule => ((at - made_at).0 / 2).clamp(0, TALK_WRITTEN_WITHIN.0),
            AppointmentKind::Request | AppointmentKind::Promise => 0,
        };
        made_at + Span(same_talk + 1)
    }
}

/// A line that says nothing for so long does not ring any more (R2).
pub const RINGS_FOR: Span = Span::minutes(2);

/// An incoming call that still owes something: it rings, or nobody has returned it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCall {
    /// Which call.
    pub id: CallId,
    /// Who called.
    pub customer: CustomerId,
    /// When it began to ring.
    pub started_at: Time,
    /// The last the line said of it.
    pub last_event_at: Time,
    /// It is over (unanswered); none while it rings.
    pub ended_at: Option<Time>,
    /// Why nobody took it; none while nobody knows (R29).
    pub reason: Option<MissedReason>,
    /// Projection: our returns in vain since (R7, R27).
    pub tries: i64,
    /// Projection: the first of them.
    pub first_try_at: Option<Time>,
    /// Projection: the last of them.
    pub last_try_at: Option<Time>,
}

/// What came of a call is logged so soon after it; later it is of another call.
pub const LOGGED_WITHIN: Span = Span::minutes(15);

/// A call an operator made and whose outcome nobody has logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedCall {
    /// Which call.
    pub id: CallId,
    /// To whom.
    pub customer: CustomerId,
    /// When it began.
    pub started_at: Time,
    /// When the two could talk.
    pub answered_at: Option<Time>,
    /// When it was over.
    pub ended_at: Option<Time>,
    /// What the line says came of it.
    pub line_outcome: Option<Outcome>,
}

impl PlacedCall {
    /// What came of it as far as the line knows; none while it lasts, or where the line itself failed.
    pub fn outcome(&self) -> Option<Outcome> {
        self.ended_at?;
        let talked = self.answered_at.map(|_| Outcome::Talked);
        talked.or(self.line_outcome)
    }
}

/// A time at which the desk is to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Which appointment.
    pub id: i64,
    /// Whom.
    pub customer: CustomerId,
    /// About which order, if any.
    pub order: Option<OrderId>,
    /// Why.
    pub kind: AppointmentKind,
    /// When it was agreed.
    pub made_at: Time,
    /// When to call.
    pub at: Time,
    /// Projection: our tries in vain since then.
    pub tries: i64,
    /// Projection: the first of them.
    pub first_try_at: Option<Time>,
    /// Projection: the last of them.
    pub last_try_at: Option<Time>,
}
