//! How feeds fare, as JSON and in words.

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::json::stamp;
use crate::domain::order_feed::FeedCounts;
use crate::domain::order_feed::FeedFailing;
use crate::domain::order_feed::FeedTrouble;
use crate::feeds::FeedTurn;
use crate::text::clean;
use crate::words;

/// Why a feed brings nothing.
#[derive(Serialize)]
pub struct FeedTroubleShape {
    fault: &'static str,
    said: String,
    message: String,
    hint: String,
}

/// What a feed brought.
#[derive(Serialize)]
pub struct FeedRunShape {
    pub feed: String,
    created: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
    written: i64,
    unwritten: i64,
    unread_files: Vec<UnreadFileShape>,
    unknown_statuses: Vec<String>,
    more: bool,
    problem: Option<FeedTroubleShape>,
}

/// A file nothing of which could be read.
#[derive(Serialize)]
pub struct UnreadFileShape {
    pub file: String,
    pub why: String,
}

/// Since when a feed brings nothing.
#[derive(Serialize)]
pub struct FeedFailingShape {
    since: String,
    times: i64,
    #[serde(flatten)]
    why: FeedTroubleShape,
}

impl FeedTroubleShape {
    pub fn of(context: &Context, trouble: &FeedTrouble) -> FeedTroubleShape {
        let told = words::feed_trouble(&context.tr, trouble.fault, &trouble.said);
        FeedTroubleShape {
            fault: trouble.fault.code(),
            said: trouble.said.clone(),
            message: told.message,
            hint: told.hint,
        }
    }

    /// In one line.
    pub fn line(&self) -> String {
        format!("{} {}", self.message, self.hint)
    }
}

impl FeedFailingShape {
    pub fn of(context: &Context, failing: &FeedFailing) -> FeedFailingShape {
        FeedFailingShape {
            since: stamp(failing.since),
            times: failing.times,
            why: FeedTroubleShape::of(context, &FeedTrouble::new(failing.fault, failing.said.as_str())),
        }
    }

    /// Why, in one line.
    pub fn why_line(&self) -> String {
        self.why.line()
    }
}

impl FeedRunShape {
    pub fn of(context: &Context, feed: &str, turn: &FeedTurn) -> FeedRunShape {
        let counts = turn.counts;
        FeedRunShape {
            feed: feed.to_owned(),
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            rejected: counts.rejected,
            written: turn.written,
            unwritten: turn.unwritten,
            unread_files: turn
                .unread
                .iter()
                .map(|(file, why)| UnreadFileShape {
                    file: file.clone(),
                    why: why.clone(),
                })
                .collect(),
            unknown_statuses: turn.words.clone(),
            more: turn.more,
            problem: turn
                .trouble
                .as_ref()
                .map(|trouble| FeedTroubleShape::of(context, trouble)),
        }
    }
}

/// What a turn came to, in lines.
pub fn turn_lines(context: &Context, feed: &str, turn: &FeedTurn) -> Vec<String> {
    let tr = &context.tr;
    let mut lines = vec![counts_line(context, feed, turn.counts)];
    if turn.has_written() {
        let args = [
            ("feed", clean(feed).into_owned().into()),
            ("written", turn.written.into()),
            ("unwritten", turn.unwritten.into()),
        ];
        lines.push(tr.with("feed-written", &args));
    }
    for word in &turn.words {
        let args = [("word", clean(word).into_owned().into())];
        lines.push(tr.with("feed-unexplained", &args));
    }
    for (file, why) in &turn.unread {
        let args = [
            ("file", clean(file).into_owned().into()),
            ("why", clean(why).into_owned().into()),
        ];
        lines.push(tr.with("feed-unread_file", &args));
    }
    if turn.is_left {
        lines.push(tr.with("feed-left", &[("feed", clean(feed).into_owned().into())]));
    }
    if let Some(trouble) = &turn.trouble {
        lines.push(FeedTroubleShape::of(context, trouble).line());
    }
    lines
}

fn counts_line(context: &Context, feed: &str, counts: FeedCounts) -> String {
    let args = [
        ("feed", clean(feed).into_owned().into()),
        ("created", counts.created.into()),
        ("updated", counts.updated.into()),
        ("unchanged", counts.unchanged.into()),
        ("rejected", counts.rejected.into()),
    ];
    context.tr.with("feed-counts", &args)
}
