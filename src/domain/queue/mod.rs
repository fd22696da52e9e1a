//! The queue: agendas become rows, rows stand in order (R1, R2, R9). What depends on the whole set or on who looks
//! lives here, not in the agenda.

mod promises;
pub(crate) mod rank;
mod risk;
mod row;
pub mod row_text;
pub mod standing;
#[cfg(test)]
mod tests;
pub mod viewer;

pub use self::rank::rank;
pub use self::risk::Stake;
pub use self::row::Ranked;
pub use self::row::Row;
pub use self::row::rows_of;
pub use self::viewer::Viewer;
