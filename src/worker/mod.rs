//! Decides when timed work is done; the desk writes it.

mod morning_sheet;
mod nightly_backup;
mod worker;

pub use self::nightly_backup::Night;
pub use self::worker::EVERY;
pub use self::worker::Turn;
pub use self::worker::Worker;
