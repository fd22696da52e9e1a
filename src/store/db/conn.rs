//! One connection to where the desk's rows are.

use rusqlite::Connection;

use super::super::StoreError;
use super::row::DbRow;

/// One connection.
#[derive(Debug)]
pub(in crate::store) enum Conn {
    /// To an SQLite file.
    Lite(Connection),
}

impl Conn {
    /// Runs statements without values or answers, one after the other.
    pub(in crate::store) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Conn::Lite(lite) => Ok(lite.execute_batch(sql)?),
        }
    }

    /// The first row of an answer to `sql`, which has no values.
    pub(in crate::store) fn ask_one<T>(
        &self,
        sql: &str,
        read: impl FnOnce(DbRow<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match self {
            Conn::Lite(lite) => {
                let mut statement = lite.prepare(sql)?;
                let mut rows = statement.query(())?;
                let row = rows.next()?.ok_or(StoreError::NoRow)?;
                read(DbRow::Lite(row))
            }
        }
    }

    /// Begins a write, and waits for others to end theirs: what is read from here on, nobody else changes.
    pub(in crate::store) fn begin_write(&self) -> Result<(), StoreError> {
        self.batch("begin immediate")
    }

    /// Begins a reading of one state.
    pub(in crate::store) fn begin_read(&self) -> Result<(), StoreError> {
        self.batch("begin")
    }

    /// Ends what was begun, and keeps it.
    pub(in crate::store) fn commit(&self) -> Result<(), StoreError> {
        self.batch("commit")
    }

    /// Ends what was begun, and leaves no trace of it.
    pub(in crate::store) fn rollback(&self) -> Result<(), StoreError> {
        self.batch("rollback")
    }

    /// True within what was begun.
    pub(in crate::store) fn is_within(&self) -> bool {
        match self {
            Conn::Lite(lite) => !lite.is_autocommit(),
        }
    }

    /// SQLite's own, for tests that look behind it.
    #[cfg(test)]
    pub(in crate::store) fn raw(&self) -> &Connection {
        match self {
            Conn::Lite(lite) => lite,
        }
    }
}
