//! A setting that is changed.

pub(super) mod draw;
pub mod state;
pub(super) mod update;
