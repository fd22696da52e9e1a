//! What a customer brought up and waits for: a complaint (R38), something they wrote (R39).

use super::coded::coded;
use super::ids::CustomerId;
use super::ids::OrderId;
use super::time::Time;

coded! {
    /// What was brought up.
    pub enum CaseKind {
        /// Something is wrong with an order: it waits for an outcome.
        Complaint = 1 "complaint",
        /// A letter, a chat, a question in the shop: it waits for an answer.
        Letter = 2 "letter",
    }
}

coded! {
    /// How a complaint was settled.
    pub enum CaseOutcome {
        /// The customer got another.
        Replaced = 1 "replaced",
        /// The customer got the money back.
        Refunded = 2 "refunded",
        /// It was explained.
        Explained = 3 "explained",
        /// The customer took it back.
        Withdrawn = 4 "withdrawn",
    }
}

/// One that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its row.
    pub id: i64,
    /// Whose.
    pub customer: CustomerId,
    /// About which order, if any.
    pub order: Option<OrderId>,
    /// What it is.
    pub kind: CaseKind,
    /// When it was brought up.
    pub at: Time,
}
