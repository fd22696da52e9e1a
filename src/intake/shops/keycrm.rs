//! KeyCRM: orders of its API, a list (`{"data": […]}`) or one.
//!
//! Source: the `OpenAPI` description of KeyCRM. Times are on the UTC clock, without saying so. Buyer, products, payments and
//! shipping stand there only when the request asked for them (`include=buyer,products.offer,payments,shipping`). Statuses
//! are the account's own, their groups are not: 1 new, 2 and 3 at work, 4 on the way, 5 done, 6 called off.

use chrono_tz::Tz;
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

/// The source of these orders, when nothing else is said.
pub const SOURCE: &str = "keycrm";

/// Reads the orders.
pub static KEY_CRM: JsonOrders = JsonOrders {
    read,
    created: &["ordered_at", "created_at"],
    labels: &["source_uuid", "id"],
};

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    if object::is_deletion(object) {
        return Ok(Read::no_order(""));
    }
    let id = get(object, "id").ok_or_else(|| missing("id"))?;
    let paid_in = list(object, "payments").find_map(|payment| words::currency(&get(payment, "actual_currency")?));
    let currency = paid_in.unwrap_or(defaults.currency);
    // Placed at the shop, and later seen by the system.
    let created = if get(object, "ordered_at").is_some() {
        "ordered_at"
    } else {
        "created_at"
    };
    let core = Core {
        number: get(object, "source_uuid").unwrap_or_else(|| id.clone()),
        id,
        created_at: object::must_time(object, created, Tz::UTC)?,
        currency,
        total: object::must_money(object, "grand_total", currency)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    order.modified_at = moment(object, "updated_at", Tz::UTC);
    settle(&mut order, object, defaults)?;
    order.comment = text(object, "buyer_comment", LONG);
    customer(&mut order, object, defaults);
    delivery(&mut order, object);
    payments(&mut order, object);
    order.lines = lines(object, &order);
    Ok(Read::Order(Box::new(order)))
}

fn settle(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) -> Result<(), Refused> {
    let status = part(object, "status");
    let name = first([text(status, "name", SHORT), text(status, "alias", SHORT)]);
    order.status_word = first([name.clone(), text(object, "status_id", SHORT)]);
    let words = [order.status_word.as_str(), &text(object, "status_id", SHORT)];
    let own = defaults.statuses.of(words);
    let group = first([text(object, "status_group_id", SHORT), text(status, "group_id", SHORT)]);
    let by_group = match group.as_str() {
        "2" | "3" => Some(ShopStatus::Confirmed),
        "4" => Some(ShopStatus::Dispatched),
        "5" => Some(ShopStatus::Received),
        "6" => Some(ShopStatus::Cancelled),
        "1" => Some(ShopStatus::New),
        _ => None,
    };
    let by_name = match words::status(&name) {
        Some(Standing::At(status)) => Some(status),
        _ => None,
    };
    let known = own.or(by_group).or(by_name);
    if let Some(refused) = unexplained("status", &order.status_word).filter(|_| known.is_none()) {
        return Err(refused);
    }
    order.status = known.unwrap_or(ShopStatus::New);
    if matches!(order.status, ShopStatus::Received | ShopStatus::Cancelled) {
        order.status_at = moment(object, "closed_at", Tz::UTC);
    }
    Ok(())
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let (buyer, shipping) = (part(object, "buyer"), part(object, "shipping"));
    let customer = &mut order.customer;
    customer.name = first([
        text(buyer, "full_name", SHORT),
        text(shipping, "recipient_full_name", SHORT),
    ]);
    customer.email = text(buyer, "email", SHORT).to_lowercase();
    let own = Country::parse(&text(shipping, "shipping_address_country_code", SHORT)).ok();
    let [own, shop] = fields::own_first(own, defaults.country);
    for cell in [get(buyer, "phone"), get(shipping, "recipient_phone")]
        .into_iter()
        .flatten()
    {
        fields::add_phones(&mut customer.phones, &cell, &[own, shop, Country::UA]);
    }
}

fn delivery(order: &mut IncomingOrder, object: &Value) {
    let shipping = part(object, "shipping");
    order.delivery_title = text(part(shipping, "delivery_service"), "name", SHORT);
    order.carrier = Carrier::named(&order.delivery_title);
    order.tracking_number = get(shipping, "tracking_code").map(|number| fields::text(&number, SHORT));
    let place = [
        "shipping_address_zip",
        "shipping_address_region",
        "shipping_address_city",
        "shipping_secondary_line",
        "shipping_receive_point",
    ];
    let receiver = text(shipping, "recipient_full_name", SHORT);
    let receiver = if receiver == order.customer.name {
        String::new()
    } else {
        receiver
    };
    let place = object::joined(shipping, &place, ", ");
    order.address = fields::joined(
        [receiver.as_str(), place.as_str()]
            .into_iter()
            .filter(|_| !place.is_empty()),
        ", ",
    );
    order.region = first([
        text(shipping, "shipping_address_region", SHORT),
        text(shipping, "shipping_address_city", SHORT),
    ]);
}

fn payments(order: &mut IncomingOrder, object: &Value) {
    let title = |payment: &Value| {
        first([
            text(part(payment, "payment_method"), "name", SHORT),
            text(payment, "description", SHORT),
        ])
    };
    let titles: Vec<String> = list(object, "payments").map(title).collect();
    order.payment_title = fields::joined(titles.iter().map(String::as_str), ", ");
    order.terms = words::terms("", &order.payment_title);
    for payment in list(object, "payments").filter(|payment| text(payment, "status", SHORT) == "paid") {
        let amount = money(payment, "amount", order.currency).filter(|amount| *amount != 0);
        let Some(amount) = amount else { continue };
        let at = moment(payment, "payment_date", Tz::UTC).or(moment(payment, "created_at", Tz::UTC));
        order.payments.push(IncomingPayment {
            at: at.unwrap_or(order.created_at),
            amount,
            means: words::means("", &title(payment)),
            reference: format!("keycrm:payment:{}", text(payment, "id", SHORT)),
            note: String::new(),
        });
    }
    // Without the payments themselves the order still tells that all of the money came.
    let is_paid = matches!(text(object, "payment_status", SHORT).as_str(), "paid" | "overpaid");
    if is_paid && object.get("payments").is_none() && order.total > 0 {
        order.payments.push(IncomingPayment {
            at: order.modified_at.unwrap_or(order.created_at),
            amount: order.total,
            means: words::means("", &order.payment_title),
            reference: crate::domain::incoming::PAID_SO_FAR.to_owned(),
            note: String::new(),
        });
    }
}

fn lines(object: &Value, order: &IncomingOrder) -> Vec<Line> {
    let currency = order.currency;
    let goods = list(object, "products").map(|item| {
        let quantity_milli = amount::quantity(&text(item, "quantity", SHORT)).unwrap_or(1_000);
        let price = money(item, "price", currency).unwrap_or(0);
        let sold = money(item, "price_sold", currency).unwrap_or(price);
        let properties: Vec<String> = list(item, "properties")
            .map(|property| object::joined(property, &["name", "value"], ": "))
            .take(20)
            .collect();
        Line {
            sku: first([text(item, "sku", SHORT), text(part(item, "offer"), "sku", SHORT)]),
            name: text(item, "name", SHORT),
            parameters: fields::text(&fields::joined(properties.iter().map(String::as_str), ", "), SHORT),
            quantity_milli,
            price,
            total: blank::times(sold, quantity_milli),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let extras = [("shipping_price", "Доставка"), ("wrap_price", "Упаковка")];
    let extras = extras.map(|(key, title)| blank::service(title, money(object, key, currency).unwrap_or(0)));
    let sum = extras.iter().map(|line| line.total.max(0)).fold(0, i64::saturating_add);
    blank::spread(&mut lines, order.total.saturating_sub(sum));
    lines.extend(extras.into_iter().filter(|line| line.total > 0));
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
    use crate::intake::test_support::only;
    use crate::intake::test_support::sorted;
    use crate::intake::test_support::with;

    fn object(changes: &Value) -> Value {
        let order = json!({
            "id": 942, "parent_id": null, "source_uuid": "77042", "source_id": 3, "status_id": 12, "status_group_id": 1,
            "grand_total": 1290.5, "total_discount": 100, "shipping_price": 90.5, "buyer_comment": "після 18",
            "payment_status": "paid", "created_at": "2026-03-11 10:05:00", "ordered_at": "2026-03-11 10:00:00",
            "updated_at": "2026-03-11 10:30:00",
            "buyer": {"full_name": "Олена Ким", "email": "O@Mail.example", "phone": "067 123 45 67"},
            "products": [{"name": "Чайник", "sku": "T-3", "price": 650, "price_sold": 650, "quantity": 2,
                "properties": [{"name": "Колір", "value": "синій"}]}],
            "payments": [{"id": 5, "amount": 1290.5, "actual_currency": "UAH", "status": "paid", "description": "LiqPay",
                "payment_date": "2026-03-11 10:02:00"}, {"id": 6, "amount": 5, "status": "canceled"}],
            "shipping": {"tracking_code": "20450048799000", "shipping_address_city": "Київ", "shipping_receive_point": "Відділення №5",
                "recipient_full_name": "Олена Ким", "recipient_phone": "+380671234567", "delivery_service": {"name": "Нова Пошта"}}
        });
        with(order, changes)
    }

    fn order(changes: &Value) -> IncomingOrder {
        only(&json!({"current_page": 1, "data": [object(changes)], "total": 1}))
    }

    #[test]
    fn an_order_is_read_whole_on_the_utc_clock() {
        let order = order(&json!({}));
        assert_eq!(
            (order.external_id.as_str(), order.number.as_str(), order.total),
            ("942", "77042", 129_050)
        );
        assert_eq!(order.created_at.rfc3339(), "2026-03-11T10:00:00Z");
        assert_eq!(order.currency.code(), "UAH");
        assert_eq!(
            (order.customer.phones.len(), order.address.as_str()),
            (1, "Київ, Відділення №5")
        );
        assert_eq!(
            (order.carrier, order.tracking_number.as_deref()),
            (Some(Carrier::NovaPoshta), Some("20450048799000"))
        );
        assert_eq!((order.payments.len(), order.payments[0].means), (1, Means::Card));
        let lines: Vec<_> = order
            .lines
            .iter()
            .map(|l| (l.name.as_str(), l.parameters.as_str(), l.total))
            .collect();
        assert_eq!(lines, [("Чайник", "Колір: синій", 120_000), ("Доставка", "", 9_050)]);
    }

    #[test]
    fn the_group_of_a_status_says_where_an_order_stands() {
        for (group, status) in [
            (1, ShopStatus::New),
            (2, ShopStatus::Confirmed),
            (4, ShopStatus::Dispatched),
            (5, ShopStatus::Received),
            (6, ShopStatus::Cancelled),
        ] {
            assert_eq!(order(&json!({"status_group_id": group})).status, status, "{group}");
        }
    }

    #[test]
    fn an_order_without_what_the_request_did_not_ask_for_is_read_too() {
        let mut bare = object(&json!({}));
        for key in ["buyer", "products", "payments", "shipping", "ordered_at"] {
            bare.as_object_mut().unwrap().remove(key);
        }
        let (orders, rejects) = sorted(json!([bare]).to_string().as_bytes());
        assert_eq!((orders.len(), rejects.len()), (1, 0));
        assert_eq!(orders[0].payments[0].amount, 129_050);
    }

    proptest! {
        #[test]
        fn any_value_in_any_field_has_an_answer(
            key in prop::sample::select(vec!["id", "grand_total", "products", "payments", "shipping", "created_at", "buyer", "status"]),
            value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!([[]]), json!({"1": {}}), json!("\0"),
                json!([{"quantity": "9000000000", "price": 9e12, "price_sold": -9e12, "amount": "x", "status": "paid"}])]),
        ) {
            sorted(object(&json!({ key: value })).to_string().as_bytes());
        }
    }
}
