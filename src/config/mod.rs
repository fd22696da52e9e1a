//! The shop's file of settings. Every key is optional; what is not understood is refused, never guessed, and no file is
//! ever written: a shop that sets three keys follows the program's defaults in all the others.
//!
//! `keys` names every key once; `section` reads them, [`render`](render()) writes them.

mod env;
mod error;
mod keys;
mod listing;
mod nearest;
pub mod paths;
pub mod profile;
pub mod quoted;
mod read;
mod render;
pub(super) mod section;
pub mod statuses;
#[cfg(test)]
mod tests;
mod value;

use std::fs;
use std::path::Path;
use std::path::PathBuf;

pub use self::env::Env;
pub use self::error::ConfigError;
pub use self::listing::Setting;
pub use self::listing::listing;
pub use self::listing::nearest_name;
pub use self::listing::reads;
pub use self::listing::rules;
pub use self::read::parse;
pub use self::render::fingerprint;
pub use self::render::render;
use crate::domain::settings::Settings;

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the file says, defaults for the rest.
    pub settings: Settings,
    /// The file; nothing when the defaults alone hold.
    pub path: Option<PathBuf>,
    /// What stands in it.
    pub text: String,
}

/// Reads the file, which must exist; without a path the defaults hold. [`paths::config_file`] finds the usual one.
pub fn load(path: Option<&Path>) -> Result<Loaded, ConfigError> {
    let Some(path) = path else {
        return Ok(Loaded {
            settings: Settings::default(),
            path: None,
            text: String::new(),
        });
    };
    let bytes = fs::read(path).map_err(|why| ConfigError::unreadable(path, &why))?;
    let text = String::from_utf8(bytes).map_err(|_| ConfigError::not_utf8(path))?;
    Ok(Loaded {
        settings: parse(&text, path)?,
        path: Some(path.to_owned()),
        text,
    })
}
