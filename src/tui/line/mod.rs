//! The one-line prompt.

pub(super) mod draw;
pub mod edit;
pub mod meaning;
pub mod state;
pub(super) mod update;
