//! Offers to many, and how far each came.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use crate::domain::offer_to::StoppedOffer;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Nothing was put into the outbox for so long: who made the offer does so no more.
const SILENT: Span = Span::minutes(1);
/// One that stopped longer ago is history: whom it reached may be offered something again.
const OF_USE: Span = Span::days(21);

impl Store {
    /// The newest offer that stopped halfway, its process ended or the file busy; none when it was offered to all.
    pub fn stopped_offer(&self, now: Time) -> Result<Option<StoppedOffer>, StoreError> {
        let sql = "select at, operator, segment, text, planned, made from offers \
             where ended_at is null and touched_at < $1 and at > $2 order by at desc, id desc limit 1";
        prepare(&self.conn, sql)?
            .query_row(((now - SILENT).0, (now - OF_USE).0), |row| {
                Ok(StoppedOffer {
                    at: Time(row.get(0)?),
                    operator: row.get(1)?,
                    segment: row.get(2)?,
                    text: row.get(3)?,
                    planned: row.get(4)?,
                    made: row.get(5)?,
                })
            })
            .optional()
    }

    /// When the last offer that waits is to leave; none when none waits.
    pub fn last_offer_leaves(&self) -> Result<Option<Time>, StoreError> {
        let sql = "select max(not_before) from messages where state = 1 and state in (1, 4, 6, 8) and kind = 'offer'";
        let at = prepare(&self.conn, sql)?.query_row((), |row| row.get::<Option<i64>>(0))?;
        Ok(at.map(Time))
    }
}

impl Tx<'_> {
    /// Keeps that an offer to a number of a segment begins; one to the same that stopped before is over with that.
    pub fn begin_offer(&self, operator: &str, segment: &str, text: &str, planned: usize) -> Result<i64, StoreError> {
        let now = self.now().0;
        prepare(
            &self.conn,
            "update offers set ended_at = $1 where ended_at is null and segment = $2",
        )?
        .later((now, segment))?;
        let planned = i64::try_from(planned).unwrap_or(i64::MAX);
        prepare(
            &self.conn,
            "insert into offers (at, operator, segment, text, planned, touched_at) values ($1, $2, $3, $4, $5, $6)",
        )?
        .insert(vals![now, operator, segment, text, planned, now])
    }

    /// One more was put into the outbox.
    pub fn offer_made(&self, id: i64) -> Result<(), StoreError> {
        let sql = "update offers set made = made + 1, touched_at = $1 where id = $2";
        prepare(&self.conn, sql)?.later((self.now().0, id))?;
        Ok(())
    }

    /// It was offered to all who may be offered it, or taken back before.
    pub fn end_offer(&self, id: i64) -> Result<(), StoreError> {
        prepare(&self.conn, "update offers set ended_at = $1 where id = $2")?.later((self.now().0, id))?;
        Ok(())
    }
}
