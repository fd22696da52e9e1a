//! What is known of the channels of the settings, by all who work on the file: why one rests, how far its mailbox was read.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::sources::source_of_message;
use crate::domain::message::Channel;
use crate::domain::message::MessageState;
use crate::domain::sending::ChannelNews;
use crate::domain::sending::ChannelRest;
use crate::domain::sending::FolderMark;
use crate::domain::sending::MailboxState;
use crate::domain::sending::OpenBy;
use crate::domain::sending::SendOutcome;
use crate::domain::time::Time;
use std::collections::HashMap;

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

    /// What is known of the channels, by name.
    pub fn channel_news(&self) -> Result<Vec<ChannelNews>, StoreError> {
        let sql =
            "select name, rests_since, rests_why, failed_at, failed_why, heard_at, heard from channels order by name";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((), |row| {
            let told = |at: Option<i64>, why: Option<String>| at.map(|at| (Time(at), why.unwrap_or_default()));
            let heard: Option<i64> = row.get(6)?;
            let heard = heard.and_then(MessageState::from_int);
            Ok(ChannelNews {
                channel: row.get(0)?,
                rests: told(row.get(1)?, row.get(2)?),
                failed: told(row.get(3)?, row.get(4)?),
                heard: row.get::<Option<i64>>(5)?.map(Time).zip(heard),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// How many messages have left by a channel since `from` and stand so now.
    pub fn sent_by(&self, channel: &str, state: MessageState, from: Time) -> Result<i64, StoreError> {
        let sql = "select count(*) from messages where via = $1 and state = $2 and sent_at >= $3";
        prepare(&self.conn, sql)?.query_row((channel, state.int(), from.0), |row| row.get(0))
    }

    /// How many messages wait, failed or are held, by what would carry them.
    pub fn open_by_channel(&self) -> Result<Vec<OpenBy>, StoreError> {
        let sql = concat!(
            "select m.channel, ",
            source_of_message!(),
            ", m.state from messages m where m.state in (1, 4, 6, 8)"
        );
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query(())?;
        let mut counts: HashMap<(i64, Option<String>, i64), i64> = HashMap::new();
        while let Some(row) = rows.next()? {
            if let Some(channel) = row.get::<Option<i64>>(0)? {
                *counts.entry((channel, row.get(1)?, row.get(2)?)).or_default() += 1;
            }
        }
        let open = counts.into_iter().filter_map(|((channel, source, state), count)| {
            Some(OpenBy {
                channel: Channel::from_int(channel)?,
                source,
                state: MessageState::from_int(state)?,
                count,
            })
        });
        Ok(open.collect())
    }

    /// How far a channel's mailbox was read.
    pub fn mailbox(&self, channel: &str) -> Result<Option<FolderMark>, StoreError> {
        let sql = "select uid_validity, uid_next from channels where name = $1 and uid_validity is not null";
        let mark = prepare(&self.conn, sql)?
            .query_row([channel], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)))
            .optional()?;
        Ok(mark.and_then(|(validity, next)| {
            Some(FolderMark {
                validity: u32::try_from(validity).ok()?,
                next: u32::try_from(next).ok()?,
            })
        }))
    }

    /// How a channel's mailbox fares.
    pub fn mailbox_state(&self, channel: &str) -> Result<MailboxState, StoreError> {
        let sql = "select mailbox_read_at, mailbox_failed_since, mailbox_failed_why, mailbox_strangers from channels \
             where name = $1";
        let found = prepare(&self.conn, sql)?
            .query_row([channel], |row| {
                let since = row.get::<Option<i64>>(1)?.map(Time);
                let why: Option<String> = row.get(2)?;
                Ok(MailboxState {
                    read_at: row.get::<Option<i64>>(0)?.map(Time),
                    trouble: since.map(|since| (since, why.unwrap_or_default())),
                    strangers: row.get(3)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Says why a channel rests, since when first; or that it does no more.
    pub fn rest_channel(&self, channel: &str, why: Option<&str>) -> Result<(), StoreError> {
        let since = why.map(|_| self.now().0);
        prepare(
            &self.conn,
            "insert into channels (name, rests_since, rests_why, failed_at, failed_why) values ($1, $2, $3, $2, $3) \
             on conflict (name) do update set \
               rests_since = case when excluded.rests_since is null then null \
                 else coalesce(channels.rests_since, excluded.rests_since) end, \
               rests_why = excluded.rests_why, failed_at = coalesce(excluded.failed_at, channels.failed_at), \
               failed_why = coalesce(excluded.failed_why, channels.failed_why)",
        )?
        .later((channel, since, why))?;
        Ok(())
    }

    /// A channel did not take one message, and takes others.
    pub fn note_refused(&self, channel: &str, why: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into channels (name, failed_at, failed_why) values ($1, $2, $3) on conflict (name) do update set \
               failed_at = excluded.failed_at, failed_why = excluded.failed_why",
        )?
        .later((channel, self.now().0, why))?;
        Ok(())
    }

    /// It was heard how a message stands that a channel took.
    pub fn note_heard(&self, channel: &str, state: MessageState) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into channels (name, heard_at, heard) values ($1, $2, $3) on conflict (name) do update set \
               heard_at = excluded.heard_at, heard = excluded.heard",
        )?
        .later((channel, self.now().0, state.int()))?;
        Ok(())
    }

    /// What became of a try says whether a channel takes messages: whichever process wrote down that it does not.
    pub fn channel_fares(&self, channel: &str, outcome: &SendOutcome) -> Result<(), StoreError> {
        match outcome {
            SendOutcome::Later { why } | SendOutcome::Unknown { why } => self.rest_channel(channel, Some(why)),
            SendOutcome::Accepted { .. } | SendOutcome::Refused { .. } | SendOutcome::Deferred { .. } => {
                let sql = "update channels set rests_since = null, rests_why = null \
                     where name = $1 and rests_since is not null";
                prepare(&self.conn, sql)?.later([channel])?;
                Ok(())
            }
        }
    }

    /// Keeps how far a channel's mailbox was read, and that it can be.
    pub fn set_mailbox(&self, channel: &str, mark: FolderMark, strangers: usize) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into channels (name, uid_validity, uid_next, mailbox_read_at, mailbox_strangers) \
             values ($1, $2, $3, $4, $5) on conflict (name) do update set uid_validity = excluded.uid_validity, \
               uid_next = excluded.uid_next, mailbox_read_at = excluded.mailbox_read_at, mailbox_failed_since = null, \
               mailbox_failed_why = null, mailbox_strangers = channels.mailbox_strangers + excluded.mailbox_strangers",
        )?
        .later((
            channel,
            i64::from(mark.validity),
            i64::from(mark.next),
            self.now().0,
            i64::try_from(strangers).unwrap_or(i64::MAX),
        ))?;
        Ok(())
    }

    /// Says why a channel's mailbox cannot be read, since when first.
    pub fn mailbox_failed(&self, channel: &str, why: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "insert into channels (name, mailbox_failed_since, mailbox_failed_why) values ($1, $2, $3) \
             on conflict (name) do update set \
               mailbox_failed_since = coalesce(channels.mailbox_failed_since, excluded.mailbox_failed_since), \
               mailbox_failed_why = excluded.mailbox_failed_why",
        )?
        .later((channel, self.now().0, why))?;
        Ok(())
    }
}
