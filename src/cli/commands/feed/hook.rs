//! `feed hook`: the address to give to a shop, which no other screen or command shows.

use super::named::named;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::domain::rights::Rights;
use crate::feeds::address;

/// Where the shop of a feed tells of orders, and what it signs with.
pub fn run(context: &Context, name: &str) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let tr = &context.tr;
    let feed = named(context, name)?;
    let mut desk = context.desk_or_new()?;
    let found = context.told(address(&mut desk, feed))?;
    let Some(found) = found else {
        let key = match context.settings.listen.url("") {
            None => "cli-nobody_outside",
            Some(_) => "feed-no_hook",
        };
        return Err(Failure::usage(tr, key, name).of_kind(Kind::Config));
    };
    let shape = object! {
        feed: name,
        url: found.url,
        secret: found.secret,
    };
    Ok(context.reply(&shape, || match &shape.secret {
        Some(secret) => tr.with(
            "feed-hook_woocommerce",
            &[("url", shape.url.as_str().into()), ("secret", secret.as_str().into())],
        ),
        None => shape.url.clone(),
    }))
}
