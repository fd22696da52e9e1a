//! Runs one action on an order and prints the result.

use super::Named;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::target::Target;

pub fn perform(context: &Context, named: &Named, action: &Action) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &named.order)?;
    let performed = context.told(desk.perform(Target::Order(id), action))?;
    Done::new(performed).reply(context, &desk)
}
