//! The desk: runs actions as described transactions, keeps the live board, reads cards.

mod accept_shop;
mod actions;
mod answer;
pub mod backup;
mod carriers;
pub mod claims;
mod conflict;
pub mod customer_merge;
mod desk;
pub mod doctor;
pub mod door;
pub mod erasing;
pub mod error;
pub mod exchange;
mod feeds;
pub mod finish;
pub mod high_total;
pub mod import;
pub mod lapse;
mod lease;
mod line;
mod listening;
pub mod moving;
pub mod new_customer;
pub mod outbox;
pub mod past_calls;
pub mod published;
pub mod result;
mod retention;
pub mod returns;
mod reviews;
mod script_points;
pub mod seed;
pub mod shifts;
mod shop_writes;
mod statement;
#[cfg(test)]
pub(crate) mod tests;
mod tx;
pub mod undo;
pub mod who;

pub use self::carriers::CarrierCounts;
pub use self::desk::Desk;
pub use crate::store::Location;
