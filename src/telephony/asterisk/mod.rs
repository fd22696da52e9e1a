//! Asterisk's manager interface (AMI), from 1.1 (Asterisk 1.6) on.

mod assembler;
mod call;
mod dialling;
mod legs;
mod link;
mod listing;
mod members;
mod names;
mod packet;
mod rights;
mod session;
mod talk;
#[cfg(test)]
mod tests;

pub use self::assembler::Assembler;
pub use self::link::ExchangeLink;
pub use self::link::LinkState;
pub use self::names::Directory;
pub use self::names::End;
pub use self::names::caller;
pub use self::names::dialled;
pub use self::packet::Packet;
pub use self::packet::PacketReader;
pub use self::rights::ExchangeRights;
pub use self::rights::UseOfExchange;
pub use self::session::Account;
pub use self::session::AmiSession;
pub use self::session::LinkError;
#[cfg(test)]
pub(super) use self::tests::script;
