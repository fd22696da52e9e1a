//! `order show`: everything about an order.

use super::Named;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::card_of;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::order_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::pairs;
use crate::cli::output::table::table;
use crate::cli::output::timeline;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order::Means;
use crate::domain::parcels::alone;
use crate::domain::quantity;
use crate::domain::time::Time;
use crate::text;
use crate::view::card::Card;
use crate::view::order;
use crate::words;

/// A payment: when, minor units, means.
type Payment = (Time, i64, Option<Means>);

/// Prints ORDER.
pub fn run(context: &Context, named: &Named) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let id = names::order(context, &desk, &named.order)?;
    let (card, payments) = looked_up(context, &desk, id)?;
    let order = context.told(card.order.as_ref().ok_or(DeskError::NotFound))?;
    let shape = order_json(&card, order, &payments);
    Ok(context.reply(&shape, || plain(context, &card, order, &payments)))
}

/// The order as `order show` prints it for people.
pub fn text(context: &Context, desk: &Desk, id: OrderId) -> Result<String, Failure> {
    let (card, payments) = looked_up(context, desk, id)?;
    let order = context.told(card.order.as_ref().ok_or(DeskError::NotFound))?;
    Ok(plain(context, &card, order, &payments))
}

fn looked_up(context: &Context, desk: &Desk, id: OrderId) -> Result<(Card, Vec<Payment>), Failure> {
    let card = card_of(context, desk, id)?.ok_or(DeskError::NotFound);
    let payments = context.told(desk.read(|look| order::payments(look, id)))?;
    Ok((context.told(card)?, payments))
}

fn plain(context: &Context, card: &Card, order: &OrderRecord, payments: &[Payment]) -> String {
    let sections = [
        pairs(&head(context, card, order)),
        lines(context, card, order),
        parcels(context, order),
        returns(context, card, order),
        news(context, card, order),
        paid(context, order, payments),
        due(context, card, order),
        timeline::plain(context, card, Some(&order.number)),
    ];
    let filled: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    filled.join("\n")
}

fn head(context: &Context, card: &Card, order: &OrderRecord) -> Vec<(String, String)> {
    let tr = &context.tr;
    let facts = &order.facts;
    let money = |minor| words::exact_sum(tr, Money::new(minor, facts.currency));
    let when = |at: Option<Time>| {
        at.map(|at| words::moment(tr, context.zone(), at, context.now()))
            .unwrap_or_default()
    };
    let written = |c: &ContactRecord| c.norm.clone().unwrap_or_else(|| c.raw.clone());
    let wrong = || {
        let phone = card.customer.wrong_phones().next()?;
        Some(format!(
            "{} · {}",
            written(phone),
            words::outcome(tr, Outcome::WrongNumber)
        ))
    };
    let phone = card.customer.phone().map(written).or_else(wrong);
    let promise = card
        .promise
        .map(|(from, until)| format!("{} – {}", when(Some(from)), words::clock_time(context.zone(), until)));
    let reason = facts.reason.map(|reason| words::cancel_reason(tr, reason));
    let stage = [Some(words::stage(tr, facts.stage)), reason].into_iter().flatten();
    [
        ("cli-label-order", format!("{} (id:{})", order.number, facts.id)),
        ("cli-label-shop", card.shop.clone()),
        ("cli-label-stage", stage.collect::<Vec<_>>().join(" · ")),
        ("cli-label-customer", card.customer.name.clone()),
        ("cli-label-phone", phone.unwrap_or_default()),
        (
            "cli-label-recipient",
            order.texts.recipient(&card.customer).unwrap_or_default(),
        ),
        (
            "cli-label-claimed",
            card.claim
                .as_ref()
                .map(|claim| claim.operator.clone())
                .unwrap_or_default(),
        ),
        ("cli-label-total", money(facts.total)),
        ("cli-label-paid", money(facts.paid)),
        ("cli-label-due", money(facts.due().max(0))),
        ("cli-label-terms", words::payment(tr, facts)),
        ("cli-label-payment", order.texts.payment_title.clone()),
        ("cli-label-created", when(Some(facts.created_at))),
        ("cli-label-promised", promise.unwrap_or_default()),
        ("cli-label-confirmed", when(facts.confirmed_at)),
        ("cli-label-tracking", order.tracking_number.clone().unwrap_or_default()),
        (
            "cli-label-carrier",
            facts
                .carrier
                .map(|carrier| words::carrier(tr, carrier))
                .unwrap_or_default(),
        ),
        ("cli-label-handed", when(facts.handed_at)),
        ("cli-label-arrived", when(facts.arrived_at)),
        ("cli-label-storage", when(facts.free_until)),
        ("cli-label-received", when(facts.received_at)),
        ("cli-label-delivery", order.texts.delivery_title.clone()),
        ("cli-label-address", order.texts.address.clone()),
        ("cli-label-comment", order.texts.comment.clone()),
    ]
    .map(|(key, value)| (tr.text(key), value))
    .to_vec()
}

fn lines(context: &Context, card: &Card, order: &OrderRecord) -> String {
    let money = |minor| words::exact_sum(&context.tr, Money::new(minor, order.facts.currency));
    let rows = order.lines.iter().enumerate().map(|(at, line)| {
        let stock = card.stock.get(at).copied().unwrap_or_default();
        let mut marks = words::line_marks(&context.tr, &stock, order.facts.currency);
        if !stock.is_short && !stock.is_promised {
            marks.extend(words::stock(&context.tr, &stock));
        }
        let name = [line.name.as_str(), &line.parameters, &line.sku];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        vec![
            name.join(", "),
            quantity::text(line.quantity_milli),
            money(line.price),
            money(line.total),
            marks.join(" · "),
        ]
    });
    table(&[1, 2, 3], rows)
}

/// What of it comes back after receipt, and for whose goods it was sent itself.
fn returns(context: &Context, card: &Card, order: &OrderRecord) -> String {
    let (tr, currency) = (&context.tr, order.facts.currency);
    let lines = order
        .returns
        .iter()
        .map(|one| words::goods_return(tr, context.zone(), one, currency, context.now()));
    let sent_for = card.exchanged_for.as_ref();
    let sent_for =
        sent_for.map(|number| tr.with("card-exchanged_for", &[("number", text::clean(number).as_ref().into())]));
    lines.chain(sent_for).map(|line| line + "\n").collect()
}

/// What carriers tell of its parcels.
fn news(context: &Context, card: &Card, order: &OrderRecord) -> String {
    let told = card.followed.iter();
    let lines = told.filter_map(|told| words::parcel_news(&context.tr, context.zone(), order, told, context.now()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Several parcels, each with what became of it last.
fn parcels(context: &Context, order: &OrderRecord) -> String {
    let tr = &context.tr;
    let is_worth_it = order.parcels.len() > 1 || order.parcels.iter().any(|parcel| !parcel.contents.is_empty());
    let rows = order.parcels.iter().filter(|_| is_worth_it).map(|parcel| {
        let alone = alone(&order.facts, parcel);
        let since = [
            alone.returned_at,
            alone.received_at,
            alone.arrived_at,
            alone.handed_at,
            alone.number_at,
        ];
        let goods = parcel.contents.iter().map(|packed| {
            format!(
                "{} × {}",
                text::clean(&packed.name),
                quantity::text(packed.quantity_milli)
            )
        });
        vec![
            parcel.position.to_string(),
            parcel.number.clone().unwrap_or_default(),
            alone
                .carrier
                .map(|carrier| words::carrier(tr, carrier))
                .unwrap_or_default(),
            words::stage(tr, alone.stage),
            since
                .into_iter()
                .flatten()
                .next()
                .map(|at| words::moment(tr, context.zone(), at, context.now()))
                .unwrap_or_default(),
            goods.collect::<Vec<_>>().join(", "),
        ]
    });
    table(&[0], rows)
}

fn paid(context: &Context, order: &OrderRecord, payments: &[Payment]) -> String {
    let rows = payments.iter().map(|(at, amount, means)| {
        vec![
            words::moment(&context.tr, context.zone(), *at, context.now()),
            words::exact_sum(&context.tr, Money::new(*amount, order.facts.currency)),
            means.map(|means| words::means(&context.tr, means)).unwrap_or_default(),
        ]
    });
    table(&[1], rows)
}

fn due(context: &Context, card: &Card, order: &OrderRecord) -> String {
    let own = card
        .agenda
        .tasks
        .iter()
        .filter(|task| task.order == Some(order.facts.id));
    let facts = Some(&order.facts);
    own.map(|task| words::reason_of(&context.tr, context.zone(), task, facts, None, context.now()) + "\n")
        .collect()
}
