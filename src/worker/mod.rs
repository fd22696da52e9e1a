//! Decides when timed work is done; the desk writes it.

mod morning_sheet;
mod nightly_backup;
mod polling;
mod worker;

pub use self::polling::PollThread;
pub use self::polling::Polled;
pub use self::polling::PolledTurn;
pub use self::polling::Polling;
pub use self::worker::Turn;
pub use self::worker::Worker;
