//! The line that says what happened.

pub(super) mod draw;
pub mod state;
