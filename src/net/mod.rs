//! The way to other machines: one HTTP client, mailboxes, programs and talks with an end, and secrets that cannot be shown.

pub mod http;
pub mod imap;
pub mod program;
pub mod secret;
pub mod stream;
pub mod talk;
pub mod tls;
