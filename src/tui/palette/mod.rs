//! The command palette.

pub(super) mod draw;
pub mod matches;
pub mod state;
pub(super) mod update;
