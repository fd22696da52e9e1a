//! The shop's file of settings, as the console reads and changes it.

use std::fmt;
use std::sync::Arc;

use crate::domain::time::Time;
use crate::view::pages::PageKey;
use crate::view::pages::PageSnapshot;

/// A setting that stands as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingSet {
    /// In words: how it stands now, and where.
    pub said: String,
    /// It stood otherwise before: what holds now takes a console that is opened again.
    pub is_new: bool,
}

/// Why a setting was not changed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRefused {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Reads and changes the shop's file of settings.
pub trait SettingsFile: Send + Sync {
    /// Every setting whose words hold what is `typed`, as a page.
    fn page(&self, typed: &str, now: Time) -> PageSnapshot;
    /// Sets the setting of that full name to what was typed, or to its default.
    fn set(&self, name: &str, typed: Option<&str>) -> Result<SettingSet, SettingRefused>;
}

/// The way to that file: it belongs to a layer above this one, which hands it in. A demo has none.
#[derive(Clone, Default)]
pub struct SettingsDoor(Option<Arc<dyn SettingsFile>>);

impl SettingsDoor {
    /// To that file.
    pub fn to(file: impl SettingsFile + 'static) -> SettingsDoor {
        SettingsDoor(Some(Arc::new(file)))
    }

    pub(super) fn page(&self, typed: &str, now: Time) -> PageSnapshot {
        let blank = || PageSnapshot::blank(PageKey::Settings, now);
        self.0.as_ref().map_or_else(blank, |file| file.page(typed, now))
    }

    pub(super) fn set(&self, name: &str, typed: Option<&str>) -> Result<SettingSet, SettingRefused> {
        let nowhere = || SettingRefused {
            message: String::new(),
            hint: String::new(),
        };
        self.0.as_ref().ok_or_else(nowhere)?.set(name, typed)
    }
}

impl fmt::Debug for SettingsDoor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SettingsDoor")
    }
}
