//! The way to other machines: one HTTP client, and secrets that cannot be shown.

pub mod http;
pub mod secret;
