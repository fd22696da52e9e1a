//! What a log of the past holds.

use crate::domain::line_call::LineCall;
use crate::domain::shift::PastShift;

/// What a log holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastLog {
    /// The calls with somebody outside, the oldest first.
    pub calls: Vec<LineCall>,
    /// Who was logged in at a queue, from first in to last out, as far as the log has both; `operator` is the telephone.
    pub shifts: Vec<PastShift>,
    /// How many lines were read.
    pub lines: usize,
    /// The numbers of the lines that could not be.
    pub rejected: Vec<usize>,
}
