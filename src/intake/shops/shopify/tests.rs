//! Orders as Shopify's export and its API write them, odd ones among them.

use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::reject::RejectWhy;
use crate::intake::read;
use crate::intake::test_support::defaults;
use crate::intake::test_support::sorted;

const HEADER: &str = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,\
    Total,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,\
    Billing Name,Billing City,Billing Zip,Billing Country,Billing Phone,Shipping Name,Shipping Address1,Shipping City,\
    Shipping Zip,Shipping Province Name,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,\
    Refunded Amount,Outstanding Balance,Id,Source,Lineitem discount,Phone";

/// A row of the table by its columns' names; the others are empty.
fn row(cells: &[(&str, &str)]) -> String {
    let quoted = HEADER.split(',').map(|name| {
        let cell = cells.iter().find(|(key, _)| *key == name.trim());
        cell.map_or_else(String::new, |(_, text)| format!("\"{}\"", text.replace('"', "\"\"")))
    });
    quoted.collect::<Vec<_>>().join(",")
}

fn base() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Name", "#2077"),
        ("Email", "Olena@Mail.example"),
        ("Financial Status", "paid"),
        ("Paid at", "2026-03-11 12:05:00 +0200"),
        ("Fulfillment Status", "unfulfilled"),
        ("Currency", "UAH"),
        ("Subtotal", "900.00"),
        ("Shipping", "70.00"),
        ("Total", "970.00"),
        ("Discount Amount", "100.00"),
        ("Shipping Method", "Нова Пошта"),
        ("Created at", "2026-03-11 12:00:00 +0200"),
        ("Lineitem quantity", "2"),
        ("Lineitem name", "Чайник - синий"),
        ("Lineitem price", "300.00"),
        ("Lineitem sku", "T-3"),
        ("Billing Name", "Олена Ким"),
        ("Billing Country", "UA"),
        ("Billing Phone", "+380501234567"),
        ("Shipping Name", "Олена Ким"),
        ("Shipping Address1", "Хрещатик 1"),
        ("Shipping City", "Київ"),
        ("Shipping Zip", "'01001"),
        ("Shipping Country", "UA"),
        ("Shipping Phone", "050 123 45 67"),
        ("Payment Method", "LiqPay"),
        ("Id", "9007199254740993"),
        ("Source", "web"),
        ("Phone", "380501234567"),
    ]
}

fn with(changes: &[(&'static str, &'static str)]) -> String {
    let mut cells = base();
    cells.retain(|(key, _)| !changes.iter().any(|(changed, _)| changed == key));
    cells.extend_from_slice(changes);
    row(&cells)
}

fn table(rows: &[String]) -> String {
    format!("{}\n{}\n", HEADER.replace("    ", ""), rows.join("\n"))
}

fn one(changes: &[(&'static str, &'static str)]) -> IncomingOrder {
    let (mut orders, rejects) = sorted(table(&[with(changes)]).as_bytes());
    assert_eq!((orders.len(), &rejects), (1, &Vec::new()));
    orders.remove(0)
}

#[test]
fn rows_of_one_order_are_one_order() {
    let second = row(&[
        ("Name", "#2077"),
        ("Email", "Olena@Mail.example"),
        ("Created at", "2026-03-11 12:00:00 +0200"),
        ("Lineitem quantity", "1"),
        ("Lineitem name", "Чашка"),
        ("Lineitem price", "400.00"),
    ]);
    let (orders, rejects) = sorted(table(&[with(&[]), second, with(&[("Name", "2518787"), ("Id", "7")])]).as_bytes());
    assert_eq!(rejects, []);
    assert_eq!(orders.len(), 2);
    let order = &orders[0];
    assert_eq!(
        (order.source.as_str(), order.external_id.as_str(), order.number.as_str()),
        ("shopify", "9007199254740993", "#2077")
    );
    assert_eq!(order.created_at.rfc3339(), "2026-03-11T10:00:00Z");
    assert_eq!((order.total, order.currency.code()), (97_000, "UAH"));
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|l| (l.name.as_str(), l.price, l.total))
        .collect();
    assert_eq!(
        lines,
        [
            ("Чайник - синий", 30_000, 54_000),
            ("Чашка", 40_000, 36_000),
            ("Нова Пошта", 7_000, 7_000)
        ]
    );
    assert_eq!(order.channel, "site");
    assert_eq!(orders[1].number, "2518787");
}

#[test]
fn one_phone_in_three_spellings_is_one_phone() {
    let order = one(&[]);
    let phones: Vec<_> = order.customer.phones.iter().map(|p| p.e164.as_deref()).collect();
    assert_eq!(phones, [Some("+380501234567")]);
    let order = one(&[
        ("Billing Phone", "+88001712345678"),
        ("Shipping Phone", "01712345678"),
        ("Phone", "+8801712345678"),
        ("Shipping Country", "BD"),
    ]);
    let phones: Vec<_> = order.customer.phones.iter().map(|p| p.e164.as_deref()).collect();
    assert_eq!(phones, [Some("+8801712345678")]);
}

#[test]
fn the_apostrophe_before_a_postal_code_goes() {
    assert_eq!(one(&[]).address, "01001, Київ, Хрещатик 1");
}

#[test]
fn notes_keep_their_line_breaks_and_forms_tell_the_customer() {
    let order = one(&[
        ("Notes", "Позвонить\nпосле \"шести\""),
        ("Email", ""),
        ("Billing Name", ""),
        ("Shipping Name", ""),
        ("Billing Phone", ""),
        ("Shipping Phone", ""),
        ("Phone", ""),
        ("Shipping Address1", ""),
        ("Shipping City", ""),
        (
            "Note Attributes",
            "Full name: Ірина Бондар\nPhone: 067 123 45 67\nAddress: вул. Садова 5,\nкв. 7\nCity: Львів\n_url: https://a.example/x",
        ),
    ]);
    assert_eq!(order.comment, "Позвонить\nпосле \"шести\"");
    assert_eq!(order.customer.name, "Ірина Бондар");
    assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+380671234567"));
    assert_eq!(order.address, "вул. Садова 5, кв. 7, Львів");
    assert_eq!((order.region.as_str(), order.customer.email.as_str()), ("Львів", ""));
}

#[test]
fn payment_and_fulfilment_are_two_axes_and_a_cancellation_is_above_both() {
    for (financial, fulfilment, cancelled, status, paid) in [
        ("pending", "unfulfilled", "", ShopStatus::New, 0),
        ("authorized", "", "", ShopStatus::New, 0),
        ("paid", "unfulfilled", "", ShopStatus::New, 97_000),
        ("pending", "fulfilled", "", ShopStatus::Dispatched, 0),
        ("partially_paid", "partial", "", ShopStatus::Confirmed, 77_000),
        ("partially_refunded", "fulfilled", "", ShopStatus::Dispatched, 97_000),
        ("refunded", "fulfilled", "", ShopStatus::Returned, 97_000),
        ("voided", "unfulfilled", "", ShopStatus::Cancelled, 0),
        (
            "refunded",
            "fulfilled",
            "2026-03-12 10:00:00 +0200",
            ShopStatus::Cancelled,
            97_000,
        ),
    ] {
        let order = one(&[
            ("Financial Status", financial),
            ("Fulfillment Status", fulfilment),
            ("Cancelled at", cancelled),
            ("Outstanding Balance", "200.00"),
        ]);
        let came: i64 = order.payments.iter().map(|p| p.amount).sum();
        assert_eq!(
            (order.status, came),
            (status, paid),
            "{financial} {fulfilment} {cancelled}"
        );
    }
}

#[test]
fn money_that_went_back_is_a_payment_below_zero() {
    let order = one(&[("Financial Status", "partially_refunded"), ("Refunded Amount", "70.50")]);
    let payments: Vec<_> = order
        .payments
        .iter()
        .map(|p| (p.amount, p.means, p.reference.as_str()))
        .collect();
    assert_eq!(
        payments,
        [
            (97_000, Means::Card, "shopify:paid:9007199254740993"),
            (-7_050, Means::Card, "shopify:refunded:9007199254740993:7050")
        ]
    );
    assert_eq!(order.total, 97_000);
}

#[test]
fn cash_on_delivery_is_known_by_its_words() {
    let order = one(&[
        ("Payment Method", "Cash on Delivery (COD)"),
        ("Financial Status", "pending"),
    ]);
    assert_eq!((order.terms, order.payments.len()), (Some(Terms::OnDelivery), 0));
    assert_eq!(one(&[("Payment Method", "manual")]).terms, None);
}

#[test]
fn what_cannot_be_read_is_rejected_with_its_rows_and_can_be_mended() {
    let row_of = |name: &'static str| {
        row(&[
            ("Name", name),
            ("Lineitem quantity", "1"),
            ("Lineitem name", "x"),
            ("Lineitem price", "1"),
        ])
    };
    let text = table(&[
        with(&[]),
        with(&[("Name", "#3"), ("Total", "")]),
        row_of("#3"),
        with(&[("Name", "#4"), ("Lineitem price", "даром")]),
        row_of("#2077"),
        with(&[("Name", "#5"), ("Created at", "вчера")]),
    ]);
    let (orders, rejects) = sorted(text.as_bytes());
    assert_eq!(orders.len(), 1);
    let told: Vec<_> = rejects
        .iter()
        .map(|r| (r.line, r.order.as_deref(), r.field.as_str(), r.why.code()))
        .collect();
    assert_eq!(
        told,
        [
            (3, Some("#3"), "Total", "missing"),
            (5, Some("#4"), "Lineitem price", "not_an_amount"),
            (6, Some("#2077"), "Name", "scattered_rows"),
            (7, Some("#5"), "Created at", "not_a_date"),
        ]
    );
    assert_eq!(rejects[2].why, RejectWhy::ScatteredRows { line: 2 });
    let mended = format!(
        "{}\n{}\n",
        rejects[3].head.as_deref().unwrap(),
        rejects[3].raw.replace("вчера", "2026-03-11 12:00:00 +0200")
    );
    assert_eq!(sorted(mended.as_bytes()).0.len(), 1);
}

#[test]
fn line_ends_and_newer_columns_do_not_matter() {
    let text = table(&[with(&[])]);
    let expected = sorted(text.as_bytes());
    assert_eq!(sorted(text.replace('\n', "\r\n").as_bytes()), expected);
    let wider = format!("Payment ID,{}", text.replacen('\n', "\nпл-7,", 1));
    let (orders, rejects) = sorted(wider.as_bytes());
    assert_eq!((orders.len(), rejects.len()), (1, 0));
}

fn object() -> Value {
    json!({
        "id": 9_007_199_254_740_993_i64, "name": "#2077", "order_number": 2077, "number": 1077,
        "created_at": "2026-03-11T12:00:00+02:00", "processed_at": "2026-03-11T12:01:00+02:00",
        "updated_at": "2026-03-11T12:30:00+02:00",
        "email": "Olena@Mail.example", "phone": "+380501234567", "currency": "UAH",
        "financial_status": "paid", "fulfillment_status": null, "cancelled_at": null, "cancel_reason": null,
        "total_price": "970.00", "subtotal_price": "900.00", "source_name": "web", "note": "после 18",
        "payment_gateway_names": ["LiqPay"],
        "billing_address": {"first_name": "Олена", "last_name": "Ким", "phone": "050 123 45 67", "country_code": "UA"},
        "shipping_address": {"name": "Олена Ким", "address1": "Хрещатик 1", "city": "Київ", "zip": "01001", "country_code": "UA"},
        "line_items": [
            {"title": "Чайник", "variant_title": "синий", "quantity": 2, "price": "300.00", "sku": "T-3",
             "properties": [{"name": "Гравировка", "value": "О.К."}, {"name": "_id", "value": "7"}]},
            {"title": "Чашка", "quantity": 1, "price": "400.00", "sku": null}],
        "shipping_lines": [{"title": "Нова Пошта", "price": "70.00"}],
        "refunds": [], "fulfillments": []
    })
}

fn changed(changes: &Value) -> Value {
    let mut order = object();
    if let (Some(order), Some(changes)) = (order.as_object_mut(), changes.as_object()) {
        order.extend(changes.clone());
    }
    order
}

fn order_of(changes: &Value) -> IncomingOrder {
    let (mut orders, rejects) = sorted(changed(changes).to_string().as_bytes());
    assert_eq!((orders.len(), &rejects), (1, &Vec::new()));
    orders.remove(0)
}

#[test]
fn the_api_tells_the_same_order_as_the_table() {
    let (api, table) = (order_of(&json!({})), one(&[]));
    assert_eq!(
        (&api.source, &api.external_id, &api.number, api.total, api.currency),
        (
            &table.source,
            &table.external_id,
            &table.number,
            table.total,
            table.currency
        )
    );
    assert_eq!((&api.customer, &api.address), (&table.customer, &table.address));
    assert_eq!(api.payments[0].reference, table.payments[0].reference);
    let lines: Vec<_> = api
        .lines
        .iter()
        .map(|l| (l.name.as_str(), l.parameters.as_str(), l.total))
        .collect();
    assert_eq!(
        lines,
        [
            ("Чайник", "синий, Гравировка: О.К.", 54_000),
            ("Чашка", "", 36_000),
            ("Нова Пошта", "", 7_000)
        ]
    );
}

#[test]
fn orders_come_alone_in_arrays_and_in_wrappers() {
    let one = object().to_string();
    for (text, count) in [
        (one.clone(), 1),
        (format!("[{one},{one}]"), 2),
        (format!("{{\"orders\":[{one},{one}]}}"), 2),
        (format!("{{\"order\":{one}}}"), 1),
        (format!("{{\"order\":{one}}}\n{{\"order\":{one}}}\n"), 2),
    ] {
        let (orders, rejects) = sorted(text.as_bytes());
        assert_eq!((orders.len(), rejects.len()), (count, 0), "{text}");
        assert_eq!(orders[0].external_id, "9007199254740993");
    }
}

#[test]
fn refunds_and_parcels_of_the_api_are_told_one_by_one() {
    let order = order_of(&json!({
        "financial_status": "partially_refunded", "fulfillment_status": "fulfilled",
        "refunds": [
            {"id": 1, "created_at": "2026-03-13T10:00:00+02:00",
             "transactions": [{"kind": "refund", "status": "success", "amount": "50.00"}, {"kind": "refund", "status": "failure", "amount": "9.00"}]},
            {"id": 2, "created_at": "2026-03-14T10:00:00+02:00", "transactions": [{"kind": "refund", "amount": "20.50"}]},
            {"id": 3, "transactions": []}],
        "fulfillments": [
            {"status": "success", "created_at": "2026-03-12T10:00:00+02:00", "tracking_number": "20450048799000",
             "tracking_company": "Nova Poshta", "shipment_status": "ready_for_pickup"},
            {"status": "cancelled", "tracking_number": "1"}]
    }));
    let payments: Vec<_> = order
        .payments
        .iter()
        .map(|p| (p.amount, p.reference.as_str()))
        .collect();
    assert_eq!(
        payments[1..],
        [
            (-5_000, "shopify:refunded:9007199254740993:5000"),
            (-2_050, "shopify:refunded:9007199254740993:7050")
        ]
    );
    assert_eq!(order.status, ShopStatus::Arrived);
    assert_eq!(order.tracking_number.as_deref(), Some("20450048799000"));
}

#[test]
fn fulfilments_are_parcels_with_what_is_in_them() {
    let sent = |number: &str, quantity: i64| {
        json!({"status": "success", "tracking_number": number, "tracking_company": "Nova Poshta",
               "line_items": [{"sku": "T-3", "title": "Чайник", "quantity": quantity}]})
    };
    // How much is sent, in which parcels; the number of the whole, each parcel's number and how much of the kettle.
    let (one, other) = ("20450048799000", "20450048799001");
    let table = [
        ("partial", vec![sent(one, 1)], None, vec![(one, 1_000)]),
        (
            "fulfilled",
            vec![sent(one, 1), sent(other, 1)],
            Some(other),
            vec![(one, 1_000), (other, 1_000)],
        ),
        ("fulfilled", vec![sent(one, 2)], Some(one), vec![]),
        ("fulfilled", vec![sent(one, 2), sent("", 1)], Some(one), vec![]),
    ];
    for (status, fulfilments, number, parcels) in table {
        let order = order_of(&json!({"fulfillment_status": status, "fulfillments": fulfilments}));
        assert_eq!(order.tracking_number.as_deref(), number, "{status}");
        let found = order.parcels.iter().map(|parcel| {
            let kettle = parcel.contents.iter().find(|packed| packed.sku == "T-3");
            (parcel.number.as_str(), kettle.unwrap().quantity_milli)
        });
        assert_eq!(found.collect::<Vec<_>>(), parcels, "{status}");
    }
}

#[test]
fn a_cancelled_order_tells_why() {
    let order = order_of(&json!({"cancelled_at": "2026-03-12T10:00:00+02:00", "cancel_reason": "inventory"}));
    assert_eq!(
        (order.status, order.reason),
        (ShopStatus::Cancelled, Some(Reason::OutOfStock))
    );
    assert_eq!(order.status_word, "cancelled / paid");
}

#[test]
fn very_old_and_bare_objects_are_read_too() {
    let old = json!({"order": {
        "id": 77, "name": "#1", "number": 1, "order_number": 1001, "gateway": "bogus", "created_at": "2008-01-10T11:00:00-05:00",
        "currency": "USD", "total_price": "10.00", "financial_status": "authorized", "fulfillment_status": null,
        "line_items": [{"name": "Cup - red", "price": "10.00", "quantity": 1}],
        "fulfillments": [{"status": "failure", "tracking_number": "1Z"}],
        "customer": {"first_name": "Bob", "last_name": "Norman", "phone": null}}});
    let (orders, rejects) = sorted(old.to_string().as_bytes());
    assert_eq!(rejects, []);
    assert_eq!(
        (orders[0].currency, orders[0].customer.name.as_str()),
        (Currency::parse("USD").unwrap(), "Bob Norman")
    );
    assert_eq!(
        (orders[0].tracking_number.as_deref(), orders[0].payments.len()),
        (None, 0)
    );
}

#[test]
fn the_shops_own_meaning_of_a_word_wins() {
    let mut defaults = defaults();
    defaults.statuses.set("fulfilled", ShopStatus::Received);
    let mut items: Vec<Item> = Vec::new();
    let text = table(&[with(&[("Fulfillment Status", "fulfilled")])]);
    read(text.as_bytes(), None, &defaults, &mut items).unwrap();
    assert!(matches!(&items[..], [Item::Order(order)] if order.status == ShopStatus::Received));
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(bytes: Vec<u8>) {
        for format in [Format::Shopify, Format::ShopifyCsv] {
            let mut items: Vec<Item> = Vec::new();
            read(bytes.as_slice(), Some(format), &defaults(), &mut items).unwrap();
        }
    }

    #[test]
    fn any_cells_have_an_answer(cells in prop::collection::vec("[0-9.,:E+' -]{0,20}|paid|refunded|\\PC{0,9}", 40)) {
        let cells: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        sorted(table(&[cells.join(",")]).as_bytes());
    }

    #[test]
    fn any_value_in_any_field_has_an_answer(
        key in prop::sample::select(vec!["id", "name", "total_price", "line_items", "refunds", "created_at", "currency",
            "billing_address", "shipping_lines", "fulfillments", "note_attributes"]),
        value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!("\0"), json!([[]]), json!({"a": {}}),
            json!("-9000000000000.00"), json!([{"price": "9000000000000.00", "quantity": "9000000000", "amount": "x",
            "transactions": [{"kind": "refund", "amount": "9000000000000"}, {"kind": "refund", "amount": "-9000000000000"}]}])]),
    ) {
        sorted(changed(&json!({ key: value, "financial_status": "refunded" })).to_string().as_bytes());
    }
}
