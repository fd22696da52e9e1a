//! The newcomer's tour of the demo: one sentence at a time over the list, until three keys have been tried.

pub mod draw;
pub mod state;
pub mod update;
