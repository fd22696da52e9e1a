//! One import from begin to end: batches, counters, rejects.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::BrokenOff;
use super::ImportEnd;
use super::ImportMode;
use super::ImportOptions;
use super::ImportWatch;
use super::Imported;
use super::ImportedFile;
use super::Noticed;
use super::options::Came;
use super::options::KEPT;
use super::orders::Batch;
use super::read_ahead::AHEAD;
use super::version::ReadItem;
use crate::desk::Desk;
use crate::desk::doctor::WORK;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::ImportId;
use crate::domain::item::Item;
use crate::domain::order_feed::FeedStep;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::NewImport;
use crate::store::meta::BASE;
use crate::store::meta::moment;

/// How many items one transaction takes while somebody works beside it: no key waits long for the file.
const BESIDE: usize = 200;
/// Likewise while nobody does. Who begins to waits for one of these, once.
const ALONE: usize = 2_000;
/// One takes no fewer, however slow: each has a beginning and an end of its own.
const FEWEST: usize = 10;
/// From that number of new orders on others are to be looked for otherwise; then from four times as many.
const GROWN: i64 = 500;

impl Desk {
    /// Takes in the orders or people of one file; a dry run does the same and takes every batch back.
    pub fn import<I: Into<ReadItem>>(
        &mut self,
        file: &ImportedFile,
        options: ImportOptions,
        items: &mut dyn Iterator<Item = Result<I, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        self.import_step(file, options, None, items, watch)
    }

    /// Likewise what a feed brought; how far the feed is read is written down with the last of it, or not at all.
    pub fn import_step<I: Into<ReadItem>>(
        &mut self,
        file: &ImportedFile,
        options: ImportOptions,
        step: Option<&FeedStep>,
        items: &mut dyn Iterator<Item = Result<I, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        let imported = self.import_in_batches(file, options, step, items, watch);
        let given_back = self.store.make_room(false);
        let imported = imported?;
        given_back?;
        Ok(imported)
    }

    fn import_in_batches<I: Into<ReadItem>>(
        &mut self,
        file: &ImportedFile,
        options: ImportOptions,
        step: Option<&FeedStep>,
        items: &mut dyn Iterator<Item = Result<I, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        let mut counts = ImportCounts::default();
        let mut id = None;
        let mut noticed = Noticed::default();
        let mut seen = Seen::default();
        let mut company = Company::default();
        let (mut found, mut end) = (VecDeque::new(), None);
        let (mut pace, mut grown) = (FEWEST, GROWN);
        loop {
            if found.is_empty() {
                // The transaction opens when its items are there: nobody waits for the parser behind it.
                let most = company.look(self)?;
                self.store.make_room(most == ALONE)?;
                (found, end) = next_batch(items, most, watch.stop);
            }
            self.store
                .announce("import", 0, &[id.map_or(0, |ImportId(id)| id).into()], self.now());
            let write = DeskTx::begin(self)?;
            let import = match id {
                Some(import) => import,
                None => begin(&write, file, step)?,
            };
            let mut batch = Batch::new(write, import, file, step, options)?;
            let (mut taken, mut ahead) = (0, 0);
            loop {
                if taken == ahead {
                    // What one write does not get to is asked again by the next.
                    batch.read_ahead(found.iter().take(pace))?;
                    ahead += pace;
                    pace = (pace * 2).min(AHEAD);
                }
                let Some(read) = found.pop_front() else { break };
                let again = match options.mode {
                    ImportMode::Write => None,
                    ImportMode::DryRun => seen.again(&read),
                };
                match again {
                    Some(came) => came.count(&mut counts),
                    None => batch.take(read, &mut counts)?,
                }
                taken += 1;
                if taken >= FEWEST && batch.is_long() {
                    pace = taken.min(AHEAD);
                    break;
                }
            }
            // What is left of the items goes into another write, and the end behind it.
            let end = end.filter(|_| found.is_empty());
            match options.mode {
                ImportMode::Write => {
                    noticed.add(batch.finish(&counts, end)?);
                    id = Some(import);
                }
                ImportMode::DryRun => noticed.add(batch.take_back()),
            }
            (watch.progress)(&counts);
            if let Some(end) = end {
                let is_whole = step.is_none_or(|step| step.file.is_some());
                if end != ImportEnd::Stopped && options.mode == ImportMode::Write && is_whole {
                    self.forget_versions()?;
                }
                return Ok(Imported {
                    id,
                    counts,
                    noticed,
                    end,
                });
            }
            self.store.give_way();
            if options.mode == ImportMode::Write && counts.created >= grown {
                self.store.look_at_sizes(counts.created);
                grown = counts.created * 4;
            }
        }
    }

    /// When a file of these bytes was first taken in, or looked at now; a dry run keeps nothing.
    pub fn first_seen(&mut self, digest: &str, mode: ImportMode) -> Result<Time, DeskError> {
        let key = format!("{BASE}{digest}");
        let now = self.clock.now();
        if let Some(seen) = moment(&self.store, &key)? {
            return Ok(seen);
        }
        if mode == ImportMode::Write {
            let tx = self.store.write(now)?;
            tx.set_meta(&key, &now.0.to_string())?;
            tx.commit()?;
        }
        Ok(now)
    }

    /// What the shop said of long finished orders is not needed any more.
    pub fn forget_versions(&mut self) -> Result<(), DeskError> {
        let now = self.clock.now();
        loop {
            let tx = self.store.write(now)?;
            let forgotten = tx.forget_versions(now - KEPT)?;
            tx.commit()?;
            if forgotten == 0 {
                return Ok(());
            }
            self.store.give_way();
        }
    }
}

/// The row an import is counted in: a feed that is read on and on has one for ever, a file its own.
fn begin(write: &DeskTx<'_>, file: &ImportedFile, step: Option<&FeedStep>) -> Result<ImportId, DeskError> {
    let goes_on = step.filter(|step| step.file.is_none());
    if let Some(step) = goes_on
        && let Some(import) = write.tx.feed_import(&step.feed)?
    {
        return Ok(import);
    }
    let import = write.tx.begin_import(&NewImport {
        operator: &write.who.operator,
        file: &file.name,
        format: file.format,
        source: &file.source,
    })?;
    if let Some(step) = goes_on {
        write.tx.set_feed_import(&step.feed, import)?;
    }
    Ok(import)
}

/// What a dry run has met in batches that it took back: orders by their shop and id, people by how they are reached.
#[derive(Default)]
struct Seen(HashMap<(String, String), String>);

impl Seen {
    /// What comes of an item that came before; nothing for a new one.
    fn again(&mut self, read: &ReadItem) -> Option<Came> {
        match &read.item {
            Item::Order(order) => {
                let hash = &read.version.as_ref()?.hash;
                let before = self
                    .0
                    .insert((order.kept_source(), order.external_id.clone()), hash.clone())?;
                Some(if before == *hash {
                    Came::Unchanged
                } else {
                    Came::Updated
                })
            }
            Item::Person(person) => {
                let contacts = person.customer.contacts();
                let keys = contacts.map(|(_, raw, norm)| (String::new(), norm.unwrap_or(raw).to_owned()));
                let before: Vec<_> = keys.map(|key| self.0.insert(key, String::new())).collect();
                before.iter().any(Option::is_some).then_some(Came::Unchanged)
            }
            Item::News(news) => {
                let is_of = |id: &String| !id.is_empty() && self.0.contains_key(&(news.source.clone(), id.clone()));
                [&news.external_id, &news.number]
                    .into_iter()
                    .any(is_of)
                    .then_some(Came::Updated)
            }
            Item::Tried(_) | Item::Incomplete(_) | Item::Reject(_) | Item::Skipped(_) => None,
        }
    }
}

/// Whether somebody else works at the file.
#[derive(Debug, Default)]
enum Company {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// Nobody, as far as can be seen; the version of the file then.
    Nobody(i64),
    /// A console or a worker, from then until the import ends.
    Somebody,
}

impl Company {
    /// How many items the next batch takes. Who holds the lease of the work is there, and who has written since the last
    /// look; the first batch is a short one.
    fn look(&mut self, desk: &Desk) -> Result<usize, DeskError> {
        let version = desk.store.data_version()?;
        let lease = desk.store.lease_of(WORK, desk.clock.now(), HELD_FOR)?;
        let is_held = lease.is_some_and(|lease| lease.session != desk.who.session);
        // A write of a server ends with its time: more would only be what a stop waits for.
        let alone = if desk.store.location().is_server() {
            BESIDE
        } else {
            ALONE
        };
        let (found, batch) = match self {
            Company::Unknown if !is_held => (Company::Nobody(version), BESIDE),
            Company::Nobody(before) if !is_held && *before == version => (Company::Nobody(version), alone),
            _ => (Company::Somebody, BESIDE),
        };
        *self = found;
        Ok(batch)
    }
}

/// The next items, `most` of them, and how it ends behind them, if it does.
fn next_batch<I: Into<ReadItem>>(
    items: &mut dyn Iterator<Item = Result<I, BrokenOff>>,
    most: usize,
    stop: &AtomicBool,
) -> (VecDeque<ReadItem>, Option<ImportEnd>) {
    let mut found = VecDeque::with_capacity(most);
    let stopped = || stop.load(Ordering::Relaxed);
    while found.len() < most {
        match items.next() {
            Some(Ok(item)) => found.push_back(item.into()),
            // The reader was stopped, and what it left off with is not the file's end.
            Some(Err(BrokenOff)) if stopped() => return (found, Some(ImportEnd::Stopped)),
            Some(Err(BrokenOff)) => return (found, Some(ImportEnd::BrokenOff)),
            None => return (found, Some(ImportEnd::Reached)),
        }
        if stopped() {
            return (found, Some(ImportEnd::Stopped));
        }
    }
    (found, None)
}
