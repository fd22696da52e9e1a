//! The shop's own part of the settings: what is published on a server, and every machine takes from there. Who works, keys,
//! colours, devices, the database's address and where secrets are stay each machine's own.
//!
//! What is published is one text: the sections as a settings file has them, with each key that was set there, then the
//! meanings of status words as `[statuses.SOURCE]`, and the shop's own texts by their files' names as `[texts]`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use toml_edit::DocumentMut;
use toml_edit::Item;

use super::error::ConfigError;
use super::listing::SectionPlace;
use super::listing::keys;
use super::quoted::bare_or_quoted;
use super::read::parse;
use super::read::parse_some;
use super::render::toml;
use super::section::is_secret;
use super::section::is_shared;
use super::section::raw;
use super::section::text;
use super::statuses;
use super::statuses::StatusWords;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Label;
use crate::domain::publication::OfPublication;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::RawValue;
use crate::domain::settings::value::SettingValue;

/// Where the meanings of status words stand, and the texts.
const STATUSES: &str = "statuses";
const TEXTS: &str = "texts";

/// The shop's part of the settings.
#[derive(Clone, Debug, Default)]
pub struct SharedSettings {
    /// The sections that are the shop's; all others are as without a file.
    pub settings: Settings,
    /// What the words of its exports mean.
    pub statuses: StatusWords,
    /// Its own texts, each by its place beside a settings file: `messages/ru/paid.sms.txt`.
    pub texts: BTreeMap<String, String>,
    /// Whether words and texts stand in it at all.
    pub is_whole: bool,
    /// What was not understood: a newer program wrote it.
    pub left_out: Vec<String>,
}

/// What a settings file says that is the machine's own.
#[derive(Clone, Debug, Default)]
pub struct OwnSettings {
    /// The sections that are.
    pub settings: Settings,
    /// Where the secrets of the shop's sections are, by section and key.
    secrets: BTreeMap<(String, String), SecretRef>,
}

impl SharedSettings {
    /// Reads what a person wrote, or had printed: the shop's sections of a settings file, words and texts where they stand in it.
    pub fn read(text: &str, path: &Path) -> Result<SharedSettings, ConfigError> {
        let (rest, parts) = parted(text);
        let settings = parse_some(&rest, path, is_shared)?;
        Ok(SharedSettings {
            settings,
            statuses: statuses::parse(&parts.statuses, path)?,
            texts: parts.texts,
            is_whole: parts.is_whole,
            left_out: Vec::new(),
        })
    }

    /// Reads what was published; what this program does not know is left out and named.
    pub fn read_known(text: &str) -> SharedSettings {
        let path = Path::new("published");
        let (rest, parts) = parted(text);
        let mut left_out = Vec::new();
        let mut lines: Vec<&str> = rest.lines().collect();
        let mut settings = parse(&lines.join("\n"), path);
        while let Err(slip) = &settings {
            let at = slip.line.unwrap_or(1).saturating_sub(1);
            let Some(line) = lines.get_mut(at).filter(|line| !line.is_empty()) else {
                left_out.push(slip.message.key.to_owned());
                break;
            };
            left_out.push(line.split(" = ").next().unwrap_or_default().to_owned());
            let is_heading = line.starts_with('[');
            *line = "";
            // What stands below a heading goes with it.
            let below = lines.iter_mut().skip(at).take_while(|line| !line.starts_with('['));
            below.filter(|_| is_heading).for_each(|line| *line = "");
            settings = parse(&lines.join("\n"), path);
        }
        let statuses = statuses::parse(&parts.statuses, path).unwrap_or_else(|_| {
            left_out.push(STATUSES.to_owned());
            StatusWords::new()
        });
        SharedSettings {
            settings: settings.unwrap_or_default(),
            statuses,
            texts: parts.texts,
            is_whole: parts.is_whole,
            left_out,
        }
    }

    /// As it is published: of the sections what `file`, whose settings these are, sets. Of a secret only that there is one.
    pub fn written(&self, file: &str) -> String {
        let set = keys(file, |_| ())
            .into_iter()
            .map(|(section, name, ..)| (section, name));
        let mut out = SharedKeys {
            set: set.collect(),
            place: SectionPlace::default(),
            heading: String::new(),
            out: String::new(),
        };
        self.settings.clone().visit(&mut out);
        let mut out = out.out;
        for (source, words) in &self.statuses {
            let _ = writeln!(out, "\n[{STATUSES}.{}]", bare_or_quoted(source));
            for (word, status) in words {
                let _ = writeln!(out, "{}", statuses::line(word, *status));
            }
        }
        let _ = writeln!(out, "\n[{TEXTS}]");
        for (name, text) in &self.texts {
            let _ = writeln!(
                out,
                "{} = {}",
                super::quoted::quoted(name),
                toml_edit::Value::from(text.as_str())
            );
        }
        out.trim_start().to_owned()
    }

    /// These settings on a machine whose file says `own`.
    pub fn over(&self, own: &OwnSettings, published: OfPublication) -> Settings {
        let shared = self.settings.clone();
        let of = own.settings.clone();
        let mut all = Settings {
            telephony: of.telephony,
            asterisk: of.asterisk,
            clouds: of.clouds,
            listen: of.listen,
            console: of.console,
            database: of.database,
            files: of.files,
            backup: of.backup,
            reports: of.reports,
            printer: of.printer,
            retention: of.retention,
            published: Some(published),
            ..shared
        };
        own.tell_secrets(&mut all);
        all
    }
}

impl OwnSettings {
    /// Reads the machine's own part of a file; of the shop's sections only where their secrets are.
    pub fn read(file: &str, path: &Path) -> Result<OwnSettings, ConfigError> {
        let settings = parse_some(file, path, |section| !is_shared(section))?;
        let mut secrets = BTreeMap::new();
        for (section, name, line, value) in keys(file, raw) {
            if !is_shared(&section) || !is_secret(&name) {
                continue;
            }
            let mut secret: Option<SecretRef> = None;
            let set = secret.set(&value);
            set.map_err(|wrong| ConfigError {
                path: path.to_owned(),
                line: Some(line),
                message: Label::of("setting-wrong")
                    .with("section", text(format!("[{section}]")))
                    .with("key", text(name.as_str()))
                    .with("value", text("…"))
                    .with("complaint", wrong.complaint.into()),
                hint: wrong.hint,
            })?;
            secrets.extend(secret.map(|secret| ((section, name), secret)));
        }
        Ok(OwnSettings { settings, secrets })
    }

    fn tell_secrets(&self, all: &mut Settings) {
        let tell = |slot: &mut Option<SecretRef>, section: String, name: &str| {
            if let Some(own) = self.secrets.get(&(section, name.to_owned())) {
                *slot = Some(own.clone());
            }
        };
        for (name, channel) in &mut all.channel_list {
            tell(&mut channel.secret, format!("channels.{name}"), "secret");
        }
        for (name, mailbox) in &mut all.mailboxes {
            tell(&mut mailbox.secret, format!("channels.{name}.imap"), "secret");
        }
        for feed in &mut all.feeds {
            tell(&mut feed.key, format!("feed.{}", feed.name), "key");
            tell(&mut feed.secret, format!("feed.{}", feed.name), "secret");
        }
        for carrier in Carrier::ALL {
            let mut following = all.carriers.following(*carrier);
            let section = || format!("carriers.{}", carrier.code());
            tell(&mut following.password, section(), "password");
            tell(&mut following.key, section(), "key");
            all.carriers.set_following(*carrier, following);
        }
    }
}

/// The names of what differs between two published texts.
pub fn named_changes(before: &str, after: &str) -> Vec<String> {
    let all = |text: &str| -> BTreeMap<(String, String), String> {
        let found = keys(text, |value| toml(&raw(value))).into_iter();
        let found = found.filter(|(section, ..)| !section.is_empty());
        found
            .map(|(section, name, _, value)| ((section, name), value))
            .collect()
    };
    let (before, after) = (all(before), all(after));
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differs = names.into_iter().filter(|name| before.get(name) != after.get(name));
    let name = |(section, name): &(String, String)| {
        if section == TEXTS {
            name.clone()
        } else {
            format!("{section}.{name}")
        }
    };
    differs.map(name).collect()
}

#[derive(Default)]
struct Parts {
    statuses: String,
    texts: BTreeMap<String, String>,
    is_whole: bool,
}

/// The sections as a settings file has them, and what stands beside them. What is no TOML is told by who reads the sections.
fn parted(all: &str) -> (String, Parts) {
    let all = all.strip_prefix('\u{feff}').unwrap_or(all);
    let Ok(mut document) = all.parse::<DocumentMut>() else {
        return (all.to_owned(), Parts::default());
    };
    let mut parts = Parts::default();
    if let Some(Item::Table(words)) = document.remove(STATUSES) {
        for (source, words) in words {
            let mut of = DocumentMut::new();
            of.insert(&source, words);
            parts.statuses.push_str(&of.to_string());
        }
    }
    if let Some(texts) = document.remove(TEXTS) {
        parts.is_whole = true;
        let texts = texts.as_table_like().into_iter().flat_map(|table| table.iter());
        let texts = texts.filter_map(|(name, text)| Some((name.to_owned(), text.as_str()?.to_owned())));
        parts.texts.extend(texts);
    }
    (document.to_string(), parts)
}

/// Writes the shop's keys that a file sets.
struct SharedKeys {
    set: BTreeSet<(String, String)>,
    place: SectionPlace,
    /// Of the section that is begun; written with its first key.
    heading: String,
    out: String,
}

impl KeyVisitor for SharedKeys {
    fn section(&mut self, name: &str) {
        self.place.enter(name);
        let inner = name.trim_matches(['[', ']']);
        self.heading = match inner.strip_prefix("channels.") {
            Some(of) => {
                let (of, mailbox) = of.strip_suffix(".imap").map_or((of, ""), |of| (of, ".imap"));
                format!("[channels.{}{mailbox}]", bare_or_quoted(of))
            }
            None => name.to_owned(),
        };
    }

    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        let written = value.written();
        self.place.pass(key.name, written.as_ref());
        let place = (self.place.section.clone(), key.name.to_owned());
        let Some(value) = written.filter(|_| is_shared(&place.0) && self.set.contains(&place)) else {
            return;
        };
        let value = if is_secret(key.name) {
            RawValue::Text(SecretRef::Elsewhere.written())
        } else {
            value
        };
        let heading = std::mem::take(&mut self.heading);
        if !heading.is_empty() {
            let _ = writeln!(self.out, "\n{heading}");
        }
        let _ = writeln!(self.out, "{} = {}", key.name, toml(&value));
    }
}

#[cfg(test)]
mod tests;
