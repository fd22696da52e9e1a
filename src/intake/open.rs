//! The beginning of every reading: what a file is, and its text.

use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;
use std::ops::ControlFlow;

use super::Decoded;
use super::Defaults;
use super::IntakeError;
use super::Sink;
use super::detect::detect;
use super::detect::parser;
use super::own_csv::Header;
use super::sheet;
use super::sheet::Rows;
use super::shopify;
use crate::domain::incoming::Format;
use crate::domain::incoming::Item;
use crate::domain::reject::RejectWhy;

/// A file whose shape is known and of which no order has been read yet.
pub struct Opened<'a> {
    /// Its shape.
    pub format: Format,
    /// The sheet its table stands on; none when it is no workbook.
    pub sheet: Option<String>,
    rows: Option<Rows>,
    text: Box<dyn BufRead + Send + 'a>,
}

/// Tells what a file is by its content, unless `format` says it.
pub fn open<'a>(
    bytes: impl Read + Send + 'a,
    format: Option<Format>,
    defaults: &Defaults,
) -> Result<Opened<'a>, IntakeError> {
    let mut bytes = BufReader::new(bytes);
    let mut head = Vec::new();
    (&mut bytes).take(sheet::COMPOUND.len() as u64).read_to_end(&mut head)?;
    if head.starts_with(sheet::ZIP) || head.starts_with(sheet::COMPOUND) {
        bytes.read_to_end(&mut head)?;
        return open_workbook(head, format);
    }
    let mut text = Decoded::new(Cursor::new(head).chain(bytes), defaults.country.code());
    let format = match format {
        Some(format) => format,
        None => detect(text.fill_buf()?).ok_or(IntakeError::UnknownFormat)?,
    };
    Ok(Opened {
        format,
        sheet: None,
        rows: None,
        text: Box::new(text),
    })
}

fn open_workbook(bytes: Vec<u8>, format: Option<Format>) -> Result<Opened<'static>, IntakeError> {
    let told = |head: &str| match format {
        Some(Format::Csv) => Header::find(head).map(|_| Format::Csv),
        Some(Format::ShopifyCsv) => shopify::is_header(head).then_some(Format::ShopifyCsv),
        Some(_) => None,
        None => detect(head.as_bytes()).filter(|format| matches!(format, Format::Csv | Format::ShopifyCsv)),
    };
    let sheet = sheet::find(bytes, &|head| told(head).is_some())?;
    Ok(Opened {
        format: told(&sheet.text).ok_or(IntakeError::UnknownFormat)?,
        sheet: Some(sheet.name),
        rows: Some(sheet.rows),
        text: Box::new(Cursor::new(sheet.text)),
    })
}

impl Opened<'_> {
    /// Reads every order to the end, or until the sink has enough.
    pub fn parse(mut self, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let parser = parser(self.format);
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
