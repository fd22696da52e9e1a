//! Takes orders of a shop in: some at a time, each batch one transaction, so that a stop at any moment loses nothing and
//! doubles nothing, and a key pressed meanwhile never waits long.

pub mod catalogue;
mod customers;
mod identity;
mod import;
mod kept_version;
pub mod options;
mod orders;
mod people;
mod read_ahead;
mod rejects;
#[cfg(test)]
mod tests;
mod touched;
mod tried;
mod version;

pub use self::options::BrokenOff;
pub use self::options::ImportEnd;
pub use self::options::ImportMode;
pub use self::options::ImportOptions;
pub use self::options::ImportWatch;
pub use self::options::Imported;
pub use self::options::ImportedFile;
pub use self::options::Noticed;
pub use self::rejects::RejectsError;
pub use self::version::ReadItem;
