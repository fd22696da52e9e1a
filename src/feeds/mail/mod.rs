//! Orders that come as letters, and what customers ask by letter.

mod feed;
mod letter;
mod patterns;

pub(super) use self::feed::MailFeed;
pub(super) use self::letter::KeptLetter;
pub(super) use self::patterns::check;
pub(super) use self::patterns::table;
