//! The header row of a table: where it stands and what its columns hold.

use super::columns::AmountUnit;
use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::dialects;
use super::dialects::Dialect;
use super::mapping::Mapping;
use super::naming::HeadingMeaning;
use super::naming::person;
use crate::intake::read::table::heading::TITLE_ROWS;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::rows::Rows;
use crate::intake::read::table::titled::row_with;

/// What may divide the cells of a text.
pub const ANY_DELIMITER: &[char] = &[';', '\t', ',', '|'];
/// What divides those of a sheet as text: a cell of a workbook is one cell, whatever stands in it.
pub const SHEET_DELIMITER: &[char] = &[';'];

/// Columns a header names for certain; another one may be nearly named.
const LEAST: usize = 2;
/// Columns of which one of each kind must be there, the usual one first.
pub const NEEDED: [&[Column]; 3] = [
    &[Column::Number, Column::Id],
    &[Column::Created],
    &[Column::Total, Column::LineTotal, Column::Price],
];

/// The names of the columns a table cannot do without.
pub fn needed() -> String {
    let names = NEEDED
        .iter()
        .filter_map(|kind| kind.first())
        .map(|column| column.name());
    names.collect::<Vec<_>>().join(", ")
}

/// Where the header is and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub(super) delimiter: char,
    /// As it stands in the file.
    pub(super) raw: String,
    /// How many cells it has.
    pub(super) width: usize,
    /// What its columns hold; several may hold parts of the same.
    columns: Vec<(Column, Vec<usize>)>,
    /// The headings that nothing is read of.
    pub(crate) unread: Vec<UnreadHeading>,
    units: Vec<(Column, AmountUnit)>,
    pub(super) constants: Vec<(Column, String)>,
    /// Of a well-known program.
    pub(super) dialect: Option<&'static Dialect>,
}

/// A heading that nothing is read of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadHeading {
    /// As it stands in the file.
    pub heading: String,
    /// What it nearly is: a column the table has nothing for, and the name it is known by.
    pub nearest: Option<(Column, &'static str)>,
}

impl Header {
    /// Finds it in the beginning of a file: a row that names the order's number and two columns more, or nearly does.
    pub fn find(beginning: &str, delimiters: &[char]) -> Option<Header> {
        let of_order = |row: &Row| match dialects::of(&row.cells) {
            Some(dialect) => Header {
                dialect: Some(dialect),
                constants: dialect.constants(),
                ..Header::of(row, &|cell| dialect.named(cell), &Column::of_orders)
            },
            None => Header::of(
                row,
                &|cell| Column::named(cell).map(HeadingMeaning::only),
                &Column::of_orders,
            ),
        };
        Header::found(beginning, delimiters, &of_order, &Header::is_one)
    }

    /// Finds that of a table of people: a row that names a phone or an email.
    pub fn of_people(beginning: &str, delimiters: &[char]) -> Option<Header> {
        let of_people = |row: &Row| Header::of(row, &person, &Column::of_people);
        let is_one = |header: &Header| header.knows(Column::Phone) || header.knows(Column::Email);
        Header::found(beginning, delimiters, &of_people, &is_one)
    }

    fn found(
        beginning: &str,
        delimiters: &[char],
        of: &dyn Fn(&Row) -> Header,
        is_one: &dyn Fn(&Header) -> bool,
    ) -> Option<Header> {
        let candidates = delimiters.iter().filter_map(|delimiter| {
            let mut rows = Rows::new(beginning.as_bytes(), *delimiter);
            let rows = std::iter::from_fn(|| rows.next_row().ok().flatten());
            let mut headers = rows.take(TITLE_ROWS).map(|row| Header {
                delimiter: *delimiter,
                ..of(&row)
            });
            headers.find(is_one)
        });
        candidates.max_by_key(Header::known)
    }

    /// Finds it by a mapping: the row that has all of its columns, else the names of those the nearest row lacks.
    pub fn mapped(beginning: &str, mapping: &Mapping, delimiters: &[char]) -> Result<Header, Vec<String>> {
        let wanted = mapping.columns.iter().flat_map(|(_, wanted)| wanted);
        let (delimiter, row) = row_with(beginning, delimiters, wanted)?;
        let names: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
        let place = |name: &String| names.iter().position(|cell| *cell == plain(name));
        let places = |wanted: &Vec<String>| wanted.iter().filter_map(place).collect();
        let columns = mapping.columns.iter().map(|(column, wanted)| (*column, places(wanted)));
        Ok(Header {
            delimiter,
            columns: columns.collect(),
            raw: row.raw,
            width: names.len(),
            unread: Vec::new(),
            units: mapping.units.clone(),
            constants: mapping.constants.clone(),
            dialect: None,
        })
    }

    /// Whose table it is, when it is that of a well-known program.
    pub(crate) fn source(&self) -> Option<&'static str> {
        self.dialect?.source
    }

    /// The row as it stands in the file.
    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    /// A row of headings by what `told` says of each of them; of the others the one it is nearly is told, among `all`
    /// columns.
    fn of<C: Iterator<Item = Column>>(
        row: &Row,
        told: &dyn Fn(&str) -> Option<HeadingMeaning>,
        all: &dyn Fn() -> C,
    ) -> Header {
        let mut columns: Vec<(Column, Vec<usize>)> = Vec::with_capacity(row.cells.len());
        let mut choices: Vec<usize> = Vec::new();
        let mut unread: Vec<usize> = Vec::new();
        for (place, cell) in row.cells.iter().enumerate() {
            let Some(named) = told(cell) else {
                unread.push(place);
                continue;
            };
            let Some(at) = columns.iter().position(|(known, _)| *known == named.column) else {
                columns.push((named.column, vec![place]));
                choices.push(named.choice);
                continue;
            };
            if named.choice < choices[at] {
                (columns[at].1, choices[at]) = (vec![place], named.choice);
            } else if named.choice == choices[at] && named.is_part {
                columns[at].1.push(place);
            } else if named.choice == choices[at] {
                // The first of several that mean the same.
                unread.push(place);
            }
        }
        if columns.len() < LEAST {
            // No header, so nothing to look for in it.
            unread.clear();
        }
        let is_free = |column: Column| columns.iter().all(|(known, _)| *known != column);
        let is_ours = |column: Column| all().any(|one| one == column);
        let unread = unread.iter().map(|place| row.cells[*place].trim());
        let unread = unread
            .filter(|cell| !cell.is_empty())
            .map(|cell| UnreadHeading {
                heading: cell.to_owned(),
                nearest: Column::nearest(cell).filter(|(column, _)| is_free(*column) && is_ours(*column)),
            })
            .collect();
        Header {
            delimiter: ANY_DELIMITER[0],
            raw: row.raw.clone(),
            width: row.cells.len(),
            columns,
            unread,
            units: Vec::new(),
            constants: Vec::new(),
            dialect: None,
        }
    }

    fn is_one(&self) -> bool {
        let near = |heading: &UnreadHeading| heading.nearest.map(|(column, _)| column);
        let near: Vec<Column> = self.unread.iter().filter_map(near).collect();
        let has = |column: Column| self.knows(column) || near.contains(&column);
        let names_number = has(Column::Number) || (has(Column::Id) && has(Column::Created));
        names_number && self.known() >= LEAST && self.known() + near.len() > LEAST
    }

    /// The columns an order cannot do without and this table lacks, each with the heading that nearly names it.
    pub(super) fn lacking(&self) -> Option<String> {
        let near = |column: Column| {
            let mut unread = self.unread.iter();
            unread.find(|heading| heading.nearest.is_some_and(|(near, _)| near == column))
        };
        let missing = NEEDED
            .iter()
            .filter(|kind| !kind.iter().any(|column| self.knows(*column)));
        let told = missing
            .filter_map(|kind| kind.first().copied())
            .map(|column| match near(column) {
                Some(heading) => format!("{} ({}?)", column.name(), heading.heading),
                None => column.name().to_owned(),
            });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// How many of its columns are known.
    pub fn known(&self) -> usize {
        self.columns.len()
    }

    fn knows(&self, column: Column) -> bool {
        self.columns.iter().any(|(known, _)| *known == column)
    }

    /// The cells of a row by column: those of the order and those of a line.
    pub(super) fn cells(&self, row: &Row) -> (Cells, Cells) {
        let mut order = Cells::new();
        let mut line = Cells::new();
        for (column, places) in &self.columns {
            let filled = places.iter().filter_map(|place| row.cells.get(*place));
            let filled: Vec<&str> = filled
                .map(String::as_str)
                .filter(|cell| !cell.trim().is_empty())
                .collect();
            if !filled.is_empty() {
                let cells = if column.is_of_a_line() { &mut line } else { &mut order };
                let text = column
                    .joint()
                    .map_or_else(|| filled[0].to_owned(), |joint| filled.join(joint));
                let unit = self.units.iter().find(|(known, _)| known == column);
                cells.insert(
                    *column,
                    unit.map_or(Cell::Typed(text.clone()), |(_, unit)| Cell::In(*unit, text)),
                );
            }
        }
        (order, line)
    }
}
