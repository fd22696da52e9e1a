//! What is wrong with the settings file, where, and what to do about it.

use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::domain::cell::Cell;
use crate::domain::cell::Label;

/// A settings file that cannot be used. Said as `file:line: message`; the hint goes on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; nothing when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: Label,
    /// What to do about it.
    pub hint: Label,
}

impl ConfigError {
    pub(super) fn unreadable(path: &Path, why: &io::Error) -> ConfigError {
        let hint = match why.kind() {
            io::ErrorKind::NotFound => Label::of("setting-unreadable_not_there"),
            io::ErrorKind::PermissionDenied => Label::of("setting-unreadable_denied"),
            _ => Label::of("setting-unreadable_hint"),
        };
        let message = match why.kind() {
            io::ErrorKind::NotFound => Label::of("setting-not_there"),
            _ => Label::of("setting-unreadable").with("why", Cell::Text(why.to_string())),
        };
        ConfigError::of_file(path, message, hint)
    }

    pub(super) fn not_utf8(path: &Path) -> ConfigError {
        let hint = Label::of("setting-not_utf8_hint");
        ConfigError::of_file(path, Label::of("setting-not_utf8"), hint)
    }

    fn of_file(path: &Path, message: Label, hint: Label) -> ConfigError {
        ConfigError {
            path: path.to_owned(),
            line: None,
            message,
            hint,
        }
    }
}
