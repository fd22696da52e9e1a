//! What came back of letters, and who wants no offers: read out of the mailboxes of the settings (R25, R35).

mod meaning;
mod reader;
mod status;
#[cfg(test)]
mod tests;
mod thread;

#[cfg(test)]
pub(super) use self::meaning::is_report;
#[cfg(test)]
pub(super) use self::meaning::report;
pub use self::reader::MailTurn;
pub use self::reader::MailboxReader;
pub use self::reader::try_mailbox;
pub use self::thread::MailboxThread;
