//! The queue pane.

pub(super) mod draw;
pub mod laid;
pub mod list;
pub mod shown;
pub mod update;
