//! Rows of a table in text: cells, quotation marks, line breaks inside cells.
//!
//! A quotation mark counts only at the beginning of a cell, as `5" pipe` is a text. One that is never closed costs its own
//! line and not the rest of the file; looking for its other half costs a fixed multiple of the file's length.

use std::io;
use std::io::BufRead;

use csv_core::ReadRecordResult;
use csv_core::Reader;
use csv_core::ReaderBuilder;
use csv_core::Terminator;

use crate::intake::read::text_buffer::CHUNK;
use crate::intake::read::text_buffer::TextBuffer;

/// A row of several lines that is longer than this, in bytes or in lines, has lost a closing quotation mark.
const LONGEST_ROW: usize = 64 * 1024;
const MOST_LINES: usize = 200;
/// No line is longer; what is goes on as another one.
const LONGEST_LINE: usize = 1024 * 1024;

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
    /// False when the text ends without a line break behind it.
    pub has_end: bool,
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
    text: TextBuffer<R>,
    cells: CellReader,
}

impl<R: BufRead> Rows<R> {
    /// Reads from `inner`, cells being divided by `delimiter`, which is ASCII.
    pub fn new(inner: R, delimiter: char) -> Rows<R> {
        Rows {
            text: TextBuffer::new(inner),
            cells: CellReader::divided_by(u8::try_from(delimiter).unwrap_or(b',')),
        }
    }

    /// The next row; nothing at the end.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        let line = self.text.place().line;
        let first = self.line_end(0)?;
        if first == 0 {
            return Ok(None);
        }
        let mut end = first;
        let mut quotes = self.cells.take(&self.text.text()[..end]);
        let mut lines = 1;
        // What may be looked at in vain is known before: a debt would be forgotten.
        let most = LONGEST_ROW.min(self.text.budget());
        while quotes == Quotes::Open && end < most && lines <= MOST_LINES {
            let next = self.line_end(end)?;
            if next == end {
                break;
            }
            quotes = self.cells.take(&self.text.text()[end..next]);
            end = next;
            lines += 1;
        }
        if quotes == Quotes::Open {
            self.text.spend(end);
            end = first;
            self.cells.clear();
            self.cells.take(&self.text.text()[..end]);
        }
        let raw = without_line_end(&self.text.text()[..end]);
        let is_wrapped = raw.first() == Some(&b'"');
        let row = Row {
            line,
            has_end: raw.len() < end,
            raw: String::from_utf8_lossy(raw).into_owned(),
            cells: self.cells.finish(quotes),
            quotes,
        };
        let row = match row.cells.as_slice() {
            [only] if is_wrapped && quotes == Quotes::Closed => match self.cells.unwrapped(only) {
                Some(cells) => Row { cells, ..row },
                None => row,
            },
            _ => row,
        };
        self.text.pass(end);
        Ok(Some(row))
    }

    /// Where the line that begins `from` bytes ahead ends, its line break included; `from` itself at the end.
    fn line_end(&mut self, from: usize) -> io::Result<usize> {
        let mut looked = from;
        loop {
            let text = self.text.text();
            if let Some(at) = text[looked..].iter().position(|byte| *byte == b'\n') {
                return Ok((looked + at + 1).min(from + LONGEST_LINE));
            }
            looked = text.len();
            if self.text.is_ended() || looked >= from + LONGEST_LINE {
                return Ok(looked.min(from + LONGEST_LINE));
            }
            self.text.fill(looked + CHUNK)?;
        }
    }
}

/// The cells of a row while its lines come.
struct CellReader {
    reader: Reader,
    text: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    count: usize,
}

impl CellReader {
    fn divided_by(delimiter: u8) -> CellReader {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).terminator(Terminator::Any(b'\n'));
        CellReader {
            reader: builder.build(),
            text: vec![0; 1024],
            length: 0,
            ends: vec![0; 64],
            count: 0,
        }
    }

    /// Takes a line; tells whether the row ends with it.
    fn take(&mut self, line: &[u8]) -> Quotes {
        if without_line_end(line).is_empty() && self.length == 0 {
            // The reader would look for the next row behind it.
            return Quotes::Closed;
        }
        let line_end: &[u8] = if line.ends_with(b"\n") { b"" } else { b"\n" };
        for mut part in [line, line_end] {
            while !part.is_empty() {
                if self.feed(&mut part) == ReadRecordResult::Record {
                    return Quotes::Closed;
                }
            }
        }
        Quotes::Open
    }

    fn feed(&mut self, part: &mut &[u8]) -> ReadRecordResult {
        let (result, read, written, ended) =
            self.reader
                .read_record(part, &mut self.text[self.length..], &mut self.ends[self.count..]);
        *part = &part[read..];
        self.length += written;
        self.count += ended;
        match result {
            ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
            _ => {}
        }
        result
    }

    /// The row's cells, and room for the next one's.
    fn finish(&mut self, quotes: Quotes) -> Vec<String> {
        let mut cells = Vec::with_capacity(self.count + 1);
        let mut begin = 0;
        let whole = &self.ends[..self.count];
        // The reader gives no end to a cell whose quotation mark is open.
        let open = (whole.last().copied().unwrap_or(0) < self.length).then_some(self.length);
        for end in whole.iter().copied().chain(open) {
            let cell = &self.text[begin..end];
            let cell = match quotes {
                _ if end < self.length => cell,
                Quotes::Closed => cell.strip_suffix(b"\r").unwrap_or(cell),
                Quotes::Open => without_line_end(cell),
            };
            cells.push(String::from_utf8_lossy(cell).into_owned());
            begin = end;
        }
        self.clear();
        cells
    }

    /// The cells of a row that is one quoted cell: Excel saves the rows of a table so when it took the table for one column,
    /// and may put its own delimiters behind it.
    fn unwrapped(&mut self, row: &str) -> Option<Vec<String>> {
        let quotes = self.take(row.trim_end_matches([';', '\t']).as_bytes());
        let cells = self.finish(quotes);
        (quotes == Quotes::Closed && cells.len() > 1).then_some(cells)
    }

    fn clear(&mut self) {
        self.reader.reset();
        self.length = 0;
        self.count = 0;
    }
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
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
    fn a_row_in_one_quoted_cell_is_unwrapped() {
        let mut rows = Rows::new("a,b,c\n\"1,\"\"x, y\"\",5\";;\n\"only one\"\n\"2,z\n\"".as_bytes(), ',');
        let mut cells = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            cells.push(row.cells.join("|"));
        }
        assert_eq!(cells, ["a|b|c", "1|x, y|5", "only one", "2|z"]);
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

    #[test]
    fn what_is_looked_at_in_vain_costs_no_more_than_what_was_passed() {
        // Every line opens a mark that the next one closes and opens again.
        let text = "a\";\"xxx\n".repeat(40_000);
        let mut rows = Rows::new(text.as_bytes(), ';');
        while rows.text.place().line < 20_000 && rows.next_row().unwrap().is_some() {}
        let ahead = rows.text.budget();
        rows.next_row().unwrap();
        assert!(ahead < 1_000, "it was spent: {ahead}");
        assert!(rows.text.text().len() < 4 * CHUNK, "no more is held");
    }

    #[test]
    fn every_line_counts_blank_ones_too() {
        let rows = all("a\n\n \r\n\r\n\"\n\";\"b\n\"\nc");
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.is_empty(), row.cells.join("|")))
            .collect();
        let expected = [
            (1, false, "a"),
            (2, true, ""),
            (3, true, " "),
            (4, true, ""),
            (5, false, "\n|b\n"),
            (8, false, "c"),
        ];
        assert_eq!(
            told,
            expected.map(|(line, is_empty, cells)| (line, is_empty, cells.to_owned()))
        );
    }

    #[test]
    fn a_mark_open_at_the_end_keeps_its_cells() {
        let end = all("1;a\n2;\"b");
        assert_eq!((end[1].quotes, end[1].cells.join("|").as_str()), (Quotes::Open, "2|b"));
    }

    #[test]
    fn a_line_longer_than_any_row_goes_on_as_another_one() {
        let text = format!("{}\nb", "a".repeat(2 * LONGEST_LINE + 5));
        let lengths: Vec<usize> = all(&text).iter().map(|row| row.raw.len()).collect();
        assert_eq!(lengths, [LONGEST_LINE, LONGEST_LINE, 5, 1]);
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
