//! From the text of the file to the settings.

use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use super::error::ConfigError;
use super::nearest;
use super::section::SectionReader;
use super::section::Source;
use super::section::text;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Label;
use crate::domain::message::Channel;
use crate::domain::money::Currency;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::segment::Segment;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::domain::settings::DialBy;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::MailboxSetting;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Regulation;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::settings::SourceSetting;
use crate::domain::settings::keys::Keys;
use crate::domain::shop_write::ShopPart;

const SECTIONS: [&str; 19] = [
    "shop",
    "hours",
    "regulation",
    "carriers",
    "channels",
    "messages",
    "source",
    "feed",
    "operator",
    "segment",
    "telephony",
    "listen",
    "console",
    "database",
    "files",
    "backup",
    "reports",
    "printer",
    "retention",
];

/// Reads the text of a settings file; `path` is only for errors.
pub fn parse(file: &str, path: &Path) -> Result<Settings, ConfigError> {
    parse_some(file, path, |_| true)
}

/// Likewise those of its sections that are `wanted`.
pub(super) fn parse_some(file: &str, path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Settings, ConfigError> {
    let source = Source::new(path, file);
    let document = source.document()?;
    let sections = document.get_ref().iter();
    let mut sections: Vec<_> = sections.filter(|(key, _)| wanted(key.get_ref())).collect();
    // The currency must be known before amounts are read; otherwise the order of the sections is free.
    sections.sort_by_key(|(key, _)| SECTIONS.iter().position(|name| name == key.get_ref()));
    let mut settings = Settings::default();
    for (key, value) in sections {
        let currency = settings.shop.currency;
        match key.get_ref().as_ref() {
            "operator" => {
                let hint = Label::of("setting-no_list_operator");
                settings.operators = list(
                    source,
                    "[[operator]]",
                    value,
                    currency,
                    hint,
                    "anna",
                    |one: &OperatorSetting| &one.name,
                )?;
            }
            "source" => {
                let hint = Label::of("setting-no_list_source");
                settings.sources = list(
                    source,
                    "[[source]]",
                    value,
                    currency,
                    hint,
                    "Lavka 2",
                    |one: &SourceSetting| &one.name,
                )?;
            }
            "feed" => settings.feeds = feeds(source, value, &settings)?,
            "segment" => {
                let hint = Label::of("setting-no_list_segment");
                settings.segments = list(
                    source,
                    "[[segment]]",
                    value,
                    currency,
                    hint,
                    "coffee",
                    |one: &Segment| &one.name,
                )?;
            }
            "carriers" => carriers(source, value, &mut settings)?,
            "channels" => channels(source, value, &mut settings)?,
            "telephony" => telephony(source, value, &mut settings)?,
            // The one line that says where the desk is needs no section.
            "database" if value.get_ref().is_str() => {
                let mut whole = SectionReader::whole(source, "[database]", &document);
                whole.value("database", &mut settings.database.address);
                whole.end_of_value()?;
            }
            name if SECTIONS.contains(&name) => section(source, name, value, &mut settings)?,
            name => {
                let message = Label::of("setting-unknown_section").with("section", text(name));
                return Err(source.error(&key.span(), message, nearest::hint(name, &SECTIONS)));
            }
        }
    }
    Ok(settings)
}

fn section<'a>(
    source: Source<'a>,
    name: &str,
    value: &'a Spanned<DeValue<'a>>,
    settings: &mut Settings,
) -> Result<(), ConfigError> {
    let mut section = SectionReader::new(source, &format!("[{name}]"), value)?;
    let currency = settings.shop.currency;
    let mut slip = None;
    match name {
        "shop" => {
            settings.shop.visit(currency, &mut section);
            let country = &mut settings.shop.country;
            country.make_ascii_uppercase();
            if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
                slip = Some(section.error(
                    "country",
                    Label::of("setting-country"),
                    Label::of("setting-write_country"),
                ));
            }
        }
        "hours" => {
            settings.hours.visit(currency, &mut section);
            if settings.hours.week.iter().all(Vec::is_empty) {
                slip = Some(section.error(
                    "mon",
                    Label::of("setting-all_closed"),
                    Label::of("setting-all_closed_hint"),
                ));
            }
        }
        "regulation" => {
            settings.regulation.visit(currency, &mut section);
            slip = nonsense(&settings.regulation, &section);
            if let Some(value) = section.part("b2b") {
                let mut b2b = SectionReader::new(source, "[regulation.b2b]", value)?;
                settings.b2b.visit(currency, &mut b2b);
                b2b.finish(None)?;
            }
        }
        "messages" => settings.messages.visit(currency, &mut section),
        "listen" => {
            settings.listen.visit(currency, &mut section);
            slip = settings.listen.slip().map(|key| {
                let (message, hint) = match key {
                    "address" => ("setting-listen_nowhere", "setting-listen_nowhere_hint"),
                    _ => ("setting-listen_open", "setting-listen_open_hint"),
                };
                section.error(key, Label::of(message), Label::of(hint))
            });
        }
        "console" => settings.console.visit(currency, &mut section),
        "database" => settings.database.visit(currency, &mut section),
        "files" => settings.files.visit(currency, &mut section),
        "backup" => settings.backup.visit(currency, &mut section),
        "reports" => settings.reports.visit(currency, &mut section),
        "printer" => settings.printer.visit(currency, &mut section),
        _ => settings.retention.visit(currency, &mut section),
    }
    section.finish(slip)
}

/// What each key alone does not show. A pair is checked when the file sets both: the rules bear a short limit beside
/// the usual target, but two such wishes are a slip.
fn nonsense(r: &Regulation, section: &SectionReader<'_>) -> Option<ConfigError> {
    let pairs = [
        (
            "first_contact_target",
            r.first_contact_target,
            "first_contact_limit",
            r.first_contact_limit,
        ),
        ("decide_after", r.decide_after, "decide_limit", r.decide_limit),
        ("tracking_target", r.tracking_target, "tracking_limit", r.tracking_limit),
    ];
    let slip = pairs.into_iter().find_map(|(short, a, long, b)| {
        (a > b && section.is_set(short) && section.is_set(long)).then(|| {
            let said = |key| Label::of(key).with("short", text(short)).with("long", text(long));
            section.error(short, said("setting-longer"), said("setting-longer_hint"))
        })
    });
    let dead = (r.quality_call >= r.quality_lapse).then(|| {
        let key = if section.is_set("quality_call") {
            "quality_call"
        } else {
            "quality_lapse"
        };
        section.error(key, Label::of("setting-no_day"), Label::of("setting-no_day_hint"))
    });
    let counts = [
        ("attempts_max", r.attempts_max),
        ("attempts_before_word", r.attempts_before_word),
    ];
    let none = counts.into_iter().find(|(_, count)| *count < 1);
    let none =
        none.map(|(key, _)| section.error(key, Label::of("setting-below_one"), Label::of("setting-below_one_hint")));
    slip.or(dead).or(none)
}

/// `[telephony]`, and the exchange in it.
fn telephony<'a>(
    source: Source<'a>,
    value: &'a Spanned<DeValue<'a>>,
    settings: &mut Settings,
) -> Result<(), ConfigError> {
    let currency = settings.shop.currency;
    let mut section = SectionReader::new(source, "[telephony]", value)?;
    settings.telephony.visit(currency, &mut section);
    let exchange = section.part("asterisk");
    if let Some(value) = exchange {
        let mut section = SectionReader::new(source, "[telephony.asterisk]", value)?;
        settings.asterisk.visit(currency, &mut section);
        let is_missing = settings.asterisk.host.is_some() && settings.asterisk.user.is_none();
        let slip = is_missing.then(|| {
            section.error(
                "host",
                Label::of("setting-no_exchange_user"),
                Label::of("setting-no_exchange_user_hint"),
            )
        });
        section.finish(slip)?;
    }
    for cloud in Cloud::ALL {
        let Some(value) = section.part(cloud.code()) else {
            continue;
        };
        let mut setting = CloudSetting::default();
        let mut section = SectionReader::new(source, &format!("[telephony.{}]", cloud.code()), value)?;
        setting.visit(currency, &mut section);
        let is_signed = matches!(cloud, Cloud::Zadarma | Cloud::Mango);
        let missing = if is_signed && setting.secret.is_none() {
            Some("secret")
        } else {
            (*cloud == Cloud::Mango && setting.key.is_none()).then_some("key")
        };
        let slip =
            missing.map(|key| section.error(key, Label::of("setting-missing"), Label::of("setting-cloud_needs")));
        section.finish(slip)?;
        settings.clouds.push((*cloud, setting));
    }
    let needs = match settings.telephony.dial {
        Some(DialBy::Asterisk) if settings.asterisk.host.is_none() => Some("setting-dial_no_exchange"),
        Some(DialBy::Command) if settings.telephony.command.is_empty() => Some("setting-dial_no_command"),
        Some(by) if by.cloud().is_some_and(|cloud| !can_dial(settings, cloud)) => Some("setting-dial_no_cloud"),
        _ => None,
    };
    let slip = needs.map(|what| section.error("dial", Label::of(what), Label::of("setting-dial_hint")));
    section.finish(slip)
}

/// An exchange in the cloud dials for the holder of the key and the secret of its API.
fn can_dial(settings: &Settings, cloud: Cloud) -> bool {
    let setting = settings.clouds.iter().find(|(known, _)| *known == cloud);
    setting.is_some_and(|(_, setting)| setting.key.is_some() && setting.secret.is_some())
}

fn carriers<'a>(
    source: Source<'a>,
    value: &'a Spanned<DeValue<'a>>,
    settings: &mut Settings,
) -> Result<(), ConfigError> {
    let table = value.get_ref().as_table();
    let table = table.ok_or_else(|| {
        let message = Label::of("setting-no_section").with("section", text("[carriers]"));
        let hint = Label::of("setting-no_section_hint").with("section", text("[carriers.cdek]"));
        source.error(&value.span(), message, hint)
    })?;
    for (key, value) in table {
        let code = key.get_ref().as_ref();
        let Some(carrier) = Carrier::parse(code) else {
            let codes: Vec<&str> = Carrier::ALL.iter().map(|carrier| carrier.code()).collect();
            let message = Label::of("setting-unknown_carrier").with("code", text(code));
            return Err(source.error(&key.span(), message, nearest::hint(code, &codes)));
        };
        let mut terms = settings.carriers.of(carrier);
        let mut section = SectionReader::new(source, &format!("[carriers.{code}]"), value)?;
        terms.visit(settings.shop.currency, &mut section);
        let mut following = settings.carriers.following(carrier);
        following.visit_of(carrier, settings.shop.currency, &mut section);
        let missing = following.missing(carrier).map(|key| {
            let hint = Label::of("setting-carrier_needs").with("carrier", text(code));
            section.error(key, Label::of("setting-missing"), hint)
        });
        let short = (terms.hold < terms.free).then(|| {
            section.error(
                "hold",
                Label::of("setting-hold_short"),
                Label::of("setting-hold_short_hint"),
            )
        });
        section.finish(short.or(missing))?;
        settings.carriers.set(carrier, terms);
        settings.carriers.set_following(carrier, following);
    }
    Ok(())
}

/// `[channels]`, and the tables in it: each is a channel of its own.
fn channels<'a>(
    source: Source<'a>,
    value: &'a Spanned<DeValue<'a>>,
    settings: &mut Settings,
) -> Result<(), ConfigError> {
    let currency = settings.shop.currency;
    let mut section = SectionReader::new(source, "[channels]", value)?;
    settings.channels.visit(currency, &mut section);
    for (name, value) in section.tables() {
        let mut channel = ChannelSetting::default();
        let mut section = SectionReader::new(source, &format!("[channels.{name}]"), value)?;
        channel.visit(currency, &mut section);
        let slip = channel.missing().map(|key| {
            let hint = Label::of("setting-channel_needs").with("via", text(channel.via.code()));
            section.error(key, Label::of("setting-missing"), hint)
        });
        let mailbox = section.part("imap");
        section.finish(slip)?;
        if let Some(value) = mailbox {
            settings
                .mailboxes
                .push((name.to_owned(), mailbox_of(source, name, value, &channel, currency)?));
        }
        settings.channel_list.push((name.to_owned(), channel));
    }
    section.finish(None)
}

/// `[channels.NAME.imap]`
fn mailbox_of<'a>(
    source: Source<'a>,
    name: &str,
    value: &'a Spanned<DeValue<'a>>,
    channel: &ChannelSetting,
    currency: Currency,
) -> Result<MailboxSetting, ConfigError> {
    let heading = format!("[channels.{name}.imap]");
    let mut mailbox = MailboxSetting::default();
    let mut section = SectionReader::new(source, &heading, value)?;
    mailbox.visit(currency, &mut section);
    let slip = if channel.carries() == Channel::Email {
        let missing = mailbox.missing(channel);
        missing.map(|key| section.error(key, Label::of("setting-missing"), Label::of("setting-mailbox_needs")))
    } else {
        let message = Label::of("setting-no_mailbox").with("section", text(&heading));
        Some(source.error(&value.span(), message, Label::of("setting-no_mailbox_hint")))
    };
    section.finish(slip)?;
    Ok(mailbox)
}

/// `[[feed]]`: each with what its kind needs, of a source that there is.
fn feeds<'a>(
    source: Source<'a>,
    value: &'a Spanned<DeValue<'a>>,
    settings: &Settings,
) -> Result<Vec<FeedSetting>, ConfigError> {
    let hint = Label::of("setting-no_list_feed");
    let mut places: Vec<(OrderFeedKind, String)> = Vec::new();
    let mut sources: Vec<(OrderFeedKind, Option<String>)> = Vec::new();
    let names: Vec<&str> = settings.sources.iter().map(|one| one.name.as_str()).collect();
    let slip = |feed: &FeedSetting, section: &SectionReader<'_>| {
        if !section.is_set("kind") {
            let hint = Label::of("setting-feed_kind").with("kinds", text(codes(OrderFeedKind::ALL)));
            return Some(section.error("kind", Label::of("setting-missing"), hint));
        }
        if let Some(key) = feed.missing() {
            let hint = Label::of("setting-feed_needs").with("kind", text(feed.kind.code()));
            return Some(section.error(key, Label::of("setting-missing"), hint));
        }
        if let Some((key, why)) = written_back(feed) {
            return Some(section.error(key, Label::of(why), Label::of("setting-feed_write_hint")));
        }
        if feed.api.is_some() && feed.kind != OrderFeedKind::Catalogue {
            let hint = Label::of("setting-feed_api_hint");
            return Some(section.error("api", Label::of("setting-feed_api"), hint));
        }
        let address = feed.address_or_usual().trim_end_matches('/');
        let is_web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
        let spoken = feed.spoken();
        if spoken.is_shop() && !is_web {
            let message = Label::of("setting-feed_address");
            return Some(section.error("address", message, Label::of("setting-feed_address_hint")));
        }
        // A WooCommerce is asked by signed requests where nothing closes the way; others are told the key itself.
        let is_open = address.starts_with("http://") && !is_this_machine(&feed.host());
        if spoken.is_shop() && spoken != OrderFeedKind::WooCommerce && is_open {
            let message = Label::of("setting-feed_open");
            return Some(section.error("address", message, Label::of("setting-feed_open_hint")));
        }
        if let Some(named) = feed.source.as_deref().filter(|named| !names.contains(named)) {
            let message = Label::of("setting-feed_source").with("source", text(named));
            let hint = match nearest::hint(named, &names) {
                _ if names.is_empty() => Label::of("setting-feed_source_hint"),
                hint => hint,
            };
            return Some(section.error("source", message, hint));
        }
        // One server has many mailboxes, one mailbox letters of several shops, and one platform many shops.
        let of_many = spoken.usual_address().and(feed.key.as_ref()).map(SecretRef::written);
        let of_mailbox = [
            &feed.user,
            &Some(feed.folder.clone()),
            &feed.from,
            &feed.subject,
            &of_many,
        ];
        let of_mailbox: Vec<&str> = of_mailbox.iter().filter_map(|part| part.as_deref()).collect();
        let place = (feed.kind, format!("{address} {}", of_mailbox.join(" ")));
        if !feed.kind.is_told() && places.contains(&place) {
            let message = Label::of("setting-feed_twice");
            return Some(section.error("address", message, Label::of("setting-feed_twice_hint")));
        }
        places.push(place);
        let whose = (feed.kind, feed.source.clone());
        if feed.kind.counts_alone() && sources.contains(&whose) {
            let message = Label::of("setting-feed_same_source");
            return Some(section.error("source", message, Label::of("setting-feed_same_source_hint")));
        }
        sources.push(whose);
        None
    };
    let name = |one: &FeedSetting| one.name.clone();
    list_of(
        source,
        "[[feed]]",
        value,
        settings.shop.currency,
        (hint, "shop"),
        name,
        slip,
    )
}

/// What would be written to a shop and cannot, and why.
fn written_back(feed: &FeedSetting) -> Option<(&'static str, &'static str)> {
    let words = feed.status_words();
    let refunded = words
        .iter()
        .find(|(_, word)| matches!(*word, "refunded" | "wc-refunded"));
    if let Some((key, _)) = refunded {
        return Some((key, "setting-feed_refunded"));
    }
    match (feed.kind, feed.write.contains(&ShopPart::Status), words.first()) {
        (kind, ..) if ShopPart::of(kind).is_empty() && !feed.write.is_empty() => Some(("write", "setting-feed_write")),
        (kind, ..) if feed.write.iter().any(|part| !ShopPart::of(kind).contains(part)) => {
            Some(("write", "setting-feed_write_part"))
        }
        (_, true, None) => Some(("write", "setting-feed_no_words")),
        (_, false, Some((key, _))) => Some((key, "setting-feed_unwritten")),
        _ => None,
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.starts_with("127.")
}

fn codes(kinds: &[OrderFeedKind]) -> String {
    let quoted: Vec<String> = kinds.iter().map(|kind| format!("\"{}\"", kind.code())).collect();
    quoted.join(", ")
}

/// A section that stands once for each, told apart by their names; `example` is such a name.
fn list<'a, T: Keys + Default>(
    source: Source<'a>,
    heading: &str,
    value: &'a Spanned<DeValue<'a>>,
    currency: Currency,
    hint: Label,
    example: &str,
    name: fn(&T) -> &String,
) -> Result<Vec<T>, ConfigError> {
    let name = |one: &T| name(one).clone();
    list_of(source, heading, value, currency, (hint, example), name, |_, _| None)
}

/// Likewise, where more than the name may be wrong with one.
fn list_of<'a, T: Keys + Default>(
    source: Source<'a>,
    heading: &str,
    value: &'a Spanned<DeValue<'a>>,
    currency: Currency,
    (hint, example): (Label, &str),
    name: impl Fn(&T) -> String,
    mut more: impl FnMut(&T, &SectionReader<'_>) -> Option<ConfigError>,
) -> Result<Vec<T>, ConfigError> {
    let list = value.get_ref().as_array();
    let list = list.ok_or_else(|| {
        source.error(
            &value.span(),
            Label::of("setting-no_list").with("section", text(heading)),
            hint,
        )
    })?;
    let mut all: Vec<T> = Vec::new();
    for value in list {
        let mut one = T::default();
        let mut section = SectionReader::new(source, heading, value)?;
        one.visit(currency, &mut section);
        let slip = if name(&one).trim().is_empty() {
            let hint = Label::of("setting-missing_name").with("example", text(example));
            Some(section.error("name", Label::of("setting-missing"), hint))
        } else if all.iter().any(|other| name(other) == name(&one)) {
            Some(section.error(
                "name",
                Label::of("setting-name_twice"),
                Label::of("setting-name_twice_hint"),
            ))
        } else {
            more(&one, &section)
        };
        section.finish(slip)?;
        all.push(one);
    }
    Ok(all)
}
