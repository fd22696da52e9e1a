//! The help in the reader's language. English is what the doc comments say; another language has texts of its own in
//! `help.ftl`, by the path of the command and the name of the argument, and puts them into clap's definition. Names of
//! commands, options and values are the same everywhere.

use clap::Arg;
use clap::ArgAction;
use clap::Command;

use crate::i18n::Tr;

/// What clap puts before a usage, whatever the language.
const USAGE: &str = "Usage: ";

/// What clap writes for the options in a usage, whatever the language.
const OPTIONS: &str = "[OPTIONS]";

/// The definition in the words of `tr`; what has no words there stays as it is.
pub fn worded(command: Command, tr: &Tr) -> Command {
    let name = command.get_name().to_owned();
    let command = described(command, tr, &name);
    // Only a built definition knows how its commands are used.
    let mut built = command.clone();
    built.build();
    with_usage(command, &mut built, tr)
}

/// A usage as clap gives it, without its heading.
pub fn bare_usage(rendered: &str) -> &str {
    rendered.strip_prefix(USAGE).unwrap_or(rendered)
}

/// The heading of a usage, its colon included.
pub fn usage_heading(tr: &Tr) -> String {
    format!("{}:", word(tr, "help-usage"))
}

/// A text of `help.ftl`; the key itself when it is missing.
pub fn word(tr: &Tr, key: &str) -> String {
    tr.help(key, &[]).unwrap_or_else(|| key.to_owned())
}

/// The key of an argument: of the command at `path`, or of the nearest above it that has one.
pub fn argument_key(tr: &Tr, path: &str, arg: &Arg) -> Option<String> {
    let name = arg.get_long().unwrap_or(arg.get_id().as_str());
    let mut above = Some(path);
    while let Some(path) = above {
        let key = format!("{path}--{name}");
        if tr.help(&key, &[]).is_some() {
            return Some(key);
        }
        above = path.rsplit_once('-').map(|(parent, _)| parent);
    }
    None
}

/// The key of the word that stands in the place of a value.
pub fn value_key(name: &str) -> String {
    let name = name.to_lowercase();
    format!("value-{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
}

fn described(mut command: Command, tr: &Tr, path: &str) -> Command {
    if let Some(about) = tr.help(path, &[]) {
        if command.get_long_about().is_some() {
            let more = word(tr, &format!("{path}_more"));
            command = command.long_about(format!("{about}\n\n{more}"));
        }
        command = command.about(about);
    }
    command = with_own_flags(command, tr);
    // Headings are printed in the order in which arguments first name them, and what stands under them in its own.
    let mut arguments: Vec<&Arg> = command.get_arguments().collect();
    arguments.sort_by_key(|arg| (!arg.is_positional(), arg.is_global_set()));
    let names: Vec<String> = arguments.iter().map(|arg| arg.get_id().to_string()).collect();
    for (context, name) in names.into_iter().enumerate() {
        command = command.mut_arg(name, |arg| argument(arg, tr, path).display_order(context));
    }
    command
        .subcommand_help_heading(word(tr, "help-commands"))
        .subcommand_value_name(word(tr, "help-command"))
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            usage_heading(tr)
        ))
        .mut_subcommands(|sub| {
            let path = format!("{path}-{}", sub.get_name());
            described(sub, tr, &path)
        })
}

/// Clap's own `-h` and `-V` come too late to be given other words.
fn with_own_flags(command: Command, tr: &Tr) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = if command.get_long_about().is_some() {
        help.help(word(tr, "help-flag_short"))
            .long_help(word(tr, "help-flag_long"))
    } else {
        help.help(word(tr, "help-flag"))
    };
    let has_version = command.get_version().is_some();
    let command = command.disable_help_flag(true).disable_version_flag(true).arg(help);
    if !has_version {
        return command;
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    command.arg(version.help(word(tr, "help-version")))
}

fn argument(arg: Arg, tr: &Tr, path: &str) -> Arg {
    let heading = match (arg.is_positional(), arg.is_global_set()) {
        (true, _) => "help-arguments",
        (false, false) => "help-options",
        (false, true) => "help-global",
    };
    let arg = arg.help_heading(word(tr, heading));
    let Some(key) = argument_key(tr, path, &arg) else {
        return arg;
    };
    if !arg.get_action().takes_values() {
        return arg.help(word(tr, &key));
    }
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<String> = names
        .iter()
        .map(|name| tr.help(&value_key(name), &[]).unwrap_or_else(|| name.to_string()))
        .collect();
    let text = with_values(&arg, tr, &key);
    arg.value_names(names)
        .help(text)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// The text of an argument with its default and the values there are, which clap would only tell in English.
fn with_values(arg: &Arg, tr: &Tr, key: &str) -> String {
    let mut parts = vec![word(tr, key)];
    let defaults = arg.get_default_values();
    if !arg.is_hide_default_value_set() && !defaults.is_empty() {
        let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
        parts.extend(tr.help("help-default", &[("value", defaults.join(" ").into())]));
    }
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| match tr.help(&format!("{key}--{}", value.get_name()), &[]) {
            Some(meaning) => format!("{} ({meaning})", value.get_name()),
            None => value.get_name().to_owned(),
        })
        .collect();
    if !values.is_empty() {
        parts.extend(tr.help("help-values", &[("values", values.join(", ").into())]));
    }
    parts.join(" ")
}

fn with_usage(command: Command, built: &mut Command, tr: &Tr) -> Command {
    let usage = built.render_usage().to_string();
    let indent = " ".repeat(usage_heading(tr).chars().count() + 1);
    let lines: Vec<&str> = bare_usage(&usage).lines().map(str::trim).collect();
    let usage = lines.join(&format!("\n{indent}"));
    command
        .override_usage(usage.replace(OPTIONS, &word(tr, "help-some_options")))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            match built.find_subcommand_mut(&name) {
                Some(built) => with_usage(sub, built, tr),
                None => sub,
            }
        })
}

#[cfg(test)]
mod tests;
