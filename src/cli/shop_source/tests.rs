//! A console on a server takes the shop's settings from there: on a server of the tests, where there is one.

use std::fs;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::globals::Globals;
use crate::cli::setting_source;
use crate::cli::setting_source::Source;
use crate::clock::Clock;
use crate::config;
use crate::config::Env;
use crate::config::OwnSettings;
use crate::config::SharedSettings;
use crate::desk::Desk;
use crate::desk::published::Published;
use crate::desk::tests::who;
use crate::domain::publication::NewPublication;
use crate::domain::publication::OfPublication;
use crate::domain::settings::Settings;
use crate::i18n::Lang;
use crate::store::tests::served::is_of_a_server;
use crate::text::sha256;

const SHOP: &str = "[shop]\nname = \"Лавка\"\n\n[regulation]\nfirst_contact_limit = \"45m\"\n\n\
    [channels.sms]\nvia = \"smsru\"\nsecret = \"elsewhere\"\n\n[[operator]]\nname = \"anna\"\n\n\
    [statuses.prom]\n\"Чекає\" = \"new\"\n\n[texts]\n\"scripts/ru/first.md\" = \"# Своё\\n\"\n";

fn publish(desk: &mut Desk, over: Option<i64>, text: &str) -> Published {
    let digest = sha256(text.as_bytes());
    let of = OfPublication {
        revision: 0,
        at: desk.now(),
        operator: String::new(),
        digest: digest.clone(),
        left_out: Vec::new(),
    };
    let settings = SharedSettings::read_known(text).over(&OwnSettings::default(), of);
    let new = NewPublication {
        over,
        digest: &digest,
        keys: "shop.name",
        text,
        fingerprint: &config::fingerprint(&settings),
    };
    desk.publish(&new).unwrap()
}

fn entered(desk: &Desk, folder: &Path, own: &str) -> Context {
    let config = folder.join("config.toml");
    fs::write(&config, own).unwrap();
    let globals = Globals {
        db: Some(desk.store.location().to_string().into()),
        config: Some(config),
        ..Globals::default()
    };
    Context::enter(&globals, &Env::of(&[("LANG", "C")])).unwrap()
}

#[test]
fn a_console_takes_the_shops_settings_from_the_server_and_its_own_from_its_file() {
    let mut desk = Desk::in_memory(Settings::default().into(), who("anna"), Clock::System).unwrap();
    if !is_of_a_server(&desk.store) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let own = "[console]\noperator = \"anna\"\ntheme = \"light\"\n[shop]\nname = \"mine\"\n\
               [channels.sms]\nsecret = \"env:SMS_KEY\"\n";
    // Before anything is published a file that is none by itself is refused as ever.
    let globals = Globals {
        db: Some(desk.store.location().to_string().into()),
        config: Some(folder.path().join("config.toml")),
        ..Globals::default()
    };
    fs::write(folder.path().join("config.toml"), own).unwrap();
    assert!(Context::enter(&globals, &Env::of(&[])).is_err());

    assert_eq!(publish(&mut desk, None, SHOP), Published::As(1));
    let context = entered(&desk, folder.path(), own);
    let settings = &context.settings;
    assert_eq!(settings.shop.name, "Лавка");
    assert_eq!(settings.published.as_ref().map(|of| of.revision), Some(1));
    assert!(settings.knows_all_secrets());
    assert_eq!(context.operator().unwrap(), "anna");
    let stages = context.shop().published().map(|shop| shop.statuses["prom"].len());
    assert_eq!(stages, Some(1));
    let scripts = context.scripts();
    assert!(scripts.broken.is_empty(), "{:?}", scripts.broken);
    let source = |name: &str| {
        let all = context.every_setting();
        let setting = all.iter().find(|one| one.full_name() == name).unwrap();
        match setting_source::of(&context, setting) {
            Source::Published(revision) => format!("published {revision}"),
            Source::File(line) => format!("file {line}"),
            Source::Default => "default".to_owned(),
            Source::Variable(name) | Source::Option(name) => name.to_owned(),
        }
    };
    assert_eq!(source("shop.name"), "published 1");
    assert_eq!(source("first_contact_limit"), "published 1");
    assert_eq!(source("recall"), "default");
    assert_eq!(source("console.theme"), "file 3");
    assert_eq!(source("channels.sms.secret"), "file 7");
    // It works by the rules of the database, and what it did not know before is asked for no more.
    assert!(!context.desk_to_read().unwrap().settings_differ().unwrap());
    assert!(context.published_since().is_none());

    // Who began before works by other rules until they take them.
    let text = SHOP.replace("45m", "30m");
    assert_eq!(publish(&mut desk, Some(1), &text), Published::As(2));
    assert!(context.desk_to_read().unwrap().settings_differ().unwrap());
    let again = context.published_since().unwrap();
    assert_eq!(again.settings.published.as_ref().map(|of| of.revision), Some(2));
    assert!(!again.desk_to_read().unwrap().settings_differ().unwrap());
}

#[test]
fn nothing_is_done_by_a_files_settings_while_the_server_does_not_say_what_was_published() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[shop]\nname = \"mine\"\n").unwrap();
    let globals = Globals {
        // Nobody listens in an empty folder.
        db: Some(format!("postgres://desk@/shop?host={}", folder.path().display()).into()),
        config: Some(config),
        lang: Some(Lang::En),
        ..Globals::default()
    };
    let context = Context::enter(&globals, &Env::of(&[("USER", "anna")])).unwrap();
    assert!(context.shop().known().is_err());
    assert!(context.desk().is_err() && context.setup().is_err());
}
