//! `import` and `customer import`: shop exports, tables and bases of people into the desk.

pub mod args;
pub mod failed;
mod import;
mod interrupt;
pub mod make;
pub mod noted;
pub mod profile;
mod progress;
pub mod rejects;
mod shape;
pub mod source;
pub mod stages;
mod written;

pub use self::args::ImportArgs;
pub use self::args::PeopleArgs;
pub use self::failed::refused;
pub use self::failed::unread;
pub use self::import::run;
pub use self::import::run_people;
pub use self::source::defaults;
pub use self::source::input;
