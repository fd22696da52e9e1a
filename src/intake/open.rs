//! The beginning of every reading: what a file is, and its text.

use std::cell::RefCell;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::Decoded;
use super::Defaults;
use super::IntakeError;
use super::Mapping;
use super::Parser;
use super::ReadProgress;
use super::Sink;
use super::detect::detect;
use super::detect::detect_table;
use super::detect::parser;
use super::detect::source;
use super::read::beginning::Begun;
use super::read::progress::Watched;
use super::read::text_buffer::CHUNK;
use super::read::workbook as sheet;
use super::read::workbook::Rows;
use super::shops::generic::header::ANY_DELIMITER;
use super::shops::generic::header::Header;
use super::shops::generic::header::SHEET_DELIMITER;
use super::shops::generic::header::UnreadHeading;
use super::shops::generic::people::PeopleTable;
use super::shops::generic::table::Mapped;
use super::shops::generic::table::SHEET_CSV;
use super::shops::shopify;
use crate::domain::incoming::Format;
use crate::domain::item::Item;
use crate::domain::reject::RejectWhy;

/// In bytes of UTF-8: how much less a first look may show when it would end within a character.
const LONGEST_CHARACTER: usize = 4;

/// What is known of a file's shape before it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Nothing: its content tells.
    #[default]
    Told,
    /// It is one of those known.
    Format(Format),
    /// It is a table whose columns somebody described.
    Mapping(Arc<Mapping>),
    /// It holds people: their columns may be described.
    People(Option<Arc<Mapping>>),
}

/// A file to be read.
pub struct InputFile<'a> {
    /// Its path, or what else it came from: as it is written down, and as a file of rejects is known again.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send + 'a>,
    /// Its shape.
    pub shape: Shape,
    /// Who watches how far the reading comes.
    pub passed: Arc<ReadProgress>,
}

/// A file whose shape is known and of which no order has been read yet.
pub struct Opened<'a> {
    /// As it is written down.
    pub name: String,
    /// Its shape.
    pub format: Format,
    /// The sheet its table stands on; none when it is no workbook.
    pub sheet: Option<String>,
    /// Sheets that fit nearly as well and are not read.
    pub other_sheets: Vec<String>,
    /// The headings of its table that nothing is read of; of a table that a profile describes they are left out by choice.
    pub unread: Vec<UnreadHeading>,
    /// The source a table of a well-known program names.
    dialect: Option<&'static str>,
    rows: Option<Rows>,
    mapping: Option<Arc<Mapping>>,
    text: Box<dyn BufRead + Send + 'a>,
}

/// Tells what a file is by its content, unless its shape is known.
pub fn open<'a>(file: InputFile<'a>, defaults: &Defaults) -> Result<Opened<'a>, IntakeError> {
    let watched = Watched {
        inner: file.bytes,
        passed: Arc::clone(&file.passed),
    };
    let text = match Begun::of(BufReader::new(watched))? {
        Begun::Workbook(book) => return open_workbook(book, file.name, file.shape, file.passed),
        Begun::Text(text) => text,
    };
    let mut text = Decoded::new(text, defaults.country.code());
    let beginning = text.fill_buf()?;
    let is_table = match &file.shape {
        Shape::Told => detect(beginning).is_none_or(|format| format == Format::Csv),
        Shape::Format(format) => *format == Format::Csv,
        Shape::Mapping(_) => true,
        Shape::People(_) => false,
    };
    if is_table && heading_goes_on(beginning) {
        return Err(IntakeError::LongHeading);
    }
    let (format, mapping) = match file.shape {
        Shape::Told => (detect(text.fill_buf()?).ok_or(IntakeError::UnknownFormat)?, None),
        Shape::Format(format) => (format, None),
        Shape::Mapping(mapping) => {
            let beginning = String::from_utf8_lossy(text.fill_buf()?);
            Header::mapped(&beginning, &mapping, ANY_DELIMITER)
                .map_err(|missing| IntakeError::OtherColumns { missing })?;
            (Format::Csv, Some(mapping))
        }
        Shape::People(mapping) => {
            let beginning = String::from_utf8_lossy(text.fill_buf()?);
            if beginning.trim_start().starts_with(['{', '[']) {
                (Format::PeopleJson, None)
            } else {
                if let Some(mapping) = &mapping {
                    Header::mapped(&beginning, mapping, ANY_DELIMITER)
                        .map_err(|missing| IntakeError::OtherColumns { missing })?;
                }
                (Format::People, mapping)
            }
        }
    };
    let (unread, dialect) = match mapping {
        None => told_by_header(format, &String::from_utf8_lossy(text.fill_buf()?), ANY_DELIMITER),
        Some(_) => Default::default(),
    };
    Ok(Opened {
        name: file.name,
        format,
        sheet: None,
        other_sheets: Vec::new(),
        unread,
        dialect,
        rows: None,
        mapping,
        text: Box::new(text),
    })
}

/// True when the first look into a table ends within its row of headings.
fn heading_goes_on(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    if beginning.len() < CHUNK - LONGEST_CHARACTER || text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    match text.rfind('\n') {
        None => true,
        Some(at) => Header::find(&text, ANY_DELIMITER).is_some_and(|header| header.raw() == &text[at + 1..]),
    }
}

/// The headings that nothing is read of, and the source that all of them name.
fn told_by_header(format: Format, beginning: &str, delimiters: &[char]) -> (Vec<UnreadHeading>, Option<&'static str>) {
    let header = match format {
        Format::Csv => Header::find(beginning, delimiters),
        Format::People => Header::of_people(beginning, delimiters),
        _ => None,
    };
    header.map_or_else(Default::default, |header| {
        let source = header.source();
        (header.unread, source)
    })
}

/// The beginning of a file of any kind.
pub struct Beginning {
    /// Its shape, if it is one of those known.
    pub format: Option<Format>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Sheets that fit nearly as well.
    pub other_sheets: Vec<String>,
    /// Its text.
    pub text: String,
    /// What may divide its cells.
    pub delimiters: &'static [char],
}

/// Reads the beginning of a file, whether or not its shape is known; of a workbook that of the sheet, by its name and its
/// beginning, that `fits` best.
pub fn beginning(
    file: InputFile<'_>,
    defaults: &Defaults,
    fits: &dyn Fn(&str, &str) -> Option<usize>,
) -> Result<Beginning, IntakeError> {
    match Begun::of(BufReader::new(file.bytes))? {
        Begun::Workbook(book) => {
            let found = sheet::find(book, fits)?;
            Ok(Beginning {
                format: detect_table(&found.text, SHEET_DELIMITER),
                sheet: Some(found.name),
                other_sheets: found.others,
                text: found.text,
                delimiters: SHEET_DELIMITER,
            })
        }
        Begun::Text(text) => {
            let mut text = Decoded::new(text, defaults.country.code());
            let text = String::from_utf8_lossy(text.fill_buf()?).into_owned();
            let format = detect(text.as_bytes());
            if format.is_none_or(|format| format == Format::Csv) && heading_goes_on(text.as_bytes()) {
                return Err(IntakeError::LongHeading);
            }
            Ok(Beginning {
                format,
                sheet: None,
                other_sheets: Vec::new(),
                text,
                delimiters: ANY_DELIMITER,
            })
        }
    }
}

fn open_workbook(
    bytes: Vec<u8>,
    name: String,
    shape: Shape,
    passed: Arc<ReadProgress>,
) -> Result<Opened<'static>, IntakeError> {
    let lacking: RefCell<Option<Vec<String>>> = RefCell::new(None);
    let table = match &shape {
        Shape::People(_) => Format::People,
        _ => Format::Csv,
    };
    let told = |sheet: &str, head: &str| match &shape {
        Shape::Mapping(mapping) | Shape::People(Some(mapping))
            if mapping.sheet.as_deref().is_some_and(|wanted| wanted != sheet) =>
        {
            None
        }
        Shape::Mapping(mapping) | Shape::People(Some(mapping)) => {
            match Header::mapped(head, mapping, SHEET_DELIMITER) {
                Ok(_) => Some(table),
                Err(missing) => {
                    let mut lacking = lacking.borrow_mut();
                    if lacking.as_ref().is_none_or(|other| missing.len() < other.len()) {
                        *lacking = Some(missing);
                    }
                    None
                }
            }
        }
        Shape::Format(Format::Csv) => Header::find(head, SHEET_DELIMITER).map(|_| Format::Csv),
        Shape::Format(Format::ShopifyCsv) => shopify::is_header(head).then_some(Format::ShopifyCsv),
        Shape::People(None) => Header::of_people(head, SHEET_DELIMITER).map(|_| Format::People),
        Shape::Format(_) => None,
        Shape::Told => detect_table(head, SHEET_DELIMITER),
    };
    // Of several sheets the one with most of the columns: a summary may have some of them, too.
    let found = |head: &str| match table {
        Format::People => Header::of_people(head, SHEET_DELIMITER),
        _ => Header::find(head, SHEET_DELIMITER),
    };
    let known = |head: &str| found(head).map_or(0, |header| header.known());
    let found = sheet::find(bytes, &|sheet, head| told(sheet, head).map(|_| known(head)));
    let sheet = found.map_err(|error| match (error, lacking.take()) {
        (sheet::SheetError::NoHeader { .. }, Some(missing)) => IntakeError::OtherColumns { missing },
        (error, _) => IntakeError::Sheet(error),
    })?;
    let format = told(&sheet.name, &sheet.text).ok_or(IntakeError::UnknownFormat)?;
    let mapping = match shape {
        Shape::Mapping(mapping) => Some(mapping),
        Shape::People(mapping) => mapping,
        _ => None,
    };
    let (unread, dialect) = match mapping {
        None => told_by_header(format, &sheet.text, SHEET_DELIMITER),
        Some(_) => Default::default(),
    };
    passed.begin(u64::try_from(sheet.text.len()).unwrap_or(0));
    let text = Watched {
        inner: Cursor::new(sheet.text),
        passed,
    };
    Ok(Opened {
        name,
        format,
        sheet: Some(sheet.name),
        other_sheets: sheet.others,
        unread,
        dialect,
        rows: Some(sheet.rows),
        mapping,
        text: Box::new(text),
    })
}

impl Opened<'_> {
    /// The shop's system by itself, as the shape tells it.
    pub fn platform(&self) -> &'static str {
        self.dialect.unwrap_or_else(|| source(self.format))
    }

    /// Whose orders they are, as `defaults` say it or the shape does.
    pub fn source(&self, defaults: &Defaults) -> String {
        if defaults.source.is_empty() {
            self.platform().to_owned()
        } else {
            defaults.source.clone()
        }
    }

    /// Reads every order to the end, or until the sink has enough.
    pub fn parse(mut self, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let is_sheet = self.rows.is_some();
        let delimiters = if is_sheet { SHEET_DELIMITER } else { ANY_DELIMITER };
        let people = PeopleTable(self.mapping.clone(), delimiters);
        let mapped = self.mapping.map(|mapping| Mapped(mapping, delimiters));
        let parser: &dyn Parser = match &mapped {
            _ if self.format == Format::People => &people,
            Some(mapped) => mapped,
            None if is_sheet && self.format == Format::Csv => &SHEET_CSV,
            None => parser(self.format),
        };
        match self.rows {
            Some(rows) => parser.parse(&mut self.text, defaults, &mut OfSheet { rows, sink }),
            None => parser.parse(&mut self.text, defaults, sink),
        }
    }
}

/// Says of what was rejected in which row of the sheet it stands, not in which line of the sheet's text.
struct OfSheet<'a> {
    rows: Rows,
    sink: &'a mut dyn Sink,
}

impl Sink for OfSheet<'_> {
    fn take(&mut self, mut item: Item) -> ControlFlow<()> {
        if let Item::Reject(reject) = &mut item {
            reject.line = self.rows.row(reject.line);
            if let RejectWhy::ScatteredRows { line } = &mut reject.why {
                *line = self.rows.row(*line);
            }
        }
        self.sink.take(item)
    }
}

/// Reads a file of any encoding and known shape, told by its content unless `format` says it. Gives the shape it was.
pub fn read(
    input: impl Read + Send,
    format: Option<Format>,
    defaults: &Defaults,
    sink: &mut dyn Sink,
) -> Result<Format, IntakeError> {
    let file = InputFile {
        name: String::new(),
        bytes: Box::new(input),
        shape: format.map_or(Shape::Told, Shape::Format),
        passed: ReadProgress::of(0),
    };
    let opened = open(file, defaults)?;
    let format = opened.format;
    opened.parse(defaults, sink)?;
    Ok(format)
}
