//! The keys of `meta`.

use super::Store;
use super::StoreError;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Time;
/// The key in `meta` under which the last day that had its sheet is kept.
pub(crate) const MADE: &str = "report_day";

/// The moment of the newest entry, when it lies so far ahead of `now` that the clock must run behind: two processes that
/// write at once may pass each other by a little.
pub(crate) fn later_entry(store: &Store, now: Time) -> Result<Option<Time>, StoreError> {
    let last = store.last_entry_at()?;
    Ok(last.filter(|last| *last > now + CLOCKS_APART))
}

/// True when the file is worked by other rules than those of `fingerprint`.
pub(crate) fn other_rules(store: &Store, fingerprint: &str) -> Result<bool, StoreError> {
    Ok(store.meta(SETTINGS)?.is_some_and(|kept| kept != fingerprint))
}

/// The key in `meta` under which the fingerprint of the file's settings is kept.
pub(crate) const SETTINGS: &str = "settings_sha";

/// The key in `meta` under which it is kept when those became the file's, ms.
pub(crate) const SETTINGS_AT: &str = "settings_at";

/// The key in `meta` that marks a rehearsal: when it began by its own clock, ms, or 1 in an older file.
pub(crate) const REHEARSAL: &str = "rehearsal";

/// A moment kept under `key`; none where none is kept, or only a mark.
pub(crate) fn moment(store: &Store, key: &str) -> Result<Option<Time>, StoreError> {
    let kept = store.meta(key)?.and_then(|text| text.parse().ok().map(Time));
    Ok(kept.filter(|at| at.0 > 1))
}

/// The key in `meta` under which the last proven copy is kept, as JSON.
pub(crate) const BACKUP: &str = "backup";

/// The key in `meta` under which it is kept why the last try made no copy, as JSON; empty when one was made since.
pub(crate) const BACKUP_FAILED: &str = "backup_failed";

/// The key in `meta` under which the paths of all copies are kept, a JSON list.
pub(crate) const COPIES: &str = "copies";

/// The key in `meta` under which it is kept when the desk worked by itself: the midnights its last two working days began
/// at, the later first.
pub(crate) const RAN: &str = "ran";

/// Those days.
pub(crate) fn ran(store: &Store) -> Result<(Option<Time>, Option<Time>), StoreError> {
    let kept = store.meta(RAN)?.unwrap_or_default();
    let mut days = kept.split(' ').map(|day| day.parse().ok().map(Time));
    Ok((days.next().flatten(), days.next().flatten()))
}

/// The last of them before the day that began at `today`.
pub(crate) fn last_ran(store: &Store, today: Time) -> Result<Option<Time>, StoreError> {
    let (last, before) = ran(store)?;
    Ok(last.filter(|day| *day < today).or(before))
}
