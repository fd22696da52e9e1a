//! Every key with its value, its default and where the value comes from; and which keys each rule reads.

use toml::de::DeTable;
use toml::de::DeValue;

use super::keys::Keys;
use super::nearest;
use super::render::Walk;
use super::render::everything;
use super::value::Value;
use crate::domain::settings::Settings;
use crate::domain::task::Rule;

/// One key of the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The section it stands in: `regulation`, `carriers.cdek`.
    pub section: String,
    /// Its name there.
    pub name: &'static str,
    /// The value in force, as the file would have it; nothing when it is unset.
    pub value: Option<String>,
    /// The value without a file.
    pub default: Option<String>,
    /// Where the file sets it, from 1; nothing when the default holds.
    pub line: Option<usize>,
}

/// The rules, from the first to the last of the regulation.
pub fn rules() -> impl Iterator<Item = Rule> {
    (1..=37).map(Rule)
}

/// Every key with its value in `settings`, which were read from `text`. Of `[[operator]]` there are none or many; they
/// are left out.
pub fn listing(settings: &Settings, text: &str) -> Vec<Setting> {
    let mut found = Listing::default();
    everything(&mut settings.clone(), &mut found);
    let mut usual = Listing::default();
    everything(&mut Settings::default(), &mut usual);
    let lines = lines(text);
    for setting in &mut found.settings {
        let same = |other: &&Setting| (&other.section, other.name) == (&setting.section, setting.name);
        setting.default = usual.settings.iter().find(same).and_then(|other| other.value.clone());
        let at = lines
            .iter()
            .find(|(section, name, _)| *section == setting.section && name == setting.name);
        setting.line = at.map(|(.., line)| *line);
    }
    found.settings
}

/// True when `rule` reads the key.
pub fn reads(rule: Rule, setting: &Setting) -> bool {
    RULES
        .iter()
        .any(|(number, keys)| *number == rule.0 && keys.iter().any(|key| is_key(key, setting)))
}

/// What was probably meant by a name that no rule and no key has.
pub fn nearest_name(typed: &str, settings: &[Setting]) -> String {
    let mut names: Vec<&str> = settings.iter().map(|setting| setting.name).collect();
    names.sort_unstable();
    names.dedup();
    nearest::hint(typed, &names)
}

/// The keys each rule reads; `*` stands for any carrier, and rules without a key are left out.
const RULES: [(u8, &[&str]); 25] = [
    (2, &["regulation.fresh_first"]),
    (3, &["regulation.high_total", "shop.currency"]),
    (
        4,
        &[
            "regulation.first_contact_target",
            "regulation.first_contact_limit",
            "regulation.peak_per_operator",
            "regulation.last_chance",
            "regulation.chance_lost",
            "regulation.decide_after",
            "regulation.decide_limit",
        ],
    ),
    (
        5,
        &[
            "regulation.promise_span",
            "regulation.promise_rise",
            "regulation.promise_broken",
            "hours.mon",
            "hours.tue",
            "hours.wed",
            "hours.thu",
            "hours.fri",
            "hours.sat",
            "hours.sun",
            "hours.holidays",
        ],
    ),
    (6, &["regulation.in_work_after"]),
    (
        7,
        &[
            "regulation.attempts_before_word",
            "regulation.attempts_max",
            "regulation.retry_second",
            "regulation.retry_third",
            "regulation.retry_later",
        ],
    ),
    (8, &["regulation.claim_lapse"]),
    (9, &["regulation.own_manager"]),
    (
        10,
        &[
            "regulation.b2b.first_contact_target",
            "regulation.b2b.first_contact_limit",
            "regulation.b2b.payment_reminder",
            "regulation.b2b.requisites_again",
            "regulation.b2b.not_paid_after",
        ],
    ),
    (12, &["shop.requisites"]),
    (
        13,
        &["regulation.payment_reminder", "hours.business_days", "hours.holidays"],
    ),
    (14, &["regulation.requisites_again", "regulation.not_paid_after"]),
    (16, &["regulation.price_rise_over"]),
    (
        17,
        &[
            "regulation.tracking_target",
            "regulation.tracking_limit",
            "carriers.*.dispatch_by",
        ],
    ),
    (18, &["regulation.dispatch_within"]),
    (
        21,
        &[
            "regulation.pickup_sms",
            "regulation.pickup_calls",
            "regulation.last_storage_call",
            "carriers.*.free",
            "carriers.*.hold",
        ],
    ),
    (22, &["regulation.quality_call", "regulation.quality_lapse"]),
    (
        23,
        &[
            "regulation.courtesy_call",
            "regulation.courtesy_lapse",
            "regulation.care_calls_per_day",
        ],
    ),
    (25, &["regulation.offer_gap"]),
    (27, &["regulation.attempts_max"]),
    (
        30,
        &["shop.phone", "shop.email", "shop.site", "regulation.accept_on_arrival"],
    ),
    (31, &["regulation.report_at"]),
    (32, &["regulation.first_contact_target"]),
    (35, &["regulation.recall"]),
    (36, &["regulation.calls_between", "shop.time_zone"]),
];

fn is_key(pattern: &str, setting: &Setting) -> bool {
    let Some((section, name)) = pattern.rsplit_once('.') else {
        return false;
    };
    let there = match section.strip_suffix('*') {
        Some(any) => setting.section.starts_with(any),
        None => setting.section == section,
    };
    there && setting.name == name
}

#[derive(Default)]
struct Listing {
    section: String,
    settings: Vec<Setting>,
}

impl Walk for Listing {
    fn section(&mut self, name: &str) {
        name.clone_into(&mut self.section);
    }
}

impl Keys for Listing {
    fn key(&mut self, name: &'static str, value: &mut impl Value) {
        if self.section.starts_with("[[") {
            return;
        }
        self.settings.push(Setting {
            section: self.section.trim_matches(['[', ']']).to_owned(),
            name,
            value: value.written(),
            default: None,
            line: None,
        });
    }
}

/// Section, key and line of everything the file sets.
fn lines(text: &str) -> Vec<(String, String, usize)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    if let Ok(document) = DeTable::parse(text) {
        below(text, "", document.get_ref(), &mut found);
    }
    found
}

fn below(text: &str, section: &str, table: &DeTable<'_>, found: &mut Vec<(String, String, usize)>) {
    for (key, value) in table {
        let name = key.get_ref();
        if let DeValue::Table(inner) = value.get_ref() {
            let dot = if section.is_empty() { "" } else { "." };
            below(text, &format!("{section}{dot}{name}"), inner, found);
            continue;
        }
        let before = text.get(..key.span().start).unwrap_or(text);
        let line = 1 + before.matches('\n').count();
        found.push((section.to_owned(), name.to_string(), line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::domain::settings::Settings;

    #[test]
    fn every_number_of_the_regulation_belongs_to_a_rule_and_every_rule_names_real_keys() {
        let settings = listing(&Settings::default(), "");
        let numbers = settings.iter().filter(|setting| setting.section == "regulation");
        for setting in numbers {
            assert!(rules().any(|rule| reads(rule, setting)), "{}", setting.name);
        }
        for (rule, keys) in RULES {
            for key in keys {
                assert!(settings.iter().any(|setting| is_key(key, setting)), "R{rule}: {key}");
            }
        }
    }

    #[test]
    fn a_key_knows_its_line_its_value_and_its_default() {
        let text = "[regulation]\n# a comment\nfirst_contact_limit = \"45m\"\n[carriers.cdek]\nfree = \"9d\"\n";
        let settings = parse(text, std::path::Path::new("config.toml")).unwrap();
        let listed = listing(&settings, text);
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
    }
}
