//! The feeds orders come by: who reads them, how they fare, what somebody wants of them.

use std::sync::atomic::AtomicBool;

use super::Desk;
use super::error::DeskError;
use super::import::ImportOptions;
use super::import::ImportWatch;
use super::import::ImportedFile;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::order_feed::FeedFile;
use crate::domain::order_feed::FeedReject;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::FeedWord;
use crate::domain::order_feed::LostFeed;
use crate::domain::order_feed::ToldBody;
use crate::domain::order_feed::UnreadFeedFile;
use crate::domain::reject::Reject;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::Tx;
use crate::text::sha256;

/// Who reads the feeds: one process of all that work on the file.
const FEEDS: &str = "feeds";
/// So long, without a renewal: a process that ended without a word is replaced then.
const HELD_FOR: Span = Span::seconds(25);
/// How many orders are looked at at once.
const EXPLAINED: i64 = 200;

impl Desk {
    /// Takes or renews the lease of who reads the feeds; false while another process has it, or where this
    /// one does no work by itself.
    pub fn lease_feeds(&mut self) -> Result<bool, DeskError> {
        self.lease_if_working(FEEDS, HELD_FOR)
    }

    /// Gives it back.
    pub fn end_feeds(&mut self) -> Result<(), DeskError> {
        self.end_lease(FEEDS)
    }

    /// How a feed fares.
    pub fn feed_state(&self, name: &str) -> Result<FeedState, DeskError> {
        Ok(self.store.feed_state(name)?)
    }

    /// The words of status nobody has explained.
    pub fn feed_words(&self) -> Result<Vec<FeedWord>, DeskError> {
        Ok(self.store.feed_words()?)
    }

    /// The newest rejects of a feed, with their ids, and how many there are.
    pub fn feed_rejects(&self, name: &str) -> Result<(Vec<(i64, Reject)>, i64), DeskError> {
        Ok(self.store.feed_rejects(name)?)
    }

    /// Feeds that the file knows and the settings do not: they were renamed, or are gone.
    pub fn lost_feeds(&self) -> Result<Vec<LostFeed>, DeskError> {
        let known: Vec<&str> = self.settings.feeds.iter().map(|feed| feed.name.as_str()).collect();
        Ok(self.store.lost_feeds(&known)?)
    }

    /// What the file knows of a feed is another's from now on; none: nobody's.
    pub fn rename_feed(&mut self, from: &str, to: Option<&str>) -> Result<(), DeskError> {
        self.of_feed(|tx| match to {
            Some(to) => tx.rename_feed(from, to),
            None => tx.forget_feed(from),
        })
    }

    /// An order of a feed that could not be read and waits.
    pub fn feed_reject(&self, id: i64) -> Result<Option<FeedReject>, DeskError> {
        Ok(self.store.feed_reject(id)?)
    }

    /// It waits no longer: it was taken in in other words, or nobody wants it; false where there is none.
    pub fn settle_feed_reject(&mut self, id: i64) -> Result<bool, DeskError> {
        let mut settled = false;
        self.of_feed(|tx| {
            settled = tx.settle_feed_reject(id)?;
            Ok(())
        })?;
        Ok(settled)
    }

    /// Files of a feed of which not all could be read and that nobody has put in again, the newest first.
    pub fn unread_feed_files(&self, name: &str) -> Result<Vec<UnreadFeedFile>, DeskError> {
        Ok(self.store.unread_feed_files(name, self.now())?)
    }

    /// Nothing of a file could be read, and why.
    pub fn feed_file_unread(&mut self, feed: &str, file: &FeedFile, why: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.feed_file_unread(feed, file, why))
    }

    /// When a file of that digest was taken whole.
    pub fn feed_file(&self, feed: &str, digest: &str) -> Result<Option<Time>, DeskError> {
        Ok(self.store.feed_file(feed, digest)?)
    }

    /// A feed answered well and is asked again at `next`; `reached` when all it had until then was taken.
    pub fn feed_works(&mut self, feed: &str, next: Time, reached: Option<Time>) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.feed_works(feed, next, reached))
    }

    /// A feed that was asked at `began` brings nothing, and is asked again at `next`.
    pub fn feed_failed(&mut self, feed: &str, trouble: &FeedTrouble, next: Time, began: Time) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.feed_failed(feed, trouble, next, began))
    }

    /// Leaves a feed alone until it is told otherwise, or no more.
    pub fn pause_feed(&mut self, feed: &str, is_paused: bool) -> Result<(), DeskError> {
        let by = self.who.operator.clone();
        self.of_feed(|tx| tx.pause_feed(feed, is_paused.then_some(by.as_str())))
    }

    /// Has a feed asked now, by the process that reads it.
    pub fn ask_feed(&mut self, feed: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.ask_feed(feed))
    }

    /// Has a feed asked now that something changed at, unless it fails: then it is asked when it is its time.
    pub fn nudge_feed(&mut self, feed: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.nudge_feed(feed))
    }

    /// Keeps what a machine told by itself of a feed's orders.
    pub fn keep_feed_body(&mut self, feed: &str, digest: &str, body: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.keep_feed_body(feed, digest, body))
    }

    /// Keeps letters that came, together with how far their mailbox is read.
    pub fn keep_feed_bodies(&mut self, step: &FeedStep, bodies: &[String]) -> Result<(), DeskError> {
        self.of_feed(|tx| {
            for body in bodies {
                tx.keep_feed_body(&step.feed, &sha256(body.as_bytes()), body)?;
            }
            tx.feed_taken(step, 0, None)
        })
    }

    /// A letter that was kept is no order but says something else: of a customer it is to be answered (R39).
    pub fn feed_question(&mut self, id: i64, from: &str, text: &str) -> Result<(), DeskError> {
        self.as_operator(None, |desk| {
            let write = DeskTx::begin(desk)?;
            write.tx.end_feed_body(id, None)?;
            let known = write.tx.customers_by_contact(from)?.first().copied();
            let Some(customer) = known.map(|id| write.tx.customer(id)).transpose()?.flatten() else {
                return Ok(write.tx.commit()?);
            };
            let text = text.trim().to_owned();
            write.finish(&Action::Wrote { text }, None, &customer, Vec::new())?;
            Ok(())
        })
    }

    /// What a machine told of a feed's orders and waits, the oldest first.
    pub fn waiting_feed_body(&self, feed: &str) -> Result<Option<ToldBody>, DeskError> {
        Ok(self.store.waiting_feed_body(feed)?)
    }

    /// Nothing of what a machine told could be read, and why.
    pub fn feed_body_unread(&mut self, id: i64, why: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.end_feed_body(id, Some(why)))
    }

    /// Does what somebody wants of a feed.
    pub fn touch_feed(&mut self, feed: &str, touch: FeedTouch) -> Result<(), DeskError> {
        match touch {
            FeedTouch::Ask => self.ask_feed(feed),
            FeedTouch::Pause => self.pause_feed(feed, true),
            FeedTouch::Resume => self.pause_feed(feed, false),
            FeedTouch::Again => self.reread_feed(feed),
        }
    }

    /// Has a feed read from its beginning, and what could not be read tried again, as soon as may be: what it brings again
    /// changes nothing.
    pub fn reread_feed(&mut self, feed: &str) -> Result<(), DeskError> {
        self.of_feed(|tx| {
            tx.forget_feed_cursor(feed)?;
            tx.retry_feed_bodies(feed)?;
            tx.ask_feed(feed)
        })
    }

    /// A word of status has a meaning now: orders that were taken for new stand as it says.
    pub fn explain_feed_word(&mut self, word: &FeedWord, means: ShopStatus) -> Result<(), DeskError> {
        let file = ImportedFile {
            name: word.feed.clone(),
            format: Format::Json,
            source: word.platform.clone(),
            platform: word.platform.clone(),
        };
        let step = FeedStep {
            feed: word.feed.clone(),
            ..FeedStep::default()
        };
        let mut after = (String::new(), String::new());
        loop {
            let after_now = (after.0.as_str(), after.1.as_str());
            let found = self
                .store
                .versions_of_word(&word.platform, &word.word, after_now, EXPLAINED)?;
            let Some((source, id, _)) = found.last() else { break };
            after = (source.clone(), id.clone());
            let orders = found.into_iter().filter_map(|(_, _, shop)| {
                let mut order: IncomingOrder = serde_json::from_str(&shop?).ok()?;
                order.status = means;
                Some(Ok(Item::Order(Box::new(order))))
            });
            let mut watch = ImportWatch {
                stop: &AtomicBool::new(false),
                progress: &mut |_| (),
            };
            self.import_step(
                &file,
                ImportOptions::default(),
                Some(&step),
                &mut orders.into_iter(),
                &mut watch,
            )?;
        }
        self.of_feed(|tx| tx.feed_word_explained(&word.platform, &word.word))
    }

    /// How far a feed is read, where it brought nothing.
    pub fn feed_read_on(&mut self, step: &FeedStep, created: i64) -> Result<(), DeskError> {
        self.of_feed(|tx| tx.feed_taken(step, created, None))
    }

    fn of_feed(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<(), StoreError>) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        work(&write.tx)?;
        Ok(write.tx.commit()?)
    }
}
