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
    let id: i64 = asked.path.strip_prefix("/api/v1/orders/")?.parse().ok()?;
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({ "order": { "id": id, "status": status, "status_name": "" } }),
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
    let rest = asked.path.strip_prefix("/api/v5/orders/")?;
    if let Some(id) = rest.strip_suffix("/edit") {
        let form = crate::net::listen::pairs(std::str::from_utf8(&asked.body).unwrap());
        let of = |name: &str| {
            form.iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        };
        assert_eq!(
            (of("by").as_deref(), of("site").as_deref()),
            (Some("id"), Some("lavka"))
        );
        let order: Value = serde_json::from_str(&of("order")?).unwrap();
        let word = order["status"].as_str()?;
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
    Some(match status(books, id) {
        Ok(status) => (
            200,
            json!({ "success": true, "order": { "id": id, "status": status, "site": "lavka" } }),
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
        let word = sent(asked)["status_id"].as_i64()?.to_string();
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
    Some(match status(books, id) {
        Ok(status) => (200, json!({ "id": id, "status": { "name": name(&status) } })),
        Err(refused) => refused,
    })
}
