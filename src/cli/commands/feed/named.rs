//! Which feed is meant.

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::domain::settings::FeedSetting;
use crate::text::clean;

/// The feed of that name.
pub fn named<'a>(context: &'a Context, name: &str) -> Result<&'a FeedSetting, Failure> {
    let feeds = &context.settings.feeds;
    feeds.iter().find(|feed| feed.name == name).ok_or_else(|| {
        let names: Vec<&str> = feeds.iter().map(|feed| feed.name.as_str()).collect();
        let args = [
            ("value", clean(name).into_owned().into()),
            ("names", clean(&names.join(", ")).into_owned().into()),
        ];
        let hint = if names.is_empty() {
            "cli-no_feeds"
        } else {
            "cli-no_feed-hint"
        };
        Failure::new(
            Kind::NotFound,
            context.tr.with("cli-no_feed", &args),
            context.tr.with(hint, &args),
        )
    })
}
