//! Merging two customers.

pub(super) mod draw;
pub(super) mod update;
