//! A person asks to be forgotten: out of the file, its copies and the files of rejects, and an act says that it was done.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::Desk;
use super::backup::BackupError;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::erasure::Erasure;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportId;
use crate::domain::rights::Rights;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::whole_path;
use crate::private_file::write_private;
use crate::store::Access;
use crate::store::Location;
use crate::store::Store;
use crate::store::Traces;
use crate::store::meta;
use crate::store::meta::ERASURES;

/// People who are erased in one transaction, so that no key waits long for the file.
const AT_ONCE: usize = 20;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Whose cards are empty now, each with its entry in the journal.
    pub people: Vec<(CustomerId, i64)>,
    /// Where the act lies.
    pub act: PathBuf,
    /// The copies the people were erased from.
    pub copies: Vec<PathBuf>,
    /// Copies that could not be reached, and why; they are erased before `restore` takes them.
    pub unreached: Vec<(PathBuf, String)>,
    /// Reports beside the file whose lines about them are gone.
    pub reports_erased: Vec<PathBuf>,
    /// Reports beside the file that still name one of them, no text or not to be written: a person's to delete.
    pub reports: Vec<PathBuf>,
}

impl Desk {
    /// Takes people out of the file and all that was made of it. Nothing brings them back; who comes with the same
    /// phone later is somebody new.
    pub fn erase_customers(&mut self, ids: &[CustomerId], reason: &str) -> Result<Erased, BackupError> {
        self.needs(Rights::Senior)?;
        if reason.trim().is_empty() {
            return Err(DeskError::Refused(Refusal::EmptyText).into());
        }
        let mut traces = Traces::default();
        let mut people = Vec::with_capacity(ids.len());
        for id in ids {
            let id = self.store.survivor(*id)?;
            traces.extend(self.store.traces(id)?);
            people.push(id);
        }
        if traces.are_in(reason) {
            return Err(DeskError::Refused(Refusal::NamesThePerson).into());
        }
        let copies = self.all_copies()?;
        let mut all = meta::erasures(&self.store)?;
        let first = all.len();
        for some in people.chunks(AT_ONCE) {
            self.erase_here(some, reason.trim(), &copies, &mut all)?;
            self.store.give_way();
        }
        let mut unreached = Vec::new();
        if let Err(error) = self.store.scour() {
            unreached.push((PathBuf::from(self.store.location().to_string()), error.to_string()));
        }
        self.erase_rejects_files(&traces)?;
        let mut done = Vec::new();
        for copy in copies {
            match erase_in_copy(&copy, &all[first..]) {
                Ok(()) => done.push(copy),
                Err(error) => unreached.push((copy, error.to_string())),
            }
        }
        for erasure in &mut all[first..] {
            let is_open = |path: &String| done.iter().all(|copy| copy.to_string_lossy() != *path);
            erasure.pending.retain(is_open);
        }
        let now = self.now();
        let tx = self.store.write(now)?;
        tx.set_meta(ERASURES, &meta::as_text(&all))?;
        tx.commit()?;
        self.keep_idle_count(true)?;

        let (reports_erased, reports) = self.erase_in_reports(&traces);
        let entries = all[first..].iter().map(|erasure| erasure.entry);
        let mut erased = Erased {
            people: people.into_iter().zip(entries).collect(),
            act: PathBuf::new(),
            copies: done,
            unreached,
            reports_erased,
            reports,
        };
        if let Some(erasure) = all.get(first) {
            erased.act = self.write_act(erasure, &erased)?;
        }
        Ok(erased)
    }

    /// Takes the lines that name people out of the reports beside the file; those that were, and those that still name
    /// them.
    fn erase_in_reports(&self, traces: &Traces) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let readers = Readers::of(self.settings.files);
        reports_with(self.store.location(), traces)
            .into_iter()
            .partition(|path| {
                let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
                let Some(text) = fs::read_to_string(path).ok().filter(|_| is_file) else {
                    return false;
                };
                let end = path.extension().and_then(|end| end.to_str());
                // JSON is no list of lines; of a table a cell may hold several.
                let left = match end {
                    Some("json") => return false,
                    Some("csv") => left_of(records(&text), traces),
                    _ => left_of(text.split_inclusive('\n').map(str::to_owned), traces),
                };
                !left.is_empty()
                    && !traces.are_in(&left)
                    && write_private(path, &left, Existing::Replace, readers).is_ok()
            })
    }

    /// Erases some in the file itself, in one transaction with the entries that say so.
    fn erase_here(
        &mut self,
        people: &[CustomerId],
        reason: &str,
        copies: &[PathBuf],
        all: &mut Vec<Erasure>,
    ) -> Result<(), DeskError> {
        let mut marks = Vec::with_capacity(people.len());
        for id in people {
            let salt = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
            marks.push(self.store.marks_of(*id, &salt)?);
        }
        let write = DeskTx::begin(self)?;
        for (id, mut erasure) in people.iter().zip(marks) {
            write.tx.customer(*id)?.ok_or(DeskError::NotFound)?;
            write.tx.erase_person(*id)?;
            erasure.entry = write.entry(ActionKind::Erase, None, *id, None)?.0;
            erasure.at = write.tx.now();
            reason.clone_into(&mut erasure.reason);
            write.who.operator.clone_into(&mut erasure.operator);
            erasure.pending = copies.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            all.push(erasure);
        }
        write.tx.set_meta(ERASURES, &meta::as_text(all))?;
        Ok(write.tx.commit()?)
    }

    /// Every copy that is known of, and those beside the file that nobody wrote down.
    fn all_copies(&self) -> Result<Vec<PathBuf>, DeskError> {
        let mut all = self.copies()?;
        let file = self.store.location().file();
        let name = file.and_then(Path::file_name).unwrap_or_default();
        let beside = format!("{}.before-", name.to_string_lossy());
        let folders = [
            file.and_then(Path::parent).map(Path::to_owned),
            Some(self.backup_folder()),
        ];
        for folder in folders.into_iter().flatten() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_log = name.ends_with("-wal") || name.ends_with("-shm");
                let in_backups =
                    folder == self.backup_folder() && entry.path().extension().is_some_and(|end| end == "db");
                if (name.starts_with(&beside) && !is_log) || in_backups {
                    all.push(entry.path());
                }
            }
        }
        all.retain(|path| Some(path.as_path()) != file);
        for path in &mut all {
            if let Ok(whole) = whole_path(path) {
                *path = whole;
            }
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    /// A file of rejects that names the person is written again from what is left.
    fn erase_rejects_files(&mut self, traces: &Traces) -> Result<(), BackupError> {
        for (import, format, file) in self.store.rejects_files()? {
            let Ok(bytes) = fs::read(&file) else { continue };
            if !traces.are_in(&String::from_utf8_lossy(&bytes)) {
                continue;
            }
            fs::remove_file(&file)?;
            let format = Format::from_int(format).unwrap_or(Format::Csv);
            self.write_rejects(ImportId(import), format)
                .map_err(|error| std::io::Error::other(error.to_string()))?;
        }
        Ok(())
    }

    fn write_act(&self, erasure: &Erasure, erased: &Erased) -> Result<PathBuf, BackupError> {
        let path = self
            .store
            .location()
            .beside("erasures")
            .join(format!("erasure-{}.txt", erasure.entry));
        let mut text = String::new();
        for (customer, entry) in &erased.people {
            let _ = writeln!(text, "erasure of the customer id:{customer}, journal entry: {entry}");
        }
        let _ = writeln!(
            text,
            "at: {}\nby: {}\nreason: {}",
            erasure.at.rfc3339(),
            erasure.operator,
            erasure.reason,
        );
        text.push_str(
            "erased: names, phones, emails, addresses, notes, messages, rejects, the search index and the \
                       journal's texts; sums, dates and counts stay\n",
        );
        for copy in &erased.copies {
            let _ = writeln!(text, "erased in: {}", copy.display());
        }
        for (copy, why) in &erased.unreached {
            let _ = writeln!(
                text,
                "not reached, erased before it is restored: {} ({why})",
                copy.display()
            );
        }
        for report in &erased.reports_erased {
            let _ = writeln!(text, "lines taken out: {}", report.display());
        }
        for report in &erased.reports {
            let _ = writeln!(text, "names the person, to be deleted by hand: {}", report.display());
        }
        write_private(&path, &text, Existing::Replace, Readers::of(self.settings.files))?;
        Ok(path)
    }
}

/// Erases people in a copy, which stays a whole file of its own, and proves it again.
fn erase_in_copy(path: &Path, erasures: &[Erasure]) -> Result<(), BackupError> {
    let mut copy = Store::open(path, Access::Write)?;
    copy.erase_meant(erasures)?;
    copy.end_log()?;
    match copy.damage()?.into_iter().next() {
        Some(damage) => Err(BackupError::Damaged(damage)),
        None => Ok(()),
    }
}

/// What is left without the parts that name people.
fn left_of(parts: impl IntoIterator<Item = String>, traces: &Traces) -> String {
    parts.into_iter().filter(|part| !traces.are_in(part)).collect()
}

/// The rows of a table, each with the line breaks in its quoted cells.
fn records(text: &str) -> Vec<String> {
    let mut records: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        match records.last_mut().filter(|_| is_open) {
            Some(record) => record.push_str(line),
            None => records.push(line.to_owned()),
        }
        is_open ^= line.matches('"').count() % 2 == 1;
    }
    records
}

/// Reports beside the file that bear a trace of the person.
fn reports_with(database: &Location, traces: &Traces) -> Vec<PathBuf> {
    let entries = fs::read_dir(database.beside("reports"));
    let mut found: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| fs::read(path).is_ok_and(|bytes| traces.are_in(&String::from_utf8_lossy(&bytes))))
        .collect();
    found.sort();
    found
}
