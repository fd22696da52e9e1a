//! Decides when timed work is done; the desk writes it.

mod morning_sheet;
mod nightly_backup;
mod worker;

pub use self::worker::Turn;
pub use self::worker::Worker;
