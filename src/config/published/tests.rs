//! What is published is the shop's and no secret; it comes back as it was, beside what is the machine's own.

use std::path::Path;

use super::*;
use crate::config::every_setting;
use crate::config::fingerprint;
use crate::config::render;
use crate::config::tests::with_examples;
use crate::domain::incoming::ShopStatus;
use crate::domain::message::Channel;
use crate::domain::time::Time;

fn of(text: &str) -> OfPublication {
    OfPublication {
        revision: 1,
        at: Time(1),
        operator: "anna".to_owned(),
        digest: text.to_owned(),
        left_out: Vec::new(),
    }
}

/// Settings in which every key there is stands, secrets too, and words and texts.
fn whole() -> (SharedSettings, String) {
    let mut settings = with_examples();
    settings.channel_list[0].1.carries = Some(Channel::Email);
    settings.feeds[0].api = None;
    for carrier in [Carrier::Cdek, Carrier::NovaPoshta] {
        let mut following = settings.carriers.following(carrier);
        following.login = Some("lavka".to_owned());
        following.password = SecretRef::parse("command:pass show hidden-cdek");
        following.key = SecretRef::parse("env:HIDDEN_KEY");
        settings.carriers.set_following(carrier, following);
    }
    let text = render(&settings);
    let mut shop = SharedSettings::read(&text, Path::new("config.toml")).unwrap();
    let words = vec![("Чекає \"оплати\"".to_owned(), ShopStatus::New)];
    shop.statuses.insert("prom ua".to_owned(), words);
    shop.texts.insert(
        "messages/ru/paid.sms.txt".to_owned(),
        "Оплачен\n\"да\"\t\u{7}\n".to_owned(),
    );
    (shop, text)
}

#[test]
fn of_every_secret_only_that_there_is_one_is_published_and_nothing_of_the_machines_own() {
    let (shop, file) = whole();
    let text = shop.written(&file);
    let all = every_setting(&shop.settings, &file);
    let secrets: Vec<_> = all
        .iter()
        .filter(|one| one.is_secret() && is_shared(&one.section))
        .collect();
    let names: Vec<String> = secrets.iter().map(|secret| secret.full_name()).collect();
    for known in [
        "channels.mail.secret",
        "channels.mail.imap.secret",
        "feed.shop.key",
        "feed.shop.secret",
        "carriers.cdek.password",
        "carriers.nova_poshta.key",
    ] {
        assert!(names.iter().any(|name| name == known), "{known}: {names:?}");
    }
    let published = SharedSettings::read(&text, Path::new("published")).unwrap();
    for one in every_setting(&published.settings, &text) {
        if one.is_secret() && one.value.is_some() {
            assert_eq!(one.value.as_deref(), Some("\"elsewhere\""), "{}", one.full_name());
        }
        assert!(one.line.is_none() || is_shared(&one.section), "{}", one.full_name());
    }
    // Whatever a secret is kept under in any section of the file stands nowhere in what is published.
    for (section, name, _, value) in keys(&file, raw) {
        let RawValue::Text(value) = value else { continue };
        let is_ref = SecretRef::parse(&value).is_some_and(|at| at != SecretRef::Elsewhere);
        assert!(!(is_ref && text.contains(&value)), "{section}.{name}: {value}");
    }
}

#[test]
fn what_was_published_comes_back_as_it_was_beside_the_machines_own() {
    let (shop, file) = whole();
    let text = shop.written(&file);
    let back = SharedSettings::read_known(&text);
    assert_eq!(back.left_out, Vec::<String>::new());
    assert_eq!((&back.statuses, &back.texts), (&shop.statuses, &shop.texts));
    assert!(back.is_whole);
    assert_eq!(back.written(&text), text, "what is printed can be published again");
    // With the secrets of the file it came from it is that file again.
    let own = OwnSettings::read(&file, Path::new("config.toml")).unwrap();
    let mut settings = back.over(&own, of(&text));
    assert_eq!(render(&settings), file);
    settings.published = None;
    assert_eq!(fingerprint(&settings), fingerprint(&with_examples_of(&file)));
}

fn with_examples_of(file: &str) -> Settings {
    parse(file, Path::new("config.toml")).unwrap()
}

#[test]
fn a_machine_needs_only_its_own_keys_and_says_where_its_secrets_are() {
    let (shop, file) = whole();
    let text = shop.written(&file);
    let published = SharedSettings::read_known(&text);
    let own = "[console]\noperator = \"oleg\"\n[shop]\nname = \"mine\"\nunknown = 5\n\
               [channels.mail]\nsecret = \"env:OF_THIS_MACHINE\"\n[[feed]]\nname = \"shop\"\nkey = \"file:/here\"\n\
               [carriers.cdek]\npassword = \"env:CDEK\"\n";
    let own = OwnSettings::read(own, Path::new("config.toml")).unwrap();
    let settings = published.over(&own, of(&text));
    assert_eq!(settings.console.operator.as_deref(), Some("oleg"));
    assert_eq!(settings.shop, shop.settings.shop, "the shop's is as it was published");
    let secret = |at: &Option<SecretRef>| at.as_ref().map(SecretRef::written).unwrap_or_default();
    assert_eq!(secret(&settings.channel_list[0].1.secret), "env:OF_THIS_MACHINE");
    assert_eq!(secret(&settings.mailboxes[0].1.secret), "elsewhere");
    assert_eq!(secret(&settings.feeds[0].key), "file:/here");
    assert_eq!(secret(&settings.feeds[0].secret), "elsewhere");
    assert_eq!(secret(&settings.carriers.following(Carrier::Cdek).password), "env:CDEK");
    assert!(!settings.knows_all_secrets() && !settings.may_ask_feeds_here() && settings.may_send_here());
    // A secret itself, where only its place may stand, is told by its line and not shown.
    let slip = OwnSettings::read("[channels.mail]\nsecret = \"s3cret\"\n", Path::new("config.toml")).unwrap_err();
    assert_eq!(slip.line, Some(2));
    assert!(!format!("{slip:?}").contains("s3cret"), "{slip:?}");
    assert!(OwnSettings::read("[console]\ntheme = 5\n", Path::new("config.toml")).is_err());
}

#[test]
fn what_an_older_program_does_not_know_is_left_out_and_named_and_makes_its_rules_others() {
    let text = "[shop]\nname = \"Лавка\"\ncolour = \"red\"\n\n[regulation]\nrecall = \"7m\"\n\n[loyalty]\npoints = 5\nper = [\"a\"]\n\n\
                [[segment]]\nname = \"coffee\"\nbought = [\"C803\"]\nmood = \"good\"\n\n[texts]\n\"messages/ru/new_kind.sms.txt\" = \"x\"\n";
    let known = SharedSettings::read_known(text);
    assert_eq!(known.left_out, ["[loyalty]", "colour", "mood"]);
    assert_eq!(known.settings.shop.name, "Лавка");
    assert_eq!(known.settings.segments[0].bought, ["C803"]);
    let own = OwnSettings::default();
    let of_part = |left_out: &[String]| {
        let of = OfPublication {
            left_out: left_out.to_vec(),
            ..of(text)
        };
        fingerprint(&known.over(&own, of))
    };
    assert_ne!(of_part(&known.left_out), of_part(&[]));
    let unreadable = SharedSettings::read_known("[shop\n");
    assert_eq!(unreadable.left_out, ["[shop"]);
}

#[test]
fn other_settings_are_other_rules_though_no_rule_reads_them() {
    let published = |text: &str| {
        let shop = SharedSettings::read_known(text);
        fingerprint(&shop.over(&OwnSettings::default(), of(text)))
    };
    let before = "[shop]\nname = \"a\"\n";
    assert_eq!(published(before), published(before));
    assert_ne!(published(before), published("[shop]\nname = \"b\"\n"));
}

#[test]
fn what_changed_is_named() {
    let before = "[shop]\nname = \"a\"\nphone = \"1\"\n[[segment]]\nname = \"x\"\nbought = [\"1\"]\n[statuses.prom]\n\"a\" = \"new\"\n[texts]\n";
    let after = "[[segment]]\nname = \"y\"\nbought = [\"1\"]\n[shop]\nname = \"b\"\nphone = \"1\"\n[statuses.prom]\n\"a\" = \"confirmed\"\n\
                 [texts]\n\"scripts/ru/first.md\" = \"x\"\n";
    let named = named_changes(before, after);
    let expected = [
        "segment.x.bought",
        "segment.x.name",
        "segment.y.bought",
        "segment.y.name",
        "shop.name",
        "statuses.prom.a",
        "scripts/ru/first.md",
    ];
    assert_eq!(named, expected);
    assert_eq!(named_changes(after, after), Vec::<String>::new());
}
