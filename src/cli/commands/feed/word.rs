//! `feed word`: what a status of the shop means.

use crate::cli::commands::import::stages::Stages;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::domain::incoming::ShopStatus;
use crate::text::clean;
use crate::text::fold;

/// Keeps what a word means, and brings its orders where they stand by it.
pub fn run(context: &Context, word: &str, means: &str) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let Some(means) = ShopStatus::parse(&fold(means)) else {
        let codes: Vec<&str> = ShopStatus::ALL.iter().map(|status| status.code()).collect();
        let args = [("value", clean(means).into()), ("codes", codes.join(", ").into())];
        let hint = tr.with("feed-no_status-hint", &args);
        return Err(Failure::new(Kind::Usage, tr.with("feed-no_status", &args), hint));
    };
    let mut desk = context.desk_to_read()?;
    let waiting = context.told(desk.feed_words())?;
    let found: Vec<_> = waiting.iter().filter(|one| fold(&one.word) == fold(word)).collect();
    if found.is_empty() {
        let words: Vec<&str> = waiting.iter().map(|one| one.word.as_str()).collect();
        let known = if words.is_empty() {
            "–".to_owned()
        } else {
            words.join(", ")
        };
        let args = [("value", clean(word).into()), ("words", clean(&known).into())];
        let hint = tr.with("feed-no_word-hint", &args);
        return Err(Failure::new(Kind::NotFound, tr.with("feed-no_word", &args), hint));
    }
    let mut stages = Stages::read(context)?;
    let mut shapes = Vec::new();
    for one in found {
        stages.keep(context, &one.platform, one.word.clone(), means);
        context.told(desk.explain_feed_word(one, means))?;
        shapes.push(object! {
            word: &one.word,
            source: one.platform.clone(),
            means,
            orders: one.orders,
        });
    }
    Ok(context.reply(&shapes, || {
        let lines = shapes.iter().map(|shape| {
            let args = [
                ("word", clean(shape.word).into()),
                ("stage", tr.coded("stage", means.code()).into()),
                ("count", shape.orders.into()),
            ];
            tr.with("feed-explained", &args)
        });
        lines.collect::<Vec<_>>().join("\n")
    }))
}
