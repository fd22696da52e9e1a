//! The outbox empties itself: one process at a time takes what is due, sends it and writes down what became of it (R35).

mod lane;
mod sender;
#[cfg(test)]
pub(super) mod tests;
mod thread;

pub use self::sender::SendTurn;
pub use self::thread::SendingSetup;
pub use self::thread::SendingThread;
