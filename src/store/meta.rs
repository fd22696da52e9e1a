//! The keys of `meta`.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::prepare;
use crate::domain::backup::Backup;
use crate::domain::backup::BackupFailure;
use crate::domain::duration::Years;
use crate::domain::erasure::Erasure;
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

/// How a file stands before something is written.
#[derive(Clone, Debug)]
pub(crate) struct FileState {
    /// It is a rehearsal.
    pub(crate) is_rehearsal: bool,
    /// The fingerprint of its settings.
    pub(crate) settings: Option<String>,
    /// The moment of its newest entry, when the clock runs behind it.
    pub(crate) later_entry: Option<Time>,
    /// The last sign of life of the operator's shift; none without one.
    pub(crate) shift_seen: Option<Time>,
}

impl Tx<'_> {
    /// How the file stands, to `operator`.
    pub(crate) fn standing(&self, operator: &str) -> Result<FileState, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select exists (select 1 from meta where key = $1), (select value from meta where key = $2), \
               (select j.at from journal j order by j.id desc limit 1), \
               (select max(s.seen_at) from shifts s where s.operator = $3 and s.ended_at is null)",
        )?;
        let standing = select.query_row((REHEARSAL, SETTINGS, operator), |row| {
            Ok(FileState {
                is_rehearsal: row.get(0)?,
                settings: row.get(1)?,
                later_entry: row.get::<Option<i64>>(2)?.map(Time),
                shift_seen: row.get::<Option<i64>>(3)?.map(Time),
            })
        })?;
        Ok(FileState {
            later_entry: standing.later_entry.filter(|last| *last > self.now() + CLOCKS_APART),
            ..standing
        })
    }
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

/// How the keys in `meta` begin under which it is kept when a base of people was first seen, ms; its digest follows.
pub(crate) const BASE: &str = "base:";

/// A moment kept under `key`; none where none is kept, or only a mark.
pub(crate) fn moment(store: &Store, key: &str) -> Result<Option<Time>, StoreError> {
    let kept = store.meta(key)?.and_then(|text| text.parse().ok().map(Time));
    Ok(kept.filter(|at| at.0 > 1))
}

/// The key in `meta` under which the key of secret words in addresses is kept.
pub(crate) const LISTEN_KEY: &str = "listen_key";

/// The key in `meta` under which it is kept why nobody can listen; empty when somebody can.
pub(crate) const LISTEN_FAILED: &str = "listen_failed";

/// The key in `meta` under which the last proven copy is kept, as JSON.
pub(crate) const BACKUP: &str = "backup";

/// The key in `meta` under which it is kept why the last try made no copy, as JSON; empty when one was made since.
pub(crate) const BACKUP_FAILED: &str = "backup_failed";

/// The last copy that was made and proven.
pub(crate) fn last_backup(store: &Store) -> Result<Option<Backup>, StoreError> {
    Ok(store.meta(BACKUP)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Why the last try made none, when none was made since.
pub(crate) fn backup_failure(store: &Store) -> Result<Option<BackupFailure>, StoreError> {
    Ok(store
        .meta(BACKUP_FAILED)?
        .and_then(|text| serde_json::from_str(&text).ok()))
}

/// The key in `meta` under which it is kept who was erased, as JSON, without their data.
pub(crate) const ERASURES: &str = "erasures";

/// Those erasures, the oldest first.
pub(crate) fn erasures(store: &Store) -> Result<Vec<Erasure>, StoreError> {
    let kept = store.meta(ERASURES)?.unwrap_or_default();
    Ok(serde_json::from_str(&kept).unwrap_or_default())
}

/// As they are kept.
pub(crate) fn as_text(erasures: &[Erasure]) -> String {
    serde_json::to_string(erasures).unwrap_or_default()
}

/// The key in `meta` under which it is kept how many customers' data are older than the shop keeps them: the day they were
/// counted, a space, the years, a space, how many.
pub(crate) const IDLE: &str = "idle_customers";

/// How many they were at the last count by the same setting.
pub(crate) fn idle_count(store: &Store, years: Years) -> Result<Option<i64>, StoreError> {
    let kept = store.meta(IDLE)?.unwrap_or_default();
    let mut parts = kept.split(' ').skip(1);
    let same = parts.next() == Some(years.text().as_str());
    Ok(parts.next().filter(|_| same).and_then(|count| count.parse().ok()))
}

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
