//! Prom.ua, and the marketplaces of the same platform (Satu.kz, Deal.by): orders of its API, a list or one.
//!
//! Source: *Orders* of Prom's public API. `price` is of the goods and `full_price` with the delivery, both texts that may
//! carry a currency and spaces between thousands; a quantity may be a fraction or `2 шт.`. What is absent may be `{}`.
//! Cash on delivery is known by the words of the payment alone. `dont_call_customer_back` is the customer's wish (R36).

use serde_json::Value;

use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Line;
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
use crate::intake::vocabulary::YesNo;

/// The source of these orders, when nothing else is said.
pub const SOURCE: &str = "prom";

/// Reads the orders.
pub static PROM: JsonOrders = JsonOrders {
    read,
    created: &["date_created"],
    labels: &["id"],
};

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    let zone = defaults.time_zone;
    let word = text(object, "status", SHORT);
    let standing = standing(object, &word, defaults)?;
    if standing == Standing::NoOrder || object::is_deletion(object) {
        return Ok(Read::no_order(&word));
    }
    let id = get(object, "id").ok_or_else(|| missing("id"))?;
    let currency = defaults.currency;
    let total = if get(object, "full_price").is_some() {
        "full_price"
    } else {
        "price"
    };
    let core = Core {
        number: id.clone(),
        id,
        created_at: object::must_time(object, "date_created", zone)?,
        currency,
        total: object::must_money(object, total, currency)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    order.modified_at = moment(object, "date_modified", zone);
    let name = text(object, "status_name", SHORT);
    order.status_word = if word.starts_with("custom") {
        first([name, word])
    } else {
        word
    };
    if let Standing::At(status) = standing {
        order.status = status;
    }
    order.payment_failed = standing == Standing::PaymentFailed;
    order.comment = text(object, "client_notes", LONG);
    order.do_not_call = words::yes_no(&text(object, "dont_call_customer_back", SHORT)) == Some(YesNo::Yes);
    order.channel = match get(object, "source").as_deref() {
        Some("company_site" | "mobile_company_site") => "site".to_owned(),
        Some("portal" | "mobile_catalog_app" | "bigl" | "mobile_portal") => "marketplace".to_owned(),
        _ => order.channel,
    };
    if order.status == ShopStatus::Cancelled {
        order.reason = words::reason(&text(part(object, "cancellation"), "title", SHORT));
    }
    customer(&mut order, object, defaults);
    delivery(&mut order, object);
    let payment = part(object, "payment_option");
    order.payment_title = text(payment, "name", SHORT);
    order.terms = words::terms("", &order.payment_title);
    let data = part(object, "payment_data");
    let is_paid = standing == Standing::Paid || text(data, "status", SHORT) == "paid";
    if is_paid && order.total > 0 {
        let at = moment(data, "status_modified", zone).or(order.modified_at);
        order.payments.push(IncomingPayment {
            at: at.unwrap_or(order.created_at),
            amount: order.total,
            means: words::means("", &format!("{} {}", order.payment_title, payment_type(data))),
            reference: format!("prom:paid:{}", order.external_id),
            note: String::new(),
        });
    }
    order.lines = lines(object, &order);
    Ok(Read::Order(Box::new(order)))
}

fn standing(object: &Value, word: &str, defaults: &Defaults) -> Result<Standing, Refused> {
    let name = text(object, "status_name", SHORT);
    if let Some(status) = defaults.statuses.of([word, name.as_str()]) {
        return Ok(Standing::At(status));
    }
    Ok(match word {
        // Placed and not looked at yet; `received` is the shop's word for having taken it on.
        "pending" => Standing::At(ShopStatus::New),
        "received" => Standing::At(ShopStatus::Confirmed),
        "delivered" => Standing::At(ShopStatus::Received),
        "canceled" | "cancelled" => Standing::At(ShopStatus::Cancelled),
        "paid" => Standing::Paid,
        "draft" => Standing::NoOrder,
        _ => match (
            words::status(&name),
            unexplained("status_name", &first([name, word.to_owned()])),
        ) {
            (Some(standing), _) => standing,
            (None, Some(refused)) => return Err(refused),
            (None, None) => Standing::At(ShopStatus::New),
        },
    })
}

/// Payments of the platform itself are by card.
fn payment_type(data: &Value) -> &'static str {
    if text(data, "type", SHORT).starts_with("evopay") {
        "card"
    } else {
        ""
    }
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let receiver = part(object, "delivery_recipient");
    let person = |party: &Value, keys: [&str; 2]| object::joined(party, &keys, " ");
    let client = person(object, ["client_first_name", "client_last_name"]);
    let customer = &mut order.customer;
    customer.name = first([client, person(receiver, ["first_name", "last_name"])]);
    customer.email = text(object, "email", SHORT).to_lowercase();
    for cell in [get(object, "phone"), get(receiver, "phone")].into_iter().flatten() {
        fields::add_phones(&mut customer.phones, &cell, &[defaults.country, Country::UA]);
    }
}

/// The carrier of the platform's own integration is told in `delivery_provider_data`, with the waybill.
fn delivery(order: &mut IncomingOrder, object: &Value) {
    let data = part(object, "delivery_provider_data");
    order.delivery_title = text(part(object, "delivery_option"), "name", SHORT);
    let provider = text(data, "provider", SHORT);
    order.carrier = Carrier::parse(&provider)
        .or_else(|| Carrier::named(&provider))
        .or_else(|| Carrier::named(&order.delivery_title));
    let waybill = text(data, "declaration_number", SHORT);
    order.tracking_number = Some(waybill).filter(|number| !number.is_empty());
    order.address = text(object, "delivery_address", LONG);
    let address = part(data, "recipient_address");
    order.region = first([text(address, "region_name", SHORT), text(address, "city_name", SHORT)]);
    let is_on_its_way = matches!(order.status, ShopStatus::New | ShopStatus::Confirmed);
    order.status = match text(data, "unified_status", SHORT).as_str() {
        "on_the_way" | "in_transit" if is_on_its_way => ShopStatus::Dispatched,
        "arrived" | "ready_for_pickup" | "at_warehouse" | "in_warehouse" if is_on_its_way => ShopStatus::Arrived,
        _ => order.status,
    };
}

fn lines(object: &Value, order: &IncomingOrder) -> Vec<Line> {
    let currency = order.currency;
    let goods = list(object, "products").map(|item| {
        let quantity_milli = amount::quantity(&text(item, "quantity", SHORT)).unwrap_or(1_000);
        let price = money(item, "price", currency);
        let total = money(item, "total_price", currency);
        let price = price
            .or(total.map(|total| blank::each(total, quantity_milli)))
            .unwrap_or(0);
        Line {
            sku: first([text(item, "sku", SHORT), text(item, "external_id", SHORT)]),
            name: text(item, "name", SHORT),
            parameters: String::new(),
            quantity_milli,
            price,
            total: total.unwrap_or_else(|| blank::times(price, quantity_milli)),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let delivery = money(object, "delivery_cost", currency).unwrap_or(0);
    let goods = money(object, "price", currency).unwrap_or(order.total);
    // With free delivery its cost is told and the customer does not pay it.
    if delivery > 0 && goods.saturating_add(delivery) == order.total {
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
    use crate::domain::order::Terms;
    use crate::intake::test_support::only;
    use crate::intake::test_support::sorted;
    use crate::intake::test_support::with;

    fn object(changes: &Value) -> Value {
        let order = json!({
            "id": 310_042, "date_created": "2026-03-11T12:00:00.120000+02:00", "date_modified": "2026-03-11T12:10:00+02:00",
            "client_first_name": "Олена", "client_second_name": "Іванівна", "client_last_name": "Ким", "client_notes": "",
            "phone": "380671234567", "email": null, "price": "1\u{a0}200,50 грн", "full_price": "1\u{202f}270,50 грн",
            "delivery_cost": 70, "delivery_option": {"id": 1, "name": "Нова Пошта"}, "delivery_address": "Київ, відділення 5",
            "delivery_provider_data": {"provider": "nova_poshta", "declaration_number": null, "unified_status": null},
            "payment_option": {"id": 2, "name": "Післяплата"}, "payment_data": null, "source": "portal",
            "products": [{"id": 9, "external_id": "E9", "sku": "", "name": "Тканина", "quantity": "2,5 м", "price": "480.20",
                "total_price": "1 200,50"}],
            "status": "pending", "status_name": "Новий", "dont_call_customer_back": false, "cancellation": {}
        });
        with(order, changes)
    }

    fn order(changes: &Value) -> IncomingOrder {
        only(&object(changes))
    }

    #[test]
    fn an_order_is_read_whole() {
        let order = order(&json!({}));
        assert_eq!((order.external_id.as_str(), order.total), ("310042", 127_050));
        assert_eq!(order.created_at.rfc3339(), "2026-03-11T10:00:00.120Z");
        assert_eq!(order.customer.name, "Олена Ким");
        assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+380671234567"));
        assert_eq!(
            (order.terms, order.carrier),
            (Some(Terms::OnDelivery), Some(Carrier::NovaPoshta))
        );
        assert_eq!(order.channel, "marketplace");
        let lines: Vec<_> = order
            .lines
            .iter()
            .map(|l| (l.sku.as_str(), l.quantity_milli, l.total))
            .collect();
        assert_eq!(lines, [("E9", 2_500, 120_050), ("", 1_000, 7_000)]);
    }

    #[test]
    fn lists_and_single_orders_come_in_wrappers_and_absent_things_are_empty_objects() {
        let bare = json!({"delivery_option": {}, "payment_option": {}, "payment_data": {}, "delivery_provider_data": {},
            "full_price": null, "products": [{"id": 1, "external_id": "E1"}]});
        let one = object(&bare);
        for text in [
            json!({"orders": [one, one]}).to_string(),
            format!("{}\n{}", json!({"order": one}), json!({"order": one})),
        ] {
            let (orders, rejects) = sorted(text.as_bytes());
            assert_eq!((orders.len(), rejects.len()), (2, 0), "{text}");
            assert_eq!((orders[0].total, orders[0].terms), (120_050, None));
        }
        assert_eq!(sorted(br#"{"orders":[]}"#), (vec![], vec![]));
    }

    #[test]
    fn statuses_are_the_platforms_or_the_shops_own_by_name() {
        for (word, name, unified, status) in [
            ("pending", "Новий", "", ShopStatus::New),
            ("received", "Прийнято", "", ShopStatus::Confirmed),
            ("received", "Прийнято", "on_the_way", ShopStatus::Dispatched),
            ("paid", "Оплачено", "arrived", ShopStatus::Arrived),
            ("delivered", "Виконано", "on_the_way", ShopStatus::Received),
            ("canceled", "Скасовано", "", ShopStatus::Cancelled),
            ("custom-77", "Відправлено", "", ShopStatus::Dispatched),
        ] {
            let data = json!({"unified_status": unified});
            let order = order(&json!({"status": word, "status_name": name, "delivery_provider_data": data}));
            assert_eq!(order.status, status, "{word} {unified}");
        }
        let custom = order(&json!({"status": "custom-77", "status_name": "Відправлено"}));
        assert_eq!(custom.status_word, "Відправлено");
        let (orders, rejects) = sorted(object(&json!({"status": "draft"})).to_string().as_bytes());
        assert_eq!((orders.len(), rejects.len()), (0, 0));
    }

    #[test]
    fn money_is_there_by_the_status_or_by_the_platforms_payment() {
        assert_eq!(order(&json!({})).payments, []);
        assert_eq!(order(&json!({"status": "paid"})).payments[0].amount, 127_050);
        let data = json!({"type": "evopay", "status": "paid", "status_modified": "2026-03-11T12:01:36+02:00"});
        let card = order(&json!({"payment_data": data, "payment_option": {"name": "Пром-оплата"}}));
        assert_eq!(
            (card.payments[0].means, card.terms),
            (Means::Card, Some(Terms::Prepaid))
        );
        assert_eq!(card.payments[0].at.rfc3339(), "2026-03-11T10:01:36Z");
    }

    #[test]
    fn cash_on_delivery_is_known_by_its_words() {
        for words in ["Наложенный платеж", "Післяплата", "Оплата при отриманні", "Готівкою"]
        {
            let order = order(&json!({"payment_option": {"name": words}}));
            assert_eq!(order.terms, Some(Terms::OnDelivery), "{words}");
        }
    }

    #[test]
    fn a_wish_not_to_be_called_and_a_waybill_are_taken() {
        let data = json!({"provider": "ukrposhta", "declaration_number": "0500000000017"});
        let order = order(&json!({"dont_call_customer_back": true, "delivery_provider_data": data}));
        assert!(order.do_not_call);
        assert_eq!(
            (order.tracking_number.as_deref(), order.carrier),
            (Some("0500000000017"), Some(Carrier::Ukrposhta))
        );
    }

    proptest! {
        #[test]
        fn any_value_in_any_field_has_an_answer(
            key in prop::sample::select(vec!["id", "price", "full_price", "products", "payment_data", "date_created", "status"]),
            value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!([[]]), json!({"status": {}}), json!("\0"),
                json!([{"quantity": "9000000000", "price": "9000000000000,00", "total_price": -1}])]),
        ) {
            sorted(object(&json!({ key: value })).to_string().as_bytes());
        }
    }
}
