//! The customer's card: everything the screen beside the list shows of one customer and one of his orders.

use chrono_tz::Tz;

use crate::desk::board::Claim;
use crate::desk::merging::Alike;
use crate::desk::merging::Merged;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageState;
use crate::domain::message::Told;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order_merge::Difference;
use crate::domain::part::Part;
use crate::domain::product::LineStock;
use crate::domain::regulation::Waiting;
use crate::domain::script_point::Tick;
use crate::domain::task::Agenda;
use crate::domain::time::Time;

/// A card as read in one read transaction.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whose.
    pub customer: CustomerRecord,
    /// The order in view.
    pub order: Option<OrderRecord>,
    /// What the catalogue says of each of its lines (R11, R16).
    pub stock: Vec<LineStock>,
    /// The order's channel.
    pub channel: String,
    /// Where the order came from (`woocommerce`, `csv`, `desk`) and its id there.
    pub source: Option<(String, String)>,
    /// The customer's orders, newest first, the one in view among them; at most 50.
    pub orders: Vec<OrderBrief>,
    /// What is due and will be for the customer.
    pub agenda: Agenda,
    /// When nothing is due for the order in view: what it waits for.
    pub waiting: Option<Waiting>,
    /// A call promised for the order in view (R5).
    pub promise: Option<(Time, Time)>,
    /// Who holds him.
    pub claim: Option<Claim>,
    /// The points of scripts that were gone through for the order in view, else for the customer (R34).
    pub ticks: Vec<Tick>,
    /// What happened, newest first; at most 200.
    pub timeline: Vec<TimelineItem>,
    /// How the shop's version differs from ours, while that waits.
    pub differences: Vec<Difference>,
    /// The customer's clock: minutes east of UTC now, and whether he may be called (R36).
    pub clock: CustomerClock,
    /// Number of the order this one probably repeats.
    pub duplicate_number: Option<String>,
    /// Customers who may be the same person.
    pub alike: Vec<Alike>,
    /// Those who have become one with him.
    pub merged: Vec<Merged>,
}

/// The customer's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerClock {
    /// Minutes east of UTC at the moment the card was read.
    pub offset_minutes: i32,
    /// False between 21:00 and 8:00 there.
    pub callable: bool,
    /// The zone it goes by.
    pub zone: Tz,
}

/// One of the customer's orders in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderBrief {
    /// Which.
    pub id: OrderId,
    /// As the shop writes it.
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it was placed.
    pub created_at: Time,
    /// Minor units of `currency`.
    pub total: i64,
    /// Of the total.
    pub currency: crate::domain::money::Currency,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// When.
    pub at: Time,
    /// Who; empty for the desk itself or the customer.
    pub operator: String,
    /// To which of the customer's orders; none for the customer himself.
    pub order_number: Option<String>,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The order was placed.
    Ordered {
        /// The way it came; empty when unknown.
        channel: String,
    },
    /// An action of the journal, worded by its kind.
    Entry {
        /// The journal's entry.
        id: EntryId,
        /// Its kind.
        kind: ActionKind,
        /// It was taken back.
        undone: bool,
        /// The tracking number, the amount, the reason or the new time it set: whatever says more than the kind.
        detail: Detail,
    },
    /// A call.
    Call {
        /// They called us.
        incoming: bool,
        /// What came of it; none for a missed or running call.
        outcome: Option<Outcome>,
        /// They called and nobody took it.
        missed: bool,
        /// Why nobody did.
        missed_reason: Option<MissedReason>,
        /// The number.
        phone: String,
    },
    /// A note.
    Note {
        /// Its text.
        text: String,
    },
    /// A message that leaves by itself (R35), at the moment it was made or sent.
    Message {
        /// What it tells.
        told: Told,
        /// By what it goes.
        channel: Option<Channel>,
        /// Where it stands.
        state: MessageState,
        /// When it leaves, or was to leave.
        leaves_at: Time,
    },
}

/// The one thing that says more than an entry's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    None,
    /// An amount, minor units of the order's currency, and how it came.
    Amount(i64, Option<Means>),
    /// A tracking number.
    Number(String),
    /// A reason.
    Reason(Reason),
    /// A time agreed.
    At(Time),
    /// Whether a company buys.
    B2b(B2b),
    /// What was said to being offered things.
    Consent(Consent),
    /// A part of the order's money, minor units of its currency, and how it came: not all was there with it.
    PartOf(i64, Option<Means>),
    /// What came of a call.
    Outcome(Outcome),
    /// The text of a note.
    Text(String),
    /// The colleague a customer was taken over from.
    From(String),
    /// What the shop changed of an order.
    Changed(Vec<Part>),
    /// The entry that was taken back or done again.
    Of(ActionKind, Box<Detail>),
}
