//! OpenCart: rows of its table `order` as JSON, bare or with their products and totals, as export modules write them.
//!
//! Source: the schema of OpenCart 3 and 4. Amounts are in the shop's main currency with four decimals, and
//! `currency_value` turns them into the order's own. Status 0 is a basket left behind. The numbers of the statuses are
//! those of a fresh shop; names, where the row has one, come first. In version 4 the means of payment and of delivery are
//! objects. Dumps of the whole database also hold rows of other tables: they are skipped.

use serde_json::Value;

use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Line;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::amount::rounded;
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
use crate::intake::read::json::object::text;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::statuses::unexplained;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::Standing;

/// The source of these orders, when nothing else is said.
pub const SOURCE: &str = "opencart";

/// Reads the orders.
pub static OPEN_CART: JsonOrders = JsonOrders {
    read,
    created: &["date_added"],
    labels: &["order_id"],
};

fn read(object: &Value, defaults: &Defaults) -> Result<Read, Refused> {
    if is_of_another_table(object) {
        return Ok(Read::NoOrder("a row of another table".to_owned()));
    }
    let id = get(object, "order_id").ok_or_else(|| missing("order_id"))?;
    let (status_word, standing) = standing(object, defaults)?;
    // A checkout that did not end has no status; a draft or a deleted one has another.
    let is_left_behind = text(object, "order_status_id", SHORT) == "0";
    if standing == Standing::NoOrder && !is_left_behind {
        return Ok(Read::no_order(&status_word));
    }
    let read = whole(object, defaults, id, standing, &status_word);
    if standing == Standing::NoOrder {
        return Ok(Read::left_behind(&status_word, read));
    }
    read
}

fn whole(
    object: &Value,
    defaults: &Defaults,
    id: String,
    standing: Standing,
    status_word: &str,
) -> Result<Read, Refused> {
    let zone = defaults.time_zone;
    let currency = object::currency(object, "currency_code", defaults)?;
    let rate = Rate::of(object)?;
    let too_large = || {
        let found = text(object, "total", SHORT);
        ("total".to_owned(), RejectWhy::NotAnAmount { found })
    };
    let core = Core {
        number: id.clone(),
        id,
        created_at: object::must_time(object, "date_added", zone)?,
        currency,
        total: rate
            .turn(object::must_money(object, "total", currency)?)
            .ok_or_else(too_large)?,
    };
    let mut order = blank::order(core, SOURCE, defaults);
    order.modified_at = moment(object, "date_modified", zone);
    status_word.clone_into(&mut order.status_word);
    if let Standing::At(status) = standing {
        order.status = status;
    }
    order.payment_failed = standing == Standing::PaymentFailed;
    "site".clone_into(&mut order.channel);
    order.comment = text(object, "comment", LONG);
    customer(&mut order, object, defaults);
    let (title, code) = method(object, "payment_method", "payment_code");
    order.terms = words::terms(code.split('.').next().unwrap_or_default(), &title);
    order.payment_title = title;
    let (title, code) = method(object, "shipping_method", "shipping_code");
    order.carrier = Carrier::named(&title).or_else(|| Carrier::named(&code));
    order.delivery_title = title;
    order.tracking_number = get(object, "tracking").map(|number| fields::text(&number, SHORT));
    order.lines = lines(object, &order, rate);
    Ok(Read::Order(Box::new(order)))
}

/// Headers of a dump, products, totals, history.
fn is_of_another_table(object: &Value) -> bool {
    let has = |key: &str| object.get(key).is_some();
    let other = [
        "order_product_id",
        "order_total_id",
        "order_history_id",
        "order_option_id",
    ];
    other.into_iter().any(has) || (has("type") && !has("order_id")) || object::is_deletion(object)
}

fn standing(object: &Value, defaults: &Defaults) -> Result<(String, Standing), Refused> {
    let name = first([text(object, "order_status", SHORT), text(object, "status", SHORT)]);
    let number = text(object, "order_status_id", SHORT);
    let word = first([name.clone(), number.clone()]);
    if let Some(status) = defaults.statuses.of([name.as_str(), &number]) {
        return Ok((word, Standing::At(status)));
    }
    let by_number = match number.as_str() {
        "0" => Standing::NoOrder,
        "15" | "9" => Standing::At(ShopStatus::Confirmed),
        "3" => Standing::At(ShopStatus::Dispatched),
        "5" => Standing::At(ShopStatus::Received),
        "8" | "10" => Standing::PaymentFailed,
        "7" | "14" | "16" => Standing::At(ShopStatus::Cancelled),
        "11" | "12" | "13" => Standing::At(ShopStatus::Returned),
        "1" | "2" => Standing::At(ShopStatus::New),
        // Above these are the shop's own.
        _ => {
            let known = words::status(&name).map(Ok);
            let unknown = || unexplained("order_status", &word).map_or(Ok(Standing::At(ShopStatus::New)), Err);
            return Ok((word.clone(), known.unwrap_or_else(unknown)?));
        }
    };
    let by_name = words::status(&name).filter(|_| number != "0");
    Ok((word, by_name.unwrap_or(by_number)))
}

/// The title and code of a means: texts, or since version 4 an object, which may stand in a text.
fn method(object: &Value, title: &str, code: &str) -> (String, String) {
    let written = text(object, title, LONG);
    let inside = serde_json::from_str::<Value>(&written).ok().filter(Value::is_object);
    let inside = inside.or_else(|| object.get(title).filter(|v| v.is_object()).cloned());
    match inside {
        Some(inside) => (text(&inside, "name", SHORT), text(&inside, "code", SHORT)),
        None => (fields::text(&written, SHORT), text(object, code, SHORT)),
    }
}

fn customer(order: &mut IncomingOrder, object: &Value, defaults: &Defaults) {
    let person = |of: [&str; 2]| object::joined(object, &of, " ");
    let customer = &mut order.customer;
    customer.name = first([
        person(["firstname", "lastname"]),
        person(["payment_firstname", "payment_lastname"]),
        person(["shipping_firstname", "shipping_lastname"]),
    ]);
    customer.email = text(object, "email", SHORT).to_lowercase();
    customer.company = text(object, "payment_company", SHORT);
    let countries = ["shipping_country", "payment_country"].map(|key| words::country(&text(object, key, SHORT)));
    let own = countries.into_iter().flatten().next();
    fields::add_phones(
        &mut customer.phones,
        &text(object, "telephone", SHORT),
        &fields::own_first(own, defaults.country),
    );
    let place = ["postcode", "zone", "city", "address_1", "address_2"];
    let parts = |party: &str| {
        let keys = place.map(|key| format!("{party}_{key}"));
        object::joined(object, &keys.each_ref().map(String::as_str), ", ")
    };
    order.address = first([parts("shipping"), parts("payment")]);
    order.region =
        first(["shipping_zone", "payment_zone", "shipping_city", "payment_city"].map(|key| text(object, key, SHORT)));
}

fn lines(object: &Value, order: &IncomingOrder, rate: Rate) -> Vec<Line> {
    let amount = |object: &Value, key: &str| {
        money(object, key, order.currency)
            .and_then(|minor| rate.turn(minor))
            .unwrap_or(0)
    };
    let goods = list(object, "products").map(|item| {
        let quantity_milli = amount::quantity(&text(item, "quantity", SHORT)).unwrap_or(1_000);
        let price = amount(item, "price");
        let options: Vec<String> = ["options", "option"]
            .iter()
            .flat_map(|key| list(item, key))
            .map(|option| object::joined(option, &["name", "value"], ": "))
            .take(20)
            .collect();
        Line {
            sku: first([text(item, "sku", SHORT), text(item, "model", SHORT)]),
            name: text(item, "name", SHORT),
            parameters: fields::text(&fields::joined(options.iter().map(String::as_str), ", "), SHORT),
            quantity_milli,
            price,
            total: blank::times(price, quantity_milli),
        }
    });
    let mut lines: Vec<Line> = goods.collect();
    let delivery: Vec<Line> = list(object, "totals")
        .filter(|total| text(total, "code", SHORT) == "shipping")
        .map(|total| {
            blank::service(
                &first([text(total, "title", SHORT), order.delivery_title.clone()]),
                amount(total, "value"),
            )
        })
        .filter(|line| line.total > 0)
        .collect();
    let sum = delivery.iter().map(|line| line.total).fold(0, i64::saturating_add);
    if object.get("totals").is_some() {
        blank::spread(&mut lines, order.total.saturating_sub(sum));
    }
    lines.extend(delivery);
    lines
}

/// What one of the main currency is in the order's own, in hundred-millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rate(i64);

impl Rate {
    const ONE: i64 = 100_000_000;

    fn of(object: &Value) -> Result<Rate, Refused> {
        let Some(found) = get(object, "currency_value") else {
            return Ok(Rate(Rate::ONE));
        };
        let (whole, fraction) = found.split_once('.').unwrap_or((&found, ""));
        let fraction: String = fraction.chars().chain(std::iter::repeat('0')).take(8).collect();
        let rate = format!("{whole}{fraction}")
            .parse::<i64>()
            .ok()
            .filter(|rate| *rate > 0);
        rate.map(Rate).ok_or_else(|| {
            (
                "currency_value".to_owned(),
                RejectWhy::NotAnAmount { found: found.clone() },
            )
        })
    }

    fn turn(self, minor: i64) -> Option<i64> {
        rounded(i128::from(minor) * i128::from(self.0), i128::from(Rate::ONE))
    }
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
            "order_id": "42", "invoice_no": "0", "customer_id": "0", "firstname": "Игорь", "lastname": "Панов",
            "email": "I@Mail.example", "telephone": "+7 (916) 765-43-21", "payment_method": "Оплата при доставке",
            "payment_code": "cod", "shipping_address_1": "Тверская 1", "shipping_city": "Москва", "shipping_zone": "Москва",
            "shipping_postcode": "101000", "shipping_method": "Почта России", "shipping_code": "flat.flat", "comment": "",
            "total": "1060.0000", "order_status_id": "1", "tracking": "", "currency_code": "RUB", "currency_value": "1.00000000",
            "date_added": "2026-03-11 12:00:00", "date_modified": "2026-03-11 12:10:00",
            "products": [{"name": "Чайник", "model": "T-3", "quantity": "2", "price": "500.0000", "total": "1000.0000",
                "option": [{"name": "Цвет", "value": "синий"}]}],
            "totals": [{"code": "sub_total", "title": "Сумма", "value": "1000.0000"},
                {"code": "shipping", "title": "Почта России", "value": "60.0000"}, {"code": "total", "title": "Итого", "value": "1060.0000"}]
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
            (order.external_id.as_str(), order.total, order.terms),
            ("42", 106_000, Some(Terms::OnDelivery))
        );
        assert_eq!(order.created_at.rfc3339(), "2026-03-11T09:00:00Z");
        assert_eq!(order.customer.phones[0].e164.as_deref(), Some("+79167654321"));
        assert_eq!(
            (order.address.as_str(), order.carrier),
            ("101000, Москва, Тверская 1", Some(Carrier::RussianPost))
        );
        let lines: Vec<_> = order
            .lines
            .iter()
            .map(|l| (l.sku.as_str(), l.parameters.as_str(), l.total))
            .collect();
        assert_eq!(lines, [("T-3", "Цвет: синий", 100_000), ("", "", 6_000)]);
        assert_eq!(order.tracking_number, None);
    }

    #[test]
    fn amounts_are_turned_into_the_orders_own_currency() {
        let order = order(&json!({"currency_code": "USD", "currency_value": "0.01250000"}));
        assert_eq!(
            (order.currency.code(), order.total, order.lines[0].price),
            ("USD", 1_325, 625)
        );
    }

    #[test]
    fn means_may_be_objects() {
        let order = order(
            &json!({"payment_method": {"name": "Наложенный платёж", "code": "cod.cod"},
            "shipping_method": "{\"name\":\"СДЭК\",\"code\":\"cdek.pvz\"}"}),
        );
        assert_eq!(
            (order.payment_title.as_str(), order.terms),
            ("Наложенный платёж", Some(Terms::OnDelivery))
        );
        assert_eq!(
            (order.delivery_title.as_str(), order.carrier),
            ("СДЭК", Some(Carrier::Cdek))
        );
    }

    #[test]
    fn statuses_are_known_by_name_or_else_by_the_number_of_a_fresh_shop() {
        for (number, name, status) in [
            ("1", "", ShopStatus::New),
            ("2", "", ShopStatus::New),
            ("15", "", ShopStatus::Confirmed),
            ("3", "", ShopStatus::Dispatched),
            ("5", "", ShopStatus::Received),
            ("7", "", ShopStatus::Cancelled),
            ("11", "", ShopStatus::Returned),
            ("3", "Доставлен", ShopStatus::Received),
        ] {
            let order = order(&json!({"order_status_id": number, "order_status": name}));
            assert_eq!(order.status, status, "{number} {name}");
        }
    }

    #[test]
    fn baskets_left_behind_and_rows_of_other_tables_are_no_orders() {
        let dump = json!([
            {"type": "header", "version": "5.2.0"},
            {"type": "table", "name": "oc_order", "data": [object(&json!({})), object(&json!({"order_status_id": "0"}))]},
            {"type": "table", "name": "oc_order_product", "data": [{"order_product_id": "1", "order_id": "42", "name": "x"}]}
        ]);
        let (orders, rejects) = sorted(dump.to_string().as_bytes());
        assert_eq!((orders.len(), rejects), (1, vec![]));
    }

    proptest! {
        #[test]
        fn any_value_in_any_field_has_an_answer(
            key in prop::sample::select(vec!["order_id", "total", "products", "totals", "currency_value", "date_added", "payment_method"]),
            value in prop::sample::select(vec![json!(null), json!(-1), json!(1e300), json!([[]]), json!({"1": {}}), json!("\0"),
                json!("99999999999"), json!("9999999999999"), json!([{"quantity": "9000000000", "price": 9e12, "code": "shipping", "value": 9e12}])]),
        ) {
            sorted(object(&json!({ key: value })).to_string().as_bytes());
        }
    }
}
