//! Telephone exchanges: what they say, made into calls that know no exchange.

pub mod asterisk;
