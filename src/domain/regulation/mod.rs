//! The regulation: pure functions from facts, settings and a moment to what is due. One file per family of rules.
//!
//! A rule compares with the moment only by asking whether it has reached another; so the earliest moment at which the
//! answer would differ comes out of every computation, and nothing needs to be looked at again before it.

pub mod agenda;
mod calls;
mod care;
mod cases;
mod closing;
mod contact;
mod days;
mod debt;
mod dispatch;
mod draft;
mod forecast;
pub mod ladder;
pub(crate) mod messages;
mod offers;
pub mod on_shift;
mod paid_first;
mod payment;
mod pickup;
mod promise;
mod reach;
pub(crate) mod rulebook;
#[cfg(test)]
pub(crate) mod tests;
mod tries;
mod waiting;

pub use self::agenda::agenda;
pub use self::care::is_care_first;
pub use self::care::next_care;
pub use self::debt::Debt;
pub use self::debt::Debtor;
pub use self::debt::debt;
pub use self::forecast::Expected;
pub use self::forecast::Shift;
pub use self::forecast::compare;
pub use self::forecast::forecast;
pub use self::messages::Telling;
pub use self::messages::given_elsewhere;
pub use self::messages::leaves;
pub use self::messages::leaves_by_hand;
pub use self::messages::leaves_from;
pub use self::messages::tellings;
pub use self::offers::may_offer;
pub use self::offers::used_up;
pub use self::offers::usual_interval;
pub use self::pickup::storage;
pub use self::pickup::storage_of;
pub use self::promise::promise;
pub use self::promise::promise_window;
pub use self::reach::is_seen;
pub use self::reach::touches;
pub use self::rulebook::Rulebook;
pub use self::waiting::Waiting;
pub use self::waiting::waiting;
