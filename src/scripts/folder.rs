//! The shop's own scripts, in a folder beside its settings.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

use super::Scripts;
use super::choose::NAMES;
use super::choose::SEGMENTS;
use super::choose::may_lack_an_order;
use super::template;
use super::values;
use crate::i18n::Lang;

/// The largest text, bytes.
const LARGEST: u64 = 64 * 1024;

/// A script that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{}: {message}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ScriptError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; none when the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Scripts {
    /// The texts of `folder/LANGUAGE/NAME.md` before those the program brings; every one is tried, so that a slip shows
    /// now and not in the middle of a talk. A folder that is not there is an empty one.
    pub fn load(folder: &Path, lang: Lang) -> Result<Scripts, ScriptError> {
        let folder = folder.join(lang.code());
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Scripts::of(lang)),
            Err(why) => return Err(unreadable(&folder, &why)),
        };
        let mut own = Vec::new();
        for entry in entries {
            let path = entry.map_err(|why| unreadable(&folder, &why))?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                own.push(read(&path)?);
            }
        }
        own.sort();
        Ok(Scripts { lang, own: own.into() })
    }
}

fn read(path: &Path) -> Result<(String, String), ScriptError> {
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (task, segment) = name.split_once('-').map_or((name, None), |(task, of)| (task, Some(of)));
    if !NAMES.contains(&task) || segment.is_some_and(|segment| !SEGMENTS.contains(&segment)) {
        return Err(ScriptError {
            path: path.to_owned(),
            line: None,
            message: format!("no script is called `{name}`"),
            hint: format!(
                "one of {}; -{} after it narrows it to a segment",
                NAMES.join(", "),
                SEGMENTS.join(", -")
            ),
        });
    }
    let text = read_text(path).map_err(|why| unreadable(path, &why))?;
    let trials = values::trials().into_iter().skip(usize::from(!may_lack_an_order(task)));
    for values in trials {
        template::fill(name, &text, values).map_err(|(line, message)| ScriptError {
            path: path.to_owned(),
            line,
            message,
            hint:
                "values stand as {{ order.number }}, and between {% if order %} and {% endif %} where a call may have \
                   no order; README.md names them"
                    .to_owned(),
        })?;
    }
    Ok((name.to_owned(), text))
}

/// A text of a regular file that is not too large. What is no file may block, or never end.
fn read_text(path: &Path) -> io::Result<String> {
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

fn unreadable(path: &Path, why: &io::Error) -> ScriptError {
    ScriptError {
        path: path.to_owned(),
        line: None,
        message: format!("cannot be read: {why}"),
        hint: "see that it is a small text file in UTF-8 and can be read".to_owned(),
    }
}
