//! A table whose columns are known by their headings, which may stand below a title.

use super::heading::TITLE_ROWS;
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
        let cell = row.cells.get(self.place(column)?)?.trim();
        Some(cell).filter(|cell| !cell.is_empty())
    }

    /// The file's own word for a column, where it has one.
    pub fn word(&self, column: C) -> Option<&str> {
        self.cells.get(self.place(column)?).map(|head| head.trim())
    }

    fn place(&self, column: C) -> Option<usize> {
        self.columns.iter().position(|known| *known == Some(column))
    }
}
