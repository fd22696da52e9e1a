//! One import from begin to end: batches, counters, rejects.

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
use super::identity;
use super::options::KEPT;
use super::orders;
use super::orders::Batch;
use super::orders::Came;
use super::orders::DryRun;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::Item;
use crate::store::NewImport;

/// How many items one transaction takes.
const BATCH: usize = 200;

impl Desk {
    /// Takes in the orders of one file.
    pub fn import(
        &mut self,
        file: &ImportedFile,
        options: ImportOptions,
        items: &mut dyn Iterator<Item = Result<Item, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        match options.mode {
            ImportMode::Write => self.import_written(file, options, items, watch),
            ImportMode::DryRun => self.import_dry(file, items, watch),
        }
    }

    fn import_written(
        &mut self,
        file: &ImportedFile,
        options: ImportOptions,
        items: &mut dyn Iterator<Item = Result<Item, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        let mut counts = ImportCounts::default();
        let mut id = None;
        let mut noticed = Noticed::default();
        loop {
            // The transaction opens when its items are there: nobody waits for the parser behind it.
            let (found, end) = next_batch(items, watch.stop);
            let write = DeskTx::begin(self)?;
            let import = match id {
                Some(import) => import,
                None => write.tx.begin_import(&NewImport {
                    operator: &write.who.operator,
                    file: &file.name,
                    format: file.format,
                    source: &file.source,
                })?,
            };
            let mut batch = Batch::new(write, import, file, options)?;
            for item in found {
                batch.take(item, &mut counts)?;
            }
            noticed.add(batch.finish(&counts, end)?);
            id = Some(import);
            (watch.progress)(&counts);
            if let Some(end) = end {
                if end != ImportEnd::Stopped {
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
        }
    }

    /// Counts what would happen; reads and writes nothing.
    fn import_dry(
        &mut self,
        file: &ImportedFile,
        items: &mut dyn Iterator<Item = Result<Item, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        let mut counts = ImportCounts::default();
        let mut dry = DryRun::default();
        loop {
            let (found, end) = next_batch(items, watch.stop);
            for item in found {
                let came = match item {
                    Item::Order(order) => {
                        orders::would_come(&self.store, &order, &file.platform, &mut dry, self.clock.now())?
                    }
                    Item::News(news) => match identity::of_news(&self.store, &news)? {
                        Some(_) => Came::Updated,
                        None => Came::Rejected,
                    },
                    Item::Reject(_) => Came::Rejected,
                    Item::Skipped(_) => continue,
                };
                came.count(&mut counts);
            }
            (watch.progress)(&counts);
            if let Some(end) = end {
                return Ok(Imported {
                    id: None,
                    counts,
                    noticed: dry.noticed,
                    end,
                });
            }
        }
    }

    /// What the shop said of long finished orders is not needed any more.
    fn forget_versions(&mut self) -> Result<(), DeskError> {
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

/// The next items, and how it ends behind them, if it does.
fn next_batch(
    items: &mut dyn Iterator<Item = Result<Item, BrokenOff>>,
    stop: &AtomicBool,
) -> (Vec<Item>, Option<ImportEnd>) {
    let mut found = Vec::with_capacity(BATCH);
    let stopped = || stop.load(Ordering::Relaxed);
    while found.len() < BATCH {
        match items.next() {
            Some(Ok(item)) => found.push(item),
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
