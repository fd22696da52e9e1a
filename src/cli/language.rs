//! In which language a command speaks.

use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use super::globals::Globals;
use crate::config;
use crate::config::Env;
use crate::i18n::Lang;

/// The language of the environment; English when it names none we speak.
pub fn env_lang(env: &Env) -> Lang {
    let lang = named_lang(env).or_else(|| env.text("LANG").and_then(Lang::of_locale));
    lang.unwrap_or(Lang::En)
}

/// The language that was named for this program.
pub fn named_lang(env: &Env) -> Option<Lang> {
    env.text("DOZVON_LANG").and_then(Lang::of_locale)
}

/// The language of a command line that cannot be understood, or asks only for help: what `--lang` says anywhere on it,
/// else `DOZVON_LANG`, the settings as far as they can be read, the system's.
pub fn asked_lang(arguments: &[OsString], env: &Env) -> Lang {
    if let Some(lang) = option(arguments, "--lang").as_deref().and_then(Lang::parse) {
        return lang;
    }
    let globals = Globals {
        config: option(arguments, "--config").map(PathBuf::from),
        ..Globals::default()
    };
    named_lang(env).unwrap_or_else(|| file_lang(globals.config_file(env).as_deref(), env))
}

/// The language a file of settings asks for, whatever else is wrong with it; else that of the environment.
pub fn file_lang(file: Option<&Path>, env: &Env) -> Lang {
    let asked = file.and_then(config::language);
    asked
        .as_deref()
        .and_then(Lang::of_locale)
        .unwrap_or_else(|| env_lang(env))
}

/// The last value of an option that stands before `--`, as typed.
fn option(arguments: &[OsString], name: &str) -> Option<String> {
    let typed: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.to_str().unwrap_or_default())
        .take_while(|argument| *argument != "--")
        .collect();
    let value = typed.iter().enumerate().rev().find_map(|(at, argument)| {
        let rest = argument.strip_prefix(name)?;
        match rest.strip_prefix('=') {
            None if rest.is_empty() => typed.get(at + 1).copied(),
            value => value,
        }
    });
    value.map(str::to_owned)
}
