//! A folder that files of orders are put into: each is taken when it is whole, and put away with a report beside it.

use std::collections::HashMap;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::DateTime;
use chrono::Utc;

use super::reading::FeedFiles;
use super::source::FeedAsk;
use super::source::FeedSource;
use super::source::FeedTried;
use super::source::Portion;
use super::source::PortionBody;
use super::source::PortionTaken;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;
use crate::text::RunningDigest;

/// What was taken whole, and what was not, goes there.
const DONE: &str = "done";
const REJECTS: &str = "rejects";
/// Endings of files that are still being written.
const PARTIAL: [&str; 10] = [
    "part",
    "partial",
    "tmp",
    "temp",
    "crdownload",
    "download",
    "filepart",
    "swp",
    "lock",
    "report.txt",
];
/// A file nobody touched for so long is whole, though it was never seen before.
const SETTLED: Span = Span::seconds(10);
/// Looked at again, it is whole when nothing changed meanwhile for so long.
const BETWEEN: Span = Span::seconds(1);
/// Names of one second that differ in a number alone: more are a mistake of somebody's.
const MOST_ALIKE: u32 = 1_000;

/// A folder.
pub(super) struct FolderFeed {
    folder: PathBuf,
    readers: Readers,
    files: Arc<dyn FeedFiles>,
    /// What was seen of files that may still be written: size, time of change, and when they were first seen so.
    seen: HashMap<PathBuf, (u64, Option<SystemTime>, Time)>,
    /// When it was looked into last, on the shop's clock, as it goes into a name.
    looked_at: String,
}

impl FolderFeed {
    pub(super) fn new(folder: PathBuf, readers: Readers, files: Arc<dyn FeedFiles>) -> FolderFeed {
        FolderFeed {
            folder,
            readers,
            files,
            seen: HashMap::new(),
            looked_at: String::new(),
        }
    }

    /// The files that are whole, the oldest first.
    fn whole(&mut self, now: Time) -> io::Result<Vec<PathBuf>> {
        let mut whole = Vec::new();
        let mut seen = HashMap::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            // It may have gone since; a link leads elsewhere and is nobody's export.
            let Ok(about) = path.symlink_metadata() else { continue };
            if !about.is_file() || is_partial(&path) || has_lock(&path) {
                continue;
            }
            let (size, changed) = (about.len(), about.modified().ok());
            let since = match self.seen.get(&path) {
                Some((known, at, since)) if (*known, *at) == (size, changed) && *since <= now => *since,
                _ => now,
            };
            let is_settled = changed.is_some_and(|at| now - of_system(at) >= SETTLED);
            if size > 0 && (is_settled || now - since >= BETWEEN) && !is_held(&path) {
                whole.push((changed, path.clone()));
            }
            seen.insert(path, (size, changed, since));
        }
        self.seen = seen;
        whole.sort();
        Ok(whole.into_iter().map(|(_, path)| path).collect())
    }
}

impl FeedSource for FolderFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        for folder in [DONE, REJECTS] {
            can_be_written(&self.folder, folder)?;
        }
        let there = ask.now.utc().with_timezone(&ask.zone);
        self.looked_at = there.format("%Y%m%d-%H%M%S").to_string();
        let whole = self.whole(ask.now).map_err(|why| unreadable(&self.folder, &why))?;
        // One that cannot be opened holds up none behind it.
        let mut trouble = None;
        let found = whole.iter().find_map(|path| match digest(path) {
            Ok(digest) => Some((path, digest)),
            Err(why) => {
                trouble.get_or_insert_with(|| unreadable(path, &why));
                None
            }
        });
        let Some((path, digest)) = found else {
            return trouble.map_or(Ok(None), Err);
        };
        let body = match (ask.taken)(&digest) {
            Some(at) => PortionBody::Again(path.clone(), digest, at),
            None => PortionBody::File(path.clone(), digest),
        };
        Ok(Some(Portion {
            name: path.to_string_lossy().into_owned(),
            body,
            cursor: None,
            more: true,
        }))
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        for folder in [DONE, REJECTS] {
            can_be_written(&self.folder, folder)?;
        }
        self.whole(ask.now).map_err(|why| unreadable(&self.folder, &why))?;
        let newest = self.seen.iter().max_by_key(|(_, (_, changed, _))| *changed);
        let newest = newest.and_then(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()));
        Ok(FeedTried {
            found: i64::try_from(self.seen.len()).unwrap_or(i64::MAX),
            newest,
            words: None,
        })
    }

    fn put_away(&mut self, portion: &Portion, taken: &PortionTaken) -> Result<(), FeedTrouble> {
        let (PortionBody::File(path, digest) | PortionBody::Again(path, digest, _)) = &portion.body else {
            return Ok(());
        };
        // Written on while it was read: it is read again when it is whole.
        let was = self.seen.get(path).map(|(size, changed, _)| (*size, *changed));
        let is = path
            .symlink_metadata()
            .ok()
            .map(|about| (about.len(), about.modified().ok()));
        if is != was {
            return Ok(());
        }
        let folder = match taken {
            PortionTaken::Whole(report) if report.counts.rejected == 0 => DONE,
            PortionTaken::Before(_) => DONE,
            PortionTaken::Whole(_) | PortionTaken::Unreadable(_) => REJECTS,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = PlaceTaken {
            folder: self.folder.join(folder),
            time: &self.looked_at,
            readers: self.readers,
        };
        let put = place.put(path, &name, &self.files.report(&name, taken), digest);
        put.map_err(|why| FeedTrouble::new(FeedFault::Unwritable, format!("{}: {why}", path.display())))
    }
}

/// Where files go that were taken.
struct PlaceTaken<'a> {
    folder: PathBuf,
    time: &'a str,
    readers: Readers,
}

impl PlaceTaken<'_> {
    /// Moves a file, with the time in its name where its own is taken, and writes the report beside it. One that came in
    /// its place meanwhile was never read: it goes back.
    fn put(&self, path: &Path, name: &str, report: &str, expected: &str) -> io::Result<()> {
        let name = self.free_name(&self.folder, name)?;
        let there = self.folder.join(&name);
        let beside = self.folder.join(format!("{name}.report.txt"));
        // The report first: a file that lies there without one was put there by a person.
        write_private(&beside, report, Existing::Replace, self.readers)?;
        fs::rename(path, &there)?;
        if digest(&there)? == expected {
            return Ok(());
        }
        fs::remove_file(&beside)?;
        // A third of that name may have come: a link to a name that is taken fails, where a move would end what is there.
        match fs::hard_link(&there, path) {
            Ok(()) => fs::remove_file(&there),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {
                let inbox = path.parent().unwrap_or(&self.folder);
                fs::rename(&there, inbox.join(self.free_name(inbox, &name)?))
            }
            Err(_) => fs::rename(&there, path),
        }
    }

    fn free_name(&self, folder: &Path, name: &str) -> io::Result<String> {
        let at = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
        let (stem, ending) = name.split_at(at);
        let names = (0..MOST_ALIKE).map(|number| match number {
            0 => name.to_owned(),
            1 => format!("{stem}-{}{ending}", self.time),
            _ => format!("{stem}-{}-{number}{ending}", self.time),
        });
        let mut free = names.filter(|name| folder.join(name).symlink_metadata().is_err());
        free.next().ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))
    }
}

/// What could be read and not put away would be read for ever.
fn can_be_written(folder: &Path, inner: &str) -> Result<(), FeedTrouble> {
    let there = folder.join(inner);
    let failed = |fault, why: io::Error| Err(FeedTrouble::new(fault, format!("{}: {why}", there.display())));
    match folder.metadata() {
        Ok(about) if about.is_dir() => {}
        Ok(_) => return failed(FeedFault::Unreadable, io::Error::from(io::ErrorKind::NotADirectory)),
        Err(why) => return Err(unreadable(folder, &why)),
    }
    match fs::create_dir(&there) {
        Ok(()) => Ok(()),
        Err(_) if there.is_dir() => Ok(()),
        Err(why) => failed(FeedFault::Unwritable, why),
    }
}

fn unreadable(path: &Path, why: &io::Error) -> FeedTrouble {
    FeedTrouble::new(FeedFault::Unreadable, format!("{}: {why}", path.display()))
}

fn is_partial(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ends = |end: &&str| name.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
    name.starts_with(['.', '~']) || name.ends_with('~') || PARTIAL.iter().any(ends)
}

/// Beside it lies what says that somebody writes it: `orders.csv.lock`, an office's `.~lock.orders.csv#`.
fn has_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    [
        format!("{name}.lock"),
        format!(".{name}.lock"),
        format!(".~lock.{name}#"),
    ]
    .iter()
    .any(|lock| path.with_file_name(lock).symlink_metadata().is_ok())
}

/// Another program has locked it.
fn is_held(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

fn digest(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = RunningDigest::default();
    let mut part = vec![0; 64 * 1024];
    loop {
        match file.read(&mut part)? {
            0 => return Ok(digest.hex()),
            count => digest.add(&part[..count]),
        }
    }
}

fn of_system(at: SystemTime) -> Time {
    Time::from(DateTime::<Utc>::from(at))
}
