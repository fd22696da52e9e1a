//! The way to other machines: one HTTP client, programs with an end, and secrets that cannot be shown.

pub mod http;
pub mod program;
pub mod secret;
pub mod stream;
