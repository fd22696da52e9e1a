//! Brings the shop's versions of an order together with what the desk made of it.
//!
//! A merge of three: what the shop said last, what it says now, and what stands at the desk. Only what the shop itself
//! changed is news, so an operator's work is never overwritten by a repetition, and an older version never wins.

#[cfg(test)]
mod agreed_tests;
mod create;
mod difference;
pub mod existing;
#[cfg(test)]
mod failed_tests;
mod merge;
mod payments;
#[cfg(test)]
mod properties;
mod status;
pub mod step;
#[cfg(test)]
mod test_desk;
#[cfg(test)]
mod tests;

pub use self::create::Basket;
pub use self::create::History;
pub use self::create::create;
pub use self::create::parcels;
pub use self::create::same_basket;
pub use self::difference::Difference;
pub use self::difference::Differing;
pub use self::difference::accept;
pub use self::difference::asks;
pub use self::difference::difference;
pub use self::difference::moves;
pub use self::existing::Existing;
pub use self::existing::KnownCustomer;
pub use self::existing::KnownPayments;
pub use self::merge::Merged;
pub use self::merge::merge;
