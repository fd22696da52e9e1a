//! How a connection to an SQLite file is opened, and how it waits for others.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;

use super::super::StoreError;
use super::access::Access;
use super::conn::Conn;
use super::wait::wait;

/// How many pages the write-ahead log takes, 16 MB, before a commit moves them into the file: a page that was written
/// often is moved once.
const CHECKPOINT_AFTER: i64 = 4_000;
/// How many statements a connection keeps prepared.
const PREPARED: usize = 192;

impl Conn {
    /// Opens the file at `path`, which is there, and changes nothing of it.
    pub(in crate::store) fn open(path: &Path, access: Access) -> Result<Conn, StoreError> {
        let flags = match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Write | Access::WriteShared => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let lite = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let mut lite = lite.map_err(|error| StoreError::CannotOpen {
            path: path.display().to_string(),
            why: error.to_string(),
        })?;
        lite.busy_handler(Some(wait))?;
        Ok(Conn::Lite(lite))
    }

    /// A file in memory.
    pub(in crate::store) fn in_memory() -> Result<Conn, StoreError> {
        Ok(Conn::Lite(Connection::open_in_memory()?))
    }

    /// Makes it work as all connections of the desk do.
    pub(in crate::store) fn set_up(&mut self, access: Access) -> Result<(), StoreError> {
        match self {
            Conn::Lite(lite) => set_up(lite, access),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// From here on it does not wait for others: [`StoreError::Busy`] at once.
    pub(in crate::store) fn never_wait(&self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(lite) => Ok(lite.busy_timeout(Duration::ZERO)?),
            Conn::Pg(pg) => pg.batch("set lock_timeout = '1ms'"),
        }
    }

    /// Closes it; what goes wrong with the last of it is said.
    pub(in crate::store) fn close(self) -> Result<(), StoreError> {
        match self {
            Conn::Lite(lite) => lite.close().map_err(|(_, error)| error.into()),
            Conn::Pg(_) => Ok(()),
        }
    }
}

fn set_up(lite: &mut Connection, access: Access) -> Result<(), StoreError> {
    lite.busy_handler(Some(wait))?;
    lite.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    lite.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan does not depend on the values asked for: else a statement is planned again whenever they change, which takes
    // longer than most of them do.
    lite.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    lite.set_prepared_statement_cache_capacity(PREPARED);
    lite.pragma_update(None, "foreign_keys", true)?;
    lite.pragma_update(None, "temp_store", "memory")?;
    lite.pragma_update(None, "cache_size", CACHE)?;
    if access != Access::Read {
        lite.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
        lite.pragma_update(None, "synchronous", "full")?;
        lite.query_row(&format!("pragma wal_autocheckpoint = {CHECKPOINT_AFTER}"), [], |_| {
            Ok(())
        })?;
    }
    Ok(())
}

/// How much of the file a connection keeps, in negative KiB as SQLite wants it: the system keeps what is read, for all of
/// them. Bulk work sets its own.
const CACHE: i64 = -1_000;
/// The same of one that writes many rows while nobody else works: its own pages are not read again for each batch.
const BULK_CACHE: i64 = -24_000;
/// Pages of its write-ahead log before they are moved into the file, 64 MB.
const BULK_CHECKPOINT_AFTER: i64 = 16_000;

impl Conn {
    /// Makes room for many rows, or gives it back. A connection that moves the log by hand goes on doing so.
    pub(in crate::store) fn make_room(&self, is_bulk: bool) -> Result<(), StoreError> {
        let (cache, pages) = if is_bulk {
            (BULK_CACHE, BULK_CHECKPOINT_AFTER)
        } else {
            (CACHE, CHECKPOINT_AFTER)
        };
        if self.is_server() {
            return Ok(());
        }
        self.batch(&format!("pragma cache_size = {cache}"))?;
        let is_by_hand: bool = self.ask_one("pragma wal_autocheckpoint", |row| Ok(row.get::<i64>(0)? == 0))?;
        if is_by_hand {
            return Ok(());
        }
        self.batch(&format!("pragma wal_autocheckpoint = {pages}"))
    }
}
