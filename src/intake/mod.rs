//! Orders coming in: a shop's export or feed is read into [`IncomingOrder`](crate::domain::incoming::IncomingOrder)s, one at a time.
//!
//! A parser reads text and hands every order, or what kept it from being one, to a [`Sink`]. Nothing is dropped in
//! silence: an order that cannot be read is a [`Reject`](crate::domain::reject::Reject) with its place, its field, the reason and the text itself, which
//! can be mended and imported again. The shape of a file is told by its content, never by its name.

mod amount;
mod blank;
mod catalogue;
mod commerceml;
mod decode;
mod detect;
mod elements;
mod entities;
mod fields;
mod guess;
mod headed;
mod insales;
mod json;
mod keycrm;
mod mapping;
mod object;
mod open;
mod opencart;
mod own;
mod own_csv;
mod own_json;
#[cfg(test)]
mod own_tests;
mod passed;
mod plugin;
mod prom;
mod rejected;
mod retailcrm;
mod rows;
mod run;
#[cfg(test)]
mod run_tests;
mod sheet;
mod shopify;
mod statuses;
#[cfg(test)]
mod test_support;
mod when;
mod woocommerce;
mod words;

use std::io;
use std::io::BufRead;
use std::io::Read;
use std::ops::ControlFlow;

use chrono_tz::Tz;

pub use self::catalogue::CatalogueFile;
pub use self::catalogue::read_catalogue;
pub use self::decode::Decoded;
pub use self::detect::detect;
pub use self::detect::parser;
pub use self::guess::Guess;
pub use self::guess::Guessed;
pub use self::guess::GuessedBy;
pub use self::guess::Heading;
pub use self::guess::guess;
pub use self::mapping::Mapping;
pub use self::open::InputFile;
pub use self::open::Opened;
pub use self::open::Shape;
pub use self::open::open;
pub use self::own::Column;
pub use self::passed::Passed;
pub use self::rejected::Rejected;
pub use self::run::FileReport;
pub use self::run::ImportError;
pub use self::run::import;
pub use self::sheet::SheetError;
pub use self::statuses::Statuses;
use crate::domain::country::Country;
use crate::domain::incoming::Format;
use crate::domain::incoming::Item;
use crate::domain::money::Currency;

/// What a file does not say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// How phones without a country code are read.
    pub country: Country,
    /// Of amounts without a currency.
    pub currency: Currency,
    /// Of times without an offset.
    pub time_zone: Tz,
    /// The name of the shop's system or feed: with the shop's own id it names an order. Empty: the format's own name.
    pub source: String,
    /// What the shop's own status words mean, over the built-in meanings.
    pub statuses: Statuses,
}

/// True when the meaning of a status word is built in.
pub fn is_known_status(word: &str) -> bool {
    words::status(word).is_some()
}

/// Where a parser puts what it finds.
pub trait Sink {
    /// Takes one item; `Break` ends the reading.
    fn take(&mut self, item: Item) -> ControlFlow<()>;
}

impl Sink for Vec<Item> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.push(item);
        ControlFlow::Continue(())
    }
}

/// Reads one shape of file.
pub trait Parser {
    /// Reads UTF-8 text to its end, or until the sink has enough.
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()>;
}

/// Why nothing of a file was read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file could not be read.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
    /// No known shape.
    #[error("neither the export of a known shop system nor a table or JSON of the documented shape")]
    UnknownFormat,
    /// A workbook without a table that can be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A profile tells of columns that the file has not.
    #[error("the file has no columns called: {}", missing.join(", "))]
    OtherColumns {
        /// Their names.
        missing: Vec<String>,
    },
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
        passed: Passed::of(0),
    };
    let opened = open(file, defaults)?;
    let format = opened.format;
    opened.parse(defaults, sink)?;
    Ok(format)
}
