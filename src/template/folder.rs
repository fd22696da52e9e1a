//! The shop's own texts, in folders beside its settings.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

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

/// Where texts of the shop's own are.
#[derive(Clone, Debug)]
pub struct TextFolder {
    path: PathBuf,
    /// As they were published, by their places; else they lie in the folder.
    published: Option<Arc<BTreeMap<String, String>>>,
}

/// One of them.
#[derive(Debug)]
pub struct TextFile {
    /// Its place.
    pub path: PathBuf,
    published: Option<String>,
}

impl TextFolder {
    /// The folder of that name among texts that were published.
    pub fn published(texts: &Arc<BTreeMap<String, String>>, name: &str) -> TextFolder {
        TextFolder {
            path: PathBuf::from(name),
            published: Some(Arc::clone(texts)),
        }
    }

    /// The one of that name in it.
    #[must_use]
    pub fn join(&self, name: &str) -> TextFolder {
        TextFolder {
            path: self.path.join(name),
            published: self.published.clone(),
        }
    }

    /// Every text in it with that extension, by its file's name.
    pub fn texts(&self, extension: &str) -> Result<Vec<(String, String)>, TemplateError> {
        let read = |file: &TextFile| {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy();
            Ok((name.into_owned(), file.text()?))
        };
        let (texts, broken) = read_sound(self, extension, read);
        broken.into_iter().next().map_or(Ok(texts), Err)
    }

    fn files(&self) -> Result<Vec<TextFile>, TemplateError> {
        if let Some(texts) = &self.published {
            let within = texts.iter().map(|(name, text)| (Path::new(name), text));
            let within = within.filter(|(name, _)| name.parent() == Some(self.path.as_path()));
            let files = within.map(|(name, text)| TextFile {
                path: name.to_owned(),
                published: Some(text.clone()),
            });
            return Ok(files.collect());
        }
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(why) => return Err(unreadable(&self.path, &why)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|why| unreadable(&self.path, &why))?.path();
            files.push(TextFile { path, published: None });
        }
        Ok(files)
    }
}

impl From<&Path> for TextFolder {
    fn from(path: &Path) -> TextFolder {
        TextFolder {
            path: path.to_owned(),
            published: None,
        }
    }
}

impl From<&PathBuf> for TextFolder {
    fn from(path: &PathBuf) -> TextFolder {
        path.as_path().into()
    }
}

impl TextFile {
    /// What stands in it.
    pub fn text(&self) -> Result<String, TemplateError> {
        self.published.clone().map_or_else(|| read_text(&self.path), Ok)
    }

    /// Its name without what its kind adds.
    pub fn stem(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }
}

/// What `read` makes of the sound files of a folder with that extension, in the order of their names, and what is wrong
/// with the others. A folder that is not there is an empty one.
pub fn read_sound<T>(
    folder: &TextFolder,
    extension: &str,
    read: impl Fn(&TextFile) -> Result<T, TemplateError>,
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
    folder: &TextFolder,
    extension: &str,
    read: impl Fn(&TextFile) -> Result<T, TemplateError>,
) -> Result<Vec<Result<T, TemplateError>>, TemplateError> {
    let mut files = folder.files()?;
    files.retain(|file| file.path.extension().is_some_and(|found| found == extension));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files.iter().map(read).collect())
}

/// The text of a small regular file. What is no file may block, or never end.
fn read_text(path: &Path) -> Result<String, TemplateError> {
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
