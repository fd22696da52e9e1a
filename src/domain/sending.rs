//! Messages on their way out: what is due, what became of a try, which channel takes none.

use super::ids::MessageId;
use super::message::Channel;
use super::message::MessageKind;
use super::message::MessageState;
use super::time::Time;

/// A message whose time has come, as far as it decides whether it may leave now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMessage {
    /// Its id.
    pub id: MessageId,
    /// What kind of message it is.
    pub kind: MessageKind,
    /// The source its order is kept under, as a message has it.
    pub source: Option<String>,
    /// Somebody looked at it.
    pub is_released: bool,
    /// When its time came.
    pub leaves_at: Time,
}

/// What became of a try to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The gateway has taken it, under this id of its own.
    Accepted {
        /// By which it can be asked for.
        id: Option<String>,
    },
    /// It will not be taken, now or later.
    Refused {
        /// Why, as the gateway says.
        why: String,
    },
    /// It was not taken, and may be later.
    Later {
        /// Why.
        why: String,
    },
    /// Nobody knows whether it was taken.
    Unknown {
        /// Why not.
        why: String,
    },
}

impl SendOutcome {
    /// A stable word for JSON and for what is said of it.
    pub const fn code(&self) -> &'static str {
        match self {
            SendOutcome::Accepted { .. } => "accepted",
            SendOutcome::Refused { .. } => "refused",
            SendOutcome::Later { .. } => "later",
            SendOutcome::Unknown { .. } => "unknown",
        }
    }

    /// What the gateway said: its own id of the message, or why not.
    pub fn said(&self) -> &str {
        match self {
            SendOutcome::Accepted { id } => id.as_deref().unwrap_or_default(),
            SendOutcome::Refused { why } | SendOutcome::Later { why } | SendOutcome::Unknown { why } => why,
        }
    }
}

/// What a gateway says of a message it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryReport {
    /// It has reached the customer.
    Delivered,
    /// It never will.
    Undelivered {
        /// Why, as the gateway says.
        why: String,
    },
    /// It is under way, or nothing is known yet.
    OnTheWay,
}

/// A message whose gateway is to be asked whether it has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedMessage {
    /// Its id.
    pub id: MessageId,
    /// The channel of the settings that took it.
    pub via: String,
    /// The gateway's own id of it.
    pub gateway_id: String,
    /// Where it went.
    pub to: String,
    /// When it left.
    pub sent_at: Time,
}

/// By what a message left.
#[derive(Clone, Copy, Debug)]
pub struct TakenBy<'a> {
    /// The channel, as the settings call it.
    pub channel: &'a str,
    /// Its gateway is asked then whether the message has arrived; none when it cannot be asked.
    pub ask_at: Option<Time>,
}

impl<'a> TakenBy<'a> {
    /// By a channel whose gateway cannot be asked.
    pub fn channel(channel: &'a str) -> TakenBy<'a> {
        TakenBy { channel, ask_at: None }
    }
}

/// A letter to the shop itself, about no customer (R31).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLetter {
    /// Its number in the file.
    pub id: i64,
    /// Where to.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Unlike any other letter's.
    pub mark: String,
    /// It is of no use from then on.
    pub expires_at: Time,
    /// How often it was tried.
    pub tries: i64,
}

/// A channel that takes no messages for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelRest {
    /// As the settings call it.
    pub channel: String,
    /// Since when.
    pub since: Time,
    /// Why, as its gateway or its secret says.
    pub why: String,
}

/// What is known of a channel besides its settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelNews {
    /// As the settings call it.
    pub channel: String,
    /// It takes nothing for now: since when, and why.
    pub rests: Option<(Time, String)>,
    /// The last message it did not take: when, and why.
    pub failed: Option<(Time, String)>,
    /// What was heard last of a message it took: when, and how that stands.
    pub heard: Option<(Time, MessageState)>,
}

/// What has not left, by what would carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBy {
    /// By what it goes.
    pub channel: Channel,
    /// The source its order is kept under.
    pub source: Option<String>,
    /// How the messages stand.
    pub state: MessageState,
    /// How many.
    pub count: i64,
}
