//! How feeds fare, as JSON and in words.

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::json::object;
use crate::cli::output::json::trouble_json;
use crate::domain::order_feed::FeedCounts;
use crate::domain::order_feed::FeedTrouble;
use crate::feeds::FeedTurn;
use crate::text::clean;
use crate::words;

/// What a feed brought.
pub fn turn_json<'a>(context: &Context, feed: &'a str, turn: &'a FeedTurn) -> impl Serialize + use<'a> {
    let problem = |trouble: &'a FeedTrouble| {
        let told = words::feed_trouble(&context.tr, trouble.fault, &trouble.said);
        trouble_json(trouble.fault, &trouble.said, told)
    };
    object! {
        feed,
        #[serde(flatten)]
        counts: turn.counts,
        written: turn.written,
        unwritten: turn.unwritten,
        unread_files: turn.unread.iter().map(|(file, why)| object! { file, why }).collect::<Vec<_>>(),
        unknown_statuses: &turn.words,
        more: turn.more,
        problem: turn.trouble.as_ref().map(problem),
    }
}

/// What a turn came to, in lines.
pub fn turn_lines(context: &Context, feed: &str, turn: &FeedTurn) -> Vec<String> {
    let tr = &context.tr;
    let mut lines = vec![counts_line(context, feed, turn.counts)];
    if turn.has_written() {
        let args = [
            ("feed", clean(feed).into()),
            ("written", turn.written.into()),
            ("unwritten", turn.unwritten.into()),
        ];
        lines.push(tr.with("feed-written", &args));
    }
    for word in &turn.words {
        let args = [("word", clean(word).into())];
        lines.push(tr.with("feed-unexplained", &args));
    }
    for (file, why) in &turn.unread {
        let args = [("file", clean(file).into()), ("why", clean(why).into())];
        lines.push(tr.with("feed-unread_file", &args));
    }
    if turn.is_left {
        lines.push(tr.with("feed-left", &[("feed", clean(feed).into())]));
    }
    if let Some(trouble) = &turn.trouble {
        lines.push(words::feed_trouble(tr, trouble.fault, &trouble.said).line());
    }
    lines
}

fn counts_line(context: &Context, feed: &str, counts: FeedCounts) -> String {
    let args = [
        ("feed", clean(feed).into()),
        ("created", counts.created.into()),
        ("updated", counts.updated.into()),
        ("unchanged", counts.unchanged.into()),
        ("rejected", counts.rejected.into()),
    ];
    context.tr.with("feed-counts", &args)
}
