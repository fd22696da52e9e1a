//! The shop's own texts as they stand at this moment: what is mended serves the next use, without a restart.

use std::fmt;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::SystemTime;

use super::TemplateError;

/// A shop's folder of texts, read again when a file of it was changed; cheap to clone, every clone reads it once.
#[derive(Clone)]
pub struct LiveTexts<T> {
    /// None: they never change.
    source: Option<(Arc<Path>, Arc<Load<T>>)>,
    read: Arc<Mutex<LastRead<T>>>,
}

type Load<T> = dyn Fn(&Path) -> (T, Vec<TemplateError>) + Send + Sync;

/// Each file with its size and when it was written last.
type FileStamps = Vec<(PathBuf, u64, Option<SystemTime>)>;

struct LastRead<T> {
    stamps: FileStamps,
    texts: T,
    broken: Vec<TemplateError>,
    /// How often it was read.
    times: u64,
}

impl<T: Clone> LiveTexts<T> {
    /// What `load` makes of a folder, and what is wrong with those that are left out.
    pub fn load(
        folder: &Path,
        load: impl Fn(&Path) -> (T, Vec<TemplateError>) + Send + Sync + 'static,
    ) -> (LiveTexts<T>, Vec<TemplateError>) {
        // A file that is written meanwhile has another stamp at the next look.
        let stamps = stamps(folder);
        let (texts, broken) = load(folder);
        let read = LastRead {
            stamps,
            texts,
            broken: broken.clone(),
            times: 1,
        };
        let live = LiveTexts {
            source: Some((folder.into(), Arc::new(load))),
            read: Arc::new(Mutex::new(read)),
        };
        (live, broken)
    }

    /// As they stand now; looks at the folder.
    pub fn now(&self) -> T {
        self.look().texts.clone()
    }

    /// As they were read last; looks at no file.
    pub fn kept(&self) -> T {
        self.read().texts.clone()
    }

    /// Looks at the folder, and says what is wrong with its texts when they were read since `seen`, which counts how often
    /// they were: 1 after [`LiveTexts::load`].
    pub fn news(&self, seen: &mut u64) -> Option<Vec<TemplateError>> {
        let read = self.look();
        (std::mem::replace(seen, read.times) != read.times).then(|| read.broken.clone())
    }

    fn look(&self) -> MutexGuard<'_, LastRead<T>> {
        if let Some((folder, load)) = &self.source {
            let stamps = stamps(folder);
            let is_other = self.read().stamps != stamps;
            if is_other {
                // Read before it is locked: the screen asks for what was read last, and waits for no file.
                let (texts, broken) = load(folder);
                let mut read = self.read();
                *read = LastRead {
                    stamps,
                    texts,
                    broken,
                    times: read.times + 1,
                };
            }
        }
        self.read()
    }

    fn read(&self) -> MutexGuard<'_, LastRead<T>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> From<T> for LiveTexts<T> {
    /// Texts that never change.
    fn from(texts: T) -> LiveTexts<T> {
        let read = LastRead {
            stamps: FileStamps::new(),
            texts,
            broken: Vec::new(),
            times: 1,
        };
        LiveTexts {
            source: None,
            read: Arc::new(Mutex::new(read)),
        }
    }
}

impl<T> fmt::Debug for LiveTexts<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LiveTexts")
    }
}

/// Of the files of a folder and of the folders in it, one for each language.
fn stamps(folder: &Path) -> FileStamps {
    let within = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    let mut paths = within(folder);
    let below: Vec<PathBuf> = paths.iter().flat_map(|path| within(path)).collect();
    paths.extend(below);
    let mut stamps: FileStamps = paths
        .into_iter()
        .map(|path| {
            // A link stands for what it leads to.
            let found = fs::metadata(&path).ok();
            let written = found.as_ref().and_then(|found| found.modified().ok());
            (path, found.map_or(0, |found| found.len()), written)
        })
        .collect();
    stamps.sort();
    stamps
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::domain::cell::Label;
    use crate::template::TextFolder;
    use crate::template::read_sound;

    fn words(folder: &Path) -> (Vec<String>, Vec<TemplateError>) {
        read_sound(&TextFolder::from(folder).join("en"), "md", |file| {
            let text = file.text()?;
            if text.contains("slip") {
                let hint = Label::of("text-hint_values");
                return Err(TemplateError::of_file(&file.path, text, hint));
            }
            Ok(text)
        })
    }

    #[test]
    fn what_was_changed_is_read_once_and_its_slips_are_told_to_everybody_once() {
        let folder = tempfile::tempdir().unwrap();
        let (live, broken) = LiveTexts::load(folder.path(), words);
        let (mut one, mut other) = (1, 1);
        assert_eq!(
            (live.now(), broken),
            (Vec::new(), Vec::new()),
            "no folder is an empty one"
        );
        assert_eq!(live.news(&mut one), None);
        let file = folder.path().join("en").join("a.md");
        fs::create_dir(folder.path().join("en")).unwrap();
        fs::write(&file, "Good day").unwrap();
        assert_eq!(live.kept(), Vec::<String>::new(), "nobody has looked");
        assert_eq!(live.clone().news(&mut one), Some(Vec::new()));
        assert_eq!((live.news(&mut one), live.kept()), (None, vec!["Good day".to_owned()]));
        fs::write(&file, "a slip of the pen").unwrap();
        assert_eq!(live.now(), Vec::<String>::new());
        // Who asks only now hears of it all the same.
        for seen in [&mut one, &mut other] {
            let told = live.news(seen).unwrap();
            assert_eq!(told[0].path, file);
            assert_eq!(live.news(seen), None);
        }
        fs::remove_file(&file).unwrap();
        assert_eq!(live.news(&mut one), Some(Vec::new()));
        let still = LiveTexts::from(vec!["A".to_owned()]);
        assert_eq!((still.now(), still.news(&mut 1)), (vec!["A".to_owned()], None));
    }
    #[test]
    fn what_was_read_last_is_there_while_a_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let shared: Arc<OnceLock<LiveTexts<bool>>> = Arc::default();
        let of_load = Arc::clone(&shared);
        let is_free = move |_: &Path| {
            let live = of_load.get();
            (live.is_some_and(|live| live.read.try_lock().is_ok()), Vec::new())
        };
        let (live, _) = LiveTexts::load(folder.path(), is_free);
        assert!(shared.set(live.clone()).is_ok());
        fs::write(folder.path().join("a.md"), "Good day").unwrap();
        assert!(live.now(), "not locked while the folder is read");
    }
}
