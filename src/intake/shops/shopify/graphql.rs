//! Orders as the GraphQL Admin API answers them: the same order under other names, its amounts in bags of two currencies,
//! its lists in `nodes` or `edges`.
//!
//! Source: *Order* of Shopify's GraphQL Admin API. An answer is turned into the shape of the REST API and read like it.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// True for an order of the GraphQL API.
pub fn is_one(object: &Value) -> bool {
    ["totalPriceSet", "displayFinancialStatus", "displayFulfillmentStatus"]
        .iter()
        .any(|key| object.get(key).is_some())
}

/// The order in the shape of the REST API.
pub fn as_rest(object: &Value) -> Value {
    let get = |key: &str| object.get(key).cloned().unwrap_or(Value::Null);
    let customer = object.get("customer").unwrap_or(&Value::Null);
    let total = ["currentTotalPriceSet", "totalPriceSet"].map(|key| bag(object, key));
    let currency = total.iter().flatten().find_map(|bag| bag.get("currencyCode").cloned());
    json!({
        "id": get("id"),
        "name": get("name"),
        "created_at": get("createdAt"),
        "updated_at": get("updatedAt"),
        "processed_at": get("processedAt"),
        "cancelled_at": get("cancelledAt"),
        "cancel_reason": lower(object, "cancelReason"),
        "currency": currency.unwrap_or_else(|| get("currencyCode")),
        "total_price": amount(object, "totalPriceSet").or_else(|| amount(object, "currentTotalPriceSet")),
        "total_outstanding": amount(object, "totalOutstandingSet"),
        "financial_status": lower(object, "displayFinancialStatus"),
        "fulfillment_status": fulfillment(object),
        "email": get("email"),
        "phone": get("phone"),
        "note": get("note"),
        "source_name": get("sourceName"),
        "payment_gateway_names": get("paymentGatewayNames"),
        "customer": person(customer),
        "billing_address": address(object, "billingAddress"),
        "shipping_address": address(object, "shippingAddress"),
        "note_attributes": attributes(object, "customAttributes"),
        "line_items": nodes(object, "lineItems").map(line).collect::<Vec<_>>(),
        "shipping_lines": nodes(object, "shippingLines").map(shipping).collect::<Vec<_>>(),
        "fulfillments": nodes(object, "fulfillments").map(sent).collect::<Vec<_>>(),
        "refunds": refunds(object),
    })
}

/// What stands in a list, whichever way the list is written.
fn nodes<'a>(object: &'a Value, key: &str) -> Box<dyn Iterator<Item = &'a Value> + 'a> {
    let list = object.get(key).unwrap_or(&Value::Null);
    let plain = list.as_array().or_else(|| list.get("nodes")?.as_array());
    match (plain, list.get("edges").and_then(Value::as_array)) {
        (Some(nodes), _) => Box::new(nodes.iter()),
        (None, Some(edges)) => Box::new(edges.iter().filter_map(|edge| edge.get("node"))),
        (None, None) => Box::new(std::iter::empty()),
    }
}

fn bag<'a>(object: &'a Value, key: &str) -> Option<&'a Value> {
    let set = object.get(key)?;
    set.get("shopMoney").or_else(|| set.get("presentmentMoney"))
}

fn amount(object: &Value, key: &str) -> Option<Value> {
    bag(object, key)?.get("amount").cloned()
}

fn lower(object: &Value, key: &str) -> Option<String> {
    Some(object.get(key)?.as_str()?.to_lowercase())
}

fn fulfillment(object: &Value) -> Option<String> {
    let word = lower(object, "displayFulfillmentStatus")?;
    Some(match word.as_str() {
        "partially_fulfilled" => "partial".to_owned(),
        "in_progress" | "on_hold" | "open" | "pending_fulfillment" | "scheduled" | "restocked" | "request_declined" => {
            "unfulfilled".to_owned()
        }
        _ => word,
    })
}

fn person(customer: &Value) -> Value {
    let get = |key: &str| customer.get(key).cloned().unwrap_or(Value::Null);
    let contact = |key: &str, inside: &str| customer.get(key).and_then(|c| c.get(inside)).cloned();
    json!({
        "first_name": get("firstName"),
        "last_name": get("lastName"),
        "email": contact("defaultEmailAddress", "emailAddress").unwrap_or_else(|| get("email")),
        "phone": contact("defaultPhoneNumber", "phoneNumber").unwrap_or_else(|| get("phone")),
    })
}

fn address(object: &Value, key: &str) -> Value {
    let Some(address) = object.get(key).and_then(Value::as_object) else {
        return Value::Null;
    };
    let names = [
        ("firstName", "first_name"),
        ("lastName", "last_name"),
        ("countryCodeV2", "country_code"),
        ("countryCode", "country_code"),
        ("provinceCode", "province_code"),
    ];
    let mut rest = Map::new();
    for (key, value) in address {
        let name = names.iter().find(|(theirs, _)| theirs == key);
        rest.insert(name.map_or(key.as_str(), |(_, ours)| ours).to_owned(), value.clone());
    }
    Value::Object(rest)
}

fn attributes(object: &Value, key: &str) -> Vec<Value> {
    let attributes = nodes(object, key);
    attributes
        .map(|attribute| json!({"name": attribute.get("key"), "value": attribute.get("value")}))
        .collect()
}

fn line(line: &Value) -> Value {
    let discounts =
        nodes(line, "discountAllocations").map(|part| json!({"amount": amount(part, "allocatedAmountSet")}));
    json!({
        "title": line.get("title").or_else(|| line.get("name")),
        "variant_title": line.get("variantTitle"),
        "sku": line.get("sku"),
        "quantity": line.get("quantity"),
        "price": amount(line, "originalUnitPriceSet").or_else(|| amount(line, "discountedUnitPriceSet")),
        "discount_allocations": discounts.collect::<Vec<_>>(),
        "properties": attributes(line, "customAttributes"),
    })
}

fn shipping(line: &Value) -> Value {
    json!({
        "title": line.get("title"),
        "price": amount(line, "discountedPriceSet").or_else(|| amount(line, "originalPriceSet")),
    })
}

fn sent(sent: &Value) -> Value {
    let parcel = nodes(sent, "trackingInfo").next().unwrap_or(&Value::Null);
    let numbers: Vec<_> = nodes(sent, "trackingInfo").map(|parcel| parcel.get("number")).collect();
    let items = nodes(sent, "fulfillmentLineItems").map(|item| {
        let of = item.get("lineItem").unwrap_or(&Value::Null);
        let title = of.get("title").or_else(|| of.get("name"));
        json!({"sku": of.get("sku"), "title": title, "quantity": item.get("quantity")})
    });
    json!({
        "status": lower(sent, "status"),
        "created_at": sent.get("createdAt"),
        "shipment_status": lower(sent, "displayStatus"),
        "tracking_number": parcel.get("number"),
        "tracking_numbers": numbers,
        "line_items": items.collect::<Vec<_>>(),
        "tracking_company": parcel.get("company"),
    })
}

/// One by one where they were asked for, else all that went back as one.
fn refunds(object: &Value) -> Vec<Value> {
    let several: Vec<Value> = nodes(object, "refunds").map(refund).collect();
    let is_told_whole = several.is_empty() && amount(object, "totalRefundedSet").is_some();
    if is_told_whole { vec![refund(object)] } else { several }
}

fn refund(back: &Value) -> Value {
    let total = json!({"kind": "refund", "amount": amount(back, "totalRefundedSet")});
    json!({"id": back.get("id"), "created_at": back.get("createdAt"), "transactions": [total]})
}
