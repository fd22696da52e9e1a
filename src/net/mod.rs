//! The way to other machines, and from them: one HTTP client, one listener, mailboxes, programs and talks with an end, and
//! secrets that cannot be shown.

pub mod http;
pub mod imap;
pub mod listen;
pub mod pgpass;
pub mod program;
pub mod secret;
pub mod sign;
pub mod stream;
pub mod talk;
pub mod tls;
