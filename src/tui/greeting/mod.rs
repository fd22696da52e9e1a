//! An empty file greets: what there is to begin with, by one digit each, and a path that is dropped or pasted is read.

pub(super) mod draw;
pub mod state;
pub(super) mod update;
