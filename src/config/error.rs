//! What is wrong with the settings file, where, and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A settings file that cannot be used. Shown as `file:line: message`; the hint goes on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; nothing when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl ConfigError {
    pub(super) fn unreadable(path: &Path, why: &io::Error) -> ConfigError {
        let hint = match why.kind() {
            io::ErrorKind::NotFound => "name an existing file in --config or DOZVON_CONFIG, or none at all",
            io::ErrorKind::PermissionDenied => "make the file readable for this login",
            _ => "see that it is a file and can be read",
        };
        ConfigError::of_file(path, format!("cannot be read: {why}"), hint)
    }

    pub(super) fn not_utf8(path: &Path) -> ConfigError {
        ConfigError::of_file(path, "is not UTF-8 text".to_owned(), "save it as UTF-8 in the editor")
    }

    fn of_file(path: &Path, message: String, hint: &str) -> ConfigError {
        ConfigError {
            path: path.to_owned(),
            line: None,
            message,
            hint: hint.to_owned(),
        }
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
