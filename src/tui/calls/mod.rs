//! The row of calls: who rings, and with whom the operator talks. It stands on every page and is the first row of the list.

pub(super) mod draw;
pub mod placed;
pub mod review;
pub mod state;
pub mod update;
