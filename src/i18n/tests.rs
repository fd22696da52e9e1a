//! Every language says everything, and every message named in the code exists.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::*;
use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;

macro_rules! sources {
    ($lang:literal) => {
        locale!($lang)
    };
}

macro_rules! help_source {
    ($lang:tt) => {
        help!($lang)
    };
}

const SOURCES: [[&str; 11]; Lang::ALL.len()] = in_every_language!(sources);
const HELP_SOURCES: [&str; Lang::ALL.len()] = in_every_language!(help_source);

#[test]
fn every_message_is_well_formed_and_stands_once() {
    for lang in Lang::ALL {
        let mut bundle = FluentBundle::new_concurrent(vec![LanguageIdentifier::default()]);
        for source in lang.of(&SOURCES).iter().chain([lang.of(&HELP_SOURCES)]) {
            let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| errors);
            let added = resource.and_then(|resource| bundle.add_resource(resource).map_err(|_| Vec::new()));
            added.unwrap_or_else(|errors| panic!("{lang:?}: {errors:?}"));
        }
    }
}

/// They repeat what a library says of a text, which is English; the line and what to do are said in every language.
const ENGLISH_ALONE: [&str; 3] = ["known-syntax", "known-unclear", "setting-syntax"];

#[test]
fn every_language_says_the_same_things_of_the_same_variables() {
    let differing = |one: &str, other: &str| {
        let (one, other) = (messages(one), messages(other));
        let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        let differ = keys.into_iter().filter(|key| one.get(*key) != other.get(*key));
        differ.cloned().collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (english, texts) in std::iter::zip(Lang::En.of(&SOURCES), lang.of(&SOURCES)) {
            let keys = differing(english, texts);
            let keys = keys.into_iter().filter(|key| !ENGLISH_ALONE.contains(&key.as_str()));
            wrong.extend(keys.map(|key| (lang.code(), key)));
        }
        if *lang != Lang::En {
            let keys = differing(Lang::Ru.of::<&str>(&HELP_SOURCES), lang.of::<&str>(&HELP_SOURCES));
            wrong.extend(keys.into_iter().map(|key| (lang.code(), key)));
        }
    }
    assert!(wrong.is_empty(), "missing, too many or of other variables: {wrong:?}");
}

#[test]
fn every_key_the_sources_name_exists() {
    let known: BTreeSet<String> = Lang::En
        .of(&SOURCES)
        .iter()
        .flat_map(|source| messages(source).into_keys())
        .collect();
    let mut missing = Vec::new();
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = fs::read_to_string(&file).unwrap();
        for key in [".text(", ".with(", "Label::of("]
            .into_iter()
            .flat_map(|call| keys_after(&source, call))
        {
            if !known.contains(&key) {
                missing.push(format!("{} in {}", key, file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn every_case_of_the_domain_has_its_words() {
    for tr in Lang::ALL.iter().map(|lang| Tr::new(*lang)) {
        let named = |area: &str, codes: Vec<&str>| {
            for code in codes {
                assert_ne!(tr.coded(area, code), format!("{area}-{code}"));
            }
        };
        named("lane", Lane::ALL.iter().map(|case| case.code()).collect());
        named("task", TaskKind::ALL.iter().map(|case| case.code()).collect());
        named("stage", Stage::ALL.iter().map(|case| case.code()).collect());
        named("outcome", Outcome::ALL.iter().map(|case| case.code()).collect());
        named("reason", Reason::ALL.iter().map(|case| case.code()).collect());
        named("missed", MissedReason::ALL.iter().map(|case| case.code()).collect());
        named("terms", Terms::ALL.iter().map(|case| case.code()).collect());
        named("means", Means::ALL.iter().map(|case| case.code()).collect());
        named("carrier", Carrier::ALL.iter().map(|case| case.code()).collect());
        named(
            "appointment",
            AppointmentKind::ALL.iter().map(|case| case.code()).collect(),
        );
    }
}

#[test]
fn plurals_follow_the_language() {
    let tr = Tr::new(Lang::Ru);
    let orders = |count: i64| tr.with("count-orders", &[("count", count.into())]);
    assert_eq!(
        [1, 2, 5, 11, 21, 101, 112].map(orders),
        [
            "1 заказ",
            "2 заказа",
            "5 заказов",
            "11 заказов",
            "21 заказ",
            "101 заказ",
            "112 заказов"
        ]
    );
    let tr = Tr::new(Lang::Uk);
    let days = |count: i64| tr.with("span-days", &[("count", count.into())]);
    assert_eq!(
        [1, 2, 5, 11, 21, 112].map(days),
        ["1 день", "2 дні", "5 днів", "11 днів", "21 день", "112 днів"]
    );
    let tr = Tr::new(Lang::En);
    let orders = |count: i64| tr.with("count-orders", &[("count", count.into())]);
    assert_eq!([1, 2, 21].map(orders), ["1 order", "2 orders", "21 orders"]);
}

#[test]
fn a_timer_is_coarser_the_longer_it_is() {
    let (en, ru) = (Tr::new(Lang::En), Tr::new(Lang::Ru));
    for (span, english, russian) in [
        (Span::ZERO, "0:00", "0:00"),
        (Span::seconds(-250), "4:10", "4:10"),
        (Span::seconds(599), "9:59", "9:59"),
        (Span::minutes(10), "10 min", "10 мин"),
        (Span::minutes(59), "59 min", "59 мин"),
        (Span::minutes(89), "1 h", "1 ч"),
        (Span::minutes(90), "1½ h", "1½ ч"),
        (Span::minutes(179), "2½ h", "2½ ч"),
        (Span::minutes(200), "3 h", "3 ч"),
        (Span::hours(24), "1 day", "1 день"),
        (Span::days(4), "4 days", "4 дня"),
        (Span::days(11), "11 days", "11 дней"),
        (Span::days(21), "21 days", "21 день"),
    ] {
        assert_eq!(en.span_short(span), english);
        assert_eq!(ru.span_short(span), russian);
    }
}

#[test]
fn how_far_off_a_time_is_is_said_to_the_minute_under_a_day() {
    let ru = Tr::new(Lang::Ru);
    for (span, said) in [
        (Span::minutes(9), "9:00"),
        (Span::minutes(59), "59 мин"),
        (Span::minutes(60), "1 ч"),
        (Span::minutes(179), "2 ч 59 мин"),
        (Span::seconds(3 * 3_600 - 10), "3 ч"),
        (Span::hours(45), "2 дня"),
        (Span::hours(30), "1 день"),
    ] {
        assert_eq!(ru.span_exact(span), said);
    }
}

#[test]
fn an_unknown_key_is_shown_as_it_is() {
    let key = "no-such-message";
    assert_eq!(Tr::new(Lang::Ru).text(key), key);
}

/// Each key with the variables its text names.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            current = line.split_once('=').map(|(key, _)| key.trim().to_owned());
        }
        let Some(key) = &current else { continue };
        let variables = messages.entry(key.clone()).or_default();
        for after in line.split('$').skip(1) {
            let name = after
                .split(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c)))
                .next();
            variables.extend(name.map(str::to_owned));
        }
    }
    messages
}

/// The literals that look like keys and stand first in such calls.
fn keys_after(source: &str, call: &str) -> Vec<String> {
    let literals = source
        .split(call)
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix('"'));
    literals
        .filter_map(|rest| rest.split('"').next())
        .filter(|key| key.contains('-') && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)))
        .map(str::to_owned)
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
