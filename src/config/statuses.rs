//! What the words of a shop's exports mean: `statuses.toml` beside the settings, a section for each source of orders.
//!
//! ```toml
//! [prom]
//! "Чекає оплати" = "new"
//! ```
//!
//! It is the one file here that is written: `import` asks once what a word means and keeps the answer. A file and not the
//! database, as a person must be able to read the answers, mend one, and take them to another machine.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use toml::de::DeTable;

use super::error::ConfigError;
use super::nearest;
use super::quoted::bare_or_quoted;
pub use super::quoted::quoted;
use super::section::Source;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::incoming::ShopStatus;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;

/// Words and their meanings, by the source of the orders.
pub type StatusWords = BTreeMap<String, Vec<(String, ShopStatus)>>;

const HEAD: &str = "# What the status words of each shop mean: new, confirmed, dispatched, arrived, received, cancelled or \
                    returned.\n# The name in [brackets] is the source of the orders. `dozvon import` adds what it is told.\n";

/// Reads the file; one that is not there says nothing.
pub fn read(path: &Path) -> Result<StatusWords, ConfigError> {
    match fs::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).map_err(|_| ConfigError::not_utf8(path))?;
            parse(&text, path)
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(StatusWords::new()),
        Err(why) => Err(ConfigError::unreadable(path, &why)),
    }
}

/// Adds a word; what stands in the file stays as it is.
pub fn remember(path: &Path, source: &str, word: &str, status: ShopStatus, readers: Readers) -> io::Result<()> {
    let before = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(why) if why.kind() == io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(why) => return Err(why),
    };
    write_private(path, &added(&before, source, word, status), Existing::Replace, readers)
}

/// The line that gives a word a meaning.
pub fn line(word: &str, status: ShopStatus) -> String {
    format!("{} = \"{}\"", quoted(word), status.code())
}

/// The name of a section as the file writes it.
pub fn heading(source: &str) -> String {
    format!("[{}]", bare_or_quoted(source))
}

/// Reads the text of such a file; `path` is only for errors.
pub fn parse(text: &str, path: &Path) -> Result<StatusWords, ConfigError> {
    let source = Source::new(path, text);
    let document = source.document()?;
    let mut all = StatusWords::new();
    for (name, value) in document.get_ref() {
        let section = value.get_ref().as_table().ok_or_else(|| {
            let message = Label::of("setting-in_no_section").with("key", Cell::Text(name.get_ref().to_string()));
            source.error(&name.span(), message, Label::of("setting-in_no_section_hint"))
        })?;
        all.insert(name.get_ref().to_string(), words(source, section)?);
    }
    Ok(all)
}

/// The words of a section and their meanings.
pub(super) fn words(source: Source<'_>, section: &DeTable<'_>) -> Result<Vec<(String, ShopStatus)>, ConfigError> {
    let codes: Vec<&str> = ShopStatus::ALL.iter().map(|status| status.code()).collect();
    let word = |(word, value): (
        &toml::Spanned<std::borrow::Cow<'_, str>>,
        &toml::Spanned<toml::de::DeValue<'_>>,
    )| {
        let code = value.get_ref().as_str().unwrap_or_default();
        let status = ShopStatus::parse(code).ok_or_else(|| {
            let message = Label::of("setting-unknown_meaning").with("word", Cell::Text(word.get_ref().to_string()));
            source.error(&value.span(), message, nearest::hint(code, &codes))
        })?;
        Ok((word.get_ref().to_string(), status))
    };
    section.iter().map(word).collect()
}

/// True for the line that begins the section of a source, however a person wrote it: `[ prom ] # Prom.ua`.
fn is_heading_of(line: &str, source: &str) -> bool {
    let is_heading = line.trim_start().starts_with('[') && !line.trim_start().starts_with("[[");
    let table: Option<toml::Table> = is_heading.then(|| line.parse().ok()).flatten();
    table.is_some_and(|table| table.len() == 1 && table.contains_key(source))
}

/// The text with the word in the section of the source, which is made when there is none.
fn added(text: &str, source: &str, word: &str, status: ShopStatus) -> String {
    let (heading, line) = (heading(source), line(word, status));
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let at = text.lines().position(|line| is_heading_of(line, source));
    let Some(at) = at else {
        return format!("{text}{end}\n{heading}\n{line}\n");
    };
    let lines: Vec<&str> = text.lines().collect();
    let (above, below) = lines.split_at(at + 1);
    let mut out = String::new();
    for line in above
        .iter()
        .copied()
        .chain([line.as_str()])
        .chain(below.iter().copied())
    {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::incoming::ShopStatus;
    use crate::i18n::Lang;
    use crate::i18n::Tr;
    use crate::words;

    fn words_of(text: &str) -> StatusWords {
        parse(text, Path::new("statuses.toml")).unwrap()
    }

    #[test]
    fn an_answer_is_kept_beside_the_others_and_beside_what_a_person_wrote() {
        let mut text = HEAD.to_owned();
        for (source, word, status) in [
            ("prom", "Чекає оплати", ShopStatus::New),
            ("my shop", "у \"кравця\"", ShopStatus::Confirmed),
            ("prom", "custom-7", ShopStatus::Dispatched),
        ] {
            text = added(&text, source, word, status);
        }
        assert_eq!(
            text.strip_prefix(HEAD).unwrap(),
            "\n[prom]\n\"custom-7\" = \"dispatched\"\n\"Чекає оплати\" = \"new\"\n\n[\"my shop\"]\n\
             'у \"кравця\"' = \"confirmed\"\n"
        );
        let read = words_of(&text);
        assert_eq!(read["my shop"], [("у \"кравця\"".to_owned(), ShopStatus::Confirmed)]);
        assert_eq!(read["prom"].len(), 2);
        let commented = "[ \"prom\" ] # Prom.ua\n";
        assert_eq!(
            added(commented, "prom", "b", ShopStatus::New),
            format!("{commented}\"b\" = \"new\"\n")
        );
        let by_hand = "[prom] \n# моё\n\"a\" = \"new\"";
        assert_eq!(
            added(by_hand, "prom", "b", ShopStatus::Arrived),
            "[prom] \n\"b\" = \"arrived\"\n# моё\n\"a\" = \"new\"\n"
        );
    }

    #[test]
    fn a_word_typed_once_is_read_again_whatever_it_is() {
        let words_of_shops = [
            "у \"кравця\"",
            "it's",
            "'\"\\",
            "две\nстроки",
            "a\r\n\tb",
            "\u{7}\u{1b}[2J",
            "\"\"\"",
            "",
            "a.b",
            "# нет",
            "[prom]",
        ];
        let mut text = HEAD.to_owned();
        for word in words_of_shops {
            for source in ["prom", "мой \"магазин\"\n"] {
                text = added(&text, source, word, ShopStatus::Arrived);
            }
        }
        for source in ["prom", "мой \"магазин\"\n"] {
            let read: BTreeSet<String> = words_of(&text)[source].iter().map(|(word, _)| word.clone()).collect();
            assert_eq!(read, words_of_shops.map(str::to_owned).into_iter().collect());
        }
    }

    proptest! {
        #[test]
        fn any_word_is_read_again(word: String, source: String) {
            let text = added(HEAD, &source, &word, ShopStatus::New);
            prop_assert_eq!(&words_of(&text)[&source], &[(word, ShopStatus::New)]);
        }
    }

    #[test]
    fn a_slip_is_told_with_its_line_and_what_was_meant() {
        for (text, line, message, hint) in [
            (
                "[prom]\n\"a\" = \"shipped\"\n",
                2,
                "unknown meaning",
                "known here: new, confirmed",
            ),
            (
                "[prom]\n\"a\" = \"arived\"\n",
                2,
                "unknown meaning",
                "did you mean `arrived`?",
            ),
            ("\n\"a\" = \"new\"\n", 2, "no section", "[woocommerce]"),
            ("[prom\n", 1, "", "[brackets]"),
            ("[prom]\n\"a\" = \"new\"\n\"a\" = \"new\"\n", 3, "stands twice", ""),
        ] {
            let error = parse(text, Path::new("statuses.toml")).unwrap_err();
            assert_eq!(error.line, Some(line), "{text}: {error:?}");
            let tr = Tr::new(Lang::En);
            let said = (words::said(&tr, &error.message), words::said(&tr, &error.hint));
            assert!(said.0.contains(message) && said.1.contains(hint), "{text}: {said:?}");
        }
    }

    #[test]
    fn answers_survive_on_disk_and_a_file_that_is_not_there_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("statuses.toml");
        assert_eq!(read(&path).unwrap(), StatusWords::new());
        remember(&path, "prom", "a", ShopStatus::New, Readers::Owner).unwrap();
        remember(&path, "prom", "b", ShopStatus::Arrived, Readers::Owner).unwrap();
        assert_eq!(read(&path).unwrap()["prom"].len(), 2);
    }
}
