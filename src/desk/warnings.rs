//! What is amiss with a file, its place or the clock.

use std::path::Path;

use crate::config;
use crate::desk::board::BoardWarning;
use crate::desk::write::SETTINGS;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;

/// Folders that other programs copy while SQLite writes.
const SYNCED: [&str; 7] = [
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "yandex.disk",
    "icloud",
    "яндекс.диск",
];

/// Everything amiss at `now`.
pub(super) fn of(store: &Store, settings: &Settings, now: Time) -> Result<Vec<BoardWarning>, StoreError> {
    let mut amiss = Vec::new();
    if other_rules(store, settings)? {
        amiss.push(BoardWarning::OtherRules);
    }
    if store.last_entry_at()?.is_some_and(|last| last > now) {
        amiss.push(BoardWarning::ClockBehind);
    }
    if is_synced(store.path()) {
        amiss.push(BoardWarning::SyncedFolder);
    }
    Ok(amiss)
}

/// True when the file is worked by other rules than `settings`.
pub(super) fn other_rules(store: &Store, settings: &Settings) -> Result<bool, StoreError> {
    Ok(store
        .meta(SETTINGS)?
        .is_some_and(|kept| kept != config::fingerprint(settings)))
}

fn is_synced(path: &Path) -> bool {
    let text = path.to_string_lossy().to_lowercase();
    text.starts_with(r"\\") || SYNCED.iter().any(|name| text.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synced_and_network_folders_are_known_by_their_names() {
        assert!(is_synced(Path::new(r"\\server\share\desk.db")));
        assert!(is_synced(Path::new("/home/anna/Dropbox/desk.db")));
        assert!(!is_synced(Path::new("/home/anna/.local/share/dozvon/desk.db")));
    }
}
