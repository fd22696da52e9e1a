//! Everything the command line says is said in every language, once, and nothing besides.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use clap::Arg;
use clap::Command;
use clap::CommandFactory;

use super::argument_key;
use super::value_key;
use super::worded;
use crate::cli::args::Cli;
use crate::i18n::Lang;
use crate::i18n::Tr;

/// The languages that have texts of their own, with these.
const SOURCES: [(Lang, &str); 2] = [
    (Lang::Ru, include_str!("../../../assets/locales/ru/help.ftl")),
    (Lang::Uk, include_str!("../../../assets/locales/uk/help.ftl")),
];

/// Where these are named in the code instead of the definition.
const NAMED_BY: [&str; 2] = [include_str!("../help.rs"), include_str!("../misuse.rs")];

/// What stands in the place of a value and is the same in every language.
const SAME_EVERYWHERE: [&str; 4] = ["N", "ID", "X", "RFC3339"];

/// The key a text of the definition needs, with that text.
struct Needed {
    key: String,
    english: String,
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}", self.key, self.english)
    }
}

#[test]
fn every_command_and_argument_has_a_text_in_every_language() {
    assert_eq!(SOURCES.len() + 1, Lang::ALL.len(), "English speaks for itself");
    for (lang, _) in SOURCES {
        let tr = Tr::new(lang);
        let mut missing = needed(&tr);
        missing.retain(|needed| !tr.help(&needed.key, &[]).is_some_and(|text| in_cyrillic(&text)));
        let missing: Vec<String> = missing.iter().map(Needed::to_string).collect();
        assert!(missing.is_empty(), "help.ftl says nothing in {lang:?}: {missing:#?}");
    }
}

#[test]
fn one_text_of_a_language_stands_for_one_in_english() {
    for (lang, _) in SOURCES {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for Needed { key, english } in needed(&Tr::new(lang)) {
            let first = seen.entry(key.clone()).or_insert_with(|| english.clone());
            assert_eq!(*first, english, "{key} needs a key of its own for one of the two");
        }
    }
}

#[test]
fn every_key_names_something() {
    for (lang, source) in SOURCES {
        let needed = needed(&Tr::new(lang)).into_iter();
        let mut alive: BTreeSet<String> = needed.map(|needed| needed.key).collect();
        for argument in all().into_iter().flat_map(|(_, command)| arguments(&command)) {
            alive.extend(argument.get_long().map(|long| format!("usage-written--{long}")));
        }
        let named = |key: &str| NAMED_BY.iter().any(|source| source.contains(&format!("\"{key}\"")));
        let mut dead = keys(source);
        dead.retain(|key| !alive.contains(*key) && !named(key));
        assert!(dead.is_empty(), "nothing asks help.ftl in {lang:?} for {dead:#?}");
    }
}

#[test]
fn names_options_and_values_are_the_same_in_every_language() {
    let names = |command: Command| {
        let mut command = command;
        command.build();
        let mut names = Vec::new();
        for (path, command) in walk("", &command) {
            let mut arguments: Vec<String> = arguments(&command)
                .iter()
                .map(|arg| {
                    let values = arg.get_possible_values();
                    let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
                    let (id, long, short) = (arg.get_id(), arg.get_long(), arg.get_short());
                    format!("{path} {id} {long:?} {short:?} {:?} {values:?}", arg.get_index())
                })
                .collect();
            arguments.sort();
            names.push((path, arguments));
        }
        names
    };
    for (lang, _) in SOURCES {
        assert_eq!(names(Cli::command()), names(worded(Cli::command(), &Tr::new(lang))));
    }
}

fn keys(source: &str) -> Vec<&str> {
    let messages = source.lines().filter(|line| line.starts_with(char::is_alphabetic));
    messages.filter_map(|line| line.split(' ').next()).collect()
}

fn needed(tr: &Tr) -> Vec<Needed> {
    let mut needed = Vec::new();
    for (path, command) in all() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if let Some(long) = command.get_long_about() {
            let key = format!("{path}_more");
            needed.push(Needed {
                key,
                english: long.to_string(),
            });
        }
        for arg in arguments(&command) {
            needed.extend(needed_by(tr, &path, &arg));
        }
        needed.push(Needed {
            key: path,
            english: about,
        });
    }
    needed
}

fn needed_by(tr: &Tr, path: &str, arg: &Arg) -> Vec<Needed> {
    let english = arg.get_help().map(ToString::to_string).unwrap_or_default();
    assert!(
        arg.get_long_help().is_none(),
        "{path}: a long help of {arg} has no key yet"
    );
    let key = argument_key(tr, path, arg).unwrap_or_else(|| format!("{path}--{}", arg.get_id()));
    let mut needed = Vec::new();
    if arg.get_action().takes_values() {
        for value in arg.get_possible_values() {
            let key = format!("{key}--{}", value.get_name());
            let english = value.get_help().map(ToString::to_string);
            needed.extend(english.map(|english| Needed { key, english }));
        }
        let names = arg.get_value_names().unwrap_or_default();
        let names = names.iter().filter(|name| !SAME_EVERYWHERE.contains(&name.as_str()));
        needed.extend(names.map(|name| Needed {
            key: value_key(name),
            english: name.to_string(),
        }));
    }
    needed.push(Needed { key, english });
    needed
}

/// Every command with its path: `dozvon-order-ship`.
fn all() -> Vec<(String, Command)> {
    walk("", &Cli::command())
}

fn walk(above: &str, command: &Command) -> Vec<(String, Command)> {
    let path = format!("{above}{}", command.get_name());
    let below = command.get_subcommands();
    let below: Vec<_> = below.flat_map(|sub| walk(&format!("{path}-"), sub)).collect();
    let mut all = vec![(path, command.clone())];
    all.extend(below);
    all
}

fn arguments(command: &Command) -> Vec<Arg> {
    command.get_arguments().cloned().collect()
}

fn in_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}
