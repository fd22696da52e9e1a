//! WooCommerce orders with every oddity known of them.

//! Orders as WooCommerce writes them, odd ones among them.

use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use super::orders::*;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::parser::Parser;
use crate::intake::reading::Read;
use crate::intake::test_support::defaults;

fn base() -> Value {
    json!({
        "id": 1042, "number": "1042", "status": "processing", "currency": "RUB", "total": "14550.00",
        "date_created": "2026-03-11T12:00:00", "date_created_gmt": "2026-03-11T09:00:00",
        "date_modified_gmt": "2026-03-11T09:05:00",
        "payment_method": "stripe", "payment_method_title": "Карта", "transaction_id": "pi_77",
        "date_paid_gmt": "2026-03-11T09:01:00",
        "billing": {"first_name": "Елена", "last_name": "Иванова", "company": "", "address_1": "Тверская 1",
            "city": "Москва", "state": "", "postcode": "101000", "country": "RU",
            "email": "Elena@Mail.example", "phone": "8 (916) 765-43-21"},
        "shipping": {"first_name": "", "last_name": "", "address_1": "", "city": ""},
        "line_items": [{"id": 1, "name": "Кофеварка", "sku": "C803", "quantity": 1, "subtotal": "12990.00",
            "total": "12990.00", "price": 12990, "meta_data": []}],
        "shipping_lines": [{"method_title": "Почта России", "method_id": "post", "total": "1560.00"}],
        "fee_lines": [], "coupon_lines": [], "refunds": [], "customer_note": "Позвоните после 18"
    })
}

fn with(changes: Value) -> Value {
    let mut order = base();
    if let (Value::Object(order), Value::Object(changes)) = (&mut order, changes) {
        for (key, value) in changes {
            if value == json!("absent") {
                order.remove(&key);
            } else {
                order.insert(key, value);
            }
        }
    }
    order
}

fn order(changes: Value) -> IncomingOrder {
    match read(&with(changes), &defaults()) {
        Ok(Read::Order(order)) => *order,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_is_read_whole() {
    let order = order(json!({}));
    assert_eq!(
        (order.source.as_str(), order.external_id.as_str(), order.number.as_str()),
        ("woocommerce", "1042", "1042")
    );
    assert_eq!(order.created_at.rfc3339(), "2026-03-11T09:00:00Z");
    assert_eq!(
        order.modified_at.map(Time::rfc3339).as_deref(),
        Some("2026-03-11T09:05:00Z")
    );
    assert_eq!(
        (order.total, order.currency, order.terms),
        (1_455_000, Currency::RUB, Some(Terms::Prepaid))
    );
    assert_eq!(order.customer.name, "Елена Иванова");
    assert_eq!(order.customer.email, "elena@mail.example");
    assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+79167654321"));
    assert_eq!(order.address, "101000, Москва, Тверская 1");
    assert_eq!(order.region, "Москва");
    assert_eq!(order.carrier, Some(Carrier::RussianPost));
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|l| (l.sku.as_str(), l.name.as_str(), l.total))
        .collect();
    assert_eq!(lines, [("C803", "Кофеварка", 1_299_000), ("", "Почта России", 156_000)]);
    let payment = &order.payments[0];
    assert_eq!(
        (payment.amount, payment.means, payment.reference.as_str()),
        (1_455_000, Means::Card, "woo:paid:pi_77")
    );
    assert_eq!(
        (order.channel.as_str(), order.comment.as_str()),
        ("woocommerce", "Позвоните после 18")
    );
}

#[test]
fn statuses_say_where_an_order_stands_and_never_that_it_is_paid() {
    for (word, status, failed) in [
        ("pending", ShopStatus::New, false),
        ("on-hold", ShopStatus::New, false),
        ("processing", ShopStatus::New, false),
        ("wc-processing", ShopStatus::New, false),
        ("completed", ShopStatus::Received, false),
        ("cancelled", ShopStatus::Cancelled, false),
        ("refunded", ShopStatus::Returned, false),
        ("failed", ShopStatus::New, true),
        ("shipped", ShopStatus::Dispatched, false),
    ] {
        let order = order(json!({"status": word}));
        assert_eq!((order.status, order.payment_failed), (status, failed), "{word}");
    }
    assert_eq!(order(json!({"status": "shipped"})).status_word, "shipped");
    for word in ["draft", "auto-draft", "trash"] {
        assert_eq!(
            read(&with(json!({"status": word})), &defaults()),
            Ok(Read::NoOrder(word.to_owned())),
            "{word}"
        );
    }
    assert_eq!(
        read(&json!({"id": 161}), &defaults()),
        Ok(Read::NoOrder("deleted".to_owned()))
    );
}

#[test]
fn a_checkout_that_was_begun_is_a_cart_where_somebody_can_be_reached_about_it() {
    let draft = |more: Value| {
        let mut all = json!({"status": "checkout-draft"});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        read(&with(all), &defaults())
    };
    let nothing = || Ok(Read::NoOrder("checkout-draft".to_owned()));
    let Ok(Read::Tried(cart)) = draft(json!({})) else {
        panic!("{:?}", draft(json!({})));
    };
    assert_eq!(cart.status_word, "checkout-draft");
    assert!(!cart.contents().is_empty());
    assert_eq!(draft(json!({"billing": {}, "shipping": {}})), nothing(), "nobody");
    assert_eq!(
        draft(json!({"total": "?"})),
        nothing(),
        "what cannot be read is no fault of a draft"
    );
}

#[test]
fn the_shops_own_meaning_of_a_status_wins() {
    let mut defaults = defaults();
    defaults.statuses.set("completed", ShopStatus::Dispatched);
    match read(&with(json!({"status": "completed"})), &defaults) {
        Ok(Read::Order(order)) => assert_eq!(order.status, ShopStatus::Dispatched),
        other => panic!("{other:?}"),
    }
}

#[test]
fn money_is_there_when_the_order_says_since_when() {
    let cod = json!({"payment_method": "cod", "payment_method_title": "Наложенный платёж"});
    let paid = |mut changes: Value, more: Value| {
        if let (Value::Object(all), Value::Object(more)) = (&mut changes, more) {
            all.extend(more);
        }
        let order = order(changes);
        (order.terms, order.payments.iter().map(|p| p.amount).collect::<Vec<_>>())
    };
    let prepaid = Some(Terms::Prepaid);
    let delivery = Some(Terms::OnDelivery);
    assert_eq!(paid(json!({}), json!({})), (prepaid, vec![1_455_000]));
    assert_eq!(paid(json!({}), json!({"date_paid_gmt": null})), (prepaid, vec![]));
    assert_eq!(paid(cod.clone(), json!({"date_paid_gmt": null})), (delivery, vec![]));
    assert_eq!(paid(cod.clone(), json!({})), (delivery, vec![]));
    assert_eq!(
        paid(cod.clone(), json!({"status": "completed"})),
        (delivery, vec![1_455_000])
    );
    assert_eq!(paid(json!({}), json!({"total": "0.00"})), (prepaid, vec![]));

    let refunds = json!({"refunds": [{"id": 549, "total": "-16.20"}, {"id": 547, "total": "-8.10"}]});
    assert_eq!(
        paid(refunds.clone(), json!({})),
        (prepaid, vec![1_455_000, -1_620, -810])
    );
    assert_eq!(paid(refunds, json!({"date_paid_gmt": null})).1, Vec::<i64>::new());
    let order = order(json!({"refunds": [{"id": 549, "total": "-16.20"}], "transaction_id": ""}));
    let references: Vec<_> = order.payments.iter().map(|p| p.reference.as_str()).collect();
    assert_eq!(references, ["woo:paid:1042", "woo:refund:549"]);
}

#[test]
fn types_may_be_others_than_documented() {
    let order = order(json!({
        "id": "1042", "number": 1042, "total": 14550.5,
        "line_items": [{"name": "Black &amp; White &#8211; T-shirt", "sku": 123, "quantity": "2", "total": 20.5, "price": 10.25,
            "meta_data": [
                {"key": "color", "value": "orange", "display_key": "Color", "display_value": "<p>Orange</p>"},
                {"key": "size", "value": 42},
                {"key": "measurement", "value": {"weight": {"value": "2.3"}}, "display_value": {"x": 1}},
                {"key": "list", "value": ["a", "b"]},
                {"key": "_reduced_stock", "value": "1"}
            ]}],
        "shipping_lines": null, "fee_lines": [{"name": "Упаковка", "total": "-10.00", "total_tax": "2.00"}],
        "meta_data": {"0": "not a list"}, "refunds": "none"
    }));
    assert_eq!(
        (order.external_id.as_str(), order.number.as_str(), order.total),
        ("1042", "1042", 1_455_050)
    );
    let line = &order.lines[0];
    assert_eq!(
        (line.sku.as_str(), line.name.as_str()),
        ("123", "Black & White – T-shirt")
    );
    assert_eq!((line.quantity_milli, line.price, line.total), (2_000, 1_025, 2_050));
    assert_eq!(line.parameters, "Color: Orange, size: 42");
    assert_eq!((order.lines[1].name.as_str(), order.lines[1].total), ("Упаковка", -800));
}

#[test]
fn discounts_lower_the_line_and_not_its_price() {
    let order = order(json!({"line_items": [
        {"name": "Кофе", "quantity": 3, "subtotal": "300.00", "total": "270.00", "price": 90}]}));
    assert_eq!((order.lines[0].price, order.lines[0].total), (10_000, 27_000));
}

#[test]
fn only_what_an_order_cannot_do_without_stops_it() {
    for (changes, field) in [
        (json!({"id": "absent", "number": "absent"}), "id"),
        (
            json!({"date_created": "absent", "date_created_gmt": "absent"}),
            "date_created_gmt",
        ),
        (
            json!({"date_created": "вчера", "date_created_gmt": null}),
            "date_created",
        ),
        (json!({"total": "absent"}), "total"),
        (json!({"total": "дорого"}), "total"),
        (json!({"currency": "roubles"}), "currency"),
    ] {
        match read(&with(changes), &defaults()) {
            Err((name, _)) => assert_eq!(name, field),
            other => panic!("{other:?}"),
        }
    }
    let bare = order(json!({
        "number": "absent", "billing": "absent", "shipping": null, "line_items": "absent", "shipping_lines": "absent",
        "date_modified_gmt": "0000-00-00T00:00:00", "payment_method": null, "payment_method_title": null,
        "currency": null, "date_created_gmt": "absent", "date_paid_gmt": "absent", "status": null
    }));
    assert_eq!(
        (bare.number.as_str(), bare.currency, bare.terms),
        ("1042", Currency::RUB, None)
    );
    assert_eq!(
        (bare.modified_at, bare.created_at.rfc3339().as_str()),
        (None, "2026-03-11T09:00:00Z")
    );
    assert!(bare.customer.phones.is_empty() && bare.lines.is_empty());
}

#[test]
fn fields_that_shops_misuse_are_kept_as_they_are() {
    let order = order(json!({
        "billing": {"first_name": "Ірина 🌸", "last_name": "", "city": "15:00", "postcode": "12", "address_2": "9/2-3",
            "address_1": "Відділення №5", "phone": "050 123 45 67", "country": "UA", "state": "UA32"},
        "shipping": {"first_name": "Олег", "last_name": "Ким", "phone": "передзвоніть"},
        "meta_data": [
            {"key": "_np_warehouse", "value": "Відділення №12: вул. Хрещатик, 1"},
            {"key": "_np_warehouse_ref", "value": "1ec09d88-e1c2-11e3-8c4a-0050568002cf"},
            {"key": "Не перезванивать", "value": "Да"},
            {"key": "billing_inn", "value": "7707083893"}
        ]
    }));
    assert_eq!(order.customer.name, "Ірина 🌸");
    assert_eq!(
        order.address,
        "Олег Ким, 12, UA32, 15:00, Відділення №5, 9/2-3, Відділення №12: вул. Хрещатик, 1"
    );
    assert_eq!(order.region, "15:00");
    assert!(order.do_not_call);
    assert_eq!(order.customer.tax_id, "7707083893");
    let phones: Vec<_> = order.customer.phones.iter().map(|p| p.e164.as_deref()).collect();
    assert_eq!(phones, [Some("+380501234567"), None]);
}

#[test]
fn waybills_of_plugins_are_found() {
    for (meta, number, carrier) in [
        (
            json!([{"key": "_wc_shipment_tracking_items", "value": [
                {"tracking_provider": "CDEK", "tracking_number": "1100285492"}]}]),
            "1100285492",
            Some(Carrier::Cdek),
        ),
        (
            json!([{"key": "_tracking_number", "value": "62009147017544"}]),
            "62009147017544",
            Some(Carrier::RussianPost),
        ),
        (
            json!([{"key": "novaposhta_ttn", "value": 20_450_048_799_000_i64}]),
            "20450048799000",
            Some(Carrier::RussianPost),
        ),
    ] {
        let order = order(json!({"meta_data": meta}));
        assert_eq!(
            (order.tracking_number.as_deref(), order.carrier),
            (Some(number), carrier)
        );
    }
    assert_eq!(
        order(json!({"meta_data": [{"key": "_tracking_number", "value": ""}]})).tracking_number,
        None
    );
    let several = order(json!({"meta_data": [{"key": "_wc_shipment_tracking_items", "value": [
        {"tracking_provider": "CDEK", "tracking_number": "1100285492"},
        {"tracking_provider": "Nova Poshta", "tracking_number": "20450048799000"},
        {"tracking_number": "1100285492"}]}]}));
    let parcels: Vec<_> = several.parcels.iter().map(|p| (p.number.as_str(), p.carrier)).collect();
    assert_eq!(
        parcels,
        [
            ("1100285492", Some(Carrier::Cdek)),
            ("20450048799000", Some(Carrier::NovaPoshta))
        ]
    );
    assert!(several.tracking_number.is_some());
}

#[test]
fn a_broken_order_in_a_list_is_named_with_its_place_and_the_others_come_in() {
    let good = base().to_string();
    let text = format!("{{\"data\":[{good},\n{{\"id\":7,\"date_created_gmt\":\"2026-03-11T09:00:00\",}},\n{good}]}}");
    let mut items: Vec<Item> = Vec::new();
    WooCommerce
        .parse(&mut text.as_bytes(), &defaults(), &mut items)
        .unwrap();
    assert_eq!(items.len(), 3);
    let Item::Reject(reject) = &items[1] else {
        panic!("{items:?}")
    };
    assert_eq!((reject.line, reject.order.as_deref()), (2, Some("7")));
    assert!(
        matches!(reject.why, RejectWhy::Syntax { line: 2, .. }),
        "{:?}",
        reject.why
    );
    assert!(reject.raw.starts_with("{\"id\":7"));
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes: Vec<u8>) {
        let mut items: Vec<Item> = Vec::new();
        WooCommerce.parse(&mut bytes.as_slice(), &defaults(), &mut items).unwrap();
    }

    #[test]
    fn any_value_in_any_field_has_an_answer(
        key in prop::sample::select(vec!["id", "number", "total", "status", "billing", "line_items", "meta_data", "refunds",
            "date_created_gmt", "date_paid_gmt", "shipping_lines", "currency"]),
        value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!("\0"), json!([[]]), json!({"a": {}}),
            json!([{"quantity": "1e9", "total": "9223372036854775807", "total_tax": "92233720368547758.07"}]),
            json!([{"total": "-92233720368547758.07"}]), json!("92233720368547758.07"), json!(true)]),
    ) {
        let _ = read(&with(json!({ key: value })), &defaults());
    }
}

#[test]
fn the_shop_is_the_host_of_its_own_address_and_the_key_is_marked() {
    for (link, shop) in [
        (
            r#""_links":{"self":[{"href":"https://www.Shop.example/wp-json/wc/v3/orders/5"}]},"#,
            "shop.example",
        ),
        (
            r#""_links":{"self":[{"href":"http://shop.example:8080/x"}]},"#,
            "shop.example",
        ),
        (r#""_links":{"self":[{"href":"nonsense"}]},"#, ""),
        ("", ""),
    ] {
        let text = format!(
            r#"{{{link}"id":5,"order_key":"wc_order_x1","number":"5","status":"pending","total":"5.00",
            "date_created_gmt":"2026-03-11T08:00:00","billing":{{}},"line_items":[]}}"#
        );
        let (orders, rejects) = crate::intake::test_support::sorted(text.as_bytes());
        assert_eq!(rejects, []);
        assert_eq!(
            (orders[0].shop.as_str(), orders[0].source.as_str()),
            (shop, "woocommerce")
        );
        assert!(!orders[0].key.is_empty() && !orders[0].key.contains("wc_order"));
    }
}
