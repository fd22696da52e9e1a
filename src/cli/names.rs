//! What a command names: an order by its number, a customer by a phone, a moment, an amount.

use super::context::Context;
use super::output::failure::Failure;
use super::output::failure::Kind;
use crate::desk::Desk;
use crate::domain::country::Country;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::phone;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::domain::when::BadWhen;
use crate::domain::when::parse_ahead;
use crate::domain::when::parse_day;
use crate::domain::when::parse_when;
use crate::text;
use crate::view::search;
use crate::view::shops;

/// How far two clocks may differ before a past event counts as a future one.
const CLOCK_SLACK: Span = Span::minutes(5);

/// The one order that is meant: its number as the shop writes it, or `id:12`.
pub fn order(context: &Context, desk: &Desk, name: &str) -> Result<OrderId, Failure> {
    match context
        .told(desk.read(|look| search::orders_named(look, name)))?
        .as_slice()
    {
        [] => Err(not_found(context, "cli-no_order", name)),
        [one] => Ok(*one),
        several => {
            let shops = context.told(desk.read(|look| shops::labels(look, several)))?;
            let told = several.iter().map(|id| match shops.get(id) {
                Some(shop) => format!("id:{id} ({shop})"),
                None => format!("id:{id}"),
            });
            Err(ambiguous(context, "cli-several_orders", name, told))
        }
    }
}

/// The one customer that is meant: a phone, an email, or `id:12`.
pub fn customer(context: &Context, desk: &Desk, name: &str) -> Result<CustomerId, Failure> {
    match customers(context, desk, name)?.as_slice() {
        [] => Err(not_found(context, "cli-no_customer", name)),
        [one] => Ok(*one),
        several => {
            let told = several.iter().map(|id| format!("id:{id}"));
            Err(ambiguous(context, "cli-several_customers", name, told))
        }
    }
}

/// An order by its number, else a customer by the phone.
pub fn target(context: &Context, desk: &Desk, name: &str) -> Result<Target, Failure> {
    match order(context, desk, name) {
        Ok(order) => Ok(Target::Order(order)),
        Err(none) if none.kind == Kind::NotFound && !name.starts_with("id:") => match customer(context, desk, name) {
            Ok(customer) => Ok(Target::Customer(customer)),
            Err(none) if none.kind == Kind::NotFound => {
                Err(Failure::usage(&context.tr, "cli-nobody", name).of_kind(Kind::NotFound))
            }
            Err(other) => Err(other),
        },
        Err(other) => Err(other),
    }
}

/// An email as typed, without the spaces around it.
pub fn email(context: &Context, typed: &str) -> Result<String, Failure> {
    let email = typed.trim();
    if !email.contains('@') {
        return Err(Failure::usage(&context.tr, "cli-not_an_email", email));
    }
    Ok(email.to_owned())
}

/// Every customer a phone, an email or `id:12` names.
pub fn customers(context: &Context, desk: &Desk, name: &str) -> Result<Vec<CustomerId>, Failure> {
    let name = name.trim();
    let norm = match e164(context, name) {
        Some(phone) => phone,
        None if name.contains('@') => name.to_lowercase(),
        None => name.to_owned(),
    };
    context.told(desk.read(|look| search::customers_named(look, &norm)))
}

/// The phone in E.164, when it can be understood.
pub fn e164(context: &Context, raw: &str) -> Option<String> {
    e164_of(&context.settings, raw)
}

/// The same by settings alone.
pub fn e164_of(settings: &Settings, raw: &str) -> Option<String> {
    let phone = phone::parse(raw, country(settings)).phone()?;
    Some(phone.e164().to_owned())
}

fn country(settings: &Settings) -> Country {
    Country::parse(&settings.shop.country).unwrap_or(Country::RU)
}

/// Who calls, as the line gave it: E.164 when understood, nothing for a hidden number.
pub fn caller(context: &Context, raw: &str) -> String {
    phone::caller(raw, country(&context.settings))
}

/// A moment to come, as people type it.
pub fn moment(context: &Context, typed: &str) -> Result<Time, Failure> {
    parse_ahead(typed, context.now(), context.zone()).map_err(|bad| not_a_time(context, typed, bad))
}

/// A day, as people type it: its first moment.
pub fn day(context: &Context, typed: &str) -> Result<Time, Failure> {
    parse_day(typed, context.now(), context.zone()).map_err(|bad| not_a_time(context, typed, bad))
}

/// A moment that has passed: a bare `15:30` is the last one.
pub fn past_moment(context: &Context, typed: &str) -> Result<Time, Failure> {
    let latest = context.now() + CLOCK_SLACK;
    let read = |now| parse_when(typed, now, context.zone()).map_err(|bad| not_a_time(context, typed, bad));
    let mut at = read(context.now())?;
    if at > latest && typed.trim().chars().all(|c| c.is_ascii_digit() || c == ':') {
        at = read(latest - Span::days(1))?;
    }
    if at > latest {
        return Err(Failure::usage(&context.tr, "cli-not_yet", typed));
    }
    Ok(at)
}

/// An amount of money, minor units of `currency`.
pub fn amount(context: &Context, typed: &str, currency: Currency) -> Result<i64, Failure> {
    match Money::parse(typed, currency) {
        Ok(money) => Ok(money.minor),
        Err(_) => Err(Failure::usage(&context.tr, "cli-not_an_amount", typed)),
    }
}

fn not_a_time(context: &Context, typed: &str, bad: BadWhen) -> Failure {
    let key = match bad {
        BadWhen::NotUnderstood => "cli-not_a_time",
        BadWhen::NoTimeOfDay => "cli-no_time_of_day",
        BadWhen::NoSuchDay => "cli-no_such_day",
    };
    Failure::usage(&context.tr, key, typed)
}

fn not_found(context: &Context, key: &str, name: &str) -> Failure {
    Failure::usage(&context.tr, key, name).of_kind(Kind::NotFound)
}

fn ambiguous(context: &Context, key: &str, name: &str, ids: impl Iterator<Item = String>) -> Failure {
    let ids: Vec<String> = ids.collect();
    let name = text::clean(name).into_owned();
    let args = [("value", name.into()), ("ids", ids.join(", ").into())];
    let hint = context.tr.text(&format!("{key}-hint"));
    Failure::new(Kind::Ambiguous, context.tr.with(key, &args), hint)
}
