//! Reads one table of the file, key by key, and refuses what no key took.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::error::ConfigError;
use super::nearest;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::server_address::masked;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::RawValue;
use crate::domain::settings::value::SettingValue;
use crate::domain::settings::value::Wrong;

/// The file: its name for errors and its text for their lines.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

/// One table, being read.
pub(super) struct SectionReader<'a> {
    source: Source<'a>,
    name: String,
    /// Where it stands.
    at: Range<usize>,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    /// The tables in it are read elsewhere.
    tables_are_known: bool,
    first_error: Option<ConfigError>,
}

impl<'a> Source<'a> {
    /// The file; a byte order mark is no part of its text.
    pub(super) fn new(path: &'a Path, text: &'a str) -> Source<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Source { path, text }
    }

    /// The whole of it.
    pub(super) fn document(&self) -> Result<Spanned<DeTable<'a>>, ConfigError> {
        DeTable::parse(self.text).map_err(|why| {
            let at = why.span().unwrap_or(0..0);
            if why.message().starts_with("duplicate key") {
                let message = Label::of("setting-key_twice").with("key", text(self.excerpt(&at)));
                return self.error(&at, message, Label::of("setting-name_twice_hint"));
            }
            let message = {
                let args = Label::of("setting-syntax").with("why", text(why.message()));
                args.with("line", text(self.line_at(at.start)))
            };
            self.error(&at, message, Label::of("setting-syntax_hint"))
        })
    }

    /// The table a value holds; `name` is how the file writes it, `[shop]`.
    pub(super) fn table(&self, name: &str, value: &'a Spanned<DeValue<'a>>) -> Result<&'a DeTable<'a>, ConfigError> {
        value.get_ref().as_table().ok_or_else(|| {
            let said = |key| Label::of(key).with("section", text(name));
            self.error(
                &value.span(),
                said("setting-no_section"),
                said("setting-no_section_hint"),
            )
        })
    }

    /// An error at those bytes of the file.
    pub(super) fn error(&self, at: &Range<usize>, message: Label, hint: Label) -> ConfigError {
        ConfigError {
            path: self.path.to_owned(),
            line: Some(line(self.text, at.start)),
            message,
            hint,
        }
    }

    /// The line on which a byte stands.
    fn line_at(&self, at: usize) -> String {
        let number = line(self.text, at);
        let all = self.text.lines().nth(number - 1).unwrap_or_default().trim();
        if let Some(secret) = SECRETS.iter().find(|name| all.starts_with(*name)) {
            return format!("{secret} = …");
        }
        masked(all).chars().take(60).collect()
    }

    /// What stands there, cut to a readable length.
    fn excerpt(&self, at: &Range<usize>) -> String {
        let all = self.text.get(at.clone()).unwrap_or_default();
        // Somebody may have written a password into an address.
        let all = masked(all);
        let first_line = all.lines().next().unwrap_or_default();
        let short: String = first_line.chars().take(60).collect();
        if short.len() < all.len() { short + "…" } else { short }
    }
}

/// Somebody may have written the secret itself there: it is in no message.
const SECRETS: [&str; 3] = ["secret", "key", "password"];

/// The sections that are the shop's, wherever somebody works for it.
const SHARED: [&str; 10] = [
    "shop",
    "hours",
    "regulation",
    "carriers",
    "channels",
    "messages",
    "source",
    "feed",
    "operator",
    "segment",
];

/// Whether a section is the shop's, or part of one that is.
pub(super) fn is_shared(section: &str) -> bool {
    let outer = section.split_once('.').map_or(section, |(outer, _)| outer);
    SHARED.contains(&outer)
}

/// Whether that key says where a secret is.
pub(super) fn is_secret(key: &str) -> bool {
    SECRETS.contains(&key)
}

/// What stands in a message.
pub(super) fn text(what: impl Into<String>) -> Cell {
    Cell::Text(what.into())
}

/// The line, from 1, on which a byte stands.
pub(super) fn line(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or(text).matches('\n').count()
}

impl<'a> SectionReader<'a> {
    /// The table a value holds; `name` is how the file writes it, `[shop]`.
    pub(super) fn new(
        source: Source<'a>,
        name: &str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Result<SectionReader<'a>, ConfigError> {
        let table = source.table(name, value)?;
        Ok(SectionReader::of(source, name, value.span(), table))
    }

    /// The whole of a file without sections of settings.
    pub(super) fn whole(source: Source<'a>, name: &str, document: &'a Spanned<DeTable<'a>>) -> SectionReader<'a> {
        SectionReader::of(source, name, document.span(), document.get_ref())
    }

    fn of(source: Source<'a>, name: &str, at: Range<usize>, table: &'a DeTable<'a>) -> SectionReader<'a> {
        SectionReader {
            source,
            name: name.to_owned(),
            at,
            table,
            known: Vec::new(),
            tables_are_known: false,
            first_error: None,
        }
    }

    /// What stands under a key that is read elsewhere; nothing when the file does not set it.
    pub(super) fn part(&mut self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(name);
        self.found(name)
    }

    /// The tables in it, by name, in the order of the file; they are read elsewhere.
    pub(super) fn tables(&mut self) -> Vec<(&'a str, &'a Spanned<DeValue<'a>>)> {
        self.tables_are_known = true;
        let tables = self.table.iter().filter(|(_, value)| value.get_ref().is_table());
        let mut tables: Vec<_> = tables
            .map(|(key, value)| (key.span().start, key.get_ref().as_ref(), value))
            .collect();
        tables.sort_by_key(|(at, ..)| *at);
        tables.into_iter().map(|(_, name, value)| (name, value)).collect()
    }

    /// Sets a value from its key, if the file has it.
    pub(super) fn value(&mut self, name: &'static str, value: &mut impl SettingValue) {
        let Some(found) = self.part(name) else { return };
        if let Err(wrong) = value.set(&raw(found.get_ref())) {
            let error = self.wrong_value(name, found, wrong);
            if self.first_error.as_ref().is_none_or(|first| error.line < first.line) {
                self.first_error = Some(error);
            }
        }
    }

    /// Refuses the first wrong value or the first unknown key, whichever stands higher in the file; then `slip`, which
    /// only the whole shows.
    pub(super) fn finish(self, slip: Option<ConfigError>) -> Result<(), ConfigError> {
        let SectionReader { source, name, .. } = &self;
        let unknown = self
            .table
            .iter()
            .filter(|(_, value)| !(self.tables_are_known && value.get_ref().is_table()))
            .map(|(key, _)| key)
            .filter(|key| !self.known.contains(&key.get_ref().as_ref()));
        let unknown = unknown.map(|key| {
            let message = Label::of("setting-unknown_key").with("section", text(name.as_str()));
            let message = message.with("key", text(key.get_ref().as_ref()));
            source.error(&key.span(), message, nearest::hint(key.get_ref(), &self.known))
        });
        let first = unknown.chain(self.first_error.clone()).min_by_key(|error| error.line);
        first.or(slip).map_or(Ok(()), Err)
    }

    /// Refuses the first wrong value, whatever else stands there.
    pub(super) fn end_of_value(self) -> Result<(), ConfigError> {
        self.first_error.map_or(Ok(()), Err)
    }

    /// True when the file sets the key.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.found(key).is_some()
    }

    /// An error about one key's value that only the whole shows: `message` may name section and key. At the section's own
    /// place when the key is not set.
    pub(super) fn error(&self, key: &str, message: Label, hint: Label) -> ConfigError {
        let at = self.found(key).map_or_else(|| self.at.clone(), Spanned::span);
        let message = message.with("section", text(self.name.as_str()));
        self.source.error(&at, message.with("key", text(key)), hint)
    }

    fn found(&self, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let mut keys = self.table.iter();
        keys.find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    fn wrong_value(&self, key: &str, found: &Spanned<DeValue<'_>>, wrong: Wrong) -> ConfigError {
        let Wrong { item, complaint, hint } = wrong;
        let item = item.and_then(|item| found.get_ref().as_array()?.get(item));
        let at = item.unwrap_or(found).span();
        let message = Label::of("setting-wrong").with("section", text(self.name.as_str()));
        let value = if is_secret(key) {
            "…".to_owned()
        } else {
            self.source.excerpt(&at)
        };
        let message = message.with("key", text(key)).with("value", text(value));
        self.source
            .error(&at, message.with("complaint", complaint.into()), hint)
    }
}

impl KeyVisitor for SectionReader<'_> {
    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        self.value(key.name, value);
    }
}

/// What the file says there.
pub(super) fn raw(value: &DeValue<'_>) -> RawValue {
    match value {
        DeValue::String(text) => RawValue::Text(text.to_string()),
        DeValue::Datetime(date) => RawValue::Text(date.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(RawValue::Other, RawValue::Whole)
        }
        DeValue::Float(number) => RawValue::Decimal(number.as_str().to_owned()),
        DeValue::Boolean(switch) => RawValue::Switch(*switch),
        DeValue::Array(items) => RawValue::List(items.iter().map(|item| raw(item.get_ref())).collect()),
        DeValue::Table(_) => RawValue::Other,
    }
}
