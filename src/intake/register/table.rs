//! A register as a table.

use super::columns::RegisterColumn;
use super::file::RegisterFile;
use crate::domain::carrier::Carrier;
use crate::domain::phone;
use crate::domain::register::RegisterLine;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::titled::Titled;

/// The rows below the headings, each at the line that `line_of` makes of its own.
pub fn read(
    text: &str,
    header: &Titled<RegisterColumn>,
    line_of: impl Fn(u64) -> u64,
    defaults: &Defaults,
) -> Result<RegisterFile, IntakeError> {
    let mut file = RegisterFile::default();
    for row in &header.rows_below(text, line_of)? {
        match line(header, row, defaults) {
            Ok(Some(line)) => file.lines.push(line),
            // A count below the rows.
            Ok(None) => {}
            Err(why) => file.rejects.push(Reject {
                line: row.line,
                order: header.cell(row, RegisterColumn::Order).map(str::to_owned),
                field: header.word(RegisterColumn::Tracking).unwrap_or_default().to_owned(),
                why,
                head: Some(header.raw.clone()),
                raw: fields::raw(&row.raw),
            }),
        }
    }
    Ok(file)
}

fn line(header: &Titled<RegisterColumn>, row: &Row, defaults: &Defaults) -> Result<Option<RegisterLine>, RejectWhy> {
    let text = |column| {
        let cell = header.cell(row, column);
        cell.map(|cell| fields::text(cell, SHORT)).unwrap_or_default()
    };
    let has_digits = |text: &String| text.contains(|c: char| c.is_ascii_digit());
    let order = Some(text(RegisterColumn::Order)).filter(has_digits).unwrap_or_default();
    let phone = header.cell(row, RegisterColumn::Phone);
    let phone = phone.and_then(|written| phone::parse(written, defaults.country).phone());
    let number = text(RegisterColumn::Tracking);
    if fields::is_damaged(&number) {
        return Err(RejectWhy::Damaged { found: number });
    }
    if !has_digits(&number) {
        let is_of_somebody = !order.is_empty() || phone.is_some();
        return if is_of_somebody {
            Err(RejectWhy::Missing)
        } else {
            Ok(None)
        };
    }
    let sum = header.cell(row, RegisterColumn::Sum);
    Ok(Some(RegisterLine {
        line: row.line,
        number,
        order,
        phone: phone.map(|phone| phone.e164().to_owned()),
        name: text(RegisterColumn::Name),
        // It helps to choose among orders, and no more.
        sum: sum.and_then(|sum| amount::typed(sum, defaults.currency).ok()),
        carrier: header.cell(row, RegisterColumn::Carrier).and_then(Carrier::named),
    }))
}
