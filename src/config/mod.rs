//! The shop's file of settings. Every key is optional; what is not understood is refused, never guessed. Only a command
//! that says so writes it, and changed keys only ([`change`](changed())): a shop that sets three keys follows the program's
//! defaults in all the others.
//!
//! The keys are declared once, in [`settings`](crate::domain::settings); `section` reads them, [`render`](render())
//! writes them, [`listing`](listing()) explains them.

mod change;
mod env;
mod error;
#[cfg(test)]
mod feed_tests;
mod listing;
mod load;
mod nearest;
pub mod paths;
pub mod profile;
mod published;
pub mod quoted;
mod read;
mod render;
mod section;
pub mod statuses;
#[cfg(test)]
mod tests;

pub use self::change::ChangeError;
pub use self::change::changed;
pub use self::change::with_section;
pub use self::change::write;
pub use self::env::Env;
pub use self::error::ConfigError;
pub use self::listing::Setting;
pub use self::listing::every_setting;
pub use self::listing::every_setting_of;
pub use self::listing::listing;
pub use self::listing::nearest_name;
pub use self::listing::rules;
pub use self::load::Loaded;
pub use self::load::language;
pub use self::load::load;
pub use self::load::load_own;
pub use self::load::text;
pub use self::published::OwnSettings;
pub use self::published::SharedSettings;
pub use self::published::named_changes;
pub use self::read::parse;
pub use self::render::fingerprint;
pub use self::render::render;
