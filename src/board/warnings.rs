//! What is amiss with a file, its place or the clock.

use std::path::Path;

use super::BoardWarning;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::meta::REHEARSAL;
use crate::store::meta::SETTINGS_AT;
use crate::store::meta::later_entry;
use crate::store::meta::moment;
use crate::store::meta::other_rules;

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

/// Everything amiss at `now`, to a process that works by the rules of `fingerprint`.
pub(crate) fn of(store: &Store, fingerprint: &str, now: Time) -> Result<Vec<BoardWarning>, StoreError> {
    let mut amiss = Vec::new();
    if !store.is_in_place() {
        amiss.push(BoardWarning::FileGone);
    }
    if other_rules(store, fingerprint)? {
        let published = if store.location().is_server() {
            store.published_since()?
        } else {
            None
        };
        let since = moment(store, SETTINGS_AT)?;
        amiss.push(
            published.map_or(BoardWarning::OtherRules { since }, |since| BoardWarning::Published {
                since,
            }),
        );
    }
    if let Some(last) = later_entry(store, now)? {
        amiss.push(BoardWarning::ClockBehind { last });
    }
    if store.location().file().is_some_and(is_synced) {
        amiss.push(BoardWarning::SyncedFolder);
    }
    Ok(amiss)
}

/// What is to be said of a rehearsal where the clock is the machine's; none of real work.
pub(crate) fn rehearsal(store: &Store) -> Result<Option<BoardWarning>, StoreError> {
    if store.meta(REHEARSAL)?.is_none() {
        return Ok(None);
    }
    let since = moment(store, REHEARSAL)?;
    Ok(Some(BoardWarning::Rehearsal { since }))
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
