//! A statement or a register as a table.

use super::columns::PaidColumn;
use super::columns::of_register;
use super::file::StatementFile;
use crate::domain::local_time::local;
use crate::domain::order::Means;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::statement::StatementLine;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::guess::guessable::Guessable;
use crate::intake::guess::guessable::missing;
use crate::intake::moment;
use crate::intake::moment::DateOrder;
use crate::intake::moment::OrderOfDates;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::titled::Titled;
use crate::intake::shops::generic::columns::Cell;
use crate::intake::shops::generic::mapping::Mapping;
use crate::intake::vocabulary as words;

/// The headings of a statement: what a profile says, else those that tell what came and something of what it is for.
pub fn header(
    beginning: &str,
    profile: Option<&Mapping<PaidColumn>>,
    delimiters: &[char],
) -> Result<Titled<PaidColumn>, IntakeError> {
    if let Some(profile) = profile {
        let found = Titled::mapped(beginning, delimiters, &profile.columns);
        return found.map_err(|missing| IntakeError::OtherColumns { missing });
    }
    let of_register = Titled::find(beginning, of_register, |known| {
        let is_in_both = known.contains(&PaidColumn::Amount) && known.contains(&PaidColumn::Collected);
        is_in_both && missing(known).next().is_none()
    });
    let usual = || Titled::find(beginning, PaidColumn::named, |known| missing(known).next().is_none());
    let found = of_register.or_else(usual);
    found.ok_or(IntakeError::UnknownFormat)
}

pub fn read(
    text: &str,
    profile: Option<&Mapping<PaidColumn>>,
    delimiters: &[char],
    defaults: &Defaults,
) -> Result<StatementFile, IntakeError> {
    let header = header(text, profile, delimiters)?;
    let below = header.rows_below(text, |line| line)?;
    let proven = match OrderOfDates::of(below.iter().filter_map(|row| header.cell(row, PaidColumn::Date))) {
        OrderOfDates::Proven(order) => Some(order),
        OrderOfDates::Undecided | OrderOfDates::Clear => None,
    };
    let dates = defaults.date_order.or(proven);
    let said_nothing = Mapping::default();
    let mut file = StatementFile::default();
    for row in &below {
        match line(&header, row, dates, profile.unwrap_or(&said_nothing), defaults) {
            Ok(Some(line)) => file.lines.push(line),
            // A sum below the rows, and what went out.
            Ok(None) => {}
            Err((column, why)) => file.rejects.push(Reject {
                line: row.line,
                order: header.cell(row, PaidColumn::Order).map(str::to_owned),
                field: header.word(column).unwrap_or_default().to_owned(),
                why,
                head: Some(header.raw.clone()),
                raw: fields::raw(&row.raw),
            }),
        }
    }
    Ok(file)
}

fn line(
    header: &Titled<PaidColumn>,
    row: &Row,
    dates: Option<DateOrder>,
    profile: &Mapping<PaidColumn>,
    defaults: &Defaults,
) -> Result<Option<StatementLine>, (PaidColumn, RejectWhy)> {
    let constant = |column| {
        let mut constants = profile.constants.iter();
        constants
            .find(|(known, _)| *known == column)
            .map(|(_, said)| said.as_str())
    };
    let text = |column, most| {
        let parts: Vec<&str> = header.parts(row, column).collect();
        match constant(column).filter(|_| parts.is_empty()) {
            Some(said) => said.to_owned(),
            None => fields::text(&parts.join(" "), most),
        }
    };
    // Below the rows a word stands where they have a number: `Итого`.
    let number = |column| Some(text(column, SHORT)).filter(|number| number.contains(|c: char| c.is_ascii_digit()));
    let tracking = number(PaidColumn::Tracking).unwrap_or_default();
    let order = number(PaidColumn::Order).unwrap_or_default();
    let (payer, purpose) = (text(PaidColumn::Payer, SHORT), text(PaidColumn::Purpose, LONG));
    let spoken = [PaidColumn::Payer, PaidColumn::Purpose];
    let tells_something = spoken.into_iter().any(|column| header.cell(row, column).is_some());
    if tracking.is_empty() && order.is_empty() && !tells_something {
        return Ok(None);
    }
    let currency = match header
        .cell(row, PaidColumn::Currency)
        .or_else(|| constant(PaidColumn::Currency))
    {
        Some(word) => words::currency(word).ok_or_else(|| {
            let found = word.to_owned();
            (PaidColumn::Currency, RejectWhy::NotACurrency { found })
        })?,
        None => defaults.currency,
    };
    let money = |column: PaidColumn| {
        let unit = profile.units.iter().find(|(known, _)| *known == column);
        let cell = header.cell(row, column).map(|text| match unit {
            Some((_, unit)) => Cell::In(*unit, text.to_owned()),
            None => Cell::Typed(text.to_owned()),
        });
        let amount = cell.map(|cell| cell.amount(currency)).transpose();
        amount.map_err(|why| (column, why))
    };
    let (came, collected, fee) = (
        money(PaidColumn::Amount)?,
        money(PaidColumn::Collected)?,
        money(PaidColumn::Fee)?,
    );
    let of_payouts = header.has(PaidColumn::Amount);
    // What was collected and not paid out is still to come.
    if of_payouts && came.is_none_or(|came| came <= 0) {
        return Ok(None);
    }
    let fee = fee.map_or(0, i64::abs);
    let (amount, withheld) = match (collected.filter(|collected| *collected > 0), came) {
        (Some(collected), Some(came)) if collected >= came => (collected, collected - came),
        (Some(collected), None) => (collected, fee.min(collected)),
        (_, Some(came)) => (came.saturating_add(fee), fee),
        (None, None) => return Ok(None),
    };
    let day = header.cell(row, PaidColumn::Date);
    let day = day.map(|day| moment::when_ordered(day, defaults.time_zone, dates));
    let day = day.transpose().map_err(|why| (PaidColumn::Date, why))?;
    let by_carrier = !tracking.is_empty() || collected.is_some();
    Ok(Some(StatementLine {
        line: row.line,
        key: String::new(),
        day: day.map(|at| local(defaults.time_zone, at).date()),
        amount,
        withheld,
        currency,
        payer,
        purpose: match (order.is_empty(), tracking.is_empty()) {
            // Both numbers are looked for.
            (false, false) => format!("{purpose} № {order}").trim().to_owned(),
            _ => purpose,
        },
        number: if tracking.is_empty() { order } else { tracking },
        means: if by_carrier {
            Means::CashOnDelivery
        } else {
            Means::BankAccount
        },
    }))
}
