//! The table of an Excel workbook as text of rows, so that it is read like any other table.
//!
//! The first sheet with a header counts. Dates stand in the text as dates and numbers as they are: Excel keeps fifteen
//! digits, so a longer number is written as `1.23457E+17`, which every reader refuses. Lines of the text are not rows of
//! the sheet (blank rows are one line, a cell may hold several); [`Rows::row`] leads back.

mod bounds;
mod cell;
pub mod error;
#[cfg(test)]
pub mod test_book;
#[cfg(test)]
mod tests;
mod workbook;

pub use self::error::COMPOUND;
pub use self::error::SheetError;
pub use self::error::ZIP;
pub use self::workbook::Rows;
pub use self::workbook::find;
