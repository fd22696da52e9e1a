//! A source file as the rules read it: code apart from comments, text and tests.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::mask::Masked;

/// One `.rs` file.
pub struct Source {
    /// From the top of the repository, with `/` on every system.
    pub path: String,
    /// As it stands.
    pub raw: String,
    /// The same lines with comments and the insides of literals blanked out.
    pub code: String,
    /// The same lines with comments alone blanked out.
    uncommented: String,
    /// For every line: whether it is built for tests alone.
    tests: Vec<bool>,
}

impl Source {
    /// Reads `text` as the file at `path`.
    pub fn new(path: &str, text: &str) -> Source {
        let Masked { code, uncommented } = Masked::of(text);
        Source {
            path: path.to_owned(),
            raw: text.to_owned(),
            tests: test_lines(&code),
            code,
            uncommented,
        }
    }

    /// The code of every line, with its number.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The code that ends up in the program.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|&(number, _)| !self.tests[number - 1])
    }

    /// The same as one text.
    pub fn product(&self) -> String {
        let lines: Vec<&str> = self.product_lines().map(|(_, line)| line).collect();
        lines.join("\n")
    }

    /// How many lines of the program are code: neither blank nor a comment.
    pub fn lines_of_code(&self) -> usize {
        let lines = self.uncommented.lines().zip(&self.tests);
        lines
            .filter(|(line, is_test)| !**is_test && !line.trim().is_empty())
            .count()
    }

    /// True when the whole file is built for tests alone.
    pub fn is_for_tests(&self) -> bool {
        self.tests.iter().all(|is_test| *is_test)
    }

    /// `path:line`, as an editor opens it.
    pub fn at(&self, number: usize) -> String {
        format!("{}:{number}", self.path)
    }

    /// The modules this file declares as files of their own, with whether they are for tests alone.
    pub fn declared(&self) -> impl Iterator<Item = (&str, bool)> {
        self.lines().filter_map(|(number, line)| {
            let words = line.trim().strip_suffix(';')?;
            let name = words
                .strip_prefix("mod ")
                .or_else(|| words.split_once(" mod ").map(|(_, name)| name))?;
            Some((name, self.tests[number - 1]))
        })
    }

    /// Where the files of the modules it declares lie.
    pub fn folder(&self) -> String {
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        match name {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            _ => format!("{folder}/{}", name.trim_end_matches(".rs")),
        }
    }

    fn mark_as_test(&mut self) {
        self.tests.fill(true);
    }
}

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.rs` file below `folder`, in order of path, with files that only tests use known as such.
pub fn sources_below(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let mut sources: Vec<Source> = paths
        .iter()
        .map(|path| Source::new(&shown(path), &fs::read_to_string(path).unwrap()))
        .collect();
    mark_test_modules(&mut sources);
    sources
}

fn mark_test_modules(sources: &mut [Source]) {
    let stems: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            let test_modules = source.declared().filter(|&(_, for_tests)| for_tests);
            test_modules.map(|(name, _)| format!("{}/{name}", source.folder()))
        })
        .collect();
    for source in sources {
        let is_below =
            |stem: &String| source.path == format!("{stem}.rs") || source.path.starts_with(&format!("{stem}/"));
        if stems.iter().any(is_below) {
            source.mark_as_test();
        }
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn shown(path: &Path) -> String {
    let parts = path.strip_prefix(root()).unwrap().components();
    let parts: Vec<String> = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Marks what a `#[cfg(test)]` stands over: one line, or a block up to the brace under its first letter, where rustfmt
/// puts it.
fn test_lines(code: &str) -> Vec<bool> {
    let lines: Vec<&str> = code.lines().collect();
    let mut marks = vec![false; lines.len()];
    let mut index = 0;
    while index < lines.len() {
        if lines[index].trim_start().starts_with("#[cfg(test)]") {
            let end = item_end(&lines, index);
            marks[index..=end].fill(true);
            index = end;
        }
        index += 1;
    }
    marks
}

fn item_end(lines: &[&str], attribute: usize) -> usize {
    let indent = lines[attribute].len() - lines[attribute].trim_start().len();
    let item = (attribute..lines.len()).find(|&index| {
        let line = lines[index].trim();
        !line.is_empty() && !line.starts_with("#[")
    });
    let Some(item) = item else { return lines.len() - 1 };
    if lines[item].trim_end().ends_with([';', '}']) {
        return item;
    }
    let brace = format!("{}}}", " ".repeat(indent));
    (item..lines.len())
        .find(|&index| lines[index].trim_end() == brace)
        .unwrap_or(lines.len() - 1)
}

#[test]
fn test_code_is_told_from_the_program() {
    let source = Source::new(
        "src/a.rs",
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\n#[path = \"x\"]\nmod d;\nmod e;\n",
    );
    let product: Vec<usize> = source.product_lines().map(|(number, _)| number).collect();
    assert_eq!(product, [1, 6, 10]);
    let declared: Vec<(&str, bool)> = source.declared().collect();
    assert_eq!(declared, [("d", true), ("e", false)]);
    assert_eq!(source.folder(), "src/a");
}

#[test]
fn only_lines_of_code_are_counted() {
    let text =
        "//! A.\n\nfn a() { // b\n    /* c\n    d */\n    \"e\n    f // g\n\n    \"\n}\n#[cfg(test)]\nmod tests {\n}\n";
    assert_eq!(Source::new("src/a.rs", text).lines_of_code(), 5);
}
