//! Orders coming in: a shop's export or feed is read into [`IncomingOrder`](crate::domain::incoming::IncomingOrder)s, one at a time.
//!
//! A parser reads text and hands every order, or what kept it from being one, to a [`Sink`]. Nothing is dropped in
//! silence: an order that cannot be read is a [`Reject`](crate::domain::reject::Reject) with its place, its field, the reason and the text itself, which
//! can be mended and imported again. The shape of a file is told by its content, never by its name.

mod amount;
mod catalogue;
mod detect;
#[cfg(test)]
mod effort_tests;
pub mod error;
mod fields;
mod guess;
mod moment;
mod open;
mod order_builder;
mod parser;
pub mod read;
pub mod reading;
mod register;
mod rejected;
mod run;
pub mod shops;
mod statement;
mod statuses;
#[cfg(test)]
mod test_support;
mod vocabulary;

pub use self::catalogue::catalogue::read_catalogue;
pub use self::catalogue::file::CatalogueFile;
pub use self::catalogue::goods::read_goods;
pub use self::detect::detect;
pub use self::error::IntakeError;
pub use self::guess::guess::Doubt;
pub use self::guess::guess::Guess;
pub use self::guess::guess::Guessed;
pub use self::guess::guess::GuessedBy;
pub use self::guess::guess::Heading;
pub use self::guess::guess::guess;
pub use self::guess::guessable::Guessable;
pub use self::guess::guessable::missing as missing_columns;
pub use self::moment::DateOrder;
pub use self::moment::OrderOfDates;
pub use self::open::InputFile;
pub use self::open::Opened;
pub use self::open::Shape;
pub use self::open::open;
pub use self::open::read;
pub use self::parser::Defaults;
pub use self::parser::Parser;
pub use self::parser::Sink;
pub use self::read::decode::Decoded;
pub use self::read::progress::ReadProgress;
pub use self::read::workbook::error::SheetError;
pub use self::register::RegisterFile;
pub use self::register::read_register;
pub use self::rejected::Rejected;
pub use self::run::FileReport;
pub use self::run::ImportError;
pub use self::run::import;
pub use self::run::import_step;
pub use self::shops::generic::columns::AmountUnit;
pub use self::shops::generic::columns::Column;
pub use self::shops::generic::header::NEEDED as NEEDED_COLUMNS;
pub use self::shops::generic::header::UnreadHeading;
pub use self::shops::generic::mapping::Mapping;
pub use self::shops::generic::people::NEEDED_OF_PEOPLE;
pub use self::statement::PaidColumn;
pub use self::statement::StatementFile;
pub use self::statement::read_statement;
pub use self::statuses::Statuses;
pub use self::statuses::is_known_status;
