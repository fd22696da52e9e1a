//! A file into the desk: parsed on a thread of its own, taken in on this one.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Defaults;
use super::IntakeError;
use super::Opened;
use super::Rejected;
use super::Sink;
use super::UnreadHeading;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::BrokenOff;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::Imported;
use crate::desk::import::ImportedFile;
use crate::desk::import::ReadItem;
use crate::desk::import::RejectsError;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportCounts;
use crate::domain::item::Incomplete;
use crate::domain::item::Item;
use crate::domain::order_feed::FeedStep;
use crate::domain::time::Span;

/// How far the parser may be ahead: all that a batch takes.
const AHEAD: usize = 2_000;

/// How many items it hands over at once: one by one each would wake the other thread.
const AT_ONCE: usize = 50;

/// No shop keeps more kinds of what is no order.
const MOST_KINDS: usize = 50;

/// Nobody reads more of what an answer lacks.
const MOST_TOLD: usize = 10;

/// How far the shop's clock may be ahead of ours without being of another zone.
const CLOCK_SLACK: Span = Span::minutes(5);

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// What shape it was.
    pub format: Format,
    /// The sheet of the workbook it stood on; none when it was no workbook.
    pub sheet: Option<String>,
    /// Sheets of it that seem to hold orders too and were not read.
    pub other_sheets: Vec<String>,
    /// What came of its orders.
    pub counts: ImportCounts,
    /// How many of the new orders are open and were placed longer than `backlog_after` ago.
    pub backlog: i64,
    /// How many of the new orders are history that owes nothing.
    pub history: i64,
    /// The headings of its table that nothing is read of.
    pub unread_headings: Vec<UnreadHeading>,
    /// How many orders it tells whole, not only news of.
    pub orders: usize,
    /// How many of its orders have a phone that somebody can be called by.
    pub with_phone: usize,
    /// What was passed over as no order, in the shop's own words, and how many of each: drafts, documents of other kinds.
    pub skipped: BTreeMap<String, u64>,
    /// The first of what the shop's answer itself says is missing in it.
    pub incomplete: Vec<Incomplete>,
    /// How much of that there is.
    pub incomplete_count: usize,
    /// How many orders are dated later than they came, and count as placed when they did.
    pub dated_ahead: usize,
    /// What was rejected, as far as it is told at once.
    pub rejected: Rejected,
    /// Where what was rejected and can be mended is written.
    pub rejects_file: Option<PathBuf>,
    /// Whether its end was reached.
    pub end: ImportEnd,
}

/// Why a file did not come in, or not to its end. What came in before stays; the same file may be imported again.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It could not be read, from some place on.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The desk.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// Its rejects could not be written.
    #[error(transparent)]
    Rejects(#[from] RejectsError),
    /// The parser ended in a panic, which is a mistake of this program.
    #[error("the parser failed; what it had read came in")]
    Parser,
}

/// Reads an opened file into the desk.
pub fn import(
    desk: &mut Desk,
    opened: Opened<'_>,
    defaults: &Defaults,
    options: ImportOptions,
    watch: &mut ImportWatch<'_>,
) -> Result<FileReport, ImportError> {
    import_step(desk, opened, defaults, options, None, watch)
}

/// Likewise what a feed brought; how far the feed is read is written down with the last of it.
pub fn import_step(
    desk: &mut Desk,
    opened: Opened<'_>,
    defaults: &Defaults,
    options: ImportOptions,
    step: Option<&FeedStep>,
    watch: &mut ImportWatch<'_>,
) -> Result<FileReport, ImportError> {
    let (format, sheet) = (opened.format, opened.sheet.clone());
    let imported = ImportedFile {
        name: opened.name.clone(),
        format,
        source: opened.source(defaults),
        platform: opened.platform().to_owned(),
    };
    let unread_headings = opened.unread.clone();
    let other_sheets = opened.other_sheets.clone();
    let (sender, receiver) = sync_channel(AHEAD / AT_ONCE);
    let (mut dated_ahead, mut orders, mut with_phone) = (0, 0, 0);
    let mut skipped: BTreeMap<String, u64> = BTreeMap::new();
    let (mut incomplete, mut incomplete_count) = (Vec::new(), 0);
    let (parsed, taken) = thread::scope(|scope| {
        let parsing = scope.spawn(move || {
            let mut channel = ToChannel {
                sender,
                read: Vec::with_capacity(AT_ONCE),
                rejected: Rejected::default(),
            };
            let parsed = opened.parse(defaults, &mut channel);
            channel.end(parsed.is_err());
            (parsed, std::mem::take(&mut channel.rejected))
        });
        let latest = desk.now() + CLOCK_SLACK;
        let counted = receiver
            .into_iter()
            .flatten()
            .inspect(|read| match read.as_ref().map(ReadItem::item) {
                Ok(Item::Order(order)) => {
                    orders += 1;
                    let mut phones = order.customer.phones.iter();
                    with_phone += usize::from(phones.any(|phone| phone.e164.is_some()));
                    dated_ahead += usize::from(order.created_at > latest);
                }
                Ok(Item::Person(person)) => {
                    let mut phones = person.customer.phones.iter();
                    with_phone += usize::from(phones.any(|phone| phone.e164.is_some()));
                }
                // It is no order, and told of among those.
                Ok(Item::Tried(cart)) => *skipped.entry(cart.status_word.clone()).or_default() += 1,
                Ok(Item::Skipped(what)) if skipped.len() < MOST_KINDS || skipped.contains_key(what) => {
                    *skipped.entry(what.clone()).or_default() += 1;
                }
                Ok(Item::Incomplete(missing)) => {
                    incomplete_count += 1;
                    // Where it goes on is said last and always.
                    if incomplete.len() < MOST_TOLD || matches!(missing, Incomplete::MorePages { .. }) {
                        incomplete.push(missing.clone());
                    }
                }
                _ => {}
            });
        let taken = take_in(desk, &imported, options, step, counted, watch);
        (parsing.join(), taken)
    });
    let taken = taken?;
    // What a feed that goes on rejected is shown on the page of feeds.
    let is_file = step.is_none_or(|step| step.file.is_some());
    let rejects_file = match taken.id {
        Some(import) if taken.counts.rejected > 0 && is_file => desk.write_rejects(import, format)?,
        _ => None,
    };
    let (parsed, mut rejected) = parsed.map_err(|_| ImportError::Parser)?;
    for reject in &taken.noticed.refused {
        rejected.add(reject);
    }
    // A reader that was stopped fails: that is no fault of the file.
    if taken.end != ImportEnd::Stopped {
        parsed.map_err(IntakeError::from)?;
    }
    Ok(FileReport {
        format,
        sheet,
        other_sheets,
        counts: taken.counts,
        backlog: taken.noticed.backlog,
        history: taken.noticed.history,
        unread_headings,
        orders,
        with_phone,
        skipped,
        incomplete,
        incomplete_count,
        dated_ahead,
        rejected,
        rejects_file,
        end: taken.end,
    })
}

/// Takes the parser's end of the line with it: when the desk has enough, the parser finds nobody listening and ends.
fn take_in(
    desk: &mut Desk,
    file: &ImportedFile,
    options: ImportOptions,
    step: Option<&FeedStep>,
    mut items: impl Iterator<Item = Result<ReadItem, BrokenOff>>,
    watch: &mut ImportWatch<'_>,
) -> Result<Imported, DeskError> {
    desk.import_step(file, options, step, &mut items, watch)
}

struct ToChannel {
    sender: SyncSender<Vec<Result<ReadItem, BrokenOff>>>,
    /// What was not handed over yet.
    read: Vec<Result<ReadItem, BrokenOff>>,
    rejected: Rejected,
}

impl ToChannel {
    fn hand_over(&mut self) -> ControlFlow<()> {
        match self
            .sender
            .send(std::mem::replace(&mut self.read, Vec::with_capacity(AT_ONCE)))
        {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Hands the last of it over; where it broke off, says that this is not the file's end.
    fn end(&mut self, is_broken_off: bool) {
        self.read.extend(is_broken_off.then_some(Err(BrokenOff)));
        // When nobody listens, nobody needs to know.
        let _ = self.hand_over();
    }
}

impl Drop for ToChannel {
    fn drop(&mut self) {
        if thread::panicking() {
            self.end(true);
        }
    }
}

impl Sink for ToChannel {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        if let Item::Reject(reject) = &item {
            self.rejected.add(reject);
        }
        self.read.push(Ok(item.into()));
        if self.read.len() < AT_ONCE {
            ControlFlow::Continue(())
        } else {
            self.hand_over()
        }
    }
}
