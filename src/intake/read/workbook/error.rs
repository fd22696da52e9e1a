//! Why a workbook cannot be read.

/// What every zip archive, and so every workbook, begins with.
pub const ZIP: &[u8] = b"PK\x03\x04";

/// What the workbooks of Excel before 2007 begin with, and those that a password closes.
pub const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Why no table was found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Excel's format of before 2007.
    #[error("an Excel workbook of the old format (.xls)")]
    Old,
    /// A password closes it.
    #[error("the workbook is closed by a password")]
    Encrypted,
    /// A zip archive, but not of a workbook.
    #[error("an archive that is no Excel workbook")]
    NotAWorkbook,
    /// It is damaged.
    #[error("the workbook is damaged: {message}")]
    Damaged {
        /// What the reader said.
        message: String,
    },
    /// One of its sheets is damaged.
    #[error("the sheet {sheet} is damaged after row {row}: {message}")]
    DamagedSheet {
        /// Which.
        sheet: String,
        /// The last row that was read, from 1.
        row: u64,
        /// What the reader said.
        message: String,
    },
    /// It is too large to be a table of orders.
    #[error("the sheet {sheet} is too large after row {row}")]
    TooLarge {
        /// Which.
        sheet: String,
        /// Where it became too large, from 1.
        row: u64,
    },
    /// It holds more than a workbook of orders can, or claims to.
    #[error("the workbook is too large, or unpacks to more than a workbook of orders can hold")]
    TooMuch,
    /// None of its sheets has a header.
    #[error("none of the sheets has a header of orders: {sheets}")]
    NoHeader {
        /// Their names, by comma.
        sheets: String,
    },
}
