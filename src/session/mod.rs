//! The console's threads: writer, board, lookup, worker, texts; requests in, answers out.

pub mod answer;
mod attendance;
pub mod board;
mod cards;
#[cfg(test)]
mod crowd_tests;
#[cfg(test)]
#[cfg(unix)]
mod delayed_server;
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
#[cfg(test)]
#[cfg(unix)]
mod team_tests;
mod texts;
#[cfg(test)]
#[cfg(unix)]
mod trips_tests;
pub mod worker;
pub mod writer;

pub use self::session::Session;
