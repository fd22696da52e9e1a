//! `feed test`, `feed run`, `feed pause` and `feed resume`.

use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::named::named;
use super::said::FeedRunShape;
use super::said::FeedTroubleShape;
use super::said::turn_lines;
use crate::cli::context::Context;
use crate::cli::feed_files;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::is_due;
use crate::domain::rights::Rights;
use crate::domain::settings::FeedSetting;
use crate::feeds::FeedRunner;
use crate::feeds::FeedTried;
use crate::feeds::FeedTurn;
use crate::feeds::thread::holds;
use crate::feeds::try_feed;

#[derive(Serialize)]
struct FeedTestShape<'a> {
    feed: &'a str,
    ok: bool,
    /// Orders, or files, it would bring now; the first of them.
    found: i64,
    newest: Option<String>,
    problem: Option<FeedTroubleShape>,
}

/// Asks a feed, and takes nothing in.
pub fn test(context: &Context, name: &str) -> Result<Reply, Failure> {
    let tried = tried(context, named(context, name)?);
    Ok(told(context, name, &tried))
}

/// What a feed answers.
pub fn tried(context: &Context, feed: &FeedSetting) -> Result<FeedTried, FeedTrouble> {
    try_feed(feed, &*context.variables(), context.now(), context.zone())
}

/// The same in words.
pub fn told(context: &Context, name: &str, tried: &Result<FeedTried, FeedTrouble>) -> Reply {
    let shape = FeedTestShape {
        feed: name,
        ok: tried.is_ok(),
        found: tried.as_ref().map_or(0, |tried| tried.found),
        newest: tried.as_ref().ok().and_then(|tried| tried.newest.clone()),
        problem: tried
            .as_ref()
            .err()
            .map(|trouble| FeedTroubleShape::of(context, trouble)),
    };
    let reply = context.reply(&shape, || match (&shape.problem, &shape.newest) {
        (Some(problem), _) => problem.line(),
        (None, newest) => {
            let newest = crate::text::clean(newest.as_deref().unwrap_or("–")).into_owned();
            let args = [
                ("feed", name.into()),
                ("count", shape.found.into()),
                ("newest", newest.into()),
            ];
            context.tr.with("feed-answers", &args)
        }
    });
    reply.partly(!shape.ok)
}

/// Takes in what feeds have.
pub fn take_in(context: &Context, name: Option<&str>, again: bool) -> Result<Reply, Failure> {
    let feeds: Vec<FeedSetting> = match name {
        Some(name) => vec![named(context, name)?.clone()],
        None => context.settings.feeds.clone(),
    };
    let mut desk = context.desk_or_new()?;
    let setup = feed_files::setup(context, &context.setup()?);
    if !context.told(holds(&mut desk))? {
        // A console reads them: it is told, and does it at once.
        for feed in &feeds {
            context.told(if again {
                desk.reread_feed(&feed.name)
            } else {
                desk.ask_feed(&feed.name)
            })?;
        }
        return Err(Failure::usage(&context.tr, "feed-elsewhere", "").of_kind(Kind::Refused));
    }
    let mut turns: Vec<(String, FeedTurn)> = Vec::new();
    for feed in feeds {
        if again {
            context.told(desk.reread_feed(&feed.name))?;
        }
        let mut runner = FeedRunner::new(setup.clone(), feed);
        let turn = to_the_end(context, &mut desk, &mut runner)?;
        turns.push((runner.name().to_owned(), turn));
    }
    context.told(desk.end_feeds())?;
    let partly = turns
        .iter()
        .any(|(_, turn)| turn.trouble.is_some() || turn.counts.rejected > 0);
    let shapes: Vec<FeedRunShape> = turns
        .iter()
        .map(|(name, turn)| FeedRunShape::of(context, name, turn))
        .collect();
    let reply = context.reply(&shapes, || {
        let lines = turns.iter().flat_map(|(name, turn)| turn_lines(context, name, turn));
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return context.tr.text("cli-no_feeds");
        }
        lines.join("\n")
    });
    Ok(reply.partly(partly))
}

/// Takes in what feeds have whose time has come, unless another process does; a line for each that had something.
pub fn due_lines(context: &Context, desk: &mut Desk) -> Result<Vec<String>, Failure> {
    if context.settings.feeds.is_empty() || !context.told(holds(desk))? {
        return Ok(Vec::new());
    }
    let setup = feed_files::setup(context, &context.setup()?);
    let mut lines = Vec::new();
    for feed in context.settings.feeds.iter().filter(|feed| !feed.pause) {
        let state = context.told(desk.feed_state(&feed.name))?;
        if is_due(&state, context.now()) {
            let mut runner = FeedRunner::new(setup.clone(), feed.clone());
            let turn = to_the_end(context, desk, &mut runner)?;
            if turn.counts.is_news() || turn.trouble.is_some() {
                lines.extend(turn_lines(context, &feed.name, &turn));
            }
        }
    }
    context.told(desk.end_feeds())?;
    Ok(lines)
}

/// All a feed has, or up to where it fails.
fn to_the_end(context: &Context, desk: &mut Desk, runner: &mut FeedRunner) -> Result<FeedTurn, Failure> {
    let stop = AtomicBool::new(false);
    let mut all = FeedTurn::default();
    loop {
        let turn = context.told(runner.run(desk, &stop))?;
        context.told(desk.lease_feeds())?;
        all.counts = all.counts.and(turn.counts);
        all.words.extend(turn.words);
        all.words.sort();
        all.words.dedup();
        (all.trouble, all.more) = (turn.trouble, turn.more);
        if !all.more || all.trouble.is_some() {
            return Ok(all);
        }
    }
}

#[derive(Serialize)]
struct FeedPausedShape<'a> {
    feed: &'a str,
    paused: bool,
    changed: bool,
}

/// Leaves a feed alone, or goes on with it.
pub fn pause(context: &Context, name: &str, is_paused: bool) -> Result<Reply, Failure> {
    context.needs(Rights::Senior)?;
    let feed = named(context, name)?;
    let mut desk = context.desk_or_new()?;
    let was = context.told(desk.feed_state(name))?.paused.is_some();
    if was != is_paused {
        context.told(desk.pause_feed(name, is_paused))?;
    }
    let shape = FeedPausedShape {
        feed: name,
        paused: is_paused || feed.pause,
        changed: was != is_paused,
    };
    Ok(context.reply(&shape, || {
        let key = match (is_paused, feed.pause) {
            (true, _) => "feed-paused",
            (false, true) => "feed-paused_by_settings",
            (false, false) => "feed-resumed",
        };
        context.tr.with(key, &[("feed", name.into())])
    }))
}
