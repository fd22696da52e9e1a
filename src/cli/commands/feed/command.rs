//! Runs `feed`.

use super::add;
use super::args::FeedCommand;
use super::hook;
use super::list;
use super::rejects;
use super::rename;
use super::run::pause;
use super::run::take_in;
use super::run::test;
use super::word;
use super::writes;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::shop_write::ShopWriteTouch;

/// Does what is asked.
pub fn run(context: &Context, command: &FeedCommand) -> Result<Reply, Failure> {
    match command {
        FeedCommand::List => list::run(context),
        FeedCommand::Test { name } => test(context, name),
        FeedCommand::Run { name, once, again } => take_in(context, name.as_deref(), *again, *once),
        FeedCommand::Add(args) => add::run(context, args),
        FeedCommand::Hook { name } => hook::run(context, name),
        FeedCommand::Pause { name } => pause(context, name, true),
        FeedCommand::Resume { name } => pause(context, name, false),
        FeedCommand::Writes { all, limit } => writes::list(context, *all, *limit),
        FeedCommand::Retry { id } => writes::touch(context, *id, ShopWriteTouch::Retry),
        FeedCommand::Drop { id } => writes::touch(context, *id, ShopWriteTouch::Drop),
        FeedCommand::Rename { from, to } => rename::run(context, from, Some(to)),
        FeedCommand::Forget { name } => rename::run(context, name, None),
        FeedCommand::Rejects { name } => rejects::list(context, name.as_deref()),
        FeedCommand::Mend(args) => rejects::mend(context, args),
        FeedCommand::Word { word, means } => word::run(context, word, means),
    }
}
