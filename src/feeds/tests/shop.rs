//! A shop of our own that answers as a WooCommerce does, as far as a reader of orders can see it: paging, ties, signed
//! requests, and whatever goes wrong.

use std::collections::BTreeMap;
use std::collections::VecDeque;

use serde_json::Value;
use serde_json::json;

use super::server::Asked;
use super::server::Instead;
use super::server::Said;
use super::server::Served;
use super::server::dated;
use crate::domain::time::Time;

/// What one order of it says.
#[derive(Clone, Debug, Default)]
pub(super) struct FakeOrder {
    pub(super) id: i64,
    /// Seconds.
    pub(super) created: i64,
    pub(super) modified: i64,
    pub(super) total: i64,
    pub(super) status: String,
    /// By what it is paid; empty: at receipt.
    pub(super) method: String,
    /// When it was paid, seconds.
    pub(super) paid: Option<i64>,
    pub(super) transaction: String,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) notes: Vec<String>,
    /// What its plugin lists: id and number.
    pub(super) waybills: Vec<(i64, String)>,
}

impl FakeOrder {
    /// As WooCommerce does it: an order that is brought so far has been paid.
    fn move_to(&mut self, status: &str, now: i64) {
        status.clone_into(&mut self.status);
        if matches!(status, "processing" | "completed") {
            self.paid = self.paid.or(Some(now));
        }
    }
}

/// Something the shop does before it answers.
pub(super) type Meanwhile = Box<dyn FnOnce(&mut ShopBooks) + Send>;

/// What it has.
#[derive(Default)]
pub(super) struct ShopBooks {
    pub(super) orders: Vec<FakeOrder>,
    /// Its clock, seconds.
    pub(super) now: i64,
    /// No more orders a page, whatever is asked.
    pub(super) page: usize,
    /// Answers in place of the next ones: status, headers, body; none: hangs up.
    pub(super) instead: Instead,
    /// Done before the next answers.
    pub(super) meanwhile: VecDeque<Meanwhile>,
    /// What was asked, its query decoded.
    pub(super) asked: Vec<Vec<(String, String)>>,
    /// Orders of one second stand in another order each time.
    pub(super) unstable: bool,
    /// It tells no total, as behind some caches.
    pub(super) silent: bool,
    /// Changes that are taken, and whose answers are lost.
    pub(super) lost: usize,
    /// What was sent to be changed: where, and what.
    pub(super) sent: Vec<(String, Value)>,
    /// It has the plugin that lists waybills.
    pub(super) has_plugin: bool,
}

impl ShopBooks {
    /// An order of now.
    pub(super) fn order(&mut self, total: i64) -> i64 {
        let id = self.orders.iter().map(|order| order.id).max().unwrap_or(100) + 1;
        let now = self.now;
        self.orders.push(FakeOrder {
            id,
            created: now,
            modified: now,
            total,
            status: "processing".to_owned(),
            ..FakeOrder::default()
        });
        id
    }
}

/// The shop, on the loopback network.
pub(super) type FakeShop = Served<ShopBooks>;

impl FakeShop {
    pub(super) fn open(now: Time) -> FakeShop {
        let books = ShopBooks {
            now: now.0 / 1_000,
            page: 100,
            ..ShopBooks::default()
        };
        Served::begin(books, |at, books, asked| answer(asked, at, books))
    }
}

fn answer(asked: &Asked, address: &str, books: &mut ShopBooks) -> Said {
    let Asked {
        method,
        path,
        query,
        body,
        ..
    } = asked;
    books.asked.push(query.clone());
    if let Some(meanwhile) = books.meanwhile.pop_front() {
        meanwhile(books);
    }
    if let Some(instead) = books.instead.pop_front() {
        return instead;
    }
    if !path.starts_with("/wp-json/wc") {
        let html = "<title>Not found</title>".to_owned();
        return Some((404, "Content-Type: text/html\r\n".to_owned(), html));
    }
    if !is_signed(method, address, path, query) {
        let body = r#"{"code":"woocommerce_rest_authentication_error","message":"Invalid signature."}"#;
        return Some((401, String::new(), body.to_owned()));
    }
    if path != "/wp-json/wc/v3/orders" {
        let (status, told) = of_one(books, query, path, address, body)?;
        if method == "POST" && books.lost > 0 {
            books.lost -= 1;
            return None;
        }
        return Some((
            status,
            "Content-Type: application/json\r\n".to_owned(),
            told.to_string(),
        ));
    }
    let (list, total) = listed(books, query, address);
    let mut headers = dated(books.now);
    if !books.silent {
        headers.extend(["X-WP-Total: ", &total.to_string(), "\r\n"]);
    }
    Some((200, headers, list.to_string()))
}

/// One order, its notes and its waybills: told, or changed where there is a body.
fn of_one(
    books: &mut ShopBooks,
    query: &[(String, String)],
    path: &str,
    address: &str,
    body: &[u8],
) -> Option<(u16, Value)> {
    let sent: Option<Value> = serde_json::from_slice(body).ok();
    if let Some(sent) = &sent {
        books.sent.push((path.to_owned(), sent.clone()));
    }
    let plugin = path.strip_prefix("/wp-json/wc-shipment-tracking/v3/orders/");
    if plugin.is_some() && !books.has_plugin {
        return Some((404, json!({ "code": "rest_no_route", "message": "No route was found" })));
    }
    let rest = plugin.or_else(|| path.strip_prefix("/wp-json/wc/v3/orders/"))?;
    let mut parts = rest.split('/');
    let id: i64 = parts.next()?.parse().ok()?;
    let (what, which) = (parts.next(), parts.next());
    let now = books.now;
    let Some(order) = books.orders.iter_mut().find(|order| order.id == id) else {
        let gone = json!({ "code": "woocommerce_rest_shop_order_invalid_id", "message": "Invalid ID." });
        return Some((404, gone));
    };
    let waybill = |(id, number): &(i64, String)| json!({ "tracking_id": id.to_string(), "tracking_number": number });
    Some(match (what, sent) {
        (None, sent) => {
            if let Some(sent) = sent {
                order.modified = now;
                if let Some(status) = sent["status"].as_str() {
                    if status == "nonsense" {
                        let refused =
                            json!({ "code": "rest_invalid_param", "message": "Invalid parameter(s): status" });
                        return Some((400, refused));
                    }
                    order.move_to(status, now);
                }
                if sent["set_paid"] == true && matches!(order.status.as_str(), "pending" | "failed") {
                    order.move_to("processing", now);
                }
                for field in sent["meta_data"].as_array().into_iter().flatten() {
                    let text = |key: &str| field[key].as_str().unwrap().to_owned();
                    order.fields.insert(text("key"), text("value"));
                }
            }
            (200, shaped(order, address))
        }
        (Some("notes"), None) => {
            let notes = order.notes.iter().map(|note| json!({ "note": note }));
            (200, Value::Array(notes.collect()))
        }
        (Some("notes"), Some(sent)) => {
            assert_eq!(sent["customer_note"], false);
            order.notes.push(sent["note"].as_str()?.to_owned());
            (201, json!({ "id": 1 }))
        }
        (Some(_), None) => (200, order.waybills.iter().map(waybill).collect()),
        (Some(_), Some(_)) if query.contains(&("_method".to_owned(), "DELETE".to_owned())) => {
            order.waybills.retain(|(id, _)| Some(id.to_string().as_str()) != which);
            (200, json!({}))
        }
        (Some(_), Some(sent)) => {
            let id = order.waybills.last().map_or(1, |(id, _)| id + 1);
            order.waybills.push((id, sent["tracking_number"].as_str()?.to_owned()));
            (201, json!({}))
        }
    })
}

fn listed(books: &mut ShopBooks, query: &[(String, String)], address: &str) -> (Value, usize) {
    let of = |name: &str| {
        query
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let second = |name: &str| of(name).map(|text| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp());
    let mut found: Vec<FakeOrder> = books
        .orders
        .iter()
        .filter(|order| second("modified_after").is_none_or(|after| order.modified > after))
        .filter(|order| second("after").is_none_or(|after| order.created > after))
        .cloned()
        .collect();
    if of("orderby") == Some("id") {
        found.sort_by_key(|order| order.id);
    } else if of("orderby") == Some("date") {
        found.sort_by_key(|order| std::cmp::Reverse((order.created, order.id)));
    } else {
        // Ties stand as they happen to.
        if books.unstable {
            fastrand::shuffle(&mut found);
        }
        found.sort_by_key(|order| std::cmp::Reverse(order.modified));
    }
    let total = found.len();
    let offset: usize = of("offset").map_or(0, |text| text.parse().unwrap());
    let most: usize = of("per_page").map_or(10, |text| text.parse().unwrap());
    let page = found.into_iter().skip(offset).take(most.min(books.page));
    let list: Vec<Value> = page.map(|order| shaped(&order, address)).collect();
    (Value::Array(list), total)
}

/// As the API writes it, as far as orders are read of it.
pub(super) fn shaped(order: &FakeOrder, address: &str) -> Value {
    let gmt = |second: i64| {
        chrono::DateTime::from_timestamp(second, 0)
            .unwrap()
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string()
    };
    let id = order.id;
    let mut fields: Vec<Value> = order
        .fields
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }))
        .collect();
    if !order.waybills.is_empty() {
        let list = order.waybills.iter();
        let list = list.map(|(id, number)| json!({ "tracking_id": id.to_string(), "tracking_number": number }));
        fields.push(json!({ "key": "_wc_shipment_tracking_items", "value": list.collect::<Vec<_>>() }));
    }
    json!({
        "id": id, "number": id.to_string(), "status": order.status, "currency": "RUB",
        "order_key": format!("wc_order_{id}"),
        "date_created_gmt": gmt(order.created), "date_modified_gmt": gmt(order.modified),
        "total": format!("{}.00", order.total),
        "payment_method": if order.method.is_empty() { "cod" } else { &order.method },
        "date_paid_gmt": order.paid.map(gmt), "transaction_id": order.transaction,
        "meta_data": fields,
        "billing": { "first_name": "Анна", "last_name": format!("Ким{id}"), "phone": format!("+7916{:07}", id) },
        "line_items": [{ "id": 1, "name": "Чайник", "sku": "T1", "quantity": 1, "total": format!("{}.00", order.total) }],
        "refunds": [],
        "_links": { "self": [{ "href": format!("{address}/wp-json/wc/v3/orders/{id}") }] },
    })
}

/// As the shop counts it.
fn is_signed(method: &str, address: &str, path: &str, query: &[(String, String)]) -> bool {
    use crate::net::http::base64;
    use crate::net::http::encoded;
    let mut pairs: Vec<_> = query.iter().filter(|(name, _)| name != "oauth_signature").collect();
    pairs.sort();
    let joined: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    let base = format!(
        "{method}&{}&{}",
        encoded(&format!("{address}{path}")),
        encoded(&joined.join("&"))
    );
    let mac = crate::net::sign::hmac_sha256(b"cs_secret&", base.as_bytes());
    query.contains(&("oauth_signature".to_owned(), base64(&mac)))
        && query.contains(&("oauth_consumer_key".to_owned(), "ck_key".to_owned()))
}
