//! A table for a spreadsheet: RFC 4180, UTF-8, a heading line, points in numbers, times in UTC.
//!
//! A text that begins like a formula is written behind an apostrophe: what a customer wrote must not run on the owner's
//! machine. A phone, `+` and digits, is a number to any spreadsheet and stays as it is.

use std::fmt::Write;

use super::Datum;
use super::Table;

impl Table {
    /// As CSV, lines ended by CR LF.
    pub fn csv(&self) -> String {
        let mut out = self.columns.join(",");
        out.push_str("\r\n");
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn cell(datum: &Datum) -> String {
    match datum {
        Datum::Nothing => String::new(),
        Datum::Text(text) => quoted(&harmless(text)),
        Datum::Count(count) => count.to_string(),
        Datum::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Datum::Share(tenths) => format!("{}.{:03}", tenths / 1_000, tenths % 1_000),
        Datum::Money(money) => {
            let digits = money.currency.digits();
            let scale = 10_u64.pow(digits);
            let minor = money.minor.unsigned_abs();
            let mut out = String::new();
            if money.minor < 0 {
                out.push('-');
            }
            let _ = write!(out, "{}", minor / scale);
            if digits > 0 {
                let _ = write!(out, ".{:0width$}", minor % scale, width = digits as usize);
            }
            out
        }
        Datum::At(at) => at.rfc3339(),
        Datum::Span(span) => (span.0 / 1_000).to_string(),
    }
}

/// The text, unable to be taken for a formula.
fn harmless(text: &str) -> String {
    let digits = text.strip_prefix('+').unwrap_or_default();
    let is_phone = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let first = text.trim_start_matches(['\u{a0}', ' ']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%') if !is_phone => format!("'{text}"),
        _ => text.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
