//! Lists answered by one key.

pub mod call;
pub mod draw;
pub mod parcels;
pub mod state;
pub(super) mod update;
