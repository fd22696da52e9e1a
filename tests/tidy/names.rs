//! A type's name says one thing in the whole program.

use std::collections::BTreeMap;

use super::modules::defined;
use super::modules::words;
use super::rule::Rule;
use super::source::Source;
use super::source::sources_below;

/// Names that several types share, and how many: a list that only gets shorter.
const SHARED: &[(&str, usize)] = &[
    ("Begun", 2),
    ("Came", 2),
    ("Cell", 2),
    ("Cells", 2),
    ("Clock", 2),
    ("Command", 2),
    ("Day", 2),
    ("Done", 2),
    ("Draft", 2),
    ("EditArgs", 2),
    ("Entry", 2),
    ("Existing", 2),
    ("Field", 2),
    ("Form", 2),
    ("Format", 2),
    ("Found", 4),
    ("Gathered", 2),
    ("Ghost", 2),
    ("Group", 4),
    ("Header", 2),
    ("History", 2),
    ("Hours", 2),
    ("Item", 2),
    ("Kind", 2),
    ("Known", 3),
    ("Life", 2),
    ("Line", 2),
    ("ListArgs", 2),
    ("Merged", 2),
    ("Named", 2),
    ("NoteArgs", 2),
    ("Objects", 2),
    ("Page", 2),
    ("Person", 2),
    ("Place", 3),
    ("Plan", 2),
    ("Progress", 2),
    ("Refused", 2),
    ("Row", 2),
    ("Rows", 2),
    ("Said", 2),
    ("Setup", 2),
    ("Shape", 3),
    ("Shift", 2),
    ("Shown", 2),
    ("Source", 2),
    ("Standing", 3),
    ("Step", 6),
    ("Stretch", 2),
    ("Subject", 2),
    ("Table", 3),
    ("TakeArgs", 2),
    ("Taken", 2),
    ("Told", 2),
    ("Value", 2),
    ("Values", 2),
    ("Waiting", 2),
    ("Watched", 2),
    ("Why", 2),
    ("Worker", 2),
];

#[test]
fn a_type_has_a_name_of_its_own() {
    let types = types(&sources_below("src"));
    let mut found = Vec::new();
    for (name, places) in &types {
        let most = SHARED
            .iter()
            .find(|(shared, _)| shared == name)
            .map_or(1, |(_, most)| *most);
        if places.len() > most {
            found.push(format!("{name}: {}", places.join(", ")));
        }
    }
    for (name, count) in SHARED {
        let now = types.get(*name).map_or(0, Vec::len);
        if now < *count {
            found.push(format!(
                "{name}: {now} and no longer {count}: mend SHARED (tests/tidy/names.rs)"
            ));
        }
    }
    Rule {
        asks: "No two types of src share a name, but for those of SHARED (tests/tidy/names.rs).",
        why: "a search for a name finds the type, and a reader knows which is meant wherever it is used",
        instead: "give the newer one the name of what it is: `MessageBody`, not `Told`",
    }
    .hold(&found);
}

/// Every type by its name, with the files that define one.
fn types(sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_for_tests()) {
        let code = source.product();
        let words = words(&code);
        for (kind, name) in defined(&words) {
            if ["struct", "enum", "union", "trait", "type"].contains(&kind) {
                types.entry(name.to_owned()).or_default().push(source.path.clone());
            }
        }
    }
    types
}

#[test]
fn types_are_found_where_they_are_defined() {
    let sources = [
        Source::new(
            "src/a.rs",
            "pub struct A<T>(T);\nimpl Tr for A<u8> { type Out = u8; }\nenum B { A }\nfn f() -> A { A }\n",
        ),
        Source::new(
            "src/b.rs",
            "use crate::a::A;\ntype A = u8;\nid!(Id);\ncoded! { pub enum C { A = 1 } }\n",
        ),
        Source::new("src/c.rs", "#[cfg(test)]\nmod tests {\n    struct A;\n}\ntrait Tr {}\n"),
    ];
    let counts: Vec<(String, usize)> = types(&sources).into_iter().map(|(name, at)| (name, at.len())).collect();
    let expected = [("A", 2), ("B", 1), ("C", 1), ("Id", 1), ("Tr", 1)];
    assert_eq!(counts, expected.map(|(name, count)| (name.to_owned(), count)));
}
