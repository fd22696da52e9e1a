//! What a text can be filled with.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::Value as Json;

use crate::domain::action::ContactKind;
use crate::domain::action::OrderRecord;
use crate::domain::money::Money;
use crate::domain::order::Terms;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::quantity;
use crate::domain::settings::Settings;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::view::card::Card;
use crate::words;

/// `shop`, `customer` and `order`; a text that is not known is empty, an order that is not there none.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CardValues {
    shop: ShopValues,
    customer: CustomerValues,
    order: Option<OrderValues>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct ShopValues {
    name: String,
    phone: String,
    email: String,
    site: String,
    requisites: String,
    /// When it is open: `every day 9:00–21:00`.
    hours: String,
    /// Where customers write what they think of it; empty when nobody set it.
    review_url: String,
}

#[derive(Clone, Debug, Default, Serialize)]
struct CustomerValues {
    name: String,
    company: String,
    phone: String,
    email: String,
    region: String,
    /// Orders they received before.
    received: i64,
}

#[derive(Clone, Debug, Default, Serialize)]
#[allow(clippy::struct_excessive_bools)] // each is a value of its own in the texts
struct OrderValues {
    number: String,
    created: String,
    total: String,
    paid: String,
    owed: String,
    /// False when nothing is left to be paid.
    is_owed: bool,
    /// Some of it is paid, and not all.
    is_paid_in_part: bool,
    /// Collected at the shop, or nothing that is sent.
    is_collected: bool,
    terms: String,
    prepaid: bool,
    payment: String,
    delivery: String,
    address: String,
    /// Whom it names.
    recipient: String,
    comment: String,
    tracking: String,
    carrier: String,
    arrived: String,
    free_until: String,
    received: String,
    /// When it was handed over.
    handed: String,
    /// It leaves later than its term, or the customer was told so (R18).
    is_late: bool,
    /// Its carrier does not know where it is.
    is_lost: bool,
    /// Whom to call about it; empty where no number is known.
    carrier_phone: String,
    /// What its carrier told last: moment, words and place.
    news: String,
    lines: Vec<LineValues>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct LineValues {
    name: String,
    quantity: String,
    price: String,
    total: String,
}

impl CardValues {
    /// Lets these numbers stand for the order's own.
    pub fn name_orders(&mut self, numbers: &str) {
        if let Some(order) = &mut self.order {
            numbers.clone_into(&mut order.number);
        }
    }
}

/// The values of a card, as an engine takes them.
pub fn of(card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Value {
    Value::from(Serde(card_values(card, settings, tr, now)))
}

/// The values of the shop alone, for what is said to nobody in particular.
pub fn of_shop(settings: &Settings, tr: &Tr) -> Value {
    Value::from(Serde(CardValues {
        shop: shop_values(settings, None, tr),
        ..CardValues::default()
    }))
}

fn shop_values(settings: &Settings, source: Option<&str>, tr: &Tr) -> ShopValues {
    let shop = settings.source_of(source);
    let own_hours = source.and_then(|source| settings.hours_of(source));
    ShopValues {
        name: shop.name.to_owned(),
        phone: shop.phone.to_owned(),
        email: shop.email.to_owned(),
        site: shop.site.to_owned(),
        requisites: shop.requisites.to_owned(),
        hours: words::hours(tr, own_hours.as_ref().unwrap_or(&settings.hours)),
        review_url: shop.review_url.to_owned(),
    }
}

/// The values of a card.
pub fn card_values(card: &Card, settings: &Settings, tr: &Tr, now: Time) -> CardValues {
    let source = card.source.as_ref().map(|(source, _)| source.as_str());
    let customer = &card.customer;
    let contact = |kind| {
        let good = customer.contacts.iter().filter(|contact| contact.bad_at.is_none());
        let mut of_kind = good.filter(move |contact| contact.kind == kind);
        of_kind.next().map(|contact| contact.raw.clone()).unwrap_or_default()
    };
    CardValues {
        shop: shop_values(settings, source, tr),
        customer: CustomerValues {
            name: customer.name.clone(),
            company: customer.company.clone(),
            phone: contact(ContactKind::Phone),
            email: contact(ContactKind::Email),
            region: customer.region.clone(),
            received: customer.received_count,
        },
        order: card.order.as_ref().map(|record| OrderValues {
            is_late: is_late(card, record, now),
            news: news(card, settings, tr, now),
            ..order(record, settings, tr, now)
        }),
    }
}

/// The values of nobody, to try a text with: a call without an order, an order of which nothing is known, and one of
/// which everything is, so that each branch of the text is gone through.
pub fn trials() -> [Value; 3] {
    trial_values().map(|values| Value::from(Serde(values)))
}

/// The same, to be added to.
pub fn trial_values() -> [Json; 3] {
    let unknown = CardValues {
        order: Some(OrderValues {
            lines: vec![LineValues::default()],
            ..OrderValues::default()
        }),
        ..CardValues::default()
    };
    let json = |values: &CardValues| serde_json::to_value(values).unwrap_or_default();
    [json(&CardValues::default()), json(&unknown), known(json(&unknown))]
}

/// Every text written, every mark set, every number there.
pub fn known(value: Json) -> Json {
    match value {
        Json::Bool(_) => true.into(),
        Json::Number(_) => 1.into(),
        Json::String(_) => "…".into(),
        Json::Array(all) => all.into_iter().map(known).collect(),
        Json::Object(all) => all.into_iter().map(|(name, value)| (name, known(value))).collect(),
        Json::Null => Json::Null,
    }
}

/// It leaves later than its term, or the customer was told so (R18).
fn is_late(card: &Card, record: &OrderRecord, now: Time) -> bool {
    let facts = &record.facts;
    let of_term = |task: &&Task| task.kind == TaskKind::DispatchLate && task.order == Some(facts.id);
    let term = card.agenda.tasks.iter().find(of_term).and_then(|task| task.limit);
    facts.late_told_at.is_some() || term.is_some_and(|term| term <= now)
}

/// What a carrier told last of any of the order's parcels.
fn news(card: &Card, settings: &Settings, tr: &Tr, now: Time) -> String {
    let newest = card.followed.iter().filter_map(FollowedParcel::newest);
    let newest = newest.max_by_key(|event| event.at);
    newest.map_or_else(String::new, |event| {
        words::parcel_event(tr, settings.shop.time_zone, event, now)
    })
}

fn order(record: &OrderRecord, settings: &Settings, tr: &Tr, now: Time) -> OrderValues {
    let (facts, texts) = (&record.facts, &record.texts);
    let money = |minor| words::sum(tr, Money::new(minor, facts.currency));
    let date = |at: Option<Time>| at.map(|at| words::date_short(tr, settings.shop.time_zone, at, now));
    OrderValues {
        number: record.number.clone(),
        created: words::moment(tr, settings.shop.time_zone, facts.created_at, now),
        total: money(facts.total),
        paid: money(facts.paid),
        owed: money(facts.owed()),
        is_owed: facts.owed() > 0,
        is_paid_in_part: facts.owed() > 0 && facts.paid > 0,
        is_collected: facts.goes_without_parcel(),
        terms: words::terms(tr, facts.terms),
        prepaid: facts.terms == Terms::Prepaid,
        payment: texts.payment_title.clone(),
        delivery: texts.delivery_title.clone(),
        address: texts.address.clone(),
        recipient: texts.customer_name.clone(),
        comment: texts.comment.clone(),
        tracking: record.tracking_number.clone().unwrap_or_default(),
        carrier: facts
            .carrier
            .map(|carrier| words::carrier(tr, carrier))
            .unwrap_or_default(),
        arrived: date(facts.arrived_at).unwrap_or_default(),
        free_until: date(facts.free_until).unwrap_or_default(),
        received: date(facts.received_at).unwrap_or_default(),
        handed: date(facts.handed_at).unwrap_or_default(),
        is_late: false,
        is_lost: facts.parcel_lost_at.is_some(),
        carrier_phone: facts
            .carrier
            .and_then(|carrier| settings.carriers.phone(carrier))
            .unwrap_or_default()
            .to_owned(),
        news: String::new(),
        lines: record
            .lines
            .iter()
            .map(|line| LineValues {
                name: words::goods(line),
                quantity: quantity::text(line.quantity_milli),
                price: money(line.price),
                total: money(line.total),
            })
            .collect(),
    }
}
