//! Whether a customer may be sent an offer (R25).

use super::time::Time;

/// What is known of a customer's will to be offered things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfferFacts {
    /// They agreed to offers.
    pub consent_at: Option<Time>,
    /// They took that back, for ever.
    pub consent_off_at: Option<Time>,
    /// The last offer made to them.
    pub last_offer_at: Option<Time>,
    /// Nobody we sell to (R27).
    pub not_customer: bool,
    /// A complaint of theirs is open (R38).
    pub complains: bool,
}

/// Why nothing is offered to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOffer {
    /// They never agreed.
    NoConsent,
    /// They want none, for ever.
    Withdrawn,
    /// One was made not long ago; the next may be made from then on.
    TooSoon(Time),
    /// They are no customer.
    NotCustomer,
    /// A complaint is to be settled first (R38).
    Complains,
}

impl NoOffer {
    /// A stable word for JSON.
    pub const fn code(self) -> &'static str {
        match self {
            NoOffer::NoConsent => "no_consent",
            NoOffer::Withdrawn => "withdrawn",
            NoOffer::TooSoon(_) => "too_soon",
            NoOffer::NotCustomer => "not_customer",
            NoOffer::Complains => "complains",
        }
    }
}
