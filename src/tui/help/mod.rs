//! The list of all keys.

pub mod draw;
pub(super) mod update;
