//! How the platforms of the tests answer who asks for one order, or has it stand elsewhere.

use serde_json::Value;
use serde_json::json;

use super::platform::PlatformBooks;
use super::server::Asked;

/// Status and body of an answer; none where something else is asked.
pub(super) type Answered = Option<(u16, Value)>;

/// Has an order stand so; what is answered where there is none.
fn stand(books: &mut PlatformBooks, id: i64, word: &str) -> Result<(), (u16, Value)> {
    if books.orders.iter().all(|order| order.id != id) {
        return Err((404, json!({ "message": "Not found" })));
    }
    books.sent.push(word.to_owned());
    books.edit(id, |order| word.clone_into(&mut order.status));
    Ok(())
}

fn status(books: &PlatformBooks, id: i64) -> Result<String, (u16, Value)> {
    let order = books.orders.iter().find(|order| order.id == id);
    order
        .map(|order| order.status.clone())
        .ok_or((404, json!({ "message": "Not found" })))
}

/// The order of that id.
fn one(books: &mut PlatformBooks, id: i64) -> Option<&mut super::platform::PlatformOrder> {
    books.orders.iter_mut().find(|order| order.id == id)
}

fn sent(asked: &Asked) -> Value {
    serde_json::from_slice(&asked.body).unwrap()
}

pub(super) fn insales(books: &mut PlatformBooks, asked: &Asked) -> Answered {
    let id: i64 = asked
        .path
        .strip_prefix("/admin/orders/")?
        .strip_suffix(".json")?
        .parse()
        .ok()?;
    if asked.method == "PUT" {
        let sent = sent(asked);
        let word = sent["order"]["fulfillment_status"].as_str();
        let Some(word) = word else {
            return Some((
                422,
                json!({ "errors": [{ "message": "custom_status_permalink: нет такого" }] }),
            ));
        };
        if let Err(refused) = stand(books, id, word) {
            return Some(refused);
        }
    }
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({ "id": id, "fulfillment_status": status, "custom_status": null }),
        ),
        Err(refused) => refused,
    })
}

pub(super) fn prom(books: &mut PlatformBooks, asked: &Asked) -> Answered {
    if asked.path == "/api/v1/orders/set_status" {
        let sent = sent(asked);
        let (word, id) = (sent["status"].as_str()?, sent["ids"][0].as_i64()?);
        if !["received", "delivered", "paid"].contains(&word) {
            return Some((200, json!({ "error": "This status value is not allowed" })));
        }
        return Some(match stand(books, id, word) {
            Ok(()) => (200, json!({ "processed_ids": [id] })),
            Err(_) => (200, json!({ "processed_ids": [] })),
        });
    }
    if asked.path == "/api/v1/delivery/save_declaration_id" {
        let sent = sent(asked);
        assert_eq!(sent["delivery_type"], "nova_poshta");
        let (id, number) = (sent["order_id"].as_i64()?, sent["declaration_id"].as_str()?.to_owned());
        let Some(order) = one(books, id) else {
            return Some((404, json!({ "message": "Not found" })));
        };
        if order.tracking == number {
            return Some((200, json!({ "status": "error", "message": "Already saved" })));
        }
        order.tracking = number;
        return Some((200, json!({ "status": "success" })));
    }
    let id: i64 = asked.path.strip_prefix("/api/v1/orders/")?.parse().ok()?;
    let number = one(books, id).map(|order| order.tracking.clone());
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({ "order": { "id": id, "status": status, "status_name": "", "delivery_provider_data": { "declaration_number": number } } }),
        ),
        Err(refused) => refused,
    })
}

pub(super) fn retailcrm(books: &mut PlatformBooks, asked: &Asked) -> Answered {
    const STATUSES: [&str; 4] = ["new", "client-confirmed", "delivering", "cancel-other"];
    if asked.path == "/api/v5/reference/statuses" {
        let all: serde_json::Map<_, _> = STATUSES
            .map(|code| (code.to_owned(), json!({ "code": code })))
            .into_iter()
            .collect();
        return Some((200, json!({ "success": true, "statuses": all })));
    }
    if asked.path == "/api/v5/reference/payment-types" {
        let kinds = json!({ "old": { "active": false }, "bank-card": { "active": true, "defaultForApi": true } });
        return Some((200, json!({ "success": true, "paymentTypes": kinds })));
    }
    let rest = asked.path.strip_prefix("/api/v5/orders/")?;
    let form = crate::net::listen::pairs(std::str::from_utf8(&asked.body).unwrap());
    let of = |name: &str| {
        form.iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    };
    if rest == "payments/create" {
        let payment: Value = serde_json::from_str(&of("payment")?).unwrap();
        assert_eq!(
            (payment["type"].as_str(), of("site").as_deref()),
            (Some("bank-card"), Some("lavka"))
        );
        let order = one(books, payment["order"]["id"].as_i64()?)?;
        assert_eq!(payment["amount"], order.total);
        assert!(!order.is_paid, "not twice");
        order.is_paid = payment["status"] == "paid";
        return Some((200, json!({ "success": true, "id": 1 })));
    }
    if let Some(id) = rest.strip_suffix("/edit") {
        assert_eq!(
            (of("by").as_deref(), of("site").as_deref()),
            (Some("id"), Some("lavka"))
        );
        let order: Value = serde_json::from_str(&of("order")?).unwrap();
        let Some(word) = order["status"].as_str() else {
            let known = one(books, id.parse().ok()?)?;
            if let Some(number) = order["delivery"]["data"]["trackNumber"].as_str() {
                number.clone_into(&mut known.tracking);
            }
            if let Some(comment) = order["managerComment"].as_str() {
                comment.clone_into(&mut known.comment);
            }
            return Some((200, json!({ "success": true })));
        };
        if !STATUSES.contains(&word) {
            return Some((
                400,
                json!({ "success": false, "errorMsg": "Errors in the entity format" }),
            ));
        }
        return Some(match stand(books, id.parse().ok()?, word) {
            Ok(()) => (200, json!({ "success": true, "id": id })),
            Err(refused) => refused,
        });
    }
    let id: i64 = rest.parse().ok()?;
    assert_eq!(asked.of("by"), Some("id"));
    let known = one(books, id).cloned().unwrap_or_default();
    let payments = if known.is_paid {
        json!({ "1": { "id": 1, "status": "paid" } })
    } else {
        json!([])
    };
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({ "success": true, "order": {
                "id": id, "status": status, "site": "lavka", "totalSumm": known.total, "payments": payments,
                "managerComment": known.comment, "delivery": { "code": "post", "data": { "trackNumber": known.tracking } },
            } }),
        ),
        Err(refused) => refused,
    })
}

/// Ids and names; an id is its group here.
pub(super) const KEYCRM_STATUSES: [(&str, &str); 3] = [("1", "Новий"), ("2", "Підтверджено"), ("6", "Скасовано")];

pub(super) fn keycrm(books: &mut PlatformBooks, asked: &Asked) -> Answered {
    if asked.path == "/v1/order/status" {
        let all = KEYCRM_STATUSES.map(|(id, name)| json!({ "id": id.parse::<i64>().unwrap(), "name": name }));
        return Some((200, json!({ "total": all.len(), "data": all })));
    }
    let id: i64 = asked.path.strip_prefix("/v1/order/")?.parse().ok()?;
    if asked.method == "PUT" {
        let sent = sent(asked);
        let Some(word) = sent["status_id"].as_i64() else {
            let known = one(books, id)?;
            if let Some(number) = sent["shipping"]["tracking_code"].as_str() {
                number.clone_into(&mut known.tracking);
            }
            if let Some(comment) = sent["manager_comment"].as_str() {
                comment.clone_into(&mut known.comment);
            }
            return Some((202, json!({ "id": id })));
        };
        let word = word.to_string();
        return Some(match stand(books, id, &word) {
            Ok(()) => (202, json!({ "id": id })),
            Err(refused) => refused,
        });
    }
    let name = |status: &str| {
        KEYCRM_STATUSES
            .iter()
            .find(|(id, _)| *id == status)
            .map(|(_, name)| *name)
    };
    let known = one(books, id).cloned().unwrap_or_default();
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({
                "id": id, "status": { "name": name(&status) }, "manager_comment": known.comment,
                "shipping": { "tracking_code": known.tracking },
            }),
        ),
        Err(refused) => refused,
    })
}

pub(super) fn shopify(books: &mut PlatformBooks, asked: &Asked) -> Answered {
    let told: Value = serde_json::from_slice(&asked.body).ok()?;
    let (question, of) = (told["query"].as_str()?, &told["variables"]);
    let of_id = |id: &Value| id.as_str()?.rsplit('/').next()?.parse::<i64>().ok();
    let data = |data: Value| Some((200, json!({ "data": data })));
    if question.contains("fulfillmentOrders(first") {
        let Some(order) = one(books, of_id(&of["id"])?) else {
            return data(json!({ "order": null }));
        };
        let sent = json!([{ "id": format!("gid://shopify/Fulfillment/{}", order.id), "status": "SUCCESS", "trackingInfo": [{ "number": order.tracking }] }]);
        let parts = json!([{ "id": format!("gid://shopify/FulfillmentOrder/{}", order.id), "status": if order.tracking.is_empty() { "OPEN" } else { "CLOSED" } }]);
        return data(json!({ "order": {
            "displayFinancialStatus": if order.is_paid { "PAID" } else { "PENDING" },
            "fulfillments": if order.tracking.is_empty() { json!([]) } else { sent }, "fulfillmentOrders": { "nodes": parts },
        } }));
    }
    if question.contains("orderMarkAsPaid") {
        let order = one(books, of_id(&of["input"]["id"])?)?;
        assert!(!order.is_paid, "not twice");
        order.is_paid = true;
        return data(json!({ "orderMarkAsPaid": { "userErrors": [] } }));
    }
    if question.contains("fulfillmentCreate") {
        let wanted = &of["fulfillment"];
        assert_eq!(wanted["notifyCustomer"], false);
        let part = of_id(&wanted["lineItemsByFulfillmentOrder"][0]["fulfillmentOrderId"])?;
        let order = one(books, part)?;
        assert!(order.tracking.is_empty(), "not twice");
        wanted["trackingInfo"]["number"]
            .as_str()?
            .clone_into(&mut order.tracking);
        return data(json!({ "fulfillmentCreate": { "userErrors": [] } }));
    }
    if question.contains("fulfillmentTrackingInfoUpdate") {
        let order = one(books, of_id(&of["id"])?)?;
        of["info"]["number"].as_str()?.clone_into(&mut order.tracking);
        return data(json!({ "fulfillmentTrackingInfoUpdate": { "userErrors": [] } }));
    }
    None
}
