//! How a rule speaks when it is broken, and how it looks for words.

use super::source::Source;

/// A rule of the house: what it asks, why, and what to do instead.
pub struct Rule {
    /// One sentence.
    pub asks: &'static str,
    /// Why it is worth keeping.
    pub why: &'static str,
    /// What to do about a breach.
    pub instead: &'static str,
}

impl Rule {
    /// Fails with a lesson unless nothing was found.
    pub fn hold(&self, found: &[String]) {
        assert!(
            found.is_empty(),
            "\n\n{}\n\n{}\n\nWhy: {}\nInstead: {}\n",
            self.asks,
            found
                .iter()
                .map(|line| format!("  {line}"))
                .collect::<Vec<_>>()
                .join("\n"),
            self.why,
            self.instead,
        );
    }
}

/// Every place in the program that says one of `words`, outside the files and folders (`…/`) in `allowed`.
pub fn said_outside(sources: &[Source], words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources
        .iter()
        .filter(|source| !allowed.iter().any(|place| is_in(&source.path, place)))
    {
        for (number, line) in source.product_lines() {
            let said = words.iter().filter(|word| says(line, word));
            found.extend(said.map(|word| format!("{}: {word}", source.at(number))));
        }
    }
    found
}

/// True when `place` is the file at `path`, or a folder (`…/`) it lies in.
pub fn is_in(path: &str, place: &str) -> bool {
    path == place || (place.ends_with('/') && path.starts_with(place))
}

/// True when `line` has `word` and not as a part of a longer name.
pub fn says(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let starts_inside = word.starts_with(is_name) && before.is_some_and(is_name);
        let ends_inside = word.ends_with(is_name) && after.is_some_and(is_name);
        !starts_inside && !ends_inside
    })
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn a_word_is_found_only_when_it_stands_by_itself() {
    assert!(says("println!()", "println!"));
    assert!(!says("eprintln!()", "println!"));
    assert!(says("a.unwrap()", ".unwrap()"));
    assert!(!says("a.unwrap_or(b)", ".unwrap()"));
    assert!(says("std::fs::read", "std::fs"));
    assert!(!says("std::fsx", "std::fs"));
}
