//! What every report is made of: tables of typed cells, each column with the names it has in every form.

use serde_json::Map;
use serde_json::Number;
use serde_json::Value;
use serde_json::json;

use crate::domain::cell::Cell;
use crate::domain::money::Money;
use crate::domain::time::Span;
use crate::text::straight;
use crate::view::figures::Period;
use crate::words;
use crate::words::Audience;

/// A report, ready in every form.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// For people: tables with what stands above them.
    pub tables: Vec<(String, Table)>,
    /// For a spreadsheet: all of it in one.
    pub flat: Table,
    /// For scripts; its names are stable.
    pub json: Value,
}

/// Rows of typed cells under columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<ColumnNames>,
    rows: Vec<Vec<Cell>>,
}

/// How to make the cells of every column of a row's value.
pub struct CellColumns<'a, T>(Vec<(ColumnNames, MakeCell<'a, T>)>);

type MakeCell<'a, T> = Box<dyn Fn(&T) -> Cell + 'a>;

/// What a column is called in each form; one for which it has no name leaves it out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ColumnNames {
    /// `report-column_<code>` heads it for people.
    text: Option<&'static str>,
    /// What people read in an empty cell.
    empty: Option<&'static str>,
    csv: Option<&'static str>,
    /// A dot nests: `handling.count`.
    json: Option<&'static str>,
}

/// Called so in a text alone.
pub fn text(code: &'static str) -> ColumnNames {
    ColumnNames {
        text: Some(code),
        ..ColumnNames::default()
    }
}

/// Called so in a spreadsheet alone.
pub fn csv(name: &'static str) -> ColumnNames {
    ColumnNames::default().csv(name)
}

/// Called so in JSON alone.
pub fn json(name: &'static str) -> ColumnNames {
    ColumnNames::default().json(name)
}

/// Called so in every form.
pub fn all(name: &'static str) -> ColumnNames {
    text(name).csv(name).json(name)
}

/// Called differently in each form.
pub fn named(text: &'static str, csv: &'static str, json: &'static str) -> ColumnNames {
    self::text(text).csv(csv).json(json)
}

/// Called so as data: in a spreadsheet and in JSON.
pub fn data(name: &'static str) -> ColumnNames {
    csv(name).json(name)
}

impl ColumnNames {
    /// Called so in a spreadsheet.
    #[must_use]
    pub fn csv(self, name: &'static str) -> ColumnNames {
        ColumnNames {
            csv: Some(name),
            ..self
        }
    }

    /// Called so in JSON.
    #[must_use]
    pub fn json(self, name: &'static str) -> ColumnNames {
        ColumnNames {
            json: Some(name),
            ..self
        }
    }

    /// What people read where it is empty.
    #[must_use]
    pub fn or(self, key: &'static str) -> ColumnNames {
        ColumnNames {
            empty: Some(key),
            ..self
        }
    }
}

impl<'a, T> CellColumns<'a, T> {
    /// None yet.
    pub fn none() -> CellColumns<'a, T> {
        CellColumns(Vec::new())
    }

    /// These and one more.
    #[must_use]
    pub fn column(mut self, names: ColumnNames, cell: impl Fn(&T) -> Cell + 'a) -> CellColumns<'a, T> {
        self.0.push((names, Box::new(cell)));
        self
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: CellColumns<'a, T>) -> CellColumns<'a, T> {
        self.0.extend(others.0);
        self
    }

    /// A table of a row for each value.
    pub fn table<'t>(&self, rows: impl IntoIterator<Item = &'t T>) -> Table
    where
        T: 't,
    {
        let row = |of: &T| self.0.iter().map(|(_, cell)| cell(of)).collect();
        Table {
            columns: self.0.iter().map(|(names, _)| *names).collect(),
            rows: rows.into_iter().map(row).collect(),
        }
    }
}

impl Report {
    /// Its tables as a calm text.
    pub fn plain(&self, audience: Audience<'_>) -> String {
        let tables: Vec<String> = self
            .tables
            .iter()
            .map(|(title, table)| table.plain(title, audience))
            .collect();
        tables.join("\n")
    }
}

impl Table {
    /// A text with straight columns, the headings above them.
    fn plain(&self, title: &str, audience: Audience<'_>) -> String {
        let tr = audience.tr;
        if self.rows.is_empty() {
            return format!("{title}\n  {}\n", tr.text("report-nothing"));
        }
        let shown: Vec<(usize, &'static str)> = self.named(|names| names.text).collect();
        let head = shown.iter().map(|(_, code)| tr.coded("report-column", code)).collect();
        let words = |row: &Vec<Cell>| {
            let cell = |(at, _): &(usize, _)| match (&row[*at], self.columns[*at].empty) {
                (Cell::Empty, Some(key)) => tr.text(key),
                (cell, _) => words::cell(audience, cell),
            };
            shown.iter().map(cell).collect()
        };
        let mut lines: Vec<Vec<String>> = vec![head];
        lines.extend(self.rows.iter().map(words));
        let is_number = |at: usize| self.rows.iter().any(|row| row[shown[at].0].is_number());
        let lines = straight(&lines, is_number);
        lines
            .iter()
            .fold(format!("{title}\n"), |out, line| format!("{out}  {line}\n"))
    }

    /// An object for each row.
    pub fn json(&self) -> Vec<Map<String, Value>> {
        let names: Vec<(usize, &'static str)> = self.named(|names| names.json).collect();
        let object = |row: &Vec<Cell>| {
            let mut object = Map::new();
            for (at, name) in &names {
                put(&mut object, name, value(&row[*at]));
            }
            object
        };
        self.rows.iter().map(object).collect()
    }

    /// The names its columns have in a spreadsheet.
    pub(super) fn sheet_head(&self) -> Vec<&'static str> {
        self.named(|names| names.csv).map(|(_, name)| name).collect()
    }

    /// The cells below them.
    pub(super) fn sheet_rows(&self) -> impl Iterator<Item = Vec<&Cell>> {
        let places: Vec<usize> = self.named(|names| names.csv).map(|(at, _)| at).collect();
        self.rows
            .iter()
            .map(move |row| places.iter().map(|at| &row[*at]).collect())
    }

    fn named(
        &self,
        name: impl Fn(&ColumnNames) -> Option<&'static str>,
    ) -> impl Iterator<Item = (usize, &'static str)> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(move |(at, names)| Some((at, name(names)?)))
    }
}

fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            object.insert(name.to_owned(), value);
        }
        Some((outer, inner)) => {
            let below = object.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(below) = below {
                put(below, inner, value);
            }
        }
    }
}

/// A cell as scripts read it: codes for words, seconds for lengths of time, shares as fractions of one.
pub(super) fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty | Cell::Label(_) | Cell::Warning(_) | Cell::Head(_) | Cell::Column(..) | Cell::Heat(_) => {
            Value::Null
        }
        Cell::Text(text)
        | Cell::Number(text)
        | Cell::Phone(text)
        | Cell::OrderChannel(text)
        | Cell::Clock(text)
        | Cell::Late(text) => {
            json!(text)
        }
        Cell::Code(_, code) => json!(code),
        Cell::Count(number) | Cell::Weekday(number) | Cell::Hour(number) => json!(number),
        Cell::Size(bytes) => json!(bytes),
        Cell::Tenths(tenths) => decimal(*tenths, 10.0),
        Cell::Quantity(milli) => quantity(*milli).into(),
        // Thousandths are written exactly as they are.
        Cell::Share(share) | Cell::Bar(share) => decimal(*share, 1_000.0),
        Cell::Money(money) | Cell::Sum(money) | Cell::Rounded(money) => amount(*money),
        Cell::At(at) | Cell::Day(at) | Cell::Date(at) => json!(at.rfc3339()),
        Cell::Span(span) => json!(span.0 / 1_000),
        Cell::Reject(reject) => json!(reject.why.code()),
        Cell::Stage(stage) => json!(stage.code()),
        Cell::Reason(reason) => json!(reason.code()),
        Cell::MissedReason(reason) => json!(reason.code()),
        Cell::ReturnReason(reason) => json!(reason.code()),
        Cell::Instead(instead) => json!(instead.code()),
        Cell::Message(state, _) => json!(state.code()),
        Cell::Channel(channel) => json!(channel.code()),
        Cell::Told(told) => json!(told.kind().code()),
        Cell::Kinds(kinds) => json!(kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>()),
        Cell::Agreed(kind) => json!(kind.code()),
        Cell::Task(task) => json!(task.kind.code()),
        Cell::Leak(rule) | Cell::Why(rule) => json!(rule.to_string()),
    }
}

/// Thousandths as a number: whole where they are whole.
#[allow(clippy::cast_precision_loss)] // no quantity is so large that a thousandth is lost
pub fn quantity(milli: i64) -> Number {
    if milli % 1_000 == 0 {
        return Number::from(milli / 1_000);
    }
    Number::from_f64(milli as f64 / 1_000.0).unwrap_or_else(|| Number::from(milli / 1_000))
}

fn decimal(number: i64, parts: f64) -> Value {
    json!(f64::from(i32::try_from(number).unwrap_or(i32::MAX)) / parts)
}

/// An amount as everywhere in JSON.
pub fn amount(money: Money) -> Value {
    json!({"minor": money.minor, "currency": money.currency.code(), "text": money.text()})
}

/// Seconds; null without any.
pub fn seconds(span: Option<Span>) -> Value {
    value(&Cell::of(span, Cell::Span))
}

/// An object of a period, both its ends among its days.
pub fn of_period(period: &Period, mut object: Map<String, Value>) -> Map<String, Value> {
    object.insert("from".to_owned(), json!(period.first.to_string()));
    object.insert("to".to_owned(), json!(period.last.to_string()));
    object
}

/// What stands above a report of a period.
pub fn title(audience: Audience<'_>, key: &'static str, period: &Period) -> String {
    format!("{} · {} – {}", audience.tr.text(key), period.first, period.last)
}
