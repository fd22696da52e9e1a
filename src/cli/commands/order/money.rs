//! `order pay` and `order refund`.

use clap::Args;

use super::Named;
use super::named::record;
use super::perform::perform;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::RefundOwing;
use crate::domain::action::Warning;
use crate::domain::money::Money;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::target::Target;

/// `order pay`
#[derive(Debug, Args)]
pub struct PayArgs {
    #[command(flatten)]
    named: Named,
    /// How much came; all that is owed when left out
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,
    /// By what means; a card, or cash on delivery by the order's terms, when left out
    #[arg(long, value_name = "CODE", value_parser = codes::means())]
    means: Option<Means>,
    /// Anything to remember
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
}

/// `order refund`
#[derive(Debug, Args)]
pub struct RefundArgs {
    #[command(flatten)]
    named: Named,
    /// How much went back
    #[arg(value_name = "AMOUNT")]
    amount: String,
    /// It is to be paid again; else the order costs that much less
    #[arg(long)]
    again: bool,
}

/// `order claims-paid`
#[derive(Debug, Args)]
pub struct ClaimsPaidArgs {
    #[command(flatten)]
    named: Named,
    /// How much; all that is owed when left out
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,
}

/// The customer says to have paid.
pub fn claims_paid(context: &Context, args: &ClaimsPaidArgs) -> Result<Reply, Failure> {
    let desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let currency = record(context, &desk, id)?.facts.currency;
    let typed = args.amount.as_deref();
    let amount = typed.map(|typed| names::amount(context, typed, currency)).transpose()?;
    drop(desk);
    perform(context, &args.named, &Action::ClaimsPaid { amount })
}

/// Money came.
pub fn pay(context: &Context, args: &PayArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let facts = record(context, &desk, id)?.facts;
    let amount = match &args.amount {
        Some(typed) => Some(names::amount(context, typed, facts.currency)?),
        None => None,
    };
    let means = args.means.unwrap_or(match facts.terms {
        Terms::Prepaid => Means::Card,
        Terms::OnDelivery => Means::CashOnDelivery,
    });
    let action = Action::Pay {
        amount,
        means,
        note: args.note.clone(),
    };
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    let over = amount.unwrap_or(0) - facts.owed().max(0);
    let overpaid = (over > 0).then(|| Warning::Overpaid {
        by: Money::new(over, facts.currency),
    });
    Done::new(performed).warned(overpaid).reply(context, &desk)
}

/// Money went back.
pub fn refund(context: &Context, args: &RefundArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let currency = record(context, &desk, id)?.facts.currency;
    let amount = names::amount(context, &args.amount, currency)?;
    let owing = if args.again {
        RefundOwing::PaidAgain
    } else {
        RefundOwing::CostsLess
    };
    let action = Action::Refund { amount, owing };
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    Done::new(performed).reply(context, &desk)
}
