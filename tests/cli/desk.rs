//! The tests' own desk.

use crate::support::desk::TestDesk;

#[test]
fn a_test_leaves_nothing_outside_its_folder() {
    let desk = TestDesk::new();
    let folder = desk.folder().to_owned();
    for (name, value) in desk.environment() {
        let names_a_place = name.ends_with("HOME") || name.starts_with("DOZVON_") && value.contains('/');
        let names_a_place = names_a_place && !value.starts_with("postgres://");
        assert!(
            !names_a_place || value.starts_with(folder.to_str().unwrap()),
            "{name}={value}"
        );
    }
    drop(desk);
    assert!(!folder.exists());
}

#[test]
fn the_program_runs() {
    let output = TestDesk::new().run(&["--version"]).success();
    assert_eq!(output.stderr, "");
}
