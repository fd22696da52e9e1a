//! retailCRM: orders of its API v5, a list or one.
//!
//! Source: *GET /api/v5/orders* of retailCRM's API reference. Times are on the account's clock. Lists with keys
//! (`payments`, `customFields`) are objects, and arrays when empty. Status codes are the account's own: the built-in ones
//! are known here, others by the settings. `discountTotal` of an item is for one piece.

use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;
use crate::intake::order_builder as blank;
use crate::intake::order_builder::Core;
use crate::intake::order_builder::missing;
use crate::intake::read::json::object;
use crate::intake::read::json::object::JsonOrders;
use crate::intake::read::json::object::first;
use crate::intake::read::json::object::list;
use crate::intake::read::json::object::moment;
use crate::intake::read::json::object::money;
use crate::intake::read::json::object::part;
use crate::intake::read::json::object::text;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::statuses::unexplained;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::Standing;

/// The source of these orders, when nothing else is said.
pub const SOURCE: &str = "retailcrm";

/// Reads the orders.
pub static RETAIL_CRM: JsonOrders = JsonOrders {
    read,
    created: &["createdAt"],
    labels: &["number", "id"],
};

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    if object::is_deletion(object) {
        return Ok(Read::no_order(""));
    }
    let zone = defaults.time_zone;
    let id = get(object, "id").ok_or_else(|| missing("id"))?;
    let currency = object::currency(object, "currency", defaults)?;
    let total = if get(object, "totalSumm").is_some() {
        "totalSumm"
    } else {
        "summ"
    };
    let core = Core {
        number: get(object, "number").unwrap_or_else(|| id.clone()),
        id,
        created_at: object::must_time(object, "createdAt", zone)?,
        currency,
        total: object::must_money(object, total, currency)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    order.status_at = moment(object, "statusUpdatedAt", zone);
    order.status_word = text(object, "status", SHORT);
    let (status, reason) = status(&order.status_word, &text(object, "group", SHORT), defaults)?;
    (order.status, order.reason) = (status, reason);
    order.comment = text(object, "customerComment", LONG);
    order.channel = match text(object, "orderMethod", SHORT).as_str() {
        "phone" | "missed-call" | "callback" => "phone".to_owned(),
        "shopping-cart" | "one-click" | "landing-page" => "site".to_owned(),
        _ => order.channel,
    };
    customer(&mut order, object, defaults);
    delivery(&mut order, object, zone);
    payments(&mut order, object, defaults);
    order.lines = lines(object, &order);
    Ok(Read::Order(Box::new(order)))
}

/// The meaning of a built-in code, else of its group, where a shop's own settings say nothing.
fn status(code: &str, group: &str, defaults: &Defaults) -> Result<(ShopStatus, Option<Reason>), Refused> {
    if let Some(status) = defaults.statuses.of([code, group]) {
        return Ok((status, None));
    }
    let reason = match code {
        "no-call" => Some(Reason::Unreachable),
        "no-product" => Some(Reason::OutOfStock),
        "already-buyed" | "cancel-other" => Some(Reason::Other),
        "delyvery-did-not-suit" => Some(Reason::Delivery),
        "prices-did-not-suit" => Some(Reason::Cheaper),
        _ => None,
    };
    let status = match (code, group) {
        _ if reason.is_some() => ShopStatus::Cancelled,
        ("client-confirmed" | "prepayed" | "send-to-assembling" | "assembling" | "assembling-complete", _)
        | (_, "assembling") => ShopStatus::Confirmed,
        ("send-to-delivery" | "delivering" | "redirect", _) | (_, "delivery") => ShopStatus::Dispatched,
        ("complete", _) | (_, "complete") => ShopStatus::Received,
        (_, "cancel") => ShopStatus::Cancelled,
        (_, "new" | "approval")
        | ("availability-confirmed" | "offer-analog" | "ready-to-wait" | "waiting-for-arrival", _) => ShopStatus::New,
        _ => match (words::status(code), unexplained("status", code)) {
            (Some(Standing::At(status)), _) => status,
            (None, Some(refused)) => return Err(refused),
            _ => ShopStatus::New,
        },
    };
    Ok((status, reason))
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let customer = part(object, "customer");
    let person = |party: &Value| object::joined(party, &["firstName", "lastName"], " ");
    let legal = part(object, "contragent");
    let to = &mut order.customer;
    to.name = first([person(object), person(customer)]);
    to.company = first([
        text(part(object, "company"), "name", SHORT),
        text(legal, "legalName", SHORT),
    ]);
    to.tax_id = text(legal, "INN", SHORT);
    to.email = first([text(object, "email", SHORT), text(customer, "email", SHORT)]).to_lowercase();
    let own = [get(object, "phone"), get(object, "additionalPhone")]
        .into_iter()
        .flatten();
    let kept = list(customer, "phones").filter_map(|phone| get(phone, "number"));
    let ours = Country::parse(&text(object, "countryIso", SHORT)).ok();
    let countries = fields::own_first(ours, defaults.country);
    for cell in own.chain(kept) {
        fields::add_phones(&mut to.phones, &cell, &countries);
    }
}

fn delivery(order: &mut IncomingOrder, object: &Value, zone: Tz) {
    let delivery = part(object, "delivery");
    order.estimate_at = moment(delivery, "date", zone);
    let code = text(delivery, "code", SHORT);
    order.delivery_title = first([text(part(delivery, "service"), "name", SHORT), code.clone()]);
    order.carrier = match code.as_str() {
        code if code.contains("sdek") => Some(Carrier::Cdek),
        code if code.contains("newpost") => Some(Carrier::NovaPoshta),
        "self-delivery" => Some(Carrier::Pickup),
        _ => Carrier::named(&order.delivery_title).or_else(|| Carrier::named(&code)),
    };
    let number = get(part(delivery, "data"), "trackNumber").or_else(|| get(delivery, "number"));
    order.tracking_number = number.map(|number| fields::text(&number, SHORT));
    let address = part(delivery, "address");
    let street = object::joined(address, &["street", "building", "house", "flat"], ", ");
    let street = first([text(address, "text", LONG), street]);
    let place = object::joined(address, &["index", "region", "city"], ", ");
    let whole = [place, street, text(address, "notes", LONG)];
    order.address = fields::text(&fields::joined(whole.iter().map(String::as_str), ", "), LONG);
    order.region = first([text(address, "region", SHORT), text(address, "city", SHORT)]);
}

fn payments(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let types: Vec<String> = list(object, "payments")
        .map(|payment| text(payment, "type", SHORT))
        .collect();
    order.payment_title = fields::joined(types.iter().map(String::as_str), ", ");
    order.terms = words::terms(
        &order.payment_title.replace('-', "_"),
        &order.payment_title.replace('-', " "),
    );
    for payment in list(object, "payments") {
        let status = text(payment, "status", SHORT);
        let paid_at = moment(payment, "paidAt", defaults.time_zone);
        let is_paid = status == "paid" || (status.is_empty() && paid_at.is_some());
        let amount = money(payment, "amount", order.currency).filter(|amount| *amount != 0 && is_paid);
        let Some(amount) = amount else { continue };
        let reference = first([text(payment, "id", SHORT), text(payment, "externalId", SHORT)]);
        order.payments.push(IncomingPayment {
            at: paid_at.or(order.status_at).unwrap_or(order.created_at),
            amount,
            means: words::means("", &text(payment, "type", SHORT).replace('-', " ")),
            reference: format!("retailcrm:payment:{reference}"),
            note: String::new(),
        });
    }
}

fn lines(object: &Value, order: &IncomingOrder) -> Vec<Line> {
    let currency = order.currency;
    let goods = list(object, "items").map(|item| {
        let offer = part(item, "offer");
        let quantity_milli = amount::quantity(&text(item, "quantity", SHORT)).unwrap_or(1_000);
        let price = money(item, "initialPrice", currency).unwrap_or(0);
        let off = money(item, "discountTotal", currency).unwrap_or(0);
        let properties: Vec<String> = list(item, "properties")
            .map(|property| object::joined(property, &["name", "value"], ": "))
            .take(20)
            .collect();
        Line {
            sku: first([text(offer, "article", SHORT), text(offer, "externalId", SHORT)]),
            name: first([text(offer, "displayName", SHORT), text(offer, "name", SHORT)]),
            parameters: fields::text(&fields::joined(properties.iter().map(String::as_str), ", "), SHORT),
            quantity_milli,
            price,
            total: blank::times(price.saturating_sub(off), quantity_milli),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let delivery = money(part(object, "delivery"), "cost", currency).unwrap_or(0);
    if delivery > 0 {
        let title = first([order.delivery_title.clone(), "Доставка".to_owned()]);
        lines.push(blank::service(&title, delivery));
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::domain::carrier::Carrier;
    use crate::domain::incoming::IncomingOrder;
    use crate::domain::incoming::ShopStatus;
    use crate::domain::order::Means;
    use crate::domain::order::Reason;
    use crate::intake::test_support::only;
    use crate::intake::test_support::sorted;
    use crate::intake::test_support::with;

    fn object(changes: &Value) -> Value {
        let order = json!({
            "id": 8042, "number": "8042C", "orderMethod": "phone", "countryIso": "RU", "createdAt": "2026-03-11 12:00:00",
            "statusUpdatedAt": "2026-03-11 12:30:00", "summ": 1900, "totalSumm": 2200, "currency": "RUB",
            "firstName": "Игорь", "lastName": "Панов", "phone": "+79167654321", "additionalPhone": "8 495 123-45-67",
            "email": "I@Mail.example", "call": true, "customerComment": "до обеда", "status": "delivering",
            "items": [{"initialPrice": 1000, "discountTotal": 50, "quantity": 2, "properties": [],
                "offer": {"displayName": "Чайник", "article": "T-3", "externalId": "x1"}}],
            "delivery": {"code": "sdek", "cost": 300, "data": {"trackNumber": "1100285492"},
                "address": {"index": "101000", "region": "Москва", "city": "Москва", "text": "Тверская, д. 1"}},
            "payments": {"51": {"id": 51, "type": "bank-card", "status": "paid", "amount": 2200, "paidAt": "2026-03-11 12:05:00"}},
            "customFields": []
        });
        with(order, changes)
    }

    fn order(changes: &Value) -> IncomingOrder {
        only(&json!({"success": true, "pagination": {"limit": 20, "totalCount": 1}, "orders": [object(changes)]}))
    }

    #[test]
    fn an_order_is_read_whole() {
        let order = order(&json!({}));
        assert_eq!(
            (order.external_id.as_str(), order.number.as_str(), order.total),
            ("8042", "8042C", 220_000)
        );
        assert_eq!(order.created_at.rfc3339(), "2026-03-11T09:00:00Z");
        assert_eq!(
            (order.customer.name.as_str(), order.customer.phones.len()),
            ("Игорь Панов", 2)
        );
        assert_eq!(
            (order.status, order.channel.as_str()),
            (ShopStatus::Dispatched, "phone")
        );
        assert_eq!(
            (order.carrier, order.tracking_number.as_deref()),
            (Some(Carrier::Cdek), Some("1100285492"))
        );
        assert_eq!(order.address, "101000, Москва, Тверская, д. 1");
        assert_eq!(
            (order.payments[0].amount, order.payments[0].means),
            (220_000, Means::Card)
        );
        let lines: Vec<_> = order.lines.iter().map(|l| (l.sku.as_str(), l.price, l.total)).collect();
        assert_eq!(lines, [("T-3", 100_000, 190_000), ("", 30_000, 30_000)]);
        assert!(!order.do_not_call, "`call` asks the shop to call");
    }

    #[test]
    fn lists_with_keys_are_objects_and_arrays_when_empty() {
        for (payments, count) in [
            (json!([]), 0),
            (json!({}), 0),
            (json!(null), 0),
            (
                json!({"1": {"id": 1, "type": "cash", "amount": 5, "status": "not-paid"}}),
                0,
            ),
            (
                json!({"1": {"id": 1, "type": "cash", "amount": 5, "paidAt": "2026-03-11 12:05:00"}, "2": {"id": 2, "amount": 0, "status": "paid"}}),
                1,
            ),
            (json!([{"id": 1, "type": "cash", "amount": 5, "status": "paid"}]), 1),
        ] {
            let order = order(&json!({"payments": payments}));
            assert_eq!(order.payments.len(), count, "{payments}");
        }
    }

    #[test]
    fn one_order_comes_in_a_wrapper() {
        let (orders, rejects) = sorted(
            json!({"success": true, "order": object(&json!({}))})
                .to_string()
                .as_bytes(),
        );
        assert_eq!((orders.len(), rejects.len()), (1, 0));
    }

    #[test]
    fn built_in_statuses_are_known_and_the_settings_say_the_others() {
        for (code, group, status, reason) in [
            ("new", "", ShopStatus::New, None),
            ("offer-analog", "approval", ShopStatus::New, None),
            ("assembling", "", ShopStatus::Confirmed, None),
            ("delivering", "", ShopStatus::Dispatched, None),
            ("u-kurera", "delivery", ShopStatus::Dispatched, None),
            ("complete", "", ShopStatus::Received, None),
            ("no-call", "", ShopStatus::Cancelled, Some(Reason::Unreachable)),
            ("peredumal", "cancel", ShopStatus::Cancelled, None),
        ] {
            let order = order(&json!({"status": code, "group": group}));
            assert_eq!((order.status, order.reason), (status, reason), "{code} {group}");
        }
    }

    proptest! {
        #[test]
        fn any_value_in_any_field_has_an_answer(
            key in prop::sample::select(vec!["id", "totalSumm", "items", "payments", "delivery", "createdAt", "customer"]),
            value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!([[]]), json!({"1": {}}), json!("\0"),
                json!([{"quantity": "9000000000", "initialPrice": 9e12, "discountTotal": -9e12, "amount": "x", "status": "paid"}])]),
        ) {
            sorted(object(&json!({ key: value })).to_string().as_bytes());
        }
    }
}
