//! Why nothing of a file was read, or not to its end.

use std::io;

use super::read::text_buffer::CHUNK;
use super::read::workbook::SheetError;

/// Why nothing of a file was read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file could not be read.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
    /// No known shape.
    #[error("neither the export of a known shop system nor a table or JSON of the documented shape")]
    UnknownFormat,
    /// The row of headings is longer than any; the quotation mark that opens it is not closed, or it is no table.
    #[error("the row of headings is longer than {} KiB", CHUNK / 1024)]
    LongHeading,
    /// A workbook without a table that can be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A profile tells of columns that the file has not.
    #[error("the file has no columns called: {}", missing.join(", "))]
    OtherColumns {
        /// Their names.
        missing: Vec<String>,
    },
}
