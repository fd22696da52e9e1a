//! Parcels that are followed by themselves: carriers are asked about their numbers in turn, by one process of all that work
//! on a file (R21). What they answer changes nothing twice, so that a crash at any moment loses nothing.

mod answer;
mod batch;
mod cdek;
mod command;
mod hook;
mod nova_poshta;
mod open;
mod runner;
mod russian_post;
mod russian_post_tickets;
mod source;
#[cfg(test)]
mod tests;
pub mod thread;
mod ukrposhta;

pub use self::hook::carrier_address;
pub use self::hook::told_of_parcels;
pub use self::open::try_carrier;
pub use self::runner::CarrierRunner;
pub use self::runner::CarrierTurn;
pub use self::source::CarrierSetup;
