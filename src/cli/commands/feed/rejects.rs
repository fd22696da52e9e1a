//! `feed rejects` and `feed mend`: orders of feeds that could not be read.

use std::fs;
use std::io;
use std::io::Read as _;
use std::path::Path;

use serde::Serialize;

use super::named::named;
use crate::cli::commands::import::failed;
use crate::cli::context::Context;
use crate::cli::feed_files;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::domain::order_feed::FeedCounts;
use crate::domain::order_feed::FeedReject;
use crate::domain::reject::Reject;
use crate::domain::rights::Rights;
use crate::feeds;
use crate::feeds::MendError;
use crate::text::clean;
use crate::text::cut;
use crate::words;

/// No order is longer.
const MOST_TEXT: u64 = 4_000_000;
/// How much of an order's number a table shows.
const SHOWN: usize = 20;

/// How a reject is to come in.
#[derive(Debug, clap::Args)]
pub struct FeedMendArgs {
    /// Its id, as `feed rejects` shows it
    pub id: i64,
    /// What is to stand where it was stopped
    #[arg(long, num_args = 1.., value_name = "TEXT")]
    pub value: Vec<String>,
    /// A file with all of it, mended; - reads it from standard input
    #[arg(long, value_name = "FILE", conflicts_with = "value")]
    pub text: Option<String>,
    /// Leave it out: nobody wants it
    #[arg(long, conflicts_with_all = ["value", "text"])]
    pub drop: bool,
}

/// The newest of each feed, or of one.
pub fn list(context: &Context, name: Option<&str>) -> Result<Reply, Failure> {
    if let Some(name) = name {
        named(context, name)?;
    }
    let desk = context.desk_to_try()?;
    let mut found = Vec::new();
    let wanted = context
        .settings
        .feeds
        .iter()
        .filter(|feed| name.is_none_or(|name| feed.name == name));
    for feed in wanted {
        let (rejects, _) = context.told(desk.feed_rejects(&feed.name))?;
        found.extend(rejects.into_iter().map(|(id, reject)| (id, feed.name.as_str(), reject)));
    }
    let shapes: Vec<_> = found
        .iter()
        .map(|(id, feed, reject)| {
            let told = words::reject(&context.tr, reject);
            object! {
                id: *id,
                feed,
                order: reject.order.as_deref().map(words::piece),
                field: reject.field.clone(),
                why: reject.why.code(),
                message: told.message,
                remedy: told.hint,
                text: &reject.raw,
            }
        })
        .collect();
    Ok(context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("feed-no_rejects");
        }
        let rows = shapes.iter().map(|shape| {
            vec![
                shape.id.to_string(),
                clean(shape.feed).into_owned(),
                cut(&clean(shape.order.as_deref().unwrap_or("–")), SHOWN),
                clean(&shape.field).into_owned(),
                shape.message.clone(),
            ]
        });
        format!("{}\n{}", table(&[0], rows), context.tr.text("feed-rejects_mend"))
    }))
}

/// Takes one in, or leaves it out.
pub fn mend(context: &Context, args: &FeedMendArgs) -> Result<Reply, Failure> {
    context.needs(Rights::Senior)?;
    let tr = &context.tr;
    let mut desk = context.desk()?;
    let kept = context.told(desk.feed_reject(args.id))?.ok_or_else(|| {
        let message = tr.with("feed-no_reject", &[("value", args.id.into())]);
        Failure::new(Kind::NotFound, message, tr.text("feed-no_reject-hint"))
    })?;
    if args.drop {
        context.told(desk.settle_feed_reject(args.id))?;
        let shape = mended_json(args, FeedCounts::default(), None);
        return Ok(context.reply(&shape, || tr.text("feed-reject_dropped")));
    }
    let setting = named(context, &kept.feed)?;
    let text = wanted_text(context, args, &kept)?;
    let setup = feed_files::setup(context, &context.setup()?);
    let report = feeds::mend(&mut desk, &setup, setting, &kept, &text).map_err(|why| match why {
        MendError::Reading(why) => Failure::new(Kind::Config, why, tr.text("feed_fault-profile-hint")),
        MendError::Import(error) => failed::failure(context, &kept.feed, &error),
    })?;
    let again = report.rejected.first.first().map(|reject| said(context, reject));
    let counts = report.counts;
    let counts = FeedCounts {
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        rejected: counts.rejected,
    };
    let shape = mended_json(args, counts, again.as_deref());
    let came = counts.created + counts.updated + counts.unchanged;
    let reply = context.reply(&shape, || match &again {
        Some(why) => tr.with("feed-reject_still", &[("why", why.as_str().into())]),
        None if came == 0 => tr.text("feed-reject_empty"),
        None => tr.text("feed-reject_taken"),
    });
    Ok(reply.partly(counts.rejected > 0 || came == 0))
}

fn mended_json(args: &FeedMendArgs, counts: FeedCounts, message: Option<&str>) -> impl Serialize {
    object! {
        id: args.id,
        dropped: args.drop,
        #[serde(flatten)]
        counts,
        message,
    }
}

/// What stands in its place.
fn wanted_text(context: &Context, args: &FeedMendArgs, kept: &FeedReject) -> Result<String, Failure> {
    let tr = &context.tr;
    if let Some(file) = &args.text {
        let read = if file == "-" {
            let mut text = String::new();
            io::stdin().take(MOST_TEXT).read_to_string(&mut text).map(|_| text)
        } else {
            fs::read_to_string(file)
        };
        return read.map_err(|why| failed::unreadable(context, Path::new(file), &why));
    }
    if args.value.is_empty() {
        return Ok(kept.reject.raw.clone());
    }
    feeds::with_value(&kept.reject, &args.value.join(" ")).ok_or_else(|| {
        let field = clean(&kept.reject.field).into_owned();
        let message = tr.with("feed-no_place", &[("field", field.into())]);
        Failure::new(Kind::Refused, message, tr.text("feed-no_place-hint"))
    })
}

fn said(context: &Context, reject: &Reject) -> String {
    let told = words::reject(&context.tr, reject);
    let field = clean(&reject.field).into_owned();
    let place = if field.is_empty() { field } else { format!("{field}: ") };
    format!("{place}{} – {}", told.message, told.hint)
}
