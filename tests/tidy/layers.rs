//! Which layer may use which: the arrows point one way.

use super::rule::Rule;
use super::source::Source;
use super::source::sources_below;

/// Every top-level module and those it may use. A line names only lines above it, so there is no way round in a circle.
pub const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("domain", &["text"]),
    ("clock", &["domain"]),
    ("i18n", &["domain"]),
    ("private_file", &["domain"]),
    ("net", &["domain", "text"]),
    ("words", &["domain", "i18n", "text"]),
    ("config", &["domain", "private_file", "text"]),
    ("store", &["domain", "private_file", "text"]),
    ("board", &["domain", "store", "text"]),
    ("view", &["domain", "store", "text"]),
    // The file keeps the fingerprint of the settings it is worked by; who writes settings down computes it.
    ("desk", &["clock", "config", "domain", "private_file", "store", "text"]),
    ("worker", &["desk", "domain", "store"]),
    (
        "session",
        &["board", "clock", "config", "desk", "domain", "store", "view", "worker"],
    ),
    ("demo", &["board", "clock", "desk", "domain"]),
    ("intake", &["desk", "domain", "text"]),
    (
        "feeds",
        &[
            "clock",
            "desk",
            "domain",
            "intake",
            "net",
            "private_file",
            "text",
            "worker",
        ],
    ),
    ("carriers", &["clock", "desk", "domain", "net", "text", "worker"]),
    ("telephony", &["clock", "desk", "domain", "net", "text"]),
    ("template", &["domain", "i18n", "text", "view", "words"]),
    ("scripts", &["domain", "i18n", "template", "text", "view", "words"]),
    (
        "reports",
        &["desk", "domain", "i18n", "private_file", "text", "view", "words"],
    ),
    (
        "outreach",
        &[
            "clock",
            "desk",
            "domain",
            "i18n",
            "net",
            "private_file",
            "template",
            "text",
            "view",
            "words",
        ],
    ),
    (
        "tui",
        &[
            "board", "clock", "desk", "domain", "i18n", "scripts", "session", "text", "view", "words",
        ],
    ),
    (
        "cli",
        &[
            "board",
            "carriers",
            "clock",
            "config",
            "demo",
            "desk",
            "domain",
            "feeds",
            "i18n",
            "intake",
            "net",
            "outreach",
            "private_file",
            "reports",
            "scripts",
            "session",
            "telephony",
            "template",
            "text",
            "tui",
            "view",
            "words",
            "worker",
        ],
    ),
    ("main", &["cli"]),
];

#[test]
fn a_layer_uses_only_those_below_it() {
    let mut found = Vec::new();
    for source in sources_below("src") {
        let Some(layer) = layer(&source.path) else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            found.push(format!(
                "{}: the layer `{layer}` has no line in the table",
                source.at(1)
            ));
            continue;
        };
        for (number, line) in source.product_lines() {
            let strays = used(&source, line)
                .into_iter()
                .filter(|name| *name != layer && !allowed.contains(name));
            found.extend(strays.map(|name| format!("{}: {layer} uses {name}", source.at(number))));
        }
    }
    Rule {
        asks: "A layer uses only the layers its line in LAYERS (tests/tidy/layers.rs) names.",
        why: "a rule of the shop can be read, tested and changed without the file, the screen or the network, and a \
              second screen or a second database needs no change in the rules",
        instead: "move the shared thing down to the layer that owns the idea, or hand it in as an argument; a reader \
                  of the file goes through desk. A new arrow is a decision of the design: put it in the table alone, \
                  with its reason",
    }
    .hold(&found);
}

#[test]
fn the_layers_stand_in_no_circle() {
    for (index, (layer, allowed)) in LAYERS.iter().enumerate() {
        for name in *allowed {
            let above = LAYERS[..index].iter().any(|(other, _)| other == name);
            assert!(
                above,
                "LAYERS: `{layer}` may use only lines above its own, and `{name}` is not one"
            );
        }
    }
}

#[test]
fn every_use_names_one_thing_from_the_top_of_the_crate() {
    let mut found = Vec::new();
    for source in sources_below("src") {
        for (number, line) in source.product_lines() {
            let words = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ");
            if words.starts_with("use ") && words.contains('{') {
                found.push(format!("{}: several in one", source.at(number)));
            }
            if climbs_out(&source.path, line) {
                found.push(format!("{}: `super` up to the top of the crate", source.at(number)));
            }
        }
    }
    Rule {
        asks: "One `use` per line, and another layer is named by `crate::`.",
        why: "imports merge and sort by themselves, and the arrows between layers can be read line by line, by people \
              and by this test",
        instead: "write each import on its own line, and `crate::domain::…` for what lies in another layer",
    }
    .hold(&found);
}

/// The layer a file belongs to; none for the crate's own root.
pub fn layer(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let name = below.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "lib").then_some(name)
}

/// The layers a line names: by `crate::` in the library, by the crate's name in the program.
fn used<'a>(source: &Source, line: &'a str) -> Vec<&'a str> {
    let root = if source.path == "src/main.rs" {
        "dozvon::"
    } else {
        "crate::"
    };
    let after = line.split(root).skip(1);
    after
        .map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
                .unwrap_or_default()
        })
        .collect()
}

/// True when a chain of `super::` leaves the layer.
fn climbs_out(path: &str, line: &str) -> bool {
    let below = path.trim_start_matches("src/").trim_end_matches("/mod.rs");
    let depth = below.split('/').count();
    line.contains(&"super::".repeat(depth))
}

#[test]
fn a_file_knows_its_layer_and_its_way_out() {
    assert_eq!(layer("src/store/open.rs"), Some("store"));
    assert_eq!(layer("src/words.rs"), Some("words"));
    assert_eq!(layer("src/lib.rs"), None);
    assert!(climbs_out("src/words.rs", "use super::store::Store;"));
    assert!(climbs_out("src/store/mod.rs", "use super::desk;"));
    assert!(climbs_out("src/store/open.rs", "use super::super::desk;"));
    assert!(!climbs_out("src/store/open.rs", "use super::error::StoreError;"));
}
