//! The files: what lies where, how long it may be and how it begins.

use std::collections::BTreeSet;
use std::fs;

use super::rule::Rule;
use super::rule::is_in;
use super::source::Source;
use super::source::root;
use super::source::sources_below;

/// Longer than this and a file holds more than one idea.
const LONGEST: usize = 600;

/// What the top level holds besides dotfiles. `target` is built, not kept.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "assets",
    "config.example.toml",
    "src",
    "target",
    "tests",
];

/// Files that are longer for a reason.
const LONG: &[&str] = &[];

#[test]
fn the_top_level_holds_only_what_was_agreed() {
    let entries = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let found: Vec<String> = entries
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    Rule {
        asks: "The top level holds only what TOP (tests/tidy/house.rs) names.",
        why: "a newcomer sees the whole house at a glance",
        instead: "data of the program goes to assets, what only tests read to tests/data, how to work here to .github",
    }
    .hold(&found);
}

#[test]
fn no_file_is_too_long() {
    let sources = sources_below("src");
    let long = sources
        .iter()
        .filter(|source| !LONG.iter().any(|place| is_in(&source.path, place)));
    let found: Vec<String> = long
        .map(|source| (source, source.raw.lines().count()))
        .filter(|&(_, lines)| lines > LONGEST)
        .map(|(source, lines)| format!("{}: {lines} lines", source.path))
        .collect();
    Rule {
        asks: "No file of src is over 600 lines; most have 60 to 230.",
        why: "one idea in one place: a file that long holds several",
        instead: "take the second idea into a file of its own, or the tests into `tests.rs` beside it",
    }
    .hold(&found);
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let found: Vec<String> = everything()
        .iter()
        .filter(|source| !source.raw.starts_with("//! "))
        .map(|source| source.at(1))
        .collect();
    Rule {
        asks: "Every .rs file begins with a `//!` line.",
        why: "the reader learns what the file is for before how it works",
        instead: "write one sentence; if it needs an `and`, the file may be two",
    }
    .hold(&found);
}

#[test]
fn a_mod_file_holds_only_its_parts() {
    let mut found = Vec::new();
    for source in sources_below("src")
        .iter()
        .filter(|source| source.path.ends_with("/mod.rs"))
    {
        if let Some((number, line)) = source.product_lines().find(|(_, line)| !is_part(line)) {
            found.push(format!("{}: {}", source.at(number), line.trim()));
        }
    }
    Rule {
        asks: "A mod.rs holds only its docs, `mod` and `pub use`.",
        why: "what a folder defines is found by the names of its files, and no file needs the one that lists it",
        instead: "move the code to a file that is named after it, and export it from here",
    }
    .hold(&found);
}

/// True for a line of a mod.rs that declares or re-exports, is blank or an attribute.
fn is_part(line: &str) -> bool {
    let line = line.trim();
    let after = line.strip_prefix("pub").map(str::trim_start);
    let after = after.map(|rest| {
        if rest.starts_with('(') {
            rest.split_once(')').map_or(rest, |(_, rest)| rest)
        } else {
            rest
        }
    });
    let declared = after.unwrap_or(line).trim_start();
    line.is_empty()
        || line.starts_with("#[")
        || (declared.starts_with("mod ") && declared.ends_with(';'))
        || (after.is_some() && declared.starts_with("use "))
}

#[test]
fn every_file_is_built() {
    let sources = everything();
    let roots: BTreeSet<String> = built_by_cargo().collect();
    let declared: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| {
            // The modules of a file that Cargo builds lie beside it.
            let beside = source.path.trim_end_matches(".rs").rsplit_once('/');
            let folder = match beside {
                Some((folder, _)) if roots.contains(source.path.trim_end_matches(".rs")) => folder.to_owned(),
                _ => source.folder(),
            };
            let below = source.declared().map(move |(name, _)| format!("{folder}/{name}"));
            below.chain(pathed(source)).collect::<Vec<_>>()
        })
        .chain(roots.iter().cloned())
        .collect();
    let found: Vec<String> = sources
        .iter()
        .filter(|source| {
            let stem = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
            !declared.contains(stem)
        })
        .map(|source| source.path.clone())
        .collect();
    Rule {
        asks: "Every .rs file is a module of some other, or a path in Cargo.toml.",
        why: "a file nobody declares is never compiled, and a test in it never runs",
        instead: "add the `mod` line, or the `[[test]]` or `[[bench]]` entry; or delete the file",
    }
    .hold(&found);
}

#[test]
fn what_cargo_is_told_to_build_exists() {
    let found: Vec<String> = built_by_cargo()
        .filter(|stem| !root().join(format!("{stem}.rs")).is_file())
        .map(|stem| format!("Cargo.toml: {stem}.rs is not there"))
        .collect();
    Rule {
        asks: "Every path in Cargo.toml is a file.",
        why: "cargo names the target and not the reason when it is missing",
        instead: "mend the path or take the entry out",
    }
    .hold(&found);
}

#[test]
fn no_test_is_left_out() {
    let found: Vec<String> = everything()
        .iter()
        .flat_map(|source| {
            let lines = source
                .lines()
                .filter(|(_, line)| line.trim_start().starts_with("#[ignore"));
            lines.map(|(number, _)| source.at(number)).collect::<Vec<_>>()
        })
        .collect();
    Rule {
        asks: "No test is ignored.",
        why: "a test nobody runs says nothing, and rots",
        instead: "make it fast enough to run always, or delete it; measurements are benches",
    }
    .hold(&found);
}

#[test]
fn migrations_are_numbered_without_holes() {
    let mut names: Vec<String> = fs::read_dir(root().join("assets/migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        // A server's, and what a new file begins with, lie in folders of their own.
        .filter(|name| !matches!(name.as_str(), "postgres" | "sqlite"))
        .collect();
    names.sort();
    let run = fs::read_to_string(root().join("src/store/migrate.rs")).unwrap();
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let path = format!("assets/migrations/{name}");
        if !name.starts_with(&format!("{:04}_", index + 1)) {
            found.push(format!("{path}: number {:04} is due here", index + 1));
        }
        if !run.contains(name.as_str()) {
            found.push(format!("{path}: src/store/migrate.rs does not run it"));
        }
        if !fs::read_to_string(root().join(&path)).unwrap().starts_with("--") {
            found.push(format!("{path}:1: begin with a comment on why"));
        }
    }
    Rule {
        asks: "Migrations are NNNN_why.sql, numbered without holes, each with a comment on why, each run.",
        why: "a file that met them in another order is another file, and nobody can tell later which",
        instead: "give a new one the next number; one that was released is never edited",
    }
    .hold(&found);
}

#[test]
fn unsafe_code_is_forbidden() {
    let lints = &manifest()["lints"]["rust"]["unsafe_code"];
    assert_eq!(
        lints.as_str(),
        Some("forbid"),
        "Cargo.toml: [lints.rust] unsafe_code must stay forbidden"
    );
    for file in ["src/lib.rs", "src/main.rs"] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert!(
            !text.contains("#![allow("),
            "{file}: lints are switched off in Cargo.toml, with their reasons"
        );
    }
}

/// The `.rs` files of the program and of its tests.
fn everything() -> Vec<Source> {
    let mut sources = sources_below("src");
    sources.extend(sources_below("tests"));
    sources
}

/// Modules whose file is named by `#[path]`, as paths from the top without `.rs`.
fn pathed(source: &Source) -> Vec<String> {
    let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let named = source
        .raw
        .lines()
        .filter_map(|line| line.trim().strip_prefix("#[path = \"")?.strip_suffix("\"]"));
    named
        .map(|path| {
            let mut parts: Vec<&str> = folder.split('/').collect();
            for part in path.split('/') {
                if part == ".." {
                    parts.pop();
                } else {
                    parts.push(part);
                }
            }
            parts
                .join("/")
                .trim_end_matches(".rs")
                .trim_end_matches("/mod")
                .to_owned()
        })
        .collect()
}

/// The roots of everything cargo builds, as paths from the top without `.rs`.
fn built_by_cargo() -> impl Iterator<Item = String> {
    let manifest = manifest();
    let mut paths = Vec::new();
    for kind in ["lib", "bin", "test", "bench", "example"] {
        let targets = match manifest.get(kind) {
            Some(toml::Value::Array(several)) => several.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        paths.extend(
            targets
                .iter()
                .map(|target| target["path"].as_str().unwrap().trim_end_matches(".rs").to_owned()),
        );
    }
    paths.into_iter()
}

fn manifest() -> toml::Table {
    fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap()
}
