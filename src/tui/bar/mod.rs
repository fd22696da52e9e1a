//! The action bar: what is possible now.

pub mod available;
pub(super) mod draw;
