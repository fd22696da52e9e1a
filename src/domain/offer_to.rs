//! An offer to one customer (R25).

use super::ids::CustomerId;
use super::message::Channel;
use super::message::MessageBody;
use super::time::Time;

/// To whom an offer goes, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferTo {
    /// The customer.
    pub customer: CustomerId,
    /// By what.
    pub channel: Channel,
    /// Where to: a phone (E.164) or an email.
    pub address: String,
    /// The shop they know, from which it is: its name.
    pub shop: String,
}

/// An offer that is put into the outbox with its action.
#[derive(Clone, Debug)]
pub struct QueuedOffer {
    /// To whom.
    pub to: OfferTo,
    /// What is offered.
    pub told: MessageBody,
    /// It leaves then, not earlier.
    pub leaves_at: Time,
    /// The offer to many it is a part of, its row in the file.
    pub run: i64,
}

/// An offer to many that stopped before it was made to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedOffer {
    /// When it was begun.
    pub at: Time,
    /// By whom.
    pub operator: String,
    /// To which segment, as the settings call it.
    pub segment: String,
    /// What was offered.
    pub text: String,
    /// To how many it was to be made.
    pub planned: i64,
    /// To how many it was.
    pub made: i64,
}
