//! `feed test`, `feed run`, `feed pause` and `feed resume`.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::named::named;
use super::said::turn_json;
use super::said::turn_lines;
use crate::cli::context::Context;
use crate::cli::feed_files;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::trouble_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::signals::asked_to_end;
use crate::desk::Desk;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::order_feed::is_due;
use crate::domain::rights::Rights;
use crate::domain::settings::FeedSetting;
use crate::domain::shop_write::ShopPart;
use crate::feeds::FeedRunner;
use crate::feeds::FeedSetup;
use crate::feeds::FeedTried;
use crate::feeds::FeedTurn;
use crate::feeds::thread::FeedThread;
use crate::feeds::try_feed;
use crate::text::clean;
use crate::words;

/// How soon the end is noticed when one is asked for.
const STEP: Duration = Duration::from_millis(100);

/// Asks a feed, and takes nothing in.
pub fn test(context: &Context, name: &str) -> Result<Reply, Failure> {
    let feed = named(context, name)?;
    let tried = tried(context, feed);
    Ok(told(context, feed, &tried))
}

/// What a feed answers.
pub fn tried(context: &Context, feed: &FeedSetting) -> Result<FeedTried, FeedTrouble> {
    try_feed(feed, &*context.variables(), context.now(), context.zone())
}

/// The same in words.
pub fn told(context: &Context, feed: &FeedSetting, tried: &Result<FeedTried, FeedTrouble>) -> Reply {
    let name = feed.name.as_str();
    let known = tried.as_ref().ok().and_then(|tried| tried.words.clone());
    let unknown_words = known
        .as_ref()
        .map(|known| unknown_words(feed, known))
        .unwrap_or_default();
    let problem = tried.as_ref().err();
    let told = problem.map(|trouble| words::feed_trouble(&context.tr, trouble.fault, &trouble.said));
    let shape = object! {
        feed: name,
        ok: tried.is_ok(),
        /// Orders, or files, it would bring now; the first of them.
        found: tried.as_ref().map_or(0, |tried| tried.found),
        newest: tried.as_ref().ok().and_then(|tried| tried.newest.clone()),
        /// Words of status that are to be written and the shop does not have.
        unknown_words,
        problem: problem.zip(told.as_ref()).map(|(trouble, told)| trouble_json(trouble.fault, &trouble.said, told)),
    };
    let reply = context.reply(&shape, || match (&told, &shape.newest) {
        (Some(problem), _) => problem.line(),
        (None, newest) => {
            let key = match newest {
                Some(_) => "feed-answers",
                None if feed.kind == OrderFeedKind::OneC => "feed-answers_told",
                None if shape.found > 0 => "feed-answers_found",
                None => "feed-answers_empty",
            };
            let newest = clean(newest.as_deref().unwrap_or_default()).into_owned();
            let args = [
                ("feed", name.into()),
                ("count", shape.found.into()),
                ("newest", newest.into()),
            ];
            let answers = context.tr.with(key, &args);
            let answers = match writes(context, feed) {
                Some(writes) => format!("{answers}\n{writes}"),
                None => answers,
            };
            let Some(known) = known.filter(|_| !shape.unknown_words.is_empty()) else {
                return answers;
            };
            let args = [
                ("words", clean(&shape.unknown_words.join(", ")).into_owned().into()),
                ("known", clean(&known.join(", ")).into_owned().into()),
            ];
            format!("{answers}\n{}", context.tr.with("feed-unknown_words", &args))
        }
    });
    reply.partly(!shape.ok || !shape.unknown_words.is_empty())
}

/// What can be written back to a shop.
fn writes(context: &Context, feed: &FeedSetting) -> Option<String> {
    let parts: Vec<&str> = ShopPart::of(feed.kind).iter().map(|part| part.code()).collect();
    let key = if parts.is_empty() {
        "feed-writes_none"
    } else {
        "feed-writes"
    };
    let args = [("parts", parts.join(", ").into())];
    feed.kind.is_shop().then(|| context.tr.with(key, &args))
}

/// Those of the words a feed writes that its shop does not have.
fn unknown_words(feed: &FeedSetting, known: &[String]) -> Vec<String> {
    let bare = |word: &str| word.strip_prefix("wc-").unwrap_or(word).to_owned();
    let known: Vec<String> = known.iter().map(|word| bare(word)).collect();
    let written = feed.status_words().into_iter().map(|(_, word)| word);
    let is_written = feed.write.contains(&ShopPart::Status);
    let unknown = written.filter(|word| is_written && !word.is_empty() && !known.contains(&bare(word)));
    unknown.map(str::to_owned).collect()
}

/// Takes in what feeds have: once, or until somebody asks it to end.
pub fn take_in(context: &Context, name: Option<&str>, again: bool, once: bool) -> Result<Reply, Failure> {
    let mut desk = context.desk_or_new()?;
    if !context.told(desk.may_send())? {
        return Err(Failure::usage(&context.tr, "feed-rehearsal", "").of_kind(Kind::Refused));
    }
    if context.told(desk.settings_differ())? {
        return Err(Failure::usage(&context.tr, "cli-work_other_rules", "").of_kind(Kind::Refused));
    }
    let feeds = asked(context, &desk, name)?;
    let setup = feed_files::setup(context, &context.setup()?);
    let is_reader = context.told(desk.lease_feeds())?;
    for feed in &feeds {
        // The process that reads them is told, and does it at once.
        if again {
            context.told(desk.reread_feed(&feed.name))?;
        } else if !is_reader {
            context.told(desk.ask_feed(&feed.name))?;
        }
    }
    if !is_reader {
        return Err(Failure::usage(&context.tr, "feed-elsewhere", "").of_kind(Kind::Refused));
    }
    let stop = asked_to_end();
    if !once {
        context.told(desk.end_feeds())?;
        let only = name.map(str::to_owned);
        return Ok(until_stopped(context, FeedSetup { only, ..setup }, &stop));
    }
    let runners = feeds.into_iter().map(|feed| FeedRunner::new(setup.clone(), feed));
    let turns = each_to_the_end(context, &mut desk, runners.collect(), &stop);
    let ended = context.told(desk.end_feeds());
    let turns = turns?;
    ended?;
    Ok(said(context, &turns))
}

/// The feeds that are meant, without those that are to be left alone.
fn asked(context: &Context, desk: &Desk, name: Option<&str>) -> Result<Vec<FeedSetting>, Failure> {
    let is_paused = |feed: &FeedSetting| {
        let state = context.told(desk.feed_state(&feed.name))?;
        Ok::<_, Failure>(feed.pause || state.paused.is_some())
    };
    if let Some(name) = name {
        let feed = named(context, name)?;
        if is_paused(feed)? {
            let args = [("feed", clean(name).into_owned().into())];
            let hint = context.tr.with("feed-is_paused-hint", &args);
            return Err(Failure::new(
                Kind::Refused,
                context.tr.with("feed-is_paused", &args),
                hint,
            ));
        }
        return Ok(vec![feed.clone()]);
    }
    let mut feeds = Vec::new();
    for feed in &context.settings.feeds {
        if !is_paused(feed)? {
            feeds.push(feed.clone());
        }
    }
    Ok(feeds)
}

fn each_to_the_end(
    context: &Context,
    desk: &mut Desk,
    runners: Vec<FeedRunner>,
    stop: &AtomicBool,
) -> Result<Vec<(String, FeedTurn)>, Failure> {
    let mut turns = Vec::new();
    for mut runner in runners {
        let turn = to_the_end(context, desk, &mut runner, stop)?;
        turns.push((runner.name().to_owned(), turn));
    }
    Ok(turns)
}

/// Asks each when it is its time.
fn until_stopped(context: &Context, setup: FeedSetup, stop: &AtomicBool) -> Reply {
    remark(&context.tr.text("feed-run_begins"));
    let _feeds = FeedThread::begin(setup, tell(context));
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    while !stop.load(Ordering::Relaxed) {
        let _ = nobody.recv_timeout(STEP);
    }
    Reply::default()
}

/// A line for each turn in which a feed brought something, or began or ceased to fail.
pub fn tell(context: &Context) -> impl Fn(&str, &FeedTurn) + Clone + Send + 'static {
    let context = context.clone();
    move |name, turn| {
        let clock = words::clock_time(context.zone(), context.clock.now());
        for line in turn_lines(&context, name, turn) {
            remark(&format!("{clock} {line}"));
        }
    }
}

fn said(context: &Context, turns: &[(String, FeedTurn)]) -> Reply {
    let partly = turns.iter().any(|(_, turn)| turn.is_partly());
    let shapes: Vec<_> = turns
        .iter()
        .map(|(name, turn)| turn_json(context, name, turn))
        .collect();
    let reply = context.reply(&shapes, || {
        let lines = turns.iter().flat_map(|(name, turn)| turn_lines(context, name, turn));
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return context.tr.text("cli-no_feeds");
        }
        lines.join("\n")
    });
    reply.partly(partly)
}

/// Takes in what feeds have whose time has come, unless another process does; a line for each that had something.
pub fn due_lines(context: &Context, desk: &mut Desk) -> Result<Vec<String>, Failure> {
    let is_ours = !context.settings.feeds.is_empty() && context.settings.may_ask_feeds_here();
    if !is_ours || !context.told(desk.lease_feeds())? {
        return Ok(Vec::new());
    }
    let turns = due(context, desk);
    let ended = context.told(desk.end_feeds());
    let turns = turns?;
    ended?;
    let news = turns.iter().filter(|(_, turn)| turn.has_news());
    Ok(news.flat_map(|(name, turn)| turn_lines(context, name, turn)).collect())
}

fn due(context: &Context, desk: &mut Desk) -> Result<Vec<(String, FeedTurn)>, Failure> {
    let setup = feed_files::setup(context, &context.setup()?);
    let mut runners = Vec::new();
    for feed in context.settings.feeds.iter().filter(|feed| !feed.pause) {
        let state = context.told(desk.feed_state(&feed.name))?;
        if is_due(&state, context.now()) {
            runners.push(FeedRunner::new(setup.clone(), feed.clone()));
        }
    }
    each_to_the_end(context, desk, runners, &AtomicBool::new(false))
}

/// All a feed has, or up to where it fails, or where another process reads on.
fn to_the_end(
    context: &Context,
    desk: &mut Desk,
    runner: &mut FeedRunner,
    stop: &AtomicBool,
) -> Result<FeedTurn, Failure> {
    let mut all = FeedTurn::default();
    loop {
        all = all.and(context.told(runner.run(desk, stop))?);
        if !all.more || all.is_left || all.trouble.is_some() {
            return Ok(all);
        }
        // A long file outlasts the lease where this process sleeps meanwhile.
        if !context.told(desk.lease_feeds())? {
            return Ok(FeedTurn { is_left: true, ..all });
        }
    }
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
    let shape = object! {
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
