//! One key changes and everything a person wrote stays.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::config::listing::every_setting;
use crate::domain::settings::Settings;

const EXAMPLE: &str = include_str!("../../../config.example.toml");

fn read(text: &str) -> Settings {
    parse(text, Path::new("config.toml")).unwrap()
}

/// A setting of the example, by its full name.
fn of_example(text: &str, name: &str) -> Setting {
    let mut all = every_setting(&read(text), text).into_iter();
    all.find(|setting| setting.full_name() == name).unwrap()
}

fn set(text: &str, name: &str, typed: Option<&str>) -> Result<String, ChangeError> {
    changed(text, Path::new("config.toml"), &of_example(text, name), typed)
}

#[test]
fn a_value_is_taken_as_it_is_typed_and_written_as_the_file_has_it() {
    for (name, typed, line) in [
        ("first_contact_limit", "45m", "first_contact_limit = \"45m\""),
        ("first_contact_limit", "\"45m\"", "first_contact_limit = \"45m\""),
        ("fresh_first", "нет", "fresh_first = false"),
        ("fresh_first", "false", "fresh_first = false"),
        ("retry_later", "9:30, 12:00", "retry_later = [\"09:30\", \"12:00\"]"),
        ("retry_later", "[\"09:30\"]", "retry_later = [\"09:30\"]"),
        ("chance_lost", "8,5", "chance_lost = 8.5"),
        ("high_total", "12 990,50", "high_total = \"12990.50\""),
        ("peak_per_operator", "7", "peak_per_operator = 7"),
        ("hours.sat", "10-19", "sat = \"10:00-19:00\""),
        ("hours.sun", "", "sun = \"\""),
        ("shop.name", "Чайник \"Лавка\"", "name = 'Чайник \"Лавка\"'"),
        ("shop.name", "5", "name = \"5\""),
        ("shop.country", "UA", "country = \"UA\""),
        ("regulation.b2b.payment_reminder", "5bd", "payment_reminder = \"5bd\""),
        ("carriers.cdek.free", "9d", "free = \"9d\""),
        ("messages.paid", "look email", "paid = \"look email\""),
    ] {
        for text in ["", EXAMPLE] {
            let after = set(text, name, Some(typed)).unwrap();
            assert!(after.lines().any(|stands| stands.starts_with(line)), "{name}: {after}");
            assert_eq!(set(&after, name, Some(typed)).unwrap(), after, "{name} again");
        }
    }
}

/// A file as a person writes one: comments, a section of their own order, lists in lines.
const BY_HAND: &str = "# Лавка\n\n[regulation]   # наши сроки\n# звоним быстро\nfirst_contact_limit = \"45m\" # так решили\n\
    retry_later = [\n  \"10:00\", # утром\n  \"18:00\",\n]\n# и ещё\nrecall = \"20s\"\n\n[[source]]\nname = \"Чай. Кофе\"\n\
    [[source]]\nname = \"Лавка 2\"\nphone = \"1\"\n\n[shop]\nname = \"Лавка\"\n# конец\n";

#[test]
fn what_a_person_wrote_in_the_file_stays() {
    let after = set(BY_HAND, "first_contact_limit", Some("30m")).unwrap();
    assert_eq!(after, BY_HAND.replace("\"45m\"", "\"30m\""));
    let after = set(BY_HAND, "source.Лавка 2.phone", Some("+79161234567")).unwrap();
    assert_eq!(after, BY_HAND.replace("phone = \"1\"", "phone = \"+79161234567\""));
    let after = set(BY_HAND, "source.Чай. Кофе.site", Some("chai.example")).unwrap();
    let line = "name = \"Чай. Кофе\"\n";
    assert_eq!(
        after,
        BY_HAND.replace(line, &format!("{line}site = \"chai.example\"\n"))
    );
    let after = set(BY_HAND, "console.bell", Some("no")).unwrap();
    assert_eq!(
        after,
        format!("{BY_HAND}\n[console]\nbell = false\n").replace("# конец\n\n", "# конец\n\n")
    );
    let after = set(BY_HAND, "first_contact_limit", None).unwrap();
    assert_eq!(
        after,
        BY_HAND.replace("first_contact_limit = \"45m\" # так решили\n", "")
    );
    let after = set(BY_HAND, "retry_later", None).unwrap();
    let lines = "retry_later = [\n  \"10:00\", # утром\n  \"18:00\",\n]\n";
    assert_eq!(after, BY_HAND.replace(lines, ""));
    let windows = format!("\u{feff}{}", BY_HAND.replace('\n', "\r\n"));
    let after = set(&windows, "shop.name", Some("Чай")).unwrap();
    assert_eq!(after, windows.replace("name = \"Лавка\"\r", "name = \"Чай\"\r"));
    let inline = "regulation = { recall = \"20s\", handling = \"5m\" } # так\n";
    let after = set(inline, "recall", Some("30s")).unwrap();
    assert_eq!(after, inline.replace("20s", "30s"));
    assert!(!set(inline, "recall", None).unwrap().contains("recall"));
}

#[test]
fn a_wrong_value_and_one_that_only_the_whole_shows_are_refused() {
    assert!(matches!(
        set(BY_HAND, "recall", Some("a while")),
        Err(ChangeError::Value(wrong)) if wrong.complaint.key == "setting-not_span"
    ));
    let longer = set(
        "[regulation]\nfirst_contact_limit = \"10m\"",
        "first_contact_target",
        Some("20m"),
    );
    assert!(matches!(longer, Err(ChangeError::File(error)) if error.message.key == "setting-longer"));
    let missing = set("[channels.sms]\ncommand = [\"true\"]", "channels.sms.via", Some("smsc"));
    assert!(matches!(missing, Err(ChangeError::File(error)) if error.message.key == "setting-missing"));
    let damaged = changed(
        "[shop",
        Path::new("config.toml"),
        &of_example("", "shop.name"),
        Some("a"),
    );
    assert!(matches!(damaged, Err(ChangeError::File(_))));
}

#[test]
fn the_file_is_written_whole_and_never_over_what_somebody_else_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new").join("config.toml");
    write(&path, "", "[shop]\n", Readers::Owner).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "[shop]\n");
    assert!(matches!(
        write(&path, "", "[hours]\n", Readers::Owner),
        Err(ChangeError::Meanwhile)
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "[shop]\n");
}

#[cfg(unix)]
#[test]
fn who_may_read_the_file_stays_and_a_link_stays_a_link() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("shop.toml"), folder.path().join("config.toml"));
    fs::write(&real, "a = 1\n").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    write(&link, "a = 1\n", "b = 2\n", Readers::Owner).unwrap();
    assert_eq!(fs::read_to_string(&real).unwrap(), "b = 2\n");
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

proptest! {
    #[test]
    fn whatever_is_typed_spoils_no_file(typed in "[\\[\\]a-z_.=\"'#0-9 \n{},а-я\\\\]{0,40}", at in 0_usize..150) {
        let all = every_setting(&read(BY_HAND), BY_HAND);
        let setting = &all[at % all.len()];
        if let Ok(after) = changed(BY_HAND, Path::new("config.toml"), setting, Some(&typed)) {
            let now = every_setting(&read(&after), &after);
            for before in all.iter().filter(|other| other.full_name() != setting.full_name()) {
                let same = now.iter().find(|now| now.full_name() == before.full_name());
                let named = setting.name == "name";
                prop_assert!(named || same.is_some_and(|same| same.value == before.value), "{}: {}", before.full_name(), after);
            }
            for comment in ["# Лавка", "# наши сроки", "# звоним быстро", "# и ещё", "# конец"] {
                prop_assert!(after.contains(comment), "{comment}: {after}");
            }
        }
    }
}
