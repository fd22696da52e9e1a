//! The rows of a table gathered by order.

use std::collections::HashMap;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::ops::ControlFlow;

use chrono_tz::Tz;

use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::draft::Draft;
use super::header::Header;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::moment::DateOrder;
use crate::intake::moment::proven_order;
use crate::intake::moment::when;
use crate::intake::read::table::rows::Quotes;
use crate::intake::read::table::rows::Row;
use crate::intake::reading::Read;
use crate::text::fold;

/// Columns of dates.
const DATES: [Column; 5] = [
    Column::Created,
    Column::Modified,
    Column::PaidAt,
    Column::StatusAt,
    Column::Sent,
];
/// Columns that tell whose a row is and of when: one without a number that tells another is no line of the order above.
const WHOSE: [Column; 5] = [
    Column::Created,
    Column::Name,
    Column::Phone,
    Column::Email,
    Column::Address,
];
/// How many orders wait for a date that proves how all of them are written; a table with more proves nothing.
const MOST_WAITING: usize = 20_000;
/// And the most bytes of them.
const MOST_WAITING_BYTES: usize = 16_000_000;
/// An order of more rows, or of more bytes, is none: the column does not hold the order's number.
const MOST_ROWS: usize = 10_000;
const MOST_BYTES: usize = 4_000_000;
/// How many numbers are remembered; of more nobody is told that their rows are scattered.
const MOST_SEEN: usize = 2_000_000;

/// Gathers the rows of an order.
pub struct Grouping {
    header: Header,
    defaults: Defaults,
    group: Option<Group>,
    /// Where each number stood first, and what stood there; hashes, to hold a million of them.
    seen: HashMap<u64, (u64, u64)>,
    dates: Dates,
    /// Orders from the first one on whose date can be read either way, until another date proves which.
    waiting: Vec<Group>,
    waiting_bytes: usize,
    /// True while no row had fewer cells than the header.
    rows_are_full: bool,
}

/// How the table writes its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dates {
    /// Nothing has proved it yet.
    Unproven,
    /// As the settings or its system say, whatever they prove.
    Said,
    /// All of them so, as one of them proves.
    Proven(DateOrder),
    /// Some so, some so; or too many to wait for a proof.
    Unknowable,
}

struct Group {
    line: u64,
    /// Where the file breaks off in the middle of a row.
    cut_at: Option<u64>,
    raw: String,
    rows: usize,
    too_large: bool,
    draft: Draft,
    key: (String, Option<Cell>),
    open_quote: bool,
    /// A total on a further row that is not the one on the first.
    other_total: Option<Cell>,
}

impl Grouping {
    /// Gathers what stands under `header`.
    pub fn new(header: Header, defaults: &Defaults) -> Grouping {
        let mut defaults = defaults.clone();
        if let Some(dialect) = header.dialect {
            defaults.date_order = defaults.date_order.or(dialect.date_order);
            if let Some(source) = dialect.source.filter(|_| defaults.source.is_empty()) {
                source.clone_into(&mut defaults.source);
            }
        }
        Grouping {
            header,
            group: None,
            seen: HashMap::new(),
            dates: defaults.date_order.map_or(Dates::Unproven, |_| Dates::Said),
            waiting: Vec::new(),
            waiting_bytes: 0,
            rows_are_full: true,
            defaults,
        }
    }

    /// Takes the next row.
    pub fn row(&mut self, row: &Row, sink: &mut dyn Sink) -> ControlFlow<()> {
        let is_full = row.cells.len() >= self.header.width;
        let is_cut = !is_full && !row.has_end && self.rows_are_full;
        self.rows_are_full &= is_full || row.is_empty();
        if is_cut
            && row.is_empty()
            && let Some(group) = &mut self.group
        {
            group.cut_at = Some(row.line);
        }
        if row.is_empty() || is_total(row) || row.raw == self.header.raw {
            return self.flush(sink);
        }
        let (order, line) = self.header.cells(row);
        let draft = Draft {
            order,
            ..Draft::default()
        };
        let (label, order) = (draft.label(), draft.order);
        let id = order.get(&Column::Id).cloned();
        let open = self.group.as_mut();
        if let Some(group) = open.filter(|group| group.goes_on_with(&order, label.as_deref(), id.as_ref())) {
            group.add(row, order, line);
            group.cut_at = Some(row.line).filter(|_| is_cut);
            return ControlFlow::Continue(());
        }
        self.flush(sink)?;
        let mut group = Group {
            line: row.line,
            cut_at: Some(row.line).filter(|_| is_cut),
            raw: String::new(),
            rows: 0,
            too_large: false,
            draft: Draft::default(),
            key: (label.unwrap_or_default(), id),
            open_quote: false,
            other_total: None,
        };
        group.add(row, order, line);
        self.group = Some(group);
        ControlFlow::Continue(())
    }

    /// Gives what is left.
    pub fn finish(mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        self.flush(sink)?;
        self.release(sink)
    }

    fn flush(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        let Some(group) = self.group.take() else {
            return ControlFlow::Continue(());
        };
        self.learn(&group);
        let waits = group.is_in_doubt() || !self.waiting.is_empty();
        if self.dates == Dates::Unproven && waits {
            self.waiting_bytes += group.raw.len();
            self.waiting.push(group);
            if self.waiting.len() >= MOST_WAITING || self.waiting_bytes >= MOST_WAITING_BYTES {
                self.dates = Dates::Unknowable;
            }
            return ControlFlow::Continue(());
        }
        self.release(sink)?;
        sink.take(self.item(&group))
    }

    /// What the dates of an order prove for all of the table.
    fn learn(&mut self, group: &Group) {
        if self.dates == Dates::Said {
            return;
        }
        for order in group.dates().filter_map(proven_order) {
            self.dates = match self.dates {
                Dates::Unproven => Dates::Proven(order),
                Dates::Proven(known) if known != order => Dates::Unknowable,
                dates => dates,
            };
        }
        self.defaults.date_order = match self.dates {
            Dates::Proven(order) => Some(order),
            Dates::Unproven | Dates::Unknowable | Dates::Said => None,
        };
    }

    fn release(&mut self, sink: &mut dyn Sink) -> ControlFlow<()> {
        for group in std::mem::take(&mut self.waiting) {
            let item = self.item(&group);
            sink.take(item)?;
        }
        ControlFlow::Continue(())
    }

    fn item(&mut self, group: &Group) -> Item {
        let refused = if group.cut_at.is_some() {
            (String::new(), RejectWhy::CutShort)
        } else if group.open_quote {
            (String::new(), RejectWhy::OpenQuote)
        } else if group.too_large {
            (Column::Number.name().to_owned(), RejectWhy::TooLarge)
        } else if let Some(line) = self.first_line_elsewhere(group) {
            (Column::Number.name().to_owned(), RejectWhy::ScatteredRows { line })
        } else {
            match group.filled(&self.header).read(&self.defaults) {
                Ok(Read::Order(mut order)) => match group.differing(order.currency, order.total) {
                    None => {
                        let is_agreed = self.header.dialect.is_some_and(|dialect| dialect.is_agreed);
                        if is_agreed && order.status == ShopStatus::New && !order.payment_failed {
                            order.status = ShopStatus::Confirmed;
                        }
                        return Item::Order(order);
                    }
                    Some(found) => (Column::Total.name().to_owned(), RejectWhy::RowsDiffer { found }),
                },
                Ok(other) => return other.into(),
                Err(refused) => refused,
            }
        };
        let (field, why) = refused;
        Item::Reject(Reject {
            line: group.cut_at.unwrap_or(group.line),
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
        let key = hash(&group.key);
        if self.seen.len() >= MOST_SEEN && !self.seen.contains_key(&key) {
            return None;
        }
        let (line, before) = *self.seen.entry(key).or_insert((group.line, content));
        let other = before != content && !group.key.0.is_empty();
        (other && !group.draft.order.contains_key(&Column::Modified)).then_some(line)
    }
}

impl Group {
    fn goes_on_with(&self, order: &Cells, label: Option<&str>, id: Option<&Cell>) -> bool {
        if let Some(label) = label {
            return label == self.key.0 && (id.is_none() || id == self.key.1.as_ref());
        }
        // Without a number it goes on, unless it tells of another person or moment: then its number was forgotten.
        let same = |column: &Column| {
            order
                .get(column)
                .is_none_or(|cell| self.draft.order.get(column) == Some(cell))
        };
        WHOSE.iter().all(same)
    }

    /// Its dates as they are written.
    fn dates(&self) -> impl Iterator<Item = &str> {
        DATES
            .iter()
            .filter_map(|column| Some(self.draft.order.get(column)?.as_str()))
    }

    fn is_in_doubt(&self) -> bool {
        let mut dates = self.dates();
        dates.any(|date| matches!(when(date, Tz::UTC), Err(RejectWhy::AmbiguousDate { .. })))
    }

    /// Its cells, and what holds for every order that does not say it itself.
    fn filled(&self, header: &Header) -> Draft {
        let mut draft = self.draft.clone();
        for (column, constant) in &header.constants {
            let cell = || Cell::Typed(constant.clone());
            if column.is_of_a_line() {
                for line in &mut draft.lines {
                    line.entry(*column).or_insert_with(cell);
                }
            } else {
                draft.order.entry(*column).or_insert_with(cell);
            }
        }
        draft
    }

    fn add(&mut self, row: &Row, order: Cells, line: Cells) {
        self.too_large |= self.rows >= MOST_ROWS || self.raw.len() >= MOST_BYTES;
        if self.too_large {
            return;
        }
        if !self.raw.is_empty() {
            self.raw.push('\n');
        }
        self.raw.push_str(&row.raw);
        self.rows += 1;
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
