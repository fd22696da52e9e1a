//! Full-screen pages.

pub mod draw;
pub mod geometry;
pub mod state;
pub(super) mod update;
pub mod walk;
