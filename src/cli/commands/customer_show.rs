//! `customer show`: everything known of a customer.

use std::collections::HashMap;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::customer_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::pairs;
use crate::cli::output::table::table;
use crate::cli::output::timeline;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::action::ContactKind;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::target::CardKey;
use crate::view::card;
use crate::view::card::Card;
use crate::view::segments;
use crate::view::shops;
use crate::words;

/// Prints CUSTOMER.
pub fn run(context: &Context, named: &str) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let id = names::customer(context, &desk, named)?;
    let card = context
        .told(desk.read(|look| card::card(look, CardKey::Customer(id))))?
        .ok_or(DeskError::NotFound);
    let card = context.told(card)?;
    let purchases = context.told(desk.read(|look| segments::purchases(look, card.customer.id)))?;
    let shops = shops_of(context, &desk, &card)?;
    let shape = customer_json(&card, &purchases, &shops);
    let reply = context.reply(&shape, || plain(context, &card, &shops));
    // Who was asked for by an id of their own may have become one with another.
    let was = card
        .merged
        .iter()
        .find(|was| named.trim() == format!("id:{}", was.customer));
    let remark = was.map(|was| {
        let args = [("was", was.customer.0.into()), ("now", card.customer.id.0.into())];
        context.tr.with("cli-merged_into", &args)
    });
    Ok(context.beside(reply, remark))
}

/// What the shops of their orders are called, where there are several.
pub fn shops_of(context: &Context, desk: &Desk, card: &Card) -> Result<HashMap<OrderId, String>, Failure> {
    let orders: Vec<OrderId> = card.orders.iter().map(|order| order.id).collect();
    context.told(desk.read(|look| shops::labels(look, &orders)))
}

/// The card as `customer show` prints it for people.
pub fn plain(context: &Context, card: &Card, shops: &HashMap<OrderId, String>) -> String {
    let tr = &context.tr;
    let due: String = card
        .agenda
        .tasks
        .iter()
        .map(|task| words::reason(tr, context.zone(), task, None, context.now()) + "\n")
        .collect();
    let orders = card.orders.iter().map(|order| {
        let mut row = vec![
            order.number.clone(),
            words::stage(tr, order.stage),
            words::date_short(tr, context.zone(), order.created_at, context.now()),
            words::exact_sum(tr, Money::new(order.total, order.currency)),
        ];
        row.extend((!shops.is_empty()).then(|| shops.get(&order.id).cloned().unwrap_or_default()));
        row
    });
    let sections = [
        pairs(&head(context, card)),
        table(&[3], orders),
        due,
        timeline::plain(context, card, None),
    ];
    let filled: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    filled.join("\n")
}

fn head(context: &Context, card: &Card) -> Vec<(String, String)> {
    let tr = &context.tr;
    let customer = &card.customer;
    let contacts = |kind: ContactKind| {
        let values = customer.contacts.iter().filter(|contact| contact.kind == kind);
        let values = values.map(|contact| {
            let value = contact.norm.as_ref().unwrap_or(&contact.raw);
            match contact.bad_at {
                Some(_) => format!("{value} ({})", tr.text("cli-bad_contact")),
                None => value.clone(),
            }
        });
        values.collect::<Vec<_>>().join(", ")
    };
    let mark = if customer.not_customer {
        tr.text("done-not_customer")
    } else {
        String::new()
    };
    [
        ("cli-label-customer", format!("{} (id:{})", customer.name, customer.id)),
        ("cli-label-company", customer.company.clone()),
        ("cli-label-tax_id", customer.tax_id.clone()),
        (
            "cli-label-b2b",
            customer.b2b.map(|b2b| words::b2b(tr, b2b)).unwrap_or_default(),
        ),
        ("cli-label-offers", offers(context, card)),
        ("cli-label-phone", contacts(ContactKind::Phone)),
        ("cli-label-email", contacts(ContactKind::Email)),
        ("cli-label-zone", customer.time_zone.clone().unwrap_or_default()),
        ("cli-label-region", customer.region.clone()),
        ("cli-label-manager", customer.manager.clone().unwrap_or_default()),
        (
            "cli-label-claimed",
            card.claim
                .as_ref()
                .map(|claim| claim.operator.clone())
                .unwrap_or_default(),
        ),
        ("cli-label-note", customer.note.clone()),
        ("cli-label-mark", mark),
        ("cli-label-merged", merged(card)),
        ("cli-label-alike", alike(context, card)),
    ]
    .map(|(key, value)| (tr.text(key), value))
    .to_vec()
}

/// Those who have become one with them.
fn merged(card: &Card) -> String {
    let was = card
        .merged
        .iter()
        .map(|was| format!("{} (id:{})", was.name, was.customer));
    was.map(|was| was.trim_start().to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Those who may be the same person, and why.
fn alike(context: &Context, card: &Card) -> String {
    let words = card.alike.iter().map(|alike| {
        let by = alike
            .shared
            .first()
            .map(|shared| words::same_contact(&context.tr, shared.kind));
        let who = format!("{} (id:{})", alike.name, alike.customer);
        format!("{}, {}", who.trim_start(), by.unwrap_or_default())
    });
    words.collect::<Vec<_>>().join("; ")
}

/// Whether they agreed to offers, and since when.
fn offers(context: &Context, card: &Card) -> String {
    let offers = &card.customer.offers;
    let (key, at) = match (offers.consent_at, offers.consent_off_at) {
        (_, Some(at)) => ("offer-withdrawn_on", at),
        (Some(at), None) => ("offer-agreed_on", at),
        (None, None) => return String::new(),
    };
    let date = words::date_short(&context.tr, context.zone(), at, context.now());
    context.tr.with(key, &[("date", date.into())])
}
