//! Runs one action on an order and prints the result.

use super::Named;
use crate::cli::context::Place;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::target::Target;

pub fn perform(place: &Place, named: &Named, action: &Action) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let id = names::order(place, &desk, &named.order)?;
    let performed = place.told(desk.perform(Target::Order(id), action))?;
    Done::new(performed).reply(place, &desk)
}
