//! The one way the file is opened.

use std::fs::OpenOptions;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::Transaction;
use rusqlite::config::DbConfig;

use super::StoreError;
use super::known::Known;
use super::migrate;

/// How long a write waits for another process.
const BUSY_DEADLINE: Duration = Duration::from_secs(5);
/// How long between two tries: short, so that a key waits little behind an importer's commit.
const BUSY_STEP: Duration = Duration::from_micros(500);

/// How long bulk work leaves the file alone between two commits: longer than others' steps between two tries.
const GIVE_WAY: Duration = Duration::from_millis(2);

/// What a connection may do, and who else may open the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write; a new file is the owner's alone (0600).
    Write,
    /// Read and write; a new file is shared with the group (0660, `[files] shared`).
    WriteShared,
    /// Read only; the file must be there.
    Read,
}

/// One connection to the file.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    pub(super) known: Known,
    path: PathBuf,
}

/// A state of the file that stands still.
#[derive(Debug)]
pub struct Snapshot<'s>(#[allow(dead_code)] Option<Transaction<'s>>); // it is there to be dropped

impl Store {
    /// Opens the file at `path`, making it (and its folder) when it may write, and brings it to the newest schema.
    pub fn open(path: &Path, access: Access) -> Result<Store, StoreError> {
        let cannot = |why: String| StoreError::CannotOpen {
            path: path.display().to_string(),
            why,
        };
        let flags = match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            Access::Write | Access::WriteShared => {
                create(path, access).map_err(|e| cannot(e.to_string()))?;
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
            }
        };
        let mut conn = Connection::open_with_flags(path, flags).map_err(|e| cannot(e.to_string()))?;
        prepare(&mut conn, access)?;
        if access == Access::Read {
            let (found, known) = (migrate::version(&conn)?, migrate::newest());
            if found > known {
                return Err(StoreError::Newer { found, known });
            }
        } else {
            migrate::migrate(&mut conn)?;
        }
        Ok(Store {
            conn,
            known: Known::default(),
            path: path.to_owned(),
        })
    }

    /// A file in memory, for tests of one connection.
    pub fn in_memory() -> Result<Store, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        prepare(&mut conn, Access::Write)?;
        migrate::migrate(&mut conn)?;
        Ok(Store {
            conn,
            known: Known::default(),
            path: PathBuf::from(":memory:"),
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Checkpoints happen only when asked for: a console asks when it is idle, so that no key pays for one.
    pub fn checkpoint_by_hand(&self) -> Result<(), StoreError> {
        self.conn.pragma_update(None, "wal_autocheckpoint", 0)?;
        Ok(())
    }

    /// Moves what it can of the write-ahead log into the file without waiting for anyone.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.conn.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Until it is dropped every read sees the same state of the file, and none waits to take its own look. Within
    /// another one, or within a write, it changes nothing.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let begun = self.conn.is_autocommit().then(|| self.conn.unchecked_transaction());
        Ok(Snapshot(begun.transpose()?))
    }

    /// From here on no write waits for the disk, until `settle`: for a new file that is filled at once.
    pub fn hurry(&self) -> Result<(), StoreError> {
        self.conn.pragma_update(None, "synchronous", "off")?;
        Ok(())
    }

    /// Every later write is durable when it is done, and so are those before.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.conn.pragma_update(None, "synchronous", "full")?;
        self.sync()
    }

    /// Makes what was written without waiting for the disk durable.
    ///
    /// SQLite does it, not a handle of ours: closing one would give up the locks its connections hold, and Windows lets
    /// nobody sync what he may not write. It syncs the file after it has moved a page there, so one is written anew.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        let version = migrate::version(&self.conn)?;
        self.conn.pragma_update(None, "user_version", version)?;
        let busy: bool = self
            .conn
            .query_row("pragma wal_checkpoint(full)", [], |row| row.get(0))?;
        if busy { Err(StoreError::Busy) } else { Ok(()) }
    }

    /// Changes when another connection has committed since the last look; about a microsecond.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.conn.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    /// Leaves the file to others for a moment: between two batches, so that no key waits for all of a long work.
    pub fn give_way(&self) {
        std::thread::sleep(GIVE_WAY);
    }

    /// How SQLite would run `sql`: the lines of `explain query plan`.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare(&format!("explain query plan {sql}"))?;
        let count = statement.parameter_count();
        let nulls = vec![rusqlite::types::Null; count];
        let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(super) fn prepare(conn: &mut Connection, access: Access) -> Result<(), StoreError> {
    conn.busy_handler(Some(wait))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan does not depend on the values asked for: else a statement is planned anew whenever they change, which takes
    // longer than most of them do.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.pragma_update(None, "cache_size", cache_size(access))?;
    if access != Access::Read {
        conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
        conn.pragma_update(None, "synchronous", "full")?;
    }
    Ok(())
}

/// How much of the file a connection keeps, in negative KiB as SQLite wants it. What is read the system keeps too, for all
/// connections; a batch being written should not leave the memory before its end.
const fn cache_size(access: Access) -> i64 {
    match access {
        Access::Read => -4_000,
        Access::Write | Access::WriteShared => -8_000,
    }
}

/// SQLite's own handler sleeps up to 100 ms between tries; this one keeps a key behind an importer quick.
fn wait(tries: i32) -> bool {
    std::thread::sleep(BUSY_STEP);
    // A sleep takes at least its length, so this many of them are at least the deadline.
    BUSY_STEP.saturating_mul(tries.unsigned_abs()) < BUSY_DEADLINE
}

#[cfg(unix)]
fn create(path: &Path, access: Access) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    use std::os::unix::fs::OpenOptionsExt;
    use std::os::unix::fs::PermissionsExt;
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty() && !p.exists()) {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mode = if access == Access::WriteShared { 0o660 } else { 0o600 };
    match OpenOptions::new().write(true).create_new(true).mode(mode).open(path) {
        // The umask may have taken the group's bits away: what was asked for is set again.
        Ok(file) => file.set_permissions(std::fs::Permissions::from_mode(mode)),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e),
    }
}

#[cfg(not(unix))]
fn create(path: &Path, _access: Access) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map(|_| ())
}
