//! Messages on their way out: what is due, what became of a try, which channel takes none.

use super::ids::MessageId;
use super::message::MessageKind;
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
