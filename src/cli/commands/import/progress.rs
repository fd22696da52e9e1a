//! How far an import has come: a bar on a terminal's standard error, nothing where nobody looks.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::cli::output::reply::Progress;
use crate::domain::incoming::ImportCounts;
use crate::i18n::Tr;
use crate::intake::ReadProgress;
use crate::text;

/// How often it is drawn at most.
const PAUSE: Duration = Duration::from_millis(100);
/// How wide the bar itself is.
const WIDTH: u64 = 20;
/// How much of a file's name is shown.
const NAME: usize = 24;

/// The bar of one file.
pub struct Bar<'a> {
    tr: &'a Tr,
    line: Progress,
    name: String,
    passed: Arc<ReadProgress>,
    started: Instant,
    drawn: Option<Instant>,
}

impl<'a> Bar<'a> {
    pub fn new(tr: &'a Tr, name: &str, passed: Arc<ReadProgress>) -> Bar<'a> {
        Bar {
            tr,
            line: Progress::new(),
            name: short(name),
            passed,
            started: Instant::now(),
            drawn: None,
        }
    }

    /// Orders come in.
    pub fn show(&mut self, counts: &ImportCounts) {
        if self.is_due() {
            let line = line(
                self.tr,
                &self.name,
                self.passed.thousandths(),
                counts,
                self.started.elapsed(),
            );
            self.line.show(&line);
        }
    }

    /// Orders are only looked at.
    pub fn show_reading(&mut self, count: u64) {
        if self.is_due() {
            let args = [("name", self.name.as_str().into()), ("count", count.to_string().into())];
            self.line.show(&self.tr.with("import-reading", &args));
        }
    }

    fn is_due(&mut self) -> bool {
        let due = self.line.is_seen() && self.drawn.is_none_or(|at| at.elapsed() >= PAUSE);
        if due {
            self.drawn = Some(Instant::now());
        }
        due
    }
}

/// `orders.csv  ███████░░░░░░░░░░░░░  37 %  12400 read, 3100/s, 12 put aside`
fn line(tr: &Tr, name: &str, thousandths: Option<u64>, counts: &ImportCounts, elapsed: Duration) -> String {
    let bar = thousandths.map(|part| {
        let full = (part * WIDTH / 1_000).min(WIDTH);
        let cells = |cell: &str, count: u64| cell.repeat(usize::try_from(count).unwrap_or(0));
        format!("{}{}  {:>3} %", cells("█", full), cells("░", WIDTH - full), part / 10)
    });
    let millis = i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX).max(1);
    let args = [
        ("read", counts.read.to_string().into()),
        ("rate", (counts.read.saturating_mul(1_000) / millis).to_string().into()),
        ("rejected", counts.rejected.to_string().into()),
    ];
    let words = tr.with("import-progress", &args);
    let parts = [Some(name.to_owned()), bar, Some(words)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// The file's own name, without the folders it lies in.
fn short(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or(name);
    text::cut(&text::clean(own), NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::incoming::ImportCounts;
    use crate::i18n::Lang;
    use crate::i18n::Tr;
    use crate::text;

    #[test]
    fn the_bar_says_how_far_how_fast_and_what_was_put_aside() {
        let counts = ImportCounts {
            read: 12_400,
            rejected: 12,
            ..ImportCounts::default()
        };
        let drawn = |lang, part| line(&Tr::new(lang), "orders.csv", part, &counts, Duration::from_secs(4));
        assert_eq!(
            drawn(Lang::En, Some(375)),
            "orders.csv  ███████░░░░░░░░░░░░░   37 %  12400 read, 3100/s, 12 put aside"
        );
        assert_eq!(drawn(Lang::En, None), "orders.csv  12400 read, 3100/s, 12 put aside");
        let whole = drawn(Lang::Ru, Some(1_000));
        assert!(
            whole.contains("████████████████████  100 %") && text::width(&whole) < 80,
            "{whole}"
        );
    }

    #[test]
    fn a_long_name_leaves_room() {
        assert_eq!(short("/home/anna/выгрузки/orders\u{1b}.csv"), "orders.csv");
        assert!(text::width(&short(&"длинное-имя".repeat(9))) <= NAME);
    }
}
