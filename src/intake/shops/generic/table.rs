//! dozvon's own table: one row per line of an order, or one per order. The columns stand in [`crate::intake::shops::generic::draft`].
//!
//! Cells are divided by `,` `;` tab or `|`, whichever gives a header. Cells of the order may be repeated on its further
//! rows or left blank there. Rows above the header (a title) and a row of totals below are passed over.

use std::collections::HashMap;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::io;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::draft::Draft;
use super::mapping::Mapping;
use super::plugin;
use crate::domain::incoming::Item;
use crate::domain::money::Currency;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::rows::Quotes;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::rows::Rows;
use crate::intake::reading::Read;
use crate::text::fold;

/// How many rows of title may stand above the header.
const TITLE_ROWS: usize = 30;
/// Columns without which nothing can be read.
const NEEDED: [Column; 3] = [Column::Number, Column::Created, Column::Total];

/// Reads the table.
#[derive(Clone, Copy, Debug)]
pub struct OwnCsv;

/// Where the header is and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    delimiter: char,
    /// As it stands in the file.
    raw: String,
    /// What its columns hold; several may hold parts of the same.
    columns: Vec<(Column, Vec<usize>)>,
}

impl Header {
    /// Finds it in the beginning of a file: a row that names the order's number and two columns more.
    pub fn find(beginning: &str) -> Option<Header> {
        let candidates = [';', '\t', ',', '|'].into_iter().filter_map(|delimiter| {
            let mut rows = Rows::new(beginning.as_bytes(), delimiter);
            std::iter::from_fn(|| rows.next_row().ok().flatten())
                .take(TITLE_ROWS)
                .map(|row| Header::of(delimiter, row))
                .find(|header| header.knows(Column::Number) && header.known() >= 3)
        });
        candidates.max_by_key(Header::known)
    }

    /// Finds it by a mapping: the row that has all of its columns, else the names of those the nearest row lacks.
    pub fn mapped(beginning: &str, mapping: &Mapping) -> Result<Header, Vec<String>> {
        let mut lacking: Option<Vec<String>> = None;
        for delimiter in [';', '\t', ',', '|'] {
            let mut rows = Rows::new(beginning.as_bytes(), delimiter);
            let rows = std::iter::from_fn(|| rows.next_row().ok().flatten());
            for row in rows.take(TITLE_ROWS) {
                let names: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
                let place = |name: &String| names.iter().position(|cell| *cell == plain(name));
                let wanted = mapping.columns.iter().flat_map(|(_, wanted)| wanted);
                let missing: Vec<String> = wanted.filter(|name| place(name).is_none()).cloned().collect();
                if missing.is_empty() {
                    let places = |wanted: &Vec<String>| wanted.iter().filter_map(place).collect();
                    let columns = mapping.columns.iter().map(|(column, wanted)| (*column, places(wanted)));
                    return Ok(Header {
                        delimiter,
                        columns: columns.collect(),
                        raw: row.raw,
                    });
                }
                if lacking.as_ref().is_none_or(|other| missing.len() < other.len()) {
                    lacking = Some(missing);
                }
            }
        }
        Err(lacking.unwrap_or_default())
    }

    fn of(delimiter: char, row: Row) -> Header {
        let is_plugins = plugin::is_header(&row.cells);
        let mut columns: Vec<(Column, Vec<usize>)> = Vec::with_capacity(row.cells.len());
        for (place, cell) in row.cells.iter().enumerate() {
            let column = if is_plugins {
                plugin::column(cell)
            } else {
                Column::named(cell)
            };
            let Some(column) = column else { continue };
            match columns.iter_mut().find(|(known, _)| *known == column) {
                None => columns.push((column, vec![place])),
                Some((_, places)) if is_plugins => places.push(place),
                // The first of several that mean the same.
                Some(_) => {}
            }
        }
        Header {
            delimiter,
            raw: row.raw,
            columns,
        }
    }

    fn known(&self) -> usize {
        self.columns.len()
    }

    fn knows(&self, column: Column) -> bool {
        self.columns.iter().any(|(known, _)| *known == column)
    }

    /// The cells of a row by column: those of the order and those of a line.
    fn cells(&self, row: &Row) -> (Cells, Cells) {
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
                cells.insert(*column, Cell::Typed(filled.join(column.joint())));
            }
        }
        (order, line)
    }
}

impl Parser for OwnCsv {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let header = Header::find(&beginning);
        read_table(input, header, &beginning, defaults, sink)
    }
}

/// Reads a table from its `beginning`, by its header if it has one.
pub fn read_table(
    input: &mut dyn BufRead,
    header: Option<Header>,
    beginning: &str,
    defaults: &Defaults,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let Some(header) = header else {
        let why = RejectWhy::NoColumns {
            columns: names(&NEEDED),
        };
        let raw = beginning.lines().next().unwrap_or_default();
        let _ = sink.take(Item::Reject(place(1, why, raw)));
        return Ok(());
    };
    let mut rows = Rows::new(input, header.delimiter);
    while let Some(row) = rows.next_row()? {
        if row.raw == header.raw {
            let missing: Vec<Column> = NEEDED.into_iter().filter(|column| !header.knows(*column)).collect();
            if !missing.is_empty() {
                let columns = names(&missing);
                let _ = sink.take(Item::Reject(place(
                    row.line,
                    RejectWhy::NoColumns { columns },
                    &row.raw,
                )));
                return Ok(());
            }
            break;
        }
    }
    let mut grouping = Grouping {
        header,
        defaults,
        group: None,
        seen: HashMap::new(),
    };
    while let Some(row) = rows.next_row()? {
        if grouping.row(&row, sink).is_break() {
            return Ok(());
        }
    }
    let _ = grouping.flush(sink);
    Ok(())
}

/// Gathers the rows of an order.
struct Grouping<'a> {
    header: Header,
    defaults: &'a Defaults,
    group: Option<Group>,
    /// Where each number stood first, and what stood there; hashes, to hold a million of them.
    seen: HashMap<u64, (u64, u64)>,
}

struct Group {
    line: u64,
    raw: String,
    draft: Draft,
    key: (String, Option<Cell>),
    open_quote: bool,
    /// A total on a further row that is not the one on the first.
    other_total: Option<Cell>,
}

impl Grouping<'_> {
    fn row(&mut self, row: &Row, sink: &mut dyn Sink) -> ControlFlow<()> {
        if row.is_empty() || is_total(row) || row.raw == self.header.raw {
            return self.flush(sink);
        }
        let (order, line) = self.header.cells(row);
        let label = Draft {
            order: order.clone(),
            ..Draft::default()
        }
        .label();
        let id = order.get(&Column::Id).cloned();
        let open = self.group.as_mut();
        if let Some(group) = open.filter(|group| group.goes_on_with(&order, label.as_deref(), id.as_ref())) {
            group.add(row, order, line);
            return ControlFlow::Continue(());
        }
        self.flush(sink)?;
        let mut group = Group {
            line: row.line,
            raw: String::new(),
            draft: Draft::default(),
            key: (label.unwrap_or_default(), id),
            open_quote: false,
            other_total: None,
        };
        group.add(row, order, line);
        self.group = Some(group);
        ControlFlow::Continue(())
    }

    fn flush(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        match self.group.take() {
            Some(group) => sink.take(self.item(&group)),
            None => ControlFlow::Continue(()),
        }
    }

    fn item(&mut self, group: &Group) -> Item {
        let refused = if group.open_quote {
            (String::new(), RejectWhy::OpenQuote)
        } else if let Some(line) = self.first_line_elsewhere(group) {
            (Column::Number.name().to_owned(), RejectWhy::ScatteredRows { line })
        } else {
            match group.draft.read(self.defaults) {
                Ok(Read::Order(order)) => match group.differing(order.currency, order.total) {
                    None => return Item::Order(order),
                    Some(found) => (Column::Total.name().to_owned(), RejectWhy::RowsDiffer { found }),
                },
                Ok(Read::NoOrder) => return Item::Skipped,
                Err(refused) => refused,
            }
        };
        let (field, why) = refused;
        Item::Reject(Reject {
            line: group.line,
            order: group.draft.label(),
            field,
            why,
            head: Some(self.header.raw.clone()),
            raw: fields::raw(&group.raw),
        })
    }

    /// Where the same order stood before with other rows; a repetition or a newer version is no scattering.
    fn first_line_elsewhere(&mut self, group: &Group) -> Option<u64> {
        let content = hash(&group.raw);
        let (line, before) = *self.seen.entry(hash(&group.key)).or_insert((group.line, content));
        let other = before != content && !group.key.0.is_empty();
        (other && !group.draft.order.contains_key(&Column::Modified)).then_some(line)
    }
}

impl Group {
    fn goes_on_with(&self, order: &Cells, label: Option<&str>, id: Option<&Cell>) -> bool {
        if let Some(label) = label {
            return label == self.key.0 && (id.is_none() || id == self.key.1.as_ref());
        }
        // Without a number it goes on, unless it tells of another moment: then its number was forgotten.
        let created = order.get(&Column::Created);
        created.is_none() || created == self.draft.order.get(&Column::Created)
    }

    fn add(&mut self, row: &Row, order: Cells, line: Cells) {
        if !self.raw.is_empty() {
            self.raw.push('\n');
        }
        self.raw.push_str(&row.raw);
        self.open_quote |= row.quotes == Quotes::Open;
        for (column, cell) in order {
            let first = self.draft.order.entry(column).or_insert_with(|| cell.clone());
            if column == Column::Total && *first != cell {
                self.other_total = Some(cell);
            }
        }
        if !line.is_empty() {
            self.draft.lines.push(line);
        }
    }

    /// The two totals of an order whose rows do not agree on it: then the column holds something of each line, and the
    /// first of them is not what the whole costs.
    fn differing(&self, currency: Currency, total: i64) -> Option<String> {
        let other = self.other_total.as_ref()?;
        let first = self.draft.order.get(&Column::Total)?;
        let is_same = other.amount(currency).is_ok_and(|other| other == total);
        (!is_same).then(|| format!("{}; {}", first.as_str().trim(), other.as_str().trim()))
    }
}

fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// True for a row of totals below the orders.
fn is_total(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.trim().is_empty());
    first.is_some_and(|cell| {
        let word = fold(cell);
        ["итого", "всего", "total", "grand total", "разом", "усього"]
            .iter()
            .any(|total| {
                word.strip_prefix(total)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
    })
}

fn names(columns: &[Column]) -> String {
    columns
        .iter()
        .map(|column| column.name())
        .collect::<Vec<_>>()
        .join(", ")
}

fn place(line: u64, why: RejectWhy, raw: &str) -> Reject {
    Reject {
        line,
        order: None,
        field: String::new(),
        why,
        head: None,
        raw: fields::raw(raw),
    }
}

/// Reads a table by a mapping.
pub(crate) struct Mapped(pub(crate) Arc<Mapping>);

impl Parser for Mapped {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let header = Header::mapped(&beginning, &self.0).ok();
        read_table(input, header, &beginning, defaults, sink)
    }
}
