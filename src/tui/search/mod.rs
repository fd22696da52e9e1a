//! Search.

pub(super) mod draw;
pub mod state;
pub(super) mod update;
