//! The shop's own texts, in folders beside its settings.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

use super::TemplateFault;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;

/// The largest text, bytes.
const LARGEST: u64 = 64 * 1024;

/// A text that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{}: {message}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct TemplateError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; none when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Label,
}

/// How values stand in a text; `file` names them.
pub fn of_values(file: &str) -> Label {
    Label::of("text-hint_values").with("file", Cell::Text(file.to_owned()))
}

impl TemplateError {
    /// The file as a whole is wrong.
    pub fn of_file(path: &Path, message: String, hint: Label) -> TemplateError {
        TemplateError {
            path: path.to_owned(),
            line: None,
            message,
            hint,
        }
    }

    /// It cannot be filled in.
    pub fn of_fault(path: &Path, (line, message): TemplateFault, hint: Label) -> TemplateError {
        TemplateError {
            path: path.to_owned(),
            line,
            message,
            hint,
        }
    }
}

/// What `read` makes of the sound files of a folder with that extension, in the order of their names, and what is wrong
/// with the others. A folder that is not there is an empty one.
pub fn read_sound<T>(
    folder: &Path,
    extension: &str,
    read: impl Fn(&Path) -> Result<T, TemplateError>,
) -> (Vec<T>, Vec<TemplateError>) {
    let (mut sound, mut broken) = (Vec::new(), Vec::new());
    for one in read_each(folder, extension, read).unwrap_or_else(|error| vec![Err(error)]) {
        match one {
            Ok(one) => sound.push(one),
            Err(error) => broken.push(error),
        }
    }
    (sound, broken)
}

fn read_each<T>(
    folder: &Path,
    extension: &str,
    read: impl Fn(&Path) -> Result<T, TemplateError>,
) -> Result<Vec<Result<T, TemplateError>>, TemplateError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(unreadable(folder, &why)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|why| unreadable(folder, &why))?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths.iter().map(|path| read(path)).collect())
}

/// The text of a small regular file. What is no file may block, or never end.
pub fn read_text(path: &Path) -> Result<String, TemplateError> {
    read_regular(path).map_err(|why| unreadable(path, &why))
}

fn read_regular(path: &Path) -> io::Result<String> {
    let not_regular = || io::Error::other("it is no regular file");
    if !fs::metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(not_regular());
    }
    let mut text = String::new();
    file.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        let message = format!("it is larger than {} KB", LARGEST / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(text)
}

fn unreadable(path: &Path, why: &io::Error) -> TemplateError {
    TemplateError::of_file(path, format!("cannot be read: {why}"), Label::of("text-hint_readable"))
}
