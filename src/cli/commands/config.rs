//! `config`: checks the settings, changes one, says where they lie, or makes them the database's.

use std::path::Path;
use std::path::PathBuf;

use clap::Subcommand;

use super::config_explain::ExplainArgs;
use super::config_publish::PublishArgs;
use super::config_publish::PublishedArgs;
use super::config_set::SetArgs;
use crate::cli::context;
use crate::cli::context::Context;
use crate::cli::database;
use crate::cli::database::NotMeant;
use crate::cli::feed_files;
use crate::cli::globals::Globals;
use crate::cli::keymap_file as keymap;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::pairs;
use crate::config;
use crate::config::Env;
use crate::config::Setting;
use crate::config::SharedSettings;
use crate::config::paths;
use crate::desk::Location;
use crate::domain::rights::Rights;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::text::clean;
use crate::words;

/// `config …`
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Read the settings and say whether they can be used
    Check,
    /// Print the settings in force, every key with its value
    Show,
    /// A rule of the regulation in words, its settings, where each comes from, and what it touches now
    Explain(ExplainArgs),
    /// Change one setting in the file; comments and order stay
    Set(SetArgs),
    /// Where the settings and the database lie
    Path,
    /// Let the database be worked by these settings from now on
    Adopt,
    /// Give the shop's settings to every console of a server: they take them from there
    Publish(PublishArgs),
    /// Print the shop's settings as they were published
    Published(PublishedArgs),
}

/// Reads the settings, where a slip has ended the command before this, and the keys and texts beside them.
pub fn check(context: &Context) -> Result<Reply, Failure> {
    if let Some(slip) = context.slip() {
        return Err(slip);
    }
    let (_, keymap) = keymap::read(context)?;
    context.scripts().sound()?;
    context.templates().sound()?;
    for lang in Lang::ALL {
        context.answers(*lang).sound()?;
    }
    for feed in &context.settings.feeds {
        feed_files::chosen(context, feed)?;
    }
    let revision = context.shop().published().map(|shop| shop.publication.revision);
    let unheard = unheard(context);
    let shape = object! {
        ok: true,
        config: context.config_file().map(|path| path.display().to_string()),
        keymap: keymap.map(|path| path.display().to_string()),
        #[serde(flatten)]
        published: revision.map(|published| object! { published }),
        /// What the file says of the shop otherwise than what was published: it does not hold.
        #[serde(flatten)]
        unheard: (!unheard.is_empty()).then(|| object! { unheard: &unheard }),
    };
    Ok(context.reply(&shape, || {
        let mut out = match &shape.config {
            Some(file) => context.tr.with("cli-config_fine", &[("path", file.into())]),
            None => context.tr.text("cli-config_none"),
        };
        if let Some(file) = &shape.keymap {
            out.push('\n');
            out.push_str(&context.tr.with("cli-keymap_fine", &[("path", file.into())]));
        }
        if let Some(shop) = context.shop().published() {
            let of = &shop.publication;
            let args = [
                ("revision", of.revision.into()),
                ("by", clean(&of.operator).into()),
                (
                    "at",
                    words::moment(&context.tr, context.zone(), of.at, context.now()).into(),
                ),
                ("keys", unheard.join(", ").into()),
            ];
            out.push('\n');
            out.push_str(&context.tr.with("cli-config_published", &args));
            if !unheard.is_empty() {
                out.push('\n');
                out.push_str(&context.tr.with("cli-config_unheard", &args));
            }
        }
        out
    }))
}

/// What the file says of the shop otherwise than what was published; nothing where the file's own sections cannot be read,
/// for they do not hold.
fn unheard(context: &Context) -> Vec<String> {
    let (file, text) = (context.config_file().unwrap_or_default(), context.config_text());
    if context.shop().published().is_none() {
        return Vec::new();
    }
    let Ok(own) = SharedSettings::read(text, &file) else {
        return Vec::new();
    };
    let set = config::every_setting(&own.settings, text);
    let holds = context.every_setting();
    let is_other = |own: &&Setting| {
        let same = |one: &&Setting| (one.name, &one.section) == (own.name, &own.section);
        let value = holds.iter().find(same).and_then(|one| one.value.as_deref());
        own.is_published() && own.line.is_some() && value != own.value.as_deref()
    };
    set.iter().filter(is_other).map(Setting::full_name).collect()
}

/// Prints the settings in force.
pub fn show(context: &Context) -> Reply {
    let shape = object! {
        config: context.config_file().map(|path| path.display().to_string()),
        toml: config::render(&context.settings),
    };
    context.reply(&shape, || shape.toml.clone())
}

/// Settles it when two machines work one database by different rules: these hold, and the automatic work goes by them.
pub fn adopt(context: &Context) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    context.told(desk.needs(Rights::Owner))?;
    let changed = context.told(desk.settings_differ())?;
    if changed {
        context.told(desk.adopt_settings())?;
    }
    let shape = object! { changed };
    Ok(context.reply(&shape, || {
        let key = if changed { "cli-adopted" } else { "cli-adopted_before" };
        context.tr.text(key)
    }))
}

/// Says where the files lie; a settings file that cannot be used does not stand in the way.
pub fn path(globals: &Globals, env: &Env, tr: &Tr) -> Result<Reply, Failure> {
    let config = globals.config_file(env).or_else(paths::usual_config_file);
    let setting = config::load(globals.config_file(env).as_deref());
    let setting = setting.map(|loaded| loaded.settings.database).unwrap_or_default();
    let meant = database::meant(globals, env, &setting, config.as_deref());
    let database = match meant {
        Err(NotMeant::Nowhere) => None,
        meant => Some(meant.map_err(|error| error.failure(tr))?),
    };
    let text = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let exists = |path: &Option<PathBuf>| path.as_ref().is_some_and(|path| path.exists());
    let shape = object! {
        config: text(&config),
        config_exists: exists(&config),
        database: database.as_ref().map(Location::to_string),
        // Of a server only who asks it knows.
        database_exists: match &database {
            Some(Location::Server(_)) => None,
            file => Some(file.as_ref().and_then(Location::file).is_some_and(Path::exists)),
        },
    };
    let line = |path: &Option<String>, there: bool| match path {
        Some(path) if there => path.clone(),
        Some(path) => tr.with("cli-not_there", &[("path", path.into())]),
        None => String::new(),
    };
    Ok(match context::form(globals) {
        Form::Json => Reply::json(&shape),
        Form::Plain => Reply::text(&pairs(&[
            (tr.text("cli-label-config"), line(&shape.config, shape.config_exists)),
            (
                tr.text("cli-label-database"),
                line(&shape.database, shape.database_exists.unwrap_or(true)),
            ),
        ])),
    })
}
