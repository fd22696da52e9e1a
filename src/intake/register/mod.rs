//! Tracking numbers of many orders at once: a carrier's register, or what was pasted.
//!
//! Read is any table, as text or a workbook, whose headings name the tracking number and something of whose it is, and
//! text without headings, a number a line:
//!
//! | column | what it holds |
//! |---|---|
//! | `tracking` | the tracking number |
//! | `order` | the order's number |
//! | `phone`, `name` | the receiver |
//! | `sum` | what is paid on delivery, or what the goods are worth |
//! | `carrier` | who carries it |

mod columns;
mod file;
mod pasted;
mod register;
mod table;
#[cfg(test)]
mod tests;

pub use self::file::RegisterFile;
pub use self::register::read_register;
