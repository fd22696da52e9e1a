//! The feeds orders come by: how far each was read, how it fares, what of it is to be explained.

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::order_feed::FeedFailing;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedFile;
use crate::domain::order_feed::FeedReject;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::FeedWord;
use crate::domain::order_feed::LostFeed;
use crate::domain::order_feed::ToldBody;
use crate::domain::order_feed::UnreadFeedFile;
use crate::domain::reject::Reject;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How long what a machine tells in the same words is the same once more.
const TOLD_AGAIN: Span = Span::days(1);
/// How long a file that was taken is known again.
const FILES_KNOWN: Span = Span::days(400);
/// How many rejects of a feed are shown.
const MOST_REJECTS: i64 = 20;
/// A file of which not all could be read is shown for so long.
const UNREAD_SHOWN: Span = Span::days(30);
/// The imports in which orders of a feed were rejected, `$1` and `$2` being the feed: its own, and those of files of which
/// not all could be read.
const OF_FEED: &str = "select import_id from order_feeds where name = $1 union all \
     select import_id from order_feed_files where feed = $2 and why is not null and import_id is not null";

/// How asking a carrier fares is kept beside the feeds.
fn is_carrier(name: &str) -> bool {
    Carrier::ALL.iter().any(|carrier| carrier.feed_name() == name)
}

impl Store {
    /// How a feed fares.
    pub fn feed_state(&self, name: &str) -> Result<FeedState, StoreError> {
        let sql = "select cursor, revision, tried_at, ok_at, reached_at, new_at, created, failed_since, failed_fault, \
               failed_said, failed_times, next_at, paused_at, paused_by, asked_at from order_feeds where name = $1";
        let found = prepare(&self.conn, sql)?
            .query_row([name], |row| {
                let time = |at: usize| row.get::<Option<i64>>(at).map(|at| at.map(Time));
                let failing = time(7)?.map(|since| {
                    Ok::<_, StoreError>(FeedFailing {
                        since,
                        fault: FeedFault::from_int(row.get(8)?).unwrap_or(FeedFault::Stopped),
                        said: row.get::<Option<String>>(9)?.unwrap_or_default(),
                        times: row.get(10)?,
                    })
                });
                let paused_by: Option<String> = row.get(13)?;
                Ok(FeedState {
                    cursor: row.get(0)?,
                    revision: row.get(1)?,
                    tried_at: time(2)?,
                    ok_at: time(3)?,
                    reached_at: time(4)?,
                    new_at: time(5)?,
                    created: row.get(6)?,
                    failing: failing.transpose()?,
                    next_at: time(11)?,
                    paused: time(12)?.map(|at| (at, paused_by.unwrap_or_default())),
                    asked_at: time(14)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Every feed that was ever read, or has something to be written, by name; those named in `known` are left out.
    pub fn lost_feeds(&self, known: &[&str]) -> Result<Vec<LostFeed>, StoreError> {
        let sql = "select n.name, f.reached_at, (select count(*) from shop_writes w where w.feed = n.name and w.state in (1, 4)) \
               + (select count(*) from shop_writes w where w.feed = n.name and w.state in (6, 8) and w.state in (1, 4, 6, 8)) \
             from (select name from order_feeds union select feed from shop_writes \
               where state in (1, 4, 6, 8) and state > 0) n \
             left join order_feeds f on f.name = n.name order by n.name";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((), |row| {
            Ok(LostFeed {
                name: row.get(0)?,
                reached_at: row.get::<Option<i64>>(1)?.map(Time),
                writes: row.get(2)?,
            })
        })?;
        let all: Vec<LostFeed> = rows.collect::<Result<_, _>>()?;
        Ok(all
            .into_iter()
            .filter(|feed| !known.contains(&feed.name.as_str()) && !is_carrier(&feed.name))
            .collect())
    }

    /// The words of feeds' orders that nobody has explained, the oldest first.
    pub fn feed_words(&self) -> Result<Vec<FeedWord>, StoreError> {
        let sql = "select min(feed), platform, word, min(since) as began, count(*) from order_feed_words \
             group by platform, word order by began, platform, word";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((), |row| {
            Ok(FeedWord {
                feed: row.get(0)?,
                platform: row.get(1)?,
                word: row.get(2)?,
                since: Time(row.get(3)?),
                orders: row.get(4)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// What the shop said last of orders with that word, as far as it is kept, in the order of their sources and ids; those
    /// behind `after`.
    pub fn versions_of_word(
        &self,
        platform: &str,
        word: &str,
        after: (&str, &str),
        limit: i64,
    ) -> Result<Vec<(String, String, Option<String>)>, StoreError> {
        let sql = "select w.source, w.external_id, s.shop from order_feed_words w \
             left join order_sources s on s.source = w.source and s.external_id = w.external_id \
             where w.platform = $1 and w.word = $2 and (w.source, w.external_id) > ($3, $4) \
             order by w.source, w.external_id limit $5";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((platform, word, after.0, after.1, limit), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// The first rejects of a feed that nobody has mended, with their ids, and how many there are.
    pub fn feed_rejects(&self, name: &str) -> Result<(Vec<(i64, Reject)>, i64), StoreError> {
        let sql = format!(
            "select r.id, r.line, r.number, r.field, r.why, r.head, r.raw from rejects r \
             where r.seen_id in ({OF_FEED}) and r.mended_at is null order by r.id desc limit $3"
        );
        let mut select = prepare(&self.conn, &sql)?;
        let mut rows = select.query((name, name, MOST_REJECTS))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let why: String = row.get(4)?;
            // A reason a newer program wrote is none of ours to show.
            let Ok(why) = serde_json::from_str(&why) else { continue };
            let reject = Reject {
                line: u64::try_from(row.get::<i64>(1)?).unwrap_or(0),
                order: row.get(2)?,
                field: row.get(3)?,
                why,
                head: row.get(5)?,
                raw: row.get(6)?,
            };
            found.push((row.get(0)?, reject));
        }
        let sql = format!("select count(*) from rejects where seen_id in ({OF_FEED}) and mended_at is null");
        let count = prepare(&self.conn, &sql)?.query_row((name, name), |row| row.get(0))?;
        Ok((found, count))
    }

    /// One of them, whatever feed it is of; none where it was mended, or is of none.
    pub fn feed_reject(&self, id: i64) -> Result<Option<FeedReject>, StoreError> {
        let sql = "select r.line, r.number, r.field, r.why, r.head, r.raw, i.format, coalesce( \
               (select f.name from order_feeds f where f.import_id = r.seen_id order by f.name limit 1), \
               (select f.feed from order_feed_files f where f.import_id = r.seen_id order by f.feed limit 1)) \
             from rejects r join imports i on i.id = r.seen_id where r.id = $1 and r.mended_at is null";
        let found = prepare(&self.conn, sql)?
            .query_row([id], |row| {
                let why: String = row.get(3)?;
                let (Ok(why), Some(feed)) = (serde_json::from_str(&why), row.get::<Option<String>>(7)?) else {
                    return Ok(None);
                };
                Ok(Some(FeedReject {
                    id,
                    feed,
                    format: Format::from_int(row.get(6)?),
                    reject: Reject {
                        line: u64::try_from(row.get::<i64>(0)?).unwrap_or(0),
                        order: row.get(1)?,
                        field: row.get(2)?,
                        why,
                        head: row.get(4)?,
                        raw: row.get(5)?,
                    },
                }))
            })
            .optional()?;
        Ok(found.flatten())
    }

    /// Files of a feed of which not all could be read and that nobody has put in again, the newest first: those of the last
    /// weeks, and no more than can be shown.
    pub fn unread_feed_files(&self, name: &str, now: Time) -> Result<Vec<UnreadFeedFile>, StoreError> {
        let sql = "select f.name, f.at, f.why from order_feed_files f \
             where f.feed = $1 and f.why is not null and f.at > $2 \
               and (f.import_id is null or exists (select 1 from rejects r \
                 where r.seen_id = f.import_id and r.mended_at is null)) \
             union all select null, at, why from order_feed_inbox where feed = $3 and why is not null and at > $4 \
             order by 2 desc, 1 limit $5";
        let mut select = prepare(&self.conn, sql)?;
        let since = (now - UNREAD_SHOWN).0;
        let rows = select.query_map((name, since, name, since, MOST_REJECTS), |row| {
            Ok(UnreadFeedFile {
                name: row.get::<Option<String>>(0)?.unwrap_or_default(),
                at: Time(row.get(1)?),
                why: row.get(2)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// What machines told of a feed's orders and waits, the oldest first.
    pub fn waiting_feed_body(&self, feed: &str) -> Result<Option<ToldBody>, StoreError> {
        let sql = "select id, at, body from order_feed_inbox where feed = $1 and why is null order by id limit 1";
        prepare(&self.conn, sql)?
            .query_row([feed], |row| {
                Ok(ToldBody {
                    id: row.get(0)?,
                    at: Time(row.get(1)?),
                    body: row.get(2)?,
                })
            })
            .optional()
    }

    /// When a file of that digest was taken whole.
    pub fn feed_file(&self, feed: &str, digest: &str) -> Result<Option<Time>, StoreError> {
        let sql = "select at from order_feed_files where feed = $1 and digest = $2 and why is null";
        prepare(&self.conn, sql)?
            .query_row((feed, digest), |row| row.get(0).map(Time))
            .optional()
    }
}

impl Tx<'_> {
    /// The one import all orders of a feed are counted in; none before the first.
    pub fn feed_import(&self, feed: &str) -> Result<Option<ImportId>, StoreError> {
        let sql = "select import_id from order_feeds where name = $1 and import_id is not null";
        prepare(&self.conn, sql)?
            .query_row([feed], |row| row.get(0).map(ImportId))
            .optional()
    }

    /// All orders of a feed are counted in that import from now on.
    pub fn set_feed_import(&self, feed: &str, import: ImportId) -> Result<(), StoreError> {
        let sql = "insert into order_feeds (name, import_id) values ($1, $2) \
             on conflict (name) do update set import_id = excluded.import_id";
        prepare(&self.conn, sql)?.later((feed, import.0))?;
        Ok(())
    }

    /// A portion of a feed was taken in: how far it is read, which file that was, and in which import orders of it were
    /// rejected. A reader of another cursor writes none.
    pub fn feed_taken(&self, step: &FeedStep, created: i64, rejected: Option<ImportId>) -> Result<(), StoreError> {
        let new_at = (created > 0).then_some(self.now().0);
        if let Some(file) = &step.file {
            self.keep_feed_file(&step.feed, file, rejected, rejected.map(|_| ""))?;
        }
        if let Some(id) = step.told {
            self.end_feed_body(id, rejected.map(|_| ""))?;
        }
        let sql = "insert into order_feeds (name, created, new_at) values ($1, $2, $3) \
             on conflict (name) do update set created = order_feeds.created + excluded.created, \
               new_at = coalesce(excluded.new_at, order_feeds.new_at)";
        prepare(&self.conn, sql)?.later((&step.feed, created, new_at))?;
        if let Some(cursor) = &step.cursor {
            let sql = "update order_feeds set cursor = $1, revision = revision + 1 where name = $2 and revision = $3";
            prepare(&self.conn, sql)?.later((cursor, &step.feed, step.revision))?;
        }
        Ok(())
    }

    /// Keeps what a machine told of a feed's orders, and has it taken in at once; what was taken before changes nothing.
    pub fn keep_feed_body(&self, feed: &str, digest: &str, body: &str) -> Result<(), StoreError> {
        let now = self.now().0;
        // Told once more by a machine that heard no answer; later it is a change that was taken back.
        if self
            .feed_file(feed, digest)?
            .is_some_and(|taken| now - taken.0 < TOLD_AGAIN.0)
        {
            return Ok(());
        }
        let sql = "insert into order_feed_inbox (feed, digest, at, body) values ($1, $2, $3, $4) \
             on conflict (feed, digest) do update set why = null";
        prepare(&self.conn, sql)?.later((feed, digest, now, body))?;
        let sql = "delete from order_feed_inbox where feed = $1 and why is not null and at < $2";
        prepare(&self.conn, sql)?.later((feed, now - UNREAD_SHOWN.0))?;
        self.ask_feed(feed)
    }

    /// What a machine told is taken, and known again; else why not all of it could be.
    pub fn end_feed_body(&self, id: i64, why: Option<&str>) -> Result<(), StoreError> {
        if let Some(why) = why {
            let sql = "update order_feed_inbox set why = $1 where id = $2";
            prepare(&self.conn, sql)?.later((why, id))?;
            return Ok(());
        }
        let sql = "insert into order_feed_files (feed, digest, at) select feed, digest, at from order_feed_inbox \
             where id = $1 on conflict (feed, digest) do update set at = excluded.at";
        prepare(&self.conn, sql)?.later([id])?;
        prepare(&self.conn, "delete from order_feed_inbox where id = $1")?.later([id])?;
        Ok(())
    }

    /// What machines told and could not be read is tried again.
    pub fn retry_feed_bodies(&self, feed: &str) -> Result<(), StoreError> {
        // What was rejected of them is rejected again, or mended.
        let sql = "update rejects set mended_at = $1 where mended_at is null \
             and seen_id in (select import_id from order_feeds where name = $2) \
             and exists (select 1 from order_feed_inbox where feed = $3 and why is not null)";
        prepare(&self.conn, sql)?.later((self.now().0, feed, feed))?;
        let sql = "update order_feed_inbox set why = null where feed = $1 and why is not null";
        prepare(&self.conn, sql)?.later([feed])?;
        Ok(())
    }

    /// A feed has another name from now on: how far it is read, what came of it and what is to be written go over. Of a feed
    /// that was read under the new name already how far that was stands.
    pub fn rename_feed(&self, from: &str, to: &str) -> Result<(), StoreError> {
        for sql in [
            "insert into order_feeds (name, cursor, import_id, tried_at, ok_at, reached_at, new_at, created) \
               select $1, cursor, import_id, tried_at, ok_at, reached_at, new_at, created from order_feeds where name = $2 \
               on conflict (name) do update set created = order_feeds.created + excluded.created",
            "insert into order_feed_files (feed, digest, at, name, import_id, why) \
               select $1, digest, at, name, import_id, why from order_feed_files where feed = $2 \
               on conflict (feed, digest) do nothing",
            "insert into order_feed_inbox (feed, digest, at, body, why) \
               select $1, digest, at, body, why from order_feed_inbox where feed = $2 on conflict (feed, digest) do nothing",
            "update order_feed_words set feed = $1 where feed = $2",
            "update shop_writes set feed = $1 where feed = $2",
        ] {
            prepare(&self.conn, sql)?.later((to, from))?;
        }
        self.forget_feed(from)
    }

    /// What was kept of a feed is not needed any more; its orders stay.
    pub fn forget_feed(&self, name: &str) -> Result<(), StoreError> {
        for sql in [
            "delete from order_feeds where name = $1",
            "delete from order_feed_files where feed = $1",
            "delete from order_feed_inbox where feed = $1",
            "update shop_writes set state = 2 where feed = $1 and state in (1, 4, 6, 8)",
        ] {
            prepare(&self.conn, sql)?.later([name])?;
        }
        Ok(())
    }

    /// An order that could not be read waits no longer, however often its text comes again, nor what was told of a feed of which
    /// no order does; false where there is none.
    pub fn settle_feed_reject(&self, id: i64) -> Result<bool, StoreError> {
        let sql = "update rejects set mended_at = coalesce(mended_at, $1), settled = 1 where id = $2";
        let settled = prepare(&self.conn, sql)?.execute((self.now().0, id))? > 0;
        let sql = "delete from order_feed_inbox where why = '' and feed in ( \
               select f.name from order_feeds f join rejects r on r.seen_id = f.import_id where r.id = $1 \
                 and not exists (select 1 from rejects o where o.seen_id = f.import_id and o.mended_at is null))";
        prepare(&self.conn, sql)?.later([id])?;
        Ok(settled)
    }

    /// Nothing of a file could be read, and why.
    pub fn feed_file_unread(&self, feed: &str, file: &FeedFile, why: &str) -> Result<(), StoreError> {
        self.keep_feed_file(feed, file, None, Some(why))
    }

    /// A file came; what stood in the way of another of its name is over.
    fn keep_feed_file(
        &self,
        feed: &str,
        file: &FeedFile,
        rejected: Option<ImportId>,
        why: Option<&str>,
    ) -> Result<(), StoreError> {
        let now = self.now().0;
        let sql =
            "delete from order_feed_files where feed = $1 and why is not null and import_id is null and name = $2";
        prepare(&self.conn, sql)?.later((feed, &file.name))?;
        let sql = "insert into order_feed_files (feed, digest, at, name, import_id, why) values ($1, $2, $3, $4, $5, $6) \
             on conflict (feed, digest) do update set at = excluded.at, name = excluded.name, \
               import_id = excluded.import_id, why = excluded.why";
        let import = rejected.map(|id| id.0);
        prepare(&self.conn, sql)?.later((feed, &file.digest, now, &file.name, import, why))?;
        let sql = "delete from order_feed_files where feed = $1 and at < $2";
        prepare(&self.conn, sql)?.later((feed, now - FILES_KNOWN.0))?;
        Ok(())
    }

    /// A feed answered well; `reached` when all it had until then was taken.
    pub fn feed_works(&self, feed: &str, next: Time, reached: Option<Time>) -> Result<(), StoreError> {
        let now = self.now().0;
        let sql = "insert into order_feeds (name, tried_at, ok_at, next_at, reached_at) values ($1, $2, $2, $3, $4) \
             on conflict (name) do update set tried_at = excluded.tried_at, ok_at = excluded.ok_at, \
               next_at = excluded.next_at, reached_at = coalesce(excluded.reached_at, order_feeds.reached_at), \
               failed_since = null, failed_fault = null, failed_said = null, failed_times = 0, \
               asked_at = case when order_feeds.asked_at > $5 then order_feeds.asked_at end";
        // What somebody asked for while it was read is still to be done.
        prepare(&self.conn, sql)?.later((
            feed,
            now,
            next.0,
            reached.map(|at| at.0),
            reached.map_or(now, |at| at.0),
        ))?;
        Ok(())
    }

    /// A feed that was asked at `began` brings nothing, since when first and how many times in a row.
    pub fn feed_failed(&self, feed: &str, trouble: &FeedTrouble, next: Time, began: Time) -> Result<(), StoreError> {
        let now = self.now().0;
        let sql = "insert into order_feeds (name, tried_at, next_at, failed_since, failed_fault, failed_said, failed_times) \
             values ($1, $2, $3, $2, $4, $5, 1) on conflict (name) do update set tried_at = excluded.tried_at, \
               next_at = excluded.next_at, failed_since = coalesce(order_feeds.failed_since, excluded.failed_since), \
               failed_fault = excluded.failed_fault, failed_said = excluded.failed_said, \
               failed_times = order_feeds.failed_times + 1, \
               asked_at = case when order_feeds.asked_at > $6 then order_feeds.asked_at end";
        let trouble = (trouble.fault.int(), &trouble.said);
        prepare(&self.conn, sql)?.later((feed, now, next.0, trouble.0, trouble.1, began.0))?;
        Ok(())
    }

    /// Leaves a feed alone, or no more.
    pub fn pause_feed(&self, feed: &str, by: Option<&str>) -> Result<(), StoreError> {
        let now = by.map(|_| self.now().0);
        let sql = "insert into order_feeds (name, paused_at, paused_by) values ($1, $2, $3) \
             on conflict (name) do update set paused_at = excluded.paused_at, paused_by = excluded.paused_by";
        prepare(&self.conn, sql)?.later((feed, now, by))?;
        Ok(())
    }

    /// Somebody wants a feed asked now.
    pub fn ask_feed(&self, feed: &str) -> Result<(), StoreError> {
        let sql = "insert into order_feeds (name, asked_at) values ($1, $2) \
             on conflict (name) do update set asked_at = excluded.asked_at";
        prepare(&self.conn, sql)?.later((feed, self.now().0))?;
        Ok(())
    }

    /// Something changed at a feed; one that fails is asked when it is its time all the same.
    pub fn nudge_feed(&self, feed: &str) -> Result<(), StoreError> {
        let sql = "insert into order_feeds (name, asked_at) values ($1, $2) \
             on conflict (name) do update set asked_at = excluded.asked_at where order_feeds.failed_since is null";
        prepare(&self.conn, sql)?.later((feed, self.now().0))?;
        Ok(())
    }

    /// Keeps where asking goes on, whatever was kept before.
    pub fn keep_feed_cursor(&self, feed: &str, cursor: Option<&str>) -> Result<(), StoreError> {
        let sql = "insert into order_feeds (name, cursor) values ($1, $2) on conflict (name) do update set \
             cursor = excluded.cursor, revision = order_feeds.revision + 1";
        prepare(&self.conn, sql)?.later((feed, cursor))?;
        Ok(())
    }

    /// Reads a feed from its beginning again: what a word means now, or a reject that was mended there, comes in.
    pub fn forget_feed_cursor(&self, feed: &str) -> Result<(), StoreError> {
        let sql = "update order_feeds set cursor = null, revision = revision + 1 where name = $1";
        prepare(&self.conn, sql)?.later([feed])?;
        Ok(())
    }

    /// An order came with a word nobody has explained.
    pub fn add_feed_word(&self, step: &FeedStep, platform: &str, order: &IncomingOrder) -> Result<(), StoreError> {
        let sql = "insert into order_feed_words (source, external_id, feed, platform, word, since) \
             values ($1, $2, $3, $4, $5, $6) on conflict (source, external_id) do update set feed = excluded.feed, \
               platform = excluded.platform, word = excluded.word";
        prepare(&self.conn, sql)?.later((
            order.kept_source(),
            &order.external_id,
            &step.feed,
            platform,
            &order.status_word,
            self.now().0,
        ))?;
        Ok(())
    }

    /// An order stands by a word that is known.
    pub fn end_feed_word(&self, order: &IncomingOrder) -> Result<(), StoreError> {
        let sql = "delete from order_feed_words where source = $1 and external_id = $2";
        prepare(&self.conn, sql)?.later((order.kept_source(), &order.external_id))?;
        Ok(())
    }

    /// Whether any order waits for a word to be explained.
    pub fn has_feed_words(&self) -> Result<bool, StoreError> {
        prepare(&self.conn, "select exists (select 1 from order_feed_words)")?.query_row((), |row| row.get(0))
    }

    /// A word is explained.
    pub fn feed_word_explained(&self, platform: &str, word: &str) -> Result<(), StoreError> {
        let sql = "delete from order_feed_words where platform = $1 and word = $2";
        prepare(&self.conn, sql)?.later((platform, word))?;
        Ok(())
    }
}
