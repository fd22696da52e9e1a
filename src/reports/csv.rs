//! A table for a spreadsheet: RFC 4180, UTF-8, a heading line. As data it has points in numbers and times in UTC; as a
//! sheet for people it has words, and numbers, dates and what parts the cells as the spreadsheets of their language do.
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
use crate::domain::local_time::local;
use crate::domain::quantity;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::text::is_invisible;
use crate::words;
use crate::words::Audience;

/// By this mark a spreadsheet knows that a file is UTF-8; without it Cyrillic opens garbled.
const MARK: char = '\u{feff}';
/// Where one spreadsheet or another begins a new cell or a new line.
const CUTS: [char; 6] = [';', ',', '\t', '\r', '\n', '|'];
/// How a formula, a command or what is taken for one begins.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// How cells are parted and written.
#[derive(Clone, Copy)]
struct CellStyle<'a> {
    separator: char,
    point: char,
    /// Who reads it; nobody reads data.
    reader: Option<SheetReader<'a>>,
}

#[derive(Clone, Copy)]
struct SheetReader<'a> {
    audience: Audience<'a>,
    /// A day as chrono writes it.
    day: &'static str,
}

impl<'a> CellStyle<'a> {
    const DATA: CellStyle<'static> = CellStyle {
        separator: ',',
        point: '.',
        reader: None,
    };

    fn of(reader: Option<Audience<'a>>) -> CellStyle<'a> {
        let Some(audience) = reader else { return CellStyle::DATA };
        let style = audience.tr.lang().style();
        CellStyle {
            separator: style.separator,
            point: style.point,
            reader: Some(SheetReader {
                audience,
                day: style.sheet_day,
            }),
        }
    }
}

impl SheetReader<'_> {
    fn at(self, at: Time, time: &str) -> String {
        let of_day = format!("{}{time}", self.day);
        local(self.audience.zone, at).format(&of_day).to_string()
    }
}

impl Table {
    /// As CSV in a file of its own: with the mark in front.
    pub fn csv_file(&self, reader: Option<Audience<'_>>) -> String {
        format!("{MARK}{}", self.csv(reader))
    }

    /// As CSV, lines ended by CR LF: a sheet for those who read it, data where nobody does.
    pub fn csv(&self, reader: Option<Audience<'_>>) -> String {
        let how = CellStyle::of(reader);
        let heading = |name: &'static str| match how.reader {
            Some(SheetReader { audience, .. }) => quoted(&audience.tr.coded("report-column", name)),
            None => name.to_owned(),
        };
        let mut out = String::new();
        let mut line = |cells: Vec<String>| {
            out.push_str(&cells.join(how.separator.encode_utf8(&mut [0; 4])));
            out.push_str("\r\n");
        };
        line(self.sheet_head().into_iter().map(heading).collect());
        for row in self.sheet_rows() {
            let cells = row.iter().enumerate().map(|(at, cell)| written(how, at, cell));
            line(cells.collect());
        }
        out
    }
}

fn written(how: CellStyle<'_>, at: usize, cell: &Cell) -> String {
    let point = how.point;
    match (cell, how.reader) {
        (Cell::Text(text) | Cell::Phone(text), _) if at > 0 && is_phone(text) => text.clone(),
        (Cell::Tenths(tenths), _) => format!("{}{point}{}", tenths / 10, tenths % 10),
        (Cell::Quantity(milli), _) => quantity::text(*milli).replace(',', &point.to_string()),
        (Cell::Share(share) | Cell::Bar(share), _) => format!("{}{point}{:03}", share / 1_000, share % 1_000),
        (Cell::Money(money) | Cell::Sum(money) | Cell::Rounded(money), _) => {
            let digits = money.currency.digits();
            let scale = 10_u64.pow(digits);
            let minor = money.minor.unsigned_abs();
            let mut out = String::new();
            if money.minor < 0 {
                out.push('-');
            }
            let _ = write!(out, "{}", minor / scale);
            if digits > 0 {
                let _ = write!(out, "{point}{:0width$}", minor % scale, width = digits as usize);
            }
            out
        }
        (Cell::At(at), Some(reader)) => reader.at(*at, " %H:%M"),
        (Cell::Day(at) | Cell::Date(at), Some(reader)) => reader.at(*at, ""),
        (Cell::Span(span), Some(_)) => clock(*span),
        (Cell::Weekday(_), Some(reader)) => words::cell(reader.audience, cell),
        (other, reader) => match (value(other), reader) {
            (Value::Null, _) => String::new(),
            (Value::Number(number), _) => number.to_string(),
            (_, Some(reader)) => quoted(&harmless(&words::cell(reader.audience, other))),
            (Value::String(text), None) => quoted(&harmless(&text)),
            (other, None) => other.to_string(),
        },
    }
}

/// `1:02:03`, which a spreadsheet reads as a length of time and can add up.
fn clock(span: Span) -> String {
    let seconds = span.0.div_euclid(1_000);
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
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
