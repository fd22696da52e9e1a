//! What came to the shop's account: a bank's statement or a carrier's payout register.
//!
//! Read are the exchange file of 1C's clients of banks (`1CClientBankExchange`), ISO 20022 camt.053, and any table, as text or
//! a workbook, whose headings name the amount and something of what it is for:
//!
//! | column | what it holds |
//! |---|---|
//! | `date` | the day it came |
//! | `amount`, `currency` | what came; rows of what went out are passed over |
//! | `collected`, `fee` | what the carrier took from the customer; what it kept of that for itself |
//! | `payer` | who paid |
//! | `purpose` | what for, as the payer wrote it |
//! | `order`, `tracking` | the number of the order or of the parcel; with the parcel's it is money a carrier took on delivery |

mod camt;
mod columns;
mod file;
#[cfg(test)]
mod matched_tests;
mod one_c;
mod statement;
mod table;
#[cfg(test)]
mod tests;

pub use self::columns::PaidColumn;
pub use self::file::StatementFile;
pub use self::statement::read_statement;
