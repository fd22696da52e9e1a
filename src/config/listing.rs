//! Every key with its value, its default and where the value comes from; and which keys each rule reads.

use toml::de::DeTable;
use toml::de::DeValue;

use super::nearest;
use super::render::toml;
use super::section::is_secret;
use super::section::is_shared;
use super::section::line;
use crate::domain::cell::Label;
use crate::domain::segment::Segment;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::MailboxSetting;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Settings;
use crate::domain::settings::SourceSetting;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::RawValue;
use crate::domain::settings::value::SettingValue;
use crate::domain::task::Rule;

/// One key of the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The section it stands in: `regulation`, `carriers.cdek`, `source.Lavka 2`.
    pub section: String,
    /// Its name there.
    pub name: &'static str,
    /// The numbers of the rules that read it.
    pub rules: &'static [u8],
    /// The value in force, as the file would have it; nothing when it is unset.
    pub value: Option<String>,
    /// The value without a file.
    pub default: Option<String>,
    /// Where the file sets it, from 1; nothing when the default holds.
    pub line: Option<usize>,
}

/// The rules, from the first to the last of the regulation.
pub fn rules() -> impl Iterator<Item = Rule> {
    (1..=40).map(Rule)
}

/// Of every key those that tell something: of each `[[source]]`, `[[feed]]` and `[channels.NAME]` what it sets. Of `[[operator]]` and
/// `[[segment]]` there are none or many; they are left out.
pub fn listing(mut all: Vec<Setting>) -> Vec<Setting> {
    all.retain(|setting| match setting.section.split_once('.') {
        Some(("source" | "feed" | "channels", _)) => setting.value.is_some(),
        Some(("operator" | "segment", _)) => false,
        _ => true,
    });
    all
}

/// Of settings whose shop's part was `published` as that text: the lines of those keys are of it, all others of the
/// machine's own file, `text`.
pub fn every_setting_of(settings: &Settings, text: &str, published: &str) -> Vec<Setting> {
    let mut own = every_setting(settings, text);
    for (own, published) in own.iter_mut().zip(every_setting(settings, published)) {
        if own.is_published() {
            own.line = published.line;
        }
    }
    own
}

/// Every key there is, those of each `[[source]]`, `[[feed]]`, `[channels.NAME]`, `[[operator]]` and `[[segment]]` too.
pub fn every_setting(settings: &Settings, text: &str) -> Vec<Setting> {
    let mut found = Listing::default();
    settings.clone().visit(&mut found);
    let usual = usual();
    let lines = lines(text);
    for setting in &mut found.settings {
        let same = |other: &&Setting| other.name == setting.name && family(&other.section) == family(&setting.section);
        let of_carrier = |other: &&Setting| other.section == setting.section && other.name == setting.name;
        let usual = usual.iter().find(of_carrier).or_else(|| usual.iter().find(same));
        setting.default = usual.and_then(|usual| usual.value.clone());
        let at = lines.iter().find(|(section, name, _)| {
            let alone = ("", "database") == (section, name) && setting.full_name() == "database.address";
            alone || *section == setting.section && name == setting.name
        });
        setting.line = at.map(|(.., line)| *line);
    }
    found.settings
}

/// The settings of a file that says nothing, with one of each that there may be several of.
fn usual() -> Vec<Setting> {
    let mut settings = Settings::default();
    settings.sources.push(SourceSetting::default());
    settings.operators.push(OperatorSetting::default());
    settings.segments.push(Segment::default());
    settings.feeds.push(FeedSetting::default());
    settings.channel_list.push((String::new(), ChannelSetting::default()));
    settings.mailboxes.push((String::new(), MailboxSetting::default()));
    let mut usual = Listing::default();
    settings.visit(&mut usual);
    usual.settings
}

/// What the sections have in common that may stand several times.
fn family(section: &str) -> &str {
    match section.split_once('.') {
        Some(("channels", name)) if name.rsplit_once('.').is_some_and(|(_, part)| part == "imap") => "imap",
        Some((family @ ("source" | "feed" | "operator" | "segment" | "channels"), _)) => family,
        _ => section,
    }
}

/// What was probably meant by a name that no rule and no key has.
pub fn nearest_name(typed: &str, settings: &[Setting]) -> Label {
    let mut names: Vec<&str> = settings.iter().map(|setting| setting.name).collect();
    names.sort_unstable();
    names.dedup();
    nearest::hint(typed, &names)
}

/// Which section a visitor is in: `regulation`, `carriers.cdek`, `source.Lavka 2`.
#[derive(Clone, Debug, Default)]
pub(super) struct SectionPlace {
    pub(super) section: String,
    /// The next key is the name of one of several.
    kind: Option<String>,
}

impl SectionPlace {
    /// The keys that follow stand in this section, written as in the file.
    pub(super) fn enter(&mut self, heading: &str) {
        let bare = heading.trim_matches(['[', ']']);
        bare.clone_into(&mut self.section);
        self.kind = heading.starts_with("[[").then(|| bare.to_owned());
    }

    /// The next key there.
    pub(super) fn pass(&mut self, name: &str, value: Option<&RawValue>) {
        if let (Some(kind), "name", Some(RawValue::Text(of))) = (&self.kind, name, value) {
            self.section = format!("{kind}.{of}");
            self.kind = None;
        }
    }
}

#[derive(Default)]
struct Listing {
    place: SectionPlace,
    settings: Vec<Setting>,
}

impl KeyVisitor for Listing {
    fn section(&mut self, name: &str) {
        self.place.enter(name);
    }

    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        let value = value.written();
        self.place.pass(key.name, value.as_ref());
        self.settings.push(Setting {
            section: self.place.section.clone(),
            name: key.name,
            rules: key.rules,
            value: value.as_ref().map(toml),
            default: None,
            line: None,
        });
    }
}

impl Setting {
    /// A key of the regulation by its name, any other with its section.
    pub fn full_name(&self) -> String {
        match self.section.as_str() {
            "regulation" => self.name.to_owned(),
            section => format!("{section}.{}", self.name),
        }
    }

    /// Whether it is called so, with its section or without.
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name || format!("{}.{}", self.section, self.name) == name
    }

    /// Whether it says where a secret is: only that there is one is shown.
    pub fn is_secret(&self) -> bool {
        is_secret(self.name)
    }

    /// Whether it is published with the shop's settings, where they are: each machine has its own secrets.
    pub fn is_published(&self) -> bool {
        is_shared(&self.section) && !self.is_secret()
    }

    /// True when the rule reads it.
    pub fn is_read_by(&self, rule: Rule) -> bool {
        self.rules.contains(&rule.0)
    }
}

/// Section, key and line of everything the file sets.
fn lines(text: &str) -> Vec<(String, String, usize)> {
    keys(text, |_| ())
        .into_iter()
        .map(|(section, name, line, ())| (section, name, line))
        .collect()
}

/// Section, key and line of everything the file sets, and what `made` makes of its value.
pub(super) fn keys<T>(text: &str, made: impl Fn(&DeValue<'_>) -> T) -> Vec<(String, String, usize, T)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    if let Ok(document) = DeTable::parse(text) {
        below(text, "", document.get_ref(), &mut |section, name, line, value| {
            found.push((section.to_owned(), name.to_owned(), line, made(value)));
        });
    }
    found
}

fn below(text: &str, section: &str, table: &DeTable<'_>, told: &mut impl FnMut(&str, &str, usize, &DeValue<'_>)) {
    for (key, value) in table {
        let name = key.get_ref();
        let dot = if section.is_empty() { "" } else { "." };
        let inside = format!("{section}{dot}{name}");
        if let DeValue::Table(inner) = value.get_ref() {
            below(text, &inside, inner, told);
            continue;
        }
        for one in value.get_ref().as_array().into_iter().flatten() {
            let one = one.get_ref().as_table();
            if let Some((one, name)) = one.and_then(|one| Some((one, one.get("name")?.get_ref().as_str()?))) {
                below(text, &format!("{inside}.{name}"), one, told);
            }
        }
        told(section, name, line(text, key.span().start), value.get_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::domain::settings::Settings;

    #[test]
    fn every_number_of_the_regulation_belongs_to_a_rule_that_there_is() {
        for setting in listing(every_setting(&Settings::default(), "")) {
            let is_number = setting.section.starts_with("regulation");
            assert!(
                !is_number || rules().any(|rule| setting.is_read_by(rule)),
                "{}",
                setting.name
            );
            let known = |number: &u8| rules().any(|rule| rule.0 == *number);
            assert!(setting.rules.iter().all(known), "{}", setting.name);
        }
    }

    #[test]
    fn a_key_knows_its_line_its_value_and_its_default() {
        let text = "[regulation]\n# a comment\nfirst_contact_limit = \"45m\"\n[carriers.cdek]\nfree = \"9d\"\n\
            [[source]]\nname = \"Чай\"\n[[source]]\nname = \"Кофе\"\nphone = \"1\"\n";
        let settings = parse(text, std::path::Path::new("config.toml")).unwrap();
        let listed = listing(every_setting(&settings, text));
        let of = |section: &str, name: &str| {
            let found = listed.iter().find(|s| s.section == section && s.name == name).unwrap();
            (found.value.as_deref(), found.default.as_deref(), found.line)
        };
        assert_eq!(
            of("regulation", "first_contact_limit"),
            (Some("\"45m\""), Some("\"1h\""), Some(3))
        );
        assert_eq!(of("carriers.cdek", "free"), (Some("\"9d\""), Some("\"7d\""), Some(5)));
        assert_eq!(of("carriers.cdek", "hold"), (Some("\"14d\""), Some("\"14d\""), None));
        assert_eq!(of("regulation", "high_total"), (None, None, None));
        assert_eq!(of("source.Кофе", "phone"), (Some("\"1\""), None, Some(10)));
        assert!(
            !listed.iter().any(|s| s.section == "source.Чай" && s.name == "phone"),
            "as in [shop]"
        );
    }
}
