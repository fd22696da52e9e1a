//! Asterisk's manager interface (AMI), from 1.1 (Asterisk 1.6) on.

mod assembler;
mod call;
mod dialling;
mod legs;
mod listing;
mod members;
mod names;
mod packet;
mod talk;
#[cfg(test)]
mod tests;

pub use self::assembler::Assembler;
pub use self::names::Directory;
pub use self::packet::Packet;
pub use self::packet::PacketReader;
