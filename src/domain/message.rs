//! What the desk tells customers by itself: the kinds of messages, the fact each of them tells, and how they leave.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde::Serialize;

use super::carrier::Carrier;
use super::coded::coded;
use super::ids::CustomerId;
use super::ids::MessageId;
use super::ids::OrderId;
use super::money::Money;
use super::order::Stage;
use super::order::Terms;
use super::task::Rule;
use super::time::Span;
use super::time::Time;

coded! {
    /// Every kind of message; the file and JSON keep the code.
    pub enum MessageKind {
        /// A call is promised for the next opening (R5).
        Promise = 1 "promise",
        /// A promise was broken: an apology with a new time (R5).
        PromiseBroken = 2 "promise_broken",
        /// Who called after hours is called back at the next opening (R5).
        CallAfterHours = 3 "call_after_hours",
        /// Nobody called yet: the order is in work (R6).
        InWork = 4 "in_work",
        /// We missed their calls: an answer on another channel (R7).
        CallsMissed = 5 "calls_missed",
        /// We called in vain (R7).
        CallsInVain = 6 "calls_in_vain",
        /// The number they gave is somebody else's (R7).
        WrongNumber = 7 "wrong_number",
        /// The order as agreed, with the requisites (R12, R30).
        Accepted = 8 "accepted",
        /// Still unpaid: the requisites once more and the balance (R14).
        Requisites = 9 "requisites",
        /// Paid in full: thanks, with the dispatch date and the estimate (R15).
        Paid = 10 "paid",
        /// Not handed over in time: an apology (R18).
        DispatchLate = 11 "dispatch_late",
        /// The tracking number (R17).
        Tracking = 12 "tracking",
        /// It is on its way: the date, the estimate, the number (R19).
        Dispatched = 13 "dispatched",
        /// It waits at the pickup point (R21).
        Arrived = 14 "arrived",
        /// It has waited for days (R21).
        PickupWaits = 15 "pickup_waits",
        /// They were not reached about it: the last word before storage costs (R21).
        PickupLast = 16 "pickup_last",
        /// Does it suit (R22).
        Quality = 17 "quality",
        /// How do you like it (R23).
        Courtesy = 18 "courtesy",
        /// What was told before is not so (R35).
        TakenBack = 19 "taken_back",
        /// They have it: thanks, and what to do if something is wrong (R30).
        Received = 20 "received",
        /// Something for who bought before (R25).
        Offer = 21 "offer",
        /// What somebody of the shop wrote by hand (R30, R33).
        Written = 22 "written",
    }
}

coded! {
    /// Where a message stands.
    pub enum MessageState {
        /// In the outbox; it can be recalled.
        Waiting = 1 "waiting",
        /// Taken out of the outbox before it left.
        Recalled = 2 "recalled",
        /// Not sent within its shelf life (R35).
        Expired = 3 "expired",
        /// On its way out: counts as gone.
        Sending = 4 "sending",
        /// Gone.
        Sent = 5 "sent",
        /// It could not be delivered.
        Failed = 6 "failed",
        /// Gone, and it has reached the customer.
        Delivered = 7 "delivered",
        /// Nobody knows whether it has gone: the operator decides.
        Held = 8 "held",
    }
}

coded! {
    /// By what it goes.
    pub enum Channel {
        /// A short message to a phone.
        Sms = 1 "sms",
        /// An email.
        Email = 2 "email",
    }
}

/// At what hours a kind of message may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeavesAt {
    /// At any hour: it answers what the customer did themselves (R35), or names a time they are to know at once (R5).
    AnyHour,
    /// When they may be called (R36), so that nobody is woken.
    CallableHours,
    /// 9–20 of their clock: rules counted in days.
    Daytime,
}

/// How old the moment of a message may be when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfLife {
    /// This long.
    For(Span),
    /// Rules counted in days: to the end of the next working day on which the desk runs.
    WorkingDay,
}

impl MessageState {
    /// It has left the desk, is about to, or may have.
    pub fn is_gone(self) -> bool {
        matches!(
            self,
            MessageState::Sending | MessageState::Sent | MessageState::Delivered | MessageState::Held
        )
    }
}

impl MessageKind {
    /// The rule that sends it.
    pub fn rule(self) -> Rule {
        Rule(match self {
            MessageKind::Promise | MessageKind::PromiseBroken | MessageKind::CallAfterHours => 5,
            MessageKind::InWork => 6,
            MessageKind::CallsMissed | MessageKind::CallsInVain | MessageKind::WrongNumber => 7,
            MessageKind::Accepted | MessageKind::Received | MessageKind::Written => 30,
            MessageKind::Requisites => 14,
            MessageKind::Paid => 15,
            MessageKind::DispatchLate => 18,
            MessageKind::Tracking => 17,
            MessageKind::Dispatched => 19,
            MessageKind::Arrived | MessageKind::PickupWaits | MessageKind::PickupLast => 21,
            MessageKind::Quality => 22,
            MessageKind::Courtesy => 23,
            MessageKind::TakenBack => 35,
            MessageKind::Offer => 25,
        })
    }

    /// The channel it goes by when the customer has both; the other where they have only that. Letters with goods and
    /// requisites go by email (R30), what is urgent by SMS.
    pub fn prefers(self) -> Channel {
        match self {
            MessageKind::Accepted
            | MessageKind::Paid
            | MessageKind::DispatchLate
            | MessageKind::Received
            | MessageKind::Quality
            | MessageKind::Courtesy
            | MessageKind::Offer => Channel::Email,
            _ => Channel::Sms,
        }
    }

    /// At what hours it may leave.
    pub fn leaves_at(self) -> LeavesAt {
        match self {
            MessageKind::Promise
            | MessageKind::PromiseBroken
            | MessageKind::CallAfterHours
            | MessageKind::InWork
            | MessageKind::CallsMissed
            | MessageKind::CallsInVain
            | MessageKind::WrongNumber
            | MessageKind::Accepted
            | MessageKind::Paid => LeavesAt::AnyHour,
            MessageKind::Tracking
            | MessageKind::Dispatched
            | MessageKind::Arrived
            | MessageKind::Received
            | MessageKind::TakenBack
            | MessageKind::Written => LeavesAt::CallableHours,
            MessageKind::Requisites
            | MessageKind::DispatchLate
            | MessageKind::PickupWaits
            | MessageKind::PickupLast
            | MessageKind::Quality
            | MessageKind::Courtesy
            | MessageKind::Offer => LeavesAt::Daytime,
        }
    }

    /// How old its moment may be (R35).
    pub fn shelf_life(self) -> ShelfLife {
        match self {
            MessageKind::Promise | MessageKind::PromiseBroken | MessageKind::CallAfterHours | MessageKind::InWork => {
                ShelfLife::For(Span::hours(2))
            }
            _ if self.leaves_at() == LeavesAt::Daytime => ShelfLife::WorkingDay,
            _ => ShelfLife::For(Span::days(1)),
        }
    }

    /// It follows from facts, so that it is recalled when they no longer hold.
    pub fn follows_facts(self) -> bool {
        !matches!(self, MessageKind::TakenBack | MessageKind::Offer | MessageKind::Written)
    }
}

/// The fact a message tells: what its text is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "told")]
pub enum MessageBody {
    /// [`MessageKind::Promise`]
    Promise {
        /// When they will be called: from.
        from: Time,
        /// Until.
        until: Time,
    },
    /// [`MessageKind::PromiseBroken`]
    PromiseBroken {
        /// The new time: from.
        from: Time,
        /// Until.
        until: Time,
    },
    /// [`MessageKind::CallAfterHours`]
    CallAfterHours {
        /// When they will be called back: from.
        from: Time,
        /// Until.
        until: Time,
    },
    /// [`MessageKind::InWork`]
    InWork {
        /// A manager will call; false when they asked not to be called (R36).
        will_call: bool,
    },
    /// [`MessageKind::CallsMissed`]
    CallsMissed {
        /// How many of their calls we missed.
        count: i64,
    },
    /// [`MessageKind::CallsInVain`]
    CallsInVain {
        /// How many times we called.
        count: i64,
    },
    /// [`MessageKind::WrongNumber`]
    WrongNumber,
    /// [`MessageKind::Accepted`]
    Accepted {
        /// What it costs.
        total: Money,
        /// What is still to be paid.
        owed: Money,
        /// When they pay.
        terms: Terms,
        /// Of the requisites it names; none where nothing is to be paid in advance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        requisites: Option<String>,
    },
    /// [`MessageKind::Requisites`]
    Requisites {
        /// The balance (R13).
        owed: Money,
    },
    /// [`MessageKind::Paid`]
    Paid {
        /// What was paid.
        total: Money,
        /// By when it is handed over; none when it has left already.
        dispatch_by: Option<Time>,
        /// The carrier's estimate.
        estimate: Option<Time>,
    },
    /// [`MessageKind::DispatchLate`]
    DispatchLate {
        /// When it should have been handed over.
        term: Time,
    },
    /// [`MessageKind::Tracking`]
    Tracking {
        /// The waybill.
        number: String,
        /// Who carries it.
        carrier: Option<Carrier>,
    },
    /// [`MessageKind::Dispatched`]
    Dispatched {
        /// When it was handed over.
        at: Time,
        /// The waybill; empty when it goes without one.
        number: String,
        /// Who carries it.
        carrier: Option<Carrier>,
        /// The carrier's estimate.
        estimate: Option<Time>,
    },
    /// [`MessageKind::Arrived`]
    Arrived(Storage),
    /// [`MessageKind::PickupWaits`]
    PickupWaits(Storage),
    /// [`MessageKind::PickupLast`]
    PickupLast(Storage),
    /// [`MessageKind::Quality`]
    Quality,
    /// [`MessageKind::Courtesy`]
    Courtesy,
    /// [`MessageKind::Received`]
    Received,
    /// [`MessageKind::Offer`]
    Offer {
        /// Of an email; empty: the usual one.
        subject: String,
        /// What is offered, in the shop's own words.
        text: String,
    },
    /// [`MessageKind::Written`]; its words are kept with the message, as those of any that somebody worded.
    Written {
        /// The text it was made of, by name; empty when it was written freely.
        of: String,
        /// It leaves at night too: a letter wakes nobody, and who has just written or called waits for the answer (R35).
        any_hour: bool,
    },
    /// [`MessageKind::TakenBack`]
    TakenBack {
        /// The message that was told.
        message: MessageId,
        /// What it was.
        what: MessageKind,
    },
}

/// How long a parcel waits (R21); texts name the fee that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storage {
    /// Which of several parcels, by its number; empty for an only one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who keeps it.
    pub carrier: Option<Carrier>,
    /// Free until.
    pub free_until: Time,
    /// Sent back after.
    pub hold_until: Time,
}

impl MessageBody {
    /// The kind of message that tells it.
    pub fn kind(&self) -> MessageKind {
        match self {
            MessageBody::Promise { .. } => MessageKind::Promise,
            MessageBody::PromiseBroken { .. } => MessageKind::PromiseBroken,
            MessageBody::CallAfterHours { .. } => MessageKind::CallAfterHours,
            MessageBody::InWork { .. } => MessageKind::InWork,
            MessageBody::CallsMissed { .. } => MessageKind::CallsMissed,
            MessageBody::CallsInVain { .. } => MessageKind::CallsInVain,
            MessageBody::WrongNumber => MessageKind::WrongNumber,
            MessageBody::Accepted { .. } => MessageKind::Accepted,
            MessageBody::Requisites { .. } => MessageKind::Requisites,
            MessageBody::Paid { .. } => MessageKind::Paid,
            MessageBody::DispatchLate { .. } => MessageKind::DispatchLate,
            MessageBody::Tracking { .. } => MessageKind::Tracking,
            MessageBody::Dispatched { .. } => MessageKind::Dispatched,
            MessageBody::Arrived(_) => MessageKind::Arrived,
            MessageBody::PickupWaits(_) => MessageKind::PickupWaits,
            MessageBody::PickupLast(_) => MessageKind::PickupLast,
            MessageBody::Quality => MessageKind::Quality,
            MessageBody::Courtesy => MessageKind::Courtesy,
            MessageBody::Received => MessageKind::Received,
            MessageBody::Offer { .. } => MessageKind::Offer,
            MessageBody::Written { .. } => MessageKind::Written,
            MessageBody::TakenBack { .. } => MessageKind::TakenBack,
        }
    }

    /// At what hours it may leave.
    pub fn leaves_at(&self) -> LeavesAt {
        match self {
            MessageBody::Written { any_hour: true, .. } => LeavesAt::AnyHour,
            told => told.kind().leaves_at(),
        }
    }

    /// True when this, told after `before`, says that `before` was not so (R35); a first tracking number or carrier added to
    /// what was told is no correction.
    pub fn corrects(&self, before: &MessageBody) -> bool {
        let other_carrier = |now: &Option<Carrier>, told: &Option<Carrier>| told.is_some() && now != told;
        match (self, before) {
            (
                MessageBody::Tracking { number, .. } | MessageBody::Dispatched { number, .. },
                MessageBody::Tracking { number: told, .. } | MessageBody::Dispatched { number: told, .. },
            ) if number != told => !told.is_empty(),
            (
                MessageBody::Tracking { carrier, .. } | MessageBody::Dispatched { carrier, .. },
                MessageBody::Tracking { carrier: told, .. } | MessageBody::Dispatched { carrier: told, .. },
            ) if other_carrier(carrier, told) => true,
            (MessageBody::Dispatched { at, .. }, MessageBody::Dispatched { at: told, .. }) => at != told,
            (
                MessageBody::Paid { total, dispatch_by, .. },
                MessageBody::Paid {
                    total: paid,
                    dispatch_by: told,
                    ..
                },
            ) => total == paid && dispatch_by.is_some() && told.is_some() && dispatch_by != told,
            (MessageBody::Accepted { .. }, MessageBody::Accepted { .. })
            | (MessageBody::Arrived(_), MessageBody::Arrived(_)) => true,
            _ => false,
        }
    }
}

/// What one key does with a message as it stands: only that is done which was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageAct {
    /// It waits until somebody has looked at it: let it leave.
    Release,
    /// It waits to leave: take it out.
    Recall,
    /// It failed: try it again.
    Retry,
    /// It has left: tell the customer that it is not so.
    Correct,
}

/// A message as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub customer: CustomerId,
    /// About which order.
    pub order: Option<OrderId>,
    /// The fact's own key.
    pub key: String,
    /// What it tells.
    pub told: MessageBody,
    /// By what it goes.
    pub channel: Option<Channel>,
    /// Where to: a phone (E.164) or an email.
    pub address: String,
    /// Where it stands.
    pub state: MessageState,
    /// When it was put into the outbox.
    pub made_at: Time,
    /// It leaves then, not earlier.
    pub leaves_at: Time,
    /// It is not sent from then on.
    pub expires_at: Option<Time>,
    /// When it left.
    pub sent_at: Option<Time>,
    /// When it was heard that it has reached the customer.
    pub delivered_at: Option<Time>,
    /// When it turned out last that it could not be delivered.
    pub failed_at: Option<Time>,
    /// Who took it out by hand.
    pub recalled_by: Option<String>,
    /// The told message it corrects.
    pub corrects: Option<MessageId>,
    /// Why it could not be delivered.
    pub error: Option<String>,
    /// The order's number.
    pub order_number: Option<String>,
    /// The source its order is kept under; none for an order of the desk, and without one.
    pub source: Option<String>,
    /// The customer's name.
    pub customer_name: String,
    /// The message in whose letter this fact goes; none when it is a letter itself (R35).
    pub letter: Option<MessageId>,
    /// Of a letter: what it tells about their other orders, oldest first.
    pub others: Vec<OtherFact>,
    /// Its words, once they are fixed: by hand, or before the first try.
    pub words: Option<MessageWords>,
    /// Somebody wrote its words by hand.
    pub edited: bool,
    /// How often it was tried.
    pub tries: i64,
    /// Who looked at it before it left, where one must.
    pub released_by: Option<String>,
}

/// What a customer reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageWords {
    /// Of an email; empty in a short message.
    pub subject: String,
    /// The text, lines ended by `\n`; of a short message one line.
    pub text: String,
    /// Unlike any other message's: an email's Message-ID, a gateway's own mark; empty before the first try.
    pub mark: String,
}

/// A message written by hand, before it is in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMessage {
    /// The text it was made of, by name; empty when it was written freely.
    pub of: String,
    /// By what it goes.
    pub channel: Channel,
    /// Where to: a phone (E.164) or an email of the customer's.
    pub address: String,
    /// Its words; without a mark.
    pub words: MessageWords,
    /// Where its order stood when it was written; none where that was not looked at.
    pub seen: Option<Stage>,
}

/// The same kind of fact about another order of the customer, told in the same letter (R35).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherFact {
    /// About which order.
    pub order: Option<OrderId>,
    /// The order's number.
    pub order_number: Option<String>,
    /// What it tells.
    pub told: MessageBody,
}

impl From<MessageRow> for OtherFact {
    fn from(message: MessageRow) -> OtherFact {
        OtherFact {
            order: message.order,
            order_number: message.order_number,
            told: message.told,
        }
    }
}

/// Facts of one kind about several orders of one customer share a letter when they fall due within this of the first (R35).
pub const TOGETHER: Span = Span::minutes(15);

/// How the outbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Messages that wait or are on their way.
    pub waiting: i64,
    /// Messages that could not be delivered, or of which nobody knows whether they left; what a shop did not take likewise.
    pub failed: i64,
}

impl MessageRow {
    /// What kind of message it is.
    pub fn kind(&self) -> MessageKind {
        self.told.kind()
    }

    /// The numbers of the orders it names.
    pub fn order_numbers(&self) -> Vec<&str> {
        let others = self.others.iter().filter_map(|other| other.order_number.as_deref());
        self.order_number.as_deref().into_iter().chain(others).collect()
    }
}

/// The letters among `facts`, in their order, each with all that it tells.
pub fn letters(facts: Vec<MessageRow>) -> Vec<MessageRow> {
    let (mut letters, others): (Vec<MessageRow>, Vec<MessageRow>) =
        facts.into_iter().partition(|fact| fact.letter.is_none());
    for fact in others.into_iter().rev() {
        if let Some(letter) = letters.iter_mut().find(|letter| Some(letter.id) == fact.letter) {
            letter.others.push(fact.into());
        }
    }
    letters
}
