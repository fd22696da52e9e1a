//! Reads the sheet of a workbook that holds a table.

use std::io::Cursor;

use calamine::Reader;
use calamine::SheetType;
use calamine::SheetVisible;
use calamine::Xlsx;
use calamine::XlsxError;

use super::COMPOUND;
use super::SheetError;
use super::bounds;
use super::cell::quoted;
use super::cell::text;

/// Divides the cells of the text.
const DELIMITER: char = ';';
/// No table of orders is larger; what is has been made to be.
const MOST_TEXT: usize = 512 * 1024 * 1024;
/// In how many rows a header is looked for.
const HEAD_ROWS: usize = 60;
/// A sheet that fits more than half as well as the best one may be the one that is meant.
const NEARLY: usize = 2;
/// No sheet of Excel has more rows.
const MOST_ROWS: u64 = 1_048_576;
/// No sheet of Excel has more columns.
const MOST_COLUMNS: usize = 16_384;

/// A sheet as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Sheets that fit nearly as well.
    pub others: Vec<String>,
    /// Its rows: cells divided by `;`, quoted where needed.
    pub text: String,
    /// Which row of the sheet each of its lines is.
    pub rows: Rows,
}

/// Which row of a sheet a line of its text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<(u64, u64)>);

/// The sheet of a workbook that fits best by its name and its beginning; of those that fit alike the first, hidden ones
/// last.
pub fn find(bytes: Vec<u8>, fits: &dyn Fn(&str, &str) -> Option<usize>) -> Result<Sheet, SheetError> {
    if bytes.starts_with(COMPOUND) {
        return Err(compound(&bytes));
    }
    bounds::check(&bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unopened(&error))?;
    let (visible, hidden) = names(&book);
    let mut fitting: Vec<(usize, &str)> = Vec::new();
    for names in [&visible, &hidden] {
        if fitting.is_empty() {
            for name in names {
                let head = read(&mut book, name, HEAD_ROWS)?;
                fitting.extend(fits(name, &head.text).map(|how_well| (how_well, name.as_str())));
            }
        }
    }
    let best = fitting
        .iter()
        .enumerate()
        .max_by_key(|(at, (how_well, _))| (*how_well, usize::MAX - at));
    let Some((best_at, (best, name))) = best else {
        return Err(SheetError::NoHeader {
            sheets: [visible, hidden].concat().join(", "),
        });
    };
    let others = fitting.iter().enumerate();
    let others = others.filter(|(at, (how_well, _))| *at != best_at && how_well * NEARLY > *best);
    Ok(Sheet {
        others: others.map(|(_, (_, name))| (*name).to_owned()).collect(),
        ..read(&mut book, name, usize::MAX)?
    })
}

impl Rows {
    /// The row, from 1, whose text begins on a line, from 1.
    pub fn row(&self, line: u64) -> u64 {
        let Rows(starts) = self;
        let after = starts.partition_point(|(from, _)| *from <= line);
        let start = after.checked_sub(1).and_then(|last| starts.get(last));
        start.map_or(line, |(from, row)| row + (line - from))
    }
}

type Book = Xlsx<Cursor<Vec<u8>>>;

/// The sheets that are seen, and those that are hidden.
fn names(book: &Book) -> (Vec<String>, Vec<String>) {
    let sheets = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names = |sheets: Vec<&calamine::Sheet>| sheets.into_iter().map(|sheet| sheet.name.clone()).collect();
    (names(visible), names(hidden))
}

/// The first `most` rows that hold anything.
fn read(book: &mut Book, name: &str, most: usize) -> Result<Sheet, SheetError> {
    let mut writer = Writer::default();
    let damaged = |row: u64, error: &XlsxError| SheetError::DamagedSheet {
        sheet: name.to_owned(),
        row,
        message: error.to_string(),
    };
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that holds a chart only.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(writer.finish(name)),
        Err(error) => return Err(damaged(0, &error)),
    };
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(writer.row, &error))? {
        let (row, column) = cell.get_position();
        let row = u64::from(row) + 1;
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if row != writer.row && writer.rows == most {
            break;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let too_large = |row| SheetError::TooLarge {
            sheet: name.to_owned(),
            row,
        };
        if row > MOST_ROWS || column >= MOST_COLUMNS {
            return Err(too_large(writer.row));
        }
        writer.cell(row, column, &text);
        if writer.text.len() > MOST_TEXT {
            return Err(too_large(row));
        }
    }
    Ok(writer.finish(name))
}

/// Rows being written down.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where lines and rows stop going side by side: a line, and its row.
    starts: Vec<(u64, u64)>,
    /// The line that is being written, from 1.
    line: u64,
    /// The row that is being written, from 1; 0 before the first.
    row: u64,
    rows: usize,
    column: usize,
}

impl Writer {
    fn cell(&mut self, row: u64, column: usize, text: &str) {
        if row != self.row {
            self.begin(row);
        }
        // A damaged sheet may name a cell that was passed: it stands behind the last one then.
        for _ in self.column..column {
            self.text.push(DELIMITER);
        }
        self.column = self.column.max(column);
        let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
        self.line += u64::try_from(breaks).unwrap_or(0);
        self.text.push_str(&quoted(text, DELIMITER));
        if breaks > 0 {
            self.starts.push((self.line + 1, self.row + 1));
        }
    }

    fn begin(&mut self, row: u64) {
        let expected = self.row + 1;
        self.end();
        self.line += 1;
        if row != expected {
            if self.row > 0 {
                // However many rows are blank, one blank line says so.
                self.text.push('\n');
                self.line += 1;
            }
            self.starts.push((self.line, row));
        }
        self.row = row;
        self.rows += 1;
        self.column = 0;
    }

    /// Ends a row. One that is a single quoted cell gets an empty one beside it: it would be taken for a whole row that was
    /// put into one cell.
    fn end(&mut self) {
        if self.row == 0 {
            return;
        }
        if self.column == 0 && self.text.ends_with('"') {
            self.text.push(DELIMITER);
        }
        self.text.push('\n');
    }

    fn finish(mut self, name: &str) -> Sheet {
        if self.row == 0 {
            self.text.push('\n');
        }
        self.end();
        Sheet {
            name: name.to_owned(),
            others: Vec::new(),
            text: self.text,
            rows: Rows(self.starts),
        }
    }
}

/// An old workbook, or a new one in an envelope with a lock.
fn compound(bytes: &[u8]) -> SheetError {
    let envelope: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(envelope.len()).any(|part| part == envelope) {
        SheetError::Encrypted
    } else {
        SheetError::Old
    }
}

fn unopened(error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Encrypted,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => SheetError::NotAWorkbook,
        error => SheetError::Damaged {
            message: error.to_string(),
        },
    }
}
