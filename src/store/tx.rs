//! The one way the file is written.

use std::cell::Cell;
use std::cell::RefCell;

use rusqlite::Transaction;
use rusqlite::TransactionBehavior;

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::known::Known;
use super::migrate;
use super::statement::prepare;
use crate::domain::time::Time;

/// A write transaction: taken at once (BEGIN IMMEDIATE), so that it never fails half-way for a lock, and noted in the
/// change feed for the other consoles.
#[derive(Debug)]
pub struct Tx<'s> {
    pub(super) conn: Transaction<'s>,
    now: Time,
    /// Ids met so far, also of rows that are not committed yet.
    pub(super) known: RefCell<Known>,
    /// Whether there is a catalogue, once it was asked for.
    pub(super) has_products: Cell<Option<bool>>,
    /// Where the ids go when they are committed.
    kept: &'s mut Known,
}

impl Store {
    /// Begins a write at `now`; refuses when another process has upgraded the file meanwhile.
    pub fn write(&mut self, now: Time) -> Result<Tx<'_>, StoreError> {
        if !self.is_in_place() {
            // Nothing is left beside the other file that whoever opens it could take for its own.
            self.checkpoint()?;
            return Err(StoreError::Replaced {
                path: self.path().display().to_string(),
            });
        }
        let conn = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if migrate::version(&conn)? != migrate::newest() {
            return Err(StoreError::Upgraded);
        }
        let version = conn.query_row("pragma data_version", [], |row| row.get(0))?;
        Ok(Tx {
            conn,
            now,
            known: RefCell::new(std::mem::take(&mut self.known).at(version)),
            has_products: Cell::new(None),
            kept: &mut self.known,
        })
    }
}

impl Tx<'_> {
    /// The moment this write happens at.
    pub fn now(&self) -> Time {
        self.now
    }

    pub(super) fn set_now(&mut self, now: Time) {
        self.now = now;
    }

    /// Makes everything durable; dropping the transaction instead leaves no trace.
    pub fn commit(self) -> Result<(), StoreError> {
        self.conn.commit()?;
        *self.kept = self.known.into_inner();
        Ok(())
    }

    /// Tells the other consoles that `id` of `kind` is to be read again.
    pub fn note(&self, kind: FeedKind, id: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "insert into changes (kind, ref, at) values ($1, $2, $3)")?.execute((
            kind.int(),
            id,
            self.now.0,
        ))?;
        Ok(())
    }
}
