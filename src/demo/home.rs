//! The settings a made-up shop is worked by: those in force, and its own where they say nothing.

use super::segments::segments;
use super::small::colleagues;
use super::small::settle_in;
use crate::domain::language::Lang;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;

/// The shop's own rules and formats, worked by the viewer and the demo's people, where its language is spoken.
pub fn settings(given: &Settings, name: String, viewer: String, language: Lang) -> Settings {
    let mut settings = given.clone();
    if settings.shop.name.is_empty() {
        settings.shop.name = name;
    }
    settle_in(&mut settings.shop, language);
    // Its customers are of that country.
    settings.shop.language.get_or_insert(language);
    if settings.segments.is_empty() {
        settings.segments = segments(language);
    }
    let operator = |name| OperatorSetting {
        name,
        role: Role::All,
        rights: Rights::Owner,
        extension: None,
    };
    let names = std::iter::once(viewer).chain(colleagues(language).map(str::to_owned));
    settings.operators = names.map(operator).collect();
    settings
}
