//! Reads the file, or takes the defaults where there is none.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use toml::de::DeTable;

use super::error::ConfigError;
use super::read::parse;
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

/// Reads the file, which must exist; without a path the defaults hold. [`config_file`](super::paths::config_file) finds the usual one.
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

/// What the file names as the screen's language, as far as it can be read: a slip elsewhere in it is told in that language.
pub fn language(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let document = DeTable::parse(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()?;
    let console = document.get_ref().get("console")?.get_ref().as_table()?;
    console.get("language")?.get_ref().as_str().map(str::to_owned)
}
