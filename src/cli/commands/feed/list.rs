//! `feed list`

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::failing_json;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedWord;
use crate::domain::order_feed::LostFeed;
use crate::domain::order_feed::UnreadFeedFile;
use crate::domain::settings::FeedSetting;
use crate::text::clean;
use crate::words;
use crate::words::Explanation;

/// A feed, and how it fares.
struct FaringFeed<'a> {
    feed: &'a FeedSetting,
    state: FeedState,
    /// Why it brings nothing.
    failing: Option<Explanation>,
    rejects: i64,
    unread: Vec<UnreadFeedFile>,
}

/// The feeds of the settings, each with how it fares.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_try()?;
    let words = context.told(desk.feed_words())?;
    let mut feeds = Vec::new();
    for feed in &context.settings.feeds {
        let state = context.told(desk.feed_state(&feed.name))?;
        let failing = state.failing.as_ref();
        feeds.push(FaringFeed {
            feed,
            failing: failing.map(|failing| words::feed_trouble(&context.tr, failing.fault, &failing.said)),
            state,
            rejects: context.told(desk.feed_rejects(&feed.name))?.1,
            unread: context.told(desk.unread_feed_files(&feed.name))?,
        });
    }
    let shapes: Vec<_> = feeds.iter().map(|of| json(of, &words)).collect();
    let lost = context.told(desk.lost_feeds())?;
    let reply = context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_feeds");
        }
        let rows = feeds.iter().map(|of| row(context, of));
        let mut lines = vec![table(&[], rows)];
        for of in &feeds {
            let name = of.feed.name.as_str();
            lines.extend(of.failing.as_ref().map(|failing| {
                let args = [("feed", name.into()), ("why", failing.line().into())];
                context.tr.with("feed-fails", &args)
            }));
            if of.rejects > 0 {
                let args = [("feed", name.into()), ("count", of.rejects.into())];
                lines.push(context.tr.with("feed-rejects", &args));
            }
            for file in of.unread.iter().filter(|file| !file.why.is_empty()) {
                let args = [("file", clean(&file.name).into()), ("why", clean(&file.why).into())];
                let line = context.tr.with("feed-unread_file", &args);
                lines.push(format!("{}: {line}", clean(name)));
            }
        }
        for word in &words {
            let args = [("word", clean(&word.word).into()), ("count", word.orders.into())];
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

fn json<'a>(of: &'a FaringFeed<'_>, words: &'a [FeedWord]) -> impl Serialize + use<'a> {
    let (feed, state) = (of.feed, &of.state);
    let own = words.iter().filter(|word| word.feed == feed.name);
    let failing = state.failing.as_ref().zip(of.failing.as_ref());
    object! {
        name: &feed.name,
        kind: feed.kind.code(),
        address: feed.address.as_deref().unwrap_or_default(),
        source: feed.source.as_deref(),
        poll_s: feed.pause_between().0 / 1_000,
        paused: feed.pause || state.paused.is_some(),
        paused_by: state.paused.as_ref().map(|(_, by)| by),
        tried_at: state.tried_at.map(stamp),
        ok_at: state.ok_at.map(stamp),
        reached_at: state.reached_at.map(stamp),
        next_at: state.next_at.map(stamp),
        new_order_at: state.new_at.map(stamp),
        created: state.created,
        rejects: of.rejects,
        unread_files: of.unread.iter().map(|file| object! { file: &file.name, why: &file.why }).collect::<Vec<_>>(),
        unknown_statuses: own
            .map(|word| object! {
                word: &word.word,
                source: &word.platform,
                orders: word.orders,
                since: stamp(word.since),
            })
            .collect::<Vec<_>>(),
        failing: failing.map(|(failing, told)| failing_json(failing, told)),
    }
}

fn row(context: &Context, of: &FaringFeed<'_>) -> Vec<String> {
    let (feed, state) = (of.feed, &of.state);
    let tr = &context.tr;
    let moment = |at| words::moment(tr, context.zone(), at, context.now());
    let stands = if feed.pause || state.paused.is_some() {
        tr.text("feed-stands_paused")
    } else if let Some(failing) = &of.failing {
        failing.line()
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
