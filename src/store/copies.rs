//! Whole copies of the file: made while others work on it, and proven by reading what came out.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::backup::Backup;
use rusqlite::backup::StepResult;
use sha2::Digest;
use sha2::Sha256;

use super::Store;
use super::StoreError;

/// How many pages are copied in one go; between two the disk is left to others.
const PAGES: i32 = 1_000;

/// What two copies of one state of the file agree in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How many rows each table has, by its name.
    rows: Vec<(String, i64)>,
    /// SHA-256 over every entry of the journal.
    journal: [u8; 32],
}

impl Contents {
    /// How many rows the table has; 0 where there is none of that name.
    pub fn rows_of(&self, table: &str) -> i64 {
        let found = self.rows.iter().find(|(name, _)| name == table);
        found.map_or(0, |(_, count)| *count)
    }
}

impl Store {
    /// Counts every table and reads the journal through.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        // The search index's own tables are the engine's; what they index is counted.
        let mut tables = self.conn.prepare(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' \
               and name not like '%\\_search%' escape '\\' order by name",
        )?;
        let names = tables.query_map([], |row| row.get(0))?;
        let names: Vec<String> = names.collect::<Result<_, _>>()?;
        let mut rows = Vec::with_capacity(names.len());
        for name in names {
            let count = self
                .conn
                .query_row(&format!("select count(*) from {name}"), [], |row| row.get(0))?;
            rows.push((name, count));
        }
        Ok(Contents {
            rows,
            journal: self.journal_digest()?,
        })
    }

    fn journal_digest(&self) -> Result<[u8; 32], StoreError> {
        let mut select = self.conn.prepare(
            "select json_array(id, at, operator, kind, order_id, customer_id, undoes, undone_by, changes) \
             from journal order by id",
        )?;
        let mut entries = select.query([])?;
        let mut digest = Sha256::new();
        while let Some(row) = entries.next()? {
            digest.update(row.get_ref(0)?.as_bytes().unwrap_or_default());
        }
        Ok(digest.finalize().into())
    }

    /// Copies one state of the file into the empty file at `to`, and says what is in it. Others go on reading and writing.
    pub fn copy_into(&self, to: &Path) -> Result<Contents, StoreError> {
        let _one_state = self.snapshot()?;
        let contents = self.contents()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(to, flags)?;
        let backup = Backup::new(&self.conn, &mut copy)?;
        while backup.step(PAGES)? == StepResult::More {
            self.give_way();
        }
        drop(backup);
        // A copy is one file: it can be moved about and read where nothing may be written beside it.
        copy.query_row("pragma journal_mode = delete", [], |_| Ok(()))?;
        copy.close().map_err(|(_, error)| error)?;
        Ok(contents)
    }

    /// What is wrong with the pages of the file, as SQLite says it; empty when nothing is.
    pub fn damage(&self) -> Result<Vec<String>, StoreError> {
        let mut check = self.conn.prepare("pragma quick_check(20)")?;
        let found = check.query_map([], |row| row.get::<_, String>(0))?;
        let found: Vec<String> = found.collect::<Result<_, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Takes the file at `path` for this connection alone, without anything beside it; [`StoreError::Busy`] while another
    /// has it open.
    pub fn alone(path: &Path) -> Result<Store, StoreError> {
        let store = Store::open(path, super::Access::Write)?;
        store.conn.busy_timeout(Duration::ZERO)?;
        store.conn.pragma_update(None, "locking_mode", "exclusive")?;
        let mode: String = store
            .conn
            .query_row("pragma journal_mode = delete", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(StoreError::Busy);
        }
        store.conn.execute_batch("begin exclusive")?;
        Ok(store)
    }
}
