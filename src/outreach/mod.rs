//! What is said to customers in the shop's name: letters and short messages made of templates (R30, R35).
//!
//! A message is a text for one kind, language and channel, `assets/messages/LANGUAGE/NAME.CHANNEL.txt`, filled with the
//! order's values; of an email the heading is the subject. The shop's own texts, `messages/` beside its settings, go
//! before those the program brings.

pub mod answers;
pub mod compose;
pub mod drafts;
pub mod gateways;
pub mod hooks;
mod html;
pub mod mailbox;
#[cfg(test)]
mod parcel_tests;
pub mod sending;
mod templates;
#[cfg(test)]
mod tests;
mod texts;
pub mod values;
mod write;
mod written;

pub use self::templates::Templates;
pub use self::texts::NAMES;
pub use self::write::CodePicture;
pub use self::write::MessageError;
pub use self::write::code_picture;
pub use self::write::html_part;
pub use self::write::within;
pub use self::write::write;
pub use self::written::WrittenMessage;
