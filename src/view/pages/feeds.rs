//! What other machines are asked for by themselves: how each feed of orders fares, what it brought, what of it waits for a
//! person; and how asking each carrier about parcels fares.

use super::page::Act;
use super::page::PageKey;
use super::page::PageRow;
use super::page::PageRowKey;
use super::page::PageSnapshot;
use super::page::Section;
use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::order_feed::FeedFailing;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::FeedWord;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::LostFeed;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::order_feed::UnreadFeedFile;
use crate::domain::reject::Reject;
use crate::domain::settings::FeedSetting;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// No feed has more rows: of what it may have any number of, no more are shown.
const ROWS: usize = 64;
const MOST_WORDS: usize = 20;
const MOST_FILES: usize = 5;

/// A section for each feed of the settings.
pub(super) fn page(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let settings = look.rules.settings();
    let words = look.store.feed_words()?;
    let mut sections = Vec::with_capacity(settings.feeds.len());
    for (at, feed) in settings.feeds.iter().enumerate() {
        let state = look.store.feed_state(&feed.name)?;
        let rejects = look.store.feed_rejects(&feed.name)?;
        let unread = look.store.unread_feed_files(&feed.name, look.now)?;
        let mut section = section(at, feed, &state, &words, &unread, &rejects);
        if !feed.write.is_empty() {
            section.rows.push(written(look, at, feed)?);
        }
        sections.push(section);
    }
    let known: Vec<&str> = settings.feeds.iter().map(|feed| feed.name.as_str()).collect();
    let lost = look.store.lost_feeds(&known)?;
    sections.extend(
        (settings.feeds.len()..)
            .zip(&lost)
            .map(|(at, feed)| lost_section(at, feed)),
    );
    for (carrier, following) in settings.carriers.followed() {
        let state = look.store.feed_state(&carrier.feed_name())?;
        let followed = look.store.numbers_followed(carrier, look.now)?;
        let poll = following.pause_between(carrier);
        sections.push(of_carrier(sections.len(), carrier, &state, followed, poll));
    }
    if sections.is_empty() {
        sections.push(Section::nothing(Label::of("feeds-none")));
    }
    Ok(PageSnapshot {
        sections,
        ..PageSnapshot::blank(PageKey::Feeds, look.now)
    })
}

fn text(text: &str) -> Cell {
    Cell::Text(clean(text).into_owned())
}

fn section(
    at: usize,
    feed: &FeedSetting,
    state: &FeedState,
    words: &[FeedWord],
    unread: &[UnreadFeedFile],
    (rejects, rejected): &(Vec<(i64, Reject)>, i64),
) -> Section {
    let is_paused = feed.pause || state.paused.is_some();
    let mut rows: Vec<(Cell, Cell, Act)> = Vec::new();
    let mut row = |label: &'static str, value: Cell, act: Act| rows.push((Label::of(label).into(), value, act));
    row("feeds-stands", stands(feed, state), Act::None);
    if let Some(failing) = state.failing.as_ref().filter(|_| !is_paused) {
        row(
            "feeds-remedy",
            Label::of(failing.fault.hint()).with("said", said(&failing.said)).into(),
            Act::None,
        );
    }
    let place = [
        feed.kind.code(),
        feed.api.map_or("", GoodsApi::code),
        feed.address.as_deref().unwrap_or_default(),
    ];
    let place = place
        .map(str::trim)
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    row("feeds-place", text(&place), Act::None);
    let answered = match (state.ok_at, state.reached_at) {
        (None, _) => Label::of("feeds-never"),
        (Some(ok), Some(reached)) => Label::of("feeds-answered")
            .with("when", Cell::At(ok))
            .with("known", Cell::At(reached)),
        (Some(ok), None) => Label::of("feeds-reading").with("when", Cell::At(ok)),
    };
    row("feeds-last", answered.into(), Act::None);
    let brought = match state.new_at {
        Some(at) => Label::of("feeds-brought_at").with("when", Cell::At(at)),
        None => Label::of("feeds-brought"),
    };
    row(
        match feed.kind {
            OrderFeedKind::Catalogue => "feeds-goods",
            _ => "feeds-orders",
        },
        brought.with("count", Cell::Count(state.created)).into(),
        Act::None,
    );
    let own: Vec<&FeedWord> = words.iter().filter(|word| word.feed == feed.name).collect();
    for word in own.iter().take(MOST_WORDS) {
        let waits = Label::of("feeds-word")
            .with("word", text(&word.word))
            .with("count", Cell::Count(word.orders));
        row("feeds-unknown", Cell::Warning(waits), Act::FeedWord);
    }
    if let Some(more) = own.len().checked_sub(MOST_WORDS).filter(|more| *more > 0) {
        let more = Label::of("feeds-more_words").with("count", Cell::Count(i64::try_from(more).unwrap_or(i64::MAX)));
        row("feeds-reject", more.into(), Act::None);
    }
    for file in unread.iter().filter(|file| !file.why.is_empty()).take(MOST_FILES) {
        let (label, key) = match feed.kind {
            OrderFeedKind::Folder => ("feeds-file", "feeds-unread_file"),
            _ => ("feeds-told", "feeds-unread_told"),
        };
        let unread = Label::of(key)
            .with("file", text(&file.name))
            .with("when", Cell::At(file.at))
            .with("why", text(&file.why));
        row(label, Cell::Warning(unread), Act::None);
    }
    if *rejected > 0 {
        let label = match feed.kind {
            OrderFeedKind::Folder => "feeds-rejected_files",
            OrderFeedKind::Hook | OrderFeedKind::Tilda | OrderFeedKind::Mail | OrderFeedKind::OneC => {
                "feeds-rejected_told"
            }
            _ => "feeds-rejected",
        };
        let count = Label::of(label).with("count", Cell::Count(*rejected));
        row("feeds-rejects", Cell::Warning(count), Act::None);
        for (id, reject) in rejects {
            row(
                "feeds-reject",
                Cell::Reject(Box::new(reject.clone())),
                Act::FeedReject(*id),
            );
        }
    }
    if !feed.pause {
        // Files lie where they are, and are put in again by hand.
        if feed.kind != OrderFeedKind::Folder && (*rejected > 0 || !unread.is_empty()) {
            row(
                "feeds-again",
                Label::of("feeds-again_does").into(),
                Act::Feed(at, FeedTouch::Again),
            );
        }
        row(
            "feeds-now",
            Label::of("feeds-now_does").into(),
            Act::Feed(at, FeedTouch::Ask),
        );
        let (label, does, touch) = if state.paused.is_some() {
            ("feeds-resume", "feeds-resume_does", FeedTouch::Resume)
        } else {
            ("feeds-pause", "feeds-pause_does", FeedTouch::Pause)
        };
        row(label, Label::of(does).into(), Act::Feed(at, touch));
    }
    section_of(at, Label::of("feeds-title").with("name", text(&feed.name)), rows)
}

fn section_of(at: usize, title: Label, rows: Vec<(Cell, Cell, Act)>) -> Section {
    let row = |(place, (label, value, act)): (usize, (Cell, Cell, Act))| PageRow {
        key: PageRowKey::Id(i64::try_from(at * ROWS + place).unwrap_or(i64::MAX)),
        cells: vec![label, value],
        act,
    };
    Section {
        title: Some(title),
        rows: rows.into_iter().enumerate().map(row).collect(),
        empty: None,
    }
}

/// What of it is to be written to its shop; Enter lists that.
fn written(look: &Look<'_>, at: usize, feed: &FeedSetting) -> Result<PageRow, StoreError> {
    let (waiting, failed) = look.store.shop_writes_open(&feed.name)?;
    let told = Label::of("feeds-writes_stand")
        .with("waiting", Cell::Count(waiting))
        .with("failed", Cell::Count(failed));
    let told = if failed > 0 { Cell::Warning(told) } else { told.into() };
    Ok(PageRow {
        key: PageRowKey::Id(i64::try_from((at + 1) * ROWS - 1).unwrap_or(i64::MAX)),
        cells: vec![Label::of("feeds-writes").into(), told],
        act: Act::Page(PageKey::Outbox),
    })
}

/// A feed the settings know no more: what waits of it, and what to do.
fn lost_section(at: usize, feed: &LostFeed) -> Section {
    let gone = Label::of("feeds-lost").with("count", Cell::Count(feed.writes));
    let remedy = Label::of("feeds-lost_remedy").with("name", text(&feed.name));
    let rows = [("feeds-stands", Cell::Warning(gone)), ("feeds-remedy", remedy.into())];
    let row = |(place, (label, value)): (usize, (&'static str, Cell))| PageRow {
        key: PageRowKey::Id(i64::try_from(at * ROWS + place).unwrap_or(i64::MAX)),
        cells: vec![Label::of(label).into(), value],
        act: Act::None,
    };
    Section {
        title: Some(Label::of("feeds-title").with("name", text(&feed.name))),
        rows: rows.into_iter().enumerate().map(row).collect(),
        empty: None,
    }
}

/// A carrier that is asked about parcels (R21).
fn of_carrier(at: usize, carrier: Carrier, state: &FeedState, followed: i64, poll: Span) -> Section {
    let fault = |key: &'static str, failing: &FeedFailing| {
        let fault = Cell::Text(failing.fault.code().to_owned());
        Label::of(key).with("fault", fault).with("said", said(&failing.said))
    };
    let stands = match (&state.paused, &state.failing) {
        (Some((at, by)), _) => {
            let paused = Label::of("feeds-paused").with("when", Cell::At(*at));
            Cell::Warning(paused.with("who", text(by)))
        }
        (None, Some(failing)) => {
            let since = Label::of("feeds-fails").with("since", Cell::At(failing.since));
            Cell::Warning(since.with("why", fault("carrier-fault", failing).into()))
        }
        (None, None) if state.ok_at.is_some() => match state.next_at.filter(|_| state.cursor.is_some()) {
            Some(next) => Label::of("feeds-answer_later").with("when", Cell::At(next)).into(),
            None => Label::of("feeds-works").into(),
        },
        (None, None) => Label::of("feeds-untried").into(),
    };
    let mut rows: Vec<(Cell, Cell, Act)> = Vec::new();
    let mut row = |label: &'static str, value: Cell, act: Act| rows.push((Label::of(label).into(), value, act));
    row("feeds-stands", stands, Act::None);
    if let (None, Some(failing)) = (&state.paused, &state.failing) {
        row("feeds-remedy", fault("carrier-fault_hint", failing).into(), Act::None);
    }
    let last = state.ok_at.map_or_else(|| Label::of("feeds-never").into(), Cell::At);
    row("feeds-last", last, Act::None);
    let minutes = poll.0 / Span::minutes(1).0;
    let count = Label::of("feeds-followed_count").with("count", Cell::Count(followed));
    let often = count
        .with("hours", Cell::Count(minutes / 60))
        .with("minutes", Cell::Count(minutes));
    row("feeds-followed", often.into(), Act::None);
    row(
        "feeds-now",
        Label::of("feeds-now_does").into(),
        Act::Carrier(carrier, FeedTouch::Ask),
    );
    let (label, does, touch) = if state.paused.is_some() {
        ("feeds-resume", "feeds-resume_does", FeedTouch::Resume)
    } else {
        ("feeds-pause", "feeds-pause_does", FeedTouch::Pause)
    };
    row(label, Label::of(does).into(), Act::Carrier(carrier, touch));
    let title = Label::of("feeds-carrier").with("name", Cell::Code("carrier", carrier.code()));
    section_of(at, title, rows)
}

/// Whether it works, why not, or who wants it left alone.
fn stands(feed: &FeedSetting, state: &FeedState) -> Cell {
    if let Some((at, by)) = &state.paused {
        let paused = Label::of("feeds-paused")
            .with("when", Cell::At(*at))
            .with("who", text(by));
        return Cell::Warning(paused);
    }
    if feed.pause {
        return Cell::Warning(Label::of("feeds-paused_by_settings"));
    }
    match &state.failing {
        Some(failing) => {
            let why = Label::of(failing.fault.key()).with("said", said(&failing.said));
            let since = Label::of("feeds-fails").with("since", Cell::At(failing.since));
            Cell::Warning(since.with("why", why.into()))
        }
        None if state.ok_at.is_some() => Label::of("feeds-works").into(),
        None => Label::of("feeds-untried").into(),
    }
}

fn said(said: &str) -> Cell {
    text(if said.is_empty() { "–" } else { said })
}
