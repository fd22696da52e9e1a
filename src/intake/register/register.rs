//! Reads tracking numbers of many orders.

use std::io::BufReader;
use std::io::Read;

use super::columns::header;
use super::file::RegisterFile;
use super::pasted;
use super::table;
use crate::intake::Decoded;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::read::beginning::Begun;
use crate::intake::read::room::whole;
use crate::intake::read::workbook as sheet;

/// Reads a register as text or a workbook, or a number a line.
pub fn read_register(input: impl Read, defaults: &Defaults) -> Result<RegisterFile, IntakeError> {
    let text = match Begun::of(BufReader::new(input))? {
        Begun::Workbook(book) => {
            let sheet = sheet::find(book, &|_, beginning| Some(header(beginning)?.known()))?;
            let header = header(&sheet.text).ok_or(IntakeError::UnknownFormat)?;
            return table::read(&sheet.text, &header, |line| sheet.rows.row(line), defaults);
        }
        Begun::Text(text) => whole(Decoded::new(text, defaults.country.code()))?,
    };
    match header(&text) {
        Some(header) => table::read(&text, &header, |line| line, defaults),
        None => pasted::read(&text, defaults),
    }
}
