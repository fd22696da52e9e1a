//! `parcels import`: the tracking numbers of many orders at once (R17).

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::import;
use super::matching;
use super::matching::LineOffer;
use super::matching::Matched;
use super::matching::TakenLines;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::action::Shipping;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::phone::pretty;
use crate::domain::register::RegisterDoubt;
use crate::domain::register::RegisterFit;
use crate::domain::target::Target;
use crate::intake;
use crate::intake::IntakeError;
use crate::intake::RegisterFile;
use crate::intake::SheetError;
use crate::text;
use crate::view::register;
use crate::view::register::MatchedNumber;
use crate::view::register::MatchedRegister;
use crate::words;

/// `parcels import`
#[derive(Debug, Args)]
pub struct RegisterArgs {
    /// A table with headings, or a number a line with its order; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Enter the numbers that fit exactly, and ask about those that may fit
    #[arg(long)]
    take: bool,
    /// Who carries them, where neither the register nor the order tells
    #[arg(long, value_name = "C", value_parser = codes::carrier())]
    carrier: Option<Carrier>,
    /// The parcels are handed over later
    #[arg(long)]
    not_handed: bool,
}

impl Matched for MatchedNumber {
    fn line(&self) -> u64 {
        self.line.line
    }

    fn code(&self) -> &'static str {
        match &self.found.fit {
            RegisterFit::Exact(_) => "exact",
            RegisterFit::Doubtful(_, doubt) => doubt.code(),
            RegisterFit::Several(_) => "several",
            RegisterFit::Unconfirmed(_) => "unconfirmed",
            RegisterFit::Nothing => "nothing",
            RegisterFit::Taken(_) => matching::TAKEN,
        }
    }

    fn offer(&self) -> LineOffer {
        match self.found.fit {
            RegisterFit::Exact(order) => LineOffer::Enter(order),
            RegisterFit::Doubtful(order, _) => LineOffer::Ask(order),
            RegisterFit::Several(_) | RegisterFit::Unconfirmed(_) | RegisterFit::Nothing | RegisterFit::Taken(_) => {
                LineOffer::Leave
            }
        }
    }
}

/// How numbers fit, as they are told.
const FITS: [&str; 14] = [
    matching::TOOK,
    "exact",
    RegisterDoubt::CheckDigit.code(),
    RegisterDoubt::UnknownNumber.code(),
    RegisterDoubt::OneMore.code(),
    RegisterDoubt::Unpaid.code(),
    RegisterDoubt::OtherPerson.code(),
    RegisterDoubt::Phone.code(),
    RegisterDoubt::Name.code(),
    RegisterDoubt::Elsewhere.code(),
    "several",
    "unconfirmed",
    "nothing",
    matching::TAKEN,
];

/// Shows whose the numbers are, and enters them where that is asked.
pub fn run(context: &Context, args: &RegisterArgs) -> Result<Reply, Failure> {
    let mut file = read(context, args)?;
    for line in &mut file.lines {
        line.carrier = line.carrier.or(args.carrier);
    }
    let mut desk = if args.take {
        context.desk()?
    } else {
        context.desk_to_read()?
    };
    let matched = context.told(desk.read(|look| register::matched(look, file.lines.clone())))?;
    let mut taken = TakenLines::default();
    if args.take {
        let row = |of: &MatchedNumber| row(context, &matched, of);
        taken = matching::take(context, &matched.lines, "cli-take_number", row, |of, order| {
            enter(&mut desk, args, of, order)
        })?;
    }
    let took = taken.took.as_slice();
    let shape = object! {
        read: matched.lines.len() + file.rejects.len(),
        /// How many numbers there are of each fit.
        counts: matching::counts(&matched.lines, took),
        lines: matched.lines.iter().map(|of| line_shape(&matched, of, took)).collect::<Vec<_>>(),
        rejected: matching::unread_json(&file.rejects),
        /// Numbers that fit and could not be entered now.
        refused: taken.refused_json(),
    };
    let reply = context.reply(&shape, || {
        let row = |of: &MatchedNumber| row(context, &matched, of);
        matching::parts(context, &matched.lines, took, ("register", &FITS), &[], row)
    });
    Ok(matching::reply(context, reply, &taken, &file.rejects))
}

fn read(context: &Context, args: &RegisterArgs) -> Result<RegisterFile, Failure> {
    let input = import::input(context, &args.file, &intake::Shape::Told, &Arc::default())?;
    let name = text::clean(&input.name).into_owned();
    intake::read_register(input.bytes, &import::defaults(context, "")).map_err(|error| match error {
        IntakeError::UnknownFormat | IntakeError::Sheet(SheetError::NoHeader { .. }) => {
            Failure::usage(&context.tr, "cli-no_register", &name)
        }
        error => import::unread(context, &name, &error),
    })
}

/// Enters a number as `order ship` would; false when it stood there.
fn enter(desk: &mut Desk, args: &RegisterArgs, of: &MatchedNumber, order: OrderId) -> Result<bool, DeskError> {
    let number = &of.found.number;
    let is_one_more = of.found.fit == RegisterFit::Doubtful(order, RegisterDoubt::OneMore);
    let action = Action::Ship(Shipping {
        number: number.number.clone(),
        carrier: number.carrier,
        handed: if args.not_handed {
            Handing::Later
        } else {
            Handing::WithNumber
        },
        // What somebody entered since the register was matched is not written over.
        seen: Some(String::new()),
        which: if is_one_more {
            WhichParcel::Another
        } else {
            WhichParcel::Only
        },
        ..Shipping::default()
    });
    Ok(desk.perform(Target::Order(order), &action)?.entry.is_some())
}

fn orders(of: &MatchedNumber) -> Vec<OrderId> {
    match &of.found.fit {
        RegisterFit::Exact(order)
        | RegisterFit::Doubtful(order, _)
        | RegisterFit::Unconfirmed(order)
        | RegisterFit::Taken(order) => vec![*order],
        RegisterFit::Several(orders) => orders.clone(),
        RegisterFit::Nothing => Vec::new(),
    }
}

/// Order, number, carrier, and what the register says of whose it is.
fn row(context: &Context, matched: &MatchedRegister, of: &MatchedNumber) -> Vec<String> {
    let orders = orders(of);
    let named = orders.iter().filter_map(|order| matched.orders.get(order));
    let named: Vec<String> = match orders.len() {
        1 => named.map(|(number, customer)| format!("{number} {customer}")).collect(),
        _ => named.map(|(number, _)| number.clone()).collect(),
    };
    let line = &of.line;
    let carrier = of
        .found
        .number
        .carrier
        .map(|carrier| words::carrier(&context.tr, carrier));
    let phone = line.phone.as_deref().map(pretty).unwrap_or_default();
    let said: Vec<&str> = [line.name.as_str(), &phone]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
    vec![
        named.join(", "),
        of.found.number.number.clone(),
        carrier.unwrap_or_default(),
        line.order.clone(),
        said.join(" · "),
    ]
}

fn line_shape(matched: &MatchedRegister, of: &MatchedNumber, took: &[u64]) -> impl Serialize {
    let line = &of.line;
    let orders = orders(of);
    let named = orders.iter().filter_map(|order| matched.orders.get(order));
    object! {
        line: line.line,
        number: of.found.number.number.clone(),
        carrier: of.found.number.carrier.map(Carrier::code),
        order: line.order.clone(),
        phone: line.phone.clone(),
        name: line.name.clone(),
        fit: of.code(),
        orders: named.map(|(number, _)| number.clone()).collect::<Vec<_>>(),
        /// It was entered now.
        took: took.contains(&line.line),
    }
}
