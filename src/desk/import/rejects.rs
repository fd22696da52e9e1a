//! The rejects of an import as a file of its own, beside the database: to be mended by hand and imported again.

use std::io;
use std::path::Path;
use std::path::PathBuf;

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportId;
use crate::domain::reject::Reject;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::whole_path;
use crate::private_file::write_private;
use crate::store::Location;

/// Why the rejects were not written to a file; they are kept in the database all the same.
#[derive(Debug, thiserror::Error)]
pub enum RejectsError {
    /// The database.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The file.
    #[error("cannot write {path}: {why}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
}

impl Desk {
    /// Writes what an import rejected and can be mended by hand; where to, if there is any. What waits in one file
    /// already, which may be half mended by now, stays there.
    pub fn write_rejects(&mut self, import: ImportId, format: Format) -> Result<Option<PathBuf>, RejectsError> {
        let rejects = self.store.open_rejects(import).map_err(DeskError::from)?;
        let mendable: Vec<&Reject> = rejects.iter().filter(|reject| reject.why.is_mendable()).collect();
        if let [(_, Some(file))] = self.store.reject_files(import).map_err(DeskError::from)?.as_slice() {
            let file = PathBuf::from(file);
            if file.exists() {
                return Ok(Some(file));
            }
        }
        let Some(path) = place(self.store.location(), import, format).filter(|_| !mendable.is_empty()) else {
            return Ok(None);
        };
        let text = if format.is_json() {
            objects(&mendable)
        } else {
            rows(&mendable)
        };
        let failed = |why: io::Error| RejectsError::File {
            path: path.clone(),
            why,
        };
        // Whole or not at all: a half-written file would lose orders in silence.
        let readers = Readers::of(self.settings.files);
        write_private(&path, &text, Existing::Replace, readers).map_err(failed)?;
        let path = whole_path(&path).unwrap_or(path);
        let now = self.clock.now();
        let tx = self.store.write(now).map_err(DeskError::from)?;
        tx.set_rejects_file(import, &path.to_string_lossy())
            .map_err(DeskError::from)?;
        tx.commit().map_err(DeskError::from)?;
        Ok(Some(path))
    }
}

/// `desk.rejects-12.json` beside `desk.db`; nowhere for a database in memory.
fn place(database: &Location, import: ImportId, format: Format) -> Option<PathBuf> {
    let in_memory = database.file().is_some_and(|path| path == Path::new(":memory:"));
    let extension = if format.is_json() { "json" } else { "csv" };
    let name = format!("{}.rejects-{}.{extension}", database.name(), import.0);
    (!in_memory).then(|| database.beside(name))
}

/// An array of the objects, each as it stood. Those not well formed stand there too, the reader finds its way.
fn objects(rejects: &[&Reject]) -> String {
    let objects: Vec<&str> = rejects.iter().map(|reject| reject.raw.trim()).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

/// The rows under their header, each as it came, for they come in again: what looks like a formula is the shop's own and
/// stays. A spreadsheet knows by the mark in front that it is UTF-8.
fn rows(rejects: &[&Reject]) -> String {
    let mut text = String::from("\u{feff}");
    let mut head = None;
    for reject in rejects {
        if head != reject.head.as_deref() {
            head = reject.head.as_deref();
            text.push_str(head.unwrap_or_default());
            text.push('\n');
        }
        text.push_str(&reject.raw);
        text.push('\n');
    }
    text
}
