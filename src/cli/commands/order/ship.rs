//! `order ship`: the tracking number is read as it is typed or scanned; nothing about it is ever a reason to refuse.

use clap::Args;

use super::Named;
use super::named::record;
use super::parcel;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::action::Shipping;
use crate::domain::action::Warning;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::parcel::Check;
use crate::domain::parcel::recognise;
use crate::domain::target::Target;

/// `order ship`
#[derive(Debug, Args)]
pub struct ShipArgs {
    #[command(flatten)]
    named: Named,
    /// The tracking number
    #[arg(value_name = "TRACKING")]
    number: String,
    /// Who carries it; told by the number or the order when left out
    #[arg(long, value_name = "C", value_parser = codes::carrier())]
    carrier: Option<Carrier>,
    /// The parcel is handed over later
    #[arg(long)]
    not_handed: bool,
    /// It is one more parcel of the order
    #[arg(long, conflicts_with = "parcel")]
    add: bool,
    /// Which of several parcels it is the number of now: its place or its number
    #[arg(long, value_name = "PARCEL")]
    parcel: Option<String>,
    /// What is in it: the places of the order's lines, `1,3` or `2:1` for one piece of the second
    #[arg(long, value_name = "LINES")]
    lines: Option<String>,
    /// When it should arrive
    #[arg(long, value_name = "DATE")]
    estimate: Option<String>,
}

/// Enters a tracking number.
pub fn run(context: &Context, args: &ShipArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let order = record(context, &desk, id)?;
    let hint = args.carrier.or(order.facts.carrier);
    let read = recognise(&args.number, &context.settings.shop.country, hint);
    let which = match &args.parcel {
        Some(named) => WhichParcel::At(parcel::place(context, &order, named)?),
        None if args.add => WhichParcel::Another,
        None => WhichParcel::Only,
    };
    let estimate = args.estimate.as_deref();
    let action = Action::Ship(Shipping {
        number: read.number,
        carrier: args.carrier.or(read.carrier),
        handed: if args.not_handed {
            Handing::Later
        } else {
            Handing::WithNumber
        },
        seen: None,
        which,
        estimate: estimate.map(|typed| names::day(context, typed)).transpose()?,
        contents: match &args.lines {
            Some(typed) => parcel::contents(context, &order, typed)?,
            None => Vec::new(),
        },
    });
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    let odd = match read.check {
        Check::Ok | Check::None => None,
        Check::Failed => Some(Warning::CheckDigit),
        Check::Unknown | Check::Incomplete => Some(Warning::UnknownNumber),
    };
    let has_forms = args.carrier.or(read.carrier).is_none_or(Carrier::has_number_forms);
    let odd = odd.filter(|warning| *warning == Warning::CheckDigit || has_forms);
    Done::new(performed).warned(odd).reply(context, &desk)
}
