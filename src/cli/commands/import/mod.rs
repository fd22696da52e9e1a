//! `import`: shop exports and tables into the desk.

pub mod args;
mod failed;
mod import;
mod interrupt;
mod make;
mod noted;
mod profile;
mod progress;
mod rejects;
mod shape;
pub mod source;
mod stages;
mod written;

pub use self::args::ImportArgs;
pub use self::failed::unread;
pub use self::import::run;
pub use self::source::defaults;
pub use self::source::input;
