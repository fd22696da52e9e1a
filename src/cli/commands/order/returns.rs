//! `order return`, `return-sent`, `return-back`, `return-drop` and `exchange`: goods that come back after receipt.

use clap::Args;

use super::Named;
use super::lines;
use super::named::record;
use super::parcel::contents;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::OrderRecord;
use crate::domain::carrier::Carrier;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::ReturnStep;
use crate::domain::goods_return::WhereGoods;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::parcel::recognise;
use crate::domain::target::Target;

/// `order return`
#[derive(Debug, Args)]
pub struct ReturnArgs {
    #[command(flatten)]
    named: Named,
    /// What comes back, by the places of lines: 1,3 or 2:1 for one piece of the second
    #[arg(long, required = true, value_name = "LINES")]
    lines: String,
    /// Why
    #[arg(long, value_name = "CODE", value_parser = codes::return_reason())]
    reason: ReturnReason,
    /// In what condition, where it was seen
    #[arg(long, value_name = "CODE", value_parser = codes::condition())]
    condition: Option<Condition>,
    /// What it is worth to the customer; what was paid for it when left out
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// Other goods are sent for it, and no money
    #[arg(long)]
    exchange: bool,
    /// The tracking number of the parcel it comes back in
    #[arg(long, value_name = "NUMBER", default_value = "", hide_default_value = true)]
    number: String,
    /// Who carries it back; the order's own carrier when left out
    #[arg(long, value_name = "CODE", value_parser = codes::carrier())]
    carrier: Option<Carrier>,
    /// The shop has the goods already
    #[arg(long)]
    here: bool,
}

/// Which return of an order.
#[derive(Debug, Args)]
pub struct WhichArgs {
    #[command(flatten)]
    named: Named,
    /// Which of several returns: its number in `order show`, or its tracking number
    #[arg(long = "return", value_name = "RETURN")]
    which: Option<String>,
}

/// `order return-sent`
#[derive(Debug, Args)]
pub struct ReturnSentArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// The tracking number
    #[arg(value_name = "NUMBER")]
    number: String,
    /// Who carries it
    #[arg(long, value_name = "CODE", value_parser = codes::carrier())]
    carrier: Option<Carrier>,
}

/// `order return-back`
#[derive(Debug, Args)]
pub struct ReturnBackArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// In what condition
    #[arg(long, value_name = "CODE", value_parser = codes::condition())]
    condition: Option<Condition>,
}

/// `order exchange`
#[derive(Debug, Args)]
pub struct ExchangeArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// One of the lines of what is sent instead: NAME;QTY;PRICE[;SKU]
    #[arg(long = "line", required = true, value_name = "LINE")]
    lines: Vec<String>,
    /// What it costs; the sum of the lines when left out
    #[arg(long, value_name = "AMOUNT")]
    total: Option<String>,
    /// It is still to be agreed with the customer
    #[arg(long)]
    to_agree: bool,
}

/// Goods are to come back.
pub fn agree(context: &Context, args: &ReturnArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let order = record(context, &desk, id)?;
    let amount = args.amount.as_deref();
    let amount = amount.map(|typed| names::amount(context, typed, order.facts.currency));
    let (number, carrier) = parcel(context, &order, &args.number, args.carrier);
    let action = Action::Return(Box::new(NewReturn {
        contents: contents(context, &order, &args.lines)?,
        amount: amount.transpose()?,
        reason: args.reason,
        condition: args.condition,
        instead: if args.exchange {
            Instead::Exchange
        } else {
            Instead::Refund
        },
        number,
        carrier,
        arrival: if args.here {
            WhereGoods::Here
        } else {
            WhereGoods::Awaited
        },
    }));
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    Done::new(performed).reply(context, &desk)
}

/// They are on their way.
pub fn sent(context: &Context, args: &ReturnSentArgs) -> Result<Reply, Failure> {
    perform(context, &args.which, |order| {
        let (number, carrier) = parcel(context, order, &args.number, args.carrier);
        ReturnStep::Sent { number, carrier }
    })
}

/// The shop has them.
pub fn back(context: &Context, args: &ReturnBackArgs) -> Result<Reply, Failure> {
    let condition = args.condition;
    perform(context, &args.which, |_| ReturnStep::Back { condition })
}

/// The customer keeps them.
pub fn dropped(context: &Context, args: &WhichArgs) -> Result<Reply, Failure> {
    perform(context, args, |_| ReturnStep::Dropped)
}

/// Other goods are sent for them.
pub fn exchange(context: &Context, args: &ExchangeArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.which.named.order)?;
    let order = record(context, &desk, id)?;
    let of = find(context, &order, args.which.which.as_deref(), |one| {
        one.exchange.is_none()
    })?;
    let lines = lines::parse_all(context, &args.lines, order.facts.currency)?;
    let new = IncomingOrder::by_phone(context.now(), order.facts.currency, lines);
    let total = args.total.as_deref();
    let total = total.map(|typed| names::amount(context, typed, order.facts.currency));
    let new = IncomingOrder {
        total: total.transpose()?.unwrap_or(new.total),
        terms: Some(order.facts.terms),
        carrier: order.facts.carrier,
        delivery_title: order.texts.delivery_title.clone(),
        address: order.texts.address.clone(),
        status: if args.to_agree {
            ShopStatus::New
        } else {
            ShopStatus::Confirmed
        },
        ..new
    };
    let performed = context.told(desk.exchange(id, of, new))?;
    Done::new(performed).reply(context, &desk)
}

/// A tracking number as it is kept, and whose it is.
fn parcel(context: &Context, order: &OrderRecord, typed: &str, carrier: Option<Carrier>) -> (String, Option<Carrier>) {
    let read = recognise(typed, &context.settings.shop.country, carrier.or(order.facts.carrier));
    let found = read.carrier.filter(|_| !read.number.is_empty());
    (read.number, carrier.or(found))
}

fn perform(context: &Context, args: &WhichArgs, step: impl Fn(&OrderRecord) -> ReturnStep) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::order(context, &desk, &args.named.order)?;
    let order = record(context, &desk, id)?;
    let of = find(context, &order, args.which.as_deref(), |one| one.back_at.is_none())?;
    let action = Action::OfReturn {
        id: of,
        step: step(&order),
    };
    let performed = context.told(desk.perform(Target::Order(id), &action))?;
    Done::new(performed).reply(context, &desk)
}

/// The return that is named, else the only one of which that is still to be said, else the newest.
fn find(
    context: &Context,
    order: &OrderRecord,
    named: Option<&str>,
    is_open: impl Fn(&GoodsReturn) -> bool,
) -> Result<i64, Failure> {
    let returns = &order.returns;
    let unknown = |named: &str| Failure::usage(&context.tr, "cli-no_such_return", named);
    let Some(named) = named else {
        let mut open = returns.iter().filter(|one| is_open(one));
        return match (open.next(), open.next()) {
            (Some(_), Some(_)) => Err(unknown("")),
            (Some(only), None) => Ok(only.id),
            // The desk says what is so of it.
            (None, _) => Ok(returns.last().map_or(0, |last| last.id)),
        };
    };
    let by_number = returns.iter().find(|one| {
        let number = one.number.as_deref().unwrap_or_default();
        !number.is_empty() && number.eq_ignore_ascii_case(named.trim())
    });
    let by_id = || returns.iter().find(|one| one.id.to_string() == named.trim());
    by_number.or_else(by_id).map(|one| one.id).ok_or_else(|| unknown(named))
}
