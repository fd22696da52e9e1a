//! Tables: rows of cells under a heading.

pub(crate) mod headed;
pub mod heading;
pub(crate) mod rows;
pub(crate) mod titled;
