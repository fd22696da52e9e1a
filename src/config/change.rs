//! Changes one key of the settings file: what a person wrote there stays, comments and order too.
//!
//! A value is taken as it is typed, `45m` or `"45m"`, read by its own reader and by all that only the whole file shows, and
//! written as the program writes it. A file that changed since it was read is not written over.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use toml::de::DeTable;
use toml::de::DeValue;
use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Table;
use toml_edit::TableLike;
use toml_edit::Value;

use super::error::ConfigError;
use super::listing::SectionPlace;
use super::listing::Setting;
use super::read::parse;
use super::render::toml;
use super::section::raw;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::RawValue;
use crate::domain::settings::value::SettingValue;
use crate::domain::settings::value::Wrong;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::make_private;

/// Why a setting was not changed.
#[derive(Debug)]
pub enum ChangeError {
    /// The value is none of this key's.
    Value(Wrong),
    /// The file cannot be used, as it is or as it would be.
    File(ConfigError),
    /// Somebody changed the file since it was read.
    Meanwhile,
    /// The file holds that key in a way that cannot be changed here.
    ByHand,
    /// It could not be written.
    Unwritten(io::Error),
}

/// The text of a settings file with one key as it was `typed`, or without it; `text` itself when that is so already.
pub fn changed(text: &str, path: &Path, setting: &Setting, typed: Option<&str>) -> Result<String, ChangeError> {
    let settings = parse(text, path).map_err(ChangeError::File)?;
    let value = match typed {
        None => None,
        Some(typed) => {
            let mut setter = TypedSetting {
                place: SectionPlace::default(),
                setting,
                typed: meanings(typed),
                outcome: None,
            };
            settings.clone().visit(&mut setter);
            setter.outcome.ok_or(ChangeError::ByHand)?.map_err(ChangeError::Value)?
        }
    };
    let value = value.as_ref().map(toml);
    let stands = match &value {
        Some(_) => value == setting.value,
        None => setting.line.is_none(),
    };
    if stands {
        return Ok(text.to_owned());
    }
    let (mark, bare) = text
        .strip_prefix('\u{feff}')
        .map_or(("", text), |bare| ("\u{feff}", bare));
    let edited = match &value {
        Some(value) => with_key(bare, setting, value)?,
        None => without_key(bare, setting)?,
    };
    // The line ends of a file from Windows stay.
    let edited = if bare.contains("\r\n") {
        edited.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        edited
    };
    let edited = format!("{mark}{edited}");
    parse(&edited, path).map_err(ChangeError::File)?;
    Ok(edited)
}

/// The text of a settings file with one more of the sections that may stand several times, such as `[[feed]]`; each key with
/// its value as TOML.
pub fn with_section(text: &str, path: &Path, heading: &str, keys: &[(&str, String)]) -> Result<String, ChangeError> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edited = text.to_owned();
    if !edited.trim_start_matches('\u{feff}').trim().is_empty() {
        if !edited.ends_with('\n') {
            edited.push_str(line_end);
        }
        edited.push_str(line_end);
    }
    edited.push_str(heading);
    edited.push_str(line_end);
    for (key, value) in keys {
        edited.extend([*key, " = ", value.as_str(), line_end]);
    }
    parse(&edited, path).map_err(ChangeError::File)?;
    Ok(edited)
}

/// Writes the text of the file, whole or not at all, unless it is no longer what was `seen`; who may read it stays.
pub fn write(path: &Path, seen: &str, text: &str, readers: Readers) -> Result<(), ChangeError> {
    let path = real(path);
    let now = match fs::read_to_string(&path) {
        Ok(now) => now,
        Err(why) if why.kind() == io::ErrorKind::NotFound => String::new(),
        Err(why) => return Err(ChangeError::Unwritten(why)),
    };
    if now != seen {
        return Err(ChangeError::Meanwhile);
    }
    let before = fs::metadata(&path);
    let fill = |part: &Path| {
        fs::write(part, text)?;
        // Only who may write it may have it made durable on a Windows.
        let file = fs::OpenOptions::new().write(true).open(part)?;
        if let Ok(before) = &before {
            keep_group(&file, before)?;
            file.set_permissions(before.permissions())?;
        }
        file.sync_all()
    };
    make_private(&path, Existing::Replace, readers, fill).map_err(ChangeError::Unwritten)
}

/// Who else reads it reads the new one too.
#[cfg(unix)]
fn keep_group(file: &fs::File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;

    if file.metadata()?.gid() == before.gid() {
        return Ok(());
    }
    std::os::unix::fs::fchown(file, None, Some(before.gid()))
}

#[cfg(not(unix))]
fn keep_group(_: &fs::File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Where a link leads: the file it names is written, and the link stays.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What somebody may mean by it, the likeliest first.
fn meanings(typed: &str) -> Vec<RawValue> {
    let typed = typed.trim();
    let document = format!("value = {typed}");
    let mut meanings = Vec::new();
    if let Ok(document) = DeTable::parse(&document)
        && let Some(value) = document.get_ref().get("value")
        && document.get_ref().len() == 1
    {
        meanings.push(raw(value.get_ref()));
    }
    meanings.push(RawValue::Text(typed.to_owned()));
    match typed.to_lowercase().as_str() {
        "yes" | "on" | "да" => meanings.push(RawValue::Switch(true)),
        "no" | "off" | "нет" => meanings.push(RawValue::Switch(false)),
        _ => {}
    }
    let number = typed.replace(',', ".");
    if number.parse::<f64>().is_ok() {
        meanings.push(RawValue::Decimal(number));
    }
    let items = typed.trim_matches(['[', ']']).split(',');
    let items = items
        .map(|item| item.trim().trim_matches('"'))
        .filter(|item| !item.is_empty());
    meanings.push(RawValue::List(
        items.map(|item| RawValue::Text(item.to_owned())).collect(),
    ));
    meanings
}

/// Sets one key to the first of the meanings that is a value of it.
struct TypedSetting<'a> {
    place: SectionPlace,
    setting: &'a Setting,
    typed: Vec<RawValue>,
    outcome: Option<Result<Option<RawValue>, Wrong>>,
}

impl KeyVisitor for TypedSetting<'_> {
    fn section(&mut self, name: &str) {
        self.place.enter(name);
    }

    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        self.place.pass(key.name, value.written().as_ref());
        if key.name != self.setting.name || self.place.section != self.setting.section {
            return;
        }
        let mut first_wrong = None;
        for meaning in &self.typed {
            match value.set(meaning) {
                Ok(()) => {
                    self.outcome = Some(Ok(value.written()));
                    return;
                }
                Err(wrong) => _ = first_wrong.get_or_insert(wrong),
            }
        }
        self.outcome = first_wrong.map(Err);
    }
}

fn with_key(text: &str, setting: &Setting, value: &str) -> Result<String, ChangeError> {
    let mut document: DocumentMut = text.parse().map_err(|_| ChangeError::ByHand)?;
    let mut value: Value = value.parse().map_err(|_| ChangeError::ByHand)?;
    let mut before = String::new();
    if !has(&document, &setting.section) {
        // What stands at the end of the file stays above a section that is made there.
        document.trailing().as_str().unwrap_or_default().clone_into(&mut before);
        if !text.trim().is_empty() {
            before.push('\n');
        }
        document.set_trailing("");
    }
    let table = section(&mut document, &setting.section, &before).ok_or(ChangeError::ByHand)?;
    match table.get_mut(setting.name) {
        Some(Item::Value(stands)) => {
            // A comment behind it stays.
            *value.decor_mut() = stands.decor().clone();
            *stands = value;
        }
        Some(_) => return Err(ChangeError::ByHand),
        None => _ = table.insert(setting.name, Item::Value(value)),
    }
    Ok(document.to_string())
}

/// Comments above the key stay where they are.
fn without_key(text: &str, setting: &Setting) -> Result<String, ChangeError> {
    let lines = setting.line.and_then(|line| lines_of(text, setting.name, line));
    if let Some((first, last)) = lines {
        let kept = text.split_inclusive('\n').enumerate();
        let kept = kept.filter(|(at, _)| !(first..=last).contains(&(at + 1)));
        return Ok(kept.map(|(_, line)| line).collect());
    }
    let mut document: DocumentMut = text.parse().map_err(|_| ChangeError::ByHand)?;
    let table = section(&mut document, &setting.section, "").ok_or(ChangeError::ByHand)?;
    table.remove(setting.name).ok_or(ChangeError::ByHand)?;
    Ok(document.to_string())
}

/// The first and the last line of a key that has its lines for itself, from 1.
fn lines_of(text: &str, name: &str, line: usize) -> Option<(usize, usize)> {
    let document = DeTable::parse(text).ok()?;
    let line_of = |at: usize| 1 + text[..at].matches('\n').count();
    let starts = text.lines().nth(line - 1)?.trim_start().starts_with(name);
    let span = spans(document.get_ref())
        .into_iter()
        .find(|(key, _)| line_of(*key) == line);
    let (_, end) = span.filter(|_| starts)?;
    Some((line, line_of(end)))
}

/// Where each key begins and its value ends.
fn spans(table: &DeTable<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => found.extend(spans(inner)),
            DeValue::Array(items) => {
                for inner in items.iter().filter_map(|item| item.get_ref().as_table()) {
                    found.extend(spans(inner));
                }
                found.push((key.span().start, value.span().end));
            }
            _ => found.push((key.span().start, value.span().end)),
        }
    }
    found
}

fn has(document: &DocumentMut, section: &str) -> bool {
    match section.split_once('.') {
        Some((outer, inner)) => document.get(outer).is_some_and(|outer| {
            let is_several = outer.as_table_like().is_none();
            is_several || outer.get(inner).is_some()
        }),
        None => document.get(section).is_some(),
    }
}

/// The table of a section, made at the end of the file where there is none; of several the one of that name.
fn section<'d>(document: &'d mut DocumentMut, section: &str, before: &str) -> Option<&'d mut dyn TableLike> {
    let root = document.as_table_mut();
    match section.split_once('.') {
        Some((kind @ ("source" | "feed" | "operator" | "segment"), name)) => match root.get_mut(kind)? {
            Item::ArrayOfTables(tables) => {
                let found = tables.iter_mut().find(|table| is_called(*table, name))?;
                Some(found)
            }
            Item::Value(Value::Array(tables)) => {
                let mut tables = tables.iter_mut().filter_map(Value::as_inline_table_mut);
                let found = tables.find(|table| is_called(*table, name))?;
                Some(found)
            }
            _ => None,
        },
        Some((outer, inner)) => {
            let outer = root.entry(outer).or_insert_with(|| {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            });
            made(outer.as_table_like_mut()?, inner, before)
        }
        None => made(root, section, before),
    }
}

fn made<'d>(outer: &'d mut dyn TableLike, name: &str, before: &str) -> Option<&'d mut dyn TableLike> {
    let item = outer.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.decor_mut().set_prefix(before);
        Item::Table(table)
    });
    item.as_table_like_mut()
}

fn is_called(table: &dyn TableLike, name: &str) -> bool {
    table.get("name").and_then(Item::as_str) == Some(name)
}

#[cfg(test)]
mod tests;
