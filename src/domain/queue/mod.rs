//! The queue: agendas become rows, rows stand in order (R1, R2, R9). What depends on the whole set or on who looks
//! lives here, not in the agenda.

mod rank;
mod risk;
mod row;
#[cfg(test)]
mod tests;

pub use self::rank::RankKey;
pub use self::rank::Ranked;
pub use self::rank::rank;
pub use self::rank::rank_key;
pub use self::risk::at_risk;
pub use self::risk::at_risk_in_shop;
pub use self::risk::chance_left;
pub use self::row::Row;
pub use self::row::RowKey;
pub use self::row::rows_of;

use super::ids::LabelId;
use super::time::Time;

/// Who looks at the queue, and what is to be known of the day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Viewer<'a> {
    /// Who looks; none for a look by nobody in particular.
    pub operator: Option<LabelId>,
    /// Who is on shift: the customers of managers who are not are everyone's (R9).
    pub on_shift: &'a [LabelId],
    /// Rows he skipped, each until when (R2).
    pub skips: &'a [(RowKey, Time)],
    /// Care calls made since the shop's midnight (R23).
    pub care_done_today: i64,
}

impl Viewer<'_> {
    /// The manager whose regular stands in `row`, while he is there (R9); who looks is.
    pub fn own_manager(&self, row: &Row) -> Option<LabelId> {
        row.manager
            .filter(|manager| self.operator == Some(*manager) || self.on_shift.contains(manager))
    }
}
