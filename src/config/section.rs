//! Reads one table of the file by a list of keys, and refuses what no key took.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::error::ConfigError;
use super::keys::Keys;
use super::nearest;
use super::value::Value;
use super::value::Wrong;

/// The file: its name for errors and its text for their lines.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

/// One table, being read.
pub(super) struct Section<'a> {
    source: Source<'a>,
    name: String,
    /// Where it stands.
    at: Range<usize>,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    first_error: Option<ConfigError>,
}

impl<'a> Source<'a> {
    /// The whole of it.
    pub(super) fn document(&self) -> Result<Spanned<DeTable<'a>>, ConfigError> {
        DeTable::parse(self.text).map_err(|why| {
            let at = why.span().unwrap_or(0..0);
            let hint = "a line is `key = value`; texts stand in quotes, a section in [brackets]";
            self.error(&at, why.message().to_owned(), hint.to_owned())
        })
    }
    /// An error at those bytes of the file.
    pub(super) fn error(&self, at: &Range<usize>, message: String, hint: String) -> ConfigError {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        ConfigError {
            path: self.path.to_owned(),
            line: Some(1 + before.matches('\n').count()),
            message,
            hint,
        }
    }

    /// What stands there, cut to a readable length.
    fn excerpt(&self, at: &Range<usize>) -> String {
        let all = self.text.get(at.clone()).unwrap_or_default();
        let first_line = all.lines().next().unwrap_or_default();
        let short: String = first_line.chars().take(60).collect();
        if short.len() < all.len() { short + "…" } else { short }
    }
}

impl<'a> Section<'a> {
    /// The table a value holds; `name` is how the file writes it, `[shop]`.
    pub(super) fn new(
        source: Source<'a>,
        name: &str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Result<Section<'a>, ConfigError> {
        let table = value.get_ref().as_table().ok_or_else(|| {
            let hint = format!("write {name} on a line of its own, its keys below");
            source.error(&value.span(), format!("{name} is not a section"), hint)
        })?;
        Ok(Section {
            source,
            name: name.to_owned(),
            at: value.span(),
            table,
            known: Vec::new(),
            first_error: None,
        })
    }

    /// The whole of a file without sections of settings.
    pub(super) fn whole(source: Source<'a>, name: &str, document: &'a Spanned<DeTable<'a>>) -> Section<'a> {
        Section {
            source,
            name: name.to_owned(),
            at: document.span(),
            table: document.get_ref(),
            known: Vec::new(),
            first_error: None,
        }
    }

    /// What stands under a key that is read by somebody else; nothing when the file does not set it.
    pub(super) fn part(&mut self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(name);
        self.table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value)
    }

    /// Refuses the first wrong value or the first key that nobody asked for, whichever stands higher in the file.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        let Section { source, name, .. } = &self;
        let unknown = self
            .table
            .keys()
            .filter(|key| !self.known.contains(&key.get_ref().as_ref()));
        let unknown = unknown.map(|key| {
            let message = format!("{name}: unknown key `{}`", key.get_ref());
            source.error(&key.span(), message, nearest::hint(key.get_ref(), &self.known))
        });
        let first = unknown.chain(self.first_error.clone()).min_by_key(|error| error.line);
        first.map_or(Ok(()), Err)
    }

    /// The section that stands below this one under that name, if the file has it.
    pub(super) fn below(&mut self, name: &'static str) -> Result<Option<Section<'a>>, ConfigError> {
        self.known.push(name);
        let Some((_, value)) = self.table.iter().find(|(key, _)| key.get_ref() == name) else {
            return Ok(None);
        };
        let own = self.name.trim_matches(['[', ']']);
        Section::new(self.source, &format!("[{own}.{name}]"), value).map(Some)
    }

    /// True when the file sets the key.
    pub(super) fn is_set(&self, key: &str) -> bool {
        self.table.keys().any(|name| name.get_ref() == key)
    }

    /// An error about one key's value that only the whole shows; the section's own place when the key is not set.
    pub(super) fn error(&self, key: &str, message: &str, hint: &str) -> ConfigError {
        let value = self.table.iter().find(|(name, _)| name.get_ref() == key);
        let at = value.map_or_else(|| self.at.clone(), |(_, value)| value.span());
        self.source
            .error(&at, format!("{}: `{key}` {message}", self.name), hint.to_owned())
    }

    fn wrong_value(&self, key: &str, wrong: Wrong) -> ConfigError {
        let Wrong { at, complaint, hint } = wrong;
        let message = format!("{}: {key} = {} {complaint}", self.name, self.source.excerpt(&at));
        self.source.error(&at, message, hint)
    }
}

impl Keys for Section<'_> {
    fn key(&mut self, name: &'static str, value: &mut impl Value) {
        self.known.push(name);
        let Some((_, found)) = self.table.iter().find(|(key, _)| key.get_ref() == name) else {
            return;
        };
        if let Err(wrong) = value.set(found) {
            let error = self.wrong_value(name, wrong);
            if self.first_error.as_ref().is_none_or(|first| error.line < first.line) {
                self.first_error = Some(error);
            }
        }
    }
}
