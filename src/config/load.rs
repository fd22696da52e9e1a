//! Reads the file, or takes the defaults where there is none.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use toml::de::DeTable;

use super::error::ConfigError;
use super::published::OwnSettings;
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
    /// What is wrong with how the console is to look: the program's own look holds, and nothing is kept shut for it.
    pub slip: Option<ConfigError>,
}

/// What of a file says no more than how the console looks.
const LOOKS: [&str; 2] = ["theme", "glyphs"];

/// What stands in the file; nothing without one.
pub fn text(path: Option<&Path>) -> Result<String, ConfigError> {
    path.map_or(Ok(String::new()), text_of)
}

/// Reads what the file says that is the machine's own, whatever it says of the shop.
pub fn load_own(path: Option<&Path>) -> Result<OwnSettings, ConfigError> {
    let Some(path) = path else {
        return Ok(OwnSettings::default());
    };
    let text = text_of(path)?;
    OwnSettings::read(&text, path).or_else(|slip| match without_look(&text, &slip) {
        Some(rest) => OwnSettings::read(&rest, path),
        None => Err(slip),
    })
}

/// Reads the file, which must exist; without a path the defaults hold. [`config_file`](super::paths::config_file) finds the usual one.
pub fn load(path: Option<&Path>) -> Result<Loaded, ConfigError> {
    let Some(path) = path else {
        return Ok(Loaded {
            settings: Settings::default(),
            path: None,
            text: String::new(),
            slip: None,
        });
    };
    let text = text_of(path)?;
    let (settings, slip) = match parse(&text, path) {
        Err(slip) => match without_look(&text, &slip) {
            Some(rest) => (parse(&rest, path)?, Some(slip)),
            None => return Err(slip),
        },
        Ok(settings) => (settings, None),
    };
    Ok(Loaded {
        settings,
        path: Some(path.to_owned()),
        text,
        slip,
    })
}

fn text_of(path: &Path) -> Result<String, ConfigError> {
    let bytes = fs::read(path).map_err(|why| ConfigError::unreadable(path, &why))?;
    String::from_utf8(bytes).map_err(|_| ConfigError::not_utf8(path))
}

/// The text with an empty line for the one that is wrong, where that only says how the console looks.
fn without_look(text: &str, slip: &ConfigError) -> Option<String> {
    let wrong = slip.line?.checked_sub(1)?;
    let (key, _) = text.lines().nth(wrong)?.split_once('=')?;
    let kept = text.lines().enumerate();
    let kept = kept.map(|(at, line)| if at == wrong { "" } else { line });
    LOOKS.contains(&key.trim()).then(|| kept.collect::<Vec<_>>().join("\n"))
}

/// What the file names as the screen's language, as far as it can be read: a slip elsewhere in it is told in that language.
pub fn language(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let document = DeTable::parse(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()?;
    let console = document.get_ref().get("console")?.get_ref().as_table()?;
    console.get("language")?.get_ref().as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Theme;

    #[test]
    fn a_slip_in_how_the_console_looks_keeps_nothing_shut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let file = |text: &str| {
            fs::write(&path, text).unwrap();
            load(Some(&path))
        };
        let loaded = file("[console]\nlanguage = \"ru\"\ntheme = \"purple\"\n").unwrap();
        assert_eq!(loaded.slip.and_then(|slip| slip.line), Some(3));
        assert_eq!(loaded.settings.console.theme, Theme::Dark);
        assert!(loaded.text.contains("purple"), "the file stays as it is");
        // Where there is one more, that one is told.
        let error = file("[console]\ntheme = \"purple\"\n[shop]\nname = 5\n").unwrap_err();
        assert_eq!(error.line, Some(4));
        assert!(file("[console]\ntheme = \"light\"\n").unwrap().slip.is_none());
    }
}
