//! `order new`: an order taken by phone (R37).

use clap::Args;

use super::lines;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Terms;

/// `order new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// A customer of the desk: a phone, an email or id:12
    #[arg(
        long,
        value_name = "PHONE",
        required_unless_present = "phone",
        conflicts_with = "phone"
    )]
    customer: Option<String>,
    /// Who orders; kept where the customer has no name yet
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    name: String,
    /// Their phone; a customer of the desk who has it is the one who orders
    #[arg(long, value_name = "PHONE")]
    phone: Option<String>,
    /// Their email; kept where the customer has none like it
    #[arg(long, value_name = "EMAIL")]
    email: Option<String>,
    /// One of its lines: NAME;QTY;PRICE[;SKU]
    #[arg(long = "line", required = true, value_name = "LINE")]
    lines: Vec<String>,
    /// What the order costs; the sum of the lines when left out
    #[arg(long, value_name = "AMOUNT")]
    total: Option<String>,
    /// When they pay
    #[arg(long, value_name = "CODE", value_parser = codes::terms())]
    terms: Option<Terms>,
    /// Where it goes
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    address: String,
    /// What they asked for besides
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    comment: String,
    /// How it goes: a carrier's name or the shop's own words
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    delivery: String,
    /// Everything was agreed in the talk: the order is confirmed at once
    #[arg(long)]
    confirmed: bool,
}

/// Enters an order.
pub fn run(context: &Context, args: &NewArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk_or_new()?;
    let email = args.email.as_deref().filter(|typed| !typed.trim().is_empty());
    let email = email.map(|typed| names::email(context, typed)).transpose()?;
    let order = order(context, args, email.as_deref())?;
    let whose = whose(context, &desk, args, email)?;
    let performed = context.told(desk.new_order(&whose, order))?;
    Done::new(performed).reply(context, &desk)
}

fn whose(context: &Context, desk: &Desk, args: &NewArgs, email: Option<String>) -> Result<Whose, Failure> {
    if let Some(named) = &args.customer {
        return Ok(Whose::Known(names::customer(context, desk, named)?));
    }
    let raw = args.phone.clone().unwrap_or_default();
    // The first who had the number: who shares it can be named by their id.
    if let Some(known) = names::customers(context, desk, &raw)?.first() {
        return Ok(Whose::Known(*known));
    }
    let norm = names::e164(context, &raw);
    Ok(Whose::New(NewCustomer {
        name: args.name.trim().to_owned(),
        phone: (!raw.trim().is_empty()).then_some((raw, norm)),
        email,
    }))
}

fn order(context: &Context, args: &NewArgs, email: Option<&str>) -> Result<IncomingOrder, Failure> {
    let currency = context.settings.shop.currency;
    let lines = lines::parse_all(context, &args.lines, currency)?;
    let phones = args.phone.iter().map(|raw| IncomingPhone {
        raw: raw.clone(),
        e164: names::e164(context, raw),
    });
    let customer = IncomingCustomer {
        name: args.name.trim().to_owned(),
        phones: phones.collect(),
        email: email.unwrap_or_default().to_lowercase(),
        company: String::new(),
        tax_id: String::new(),
    };
    let mut order = IncomingOrder::by_phone(context.now(), currency, lines);
    if let Some(typed) = &args.total {
        order.total = names::amount(context, typed, currency)?;
    }
    Ok(IncomingOrder {
        customer,
        terms: args.terms,
        delivery_title: args.delivery.clone(),
        carrier: Carrier::named(&args.delivery),
        address: args.address.clone(),
        comment: args.comment.clone(),
        status: if args.confirmed {
            ShopStatus::Confirmed
        } else {
            ShopStatus::New
        },
        ..order
    })
}
