//! The console's threads: writer, board, lookup, worker, texts; requests in, answers out.

pub mod answer;
mod attendance;
pub mod board;
mod cards;
#[cfg(test)]
mod crowd_tests;
pub mod doors;
mod long_errands;
#[cfg(test)]
mod long_errands_tests;
pub mod lookup;
mod reading;
#[cfg(test)]
mod reading_tests;
pub mod request;
mod session;
pub mod settings_file;
pub mod setup;
mod texts;
pub mod worker;
pub mod writer;

pub use self::session::Session;
