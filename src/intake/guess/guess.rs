//! Guesses which column holds what.

use std::collections::HashMap;

use super::content;
use super::content::Content;
use super::guessable::Guessable;
use crate::domain::incoming::Format;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::moment::OrderOfDates;
use crate::intake::open::InputFile;
use crate::intake::open::beginning;
use crate::intake::read::table::heading::TITLE_ROWS;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::rows::Rows;
use crate::intake::shops::generic::header::SHEET_DELIMITER;

/// How many rows are looked at.
const LOOKED_AT: usize = 300;
/// What a heading is worth that is known, and one that has a telling word in it; a row without one is a row of data.
const NAMED: usize = 8;
const LIKE: usize = 4;
/// Fewer headings are a title.
const LEAST: usize = 3;
/// How many different cells are shown of a column.
const SAMPLES: usize = 3;
/// No shop says where its orders stand by more words.
const WORDS: usize = 40;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guessed<C> {
    /// A table.
    Table(Guess<C>),
    /// The export of a known system, which needs no guess.
    Known(Format),
    /// Neither.
    NoTable,
}

/// A table's headings and what they seem to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess<C> {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Sheets that fit nearly as well.
    pub other_sheets: Vec<String>,
    /// What its dates say of the order of their parts.
    pub dates: OrderOfDates,
    /// Its headings, as they stand from left to right; those that are blank are left out.
    pub headings: Vec<Heading<C>>,
}

/// One heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<C> {
    /// As it stands in the file.
    pub heading: String,
    /// What it seems to hold.
    pub column: Option<C>,
    /// Why it seems so.
    pub by: GuessedBy,
    /// Why it may be wrong.
    pub doubt: Option<Doubt>,
    /// A few different cells below it.
    pub samples: Vec<String>,
    /// Cells that stand in several rows.
    repeated: Vec<String>,
}

impl<C> Heading<C> {
    /// What a shop says by a word or two, or again and again: a remark stands in one row and is longer.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        let short = self.samples.iter().filter(|cell| cell.split_whitespace().count() <= 2);
        let once = short.filter(|cell| !self.repeated.contains(cell));
        self.repeated.iter().chain(once)
    }
}

/// What a guess stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuessedBy {
    /// The heading is known.
    Name,
    /// The heading has a telling word in it.
    Likeness,
    /// What stands below it.
    Content,
    /// Nothing.
    Nothing,
}

/// Why a guess may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Only what stands below the heading speaks for it.
    Content,
    /// Nothing stands below the heading.
    Blank,
    /// Another heading seems to hold the same.
    Rival(String),
}

impl Doubt {
    /// A stable word for JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Doubt::Content => "content",
            Doubt::Blank => "blank",
            Doubt::Rival(_) => "rival",
        }
    }
}

impl GuessedBy {
    /// A stable word for JSON.
    pub fn code(self) -> &'static str {
        match self {
            GuessedBy::Name => "name",
            GuessedBy::Likeness => "likeness",
            GuessedBy::Content => "content",
            GuessedBy::Nothing => "nothing",
        }
    }
}

/// Looks at the beginning of a file; of a workbook at that of `sheet`, else of the sheet that looks most like orders.
pub fn guess<C: Guessable>(
    file: InputFile<'_>,
    sheet: Option<&str>,
    defaults: &Defaults,
) -> Result<Guessed<C>, IntakeError> {
    let fits = |name: &str, head: &str| {
        let is_meant = sheet.is_none_or(|sheet| sheet == name);
        let (score, ..) = table::<C>(head, SHEET_DELIMITER[0]).filter(|_| is_meant)?;
        Some(score)
    };
    let beginning = beginning(file, defaults, &fits)?;
    match beginning.format {
        Some(Format::Csv) | None => {}
        Some(format) => return Ok(Guessed::Known(format)),
    }
    let tables = beginning
        .delimiters
        .iter()
        .map(|delimiter| table::<C>(&beginning.text, *delimiter));
    let best = tables.flatten().max_by_key(|(score, _, _)| *score);
    Ok(match best {
        Some((_, head, below)) => {
            let headings = headings(&head, &below, defaults);
            Guessed::Table(Guess {
                sheet: beginning.sheet,
                other_sheets: beginning.other_sheets,
                dates: dates(&head, &below, &headings),
                headings,
            })
        }
        None => Guessed::NoTable,
    })
}

impl<C: Guessable> Guess<C> {
    /// What is held by which headings.
    pub fn columns(&self) -> impl Iterator<Item = (C, Vec<&Heading<C>>)> {
        let of = |column: C| {
            self.headings
                .iter()
                .filter(move |heading| heading.column == Some(column))
        };
        let columns = C::all()
            .into_iter()
            .map(move |column| (column, of(column).collect::<Vec<_>>()));
        columns.filter(|(_, headings)| !headings.is_empty())
    }
}

/// The row of headings and the rows below it, and how much like a table of orders it looks; by the delimiter.
fn table<C: Guessable>(text: &str, delimiter: char) -> Option<(usize, Row, Vec<Row>)> {
    let mut rows = Rows::new(text.as_bytes(), delimiter);
    let mut rows: Vec<Row> = std::iter::from_fn(|| rows.next_row().ok().flatten())
        .take(LOOKED_AT)
        .collect();
    let score = |row: &Row| {
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
        let worth = filled.map(|cell| match (C::named(cell), C::alike(cell)) {
            (Some(_), _) => NAMED,
            (None, Some(_)) => LIKE,
            (None, None) if content::is_a_value(cell) => 0,
            (None, None) => 1,
        });
        worth.sum::<usize>()
    };
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    // A row that holds somebody's phone is no row of headings: it would be written into the profile.
    let is_telling = |row: &Row| row.cells.iter().any(|cell| content::is_contact(cell));
    let heads = rows.iter().enumerate().take(TITLE_ROWS);
    let heads = heads.filter(|(_, row)| filled(row) >= LEAST && !is_telling(row));
    // Of rows alike the first one.
    let (score, at) = heads
        .map(|(at, row)| (score(row), at))
        .max_by_key(|(score, at)| (*score, usize::MAX - at))
        .filter(|(score, _)| *score >= LIKE)?;
    let below = rows.split_off(at + 1);
    let head = rows.pop()?;
    Some((score, head, below.into_iter().filter(|row| !row.is_empty()).collect()))
}

/// What the cells of the columns that hold dates say of their order.
fn dates<C: Guessable>(head: &Row, below: &[Row], headings: &[Heading<C>]) -> OrderOfDates {
    let holds_dates = |cell: &&String| {
        let heading = headings.iter().find(|heading| heading.heading == cell.trim());
        heading.and_then(|heading| heading.column).is_some_and(C::is_date)
    };
    let places = head.cells.iter().enumerate().filter(|(_, cell)| holds_dates(cell));
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let cells = below
        .iter()
        .flat_map(|row| places.iter().filter_map(|place| row.cells.get(*place)));
    OrderOfDates::of(cells.map(String::as_str))
}

fn headings<C: Guessable>(head: &Row, below: &[Row], defaults: &Defaults) -> Vec<Heading<C>> {
    let mut headings: Vec<(Heading<C>, Content)> = Vec::new();
    for (place, heading) in head.cells.iter().enumerate() {
        let heading = heading.trim().trim_start_matches('\u{feff}').to_owned();
        let twice = headings.iter().any(|(other, _)| other.heading == heading);
        if heading.is_empty() || twice {
            continue;
        }
        let cells: Vec<&str> = below
            .iter()
            .filter_map(|row| row.cells.get(place))
            .map(|cell| cell.trim())
            .collect();
        let content = Content::of(&cells, defaults);
        headings.push((
            Heading {
                heading,
                column: None,
                by: GuessedBy::Nothing,
                doubt: None,
                samples: samples(&cells),
                repeated: repeated(&cells),
            },
            content,
        ));
    }
    let named = |heading: &Heading<C>, _: &Content| C::named(&heading.heading);
    let alike = |heading: &Heading<C>, _: &Content| C::alike(&heading.heading);
    let below = |_: &Heading<C>, content: &Content| C::of_content(content);
    settle(&mut headings, GuessedBy::Name, &named);
    settle(&mut headings, GuessedBy::Likeness, &alike);
    settle(&mut headings, GuessedBy::Content, &below);
    let doubted = headings.into_iter().map(|(heading, content)| {
        let doubt = match heading.by {
            GuessedBy::Nothing => None,
            GuessedBy::Content => Some(Doubt::Content),
            GuessedBy::Name | GuessedBy::Likeness => heading
                .doubt
                .clone()
                .or_else(|| content.is_blank().then_some(Doubt::Blank)),
        };
        Heading { doubt, ..heading }
    });
    doubted.collect()
}

type Says<'a, C> = &'a dyn Fn(&Heading<C>, &Content) -> Option<C>;

/// Gives every heading without a column the one that `says` tells, unless it is taken or what stands below speaks
/// against it.
fn settle<C: Guessable>(headings: &mut [(Heading<C>, Content)], by: GuessedBy, says: Says<'_, C>) {
    for at in 0..headings.len() {
        let (heading, content) = &headings[at];
        let Some(column) = says(heading, content).filter(|column| heading.column.is_none() && column.bears(content))
        else {
            continue;
        };
        let name = heading.heading.clone();
        let mut taken = headings.iter_mut().filter(|(other, _)| other.column == Some(column));
        let rival = taken.find(|(other, _)| !column.are_parts(&other.heading, &name));
        match rival {
            None => {
                let (heading, _) = &mut headings[at];
                (heading.column, heading.by) = (Some(column), by);
            }
            // What only stands below says little against a heading that speaks for itself.
            Some((other, _)) if by != GuessedBy::Content && other.doubt.is_none() => {
                other.doubt = Some(Doubt::Rival(name));
            }
            Some(_) => {}
        }
    }
}

fn samples(cells: &[&str]) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        if samples.len() < SAMPLES && !samples.iter().any(|sample| sample == cell) {
            samples.push((*cell).to_owned());
        }
    }
    samples
}

fn repeated(cells: &[&str]) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut repeated = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        let times = seen.entry(cell).or_default();
        *times += 1;
        if *times == 2 && repeated.len() < WORDS {
            repeated.push((*cell).to_owned());
        }
    }
    repeated
}
