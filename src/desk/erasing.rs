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
use crate::private_file::write_private;
use crate::store::Access;
use crate::store::Store;
use crate::store::Traces;
use crate::store::meta;
use crate::store::meta::ERASURES;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Its entry in the journal.
    pub entry: i64,
    /// Whose card is empty now.
    pub customer: CustomerId,
    /// Where the act lies.
    pub act: PathBuf,
    /// The copies the person was erased from.
    pub copies: Vec<PathBuf>,
    /// Copies that could not be reached, and why; they are erased before `restore` takes them.
    pub unreached: Vec<(PathBuf, String)>,
    /// Reports beside the file that name the person: they are the shop's papers, and a person's to delete.
    pub reports: Vec<PathBuf>,
}

impl Desk {
    /// Takes a person out of the file and all that was made of it. Nothing brings them back; who comes with the same
    /// phone later is somebody new.
    pub fn erase_customer(&mut self, id: CustomerId, reason: &str) -> Result<Erased, BackupError> {
        self.needs(Rights::Senior)?;
        if reason.trim().is_empty() {
            return Err(DeskError::Refused(Refusal::EmptyText).into());
        }
        let id = self.store.survivor(id)?;
        let traces = self.store.traces(id)?;
        if traces.are_in(reason) {
            return Err(DeskError::Refused(Refusal::NamesThePerson).into());
        }
        let copies = self.all_copies()?;
        let salt = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        let mut erasure = self.store.marks_of(id, &salt)?;
        erasure.pending = copies.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let mut all = meta::erasures(&self.store)?;
        reason.trim().clone_into(&mut erasure.reason);
        self.erase_here(id, &mut erasure, &mut all)?;
        let mut unreached = Vec::new();
        if let Err(error) = self.store.scour() {
            unreached.push((self.store.path().to_owned(), error.to_string()));
        }
        self.erase_rejects_files(&traces)?;
        let mut done = Vec::new();
        for copy in copies {
            match erase_in_copy(&copy, &erasure) {
                Ok(()) => done.push(copy),
                Err(error) => unreached.push((copy, error.to_string())),
            }
        }
        erasure
            .pending
            .retain(|path| done.iter().all(|copy| copy.to_string_lossy() != *path));
        let last = all.len() - 1;
        all[last].pending.clone_from(&erasure.pending);
        let now = self.now();
        let tx = self.store.write(now)?;
        tx.set_meta(ERASURES, &meta::as_text(&all))?;
        tx.commit()?;

        let reports = reports_with(self.store.path(), &traces);
        let mut erased = Erased {
            entry: erasure.entry,
            customer: id,
            act: PathBuf::new(),
            copies: done,
            unreached,
            reports,
        };
        erased.act = self.write_act(&erasure, &erased)?;
        Ok(erased)
    }

    /// Erases in the file itself, in one transaction with the entry that says so.
    fn erase_here(&mut self, id: CustomerId, erasure: &mut Erasure, all: &mut Vec<Erasure>) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.customer(id)?.ok_or(DeskError::NotFound)?;
        write.tx.erase_person(id)?;
        erasure.entry = write.entry(ActionKind::Erase, None, id, None)?.0;
        erasure.at = write.tx.now();
        write.who.operator.clone_into(&mut erasure.operator);
        all.push(erasure.clone());
        write.tx.set_meta(ERASURES, &meta::as_text(all))?;
        Ok(write.tx.commit()?)
    }

    /// Every copy that is known of, and those beside the file that nobody wrote down.
    fn all_copies(&self) -> Result<Vec<PathBuf>, DeskError> {
        let mut all = self.copies()?;
        let beside = format!(
            "{}.before-",
            self.store.path().file_name().unwrap_or_default().to_string_lossy()
        );
        let folders = [
            self.store.path().parent().map(Path::to_owned),
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
        all.retain(|path| path != self.store.path());
        for path in &mut all {
            if let Ok(whole) = path.canonicalize() {
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
            .path()
            .with_file_name("erasures")
            .join(format!("erasure-{}.txt", erasure.entry));
        let mut text = format!(
            "erasure of the customer id:{}\nat: {}\nby: {}\nreason: {}\njournal entry: {}\n",
            erased.customer.0,
            erasure.at.rfc3339(),
            erasure.operator,
            erasure.reason,
            erasure.entry
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
        for report in &erased.reports {
            let _ = writeln!(text, "names the person, to be deleted by hand: {}", report.display());
        }
        write_private(&path, &text, Existing::Replace, Readers::of(self.settings.files))?;
        Ok(path)
    }
}

/// Erases a person in a copy, which stays a whole file of its own, and proves it again.
fn erase_in_copy(path: &Path, erasure: &Erasure) -> Result<(), BackupError> {
    let mut copy = Store::open(path, Access::Write)?;
    copy.erase_meant(erasure)?;
    copy.end_log()?;
    match copy.damage()?.into_iter().next() {
        Some(damage) => Err(BackupError::Damaged(damage)),
        None => Ok(()),
    }
}

/// Reports beside the file that bear a trace of the person.
fn reports_with(database: &Path, traces: &Traces) -> Vec<PathBuf> {
    let entries = fs::read_dir(database.with_file_name("reports"));
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
