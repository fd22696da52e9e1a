//! Calls of the past, out of Asterisk's own logs: for the history and for measuring.

mod columns;
mod legs;
mod log;
mod presence;
mod queue_log;
mod read;
mod records;
#[cfg(test)]
mod tests;

pub use self::log::PastLog;
pub use self::read::read;
