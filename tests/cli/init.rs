//! `init`: what a shop is, written into the settings with what each key is for.

use crate::support::desk::TestDesk;

const SAID: [&str; 9] = [
    "init",
    "--name=Чайник",
    "--country=ua",
    "--clock=Львів",
    "--currency=uah",
    "--weekdays=9-19",
    "--saturday=10-16",
    "--sunday=-",
    "--phone=067 123 45 67",
];

#[test]
fn a_shop_is_set_up_in_a_file_that_says_what_each_key_is_for() {
    let desk = TestDesk::new().variable("LANG", "uk_UA.UTF-8");
    let shape = desk.json(&SAID);
    assert_eq!(shape["changed"], true);
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    for line in [
        "name = \"Чайник\"",
        "country = \"UA\"",
        "time_zone = \"Europe/Kyiv\"",
        "currency = \"UAH\"",
        "phone = \"067 123 45 67\"",
        "mon = \"09:00-19:00\"",
        "sat = \"10:00-16:00\"",
        "sun = \"\"",
    ] {
        let written = file.lines().find(|written| written.starts_with(line));
        assert!(
            written.is_some_and(|written| written.contains("  # ")),
            "{line}: {file}"
        );
    }
    assert!(file.starts_with("# Налаштування dozvon."), "{file}");
    assert!(
        !file.contains("first_contact"),
        "what nobody said works by its default: {file}"
    );
    let _ = desk.run(&["config", "check"]).success();
    // Said once more, nothing changes.
    assert_eq!(desk.json(&SAID)["changed"], false);
    assert_eq!(std::fs::read_to_string(desk.path("config.toml")).unwrap(), file);
}

#[test]
fn what_a_person_wrote_stays_and_what_is_not_said_too() {
    let before = "# ours\n[shop]\nname = \"Tea\" # since 2019\n[regulation]\nattempts_max = 4\n";
    let desk = TestDesk::new().settings(before);
    let _ = desk.json(&["init", "--phone", "+7 916 123-45-67"]);
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(
        file.starts_with("# ours\n[shop]\nname = \"Tea\" # since 2019\n"),
        "{file}"
    );
    assert!(
        file.contains("phone = \"+7 916 123-45-67\"") && file.contains("attempts_max = 4"),
        "{file}"
    );
}

#[test]
fn one_answer_that_is_wrong_leaves_all_unwritten() {
    for (wrong, said) in [
        ("--country=Ukraine", "is no country"),
        ("--phone=12", "is no phone"),
        ("--clock=Nowhere/Town", "Nowhere/Town"),
        ("--sunday=25-30", "25-30"),
    ] {
        let desk = TestDesk::new();
        let error = desk.run(&["init", "--name=Tea", wrong, "--json"]);
        assert!(
            error.code != Some(0) && error.stderr.contains(said),
            "{wrong}: {}",
            error.stderr
        );
        assert_eq!(std::fs::read_to_string(desk.path("config.toml")).unwrap(), "");
    }
}
