//! Tables of programs, whose columns are known by their names: rows under a header, gathered by order.

use std::collections::HashMap;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::io;
use std::io::BufRead;

use super::rows::Quotes;
use super::rows::Row;
use super::rows::Rows;
use crate::text::skeleton;

/// A header row and where each of its names stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// As it stands in the file.
    pub raw: String,
    delimiter: char,
    places: HashMap<String, usize>,
}

impl Names {
    /// The first row of a text as a header, by the delimiter that divides it into most names.
    pub fn of(beginning: &str) -> Option<Names> {
        let candidates = [',', ';', '\t'].into_iter().filter_map(|delimiter| {
            let row = Rows::new(beginning.as_bytes(), delimiter).next_row().ok().flatten()?;
            let mut places = HashMap::new();
            for (place, name) in row.cells.iter().enumerate() {
                places.entry(skeleton(name)).or_insert(place);
            }
            Some(Names {
                raw: row.raw,
                delimiter,
                places,
            })
        });
        candidates.max_by_key(|names| names.places.len())
    }

    /// True when the header has this column.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&skeleton(name))
    }

    /// The trimmed cell of a column; empty when the row or the table has none.
    pub fn cell<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        let place = self.places.get(&skeleton(name));
        place
            .and_then(|place| row.cells.get(*place))
            .map_or("", |cell| cell.trim())
    }
}

/// The rows of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The rows; never empty.
    pub rows: Vec<Row>,
    /// Where rows of the same order stood before, apart from these.
    pub before: Option<u64>,
}

impl Gathered {
    /// Where it begins.
    pub fn line(&self) -> u64 {
        self.rows.first().map_or(1, |row| row.line)
    }

    /// Its rows as they stood.
    pub fn raw(&self) -> String {
        let rows: Vec<&str> = self.rows.iter().map(|row| row.raw.as_str()).collect();
        rows.join("\n")
    }

    /// True when a quotation mark in it is never closed.
    pub fn is_open(&self) -> bool {
        self.rows.iter().any(|row| row.quotes == Quotes::Open)
    }
}

/// Reads a table order by order; `key` is the column that rows of one order share, `head` one that only the first has.
pub struct Gatherer<R> {
    /// The header.
    pub names: Names,
    rows: Rows<R>,
    key: &'static str,
    head: &'static str,
    next: Option<Row>,
    seen: HashMap<u64, u64>,
}

impl<R: BufRead> Gatherer<R> {
    /// Reads from `inner`, whose header is `names`.
    pub fn new(inner: R, names: Names, key: &'static str, head: &'static str) -> io::Result<Gatherer<R>> {
        let mut rows = Rows::new(inner, names.delimiter);
        rows.next_row()?;
        Ok(Gatherer {
            names,
            rows,
            key,
            head,
            next: None,
            seen: HashMap::new(),
        })
    }

    /// The rows of the next order; nothing at the end.
    pub fn next_order(&mut self) -> io::Result<Option<Gathered>> {
        let Some(first) = self.next_row()? else { return Ok(None) };
        let key = self.names.cell(&first, self.key).to_owned();
        let mut bytes = first.raw.len();
        let mut rows = vec![first];
        while let Some(row) = self.next_row()? {
            let goes_on = self.names.cell(&row, self.key) == key && self.names.cell(&row, self.head).is_empty();
            bytes += row.raw.len();
            if !goes_on || rows.len() >= MOST_ROWS || bytes >= MOST_BYTES {
                self.next = Some(row);
                break;
            }
            rows.push(row);
        }
        let line = rows[0].line;
        let key = hash(&key);
        let first_at = if self.seen.len() < MOST_SEEN {
            *self.seen.entry(key).or_insert(line)
        } else {
            self.seen.get(&key).copied().unwrap_or(line)
        };
        let before = (first_at != line).then_some(first_at);
        Ok(Some(Gathered { rows, before }))
    }

    fn next_row(&mut self) -> io::Result<Option<Row>> {
        if let Some(row) = self.next.take() {
            return Ok(Some(row));
        }
        loop {
            match self.rows.next_row()? {
                Some(row) if row.is_empty() || row.raw == self.names.raw => {}
                row => return Ok(row),
            }
        }
    }
}

/// No order has more rows; more are the rows of a table without keys.
const MOST_ROWS: usize = 10_000;
const MOST_BYTES: usize = 4_000_000;
/// How many orders are remembered; of more nobody is told that their rows stand apart.
const MOST_SEEN: usize = 2_000_000;

fn hash(of: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(text: &str) -> Vec<(u64, usize, Option<u64>)> {
        let names = Names::of(text).unwrap();
        let mut gatherer = Gatherer::new(text.as_bytes(), names, "Name", "Total").unwrap();
        std::iter::from_fn(|| gatherer.next_order().unwrap())
            .map(|order| (order.line(), order.rows.len(), order.before))
            .collect()
    }

    #[test]
    fn rows_that_lack_the_head_go_on_with_the_order_above() {
        let text = "Name;Total\n#1;5\n#1;\n#2;6\n\n#1;\n#2;7\n";
        assert_eq!(
            gathered(text),
            [(2, 2, None), (4, 1, None), (6, 1, Some(2)), (7, 1, Some(4))]
        );
    }

    #[test]
    fn names_match_through_look_alikes() {
        let names = Names::of("\u{feff}Nаme,Total\n").unwrap();
        assert!(names.has("Name") && names.has("total") && !names.has("id"));
    }
}
