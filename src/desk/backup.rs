//! Copies of the file that are proven before they count, and one put back in its place.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::Desk;
use super::error::DeskError;
use crate::domain::backup::Backup;
use crate::domain::backup::BackupFailure;
use crate::domain::local_time::local;
use crate::domain::time::Time;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::make_private;
use crate::private_file::whole_path;
use crate::store::Access;
use crate::store::Contents;
use crate::store::Location;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::meta;
use crate::store::meta::BACKUP;
use crate::store::meta::BACKUP_FAILED;
use crate::store::meta::COPIES;
use crate::store::meta::ERASURES;

/// A copy is made only where this many times its size is free.
const ROOM: u64 = 2;

/// Why there is no copy, or it was not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file itself, or the copy, could not be read or written.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The disk would not have it.
    #[error("{0}")]
    Disk(#[from] io::Error),
    /// Too little is free where the copy would lie; bytes.
    #[error("{free} bytes are free, {needed} are needed")]
    NoRoom {
        /// Twice the size of the file.
        needed: u64,
        /// What there is.
        free: u64,
    },
    /// What was written is not what was read: nothing was kept.
    #[error("the copy is not what was copied")]
    Unproven,
    /// The copy to be put back is damaged: what SQLite says of it.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// It is on a server, which has copies of its own.
    #[error("{0} is on a server, which is copied by its own means")]
    OnServer(Location),
    /// Another process has the file open, so nothing can take its place.
    #[error("another process has the file open")]
    InUse,
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> BackupError {
        BackupError::Desk(error.into())
    }
}

/// What became of a file that a copy took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the file that was there lies now; nothing when there was none.
    pub aside: Option<PathBuf>,
    /// How many orders the restored file has.
    pub orders: i64,
}

impl Desk {
    /// Where the nightly copies lie: the settings' folder, else the folder `backups` beside the file.
    pub fn backup_folder(&self) -> PathBuf {
        let set = self.settings.backup.folder.as_ref().map(PathBuf::from);
        set.unwrap_or_else(|| self.store.location().beside("backups"))
    }

    /// Copies the file into `folder` under a name that tells the moment, and deletes all but the `keep` newest copies
    /// there that bear such names.
    pub fn back_up_into(&mut self, folder: &Path, keep: usize) -> Result<(Backup, Vec<PathBuf>), BackupError> {
        let moment = local(self.settings.shop.time_zone, self.now());
        let name = format!(
            "{}-{}.db",
            self.store.location().name(),
            moment.format("%Y-%m-%d-%H%M%S")
        );
        let made = self.back_up_as(&folder.join(name))?;
        let mut gone = Vec::new();
        for old in self.dated_copies(folder)?.into_iter().rev().skip(keep.max(1)) {
            fs::remove_file(&old)?;
            gone.push(old);
        }
        if !gone.is_empty() {
            self.keep_copies(|copies| copies.retain(|copy| !gone.contains(copy)))?;
        }
        Ok((made, gone))
    }

    /// Copies the file to `path`, where nothing may be, reads the copy and remembers it. Others go on working meanwhile.
    pub fn back_up_as(&mut self, path: &Path) -> Result<Backup, BackupError> {
        let file = self.store.location().file();
        let file = file.ok_or_else(|| BackupError::OnServer(self.store.location().clone()))?;
        let source = Store::open(file, Access::Read)?;
        check_room(file, path)?;
        let readers = Readers::of(self.settings.files);
        let mut orders = 0;
        make_private(path, Existing::Refuse, readers, |part| {
            orders = proven_copy(&source, part)?.rows_of("orders");
            Ok::<_, BackupError>(())
        })?;
        let path = whole_path(path)?;
        let made = Backup {
            bytes: fs::metadata(&path)?.len(),
            at: self.now(),
            path: path.to_string_lossy().into_owned(),
            orders,
        };
        self.keep_copies(|copies| copies.push(path))?;
        let tx = self.store.write(made.at)?;
        tx.set_meta(BACKUP, &serde_json::to_string(&made).unwrap_or_default())?;
        tx.set_meta(BACKUP_FAILED, "")?;
        tx.commit()?;
        Ok(made)
    }

    /// The last copy that was made and proven.
    pub fn last_backup(&self) -> Result<Option<Backup>, DeskError> {
        Ok(meta::last_backup(&self.store)?)
    }

    /// Why the last try made none, when none was made since.
    pub fn backup_failure(&self) -> Result<Option<BackupFailure>, DeskError> {
        Ok(meta::backup_failure(&self.store)?)
    }

    /// Remembers that there is no copy, and why.
    pub fn backup_failed(&mut self, error: &BackupError) -> Result<(), DeskError> {
        let at = self.now();
        let why = error.to_string();
        let failure = serde_json::to_string(&BackupFailure { at, why }).unwrap_or_default();
        let tx = self.store.write(at)?;
        tx.set_meta(BACKUP_FAILED, &failure)?;
        Ok(tx.commit()?)
    }

    /// Every copy of this file that was ever made and not deleted by the desk.
    pub fn copies(&self) -> Result<Vec<PathBuf>, DeskError> {
        let kept = self.store.meta(COPIES)?.unwrap_or_default();
        Ok(serde_json::from_str(&kept).unwrap_or_default())
    }

    fn keep_copies(&mut self, change: impl FnOnce(&mut Vec<PathBuf>)) -> Result<(), DeskError> {
        let mut copies = self.copies()?;
        change(&mut copies);
        let tx = self.store.write(self.clock.now())?;
        tx.set_meta(COPIES, &serde_json::to_string(&copies).unwrap_or_default())?;
        Ok(tx.commit()?)
    }

    /// The copies in `folder` that are named by their moment, oldest first.
    fn dated_copies(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let before = format!("{}-", self.store.location().name());
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let moment = name.strip_prefix(&before).and_then(|rest| rest.strip_suffix(".db"));
            if moment.is_some_and(is_moment) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Puts the copy at `from` in the place of the file `to`; what was there is kept beside it. Refused while another
/// process has that file open. `now` names the file that is put aside.
pub fn restore(from: &Path, to: &Location, readers: Readers, now: Time) -> Result<Restored, BackupError> {
    let to = to.file().ok_or_else(|| BackupError::OnServer(to.clone()))?;
    let source = Store::open(from, Access::Read)?;
    check_room(from, to)?;
    // Held until the new file has its name: nobody writes a last line into what is put aside.
    let mut held = if to.exists() { Some(take(to)?) } else { None };
    let copies = held.as_ref().map(|old| old.meta(COPIES)).transpose()?.flatten();
    let erasures = held.as_ref().map(meta::erasures).transpose()?.unwrap_or_default();
    let aside = held.as_ref().map(|_| aside_of(to, now));
    let mut orders = 0;
    make_private(to, Existing::Replace, readers, |part| {
        orders = proven_copy(&source, part)?.rows_of("orders");
        let mut copy = Store::open(part, Access::Write)?;
        let mut known: Vec<PathBuf> = copies
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        known.extend(aside.clone());
        // Who was erased since the copy was made does not come back with it.
        if !erasures.is_empty() {
            copy.erase_meant(&erasures)?;
        }
        let tx = copy.write(now)?;
        tx.set_meta(COPIES, &serde_json::to_string(&known).unwrap_or_default())?;
        if !erasures.is_empty() {
            tx.set_meta(ERASURES, &meta::as_text(&erasures))?;
        }
        tx.commit()?;
        copy.settle()?;
        drop(copy);
        if let Some(aside) = &aside {
            // An open file gets no other name on a Windows; who opens it in between holds it against that.
            if cfg!(windows) {
                held = None;
            }
            fs::rename(to, aside).map_err(not_let_go)?;
        }
        Ok::<_, BackupError>(())
    })?;
    drop(held);
    Ok(Restored { aside, orders })
}

/// Why the file could not give way: a sharing violation is a Windows' word for somebody who has it open.
fn not_let_go(why: io::Error) -> BackupError {
    match why.raw_os_error() {
        Some(32) if cfg!(windows) => BackupError::InUse,
        _ => why.into(),
    }
}

fn take(path: &Path) -> Result<Store, BackupError> {
    match Store::alone(path) {
        Err(StoreError::Busy) => Err(BackupError::InUse),
        taken => Ok(taken?),
    }
}

/// Copies into the empty file at `part` and reads it: what is in it, when that is what was in the source.
fn proven_copy(source: &Store, part: &Path) -> Result<Contents, BackupError> {
    let meant = source.copy_into(part)?;
    let copy = Store::open(part, Access::Read)?;
    if let Some(damage) = copy.damage()?.into_iter().next() {
        return Err(BackupError::Damaged(damage));
    }
    if copy.contents()? != meant {
        return Err(BackupError::Unproven);
    }
    drop(copy);
    fs::OpenOptions::new().write(true).open(part)?.sync_all()?;
    Ok(meant)
}

/// Where the file that gives way at `now` is kept.
fn aside_of(path: &Path, now: Time) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".before-restore-{}", now.0));
    path.with_file_name(name)
}

/// Refuses where less than twice the size of the file is free.
fn check_room(file: &Path, copy: &Path) -> Result<(), BackupError> {
    let needed = fs::metadata(file)?.len().saturating_mul(ROOM);
    let folder = copy.ancestors().skip(1).find(|folder| folder.is_dir());
    let free = fs4::available_space(folder.unwrap_or(Path::new(".")))?;
    if free < needed {
        return Err(BackupError::NoRoom { needed, free });
    }
    Ok(())
}

/// `2026-11-29-030000`
fn is_moment(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2, 6] && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}
