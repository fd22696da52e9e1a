//! What is known of the channels of the settings, by all who work on the file: why one rests, how far its mailbox was read.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use crate::domain::sending::ChannelRest;
use crate::domain::time::Time;

impl Store {
    /// The channels that rest, by name.
    pub fn channel_rests(&self) -> Result<Vec<ChannelRest>, StoreError> {
        let sql = "select name, rests_since, rests_why from channels where rests_since is not null order by name";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((), |row| {
            Ok(ChannelRest {
                channel: row.get(0)?,
                since: Time(row.get(1)?),
                why: row.get::<Option<String>>(2)?.unwrap_or_default(),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// How far a channel's mailbox was read: what its server calls this count of letters, and the next one's number.
    pub fn mailbox(&self, channel: &str) -> Result<Option<(i64, i64)>, StoreError> {
        let sql = "select uid_validity, uid_next from channels where name = $1 and uid_validity is not null";
        let mut select = prepare(&self.conn, sql)?;
        select
            .query_row([channel], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
    }
}

impl Tx<'_> {
    /// Says why a channel rests, since when first; or that it does no more.
    pub fn rest_channel(&self, channel: &str, why: Option<&str>) -> Result<(), StoreError> {
        let since = why.map(|_| self.now().0);
        prepare(
            &self.conn,
            "insert into channels (name, rests_since, rests_why) values ($1, $2, $3) on conflict (name) do update set \
               rests_since = case when excluded.rests_since is null then null \
                 else coalesce(channels.rests_since, excluded.rests_since) end, \
               rests_why = excluded.rests_why",
        )?
        .execute((channel, since, why))?;
        Ok(())
    }

    /// Keeps how far a channel's mailbox was read.
    pub fn set_mailbox(&self, channel: &str, uid_validity: i64, uid_next: i64) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into channels (name, uid_validity, uid_next) values ($1, $2, $3) on conflict (name) do update set \
               uid_validity = excluded.uid_validity, uid_next = excluded.uid_next",
        )?
        .execute((channel, uid_validity, uid_next))?;
        Ok(())
    }
}
