//! What a script can be filled with.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::Value as Json;

use crate::domain::action::ContactKind;
use crate::domain::action::OrderRecord;
use crate::domain::money::Money;
use crate::domain::order::Terms;
use crate::domain::quantity;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::view::card::Card;
use crate::words;

/// `shop`, `customer` and `order` of a script; a text that is not known is empty, an order that is not there none.
#[derive(Default, Serialize)]
struct Values {
    shop: Shop,
    customer: Customer,
    order: Option<Order>,
}

#[derive(Default, Serialize)]
struct Shop {
    name: String,
    phone: String,
    email: String,
    site: String,
    requisites: String,
}

#[derive(Default, Serialize)]
struct Customer {
    name: String,
    company: String,
    phone: String,
    email: String,
    region: String,
    /// Orders he received before.
    received: i64,
}

#[derive(Default, Serialize)]
struct Order {
    number: String,
    created: String,
    total: String,
    paid: String,
    owed: String,
    /// False when nothing is left to be paid.
    is_owed: bool,
    terms: String,
    prepaid: bool,
    payment: String,
    delivery: String,
    address: String,
    comment: String,
    tracking: String,
    carrier: String,
    arrived: String,
    free_until: String,
    received: String,
    lines: Vec<Line>,
}

#[derive(Default, Serialize)]
struct Line {
    name: String,
    quantity: String,
    price: String,
    total: String,
}

/// The values of a card.
pub(super) fn of(card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Value {
    let source = card.source.as_ref().map(|(source, _)| source.as_str());
    let (shop, customer) = (settings.source_of(source), &card.customer);
    let contact = |kind| {
        let good = customer.contacts.iter().filter(|contact| contact.bad_at.is_none());
        let mut of_kind = good.filter(move |contact| contact.kind == kind);
        of_kind.next().map(|contact| contact.raw.clone()).unwrap_or_default()
    };
    Value::from(Serde(Values {
        shop: Shop {
            name: shop.name.to_owned(),
            phone: shop.phone.to_owned(),
            email: shop.email.to_owned(),
            site: shop.site.to_owned(),
            requisites: shop.requisites.to_owned(),
        },
        customer: Customer {
            name: customer.name.clone(),
            company: customer.company.clone(),
            phone: contact(ContactKind::Phone),
            email: contact(ContactKind::Email),
            region: customer.region.clone(),
            received: customer.received_count,
        },
        order: card.order.as_ref().map(|record| order(record, settings, tr, now)),
    }))
}

/// The values of nobody, to try a text with: a call without an order, an order of which nothing is known, and one of
/// which everything is, so that each branch of the text is gone through.
pub(super) fn trials() -> [Value; 3] {
    let unknown = || Values {
        order: Some(Order {
            lines: vec![Line::default()],
            ..Order::default()
        }),
        ..Values::default()
    };
    let known = serde_json::to_value(unknown()).map(known).unwrap_or_default();
    [
        Value::from(Serde(Values::default())),
        Value::from(Serde(unknown())),
        Value::from(Serde(known)),
    ]
}

/// Every text written, every mark set, every number there.
fn known(value: Json) -> Json {
    match value {
        Json::Bool(_) => true.into(),
        Json::Number(_) => 1.into(),
        Json::String(_) => "…".into(),
        Json::Array(all) => all.into_iter().map(known).collect(),
        Json::Object(all) => all.into_iter().map(|(name, value)| (name, known(value))).collect(),
        Json::Null => Json::Null,
    }
}

fn order(record: &OrderRecord, settings: &Settings, tr: &Tr, now: Time) -> Order {
    let (facts, texts) = (&record.facts, &record.texts);
    let money = |minor| Money::new(minor, facts.currency).short_text();
    let date = |at: Option<Time>| at.map(|at| words::date_short(tr, settings.shop.time_zone, at, now));
    Order {
        number: record.number.clone(),
        created: words::moment(tr, settings.shop.time_zone, facts.created_at, now),
        total: money(facts.total),
        paid: money(facts.paid),
        owed: money(facts.owed()),
        is_owed: facts.owed() > 0,
        terms: words::terms(tr, facts.terms),
        prepaid: facts.terms == Terms::Prepaid,
        payment: texts.payment_title.clone(),
        delivery: texts.delivery_title.clone(),
        address: texts.address.clone(),
        comment: texts.comment.clone(),
        tracking: record.tracking_number.clone().unwrap_or_default(),
        carrier: facts
            .carrier
            .map(|carrier| words::carrier(tr, carrier))
            .unwrap_or_default(),
        arrived: date(facts.arrived_at).unwrap_or_default(),
        free_until: date(facts.free_until).unwrap_or_default(),
        received: date(facts.received_at).unwrap_or_default(),
        lines: record
            .lines
            .iter()
            .map(|line| Line {
                name: words::goods(line),
                quantity: quantity::text(line.quantity_milli),
                price: money(line.price),
                total: money(line.total),
            })
            .collect(),
    }
}
