//! The one way the file is written.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::time::Duration;
use std::time::Instant;

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::db::WorkKey;
use super::known::Known;
use super::migrate;
use super::read_once::ReadOnce;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::time::Time;

/// How long bulk work goes on in one write to a server. What is left of it then, and its commit, take as long again at most.
const LOCKED: Duration = Duration::from_millis(25);

/// A write transaction: taken at once (BEGIN IMMEDIATE), so that it never fails half-way for a lock, and noted in the
/// change feed for the other consoles. It reads as its store does, with what it has written so far.
#[derive(Debug)]
pub struct Tx<'s> {
    store: &'s mut Store,
    is_over: bool,
    now: Time,
    begun_at: Instant,
    /// Which write of its server's database it is.
    pub(super) count: Option<i64>,
    /// Ids met so far, also of rows that are not committed yet.
    pub(super) known: RefCell<Known>,
    /// Whether there is a catalogue, once it was asked for.
    pub(super) has_products: Cell<Option<bool>>,
    /// What the feed is to say with the commit, each thing once.
    notes: RefCell<BTreeSet<(i64, i64)>>,
    pub(super) read_once: RefCell<ReadOnce>,
    /// How many orders, and what they cost, the tabs of all orders get with the commit: by the tab's number and the currency.
    pub(super) new_totals: RefCell<BTreeMap<(i64, Currency), (i64, i64)>>,
    /// Who is searched by other words from the commit on: who, the words before, the words from then on.
    pub(super) to_index: RefCell<Vec<(CustomerId, Option<String>, String)>>,
}

impl Store {
    /// Begins a write at `now`, or when the server says it is; refuses when another process has upgraded the file meanwhile.
    pub fn write(&mut self, now: Time) -> Result<Tx<'_>, StoreError> {
        if !self.is_in_place() {
            // Nothing is left beside the other file that who opens it could take for its own.
            self.checkpoint()?;
            return Err(StoreError::Replaced {
                path: self.location.to_string(),
            });
        }
        let begun = self.conn.begin_write()?;
        let is_by_server = self.is_by_server;
        let mut tx = Tx {
            store: self,
            is_over: false,
            now: begun.server_ms.filter(|_| is_by_server).map_or(now, Time),
            begun_at: Instant::now(),
            count: begun.count,
            known: RefCell::default(),
            has_products: Cell::new(None),
            notes: RefCell::default(),
            read_once: RefCell::default(),
            new_totals: RefCell::default(),
            to_index: RefCell::default(),
        };
        if begun.version != migrate::newest() {
            return Err(StoreError::Upgraded);
        }
        #[cfg(test)]
        super::tests::ran::note(Some("begin".to_owned()));
        tx.known = RefCell::new(std::mem::take(&mut tx.store.known).at(begun.others));
        tx.conn.happens_at(tx.now.0);
        Ok(tx)
    }
}

impl Tx<'_> {
    /// The moment this write happens at.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Waits until it is known that all that was written so far went well; what did not is told.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.conn.settle()
    }

    /// The next piece of this write is work of this name and kind, about `keys`.
    pub fn announce_next(&self, name: &'static str, kind: i64, keys: &[WorkKey<'_>]) {
        self.conn.announce_next((name, kind), keys, self.now.0);
    }

    /// True once who writes to a server should let others in: everybody there waits for it.
    pub fn is_long(&self) -> bool {
        self.conn.is_server() && self.begun_at.elapsed() >= LOCKED
    }

    pub(super) fn set_now(&mut self, now: Time) {
        self.now = now;
    }

    /// Makes everything durable; dropping the transaction instead leaves no trace.
    pub fn commit(mut self) -> Result<(), StoreError> {
        self.write_totals()?;
        self.write_search()?;
        self.write_feed(&self.notes.borrow())?;
        #[cfg(test)]
        super::tests::ran::note(Some("commit".to_owned()));
        self.conn.commit()?;
        self.is_over = true;
        self.store.writes += 1;
        self.store.known = self.known.take();
        Ok(())
    }

    /// Tells the other consoles that `id` of `kind` is to be read again, with the commit.
    pub fn note(&self, kind: FeedKind, id: i64) {
        self.notes.borrow_mut().insert((kind.int(), id));
    }
}

impl Deref for Tx<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            // When even this fails the connection is lost, and what was written with it.
            drop(self.store.conn.rollback());
        }
    }
}
