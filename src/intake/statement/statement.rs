//! Reads what came to the shop's account.

use std::cell::RefCell;
use std::io::BufReader;
use std::io::Read;

use super::camt;
use super::columns::PaidColumn;
use super::file::StatementFile;
use super::one_c;
use super::table;
use crate::intake::Decoded;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::read::beginning::Begun;
use crate::intake::read::room::whole;
use crate::intake::read::workbook as sheet;
use crate::intake::read::workbook::SheetError;
use crate::intake::shops::generic::header::ANY_DELIMITER;
use crate::intake::shops::generic::header::SHEET_DELIMITER;
use crate::intake::shops::generic::mapping::Mapping;

/// Reads a statement or a register: 1C's exchange file, camt.053, or a table as text or in a workbook, whose columns a
/// profile may tell.
pub fn read_statement(
    input: impl Read,
    profile: Option<&Mapping<PaidColumn>>,
    defaults: &Defaults,
) -> Result<StatementFile, IntakeError> {
    let text = match Begun::of(BufReader::new(input))? {
        Begun::Workbook(book) => return workbook(book, profile, defaults),
        Begun::Text(text) => whole(Decoded::new(text, defaults.country.code()))?,
    };
    let beginning = text.trim_start_matches('\u{feff}').trim_start();
    let file = if beginning.starts_with(one_c::FIRST_LINE) {
        one_c::read(&text, defaults)
    } else if beginning.starts_with('<') {
        camt::read(&text, defaults)?
    } else {
        table::read(&text, profile, ANY_DELIMITER, defaults)?
    };
    Ok(file.with_keys())
}

fn workbook(
    book: Vec<u8>,
    profile: Option<&Mapping<PaidColumn>>,
    defaults: &Defaults,
) -> Result<StatementFile, IntakeError> {
    let lacking: RefCell<Option<IntakeError>> = RefCell::new(None);
    let is_meant = |name: &str| {
        profile
            .and_then(|profile| profile.sheet.as_deref())
            .is_none_or(|sheet| sheet == name)
    };
    let fits = |name: &str, beginning: &str| match table::header(beginning, profile, SHEET_DELIMITER) {
        Ok(header) => Some(header.known()).filter(|_| is_meant(name)),
        Err(error) => {
            lacking.replace(Some(error).filter(|_| is_meant(name)));
            None
        }
    };
    let sheet = sheet::find(book, &fits).map_err(|error| match (error, lacking.take()) {
        (SheetError::NoHeader { .. }, Some(other @ IntakeError::OtherColumns { .. })) => other,
        (error, _) => IntakeError::Sheet(error),
    })?;
    let mut file = table::read(&sheet.text, profile, SHEET_DELIMITER, defaults)?;
    for reject in &mut file.rejects {
        reject.line = sheet.rows.row(reject.line);
    }
    for line in &mut file.lines {
        line.line = sheet.rows.row(line.line);
    }
    Ok(file.with_keys())
}
