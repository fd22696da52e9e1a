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
    /// Nothing is taken for now, and it may be later.
    Later {
        /// Why.
        why: String,
    },
    /// This one was not taken, and may be later; others may be now: a full mailbox, a server that lets strangers wait.
    Deferred {
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
            SendOutcome::Later { .. } | SendOutcome::Deferred { .. } => "later",
            SendOutcome::Unknown { .. } => "unknown",
        }
    }

    /// What the gateway said: its own id of the message, or why not.
    pub fn said(&self) -> &str {
        match self {
            SendOutcome::Accepted { id } => id.as_deref().unwrap_or_default(),
            SendOutcome::Refused { why }
            | SendOutcome::Later { why }
            | SendOutcome::Deferred { why }
            | SendOutcome::Unknown { why } => why,
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

/// The message a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportedMessage {
    /// It left, and what became of it is not known yet.
    Asked(AskedMessage),
    /// It is on its way still.
    Sending,
    /// There is none, or it is known.
    Unknown,
}

/// By what a gateway names a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOf {
    /// Its own id of it.
    GatewayId(String),
    /// The mark it left under.
    Mark(String),
}

/// What a gateway says by itself of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldReport {
    /// Of which.
    pub of: ReportOf,
    /// What became of it.
    pub report: DeliveryReport,
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

/// A letter to the shop itself that somebody is to look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOwnLetter {
    /// Its number in the file.
    pub id: i64,
    /// Where it was to go.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Failed, held, or still waiting though it came too late.
    pub state: MessageState,
    /// When it was made.
    pub made_at: Time,
    /// Why; empty when nobody said.
    pub why: String,
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

/// How far a mailbox was read: what its server calls this count of letters, and the number of the next (RFC 3501, 2.3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderMark {
    /// UIDVALIDITY.
    pub validity: u32,
    /// The first UID that was not read.
    pub next: u32,
}

/// What a letter says that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailNews {
    /// The letter of that mark could not be delivered.
    Undelivered {
        /// Its mark.
        mark: String,
        /// Why, as a server says.
        why: String,
    },
    /// The letter of that mark has arrived.
    Delivered {
        /// Its mark.
        mark: String,
    },
    /// Who got the letter of that mark wants no offers.
    WantsNoOffers {
        /// Its mark.
        mark: String,
    },
    /// Somebody wants no offers and does not say who.
    NobodyKnown,
}

/// A letter that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellingMail {
    /// Its number in its folder.
    pub uid: u32,
    /// When it came; none when its server does not say.
    pub at: Option<Time>,
    /// What it says.
    pub news: MailNews,
}

/// What came of the letters of one reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailRecorded {
    /// Messages that were not delivered.
    pub undelivered: usize,
    /// Customers who want no offers any more.
    pub withdrawn: usize,
    /// Wishes of nobody known.
    pub strangers: usize,
    /// Another process read them first, and nothing was done.
    pub overtaken: bool,
}

/// How the mailbox of a channel fares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailboxState {
    /// When it was read last.
    pub read_at: Option<Time>,
    /// Since when it cannot be read, and why.
    pub trouble: Option<(Time, String)>,
    /// How many letters came that want no offers and name no letter of ours.
    pub strangers: i64,
}
