//! The change feed: what other consoles on this file are to read again. Not history: trimmed after a day.

use std::collections::BTreeSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::args_from;
use super::db::prepare;
use super::kinds::FeedKind;
use super::lists::rows;
use crate::domain::time::Span;

/// How long an entry is kept; a console asleep for longer reloads.
const KEPT: Span = Span::days(1);
/// How many entries go into one statement.
const AT_ONCE: usize = 64;
/// After how many entries those that are too old are dropped.
const TRIM_EVERY: i64 = 100;
/// The most dropped in one go: more than come meanwhile.
const TRIM_AT_ONCE: i64 = 1_000;

/// What happened since a moment of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Read these again; the feed stands at `seq` now.
    Changes {
        /// The newest entry.
        seq: i64,
        /// Customers, each once.
        customers: Vec<i64>,
        /// Skips, labels or shifts changed.
        others: bool,
        /// Messages changed; their customers stand among those.
        outbox: bool,
    },
    /// The feed begins later than that: read everything again.
    Everything,
}

impl Store {
    /// The newest entry of the feed, which is never dropped.
    pub fn feed_position(&self) -> Result<i64, StoreError> {
        let mut select = prepare(&self.conn, "select coalesce(max(seq), 0) from changes")?;
        select.query_row((), |row| row.get(0))
    }

    /// What changed after `seq`.
    pub fn feed_since(&self, seq: i64) -> Result<Since, StoreError> {
        let ends = "select coalesce(max(seq), 0), coalesce(min(seq), 0) from changes";
        let ends = prepare(&self.conn, ends)?.query_row((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (newest, first): (i64, i64) = ends;
        if newest == seq {
            return Ok(Since::Changes {
                seq,
                customers: Vec::new(),
                others: false,
                outbox: false,
            });
        }
        if newest < seq || first > seq + 1 {
            return Ok(Since::Everything);
        }
        let mut select = prepare(&self.conn, "select kind, ref from changes where seq > $1 order by seq")?;
        let rows = select.query_map([seq], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)))?;
        let mut customers = Vec::new();
        let (mut others, mut outbox) = (false, false);
        for row in rows {
            let (kind, id) = row?;
            if kind == FeedKind::Customer.int() {
                customers.push(id);
            } else if kind == FeedKind::Outbox.int() {
                customers.push(id);
                outbox = true;
            } else {
                others = true;
            }
        }
        customers.sort_unstable();
        customers.dedup();
        Ok(Since::Changes {
            seq: newest,
            customers,
            others,
            outbox,
        })
    }
}

impl Tx<'_> {
    /// Writes what this transaction noted: kinds and ids. Now and then it drops what is older than a day as well.
    pub(super) fn write_feed(&self, notes: &BTreeSet<(i64, i64)>) -> Result<(), StoreError> {
        // Whose messages changed is read again whole.
        let is_said = |(kind, id): &(i64, i64)| {
            *kind == FeedKind::Customer.int() && notes.contains(&(FeedKind::Outbox.int(), *id))
        };
        let notes: Vec<(i64, i64)> = notes.iter().filter(|note| !is_said(note)).copied().collect();
        for part in notes.chunks(AT_ONCE) {
            let rows = rows(part.len(), 3);
            let sql = format!("insert into changes (kind, ref, at) values {rows}");
            let values = part.iter().flat_map(|(kind, id)| [*kind, *id, self.now().0]);
            let is_time = if let Some(count) = self.count {
                // A server is not waited for: its writes are counted, and one that tells of many things trims more often.
                prepare(&self.conn, &sql)?.later(args_from(values))?;
                let told = i64::try_from(part.len()).unwrap_or(TRIM_EVERY);
                count % (TRIM_EVERY / told).max(1) == 0
            } else {
                let mut insert = prepare(&self.conn, &format!("{sql} returning seq"))?;
                let written = insert.query_map(args_from(values), |row| row.get::<i64>(0))?;
                let written: Vec<i64> = written.collect::<Result<_, _>>()?;
                written.iter().any(|seq| seq % TRIM_EVERY == 0)
            };
            if is_time {
                self.trim_feed()?;
            }
        }
        Ok(())
    }

    /// Drops entries of more than a day ago, a bounded number at a time, and never the newest.
    fn trim_feed(&self) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "delete from changes where seq < (select c.seq from changes c where c.at >= $1 order by c.seq limit 1) \
             and seq < (select min(c.seq) from changes c) + $2",
        )?
        .later(((self.now() - KEPT).0, TRIM_AT_ONCE))?;
        Ok(())
    }
}
