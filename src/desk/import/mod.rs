//! Takes orders of a shop in: some at a time, each batch one transaction, so that a stop at any moment loses nothing and
//! doubles nothing, and a key pressed meanwhile never waits long.

mod orders;
mod rejects;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use self::orders::Batch;
use self::orders::Came;
pub use self::rejects::RejectsError;
use crate::desk::outcome::DeskError;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::incoming::Format;
pub use crate::domain::incoming::ImportCounts;
pub use crate::domain::incoming::ImportId;
use crate::domain::incoming::Item;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::NewImport;

/// How many items one transaction takes.
const BATCH: usize = 200;

/// How long the shop's last version of a finished order is kept: it may yet change.
const KEPT: Span = Span::days(30);

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ImportMode {
    /// Orders come in.
    #[default]
    Write,
    /// Only what would happen is counted.
    DryRun,
}

/// How orders are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ImportOptions {
    /// Whether anything is written.
    pub mode: ImportMode,
    /// Orders placed before this moment are history that owes nothing, wherever they stand.
    pub open_since: Option<Time>,
}

/// What is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its path, or what else it came from.
    pub name: String,
    /// Its shape.
    pub format: Format,
    /// Whose orders: the shop's system or feed.
    pub source: String,
}

/// What an import came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its row; none for a dry run.
    pub id: Option<ImportId>,
    /// What came of its orders.
    pub counts: ImportCounts,
    /// Whether the end was reached.
    pub end: ImportEnd,
}

/// The file could not be read any further, or its parser failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenOff;

/// Whether the end of a file was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportEnd {
    /// It was.
    Reached,
    /// It was told to stop; the same file may be imported again.
    Stopped,
    /// Reading broke off.
    BrokenOff,
}

/// What an importer is told from outside, and tells.
pub struct ImportWatch<'a> {
    /// Set to stop after the batch under way.
    pub stop: &'a AtomicBool,
    /// Called behind every batch.
    pub progress: &'a mut dyn FnMut(&ImportCounts),
}

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
            ImportMode::DryRun => self.import_dry(items, watch),
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
        loop {
            // The transaction opens when its items are there: nobody waits for the parser behind it.
            let (found, end) = next_batch(items, watch.stop);
            let write = Write::begin(self)?;
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
            batch.finish(&counts, end)?;
            id = Some(import);
            (watch.progress)(&counts);
            if let Some(end) = end {
                self.forget_versions()?;
                return Ok(Imported { id, counts, end });
            }
            self.store.give_way();
        }
    }

    /// Counts what would happen; reads and writes nothing.
    fn import_dry(
        &mut self,
        items: &mut dyn Iterator<Item = Result<Item, BrokenOff>>,
        watch: &mut ImportWatch<'_>,
    ) -> Result<Imported, DeskError> {
        let mut counts = ImportCounts::default();
        let mut seen: HashMap<(String, String), String> = HashMap::new();
        loop {
            let (found, end) = next_batch(items, watch.stop);
            for item in found {
                let came = match item {
                    Item::Order(order) => orders::would_come(&self.store, &order, &mut seen, self.clock.now())?,
                    Item::Reject(_) => Came::Rejected,
                    Item::Skipped => continue,
                };
                came.count(&mut counts);
            }
            (watch.progress)(&counts);
            if let Some(end) = end {
                return Ok(Imported { id: None, counts, end });
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
    while found.len() < BATCH {
        match items.next() {
            Some(Ok(item)) => found.push(item),
            Some(Err(BrokenOff)) => return (found, Some(ImportEnd::BrokenOff)),
            None => return (found, Some(ImportEnd::Reached)),
        }
        if stop.load(Ordering::Relaxed) {
            return (found, Some(ImportEnd::Stopped));
        }
    }
    (found, None)
}
