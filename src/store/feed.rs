//! The change feed: what other consoles on this file are to read again. Not history: trimmed after a day.

use super::Store;
use super::StoreError;
use super::Tx;
use super::kinds::FeedKind;
use super::statement::prepare;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How long an entry is kept; a console asleep for longer reloads.
const KEPT: Span = Span::days(1);

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
    /// The newest entry of the feed.
    pub fn feed_position(&self) -> Result<i64, StoreError> {
        let mut select = prepare(&self.conn, "select coalesce(max(seq), 0) from changes")?;
        let newest: i64 = select.query_row([], |row| row.get(0))?;
        // After a trim the table may be empty while its numbers go on.
        let mut issued = prepare(&self.conn, "select seq from sqlite_sequence where name = 'changes'")?;
        let issued: i64 = issued.query_row([], |row| row.get(0)).unwrap_or(0);
        Ok(newest.max(issued))
    }

    /// What changed after `seq`.
    pub fn feed_since(&self, seq: i64) -> Result<Since, StoreError> {
        let newest = self.feed_position()?;
        if newest == seq {
            return Ok(Since::Changes {
                seq,
                customers: Vec::new(),
                others: false,
                outbox: false,
            });
        }
        let mut first = prepare(&self.conn, "select min(seq) from changes")?;
        let first: Option<i64> = first.query_row([], |row| row.get(0))?;
        if newest < seq || first.is_none_or(|first| first > seq + 1) {
            return Ok(Since::Everything);
        }
        let mut select = prepare(&self.conn, "select kind, ref from changes where seq > $1 order by seq")?;
        let rows = select.query_map([seq], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
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
    /// Drops entries of more than a day ago, a bounded number at a time.
    pub fn trim_feed(&self) -> Result<(), StoreError> {
        let before: Time = self.now() - KEPT;
        prepare(
            &self.conn,
            "delete from changes where seq in (select seq from changes where at < $1 order by seq limit 1000)",
        )?
        .execute([before.0])?;
        Ok(())
    }
}
