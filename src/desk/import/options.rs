//! What an import is told, and what it reports.

use std::sync::atomic::AtomicBool;

use crate::domain::incoming::Format;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::ImportId;
use crate::domain::reject::Reject;
use crate::domain::time::Span;
use crate::domain::time::Time;
/// How long the shop's last version of a finished order is kept: it may yet change.
pub(super) const KEPT: Span = Span::days(30);

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
    /// When the file was first seen, where it was before: what it says without a date it said then.
    pub first_seen: Option<Time>,
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
    /// The shop's system by itself: orders that were kept under it alone are taken over by the first shop that has them.
    pub platform: String,
}

/// What an import came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its row; none for a dry run.
    pub id: Option<ImportId>,
    /// What came of its orders.
    pub counts: ImportCounts,
    /// What else there was to see.
    pub noticed: Noticed,
    /// Whether the end was reached.
    pub end: ImportEnd,
}

/// What an import saw besides its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// New orders that were are open and were placed longer before they came than `backlog_after`.
    pub backlog: i64,
    /// New orders that are history and owe nothing.
    pub history: i64,
    /// Orders whose id is another order's here, and news of orders that are not.
    pub refused: Vec<Reject>,
}

impl Noticed {
    pub(super) fn add(&mut self, other: Noticed) {
        self.backlog += other.backlog;
        self.history += other.history;
        self.refused.extend(other.refused);
    }
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

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    Created,
    Updated,
    Unchanged,
    Rejected,
}

impl Came {
    pub(super) fn count(self, counts: &mut ImportCounts) {
        counts.read += 1;
        match self {
            Came::Created => counts.created += 1,
            Came::Updated => counts.updated += 1,
            Came::Unchanged => counts.unchanged += 1,
            Came::Rejected => counts.rejected += 1,
        }
    }
}
