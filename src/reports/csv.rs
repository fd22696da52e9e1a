//! A table for a spreadsheet: RFC 4180, UTF-8, a heading line, points in numbers, times in UTC.
//!
//! What a customer wrote must not run on the owner's machine, so no text is a formula: not where it begins, and not behind
//! a sign at which a spreadsheet may cut it, which depends on the country of its owner and not on what we cut by. An
//! apostrophe is put in front. A phone, `+` and digits, is a number to any spreadsheet and stays as it is, but for the
//! first cell: what does not cut there takes the whole line for one that begins with a sign.

use std::fmt::Write;

use serde_json::Value;

use super::Table;
use super::table::value;
use crate::domain::cell::Cell;
use crate::text::is_invisible;

/// By this mark a spreadsheet knows that a file is UTF-8; without it Cyrillic opens garbled.
const MARK: char = '\u{feff}';
/// Where one spreadsheet or another begins a new cell or a new line.
const CUTS: [char; 6] = [';', ',', '\t', '\r', '\n', '|'];
/// How a formula, a command or what is taken for one begins.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

impl Table {
    /// As CSV in a file of its own: with the mark in front.
    pub fn csv_file(&self) -> String {
        format!("{MARK}{}", self.csv())
    }

    /// As CSV, lines ended by CR LF.
    pub fn csv(&self) -> String {
        let mut out = self.sheet_head().join(",");
        out.push_str("\r\n");
        for row in self.sheet_rows() {
            let cells: Vec<String> = row.iter().enumerate().map(|(at, cell)| written(at, cell)).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn written(at: usize, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Phone(text) if at > 0 && is_phone(text) => text.clone(),
        Cell::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Cell::Share(tenths) => format!("{}.{:03}", tenths / 1_000, tenths % 1_000),
        Cell::Money(money) => {
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
        other => match value(other) {
            Value::Null => String::new(),
            Value::String(text) => quoted(&harmless(&text)),
            number => number.to_string(),
        },
    }
}

/// Only a whole text is a phone: what another spreadsheet does not cut goes on behind the digits.
fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text, unable to be taken for a formula as a whole or in any of its pieces.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let blank = |letter: char| !CUTS.contains(&letter) && (letter.is_whitespace() || is_invisible(letter));
    if text.trim_start_matches(blank).starts_with(['\t', '\r', '\n']) {
        out.push('\'');
    }
    for piece in text.split_inclusive(CUTS) {
        if is_formula(piece) {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

/// True of what begins like a formula once the signs that a spreadsheet drops or nobody sees are left out.
fn is_formula(piece: &str) -> bool {
    let unseen = |letter: char| letter == '"' || letter.is_whitespace() || is_invisible(letter);
    let first = piece.chars().find(|letter| CUTS.contains(letter) || !unseen(*letter));
    first.is_some_and(|letter| FORMULAS.contains(&letter))
}

fn quoted(text: &str) -> String {
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
