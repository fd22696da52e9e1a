//! InSales: orders of its API and of the webhooks `orders/create` and `orders/update`, which send the same.
//!
//! Source: *Orders* of InSales' API documentation. Amounts are numbers, `margin` alone a text; times carry their offset. A
//! shop's own status (`custom_status`) is above the built-in one. The whole address may stand in the region, the whole
//! name in the given name, and the same phone with the customer and with the address.

use serde_json::Value;

use crate::domain::carrier::Carrier;
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
pub const SOURCE: &str = "insales";

/// Reads the orders.
pub static INSALES: JsonOrders = JsonOrders {
    read,
    created: &["created_at"],
    labels: &["number", "id"],
};

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    if object::is_deletion(object) {
        return Ok(Read::no_order(""));
    }
    let zone = defaults.time_zone;
    let id = get(object, "id").ok_or_else(|| missing("id"))?;
    let currency = object::currency(object, "currency_code", defaults)?;
    let core = Core {
        number: get(object, "number").unwrap_or_else(|| id.clone()),
        id,
        created_at: object::must_time(object, "created_at", zone)?,
        currency,
        total: object::must_money(object, "total_price", currency)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    order.modified_at = moment(object, "updated_at", zone);
    if settle(&mut order, object, defaults)? == Standing::NoOrder {
        return Ok(Read::no_order(&order.status_word));
    }
    order.status_at = match order.status {
        ShopStatus::Received => moment(object, "delivered_at", zone),
        ShopStatus::Confirmed => moment(object, "accepted_at", zone),
        _ => None,
    };
    order.estimate_at = moment(object, "delivery_date", zone);
    customer(&mut order, object, defaults);
    order.comment = text(object, "comment", LONG);
    order.delivery_title = first([
        text(object, "delivery_title", SHORT),
        text(object, "delivery_description", SHORT),
    ]);
    order.carrier = Carrier::named(&order.delivery_title);
    order.payment_title = first([
        text(object, "payment_title", SHORT),
        text(object, "payment_description", SHORT),
    ]);
    order.terms = words::terms("", &order.payment_title);
    order.do_not_call = list(object, "fields_values").any(|field| {
        let asks =
            words::asks_no_call(&text(field, "name", SHORT)) || words::asks_no_call(&text(field, "handle", SHORT));
        asks && words::yes_no(&text(field, "value", SHORT)) == Some(YesNo::Yes)
    });
    let is_paid = text(object, "financial_status", SHORT) == "paid";
    if is_paid && order.total > 0 {
        let at = moment(object, "paid_at", zone).or(order.modified_at);
        order.payments.push(IncomingPayment {
            at: at.unwrap_or(order.created_at),
            amount: order.total,
            means: words::means("", &order.payment_title),
            reference: format!("insales:paid:{}", order.external_id),
            note: String::new(),
        });
    }
    order.lines = lines(object, &order);
    Ok(Read::Order(Box::new(order)))
}

/// The shop's own status if its meaning is known, else the built-in one.
fn settle(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) -> Result<Standing, Refused> {
    let built_in = text(object, "fulfillment_status", SHORT);
    let custom = part(object, "custom_status");
    let (permalink, title) = (text(custom, "permalink", SHORT), text(custom, "title", SHORT));
    order.status_word = first([permalink.clone(), title.clone(), built_in.clone()]);
    let own = defaults.statuses.of([permalink.as_str(), &title, &built_in]);
    // A status of the shop's own is a kind of a built-in one, which stands beside it.
    let by_kind = match built_in.as_str() {
        "new" => Some(ShopStatus::New),
        "accepted" | "approved" => Some(ShopStatus::Confirmed),
        "dispatched" => Some(ShopStatus::Dispatched),
        "delivered" => Some(ShopStatus::Received),
        "declined" => Some(ShopStatus::Cancelled),
        "returned" => Some(ShopStatus::Returned),
        _ => None,
    };
    let known = own
        .map(Standing::At)
        .or_else(|| words::status(&title))
        .or_else(|| words::status(&permalink))
        .or(by_kind.map(Standing::At));
    let word = first([title, permalink, built_in]);
    let standing = match (known, unexplained("custom_status", &word)) {
        (Some(standing), _) => standing,
        (None, Some(refused)) => return Err(refused),
        (None, None) => Standing::At(ShopStatus::New),
    };
    match standing {
        Standing::At(status) => order.status = status,
        Standing::PaymentFailed => order.payment_failed = true,
        Standing::Paid | Standing::NoOrder => {}
    }
    Ok(standing)
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let (client, address) = (part(object, "client"), part(object, "shipping_address"));
    let person = |party: &Value| object::joined(party, &["name", "surname"], " ");
    let customer = &mut order.customer;
    let names = [person(client), person(address), text(address, "full_name", SHORT)];
    customer.name = first(names);
    customer.email = text(client, "email", SHORT).to_lowercase();
    customer.company = text(client, "organization", SHORT);
    customer.tax_id = text(client, "inn", SHORT);
    let countries = fields::own_first(words::country(&text(address, "country", SHORT)), defaults.country);
    for cell in [get(client, "phone"), get(address, "phone")].into_iter().flatten() {
        fields::add_phones(&mut customer.phones, &cell, &countries);
    }
    let whole = text(address, "full_delivery_address", LONG);
    let parts = object::joined(address, &["zip", "state", "city", "address"], ", ");
    order.address = first([whole, parts]);
    let city = [
        text(address, "city", SHORT),
        text(part(address, "location"), "city", SHORT),
    ];
    order.region = first([text(address, "state", SHORT), first(city)]);
}

fn lines(object: &Value, order: &IncomingOrder) -> Vec<Line> {
    let currency = order.currency;
    let goods = list(object, "order_lines").map(|item| {
        let quantity = text(item, "quantity", SHORT);
        let quantity_milli = amount::quantity(&quantity).unwrap_or(1_000);
        let of = |keys: [&str; 2]| keys.into_iter().find_map(|key| money(item, key, currency));
        let price = of(["full_sale_price", "sale_price"]).unwrap_or(0);
        Line {
            sku: text(item, "sku", SHORT),
            name: text(item, "title", SHORT),
            parameters: text(item, "comment", SHORT),
            quantity_milli,
            price,
            total: of(["full_total_price", "total_price"]).unwrap_or_else(|| blank::times(price, quantity_milli)),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let delivery = ["full_delivery_price", "delivery_price"];
    let delivery = delivery
        .into_iter()
        .find_map(|key| money(object, key, currency))
        .unwrap_or(0);
    blank::spread(&mut lines, order.total.saturating_sub(delivery));
    if delivery > 0 {
        lines.push(blank::service(
            &first([order.delivery_title.clone(), "Доставка".to_owned()]),
            delivery,
        ));
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
    use crate::domain::order::Terms;
    use crate::intake::test_support::only;
    use crate::intake::test_support::sorted;
    use crate::intake::test_support::with;

    fn object(changes: &Value) -> Value {
        let order = json!({
            "id": 4_100_001, "number": 2042, "key": "0af", "created_at": "2014-03-11T12:00:00+04:00",
            "updated_at": "2014-03-11T12:05:00+04:00", "accepted_at": null, "paid_at": null, "delivered_at": null,
            "total_price": 5300.5, "items_price": 5000.0, "delivery_price": 300.5, "margin": "0.0",
            "client": {"id": 7, "name": "Игорь", "surname": "Панов", "email": "I@Mail.example", "phone": "8 916 765 43 21"},
            "shipping_address": {"name": "Игорь", "surname": null, "full_name": "Игорь", "phone": "+79167654321",
                "address": "Тверская 1", "city": null, "state": "г Москва", "zip": "", "full_delivery_address": "г Москва, Тверская 1"},
            "order_lines": [{"title": "Планшет", "sku": null, "quantity": 2, "sale_price": 2500.0, "full_sale_price": 2500.0,
                "total_price": 5000.0, "full_total_price": 5000.0}],
            "delivery_title": "СДЭК", "payment_title": "Наличными курьеру", "comment": "до обеда",
            "fulfillment_status": "new", "financial_status": "pending", "fields_values": [], "order_changes": []
        });
        with(order, changes)
    }

    fn order(changes: &Value) -> IncomingOrder {
        only(&object(changes))
    }

    #[test]
    fn an_order_is_read_whole() {
        let order = order(&json!({}));
        assert_eq!(
            (
                order.source.as_str(),
                order.external_id.as_str(),
                order.number.as_str(),
                order.total
            ),
            ("insales", "4100001", "2042", 530_050)
        );
        assert_eq!(order.created_at.rfc3339(), "2014-03-11T08:00:00Z");
        assert_eq!(
            (order.customer.name.as_str(), order.customer.phones.len()),
            ("Игорь Панов", 1)
        );
        assert_eq!(
            (order.address.as_str(), order.region.as_str()),
            ("г Москва, Тверская 1", "г Москва")
        );
        assert_eq!(
            (order.carrier, order.terms),
            (Some(Carrier::Cdek), Some(Terms::OnDelivery))
        );
        let lines: Vec<_> = order.lines.iter().map(|l| (l.name.as_str(), l.total)).collect();
        assert_eq!(lines, [("Планшет", 500_000), ("СДЭК", 30_050)]);
    }

    #[test]
    fn the_shops_own_status_is_above_the_built_in_one() {
        for (built_in, title, status) in [
            ("new", "", ShopStatus::New),
            ("accepted", "", ShopStatus::Confirmed),
            ("approved", "", ShopStatus::Confirmed),
            ("dispatched", "", ShopStatus::Dispatched),
            ("delivered", "", ShopStatus::Received),
            ("declined", "", ShopStatus::Cancelled),
            ("returned", "", ShopStatus::Returned),
            ("accepted", "В обработке", ShopStatus::New),
            ("accepted", "У портного", ShopStatus::Confirmed),
        ] {
            let custom = json!({"permalink": "svoy", "title": title});
            let custom = if title.is_empty() { Value::Null } else { custom };
            let order = order(&json!({"fulfillment_status": built_in, "custom_status": custom}));
            assert_eq!(order.status, status, "{built_in} {title}");
        }
    }

    #[test]
    fn money_is_there_when_its_status_says_so() {
        assert_eq!(order(&json!({})).payments, []);
        let paid = order(&json!({"financial_status": "paid", "paid_at": "2014-03-12T12:00:00+04:00"}));
        assert_eq!(
            (paid.payments[0].amount, paid.payments[0].at.rfc3339().as_str()),
            (530_050, "2014-03-12T08:00:00Z")
        );
    }

    #[test]
    fn discounts_on_the_whole_order_fall_on_its_lines() {
        let lines = order(&json!({"total_price": 4800.5})).lines;
        assert_eq!((lines[0].price, lines[0].total), (250_000, 450_000));
    }

    proptest! {
        #[test]
        fn any_value_in_any_field_has_an_answer(
            key in prop::sample::select(vec!["id", "total_price", "client", "order_lines", "custom_status", "created_at"]),
            value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!([[]]), json!({"title": {}}), json!("\0"),
                json!([{"quantity": -1, "full_sale_price": 9e12, "total_price": "x"}])]),
        ) {
            sorted(object(&json!({ key: value })).to_string().as_bytes());
        }
    }
}
