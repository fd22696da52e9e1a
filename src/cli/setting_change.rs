//! Changing a setting: into the file, and where the rules are others by that, into the database that is worked by them.

use std::path::Path;
use std::path::PathBuf;

use super::context::Context;
use super::output::failure::Failure;
use super::output::failure::Kind;
use super::output::reply::remark;
use crate::config;
use crate::config::ChangeError;
use crate::config::Setting;
use crate::config::SharedSettings;
use crate::config::paths;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::rights::Rights;
use crate::text;
use crate::words;

/// A setting that was changed, or is so already.
#[derive(Debug)]
pub struct SettingChange {
    /// It was not so before.
    pub is_new: bool,
    /// As it stands now.
    pub setting: Setting,
    /// The value before.
    pub before: Option<String>,
    /// The file it stands in.
    pub file: PathBuf,
    /// What holds from now on; what held before goes on in `context`.
    pub after: Context,
}

/// The setting that is meant by a name, with its section or without.
pub fn named(context: &Context, name: &str) -> Result<Setting, Failure> {
    let all = config::every_setting(&*context.file_settings()?, context.config_text());
    let mut found: Vec<&Setting> = all.iter().filter(|setting| setting.is_named(name)).collect();
    if let Some(exact) = found.iter().position(|setting| setting.full_name() == name) {
        found = vec![found[exact]];
    }
    match found[..] {
        [one] => Ok(one.clone()),
        [] => {
            let args = [("value", text::clean(name).into())];
            let message = context.tr.with("explain-unknown", &args);
            let hint = words::said(&context.tr, &config::nearest_name(name, &all));
            Err(Failure::new(Kind::Usage, message, hint))
        }
        _ => {
            let args = [("value", text::clean(name).into())];
            let names: Vec<String> = found.iter().map(|setting| setting.full_name()).collect();
            let hint = Label::of("setting-known").with("words", Cell::Text(names.join(", ")));
            let message = context.tr.with("config-ambiguous", &args);
            Err(Failure::new(Kind::Ambiguous, message, words::said(&context.tr, &hint)))
        }
    }
}

/// Sets it to what was typed, or to its default. Only an owner may.
pub fn change(context: &Context, setting: &Setting, typed: Option<&str>) -> Result<SettingChange, Failure> {
    context.needs(Rights::Owner)?;
    let tr = &context.tr;
    let file = context.config_file().or_else(paths::usual_config_file);
    let file = file.ok_or_else(|| Failure::usage(tr, "config-nowhere", "").of_kind(Kind::Config))?;
    let failed = |error| failure(context, setting, typed, error);
    let seen = context.config_text();
    let text = config::changed(seen, &file, setting, typed).map_err(failed)?;
    let is_new = text != seen;
    let after = keep(context, &file, &text)?;
    let all = config::every_setting(&*after.file_settings()?, after.config_text());
    let same = |other: &&Setting| (other.name, &other.section) == (setting.name, &setting.section);
    Ok(SettingChange {
        is_new,
        setting: all.iter().find(same).unwrap_or(setting).clone(),
        before: setting.value.clone(),
        file,
        after,
    })
}

/// Has the file hold that text, and the database work by it; gives what holds from now on.
pub fn keep(context: &Context, file: &Path, text: &str) -> Result<Context, Failure> {
    let seen = context.config_text();
    let is_new = text != seen;
    let agreed = is_new && agrees(context)?;
    if is_new {
        let kept = config::write(file, seen, text, context.readers());
        kept.map_err(|error| unchanged(context, error))?;
    }
    let after = context.again()?;
    if after.shop().published().is_some() && says_of_shop(seen, file) != says_of_shop(text, file) {
        remark(&after.tr.text("config-set_unpublished"));
    }
    // The file was worked by the rules that were changed: it goes on by these, as it did.
    if agreed {
        let mut desk = after.desk_to_read()?;
        if after.told(desk.settings_differ())? {
            after.told(desk.adopt_settings())?;
        }
    }
    Ok(after)
}

/// What a file says of the shop, as it would be published.
fn says_of_shop(text: &str, file: &Path) -> Option<String> {
    let shop = SharedSettings::read(text, file).ok()?;
    Some(shop.written(text))
}

/// How it stands now, in words of the language that holds then.
pub fn said(change: &SettingChange) -> String {
    let (tr, setting) = (&change.after.tr, &change.setting);
    let value = |value: &Option<String>| match value {
        None => tr.text("explain-unset"),
        Some(_) if setting.is_secret() => tr.text("settings-set"),
        Some(value) => value.clone(),
    };
    let line = setting.line.map(|line| format!(":{line}")).unwrap_or_default();
    let place = text::clean(&change.file.display().to_string()).into_owned() + &line;
    let args = [
        ("what", words::setting(tr, &setting.section, setting.name).into()),
        ("key", setting.full_name().into()),
        ("value", value(&setting.value).into()),
        ("before", value(&change.before).into()),
        ("place", place.into()),
    ];
    let key = if change.is_new {
        "config-set"
    } else {
        "config-set_before"
    };
    tr.with(key, &args)
}

/// Whether there is a database, and it is worked by the settings that hold before.
fn agrees(context: &Context) -> Result<bool, Failure> {
    if !context.has_database() {
        return Ok(false);
    }
    let desk = context.desk_to_read()?;
    Ok(!context.told(desk.settings_differ())?)
}

/// Why a key stays as it is.
pub fn failure(context: &Context, setting: &Setting, typed: Option<&str>, error: ChangeError) -> Failure {
    let tr = &context.tr;
    match error {
        ChangeError::Value(wrong) => {
            let typed = if setting.is_secret() {
                "…"
            } else {
                typed.unwrap_or_default()
            };
            let said = Label::of("setting-wrong")
                .with("section", Cell::Text(format!("[{}]", setting.section)))
                .with("key", Cell::Text(setting.name.to_owned()))
                .with("value", Cell::Text(typed.to_owned()))
                .with("complaint", wrong.complaint.into());
            let hint = words::said(tr, &wrong.hint);
            Failure::new(Kind::Config, words::said(tr, &said), hint)
        }
        error => unchanged(context, error),
    }
}

/// Why the file of settings stays as it is.
pub fn unchanged(context: &Context, error: ChangeError) -> Failure {
    let tr = &context.tr;
    match error {
        // The line is one of a file that is not there.
        ChangeError::File(error) => {
            let hint = words::said(tr, &error.hint);
            Failure::new(Kind::Config, words::said(tr, &error.message), hint)
        }
        ChangeError::Value(wrong) => Failure::new(
            Kind::Config,
            words::said(tr, &wrong.complaint),
            words::said(tr, &wrong.hint),
        ),
        ChangeError::Meanwhile => Failure::usage(tr, "config-meanwhile", "").of_kind(Kind::Refused),
        ChangeError::ByHand => Failure::usage(tr, "config-by_hand", "").of_kind(Kind::Config),
        ChangeError::Unwritten(why) => Failure::usage(tr, "config-unwritten", &why.to_string()).of_kind(Kind::Config),
    }
}
