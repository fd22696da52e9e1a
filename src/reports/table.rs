//! What every report is made of: tables of typed values, worded for people only when they are shown.

use chrono_tz::Tz;
use serde_json::Value;
use serde_json::json;

use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text;
use crate::view::figures::Period;
use crate::words;

/// A report, ready in every form.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// For people.
    pub tables: Vec<Table>,
    /// For a spreadsheet: all of it in one.
    pub flat: Table,
    /// For scripts; its names are stable.
    pub json: Value,
}

/// Rows under headings.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What stands above it; empty when nothing needs to.
    pub title: String,
    /// The codes of its columns: `report-column_<code>` heads them for people, the codes themselves head a spreadsheet.
    pub columns: Vec<&'static str>,
    /// The cells, as many in a row as there are columns.
    pub rows: Vec<Vec<Datum>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing to say.
    Nothing,
    /// Words.
    Text(String),
    /// How many.
    Count(i64),
    /// A number in tenths.
    Tenths(i64),
    /// A share in tenths of a per cent.
    Share(i64),
    /// An amount.
    Money(Money),
    /// A moment.
    At(Time),
    /// A length of time.
    Span(Span),
}

/// For whom a table is worded.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The messages.
    pub tr: &'a Tr,
    /// The shop's zone.
    pub zone: Tz,
    /// When.
    pub now: Time,
}

impl Report {
    /// Its tables as a calm text.
    pub fn plain(&self, paper: &Paper<'_>) -> String {
        let tables: Vec<String> = self.tables.iter().map(|table| table.plain(paper)).collect();
        tables.join("\n")
    }
}

impl Table {
    /// A text with straight columns, the headings above them.
    fn plain(&self, paper: &Paper<'_>) -> String {
        let mut lines: Vec<Vec<String>> = Vec::with_capacity(self.rows.len() + 1);
        let head = self.columns.iter().map(|code| paper.tr.coded("report-column", code));
        lines.push(head.collect());
        for row in &self.rows {
            lines.push(row.iter().map(|datum| datum.words(paper)).collect());
        }
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|at| lines.iter().map(|line| text::width(&line[at])).max().unwrap_or(0))
            .collect();
        let is_number = |at: usize| self.rows.iter().any(|row| row[at].is_number());
        let mut out = String::new();
        if !self.title.is_empty() {
            out.push_str(&self.title);
            out.push('\n');
        }
        if self.rows.is_empty() {
            out.push_str("  ");
            out.push_str(&paper.tr.text("report-nothing"));
            out.push('\n');
            return out;
        }
        for line in &lines {
            let cells: Vec<String> = line
                .iter()
                .enumerate()
                .map(|(at, cell)| {
                    if is_number(at) {
                        text::pad_left(cell, widths[at])
                    } else {
                        text::pad_right(cell, widths[at])
                    }
                })
                .collect();
            out.push_str("  ");
            out.push_str(cells.join("  ").trim_end());
            out.push('\n');
        }
        out
    }
}

impl Datum {
    /// Nothing, when there is none.
    pub fn of<T>(value: Option<T>, datum: impl FnOnce(T) -> Datum) -> Datum {
        value.map_or(Datum::Nothing, datum)
    }

    fn is_number(&self) -> bool {
        !matches!(self, Datum::Nothing | Datum::Text(_) | Datum::At(_))
    }

    fn words(&self, paper: &Paper<'_>) -> String {
        match self {
            Datum::Nothing => String::new(),
            Datum::Text(text) => text::clean(text).into_owned(),
            Datum::Count(count) => count.to_string(),
            Datum::Tenths(tenths) => format!("{},{}", tenths / 10, tenths % 10),
            Datum::Share(tenths) => {
                let percent = (tenths + 5).div_euclid(10);
                paper.tr.with("report-percent", &[("percent", percent.into())])
            }
            Datum::Money(money) => money.short_text(),
            Datum::At(at) => words::moment(paper.tr, paper.zone, *at, paper.now),
            Datum::Span(span) => paper.tr.span_short(*span),
        }
    }
}

/// A share as a fraction of one; null without any.
pub fn fraction(tenths: Option<i64>) -> Value {
    tenths.map_or(Value::Null, |tenths| {
        // Thousandths are written exactly as they are.
        json!(f64::from(i32::try_from(tenths).unwrap_or(i32::MAX)) / 1_000.0)
    })
}

/// Seconds; null without any.
pub fn seconds(span: Option<Span>) -> Value {
    span.map_or(Value::Null, |span| json!(span.0 / 1_000))
}

/// An amount as everywhere in JSON.
pub fn amount(money: Money) -> Value {
    json!({"minor": money.minor, "currency": money.currency.code(), "text": money.text()})
}

/// The days of a period, both ends among them.
pub fn days(period: &Period) -> (Value, Value) {
    (json!(period.first.to_string()), json!(period.last.to_string()))
}

/// What stands above a report of a period.
pub fn title(paper: &Paper<'_>, key: &'static str, period: &Period) -> String {
    let name = paper.tr.text(key);
    format!("{name} · {} – {}", period.first, period.last)
}
