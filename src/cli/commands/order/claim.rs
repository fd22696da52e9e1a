//! `order take`, `order release` and `order skip`.

use clap::Args;

use super::Named;
use crate::board;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::domain::action::SkipReason;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::view::card;

/// `order take`
#[derive(Debug, Args)]
pub struct TakeArgs {
    #[command(flatten)]
    named: Named,
    /// Also from a colleague; the journal says so
    #[arg(long)]
    over: bool,
}

/// `order skip`
#[derive(Debug, Args)]
pub struct SkipArgs {
    #[command(flatten)]
    named: Named,
    /// Why
    #[arg(long, value_name = "CODE", value_parser = codes::skip_reason(), default_value = SkipReason::Other.code())]
    reason: SkipReason,
}

/// Claims the order's customer.
pub fn take(context: &Context, args: &TakeArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let customer = customer_of(context, &desk, id)?;
    let done = take_customer(context, &mut desk, customer, take_over(args.over))?;
    done.about(id).reply(context, &desk)
}

/// Gives the claim up.
pub fn release(context: &Context, named: &Named) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &named.order)?;
    let customer = customer_of(context, &desk, id)?;
    let done = release_customer(context, &mut desk, customer)?;
    done.about(id).reply(context, &desk)
}

/// Leaves the row the order stands in.
pub fn skip(context: &Context, args: &SkipArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let board = context.told(desk.read(|look| board::queue(look, &desk.who().operator, desk.fingerprint())))?;
    let row = board.rows.iter().find(|row| {
        let row = &row.row;
        row.order == Some(id) || row.more.iter().any(|(order, _)| *order == Some(id))
    });
    let Some(row) = row else {
        let (message, hint) = (
            context.tr.text("cli-not_in_queue"),
            context.tr.text("cli-not_in_queue-hint"),
        );
        return Err(Failure::new(Kind::Refused, message, hint));
    };
    let performed = context.told(desk.skip(row.row.key, args.reason))?;
    Done::new(performed).about(id).reply(context, &desk)
}

/// Claims a customer; nothing changes when the operator holds them already.
pub fn take_customer(
    context: &Context,
    desk: &mut Desk,
    customer: CustomerId,
    over: TakeOver,
) -> Result<Done, Failure> {
    let held = holds(context, desk, customer)?;
    let performed: Performed = context.told(desk.take(customer, over))?;
    Ok(Done::new(performed).changed(!held))
}

/// Gives a claim up; nothing changes when the operator holds none.
pub fn release_customer(context: &Context, desk: &mut Desk, customer: CustomerId) -> Result<Done, Failure> {
    let held = holds(context, desk, customer)?;
    let performed = context.told(desk.release(customer))?;
    Ok(Done::new(performed).changed(held))
}

/// Whether a claim may be taken from a colleague.
pub fn take_over(over: bool) -> TakeOver {
    if over { TakeOver::Yes } else { TakeOver::No }
}

fn holds(context: &Context, desk: &Desk, customer: CustomerId) -> Result<bool, Failure> {
    let card = context.told(desk.read(|look| card::card(look, CardKey::Customer(customer))))?;
    let claim = card.and_then(|card| card.claim);
    Ok(claim.is_some_and(|claim| claim.operator == desk.who().operator))
}

fn customer_of(context: &Context, desk: &Desk, order: OrderId) -> Result<CustomerId, Failure> {
    let card = context
        .told(desk.read(|look| card::card(look, CardKey::Order(order))))?
        .ok_or(DeskError::NotFound);
    Ok(context.told(card)?.customer.id)
}
