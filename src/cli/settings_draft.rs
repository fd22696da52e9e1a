//! Settings that are asked for one after another and written into the file at once, what each key is for beside it where
//! the file was empty.

use std::path::Path;
use std::path::PathBuf;

use super::context::Context;
use super::output::failure::Failure;
use super::output::failure::Kind;
use super::output::reply;
use super::output::reply::Form;
use super::output::reply::remark;
use super::setting_change;
use crate::config;
use crate::config::paths;
use crate::domain::rights::Rights;
use crate::domain::settings::SecretRef;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;
use crate::text::clean;
use crate::words;

/// Typed for nothing: a closed day, no phone.
pub const NOTHING: &str = "-";
/// An answer that cannot be used is asked for again so often.
const TRIES: usize = 3;
/// More files of one name are a mistake of somebody's.
const MOST_ALIKE: u32 = 100;

/// What an answer sets: keys with their section, and values as they are typed.
pub type Sets = Vec<(String, String)>;

/// The text of the settings file as it will be.
pub struct SettingsDraft<'a> {
    context: &'a Context,
    text: String,
    file: PathBuf,
    asks: bool,
    /// Secrets that were typed, with the files they are kept in once all the rest is fine.
    secrets: Vec<(PathBuf, String)>,
}

impl SettingsDraft<'_> {
    /// Of the file in force, or the one that will be. Only an owner may.
    pub fn of(context: &Context) -> Result<SettingsDraft<'_>, Failure> {
        context.needs(Rights::Owner)?;
        let file = context.config_file().or_else(paths::usual_config_file);
        let file = file.ok_or_else(|| Failure::usage(&context.tr, "config-nowhere", "").of_kind(Kind::Config))?;
        Ok(SettingsDraft {
            context,
            text: context.config_text().to_owned(),
            file,
            asks: reply::somebody_is_there() && context.form == Form::Plain,
            secrets: Vec::new(),
        })
    }

    /// Whether somebody is there to be asked.
    pub fn asks(&self) -> bool {
        self.asks
    }

    /// The file that is written.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Takes what was said, or asks for it; what nobody says is `usual` where somebody is asked, and else stays. Gives the
    /// answer.
    pub fn take(
        &mut self,
        question: &str,
        said: Option<&str>,
        usual: &str,
        meaning: impl Fn(&Context, String) -> Result<Sets, Failure>,
    ) -> Result<String, Failure> {
        let mut failure = None;
        for _ in 0..TRIES {
            let typed = match (said, self.asks) {
                (Some(said), _) => said.to_owned(),
                (None, false) => return Ok(usual.to_owned()),
                (None, true) => self.ask(question, usual)?,
            };
            let typed = match typed.trim() {
                NOTHING => String::new(),
                typed => typed.to_owned(),
            };
            let set = meaning(self.context, typed.clone()).and_then(|sets| self.set(&sets));
            match set {
                Ok(()) => return Ok(typed),
                Err(wrong) if self.asks && said.is_none() => {
                    // What is said of a setting is no whole sentence without what to write there.
                    let joint = if wrong.message.ends_with('.') { " " } else { ": " };
                    remark(&format!("{}{joint}{}", wrong.message, wrong.hint));
                    failure = Some(wrong);
                }
                Err(wrong) => return Err(wrong),
            }
        }
        Err(failure.unwrap_or_else(|| self.not_said(question)))
    }

    /// Likewise a secret: nobody who looks on sees it, and one that is typed itself goes into a file only its owner reads.
    /// Without an answer it stays as it is.
    pub fn take_secret(&mut self, question: &str, said: Option<&str>, key: &str, name: &str) -> Result<(), Failure> {
        let asked = || reply::ask_unseen(&format!("{}: ", self.context.tr.text(question)));
        let told = match (said, self.asks) {
            (Some(said), _) => Some(said.to_owned()),
            (None, true) => asked(),
            (None, false) => None,
        };
        let Some(told) = told.map(|told| told.trim().to_owned()).filter(|told| !told.is_empty()) else {
            return Ok(());
        };
        let at = SecretRef::parse(&told).unwrap_or_else(|| {
            let path = secret_file(&self.file, name, "secret");
            self.secrets.push((path.clone(), told));
            SecretRef::File(path.to_string_lossy().into_owned())
        });
        self.set(&vec![(key.to_owned(), at.written())])
    }

    fn ask(&self, question: &str, usual: &str) -> Result<String, Failure> {
        let shown = if usual.is_empty() { NOTHING } else { usual };
        let typed = reply::ask(&format!("{} [{}]: ", self.context.tr.text(question), clean(shown)));
        let typed = typed.ok_or_else(|| self.not_said(question))?;
        Ok(if typed.trim().is_empty() {
            shown.to_owned()
        } else {
            typed
        })
    }

    fn not_said(&self, question: &str) -> Failure {
        Failure::usage(&self.context.tr, "init-not_said", &self.context.tr.text(question))
    }

    /// Whether the file says it already.
    pub fn says(&self, key: &str) -> bool {
        let settings = self.context.file_settings();
        let all = settings.map(|settings| config::every_setting(&settings, self.context.config_text()));
        all.iter()
            .flatten()
            .any(|setting| setting.full_name() == key && setting.line.is_some())
    }

    /// Sets what is known without a question.
    pub fn set(&mut self, sets: &Sets) -> Result<(), Failure> {
        let mut text = self.text.clone();
        for (key, value) in sets {
            let settings = self.context.read_config(config::parse(&text, &self.file))?;
            let all = config::every_setting(&settings, &text);
            let setting = all.iter().find(|setting| setting.full_name() == *key);
            let Some(setting) = setting else { continue };
            let changed = config::changed(&text, &self.file, setting, Some(value));
            text = changed.map_err(|error| setting_change::failure(self.context, setting, Some(value), error))?;
        }
        self.text = text;
        Ok(())
    }

    /// Writes it; gives what holds from now on, and whether it is another than before.
    pub fn keep(self) -> Result<(Context, bool), Failure> {
        let seen = self.context.config_text();
        let is_new = self.text != seen;
        let text = if is_new && seen.trim().is_empty() {
            self.with_remarks()
        } else {
            self.text.clone()
        };
        for (path, secret) in &self.secrets {
            let kept = write_private(path, &format!("{secret}\n"), Existing::Refuse, Readers::Owner);
            kept.map_err(|why| {
                let what = format!("{}: {why}", path.display());
                Failure::usage(&self.context.tr, "feed-no_secret_kept", &what).of_kind(Kind::Config)
            })?;
        }
        let after = setting_change::keep(self.context, &self.file, &text).inspect_err(|_| {
            for (path, _) in &self.secrets {
                let _ = std::fs::remove_file(path);
            }
        })?;
        Ok((after, is_new))
    }

    /// What each key is for, beside it, and on top where the others are.
    fn with_remarks(&self) -> String {
        let tr = &self.context.tr;
        let mut section = String::new();
        let header = tr.text("init-header");
        let mut out: Vec<String> = header.lines().map(|line| format!("# {line}")).collect();
        out.push(String::new());
        for line in self.text.trim_end().lines() {
            if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                heading.clone_into(&mut section);
            }
            out.push(match line.split_once(" = ") {
                Some((key, _)) => format!("{line}  # {}", words::setting(tr, &section, key)),
                None => line.to_owned(),
            });
        }
        out.push(String::new());
        out.join("\n")
    }
}

/// Where a secret is kept that was typed itself: names that differ in signs alone have a file each, and what lies there is
/// nobody's to end.
pub fn secret_file(settings: &Path, name: &str, key: &str) -> PathBuf {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let folder = settings.parent().map(Path::to_path_buf).unwrap_or_default();
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let folder = folder.join("secrets");
    let named = |number: u32| match number {
        1 => folder.join(format!("{plain}.{key}")),
        _ => folder.join(format!("{plain}-{number}.{key}")),
    };
    let mut paths = (1..MOST_ALIKE).map(named);
    let free = paths.find(|path| path.symlink_metadata().is_err());
    free.unwrap_or_else(|| named(MOST_ALIKE))
}
