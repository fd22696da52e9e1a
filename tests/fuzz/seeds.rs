//! The importers' own fixtures: every long text in a test of theirs that looks like a file.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// A shorter text is no file.
const LEAST: usize = 40;

/// Each once, in a fixed order.
pub fn all() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/intake");
    let mut sources = Vec::new();
    below(&folder, &mut sources);
    sources.sort();
    let mut found: Vec<Vec<u8>> = Vec::new();
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        let is_test = source.to_string_lossy().contains("test");
        let tests = if is_test {
            0
        } else {
            text.find("#[cfg(test)]").unwrap_or(text.len())
        };
        for literal in literals(&text[tests..]) {
            let looks_like_a_file = literal.len() >= LEAST && literal.contains(['{', ';', ',', '<', '\t']);
            if looks_like_a_file && !found.contains(&literal.clone().into_bytes()) {
                found.push(literal.into_bytes());
            }
        }
    }
    found
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source, raw and plain.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (before, from) = rest.split_at(at);
        let marks = before.len() - before.trim_end_matches('#').len();
        if before.trim_end_matches('#').ends_with('r') {
            let end = format!("\"{}", "#".repeat(marks));
            let Some(length) = from[1..].find(&end) else {
                return found;
            };
            found.push(from[1..=length].to_owned());
            rest = &from[1 + length + end.len()..];
        } else {
            let Some((literal, length)) = plain(&from[1..]) else {
                return found;
            };
            found.push(literal);
            rest = &from[1 + length..];
        }
    }
    found
}

/// A plain literal, its escapes undone, and how long it is with its closing mark.
fn plain(from: &str) -> Option<(String, usize)> {
    let mut literal = String::new();
    let mut chars = from.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((literal, at + 1)),
            '\\' => match chars.next()?.1 {
                'n' => literal.push('\n'),
                'r' => literal.push('\r'),
                't' => literal.push('\t'),
                '\n' => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                other => literal.push(other),
            },
            _ => literal.push(c),
        }
    }
    None
}
