//! Reports: what the desk's figures say, as tables for people, one flat table for spreadsheets, and JSON for scripts.
//!
//! One file per report turns figures into a [`Report`]; `csv` writes it down for a spreadsheet, `morning` keeps the day's.
//! Nothing here reads the file of the desk or prints.

mod calls;
mod catalogue;
mod csv;
mod daily;
mod hours;
mod money;
mod morning;
mod numbers;
mod owed;
mod parcels;
mod print;
mod refusals;
mod table;
#[cfg(test)]
mod tests;

pub use self::calls::calls;
pub use self::catalogue::catalogue;
pub use self::daily::Daily;
pub use self::daily::daily;
pub use self::hours::hours;
pub use self::money::money;
pub use self::morning::Kept;
pub use self::morning::keep_morning;
pub use self::morning::sheet_of;
pub use self::numbers::numbers;
pub use self::owed::owed;
pub use self::parcels::parcels;
pub use self::print::PrintPart;
pub use self::print::PrintSheet;
pub use self::refusals::refusals;
pub use self::table::CellColumns;
pub use self::table::Report;
pub use self::table::Table;
pub use self::table::csv;
pub use self::table::quantity;
