//! `order edit`: how an order is paid and delivered, and what is to be minded.

use clap::Args;

use super::Named;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::order::Terms;

/// `order edit`
#[derive(Debug, Args)]
pub struct EditArgs {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    values: Values,
}

/// What is to be changed; an empty text clears.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Values {
    /// When they pay
    #[arg(long, value_name = "CODE", value_parser = codes::terms())]
    terms: Option<Terms>,
    /// By what means they pay, in the shop's own words
    #[arg(long, value_name = "TEXT")]
    payment: Option<String>,
    /// How it goes: a carrier's name or the shop's own words
    #[arg(long, value_name = "TEXT")]
    delivery: Option<String>,
    /// Where it goes
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// What is to be minded
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,
}

/// Writes what is given.
pub fn run(context: &Context, args: &EditArgs) -> Result<Reply, Failure> {
    let values = &args.values;
    let edit = DetailsEdit {
        terms: values.terms,
        payment: values.payment.clone(),
        delivery: values.delivery.clone(),
        address: values.address.clone(),
        comment: values.comment.clone(),
        seen: None,
    };
    super::perform::perform(context, &args.named, &Action::Details(edit))
}
