//! Reads what came to the shop's account.

use std::io::BufReader;
use std::io::Read;

use super::camt;
use super::file::StatementFile;
use super::one_c;
use super::table;
use crate::intake::Decoded;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::read::beginning::Begun;
use crate::intake::read::room::whole;
use crate::intake::read::workbook as sheet;

/// Reads a statement or a register: 1C's exchange file, camt.053, or a table as text or in a workbook.
pub fn read_statement(input: impl Read, defaults: &Defaults) -> Result<StatementFile, IntakeError> {
    let text = match Begun::of(BufReader::new(input))? {
        Begun::Workbook(book) => {
            let sheet = sheet::find(book, &|_, beginning| Some(table::header(beginning)?.known()))?;
            let mut file = table::read(&sheet.text, defaults)?;
            for reject in &mut file.rejects {
                reject.line = sheet.rows.row(reject.line);
            }
            for line in &mut file.lines {
                line.line = sheet.rows.row(line.line);
            }
            return Ok(file.with_keys());
        }
        Begun::Text(text) => whole(Decoded::new(text, defaults.country.code()))?,
    };
    let beginning = text.trim_start_matches('\u{feff}').trim_start();
    let file = if beginning.starts_with(one_c::FIRST_LINE) {
        one_c::read(&text, defaults)
    } else if beginning.starts_with('<') {
        camt::read(&text, defaults)?
    } else {
        table::read(&text, defaults)?
    };
    Ok(file.with_keys())
}
