//! The example equals the defaults; every key is read and written; every mistake is told with its place and remedy.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::error::ConfigError;
use super::read::parse;
use super::render::fingerprint;
use super::render::toml;
use super::*;
use crate::domain::carrier::Carrier;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::duration::Years;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::message::Channel;
use crate::domain::money::Currency;
use crate::domain::rights::Rights;
use crate::domain::segment::DayMark;
use crate::domain::segment::Segment;
use crate::domain::segment::Standing;
use crate::domain::settings::AsteriskSetting;
use crate::domain::settings::B2bTerms;
use crate::domain::settings::BackupTerms;
use crate::domain::settings::CarrierTerms;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Channels;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::domain::settings::Console;
use crate::domain::settings::DatabaseSetting;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::Files;
use crate::domain::settings::Following;
use crate::domain::settings::Glyphs;
use crate::domain::settings::Go;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::MailboxSetting;
use crate::domain::settings::MessageWay;
use crate::domain::settings::MessageWays;
use crate::domain::settings::Notify;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::PaidFirstContact;
use crate::domain::settings::PrinterSetting;
use crate::domain::settings::Regulation;
use crate::domain::settings::ReportsSetting;
use crate::domain::settings::Retention;
use crate::domain::settings::Role;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Security;
use crate::domain::settings::Settings;
use crate::domain::settings::Shop;
use crate::domain::settings::SourceSetting;
use crate::domain::settings::TelephonySetting;
use crate::domain::settings::Theme;
use crate::domain::settings::Via;
use crate::domain::settings::keys::KeyVisitor;
use crate::domain::settings::keys::SettingKey;
use crate::domain::settings::value::SettingValue;
use crate::domain::settings::value::Word;
use crate::domain::sex::Sex;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::words;

const EXAMPLE: &str = include_str!("../../config.example.toml");

fn read(text: &str) -> Result<Settings, ConfigError> {
    parse(text, Path::new("config.toml"))
}

/// The error with its hint, as a person sees the two.
fn refusal(text: &str) -> String {
    match read(text) {
        Ok(_) => format!("accepted: {text}"),
        Err(error) => told(Lang::En, &error),
    }
}

fn told(lang: Lang, error: &ConfigError) -> String {
    let tr = Tr::new(lang);
    let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (message, hint) = (words::said(&tr, &error.message), words::said(&tr, &error.hint));
    format!("{}{line}: {message}\n{hint}", error.path.display())
}

/// Every key of a settings file as `config.example.toml` has it.
#[derive(Default)]
struct Example {
    section: String,
    /// Section, key, value, comment.
    keys: Vec<(String, &'static str, Option<String>, String)>,
}

impl KeyVisitor for Example {
    fn section(&mut self, name: &str) {
        name.clone_into(&mut self.section);
    }

    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        let about = key.about.replace('`', "");
        let about = about.trim().trim_end_matches('.');
        let is_rule = about.starts_with('R') && about[1..].starts_with(|digit: char| digit.is_ascii_digit());
        let about = match about.chars().next() {
            Some(first) if !is_rule => first.to_lowercase().to_string() + &about[first.len_utf8()..],
            _ => about.to_owned(),
        };
        let value = value.written().as_ref().map(toml);
        self.keys.push((self.section.clone(), key.name, value, about));
    }
}

fn example_of(mut settings: Settings) -> Example {
    let mut example = Example::default();
    settings.visit(&mut example);
    example
}

/// The defaults, with examples of what has none.
pub(super) fn with_examples() -> Settings {
    let mut settings = Settings {
        shop: Shop::example(),
        regulation: Regulation::example(),
        b2b: B2bTerms::example(),
        console: Console::example(),
        database: DatabaseSetting::example(),
        sources: vec![SourceSetting::example()],
        feeds: vec![FeedSetting::example()],
        operators: vec![OperatorSetting::example()],
        segments: vec![Segment::example()],
        messages: MessageWays::example(),
        channels: Channels::example(),
        channel_list: vec![("mail".to_owned(), ChannelSetting::example())],
        mailboxes: vec![("mail".to_owned(), MailboxSetting::example())],
        telephony: TelephonySetting::example(),
        asterisk: AsteriskSetting::example(),
        clouds: vec![(Cloud::Zadarma, CloudSetting::example())],
        listen: ListenSetting::example(),
        files: Files::example(),
        backup: BackupTerms::example(),
        reports: ReportsSetting::example(),
        printer: PrinterSetting::example(),
        retention: Retention::example(),
        ..Settings::default()
    };
    for &carrier in Carrier::ALL {
        let usual = settings.carriers.of(carrier);
        let terms = CarrierTerms {
            days: CarrierTerms::example().days,
            dispatch_by: CarrierTerms::example().dispatch_by,
            ..usual
        };
        settings.carriers.set(carrier, terms);
        settings.carriers.set_following(carrier, Following::example());
    }
    settings
}

/// `config.example.toml` but for its lines of prose.
fn rendered_example() -> Vec<String> {
    let usual = example_of(Settings::default()).keys;
    let mut lines: Vec<String> = Vec::new();
    let mut last = String::new();
    for (section, name, value, about) in example_of(with_examples()).keys {
        let is_default = usual
            .iter()
            .any(|(of, other, usual, _)| *of == section && *other == name && usual.is_some());
        let is_one_of_several = section.starts_with("[channels.") || section == "[telephony.zadarma]";
        let is_list = section.starts_with("[[") || is_one_of_several;
        if section != last && !is_one_of_several {
            lines.push(if is_list {
                format!("# {section}")
            } else {
                section.clone()
            });
            last = section;
        }
        let mark = if is_default && !is_list { "" } else { "# " };
        let line = format!("{mark}{name} = {}", value.unwrap_or_default());
        lines.push(format!("{line:<37} # {about}"));
    }
    lines
}

#[test]
fn the_example_is_the_defaults() {
    assert_eq!(read(EXAMPLE), Ok(Settings::default()));
    assert_eq!(read(""), Ok(Settings::default()));
}

#[test]
fn the_example_has_every_key_with_its_default_and_its_comment() {
    let is_prose = |line: &&str| {
        line.trim().is_empty() || (line.starts_with("# ") && !line.contains(" = ") && !line.contains("[["))
    };
    let lines: Vec<&str> = EXAMPLE.lines().filter(|line| !is_prose(line)).collect();
    let rendered = rendered_example();
    for (line, follows) in lines.iter().zip(&rendered) {
        assert_eq!(line, follows, "config.example.toml follows src/domain/settings");
    }
    assert_eq!(lines.len(), rendered.len());
}

#[test]
fn the_regulation_has_its_agreed_names() {
    let keys = example_of(Settings::default()).keys.into_iter();
    let names = keys
        .filter(|(section, ..)| section == "[regulation]")
        .map(|(_, name, ..)| name);
    let agreed = "high_total fresh_first first_contact_target first_contact_limit peak_per_operator last_chance \
        chance_lost promise_span promise_rise promise_broken in_work_after attempts_before_word attempts_max \
        retry_second retry_third retry_later decide_after decide_limit claim_lapse own_manager calls_between \
        payment_reminder requisites_again not_paid_after price_rise_over tracking_target tracking_limit \
        dispatch_within pickup_sms pickup_calls last_storage_call quality_call quality_lapse courtesy_call \
        courtesy_lapse care_calls_per_day offer_gap failed_payment_lapse report_at recall accept_on_arrival handling apologies cod_overdue \
        backlog_after paid_first_contact";
    assert_eq!(names.collect::<Vec<_>>().join(" "), agreed);
}

#[test]
fn a_full_file_is_read() {
    let settings = read(
        r#"
        regulation = { high_total = "12990.50", recall = "1m", payment_reminder = "3bd", retry_later = ["11:00"], b2b = { payment_reminder = "5bd" } }
        [shop]
        name = "Чайник"
        country = "ua"
        time_zone = "Europe/Kyiv"
        currency = "UAH"
        [hours]
        sat = "10:00-13:00, 14:00-24:00"
        sun = ""
        holidays = ["2026-01-01", 2026-01-07]
        business_days = ["mon", "sat"]
        [carriers.cdek]
        hold = "20d"
        dispatch_by = "18:00"
        [[operator]]
        name = "anna"
        [[operator]]
        name = "Пётр"
        role = "b2b"
        [console]
        operator = "anna"
        glyphs = "ascii"
        theme = "light"
        mouse = false
        bell = false
        [files]
        shared = true
        [backup]
        at = "02:30"
        keep = 7
        [printer]
        command = ["lp"]
        [retention]
        customers = "5y"
        "#,
    )
    .unwrap();
    assert_eq!(settings.shop.country, "UA");
    assert_eq!(settings.shop.time_zone, chrono_tz::Europe::Kyiv);
    assert_eq!(settings.regulation.high_total, Some(1_299_050));
    assert_eq!(settings.regulation.recall, Span::minutes(1));
    assert_eq!(settings.regulation.payment_reminder, BusinessDays(3));
    assert_eq!(
        settings.b2b.applied_to(&settings.regulation).payment_reminder,
        BusinessDays(5)
    );
    assert_eq!(settings.b2b.applied_to(&settings.regulation).recall, Span::minutes(1));
    assert_eq!(settings.regulation.retry_later, [DayTime::new(11, 0)]);
    assert_eq!(settings.hours.week[5].len(), 2);
    assert!(settings.hours.week[6].is_empty());
    assert_eq!(settings.hours.holidays.len(), 2);
    assert_eq!(settings.carriers.of(Carrier::Cdek).free, Days(7));
    assert_eq!(settings.carriers.of(Carrier::Cdek).hold, Days(20));
    assert_eq!(settings.operators[1].role, Role::B2b);
    assert_eq!(settings.console.operator.as_deref(), Some("anna"));
    assert!(settings.files.shared && !settings.console.bell);
    assert_eq!((settings.backup.at, settings.backup.keep), (DayTime::new(2, 30), 7));
    assert_eq!(settings.retention.customers, Some(Years(5)));
    assert_eq!(read(&render(&settings)), Ok(settings));
}

#[test]
fn amounts_are_whole_or_with_minor_units_or_quoted() {
    for (written, minor) in [
        ("12990", 1_299_000),
        ("12_990", 1_299_000),
        ("12990.5", 1_299_050),
        ("\"12990.50\"", 1_299_050),
        ("\"12 990,50\"", 1_299_050),
        ("0", 0),
    ] {
        let settings = read(&format!("[regulation]\nhigh_total = {written}")).unwrap();
        assert_eq!(settings.regulation.high_total, Some(minor), "{written}");
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_remedy() {
    for (text, told) in [
        (
            "[shop]\nname = \"a\"\n[regulaton]\n",
            "config.toml:3: unknown section `regulaton`\ndid you mean `regulation`?",
        ),
        (
            "[shop]\ncolour = 1",
            "config.toml:2: [shop]: unknown key `colour`\nknown here: name, country, time_zone, currency, phone, email, site, requisites, pay_link, payee, account, bank, bic, corr_account, payee_inn, language, review_url",
        ),
        (
            "[regulation]\n\nfirst_contact_limt = \"1h\"",
            "config.toml:3: [regulation]: unknown key `first_contact_limt`\ndid you mean `first_contact_limit`?",
        ),
        (
            "[regulation]\nrecall = \"a while\"\ncolour = 1",
            "config.toml:2: [regulation]: recall = \"a while\" is not a length of time\nwrite \"90s\", \"3m\", \"1h\" or \"2d\"",
        ),
        (
            "[regulation]\nrecall = 15",
            "config.toml:2: [regulation]: recall = 15 is not a length of time\nwrite \"90s\", \"3m\", \"1h\" or \"2d\"",
        ),
        (
            "[regulation]\npayment_reminder = \"2d\"",
            "config.toml:2: [regulation]: payment_reminder = \"2d\" is not a number of business days\nwrite \"2bd\"",
        ),
        (
            "[regulation]\npickup_sms = \"3bd\"",
            "config.toml:2: [regulation]: pickup_sms = \"3bd\" is not a number of days\nwrite \"3d\"",
        ),
        (
            "[regulation]\npickup_calls = [\"4d\",\n  \"five\"]",
            "config.toml:3: [regulation]: pickup_calls = \"five\" is not a number of days\nwrite \"3d\"",
        ),
        (
            "[regulation]\npickup_calls = [\"5d\", \"4d\"]",
            "config.toml:2: [regulation]: pickup_calls = [\"5d\", \"4d\"] is not a list from the earliest to the latest\nwrite \"3d\"",
        ),
        (
            "[regulation]\nretry_later = \"10:00\"",
            "config.toml:2: [regulation]: retry_later = \"10:00\" is not a list\nwrite [\"…\", \"…\"]; for each: write \"09:30\"",
        ),
        (
            "[regulation]\nreport_at = \"24:00\"",
            "config.toml:2: [regulation]: report_at = \"24:00\" is not a time of day\nwrite \"09:30\"",
        ),
        (
            "[regulation]\nfresh_first = \"yes\"",
            "config.toml:2: [regulation]: fresh_first = \"yes\" is not a switch\nwrite true or false, without quotes",
        ),
        (
            "[regulation]\npeak_per_operator = -1",
            "config.toml:2: [regulation]: peak_per_operator = -1 is not a count\nwrite a whole number, without quotes",
        ),
        (
            "[regulation]\nattempts_max = 0",
            "config.toml:2: [regulation]: `attempts_max` is less than one\nwrite a whole number from 1",
        ),
        (
            "[regulation]\nchance_lost = 101",
            "config.toml:2: [regulation]: chance_lost = 101 is not a percentage\nwrite a number from 0 to 100, such as 9.5",
        ),
        (
            "[regulation]\nhigh_total = \"a lot\"",
            "config.toml:2: [regulation]: high_total = \"a lot\" is not an amount\nwrite a sum in RUB, such as 12990 or \"12990.50\"",
        ),
        (
            "[regulation]\ncalls_between = \"21:00-08:00\"",
            "config.toml:2: [regulation]: calls_between = \"21:00-08:00\" is not an interval of the day\nwrite \"08:00-21:00\"; it may end at 24:00 and not later",
        ),
        (
            "[regulation]\nfirst_contact_limit = \"1m\"\nfirst_contact_target = \"3m\"",
            "config.toml:3: [regulation]: `first_contact_target` is longer than `first_contact_limit`\nmake `first_contact_target` shorter or `first_contact_limit` longer",
        ),
        (
            "[regulation]\nquality_call = \"7d\"",
            "config.toml:2: [regulation]: `quality_call` leaves no day for the call\n`quality_call` comes before `quality_lapse`, else nobody is ever asked",
        ),
        (
            "[hours]\nmon = \"22:00-02:00\"",
            "config.toml:2: [hours]: mon = \"22:00-02:00\" is not understood: `22:00-02:00` runs past midnight; end it at 24:00 and give the rest to the next day\nwrite \"09:00-21:00\", \"09:00-13:00,14:00-21:00\" with a break, \"\" for a closed day",
        ),
        (
            "[hours]\nholidays = [\"1 января\"]",
            "config.toml:2: [hours]: holidays = \"1 января\" is not a date\nwrite \"2026-01-31\"",
        ),
        (
            "[hours]\nbusiness_days = [\"пн\"]",
            "config.toml:2: [hours]: business_days = \"пн\" is not a weekday\nwrite \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\" or \"sun\"",
        ),
        (
            "[hours]\nmon=\"\"\ntue=\"\"\nwed=\"\"\nthu=\"\"\nfri=\"\"\nsat=\"\"\nsun=\"\"",
            "config.toml:2: [hours]: `mon` and all other days are closed\nopen at least one day",
        ),
        (
            "[shop]\ntime_zone = \"Moscow\"",
            "config.toml:2: [shop]: time_zone = \"Moscow\" is not a time zone\nwrite an IANA name, such as \"Europe/Moscow\" or \"Europe/Kyiv\"",
        ),
        (
            "[shop]\ncurrency = \"руб\"",
            "config.toml:2: [shop]: currency = \"руб\" is not a currency\nwrite three Latin letters, such as \"RUB\" or \"UAH\"",
        ),
        (
            "[shop]\ncountry = \"Russia\"",
            "config.toml:2: [shop]: `country` is not a country\nwrite two Latin letters, such as \"RU\" or \"UA\"",
        ),
        (
            "[shop]\nname = 5",
            "config.toml:2: [shop]: name = 5 is not a text\nwrite it in quotes",
        ),
        (
            "shop = 5",
            "config.toml:1: [shop] is not a section\nwrite [shop] on a line of its own, its keys below",
        ),
        (
            "\n[carriers.cdeck]\nfree = \"7d\"",
            "config.toml:2: [carriers]: unknown carrier `cdeck`\ndid you mean `cdek`?",
        ),
        (
            "[carriers.cdek]\nfree = \"20d\"",
            "config.toml:1: [carriers.cdek]: `hold` is shorter than `free`\nthe parcel goes back after `hold`; make it longer",
        ),
        (
            "[[operator]]\nname = \"anna\"\n[[operator]]\nrole = \"all\"",
            "config.toml:3: [[operator]]: `name` is missing\nwrite name = \"anna\"",
        ),
        (
            "[[operator]]\nname = \"anna\"\n[[operator]]\nname = \"anna\"",
            "config.toml:4: [[operator]]: `name` stands twice\nleave one of the two out",
        ),
        (
            "[[source]]\nname = \"Чай\"\nhost = \"chai.example\"",
            "config.toml:3: [[source]]: unknown key `host`\nknown here: name, platform, shop, phone, email, site, \
             requisites, pay_link, payee, account, bank, bic, corr_account, payee_inn, hours, language, review_url",
        ),
        (
            "[[source]]\nname = \"Чай\"\nlanguage = \"de\"",
            "config.toml:3: [[source]]: language = \"de\" is not a language\nwrite \"en\", \"ru\" or \"uk\"",
        ),
        (
            "[[operator]]\nname = \"anna\"\nrole = \"boss\"",
            "config.toml:3: [[operator]]: role = \"boss\" is not a role\nwrite \"all\", \"mine\", \"new\", \"existing\", \"b2b\" or \"repeat\"",
        ),
        (
            "operator = \"anna\"",
            "config.toml:1: [[operator]] is not a list\nwrite [[operator]], in double brackets, once for each; who sits here is `operator` in [console]",
        ),
        (
            "[console]\nglyphs = \"fancy\"",
            "config.toml:2: [console]: glyphs = \"fancy\" is not a set of signs\nwrite \"auto\", \"unicode\" or \"ascii\"",
        ),
        (
            "[console]\ntheme = \"solarized\"",
            "config.toml:2: [console]: theme = \"solarized\" is not a theme\nwrite \"dark\", \"light\", \"high-contrast\" or \"none\"",
        ),
        (
            "[shop]\nname = Чайник",
            "config.toml:2: `name = Чайник` is not understood: string values must be quoted, expected literal string\na line is `key = value`; texts stand in quotes, a section in [brackets]",
        ),
        (
            "[shop]\nname = \"a\"\nname = \"b\"",
            "config.toml:3: `name` stands twice\nleave one of the two out",
        ),
    ] {
        assert_eq!(refusal(text), told, "{text}");
        let russian = self::told(Lang::Ru, &read(text).unwrap_err());
        let (place, rest) = russian.split_once(": ").unwrap();
        assert!(told.starts_with(place), "{russian}");
        for line in rest.lines() {
            assert!(line.chars().any(|c| ('а'..='я').contains(&c)), "{russian}");
            assert!(!line.contains("setting-") && !line.contains('$'), "{russian}");
        }
    }
}

#[test]
fn every_kind_of_value_has_its_words() {
    for key in KINDS {
        for lang in Lang::ALL.iter().copied() {
            assert_ne!(Tr::new(lang).text(key), *key);
        }
    }
}

/// Every message of a value that its type names.
const KINDS: &[&str] = &[
    String::NOT,
    Span::NOT,
    Days::NOT,
    BusinessDays::NOT,
    Years::NOT,
    DayTime::NOT,
    Opening::NOT,
    chrono::NaiveDate::NOT,
    chrono_tz::Tz::NOT,
    Currency::NOT,
    Sex::NOT,
    chrono::Weekday::NOT,
    Standing::NOT,
    DayMark::NOT,
    PaidFirstContact::NOT,
    MessageWay::NOT,
    Lang::NOT,
    SecretRef::NOT,
    Via::NOT,
    Go::NOT,
    Security::NOT,
    Channel::NOT,
    Role::NOT,
    Rights::NOT,
    Glyphs::NOT,
    Notify::NOT,
    Theme::NOT,
];

#[test]
fn a_secret_that_was_written_down_is_in_no_message() {
    for text in [
        "[channels.sms]\nvia = \"smsru\"\nsecret = \"s3cr3t\"",
        "[channels.sms]\nsecret = s3cr3t",
    ] {
        let error = read(text).unwrap_err();
        for lang in Lang::ALL.iter().copied() {
            assert!(!told(lang, &error).contains("s3cr3t"), "{error:?}");
        }
        assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let missing = load(Some(&path)).unwrap_err();
    assert_eq!(missing.line, None);
    let said = told(Lang::Ru, &missing);
    assert!(said.ends_with("config.toml: нет такого файла\nназовите в --config или DOZVON_CONFIG файл, который есть, или не называйте никакого"), "{said}");
    fs::write(&path, b"[shop]\nname = \"\xd7\xe0\xe9\"\n").unwrap();
    assert_eq!(load(Some(&path)).unwrap_err().message.key, "setting-not_utf8");
    fs::write(&path, "\u{feff}[shop]\r\nname = \"Чай\"\r\n").unwrap();
    let loaded = load(Some(&path)).unwrap();
    assert_eq!(loaded.settings.shop.name, "Чай");
    assert_eq!(loaded.path, Some(path));
    assert_eq!(load(None).unwrap().settings, Settings::default());
}

#[test]
fn the_fingerprint_follows_the_rules_and_not_the_screen() {
    let usual = fingerprint(&Settings::default());
    assert_eq!(
        usual, "b36483cae15e803701c398795cb0e374cd78622cc4a34602dce50ae56b547638",
        "files hold it: another means another queue"
    );
    let same = read("[console]\nbell = false\n[files]\nshared = true\n[regulation]\nrecall = \"15s\"").unwrap();
    assert_eq!(fingerprint(&same), usual);
    let words = "[shop]\nname = \"a\"\nphone = \"+79161234567\"\nemail = \"a@b.ru\"\nsite = \"b.ru\"\nrequisites = \"r\"\n\
         language = \"ru\"\nreview_url = \"b.ru/r\"\npay_link = \"https://b.ru/?n={{ order.number }}\"\npayee = \"b\"\n\
         account = \"40802810000000000001\"\nbank = \"c\"\nbic = \"044525974\"\ncorr_account = \"1\"\npayee_inn = \"2\"";
    assert_eq!(fingerprint(&read(words).unwrap()), usual);
    for other in [
        "[shop]\ncountry = \"UA\"",
        "[hours]\nsun = \"\"",
        "[regulation]\nhigh_total = 1",
        "[regulation]\nrecall = \"16s\"",
        "[regulation]\nfailed_payment_lapse = \"8d\"",
        "[messages]\npaid = \"never\"",
        "[channels.sms]\ncommand = [\"true\"]",
        "[[source]]\nname = \"b\"\nphone = \"+79161234567\"",
    ] {
        assert_ne!(fingerprint(&read(other).unwrap()), usual, "{other}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(text in "[\\[\\]a-z_.=\"0-9 \n{},а-я]{0,80}") {
        if let Err(error) = read(&text) {
            prop_assert!(error.line.is_some() && !error.hint.key.is_empty());
        }
    }
}

#[test]
fn every_key_has_its_words_in_both_languages() {
    for setting in every_setting(&with_examples(), "") {
        for lang in Lang::ALL.iter().copied() {
            let words = words::setting(&Tr::new(lang), &setting.section, setting.name);
            assert!(!words.contains("setting-of") && !words.contains("message-"), "{words}");
            assert!(words.chars().count() <= 60, "{words}");
        }
    }
}
