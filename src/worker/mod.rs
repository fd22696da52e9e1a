//! Decides when timed work is done; the desk writes it.

mod morning_sheet;
mod worker;

pub use self::worker::EVERY;
pub use self::worker::Turn;
pub use self::worker::Worker;
