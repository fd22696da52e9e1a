//! One parcel of an order on the command line: by its place or its number; what is in it by the places of lines.

use clap::Args;

use super::Named;
use super::named::record;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::OrderRecord;
use crate::domain::action::ParcelStep;
use crate::domain::order::Reason;
use crate::domain::quantity;
use crate::domain::shipment::Packed;
use crate::domain::target::Target;

/// `order handed`, `order arrived`, `order received`, `order parcel-refused`
#[derive(Debug, Args)]
pub struct StepArgs {
    #[command(flatten)]
    named: Named,
    /// Which of several parcels: its place or its number; all of them when left out
    #[arg(long, value_name = "PARCEL")]
    parcel: Option<String>,
}

/// `order returned`
#[derive(Debug, Args)]
pub struct ReturnedArgs {
    #[command(flatten)]
    step: StepArgs,
    /// Why
    #[arg(long, value_name = "CODE", value_parser = codes::reason(), default_value = Reason::NotCollected.code())]
    reason: Reason,
}

/// Something done with one parcel, or with all of the order.
pub fn step(context: &Context, args: &StepArgs, step: ParcelStep, all: &Action) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let action = match &args.parcel {
        Some(named) => Action::OfParcel {
            position: place(context, &record(context, &desk, id)?, named)?,
            step,
        },
        None => all.clone(),
    };
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    Done::new(performed).reply(context, &desk)
}

/// It came back.
pub fn returned(context: &Context, args: &ReturnedArgs) -> Result<Reply, Failure> {
    let reason = args.reason;
    step(
        context,
        &args.step,
        ParcelStep::Returned { reason },
        &Action::Returned { reason },
    )
}

/// The place of the parcel that is named by it, or by its number.
pub fn place(context: &Context, order: &OrderRecord, named: &str) -> Result<i64, Failure> {
    let typed: String = named.chars().filter(|c| !c.is_whitespace()).collect();
    let by_number = order.parcels.iter().find(|parcel| {
        let number = parcel.number.as_deref().unwrap_or_default();
        !number.is_empty() && number.eq_ignore_ascii_case(&typed)
    });
    let by_place = || order.parcels.iter().find(|parcel| typed == parcel.position.to_string());
    let found = by_number.or_else(by_place).map(|parcel| parcel.position);
    found.ok_or_else(|| Failure::usage(&context.tr, "cli-no_such_parcel", named))
}

/// The goods of the lines named by their places: `1,3`, or `2:1` for one piece of the second.
pub fn contents(context: &Context, order: &OrderRecord, typed: &str) -> Result<Vec<Packed>, Failure> {
    let packed = typed.split(',').map(|part| of_line(order, part.trim()));
    let packed: Option<Vec<Packed>> = packed.collect();
    packed.ok_or_else(|| Failure::usage(&context.tr, "cli-not_lines", typed))
}

fn of_line(order: &OrderRecord, part: &str) -> Option<Packed> {
    let (place, count) = match part.split_once(':') {
        Some((place, count)) => (place, Some(quantity::parse(count)?)),
        None => (part, None),
    };
    let line = order.lines.get(place.trim().parse::<usize>().ok()?.checked_sub(1)?)?;
    let all = Packed::all_of(line);
    let quantity_milli = count.unwrap_or(all.quantity_milli);
    let is_there = (1..=all.quantity_milli).contains(&quantity_milli);
    is_there.then_some(Packed { quantity_milli, ..all })
}
