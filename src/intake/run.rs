//! A file into the desk: parsed on a thread of its own, taken in on this one.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Defaults;
use super::IntakeError;
use super::Sink;
use super::detect::source;
use super::open::open;
use crate::desk::import::BrokenOff;
use crate::desk::import::ImportCounts;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::Imported;
use crate::desk::import::ImportedFile;
use crate::desk::import::RejectsError;
use crate::desk::outcome::DeskError;
use crate::desk::perform::Desk;
use crate::domain::incoming::Format;
use crate::domain::incoming::Item;

/// How far the parser may be ahead: two batches.
const AHEAD: usize = 400;

/// A file to be read.
pub struct InputFile {
    /// Its path, or what else it came from: as it is written down, and as a file of rejects is known again.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send>,
    /// Its shape, when it is not to be told by its content.
    pub format: Option<Format>,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// What shape it was.
    pub format: Format,
    /// The sheet of the workbook it stood on; none when it was no workbook.
    pub sheet: Option<String>,
    /// What came of its orders.
    pub counts: ImportCounts,
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

/// Reads a file into the desk.
pub fn import(
    desk: &mut Desk,
    file: InputFile,
    defaults: &Defaults,
    options: ImportOptions,
    watch: &mut ImportWatch<'_>,
) -> Result<FileReport, ImportError> {
    let opened = open(file.bytes, file.format, defaults)?;
    let (format, sheet) = (opened.format, opened.sheet.clone());
    let imported = ImportedFile {
        name: file.name,
        format,
        source: if defaults.source.is_empty() {
            source(format).to_owned()
        } else {
            defaults.source.clone()
        },
    };
    let (sender, receiver) = sync_channel(AHEAD);
    let (parsed, taken) = thread::scope(|scope| {
        let parsing = scope.spawn(move || {
            let mut channel = ToChannel(sender);
            let parsed = opened.parse(defaults, &mut channel);
            if parsed.is_err() {
                channel.break_off();
            }
            parsed
        });
        let taken = take_in(desk, &imported, options, receiver, watch);
        (parsing.join(), taken)
    });
    let taken = taken?;
    let rejects_file = match taken.id {
        Some(import) if taken.counts.rejected > 0 => desk.write_rejects(import, format)?,
        _ => None,
    };
    parsed.map_err(|_| ImportError::Parser)?.map_err(IntakeError::from)?;
    Ok(FileReport {
        format,
        sheet,
        counts: taken.counts,
        rejects_file,
        end: taken.end,
    })
}

/// Takes the receiver with it: when the desk has enough, the parser finds nobody listening and ends.
fn take_in(
    desk: &mut Desk,
    file: &ImportedFile,
    options: ImportOptions,
    receiver: Receiver<Result<Item, BrokenOff>>,
    watch: &mut ImportWatch<'_>,
) -> Result<Imported, DeskError> {
    desk.import(file, options, &mut receiver.into_iter(), watch)
}

struct ToChannel(SyncSender<Result<Item, BrokenOff>>);

impl ToChannel {
    /// Says that this is not the file's end.
    fn break_off(&self) {
        // When nobody listens, nobody needs to know.
        let _ = self.0.send(Err(BrokenOff));
    }
}

impl Drop for ToChannel {
    fn drop(&mut self) {
        if thread::panicking() {
            self.break_off();
        }
    }
}

impl Sink for ToChannel {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        match self.0.send(Ok(item)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
