//! What a register came to.

use crate::domain::register::RegisterLine;
use crate::domain::reject::Reject;

/// What a register came to.
#[derive(Debug, Default)]
pub struct RegisterFile {
    /// The numbers, with whose they are said to be.
    pub lines: Vec<RegisterLine>,
    /// What could not be read, each with its place.
    pub rejects: Vec<Reject>,
}
