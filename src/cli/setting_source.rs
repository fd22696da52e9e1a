//! Where the value of a setting comes from.

use super::context::Context;
use crate::config::Setting;
use crate::text::clean;

/// Where a value comes from.
pub enum Source {
    /// Nobody says it.
    Default,
    /// That line of the file.
    File(usize),
    /// It was published with the shop's settings, as that revision.
    Published(i64),
    /// A variable of the environment.
    Variable(&'static str),
    /// An option of the command line.
    Option(&'static str),
}

/// The command line and the environment may say who works, in which language and without colours.
pub fn of(context: &Context, setting: &Setting) -> Source {
    let published = context.shop().published().filter(|_| setting.is_published());
    let in_file = setting.line.map(|line| match published {
        Some(shop) => Source::Published(shop.publication.revision),
        None => Source::File(line),
    });
    let said = |name: &'static str| context.variable(name).map(|_| Source::Variable(name));
    let option = context.said_by_option(setting).map(Source::Option);
    let found = option.or_else(|| match (setting.section.as_str(), setting.name) {
        ("console", "operator") => said("DOZVON_OPERATOR").or(in_file),
        ("console", "theme") => said("NO_COLOR").or(in_file),
        ("console", "language") => said("DOZVON_LANG").or(in_file).or_else(|| said("LANG")),
        _ => in_file,
    });
    found.unwrap_or(Source::Default)
}

/// The same in words.
pub fn said(context: &Context, setting: &Setting) -> String {
    match of(context, setting) {
        Source::Default => context.tr.text("explain-default"),
        Source::Variable(name) => context.tr.with("explain-variable", &[("name", name.into())]),
        Source::Option(name) => name.to_owned(),
        Source::Published(revision) => {
            let args = [("revision", revision.into())];
            context.tr.with("explain-published", &args)
        }
        Source::File(line) => {
            let path = context.config_file().map(|path| path.display().to_string());
            let default = setting
                .default
                .clone()
                .unwrap_or_else(|| context.tr.text("explain-unset"));
            let args = [
                ("path", path.unwrap_or_default().into()),
                ("line", line.into()),
                ("value", default.into()),
            ];
            let same = setting.value == setting.default;
            let key = if same { "explain-file" } else { "explain-file-default" };
            context.tr.with(key, &args)
        }
    }
}

/// The same where there is little room: `config.toml:12`.
pub fn short(context: &Context, setting: &Setting) -> String {
    match of(context, setting) {
        Source::File(line) => {
            let path = context.config_file().unwrap_or_default();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{}:{line}", clean(&name))
        }
        _ => said(context, setting),
    }
}
