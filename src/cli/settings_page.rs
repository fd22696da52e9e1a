//! The console's page of settings: every key with its value, where it comes from and which rules read it.

use std::sync::Mutex;
use std::sync::PoisonError;

use super::context::Context;
use super::output::failure::Failure;
use super::setting_change;
use super::setting_source;
use crate::config::Setting;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::session::settings_file::SettingRefused;
use crate::session::settings_file::SettingSet;
use crate::session::settings_file::SettingsFile;
use crate::text::cut;
use crate::text::fold;
use crate::text::other_layouts;
use crate::view::pages::Act;
use crate::view::pages::LongList;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::Section;
use crate::words;

/// The shop's file of settings as it was read last: what is on the screen is what is changed.
pub struct ShopSettings(Mutex<Context>);

impl ShopSettings {
    /// As `context` has read it.
    pub fn of(context: Context) -> ShopSettings {
        ShopSettings(Mutex::new(context))
    }
}

impl SettingsFile for ShopSettings {
    fn page(&self, typed: &str, now: Time) -> PageSnapshot {
        let mut context = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match context.again() {
            Ok(again) => {
                *context = again;
                sheet(rows(&context, typed), Label::of("settings-none"), now)
            }
            // Somebody is at work in it.
            Err(failure) => {
                let what = Cell::Text(format!("{} {}", failure.message, failure.hint));
                sheet((Vec::new(), 0), Label::of("settings-broken").with("what", what), now)
            }
        }
    }

    fn set(&self, name: &str, typed: Option<&str>) -> Result<SettingSet, SettingRefused> {
        let mut context = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_published = |setting: &Setting| setting.full_name() == name && setting.is_published();
        if context.shop().published().is_some() && context.every_setting().iter().any(is_published) {
            let failure = Failure::usage(&context.tr, "settings-published", name);
            return Err(refused(failure));
        }
        let changed =
            setting_change::named(&context, name).and_then(|setting| setting_change::change(&context, &setting, typed));
        let change = changed.map_err(refused)?;
        let said = setting_change::said(&change);
        *context = change.after;
        Ok(SettingSet {
            said,
            is_new: change.is_new,
        })
    }
}

/// No value takes more columns: what a setting is called matters more, and who changes it sees the whole.
const WIDEST: usize = 18;

fn refused(failure: Failure) -> SettingRefused {
    SettingRefused {
        message: failure.message,
        hint: failure.hint,
    }
}

fn sheet((rows, of): (Vec<PageRow>, usize), empty: Label, now: Time) -> PageSnapshot {
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let head = |key| Cell::Column(Label::of(key), None);
    let found = count(rows.len());
    PageSnapshot {
        sections: vec![Section {
            title: None,
            rows,
            empty: Some(empty),
        }],
        listing: Some(LongList {
            tabs: Vec::new(),
            columns: vec![
                head("settings-what"),
                head("settings-value"),
                head("settings-default"),
                head("settings-source"),
                head("settings-rules"),
                head("settings-key"),
            ],
            gives_up: vec![5, 2, 4],
            found,
            is_all: true,
            of: count(of),
            ..LongList::default()
        }),
        ..PageSnapshot::blank(PageKey::Settings, now)
    }
}

/// The settings that say what is typed, in any language and any layout, and how many there are.
fn rows(context: &Context, typed: &str) -> (Vec<PageRow>, usize) {
    let all = context.every_setting();
    let of = all.len();
    let readings: Vec<String> = std::iter::once(typed.trim().to_owned())
        .chain(other_layouts(typed.trim()))
        .map(|reading| fold(&reading))
        .collect();
    let says = |setting: &Setting| {
        let names = Lang::ALL
            .iter()
            .map(|lang| words::setting(&Tr::new(*lang), &setting.section, setting.name));
        let names = names.collect::<Vec<_>>().join(" ");
        let rules = rules(setting);
        let whole = fold(&format!(
            "{names} {} {} {rules}",
            setting.full_name(),
            shown(context, setting)
        ));
        let mut readings = readings.iter();
        readings.any(|reading| reading.split_whitespace().all(|word| whole.contains(word)))
    };
    let rows = (0_i64..).zip(all);
    let rows = rows.filter(|(_, setting)| says(setting)).map(|(at, setting)| PageRow {
        key: PageRowKey::Id(at),
        cells: vec![
            Cell::Text(words::setting(&context.tr, &setting.section, setting.name)),
            value(context, &setting),
            Cell::Text(usual(context, &setting)),
            Label::of("settings-from")
                .with("source", Cell::Text(setting_source::short(context, &setting)))
                .into(),
            Label::of("settings-read_by")
                .with("rules", Cell::Text(rules(&setting)))
                .into(),
            Cell::Text(setting.full_name()),
        ],
        act: Act::Setting,
    });
    (rows.collect(), of)
}

fn rules(setting: &Setting) -> String {
    let rules: Vec<String> = setting.rules.iter().map(|rule| format!("R{rule}")).collect();
    rules.join(" ")
}

/// Of a secret only whether there is one.
fn value(context: &Context, setting: &Setting) -> Cell {
    if setting.is_secret() {
        let key = if setting.value.is_some() {
            "settings-set"
        } else {
            "settings-not_set"
        };
        return Label::of(key).into();
    }
    Cell::Text(cut(&shown(context, setting), WIDEST))
}

/// What it is when nobody sets it, where that is something else.
fn usual(context: &Context, setting: &Setting) -> String {
    let usual = setting.default.as_deref().map(bare);
    let usual = usual.filter(|usual| *usual != shown(context, setting));
    usual.map(|usual| cut(&usual, WIDEST)).unwrap_or_default()
}

fn shown(context: &Context, setting: &Setting) -> String {
    let by_variable = match setting_source::of(context, setting) {
        setting_source::Source::Variable(name) => context.variable(name).map(str::to_owned),
        _ => None,
    };
    let secret = setting.is_secret();
    let value = setting.value.as_deref().filter(|_| !secret).map(bare);
    by_variable.or(value).unwrap_or_default()
}

/// A text without its quotes.
fn bare(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.unwrap_or(value).to_owned()
}
