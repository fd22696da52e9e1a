//! Telephone exchanges: what they say, made into calls that know no exchange, and entered.

pub mod asterisk;
pub mod dial;
pub mod inbox;
#[cfg(test)]
mod tests;
pub mod thread;
