//! A mailbox read by IMAP (RFC 3501), and left as it is: nothing is deleted, moved or marked as read.

mod folder;
mod literal;
mod read;
#[cfg(test)]
pub(crate) mod tests;
mod way;

pub use self::read::Mail;
pub use self::read::MailReading;
pub use self::read::Mailbox;
pub use self::read::read;
