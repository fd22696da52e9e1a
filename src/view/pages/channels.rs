//! By what messages leave: what is set of each channel, what it lacks, and how it fares today.

use super::page::Act;
use super::page::PageKey;
use super::page::PageRow;
use super::page::PageRowKey;
use super::page::PageSnapshot;
use super::page::Section;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageState;
use crate::domain::sending::ChannelNews;
use crate::domain::sending::OpenBy;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
use crate::domain::settings::Via;
use crate::store::HELD_FOR;
use crate::store::LISTENER;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::meta::LISTEN_FAILED;
use crate::text::clean;

/// No channel has more rows.
const ROWS: usize = 16;

/// A section for each channel of the settings.
pub(super) fn page(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let settings = look.rules.settings();
    let today = look.rules.calendar(None).day_at(look.now, 0, 0, 0);
    let (news, open) = (look.store.channel_news()?, look.store.open_by_channel()?);
    let mut sections = Vec::with_capacity(settings.channel_list.len());
    for (at, (name, setting)) in settings.channel_list.iter().enumerate() {
        let known = news.iter().find(|news| news.channel == *name);
        let mut day = DayCounts::of(settings, name, &open);
        day.delivered = look.store.sent_by(name, MessageState::Delivered, today)?;
        day.sent = day.delivered + look.store.sent_by(name, MessageState::Sent, today)?;
        sections.push(section(settings, at, name, setting, known, &day));
    }
    if sections.is_empty() {
        sections.push(Section::nothing(Label::of("channels-none")));
    }
    sections.extend(listener(look, sections.len())?);
    Ok(PageSnapshot {
        sections,
        ..PageSnapshot::blank(PageKey::Channels, look.now)
    })
}

/// Who hears what other machines tell, where that is set.
fn listener(look: &Look<'_>, at: usize) -> Result<Option<Section>, StoreError> {
    let listen = &look.rules.settings().listen;
    let Some(address) = listen.address else { return Ok(None) };
    let text = |text: &str| Cell::Text(clean(text).into_owned());
    let failed = look.store.meta(LISTEN_FAILED)?.filter(|why| !why.is_empty());
    let stands = match (look.store.lease_of(LISTENER, look.now, HELD_FOR)?, failed) {
        (Some(lease), None) => Label::of("channels-listens")
            .with("who", text(&lease.worker()))
            .with("since", Cell::of(lease.since, Cell::At))
            .into(),
        (_, Some(why)) => Cell::Warning(Label::of("channels-listens_failed").with("why", text(&why))),
        (None, None) => Cell::Warning(Label::of("channels-listens_nobody")),
    };
    let outside = listen
        .url("")
        .map_or_else(|| Label::of("channels-outside_none").into(), |url| text(&url));
    let rows = [
        ("channels-stands", stands),
        ("channels-address", text(&address.to_string())),
        ("channels-outside", outside),
    ];
    let row = |(place, (label, value)): (usize, (&'static str, Cell))| PageRow {
        key: PageRowKey::Id(i64::try_from(at * ROWS + place).unwrap_or(i64::MAX)),
        cells: vec![Label::of(label).into(), value],
        act: Act::None,
    };
    Ok(Some(Section {
        title: Some(Label::of("channels-listener")),
        rows: rows.into_iter().enumerate().map(row).collect(),
        empty: None,
    }))
}

/// What one channel has to do with today.
#[derive(Default)]
struct DayCounts {
    sent: i64,
    delivered: i64,
    failed: i64,
    held: i64,
    waiting: i64,
}

impl DayCounts {
    /// What would be carried by it of that which has not left.
    fn of(settings: &Settings, name: &str, open: &[OpenBy]) -> DayCounts {
        let mut day = DayCounts::default();
        let carries = |open: &&OpenBy| {
            let shop = settings.source_of(open.source.as_deref()).name;
            settings
                .channel_of(open.channel, shop)
                .is_some_and(|(by, _)| by == name)
        };
        for open in open.iter().filter(carries) {
            match open.state {
                MessageState::Failed => day.failed += open.count,
                MessageState::Held => day.held += open.count,
                _ => day.waiting += open.count,
            }
        }
        day
    }
}

fn section(
    settings: &Settings,
    at: usize,
    name: &str,
    setting: &ChannelSetting,
    news: Option<&ChannelNews>,
    day: &DayCounts,
) -> Section {
    let text = |text: &str| Cell::Text(clean(text).into_owned());
    let mut rows: Vec<(&'static str, Cell)> = vec![("channels-stands", stands(name, setting, news, day))];
    rows.push(("channels-through", text(&through(setting))));
    rows.extend(setting.from.as_deref().map(|from| ("channels-from", text(from))));
    if !setting.sources.is_empty() {
        rows.push(("channels-shops", text(&setting.sources.join(", "))));
    }
    rows.extend(
        setting
            .secret
            .as_ref()
            .map(|secret| ("channels-secret", text(&secret.written()))),
    );
    rows.push(("channels-goes", goes(settings, setting).into()));
    rows.push(("channels-kinds", told_kinds(&kinds(settings, name, setting))));
    let counts = Label::of("channels-counts")
        .with("sent", Cell::Count(day.sent))
        .with("delivered", Cell::Count(day.delivered))
        .with("failed", Cell::Count(day.failed))
        .with("held", Cell::Count(day.held))
        .with("waiting", Cell::Count(day.waiting));
    rows.push(("channels-today", counts.into()));
    if let Some((when, why)) = news.and_then(|news| news.failed.as_ref()) {
        let failed = Label::of("channels-failed_at")
            .with("when", Cell::At(*when))
            .with("why", text(why));
        rows.push(("channels-failed", failed.into()));
    }
    if let Some((when, state)) = news.and_then(|news| news.heard) {
        let heard = Label::of("channels-heard_at")
            .with("when", Cell::At(when))
            .with("state", Cell::Message(state, when));
        rows.push(("channels-heard", heard.into()));
    }
    let row = |(place, (label, value)): (usize, (&'static str, Cell))| PageRow {
        key: PageRowKey::Id(i64::try_from(at * ROWS + place).unwrap_or(i64::MAX)),
        cells: vec![Label::of(label).into(), value],
        act: Act::Channel(at),
    };
    let title = Label::of("channels-title")
        .with("name", text(name))
        .with("carries", Cell::Channel(setting.carries()));
    Section {
        title: Some(title),
        rows: rows.into_iter().enumerate().map(row).collect(),
        empty: None,
    }
}

/// What it lacks, why it rests, or that it takes messages: that is known only of one that took some.
fn stands(name: &str, setting: &ChannelSetting, news: Option<&ChannelNews>, day: &DayCounts) -> Cell {
    let name = || Cell::Text(clean(name).into_owned());
    if let Some(key) = setting.missing() {
        let missing = Label::of("channels-missing").with("key", Cell::Text(key.to_owned()));
        return Cell::Warning(missing.with("name", name()));
    }
    if setting.go == Go::Never {
        return Label::of("channels-never").into();
    }
    match news.and_then(|news| news.rests.as_ref()) {
        Some((since, why)) => Cell::Warning(
            Label::of("channels-rests")
                .with("since", Cell::At(*since))
                .with("why", Cell::Text(clean(why).into_owned())),
        ),
        None if day.sent > 0 || news.is_some_and(|news| news.heard.is_some()) => Label::of("channels-works").into(),
        None => Label::of("channels-untried").into(),
    }
}

/// What takes the messages away, without anything secret.
fn through(setting: &ChannelSetting) -> String {
    let with_user = |server: String| match &setting.user {
        Some(user) => format!("{server} · {user}"),
        None => server,
    };
    match setting.via {
        Via::Smtp => {
            let host = setting.host.clone().unwrap_or_default();
            let port = if setting.port > 0 {
                format!(":{}", setting.port)
            } else {
                String::new()
            };
            with_user(format!("{} {host}{port}", setting.via.code()))
        }
        Via::Command => {
            // Arguments may hold what is nobody's business.
            let program = setting.command.first().cloned().unwrap_or_default();
            format!("{} {program}", setting.via.code())
        }
        Via::Http => {
            let url = setting.url.clone().unwrap_or_default();
            let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            // What stands before the host may be a password.
            let host = host.rsplit('@').next().unwrap_or_default();
            format!("{} {host}", setting.via.code())
        }
        _ => with_user(setting.via.code().to_owned()),
    }
}

/// Whether messages leave by it by themselves.
fn goes(settings: &Settings, setting: &ChannelSetting) -> Label {
    if !settings.channels.live {
        return Label::of("channels-folder");
    }
    Label::of(match setting.go {
        Go::Auto => "channels-goes_auto",
        Go::Look => "channels-goes_look",
        Go::Never => "channels-goes_never",
    })
}

/// In few words: most channels carry all kinds, or all but some.
fn told_kinds(kinds: &[MessageKind]) -> Cell {
    let others: Vec<MessageKind> = MessageKind::ALL
        .iter()
        .copied()
        .filter(|kind| !kinds.contains(kind))
        .collect();
    match (kinds.len(), others.len()) {
        (0, _) => Label::of("channels-kinds_none").into(),
        (_, 0) => Label::of("channels-kinds_all").into(),
        (_, rest) if rest < kinds.len() => Label::of("channels-kinds_but")
            .with("kinds", Cell::Kinds(others))
            .into(),
        _ => Cell::Kinds(kinds.to_vec()),
    }
}

/// Which messages go by it before any other channel.
fn kinds(settings: &Settings, name: &str, setting: &ChannelSetting) -> Vec<MessageKind> {
    let shop = setting.sources.first().unwrap_or(&settings.shop.name);
    let first = |kind: &MessageKind| {
        let way = settings.messages.of(*kind);
        let mut set = way
            .channels
            .iter()
            .filter_map(|channel| settings.channel_of(*channel, shop));
        way.go != Go::Never && set.next().is_some_and(|(by, _)| by == name)
    };
    MessageKind::ALL.iter().copied().filter(first).collect()
}
