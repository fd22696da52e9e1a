//! Who looks at the queue: R9 and skips depend on it.

use crate::domain::ids::LabelId;
use crate::domain::target::RowKey;
use crate::domain::time::Time;

/// Who looks at the queue, and what is to be known of the day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Viewer<'a> {
    /// Who looks; none for a look by nobody in particular.
    pub operator: Option<LabelId>,
    /// Who is on shift: the customers of managers who are not are everyone's (R9).
    pub on_shift: &'a [LabelId],
    /// How many serve the queue (R5).
    pub serving: i64,
    /// Rows they skipped, each until when (R2).
    pub skips: &'a [(RowKey, Time)],
    /// Care calls made since the shop's midnight (R23).
    pub care_done_today: i64,
}
