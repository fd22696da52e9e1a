//! Tasks: what the regulation says is due; derived from facts, never stored.

use std::fmt;

use serde::Serialize;
use serde::Serializer;

use super::as_json;
use super::coded::coded;
use super::ids::CustomerId;
use super::ids::OrderId;
use super::time::Time;

coded! {
    /// The lanes of the queue, top first (R1).
    pub enum Lane {
        /// It rings.
        Ringing = 1 "ringing",
        /// An incoming call nobody answered and nobody has returned.
        Missed = 2 "missed",
        /// A time to call has come.
        Callback = 3 "callback",
        /// A new order of a high total (R3).
        NewHigh = 4 "new_high",
        /// A new order.
        New = 5 "new",
        /// Everything else that is due.
        FollowUp = 6 "follow_up",
    }
}

coded! {
    /// What is to be done; the regulation's table of tasks, in order of strength within one lane.
    pub enum TaskKind {
        /// Pick up the ringing call.
        Answer = 1 "answer",
        /// Call back who called in vain (R27).
        ReturnCall = 2 "return_call",
        /// Call at the time asked, agreed or promised.
        CallBack = 3 "call_back",
        /// First contact with a new order (R4, R5).
        FirstContact = 4 "first_contact",
        /// Try again (R7).
        RetryCall = 5 "retry_call",
        /// We talked; settle it.
        Decide = 6 "decide",
        /// No number of theirs works: find another.
        FindContact = 7 "find_contact",
        /// Remind them to pay (R13).
        RemindPayment = 8 "remind_payment",
        /// Give them the tracking number (R17).
        SendTracking = 9 "send_tracking",
        /// Hand the parcel over, or tell them it is late (R18).
        DispatchLate = 10 "dispatch_late",
        /// No news of the parcel: look.
        CheckParcel = 11 "check_parcel",
        /// Remind them to collect (R21).
        RemindPickup = 12 "remind_pickup",
        /// Does it suit (R22).
        QualityCall = 13 "quality_call",
        /// How do you like it (R23).
        CourtesyCall = 14 "courtesy_call",
        /// Money in hand for a cancelled or returned order.
        RefundDue = 15 "refund_due",
        /// The customer says to have paid: look whether the money is there (R30).
        CheckPayment = 22 "check_payment",
        /// Settle a complaint (R38).
        Complaint = 24 "complaint",
        /// Answer what the customer wrote (R39).
        Reply = 25 "reply",
        /// Lay it ready for who collects it at the shop (R40).
        MakeReady = 23 "make_ready",
        /// Ask the carrier for the money it took on delivery (R12).
        CheckPayout = 26 "check_payout",
        /// A message could not be delivered.
        UndeliveredMessage = 16 "undelivered_message",
        /// The shop changed a confirmed order.
        ShopChanged = 17 "shop_changed",
        /// The shop cancelled a confirmed order.
        ShopCancelled = 18 "shop_cancelled",
        /// Probably the same order twice.
        Duplicate = 19 "duplicate",
        /// The desk proposes cancelling.
        ProposeCancel = 20 "propose_cancel",
        /// The desk proposes writing it off as returned.
        ProposeReturn = 21 "propose_return",
    }
}

impl TaskKind {
    /// Calls, and what is settled in the same talk: one row per customer (R1).
    pub fn is_per_customer(self) -> bool {
        matches!(
            self,
            TaskKind::Answer
                | TaskKind::ReturnCall
                | TaskKind::CallBack
                | TaskKind::FirstContact
                | TaskKind::RetryCall
                | TaskKind::Decide
                | TaskKind::FindContact
                | TaskKind::RemindPayment
                | TaskKind::RemindPickup
                | TaskKind::QualityCall
                | TaskKind::CourtesyCall
                | TaskKind::Duplicate
                | TaskKind::Reply
        )
    }

    /// A proposal: last of all (R2).
    pub fn is_proposal(self) -> bool {
        matches!(self, TaskKind::ProposeCancel | TaskKind::ProposeReturn)
    }

    /// A care call (R22, R23): limited by day.
    pub fn is_care(self) -> bool {
        matches!(self, TaskKind::QualityCall | TaskKind::CourtesyCall)
    }
}

/// A rule of the regulation by its number: `R4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule(pub u8);

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R{}", self.0)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What makes a task stand where it stands, beyond its kind; worded by the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The kind says it all.
    Plain,
    /// The last minutes before R4's limit (*last chance*).
    LastChance,
    /// It had waited for days when the desk first saw it (R4).
    Backlog,
    /// It came at the desk's peak, so its limit is the closing hour (R4).
    Peak,
    /// A time was promised (R5): its window.
    Promised {
        /// From.
        from: Time,
        /// Until.
        until: Time,
    },
    /// Promised in vain so often that nothing is promised any more (R5).
    PromisedInVain(i64),
    /// *Do not call back* was asked (R36): settle it in writing.
    InWriting,
    /// All is paid and nothing is to be asked (R15): confirm it.
    PaidInFull,
    /// The attempt this call will be, second and on (R7).
    Attempt(u8),
    /// Missed calls of this customer that wait.
    MissedCalls(u8),
    /// A time asked on the site, agreed or promised.
    Appointed(super::call::AppointmentKind),
    /// Six attempts in vain (R7).
    Unreachable,
    /// Three talks and no decision.
    Undecided,
    /// Never paid (R14).
    NotPaid,
    /// All of its money went back (R12).
    Refunded,
    /// Nobody found a contact.
    NoContact,
    /// The carrier's hold is over (R21).
    HoldOver,
    /// The order this one probably repeats.
    SameAs(OrderId),
    /// The customer refused the parcel (R21).
    ParcelRefused,
    /// Goods that were to come back have not.
    ReturnAwaited,
    /// Its carrier does not know where the parcel is (R21).
    ParcelLost,
    /// The parcel's free storage ends tomorrow (R21).
    LastStorageDay,
}

/// One thing to do about one customer or order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// What.
    #[serde(rename = "task")]
    pub kind: TaskKind,
    /// By which rule.
    pub rule: Rule,
    /// Where it stands now.
    pub lane: Lane,
    /// About which order; none for a call without one.
    #[serde(skip)]
    pub order: Option<OrderId>,
    /// What it ranks by in the fresh lanes: when the customer began to wait for it.
    #[serde(skip)]
    pub since: Time,
    /// When it is to be done; not before.
    #[serde(serialize_with = "as_json::moment")]
    pub due: Time,
    /// The moment the thing is lost; none when it never is.
    #[serde(serialize_with = "as_json::moment_or_null")]
    pub limit: Option<Time>,
    /// What else is to be said of it.
    #[serde(skip)]
    pub why: Why,
}

impl Task {
    /// The customer's telephone rings when it is done (R36).
    pub fn is_call(&self) -> bool {
        let is_settled_otherwise = matches!(
            self.kind,
            TaskKind::Answer | TaskKind::FindContact | TaskKind::Duplicate | TaskKind::Reply
        );
        self.kind.is_per_customer() && !is_settled_otherwise && !matches!(self.why, Why::InWriting | Why::PaidInFull)
    }
}

/// All that is due or will be for one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Whose.
    pub customer: CustomerId,
    /// Due now, in no special order.
    pub tasks: Vec<Task>,
    /// Due later, by time.
    pub upcoming: Vec<Task>,
    /// Before this moment nothing here changes; none when only a new fact can change it.
    pub next_change: Option<Time>,
}

impl Agenda {
    /// What waits for its hour: the first that comes about each order, and about the customer alone, of which nothing is
    /// due now.
    pub fn waiting(&self) -> impl Iterator<Item = &Task> {
        self.upcoming.iter().enumerate().filter_map(|(at, task)| {
            let about_it = |other: &Task| other.order == task.order;
            let is_first = !self.upcoming[..at].iter().any(about_it);
            (is_first && !self.tasks.iter().any(about_it)).then_some(task)
        })
    }
}
