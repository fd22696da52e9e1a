//! A message of the outbox in full: what its reader has, and what can be done with it.

pub mod draw;
pub mod state;
pub(super) mod update;
