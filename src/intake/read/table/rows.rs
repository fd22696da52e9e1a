//! Rows of a table in text: cells, quotation marks, line breaks inside cells.
//!
//! Its own reader rather than a general one, for two reasons: the text of a row is kept for rejects as it stood, and a
//! quotation mark that is never closed costs its own line and not the rest of the file.

use std::collections::VecDeque;
use std::io;
use std::io::BufRead;
use std::io::Read;

/// A cell longer than this, or over more lines, has lost its closing quotation mark.
const LONGEST_CELL: usize = 64 * 1024;
const MOST_LINES: usize = 200;
/// No line is longer; what is goes on as another one.
const LONGEST_LINE: u64 = 1024 * 1024;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it begins, from 1.
    pub line: u64,
    /// As it stood, without its line end.
    pub raw: String,
    /// Its cells, unquoted.
    pub cells: Vec<String>,
    /// Whether every quotation mark was closed.
    pub quotes: Quotes,
}

/// Whether every quotation mark was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// All of them.
    Closed,
    /// One was not.
    Open,
}

impl Row {
    /// True when nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads rows from UTF-8 text.
pub struct Rows<R> {
    inner: R,
    delimiter: char,
    ahead: VecDeque<String>,
    line: u64,
}

impl<R: BufRead> Rows<R> {
    /// Reads from `inner`, cells being divided by `delimiter`.
    pub fn new(inner: R, delimiter: char) -> Rows<R> {
        Rows {
            inner,
            delimiter,
            ahead: VecDeque::new(),
            line: 1,
        }
    }

    /// The next row; nothing at the end.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        let Some(first) = self.next_line()? else {
            return Ok(None);
        };
        let line = self.line;
        self.line += 1;
        let (cells, mut quotes) = split(&first, self.delimiter);
        if quotes == Quotes::Closed {
            return Ok(Some(Row {
                line,
                raw: first,
                cells,
                quotes,
            }));
        }
        let mut raw = first.clone();
        let mut taken = Vec::new();
        while raw.len() < LONGEST_CELL && taken.len() < MOST_LINES {
            let Some(next) = self.next_line()? else { break };
            raw.push('\n');
            raw.push_str(&next);
            taken.push(next);
            let cells;
            (cells, quotes) = split(&raw, self.delimiter);
            if quotes == Quotes::Closed {
                self.line += u64::try_from(taken.len()).unwrap_or(0);
                return Ok(Some(Row {
                    line,
                    raw,
                    cells,
                    quotes,
                }));
            }
        }
        while let Some(line) = taken.pop() {
            self.ahead.push_front(line);
        }
        Ok(Some(Row {
            line,
            raw: first,
            cells,
            quotes,
        }))
    }

    fn next_line(&mut self) -> io::Result<Option<String>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        if (&mut self.inner).take(LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some(String::from_utf8_lossy(line).into_owned()))
    }
}

/// The cells of a row. A quotation mark counts only at the beginning of a cell, as `5" pipe` is a text.
pub fn split(row: &str, delimiter: char) -> (Vec<String>, Quotes) {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = row.chars().peekable();
    loop {
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next() {
                    None => {
                        cells.push(cell);
                        return (cells, Quotes::Open);
                    }
                    Some('"') if chars.next_if_eq(&'"').is_some() => cell.push('"'),
                    Some('"') => break,
                    Some(c) => cell.push(c),
                }
            }
        }
        loop {
            match chars.next() {
                None => {
                    cells.push(cell);
                    return (cells, Quotes::Closed);
                }
                Some(c) if c == delimiter => break,
                Some(c) => cell.push(c),
            }
        }
        cells.push(std::mem::take(&mut cell));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<Row> {
        let mut rows = Rows::new(text.as_bytes(), ';');
        let mut out = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            out.push(row);
        }
        out
    }

    #[test]
    fn cells_may_hold_delimiters_quotes_and_line_breaks() {
        let rows = all("a;\"b;c\";\"d\"\"e\"\r\n\"f\ng\";5\" pipe;\n");
        assert_eq!(rows[0].cells, ["a", "b;c", "d\"e"]);
        assert_eq!(rows[1].cells, ["f\ng", "5\" pipe", ""]);
        assert_eq!((rows[1].line, rows[1].raw.as_str()), (2, "\"f\ng\";5\" pipe;"));
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn a_mark_never_closed_costs_its_own_line_only() {
        let text = format!("1;\"a\n{}", "2;b\n".repeat(500));
        let rows = all(&text);
        assert_eq!(rows.len(), 501);
        assert_eq!((rows[0].quotes, rows[0].line), (Quotes::Open, 1));
        assert!(rows[1..].iter().all(|row| row.quotes == Quotes::Closed));
        assert_eq!(rows[500].line, 501);
    }

    proptest! {
        #[test]
        fn any_text_comes_to_an_end_and_no_line_is_lost(text in "[\"; a\n\r]{0,200}") {
            let raw: Vec<String> = all(&text).into_iter().map(|row| row.raw).collect();
            let plain = |text: &str| text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect::<String>();
            prop_assert_eq!(plain(&raw.concat()), plain(&text));
        }
    }
}
