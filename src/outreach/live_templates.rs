//! The texts of messages as they stand at this moment: what the shop mends serves the next message, without a restart.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use super::templates::LANGS;
use super::templates::Templates;
use crate::template::TemplateError;

/// A shop's folder of texts, read again when a file of it was changed; cheap to clone, every clone reads it once.
#[derive(Clone, Debug)]
pub struct LiveTemplates {
    folder: Option<Arc<Path>>,
    read: Arc<Mutex<(FileStamps, Templates)>>,
}

/// Each file with its size and when it was written last.
type FileStamps = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl LiveTemplates {
    /// Of a folder of texts, and what is wrong with those that are left out.
    pub fn load(folder: &Path) -> (LiveTemplates, Vec<TemplateError>) {
        // A file that is written meanwhile has another stamp at the next look.
        let stamps = stamps(folder);
        let (templates, broken) = Templates::load(folder);
        let live = LiveTemplates {
            folder: Some(folder.into()),
            read: Arc::new(Mutex::new((stamps, templates))),
        };
        (live, broken)
    }

    /// As they stand now.
    pub fn now(&self) -> Templates {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = &self.folder {
            let stamps = stamps(folder);
            if stamps != read.0 {
                *read = (stamps, Templates::load(folder).0);
            }
        }
        read.1.clone()
    }
}

impl From<Templates> for LiveTemplates {
    /// Texts that never change.
    fn from(templates: Templates) -> LiveTemplates {
        LiveTemplates {
            folder: None,
            read: Arc::new(Mutex::new((FileStamps::new(), templates))),
        }
    }
}

fn stamps(folder: &Path) -> FileStamps {
    let folders = LANGS.map(|lang| folder.join(lang.code()));
    let entries = folders.iter().map(PathBuf::as_path).chain([folder]);
    let files = entries
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    let mut stamps: FileStamps = files
        .map(|file| {
            // A link stands for what it leads to.
            let found = fs::metadata(file.path()).ok();
            let written = found.as_ref().and_then(|found| found.modified().ok());
            (file.path(), found.map_or(0, |found| found.len()), written)
        })
        .collect();
    stamps.sort();
    stamps
}
