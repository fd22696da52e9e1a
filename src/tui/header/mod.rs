//! The top line and the terminal's title.

pub(super) mod draw;
pub mod title;
