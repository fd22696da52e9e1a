//! How much code there is: `cargo test --test tidy lines_of_code -- --nocapture`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::layers::LAYERS;
use super::layers::layer;
use super::source::sources_below;

#[test]
#[allow(clippy::print_stdout)] // the figures are what it is run for
fn the_lines_of_code_of_every_layer_are_counted() {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for source in sources_below("src").iter().filter(|source| !source.is_for_tests()) {
        let of_layer = counts.entry(layer(&source.path).unwrap_or("lib").to_owned());
        let (files, lines) = of_layer.or_default();
        *files += 1;
        *lines += source.lines_of_code();
    }
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(_, (_, lines))| std::cmp::Reverse(*lines));
    println!("Lines of code proper: neither blank nor comment, tests left out.");
    for (layer, (files, lines)) in &sorted {
        println!("{layer:13}{lines:6} lines {files:4} files");
    }
    let files: usize = counts.values().map(|(files, _)| files).sum();
    let lines: usize = counts.values().map(|(_, lines)| lines).sum();
    println!("{:13}{lines:6} lines {files:4} files", "in all");

    let counted: BTreeSet<&str> = counts
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "lib")
        .collect();
    let known: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(counted, known, "a layer without a file, or files without a layer");
    assert!(counts.values().all(|(_, lines)| *lines > 0), "a layer without code");
}
