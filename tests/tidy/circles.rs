//! No two files import each other, directly or by way of others.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::VecDeque;

use super::modules::Modules;
use super::rule::Rule;
use super::source::Source;
use super::source::sources_below;

type Arrows<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

#[test]
fn no_files_import_each_other_in_a_circle() {
    Rule {
        asks: "No file of src imports, over any number of others, itself.",
        why: "a file can be read, tested and moved with what it stands on, and that has an end",
        instead: "move what both need into a file of its own, or hand it in as an argument",
    }
    .hold(&circles(&Modules::of(&sources_below("src")).arrows()));
}

/// For every knot of files the shortest way round in it.
fn circles(arrows: &Arrows<'_>) -> Vec<String> {
    let mut knotted = arrows.clone();
    // What leads nowhere, or is reached from nowhere, lies in no circle.
    loop {
        let before = knotted.len();
        let names: BTreeSet<&str> = knotted.keys().copied().collect();
        let named: BTreeSet<&str> = knotted.values().flatten().copied().collect();
        knotted.retain(|file, to| named.contains(file) && to.iter().any(|other| names.contains(other)));
        if knotted.len() == before {
            break;
        }
        for to in knotted.values_mut() {
            to.retain(|file| names.contains(file));
        }
    }
    let mut found = Vec::new();
    while let Some(way) = knotted.keys().find_map(|file| way_back(&knotted, file)) {
        found.push(way.join(" → "));
        knotted.retain(|file, _| !way.contains(file));
    }
    found
}

/// The shortest way from a file over others back to it.
fn way_back<'a>(arrows: &Arrows<'a>, file: &'a str) -> Option<Vec<&'a str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = VecDeque::from([file]);
    while let Some(here) = next.pop_front() {
        for there in arrows.get(here).into_iter().flatten() {
            if !before.contains_key(there) {
                before.insert(there, here);
                next.push_back(there);
            }
        }
    }
    let mut way = vec![file, *before.get(file)?];
    while let Some(last) = way.last().filter(|last| **last != file) {
        way.push(before.get(last)?);
    }
    way.reverse();
    Some(way)
}

fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
    circles(&Modules::of(&sources).arrows())
}

#[test]
fn a_circle_is_found_however_its_arrows_are_written() {
    let lib = ("src/lib.rs", "pub mod a;\nmod b;\nmod c;");
    let b = (
        "src/b.rs",
        "pub struct B;\nimpl B { pub fn new() -> B { crate::a::make() } }",
    );
    let closed = ["src/a.rs → src/b.rs → src/a.rs"];
    for a in [
        "use crate::b::B;\npub fn make() -> B { B }",
        "use super::b::B;\npub fn make() -> B { B }",
        "use super::b;\npub fn make() -> b::B { b::B }",
        "use super::b;\npub fn b() {}\npub fn make() -> u8 { b::B::new(); 0 }",
        "use super::b as other;\npub fn make() -> other::B { other::B }",
        "use super::b::*;\npub fn make() -> B { B::new() }",
        "pub fn make() -> u8 { crate::b::B::new(); 0 }",
        "pub fn make() { fn inner() { use crate::b::B; } }",
        "use crate::c::B;\npub fn make() -> B { B }",
        "use crate::c::Renamed as B;\npub fn make() -> B { B }",
    ] {
        let c = ("src/c.rs", "pub use super::b::B;\npub use super::b::B as Renamed;");
        assert_eq!(circles_of(&[lib, ("src/a.rs", a), b, c]), closed, "{a}");
    }
    for a in [
        "pub fn make() {}\n#[cfg(test)]\nmod tests {\n    use crate::b::B;\n}",
        "// use crate::b::B;\npub fn make() -> &'static str { \"crate::b::B\" }",
        "use std::b::B;\npub fn make() -> B { B }",
        "use crate::b;\npub fn make() {}",
    ] {
        assert!(circles_of(&[lib, ("src/a.rs", a), b]).is_empty(), "{a}");
    }
}

#[test]
fn a_re_export_leads_to_the_file_that_defines() {
    let lib = ("src/lib.rs", "pub mod room;");
    let room = (
        "src/room/mod.rs",
        "mod a;\nmod render;\npub use self::a::A;\npub use self::render::render;",
    );
    let a = ("src/room/a.rs", "pub struct A;\nfn f() { super::render(); }");
    let render = ("src/room/render.rs", "use super::A;\npub fn render() -> A { A }");
    let closed = ["src/room/a.rs → src/room/render.rs → src/room/a.rs"];
    assert_eq!(circles_of(&[lib, room, a, render]), closed);
    let free = (
        "src/room/a.rs",
        "pub struct A;\nfn f() { self::render(); }\nfn render() {}",
    );
    assert!(circles_of(&[lib, room, free, render]).is_empty());
}

#[test]
fn what_a_file_adds_to_a_type_and_what_a_macro_makes_belong_to_their_files() {
    let lib = ("src/lib.rs", "mod a;\nmod b;\nmod c;");
    let a = (
        "src/a.rs",
        "id!(\n    /// An id.\n    A\n);\ncoded! { pub enum E { One = 1 } }",
    );
    let b = (
        "src/b.rs",
        "use crate::a::A;\nimpl<T> From<T> for A { fn from() { crate::c::help() } }",
    );
    let c = (
        "src/c.rs",
        "use crate::a::A;\nuse crate::a::E;\npub fn help() { A::from(E::One) }",
    );
    assert_eq!(circles_of(&[lib, a, b, c]), ["src/b.rs → src/c.rs → src/b.rs"]);
}

#[test]
fn the_shortest_way_round_is_told() {
    let text = |named: [&str; 2]| {
        format!(
            "pub struct X;\nuse crate::{}::X as Y;\nuse crate::{}::X as Z;",
            named[0], named[1]
        )
    };
    let arrows = [
        ("a", ["b", "b"]),
        ("b", ["c", "d"]),
        ("c", ["a", "e"]),
        ("d", ["e", "c"]),
        ("e", ["e", "e"]),
    ];
    let files = arrows.map(|(name, named)| (format!("src/{name}.rs"), text(named)));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let files = [&[("src/lib.rs", "mod a;")], &files[..]].concat();
    assert_eq!(circles_of(&files), ["src/a.rs → src/b.rs → src/c.rs → src/a.rs"]);
}
