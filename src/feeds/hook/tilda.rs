//! What a form of a Tilda tells, as an order of dozvon's own shape.
//!
//! Source: *Webhook* of Tilda's help (<https://help-ru.tilda.cc/forms/webhook>). A cart stands in `payment`: fields with brackets, a
//! text of JSON, or JSON in JSON, which are one tree by now. Beside it stand the fields of the form under the names its shop
//! gave them, which are known by the words that columns of tables are known by. Tilda tells a form up to three times where it
//! is not answered in time: its order's number, else its own number of the form, is the same each time.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::time::Time;

/// What Tilda tells of itself, and no person typed.
const OWN: [&str; 6] = ["payment", "formid", "formname", "tranid", "COOKIES", "pageurl"];

/// The order of a form that was told at that time.
pub fn order(told: &Value, at: Time) -> Value {
    let nothing = Map::new();
    let form = told.as_object().unwrap_or(&nothing);
    let payment = form.get("payment").unwrap_or(&Value::Null);
    let text = |object: &Value, key: &str| said(object.get(key).unwrap_or(&Value::Null));
    let number = [text(payment, "orderid"), text(told, "tranid")];
    let number = number.into_iter().find(|number| !number.is_empty());
    let mut order: Map<String, Value> = form
        .iter()
        .filter(|(name, _)| !OWN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            order.insert(key.to_owned(), Value::String(value));
        }
    };
    put("number", number.unwrap_or_default());
    put("created", at.utc().to_rfc3339());
    put("delivery", text(payment, "delivery"));
    put("address", text(payment, "delivery_address"));
    put("comment", text(payment, "delivery_comment"));
    put("payment", text(payment, "sys"));
    put("currency", text(payment, "currency"));
    let total = [text(payment, "amount"), text(payment, "subtotal"), "0".to_owned()];
    put(
        "total",
        total.into_iter().find(|total| !total.is_empty()).unwrap_or_default(),
    );
    let products = payment.get("products").and_then(Value::as_array);
    let mut lines: Vec<Value> = products.into_iter().flatten().map(line).collect();
    let delivery = text(payment, "delivery_price");
    if !matches!(delivery.as_str(), "" | "0") {
        lines.push(json!({ "name": text(payment, "delivery"), "quantity": 1, "price": delivery }));
    }
    order.insert("lines".to_owned(), Value::Array(lines));
    Value::Object(order)
}

fn line(product: &Value) -> Value {
    let options = product.get("options").and_then(Value::as_array);
    let options = options.into_iter().flatten().map(|option| {
        let of = |key: &str| said(option.get(key).unwrap_or(&Value::Null));
        format!("{}: {}", of("option"), of("variant"))
    });
    let get = |key: &str| product.get(key).cloned().unwrap_or(Value::Null);
    json!({
        "name": get("name"), "sku": get("sku"), "quantity": get("quantity"), "price": get("price"),
        "line_total": get("amount"), "parameters": options.collect::<Vec<_>>().join(", "),
    })
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
