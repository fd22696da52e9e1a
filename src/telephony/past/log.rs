//! What a log of the past holds.

use crate::domain::line_call::LineCall;

/// What a log holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastLog {
    /// The calls with somebody outside, the oldest first.
    pub calls: Vec<LineCall>,
    /// How many lines were read.
    pub lines: usize,
    /// The numbers of the lines that could not be.
    pub rejected: Vec<usize>,
}
