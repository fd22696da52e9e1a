//! `feed list`

use serde::Serialize;

use super::said::FeedFailingShape;
use super::said::FeedTroubleShape;
use super::said::UnreadFileShape;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::Side;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::FeedWord;
use crate::domain::order_feed::LostFeed;
use crate::domain::settings::FeedSetting;
use crate::text::clean;
use crate::words;

#[derive(Serialize)]
struct FeedShape<'a> {
    name: &'a str,
    kind: &'static str,
    address: &'a str,
    source: Option<&'a str>,
    poll_s: i64,
    paused: bool,
    paused_by: Option<String>,
    tried_at: Option<String>,
    ok_at: Option<String>,
    reached_at: Option<String>,
    next_at: Option<String>,
    new_order_at: Option<String>,
    created: i64,
    rejects: i64,
    unread_files: Vec<UnreadFileShape>,
    unknown_statuses: Vec<UnknownWordShape>,
    failing: Option<FeedFailingShape>,
}

#[derive(Serialize)]
struct UnknownWordShape {
    word: String,
    source: String,
    orders: i64,
    since: String,
}

/// The feeds of the settings, each with how it fares.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_try()?;
    let words = context.told(desk.feed_words())?;
    let mut shapes = Vec::new();
    let mut rows = Vec::new();
    for feed in &context.settings.feeds {
        let state = context.told(desk.feed_state(&feed.name))?;
        shapes.push(shape(context, &desk, feed, &state, &words)?);
        rows.push(row(context, feed, &state));
    }
    let lost = context.told(desk.lost_feeds())?;
    let reply = context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_feeds");
        }
        let mut lines = vec![table(&[Side::Left; 4], &rows)];
        for shape in &shapes {
            lines.extend(shape.failing.as_ref().map(|failing| {
                let args = [("feed", shape.name.into()), ("why", failing.why_line().into())];
                context.tr.with("feed-fails", &args)
            }));
            if shape.rejects > 0 {
                let args = [("feed", shape.name.into()), ("count", shape.rejects.into())];
                lines.push(context.tr.with("feed-rejects", &args));
            }
            for file in shape.unread_files.iter().filter(|file| !file.why.is_empty()) {
                let args = [
                    ("file", clean(&file.file).into_owned().into()),
                    ("why", clean(&file.why).into_owned().into()),
                ];
                let line = context.tr.with("feed-unread_file", &args);
                lines.push(format!("{}: {line}", clean(shape.name)));
            }
        }
        for word in &words {
            let args = [
                ("word", clean(&word.word).into_owned().into()),
                ("count", word.orders.into()),
            ];
            lines.push(context.tr.with("feed-word", &args));
        }
        lines.join("\n")
    });
    let gone = |feed: &LostFeed| {
        let name = clean(&feed.name).into_owned();
        context
            .tr
            .with("feed-lost", &[("feed", name.into()), ("count", feed.writes.into())])
    };
    Ok(reply.with_remarks(lost.iter().map(gone).collect()))
}

fn shape<'a>(
    context: &Context,
    desk: &Desk,
    feed: &'a FeedSetting,
    state: &FeedState,
    words: &[FeedWord],
) -> Result<FeedShape<'a>, Failure> {
    let (_, rejects) = context.told(desk.feed_rejects(&feed.name))?;
    let unread = context.told(desk.unread_feed_files(&feed.name))?;
    let own = words.iter().filter(|word| word.feed == feed.name);
    Ok(FeedShape {
        name: &feed.name,
        kind: feed.kind.code(),
        address: feed.address.as_deref().unwrap_or_default(),
        source: feed.source.as_deref(),
        poll_s: feed.pause_between().0 / 1_000,
        paused: feed.pause || state.paused.is_some(),
        paused_by: state.paused.as_ref().map(|(_, by)| by.clone()),
        tried_at: state.tried_at.map(stamp),
        ok_at: state.ok_at.map(stamp),
        reached_at: state.reached_at.map(stamp),
        next_at: state.next_at.map(stamp),
        new_order_at: state.new_at.map(stamp),
        created: state.created,
        rejects,
        unread_files: unread
            .into_iter()
            .map(|file| UnreadFileShape {
                file: file.name,
                why: file.why,
            })
            .collect(),
        unknown_statuses: own
            .map(|word| UnknownWordShape {
                word: word.word.clone(),
                source: word.platform.clone(),
                orders: word.orders,
                since: stamp(word.since),
            })
            .collect(),
        failing: state
            .failing
            .as_ref()
            .map(|failing| FeedFailingShape::of(context, failing)),
    })
}

fn row(context: &Context, feed: &FeedSetting, state: &FeedState) -> Vec<String> {
    let tr = &context.tr;
    let moment = |at| words::moment(tr, context.zone(), at, context.now());
    let stands = if feed.pause || state.paused.is_some() {
        tr.text("feed-stands_paused")
    } else if let Some(failing) = &state.failing {
        let trouble = FeedTrouble::new(failing.fault, failing.said.as_str());
        FeedTroubleShape::of(context, &trouble).line()
    } else {
        match state.ok_at {
            Some(at) => tr.with("feed-stands_ok", &[("time", moment(at).into())]),
            None => tr.text("feed-stands_new"),
        }
    };
    vec![
        clean(&feed.name).into_owned(),
        feed.kind.code().to_owned(),
        clean(feed.address.as_deref().unwrap_or_default()).into_owned(),
        stands,
    ]
}
