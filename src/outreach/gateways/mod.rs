//! The channels: what takes a message away, one file each.

mod command;
mod discreet;
mod folder;
mod gateway;
mod http;
mod letter;
mod open;
mod smsc;
mod smsru;
mod smtp;
#[cfg(test)]
pub(super) mod tests;
mod turbosms;
mod twilio;

pub use self::folder::OutgoingFolder;
pub use self::gateway::Gateway;
pub use self::gateway::Outgoing;
pub use self::http::http_state;
pub use self::letter::MARK;
pub use self::open::Variables;
pub use self::open::open;
pub use self::smsc::smsc_state;
pub use self::smsru::smsru_state;
pub use self::twilio::twilio_state;
