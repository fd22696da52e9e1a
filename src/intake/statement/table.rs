//! A statement or a register as a table.

use super::file::StatementFile;
use crate::domain::local_time::local;
use crate::domain::order::Means;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::statement::StatementLine;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::moment;
use crate::intake::moment::DateOrder;
use crate::intake::moment::OrderOfDates;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::rows::Rows;
use crate::intake::read::table::titled::Titled;
use crate::intake::vocabulary as words;

/// A column of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaidColumn {
    /// The day.
    Date,
    /// What came.
    Amount,
    /// Of the amount.
    Currency,
    /// Who paid.
    Payer,
    /// What for.
    Purpose,
    /// The number of the order.
    Order,
    /// The number of the parcel.
    Tracking,
}

/// Beginnings of headings in plain form; the first that fits counts.
const NAMES: &[(PaidColumn, &[&str])] = &[
    (
        PaidColumn::Tracking,
        &[
            "трек",
            "track",
            "ттн",
            "шпи",
            "штрихкод",
            "накладная",
            "номер накладной",
            "номер отправления",
            "waybill",
            "awb",
            "номер эн",
            "номер ен",
        ],
    ),
    (
        PaidColumn::Order,
        &[
            "номер заказа",
            "заказ",
            "№ заказа",
            "номер замовлення",
            "замовлення",
            "order",
            "внутренний номер",
            "им номер",
        ],
    ),
    (
        PaidColumn::Purpose,
        &[
            "назначение",
            "призначення",
            "описание",
            "опис",
            "детали",
            "purpose",
            "description",
            "details",
            "reference",
            "комментарий",
        ],
    ),
    (
        PaidColumn::Payer,
        &[
            "плательщик",
            "контрагент",
            "отправитель",
            "платник",
            "відправник",
            "payer",
            "counterparty",
            "sender",
            "name",
            "наименование плательщика",
            "наименование контрагента",
            "от кого",
        ],
    ),
    (PaidColumn::Currency, &["валюта", "currency", "ccy"]),
    (
        PaidColumn::Amount,
        &[
            "сумма к перечислению",
            "перечислено",
            "к выплате",
            "выплачено",
            "зачислен",
            "поступлен",
            "приход",
            "кредит",
            "credit",
            "paid in",
            "money in",
            "надходження",
            "сумма",
            "сума",
            "amount",
            "sum",
        ],
    ),
    (PaidColumn::Date, &["дата", "date", "booking date", "день"]),
];

fn named(heading: &str) -> Option<PaidColumn> {
    let heading = plain(heading);
    let begins = |names: &[&str]| names.iter().any(|name| heading.starts_with(&plain(name)));
    NAMES.iter().find(|(_, names)| begins(names)).map(|(column, _)| *column)
}

/// The headings of a statement: what came, and something of what it is for.
pub fn header(beginning: &str) -> Option<Titled<PaidColumn>> {
    Titled::find(beginning, named, |known| {
        let of_sum = [PaidColumn::Amount, PaidColumn::Currency, PaidColumn::Date];
        known.contains(&PaidColumn::Amount) && known.iter().any(|column| !of_sum.contains(column))
    })
}

pub fn read(text: &str, defaults: &Defaults) -> Result<StatementFile, IntakeError> {
    let header = header(text).ok_or(IntakeError::UnknownFormat)?;
    let mut rows = Rows::new(text.as_bytes(), header.delimiter);
    let (mut below, mut is_below) = (Vec::new(), false);
    while let Some(row) = rows.next_row()? {
        if row.raw == header.raw {
            is_below = true;
        } else if is_below && !row.is_empty() {
            below.push(row);
        }
    }
    let proven = match OrderOfDates::of(below.iter().filter_map(|row| header.cell(row, PaidColumn::Date))) {
        OrderOfDates::Proven(order) => Some(order),
        OrderOfDates::Undecided | OrderOfDates::Clear => None,
    };
    let dates = defaults.date_order.or(proven);
    let mut file = StatementFile::default();
    for row in &below {
        match line(&header, row, dates, defaults) {
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
    defaults: &Defaults,
) -> Result<Option<StatementLine>, (PaidColumn, RejectWhy)> {
    let text = |column, most| {
        let cell = header.cell(row, column);
        cell.map(|cell| fields::text(cell, most)).unwrap_or_default()
    };
    // Below the rows a word stands where they have a number: `Итого`.
    let number = |column| Some(text(column, SHORT)).filter(|number| number.contains(|c: char| c.is_ascii_digit()));
    let tracking = number(PaidColumn::Tracking).unwrap_or_default();
    let order = number(PaidColumn::Order).unwrap_or_default();
    let (payer, purpose) = (text(PaidColumn::Payer, SHORT), text(PaidColumn::Purpose, LONG));
    let tells_nothing = [&tracking, &order, &payer, &purpose].iter().all(|text| text.is_empty());
    let Some(sum) = header.cell(row, PaidColumn::Amount).filter(|_| !tells_nothing) else {
        return Ok(None);
    };
    let currency = match header.cell(row, PaidColumn::Currency) {
        Some(word) => words::currency(word).ok_or_else(|| {
            let found = word.to_owned();
            (PaidColumn::Currency, RejectWhy::NotACurrency { found })
        })?,
        None => defaults.currency,
    };
    let amount = amount::typed(sum, currency).map_err(|why| (PaidColumn::Amount, why))?;
    if amount <= 0 {
        return Ok(None);
    }
    let day = header.cell(row, PaidColumn::Date);
    let day = day.map(|day| moment::when_ordered(day, defaults.time_zone, dates));
    let day = day.transpose().map_err(|why| (PaidColumn::Date, why))?;
    let is_register = !tracking.is_empty();
    Ok(Some(StatementLine {
        line: row.line,
        key: String::new(),
        day: day.map(|at| local(defaults.time_zone, at).date()),
        amount,
        currency,
        payer,
        purpose: match (order.is_empty(), is_register) {
            // Both numbers are looked for.
            (false, true) => format!("{purpose} № {order}").trim().to_owned(),
            _ => purpose,
        },
        number: if is_register { tracking } else { order },
        means: if is_register {
            Means::CashOnDelivery
        } else {
            Means::BankAccount
        },
    }))
}
