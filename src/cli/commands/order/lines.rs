//! `order lines`, and how a line is typed: `NAME;QTY;PRICE[;SKU]`.

use clap::Args;

use super::Named;
use super::named::record;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::quantity;
use crate::domain::target::Target;

/// `order lines`
#[derive(Debug, Args)]
pub struct LinesArgs {
    #[command(flatten)]
    named: Named,
    /// One of all its lines: NAME;QTY;PRICE[;SKU]
    #[arg(long = "line", required = true, value_name = "LINE")]
    lines: Vec<String>,
    /// What the order costs; the sum of the lines when left out
    #[arg(long, value_name = "AMOUNT")]
    total: Option<String>,
}

/// Puts other lines into an order.
pub fn run(context: &Context, args: &LinesArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let currency = record(context, &desk, id)?.facts.currency;
    let lines = parse_all(context, &args.lines, currency)?;
    let total = match &args.total {
        Some(typed) => Some(names::amount(context, typed, currency)?),
        None => None,
    };
    let performed = context.told(desk.perform(
        Target::Order(id),
        &Action::Lines {
            lines,
            total,
            seen: None,
        },
    ))?;
    Done::new(performed).reply(context, &desk)
}

/// Lines as typed, their amounts in `currency`.
pub fn parse_all(context: &Context, typed: &[String], currency: Currency) -> Result<Vec<Line>, Failure> {
    typed
        .iter()
        .map(|line| parse(context, line, currency)?.ok_or_else(|| Failure::usage(&context.tr, "cli-not_a_line", line)))
        .collect()
}

/// The line, or nothing when it cannot be understood.
fn parse(context: &Context, typed: &str, currency: Currency) -> Result<Option<Line>, Failure> {
    let parts: Vec<&str> = typed.split(';').map(str::trim).collect();
    let (name, quantity, price, sku) = match parts[..] {
        [name, quantity, price] => (name, quantity, price, ""),
        [name, quantity, price, sku] => (name, quantity, price, sku),
        _ => return Ok(None),
    };
    let price = names::amount(context, price, currency)?;
    let Some(quantity_milli) = quantity::parse(quantity).filter(|_| !name.is_empty() && price >= 0) else {
        return Ok(None);
    };
    Ok(quantity::cost(price, quantity_milli).map(|total| Line {
        sku: sku.to_owned(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli,
        price,
        total,
    }))
}
