//! A command line that was not understood: help and version are answers, everything else clap says is a matter of usage.

use std::ffi::OsString;

use clap::CommandFactory;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::Error;
use clap::error::ErrorKind;

use super::args::Cli;
use super::help;
use super::language;
use super::output::failure::Failure;
use super::output::failure::Kind;
use super::output::reply as output;
use super::output::reply::Form;
use super::output::reply::Reply;
use crate::config::Env;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::text;

/// Prints the help that was asked for, or what is wrong with `arguments`, in the language they ask for, and gives the
/// exit code. JSON says what is wrong as clap does, in English.
pub fn tell(error: &Error, arguments: &[OsString], env: &Env) -> u8 {
    let form = asked_form(arguments);
    let lang = language::asked_lang(arguments, env);
    let as_defined = lang == Lang::En || !is_answer(error) && form == Form::Json;
    let worded = || {
        let command = help::worded(Cli::command(), &Tr::new(lang));
        command.try_get_matches_from(arguments).err()
    };
    let worded = if as_defined { None } else { worded() };
    if is_answer(error) {
        let error = worded.as_ref().unwrap_or(error);
        return Reply::text(&error.render().to_string()).print();
    }
    let tr = match form {
        Form::Plain => Tr::new(lang),
        Form::Json => Tr::new(language::env_lang(env)),
    };
    let failure = match worded {
        Some(error) => in_words(&error, &tr),
        None => as_clap_says(error, &tr),
    };
    output::print_failure(&failure, form, &tr)
}

fn is_answer(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// Whether JSON was asked for on a command line that could not be understood.
fn asked_form(arguments: &[OsString]) -> Form {
    let options = arguments.iter().take_while(|argument| *argument != "--");
    if options.into_iter().any(|argument| argument == "--json") {
        Form::Json
    } else {
        Form::Plain
    }
}

fn as_clap_says(error: &Error, tr: &Tr) -> Failure {
    let rendered = error.render().to_string();
    let lines: Vec<&str> = rendered
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let first = lines.first().copied().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let beside: Vec<&str> = lines
        .iter()
        .skip(1)
        .copied()
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .collect();
    let usage = lines.iter().copied().find(|line| line.starts_with("Usage:"));
    let usage = usage.map_or_else(|| tr.text("cli-see_help"), str::to_owned);
    let (message, hint) = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            (tr.text("cli-no_subcommand"), usage)
        }
        ErrorKind::MissingRequiredArgument => (format!("{first} {}", beside.join(" ")), usage),
        _ if beside.is_empty() => (first.to_owned(), usage),
        _ => (first.to_owned(), beside.join("; ")),
    };
    Failure::new(Kind::Usage, message, hint)
}

/// The same in the words of `tr`, from what clap knows of the error.
fn in_words(error: &Error, tr: &Tr) -> Failure {
    let said = Said { error, tr };
    Failure::new(Kind::Usage, said.message(), said.hint().unwrap_or_else(|| said.usage()))
}

/// What is wrong, and the language to say it in.
struct Said<'a> {
    error: &'a Error,
    tr: &'a Tr,
}

impl Said<'_> {
    fn message(&self) -> String {
        let argument = self.one(ContextKind::InvalidArg);
        let value = self.one(ContextKind::InvalidValue);
        match self.error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
                self.tr.text("cli-no_subcommand")
            }
            ErrorKind::InvalidSubcommand => self.of("usage-command", &self.one(ContextKind::InvalidSubcommand)),
            ErrorKind::UnknownArgument if argument.starts_with('-') => self.of("usage-option", &argument),
            ErrorKind::UnknownArgument => self.of("usage-word", &argument),
            ErrorKind::MissingRequiredArgument => self.of("usage-missing", &argument),
            ErrorKind::InvalidValue if value.is_empty() => self.of("usage-no_value", &argument),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => self.about("usage-bad_value", &value, &argument),
            ErrorKind::TooManyValues => self.about("usage-no_value_taken", &value, &argument),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => self.about("usage-wrong_count", "", &argument),
            ErrorKind::ArgumentConflict => self.conflict(),
            ErrorKind::InvalidUtf8 => self.of("usage-not_utf8", ""),
            _ => self.error.to_string(),
        }
    }

    /// What to do instead; nothing when only the usage helps.
    fn hint(&self) -> Option<String> {
        let similar = [
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedArg,
            ContextKind::SuggestedValue,
        ];
        let similar = similar.map(|kind| self.one(kind));
        let mut hints: Vec<String> = Vec::new();
        let similar = similar.iter().filter(|value| !value.is_empty());
        hints.extend(similar.map(|value| self.of("usage-similar", value)));
        let values = self.one(ContextKind::ValidValue);
        if !values.is_empty() {
            hints.push(self.of("usage-values", &values));
        }
        let argument = self.one(ContextKind::InvalidArg);
        match self.error.kind() {
            ErrorKind::ValueValidation => hints.push(self.how_to_write(&argument)),
            ErrorKind::UnknownArgument if hints.is_empty() && argument.starts_with('-') => {
                let can_be_text = self.error.get(ContextKind::Suggested).is_some();
                hints.extend(can_be_text.then(|| self.of("usage-dashes", &argument)));
            }
            _ => {}
        }
        (!hints.is_empty()).then(|| hints.join(" "))
    }

    /// How a value of `argument`, written as in a usage, is to be written.
    fn how_to_write(&self, argument: &str) -> String {
        let option = argument.split(' ').next().unwrap_or_default();
        let own = self.tr.help(&format!("usage-written{option}"), &[]);
        own.unwrap_or_else(|| self.of("usage-written", ""))
    }

    fn conflict(&self) -> String {
        let argument = self.one(ContextKind::InvalidArg);
        let command = self.one(ContextKind::InvalidSubcommand);
        let others = self.one(ContextKind::PriorArg);
        if argument == others {
            return self.of("usage-twice", &argument);
        }
        let first = if argument.is_empty() { command } else { argument };
        let args = [("value", first.into()), ("others", others.into())];
        self.tr.help("usage-conflict", &args).unwrap_or_default()
    }

    fn usage(&self) -> String {
        let heading = help::usage_heading(self.tr);
        if let Some(ContextValue::StyledStr(usage)) = self.error.get(ContextKind::Usage) {
            let usage = usage.to_string();
            let first = help::bare_usage(&usage).lines().next().unwrap_or_default();
            return format!("{heading} {first}");
        }
        // A command that was not finished brings its whole help.
        let rendered = self.error.render().to_string();
        let usage = rendered.lines().find(|line| line.starts_with(&heading));
        usage.map_or_else(|| self.tr.text("cli-see_help"), str::to_owned)
    }

    fn of(&self, key: &str, value: &str) -> String {
        self.about(key, value, "")
    }

    fn about(&self, key: &str, value: &str, argument: &str) -> String {
        let args = [("value", value.into()), ("argument", argument.into())];
        self.tr.help(key, &args).unwrap_or_default()
    }

    /// What clap says of `kind`, several with commas between them; empty when it says nothing.
    fn one(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text::clean(text).into_owned(),
            Some(ContextValue::Strings(texts)) => text::clean(&texts.join(", ")).into_owned(),
            _ => String::new(),
        }
    }
}
