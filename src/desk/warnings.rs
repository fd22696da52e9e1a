//! What is amiss with a file, its place or the clock.

use std::path::Path;

use crate::desk::board::BoardWarning;
use crate::desk::write::SETTINGS;
use crate::domain::time::Span;
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

/// How far apart the stamps of two processes are that write at once.
const AT_ONCE: Span = Span::minutes(1);

/// Everything amiss at `now`, to a process that works by the rules of `fingerprint`.
pub(super) fn of(store: &Store, fingerprint: &str, now: Time) -> Result<Vec<BoardWarning>, StoreError> {
    let mut amiss = Vec::new();
    if other_rules(store, fingerprint)? {
        amiss.push(BoardWarning::OtherRules);
    }
    if later_entry(store, now)?.is_some() {
        amiss.push(BoardWarning::ClockBehind);
    }
    if is_synced(store.path()) {
        amiss.push(BoardWarning::SyncedFolder);
    }
    Ok(amiss)
}

/// The moment of the newest entry, when it lies so far ahead of `now` that the clock must run behind: two processes that
/// write at once may pass each other by a little.
pub(super) fn later_entry(store: &Store, now: Time) -> Result<Option<Time>, StoreError> {
    let last = store.last_entry_at()?;
    Ok(last.filter(|last| *last > now + AT_ONCE))
}

/// True when the file is worked by other rules than those of `fingerprint`.
pub(super) fn other_rules(store: &Store, fingerprint: &str) -> Result<bool, StoreError> {
    Ok(store.meta(SETTINGS)?.is_some_and(|kept| kept != fingerprint))
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
