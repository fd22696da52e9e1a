//! Full-screen pages.

pub mod draw;
mod figures;
pub mod geometry;
pub(super) mod head;
pub mod listing;
pub mod state;
pub(super) mod update;
pub mod walk;
