//! Telephone exchanges: what they say, made into calls that know no exchange, and entered.

pub mod asterisk;
pub mod cloud;
pub mod dial;
pub mod inbox;
pub mod past;
pub mod recording;
#[cfg(test)]
mod tests;
pub mod thread;
