//! `feed rename`: what the file knows of a feed that the settings call otherwise by now.

use super::named::named;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::domain::rights::Rights;
use crate::text::clean;

/// Has another feed go on where it was, or none.
pub fn run(context: &Context, from: &str, to: Option<&str>) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let tr = &context.tr;
    let mut desk = context.desk()?;
    let lost = context.told(desk.lost_feeds())?;
    let found = lost.iter().find(|feed| feed.name == from).ok_or_else(|| {
        let names: Vec<&str> = lost.iter().map(|feed| feed.name.as_str()).collect();
        let names = if names.is_empty() {
            "–".to_owned()
        } else {
            names.join(", ")
        };
        let args = [("value", clean(from).into()), ("names", clean(&names).into())];
        let hint = tr.with("feed-not_lost-hint", &args);
        Failure::new(Kind::NotFound, tr.with("feed-not_lost", &args), hint)
    })?;
    let to = to.map(|to| named(context, to)).transpose()?;
    let to = to.map(|feed| feed.name.as_str());
    context.told(desk.rename_feed(from, to))?;
    let shape = object! {
        feed: from,
        to,
        writes: found.writes,
    };
    Ok(context.reply(&shape, || {
        let name = |name: &str| clean(name).into_owned();
        match to {
            Some(to) => tr.with("feed-renamed", &[("feed", name(from).into()), ("to", name(to).into())]),
            None => tr.with("feed-forgotten", &[("feed", name(from).into())]),
        }
    }))
}
