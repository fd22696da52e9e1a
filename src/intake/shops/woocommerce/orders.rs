//! WooCommerce orders, REST v3.

use std::io;
use std::io::BufRead;

use serde_json::Value;

use super::lines;
use super::meta::Meta;
use super::payments;
use super::values::money;
use super::values::plain;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingParcel;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Terms;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;
use crate::intake::moment::when;
use crate::intake::moment::when_utc;
use crate::intake::read::json::orders::Shape;
use crate::intake::read::json::orders::each_object;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::statuses::unexplained;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::Standing;
use crate::text::fnv1a;

/// The source of these orders, when nothing else is said.
pub(crate) const SOURCE: &str = "woocommerce";

/// Reads the orders.
#[derive(Clone, Copy, Debug)]
pub struct WooCommerce;

impl Parser for WooCommerce {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        each_object(input, &Orders(defaults), sink)
    }
}

struct Orders<'a>(&'a Defaults);

impl Shape for Orders<'_> {
    fn read(&self, object: &Value) -> Result<Read, Refused> {
        read(object, self.0)
    }

    fn is_one(&self, object: &Value) -> bool {
        ["date_created_gmt", "date_created"]
            .iter()
            .any(|key| object.get(key).is_some())
    }

    fn label(&self, object: &Value) -> Option<String> {
        get(object, "number").or_else(|| get(object, "id"))
    }
}

/// A checkout that was begun: they filled in who they are, and did not order.
const LEFT_BEHIND: &str = "checkout-draft";

pub(super) fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    let status_word = get(object, "status").unwrap_or_default();
    let status_word = status_word.strip_prefix("wc-").unwrap_or(&status_word).to_owned();
    let standing = standing(&status_word, defaults)?;
    if is_deletion(object) || (standing == Standing::NoOrder && status_word != LEFT_BEHIND) {
        return Ok(Read::no_order(&status_word));
    }
    let read = whole(object, defaults, standing, &status_word);
    if standing == Standing::NoOrder {
        return Ok(Read::left_behind(&status_word, read));
    }
    read
}

fn whole(object: &Value, defaults: &Defaults, standing: Standing, status_word: &str) -> Result<Read, Refused> {
    let id = get(object, "id").or_else(|| get(object, "number"));
    let id = id.ok_or_else(|| missing("id"))?;
    let number = get(object, "number").unwrap_or_else(|| id.clone());
    let currency = currency(object, defaults)?;
    let created_at = time(object, "date_created", defaults)?.ok_or_else(|| missing("date_created_gmt"))?;
    let total = get(object, "total").ok_or_else(|| missing("total"))?;
    let total = money(&total, currency).map_err(|why| ("total".to_owned(), why))?;
    // Times that are not vital are left out when they cannot be read.
    let extra = |key: &str| time(object, key, defaults).ok().flatten();
    let modified_at = extra("date_modified");
    let status = match standing {
        Standing::At(status) => status,
        _ => ShopStatus::New,
    };
    let meta = Meta::of(object);
    let method = get(object, "payment_method").unwrap_or_default();
    let payment_title = plain(get(object, "payment_method_title"), SHORT);
    let delivery_title = lines::delivery_title(object);
    let tracking = meta.tracking(object);
    let source = if defaults.source.is_empty() {
        SOURCE
    } else {
        &defaults.source
    };
    let mut order = IncomingOrder {
        source: source.to_owned(),
        external_id: id,
        number: plain(Some(number), SHORT),
        shop: shop(object),
        key: get(object, "order_key").map(|key| marked(&key)).unwrap_or_default(),
        modified_at,
        created_at,
        status,
        status_at: match status {
            ShopStatus::Received => extra("date_completed"),
            _ => None,
        },
        status_word: fields::text(status_word, SHORT),
        reason: None,
        payment_failed: standing == Standing::PaymentFailed,
        customer: customer(object, &meta, defaults.country),
        currency,
        total,
        is_total_summed: false,
        is_paid_by_word: false,
        terms: words::terms(&method, &payment_title),
        carrier: tracking
            .first()
            .and_then(|tracking| Carrier::named(&tracking.provider))
            .or_else(|| Carrier::named(&delivery_title)),
        payment_title,
        delivery_title,
        address: address(object, &meta),
        region: region(object),
        comment: plain(get(object, "customer_note"), LONG),
        do_not_call: meta.do_not_call(),
        channel: channel(object, source),
        lines: lines::lines(object, currency),
        payments: Vec::new(),
        tracking_number: tracking.first().map(|tracking| tracking.number.clone()),
        estimate_at: None,
        parcels: Vec::new(),
    };
    // The list's first entry is the first parcel.
    order.set_parcels(tracking.into_iter().rev().map(|tracking| IncomingParcel {
        carrier: Carrier::named(&tracking.provider),
        number: tracking.number,
        contents: Vec::new(),
    }));
    let on_delivery = order.terms == Some(Terms::OnDelivery);
    let paid_at = extra("date_paid").filter(|_| !on_delivery || status == ShopStatus::Received);
    order.payments = payments::payments(object, &order, &method, paid_at);
    Ok(Read::Order(Box::new(order)))
}

/// Words of the shop's own must have been explained, unless they say of themselves what they mean.
fn standing(word: &str, defaults: &Defaults) -> Result<Standing, Refused> {
    if let Some(status) = defaults.statuses.of([word]) {
        return Ok(Standing::At(status));
    }
    Ok(match word {
        "pending" | "on-hold" | "processing" => Standing::At(ShopStatus::New),
        "completed" => Standing::At(ShopStatus::Received),
        "cancelled" => Standing::At(ShopStatus::Cancelled),
        "refunded" => Standing::At(ShopStatus::Returned),
        "failed" => Standing::PaymentFailed,
        "checkout-draft" | "auto-draft" | "draft" | "trash" => Standing::NoOrder,
        // Shipment plugins add `shipped`, `partial-shipped`, `delivered`.
        word => match (words::status(word), unexplained("status", word)) {
            (Some(Standing::At(status)), _) => Standing::At(status),
            (_, Some(refused)) => return Err(refused),
            (_, None) => Standing::At(ShopStatus::New),
        },
    })
}

/// The webhook `order.deleted` sends `{"id": 161}` and nothing more.
fn is_deletion(object: &Value) -> bool {
    object
        .as_object()
        .is_some_and(|keys| keys.len() == 1 && keys.contains_key("id"))
}

fn currency(object: &Value, defaults: &Defaults) -> Result<Currency, Refused> {
    match get(object, "currency") {
        None => Ok(defaults.currency),
        Some(code) => {
            Currency::parse(&code).map_err(|_| ("currency".to_owned(), RejectWhy::NotACurrency { found: code }))
        }
    }
}

/// A time by its `_gmt` key, else by its plain one on the shop's clock.
fn time(object: &Value, key: &str, defaults: &Defaults) -> Result<Option<Time>, Refused> {
    let gmt = format!("{key}_gmt");
    if let Some(at) = get(object, &gmt).and_then(|text| when_utc(&text).ok()) {
        return Ok(Some(at));
    }
    let Some(text) = get(object, key).or_else(|| get(object, &gmt)) else {
        return Ok(None);
    };
    when(&text, defaults.time_zone)
        .map(Some)
        .map_err(|why| (key.to_owned(), why))
}

fn customer(object: &Value, meta: &Meta<'_>, country: Country) -> IncomingCustomer {
    let company = party_text(object, "billing", "company");
    let name = [person(object, "billing"), person(object, "shipping"), company.clone()];
    IncomingCustomer {
        name: name.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        phones: phones(object, country),
        email: party_text(object, "billing", "email").to_lowercase(),
        company,
        tax_id: meta.tax_id().unwrap_or_default(),
    }
}

/// The host of the shop, as the order's own address names it.
fn shop(object: &Value) -> String {
    let own = object
        .pointer("/_links/self/0/href")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let host = own.split_once("://").map_or("", |(_, behind)| behind);
    let host = host.split(['/', '?', ':']).next().unwrap_or_default().to_lowercase();
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let host = host.strip_prefix("www.").unwrap_or(&host);
    fields::text(host, SHORT).chars().filter(|c| is_host(*c)).collect()
}

/// The key opens the customer's page of payment, so only a mark of it is kept.
fn marked(key: &str) -> String {
    format!("{:016x}", fnv1a(key))
}

fn phones(object: &Value, country: Country) -> Vec<IncomingPhone> {
    let mut phones = Vec::new();
    for party in ["billing", "shipping"] {
        let own = Country::parse(&party_text(object, party, "country")).ok();
        let countries = fields::own_first(own, country);
        fields::add_phones(&mut phones, &party_text(object, party, "phone"), &countries);
    }
    phones
}

fn person(object: &Value, party: &str) -> String {
    let first = party_text(object, party, "first_name");
    let last = party_text(object, party, "last_name");
    fields::joined([first.as_str(), last.as_str()], " ")
}

fn party_text(object: &Value, party: &str, key: &str) -> String {
    plain(object.get(party).and_then(|party| get(party, key)), SHORT)
}

/// Where it goes: the shipping address, or the billing one when there is none; with the receiver's name when it is
/// another one, and the branch that a delivery plugin keeps in its own fields.
fn address(object: &Value, meta: &Meta<'_>) -> String {
    let parts = |party: &str| -> Vec<String> {
        let keys = ["postcode", "state", "city", "address_1", "address_2"];
        let parts: Vec<String> = keys.iter().map(|key| party_text(object, party, key)).collect();
        let told = parts[2..].iter().any(|part| !part.is_empty());
        if told { parts } else { Vec::new() }
    };
    let shipping = parts("shipping");
    let mut whole = if shipping.is_empty() {
        parts("billing")
    } else {
        shipping
    };
    let receiver = person(object, "shipping");
    if !receiver.is_empty() && receiver != person(object, "billing") {
        whole.insert(0, receiver);
    }
    let branch = meta.branch();
    whole.extend(branch.filter(|branch| !whole.iter().any(|part| part.contains(branch))));
    fields::joined(whole.iter().map(String::as_str), ", ")
}

/// The state when it is a name, else the city.
fn region(object: &Value) -> String {
    let of = |key: &str| {
        let shipping = party_text(object, "shipping", key);
        if shipping.is_empty() {
            party_text(object, "billing", key)
        } else {
            shipping
        }
    };
    let state = of("state");
    let is_code = state.chars().count() < 4 || state.chars().any(|c| c.is_ascii_digit());
    let city = of("city");
    if is_code && !city.is_empty() { city } else { state }
}

fn channel(object: &Value, source: &str) -> String {
    match get(object, "created_via").as_deref() {
        Some("checkout" | "store-api" | "block-checkout") => "site".to_owned(),
        Some("admin") => "phone".to_owned(),
        _ => source.to_owned(),
    }
}

fn missing(field: &str) -> Refused {
    (field.to_owned(), RejectWhy::Missing)
}
