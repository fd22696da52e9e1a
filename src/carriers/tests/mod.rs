//! Carriers of our own on the loopback network, asked as the real ones are.

mod bench;
mod failures;
mod fake;
mod hook;
mod many;
mod shapes;
mod tickets;
mod turns;
