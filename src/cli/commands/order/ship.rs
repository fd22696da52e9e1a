//! `order ship`: the tracking number is read as it is typed or scanned; nothing about it is ever a reason to refuse.

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
use crate::domain::action::Handing;
use crate::domain::action::Warning;
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
}

/// Enters a tracking number.
pub fn run(context: &Context, args: &ShipArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let hint = args.carrier.or(record(context, &desk, id)?.facts.carrier);
    let read = recognise(&args.number, &context.settings.shop.country, hint);
    let action = Action::Ship {
        seen: None,
        number: read.number,
        carrier: args.carrier.or(read.carrier),
        handed: if args.not_handed {
            Handing::Later
        } else {
            Handing::WithNumber
        },
    };
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    let odd = match read.check {
        Check::Ok | Check::None => None,
        Check::Failed => Some(Warning::CheckDigit),
        Check::Unknown | Check::Incomplete => Some(Warning::UnknownNumber),
    };
    // A courier's or a locker's number has no form to know it by.
    let odd = odd.filter(|warning| *warning == Warning::CheckDigit || has_forms(args.carrier.or(read.carrier)));
    Done::new(performed).warned(odd).reply(context, &desk)
}

fn has_forms(carrier: Option<Carrier>) -> bool {
    !matches!(
        carrier,
        Some(Carrier::Boxberry | Carrier::Courier | Carrier::Pickup | Carrier::Other)
    )
}
