//! What a shop's status words mean: kept beside the settings, asked for on a terminal.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::progress::Bar;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply as output;
use crate::config::paths;
use crate::config::profile::Profile;
use crate::config::statuses;
use crate::config::statuses::StatusWords;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::intake::Defaults;
use crate::intake::Opened;
use crate::intake::Rejected;
use crate::intake::Sink;
use crate::intake::Statuses;
use crate::text;

/// The meanings known here.
pub struct Stages {
    path: Option<PathBuf>,
    words: StatusWords,
    /// Words the operator left for later: they are not asked for twice.
    left: BTreeSet<(String, String)>,
}

impl Stages {
    /// Reads what was answered before.
    pub fn read(context: &Context) -> Result<Stages, Failure> {
        let path = paths::beside(context.config_file().as_deref(), "statuses.toml");
        let words = path.as_deref().map(statuses::read).transpose();
        let mut words = context.read_config(words)?.unwrap_or_default();
        // What was published goes before what this machine was told.
        for (source, published) in context.shop().published().iter().flat_map(|shop| &shop.statuses) {
            let of = words.entry(source.clone()).or_default();
            of.retain(|(word, _)| published.iter().all(|(known, _)| known != word));
            of.extend(published.iter().cloned());
        }
        Ok(Stages {
            path,
            words,
            left: BTreeSet::new(),
        })
    }

    /// The meanings that hold for a source; a profile's own come first.
    pub fn of(&self, source: &str, profile: &Profile) -> Statuses {
        let kept = self.words.get(source).map(Vec::as_slice).unwrap_or_default();
        let all = kept.iter().chain(&profile.statuses);
        all.map(|(word, status)| (word.as_str(), *status)).collect()
    }

    /// Every meaning that was answered: source, word, stage.
    pub fn all(&self) -> Vec<(String, String, ShopStatus)> {
        let all = self.words.iter().flat_map(|(source, words)| {
            let of = words
                .iter()
                .map(move |(word, status)| (source.clone(), word.clone(), *status));
            of.collect::<Vec<_>>()
        });
        all.collect()
    }

    /// The section, the line and the file that give a word a meaning.
    pub fn remedy(&self, source: &str, word: &str) -> (String, String, String) {
        let path = self
            .path
            .as_ref()
            .map_or_else(|| "statuses.toml".to_owned(), |path| path.display().to_string());
        let line = statuses::line(word, ShopStatus::New);
        (statuses::heading(source), line, path)
    }

    /// Reads a file only to see which of its words nobody has explained, and asks for each.
    pub fn ask(&mut self, context: &Context, opened: Opened<'_>, defaults: &Defaults, bar: Bar<'_>) {
        let source = opened.source(defaults);
        let mut looking = Looking {
            rejected: Rejected::default(),
            seen: 0,
            bar,
        };
        // What cannot be read will be said by the import itself.
        let _ = opened.parse(defaults, &mut looking);
        let Looking { rejected, bar, .. } = looking;
        drop(bar);
        for (word, count) in rejected.unexplained {
            let key = (source.clone(), word.clone());
            if self.left.contains(&key) {
                continue;
            }
            match answer(context, &source, &word, count) {
                Some(status) => self.keep(context, &source, word, status),
                None => {
                    self.left.insert(key);
                }
            }
        }
    }

    /// Keeps what a word means.
    pub fn keep(&mut self, context: &Context, source: &str, word: String, status: ShopStatus) {
        if let Some(path) = &self.path
            && let Err(why) = statuses::remember(path, source, &word, status, context.readers())
        {
            let why = format!("{}: {why}", path.display());
            output::remark(&context.tr.with("import-not_kept", &[("message", why.into())]));
        }
        self.words.entry(source.to_owned()).or_default().push((word, status));
    }
}

/// The stage that is meant; nothing when the question is left for later.
fn answer(context: &Context, source: &str, word: &str, count: u64) -> Option<ShopStatus> {
    let args = [
        ("count", i64::try_from(count).unwrap_or(i64::MAX).into()),
        ("source", text::clean(source).into()),
        ("word", text::clean(word).into()),
    ];
    output::remark(&context.tr.with("import-ask", &args));
    for (number, status) in ShopStatus::ALL.iter().enumerate() {
        output::remark(&format!(
            "  {}  {}",
            number + 1,
            context.tr.coded("stage", status.code())
        ));
    }
    output::remark(&format!("  {}", context.tr.text("import-ask_later")));
    loop {
        let typed = output::ask("> ")?;
        let typed = text::fold(&typed);
        if typed.is_empty() {
            return None;
        }
        let by_number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let by_number = by_number.and_then(|at| ShopStatus::ALL.get(at)).copied();
        if let Some(status) = by_number.or_else(|| ShopStatus::parse(&typed)) {
            return Some(status);
        }
        output::remark(&context.tr.text("import-not_one"));
    }
}

/// Sees what would be rejected.
struct Looking<'a> {
    rejected: Rejected,
    seen: u64,
    bar: Bar<'a>,
}

impl Sink for Looking<'_> {
    fn take(&mut self, item: Item) -> std::ops::ControlFlow<()> {
        self.seen += 1;
        self.bar.show_reading(self.seen);
        self.rejected.take(item)
    }
}
