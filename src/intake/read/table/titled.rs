//! A table whose columns are known by their headings, which may stand below a title.

use std::io;

use super::heading::TITLE_ROWS;
use super::heading::plain;
use super::rows::Row;
use super::rows::Rows;

/// Where the headings are and what they say.
#[derive(Clone, Debug)]
pub struct Titled<C> {
    /// What divides the cells.
    pub delimiter: char,
    /// The row of headings as it stands in the file.
    pub raw: String,
    /// Its cells.
    pub cells: Vec<String>,
    columns: Vec<Option<C>>,
}

impl<C: Copy + Eq> Titled<C> {
    /// The first row that `is_one` by the columns its cells are `named`, by the delimiter that gives most of them.
    pub fn find(beginning: &str, named: fn(&str) -> Option<C>, is_one: fn(&[C]) -> bool) -> Option<Titled<C>> {
        let candidates = [';', '\t', ',', '|'].into_iter().filter_map(|delimiter| {
            let mut rows = Rows::new(beginning.as_bytes(), delimiter);
            std::iter::from_fn(|| rows.next_row().ok().flatten())
                .take(TITLE_ROWS)
                .map(|row| Titled::of(delimiter, row, named))
                .find(|titled| is_one(&titled.columns.iter().flatten().copied().collect::<Vec<C>>()))
        });
        candidates.max_by_key(Titled::known)
    }

    /// The first row with all the headings of `wanted`, several of which may hold parts of one thing; else those that the
    /// nearest row lacks.
    pub fn mapped(beginning: &str, delimiters: &[char], wanted: &[(C, Vec<String>)]) -> Result<Titled<C>, Vec<String>> {
        let headings = wanted.iter().flat_map(|(_, headings)| headings);
        let (delimiter, row) = row_with(beginning, delimiters, headings)?;
        let of = |cell: &String| {
            let is_it = |heading: &String| plain(heading) == plain(cell);
            let known = wanted.iter().find(|(_, headings)| headings.iter().any(is_it));
            known.map(|(column, _)| *column)
        };
        Ok(Titled {
            delimiter,
            columns: row.cells.iter().map(of).collect(),
            raw: row.raw,
            cells: row.cells,
        })
    }

    fn of(delimiter: char, row: Row, named: fn(&str) -> Option<C>) -> Titled<C> {
        let mut columns: Vec<Option<C>> = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            columns.push(named(cell).filter(|column| !columns.contains(&Some(*column))));
        }
        Titled {
            delimiter,
            raw: row.raw,
            cells: row.cells,
            columns,
        }
    }

    /// The rows of the same text below the headings that say anything, each at the line that `line_of` makes of its own.
    pub fn rows_below(&self, text: &str, line_of: impl Fn(u64) -> u64) -> io::Result<Vec<Row>> {
        let mut rows = Rows::new(text.as_bytes(), self.delimiter);
        let (mut below, mut is_below) = (Vec::new(), false);
        while let Some(row) = rows.next_row()? {
            if row.raw == self.raw {
                is_below = true;
            } else if is_below && !row.is_empty() {
                let line = line_of(row.line);
                below.push(Row { line, ..row });
            }
        }
        Ok(below)
    }

    /// How many of its columns are known.
    pub fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// True when it has this column.
    pub fn has(&self, column: C) -> bool {
        self.columns.contains(&Some(column))
    }

    /// The trimmed cell of a column; nothing when it is empty.
    pub fn cell<'a>(&self, row: &'a Row, column: C) -> Option<&'a str> {
        self.parts(row, column).next()
    }

    /// The trimmed cells of a column that several headings hold parts of; none that is empty.
    pub fn parts<'a>(&self, row: &'a Row, column: C) -> impl Iterator<Item = &'a str> {
        let places = self
            .columns
            .iter()
            .enumerate()
            .filter(move |(_, known)| **known == Some(column));
        let cells = places.filter_map(|(place, _)| row.cells.get(place));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The file's own word for a column, where it has one.
    pub fn word(&self, column: C) -> Option<&str> {
        self.cells.get(self.place(column)?).map(|head| head.trim())
    }

    fn place(&self, column: C) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }
}

/// The first row that has all of the `wanted` headings, with what divides its cells; else those that the nearest row lacks.
pub fn row_with<'a>(
    beginning: &str,
    delimiters: &[char],
    wanted: impl Iterator<Item = &'a String>,
) -> Result<(char, Row), Vec<String>> {
    let wanted: Vec<&String> = wanted.collect();
    let mut lacking: Option<Vec<String>> = None;
    for delimiter in delimiters {
        let mut rows = Rows::new(beginning.as_bytes(), *delimiter);
        let rows = std::iter::from_fn(|| rows.next_row().ok().flatten());
        for row in rows.take(TITLE_ROWS) {
            let names: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
            let missing = wanted.iter().filter(|name| !names.contains(&plain(name)));
            let missing: Vec<String> = missing.map(|name| (*name).clone()).collect();
            if missing.is_empty() {
                return Ok((*delimiter, row));
            }
            if lacking.as_ref().is_none_or(|other| missing.len() < other.len()) {
                lacking = Some(missing);
            }
        }
    }
    Err(lacking.unwrap_or_default())
}
