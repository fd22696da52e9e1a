//! Goods, delivery and fees as lines.

use serde_json::Value;

use super::values::money;
use super::values::plain;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::intake::amount;
use crate::intake::amount::rounded;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::fields::get;
use crate::intake::fields::joined;
use crate::intake::fields::scalar;
use crate::text::entities;

/// Lines of the order: its goods, then delivery and fees, which have no article number, as far as they cost anything.
///
/// Amounts are with tax and after discounts, as the customer pays them; the price of one is before discounts.
pub fn lines(order: &Value, currency: Currency) -> Vec<Line> {
    let goods = list(order, "line_items").map(|item| goods_line(item, currency));
    let delivery = list(order, "shipping_lines").map(|item| (item, "method_title", "Shipping"));
    let fees = list(order, "fee_lines").map(|item| (item, "name", "Fee"));
    let extra = delivery
        .chain(fees)
        .filter_map(|(item, key, otherwise)| extra_line(item, key, otherwise, currency));
    let mut lines: Vec<Line> = goods.chain(extra).collect();
    let shipping = amount_of(order, "shipping_total", currency) + amount_of(order, "shipping_tax", currency);
    if shipping != 0 && list(order, "shipping_lines").next().is_none() {
        lines.push(one("Shipping".to_owned(), shipping));
    }
    lines
}

/// The shop's words for the delivery.
pub fn delivery_title(order: &Value) -> String {
    let titles: Vec<String> = list(order, "shipping_lines")
        .map(|line| plain(get(line, "method_title").or_else(|| get(line, "method_id")), SHORT))
        .collect();
    joined(titles.iter().map(String::as_str), ", ")
}

fn list<'a>(order: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    order.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn goods_line(item: &Value, currency: Currency) -> Line {
    let quantity = get(item, "quantity").unwrap_or_else(|| "1".to_owned());
    let quantity_milli = amount::quantity(&quantity).unwrap_or(1_000);
    let total = amount_of(item, "total", currency) + amount_of(item, "total_tax", currency);
    let before = amount_of(item, "subtotal", currency) + amount_of(item, "subtotal_tax", currency);
    let each = |amount: i64| rounded(i128::from(amount) * 1_000, i128::from(quantity_milli.max(1))).unwrap_or(amount);
    let price = match before {
        0 => amount_of(item, "price", currency),
        before => each(before),
    };
    let times = |price: i64| rounded(i128::from(price) * i128::from(quantity_milli), 1_000).unwrap_or(price);
    Line {
        sku: plain(get(item, "sku"), SHORT),
        name: plain(get(item, "name"), SHORT),
        parameters: parameters(item),
        quantity_milli,
        price,
        total: if get(item, "total").is_some() {
            total
        } else {
            times(price)
        },
    }
}

fn extra_line(item: &Value, title: &str, otherwise: &str, currency: Currency) -> Option<Line> {
    let total = amount_of(item, "total", currency) + amount_of(item, "total_tax", currency);
    let name = plain(get(item, title), SHORT);
    (total != 0).then(|| one(if name.is_empty() { otherwise.to_owned() } else { name }, total))
}

fn one(name: String, total: i64) -> Line {
    Line {
        sku: String::new(),
        name,
        parameters: String::new(),
        quantity_milli: 1_000,
        price: total,
        total,
    }
}

/// What a plugin left unreadable in a line costs nothing: the order's own total is what counts.
fn amount_of(item: &Value, key: &str, currency: Currency) -> i64 {
    let text = get(item, key);
    text.and_then(|text| money(&text, currency).ok()).unwrap_or(0)
}

/// Colour, size and the like: the line's fields that are meant to be seen. A value may be anything; only plain ones are.
fn parameters(item: &Value) -> String {
    let shown = list(item, "meta_data").filter_map(|meta| {
        let key = get(meta, "key").unwrap_or_default();
        if key.starts_with('_') {
            return None;
        }
        let value = ["display_value", "value"]
            .iter()
            .find_map(|key| meta.get(*key).and_then(scalar))?;
        let key = meta.get("display_key").and_then(scalar).unwrap_or(key);
        let value = plain(
            Some(entities::without_tags(&fields::text(&value, LONG)).into_owned()),
            SHORT,
        );
        (!value.is_empty()).then(|| format!("{}: {value}", plain(Some(key), SHORT)))
    });
    let shown: Vec<String> = shown.take(20).collect();
    joined(shown.iter().map(String::as_str), ", ")
}
