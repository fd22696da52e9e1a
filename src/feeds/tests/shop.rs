//! A shop of our own that answers as a WooCommerce does, as far as a reader of orders can see it: paging, ties, signed
//! requests, and whatever goes wrong.

use std::collections::VecDeque;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::domain::time::Time;

/// What one order of it says.
#[derive(Clone, Debug)]
pub(super) struct FakeOrder {
    pub(super) id: i64,
    /// Seconds.
    pub(super) created: i64,
    pub(super) modified: i64,
    pub(super) total: i64,
    pub(super) status: String,
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
    pub(super) instead: VecDeque<Option<(u16, String, String)>>,
    /// Done before the next answers.
    pub(super) meanwhile: VecDeque<Meanwhile>,
    /// What was asked, its query decoded.
    pub(super) asked: Vec<Vec<(String, String)>>,
    /// Orders of one second stand in another order each time.
    pub(super) unstable: bool,
    /// It tells no total, as behind some caches.
    pub(super) silent: bool,
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
        });
        id
    }
}

/// The shop, on the loopback network.
pub(super) struct FakeShop {
    pub(super) address: String,
    books: Arc<Mutex<ShopBooks>>,
}

impl FakeShop {
    pub(super) fn open(now: Time) -> FakeShop {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let books = Arc::new(Mutex::new(ShopBooks {
            now: now.0 / 1_000,
            page: 100,
            ..ShopBooks::default()
        }));
        let (at, behind) = (address.clone(), Arc::clone(&books));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &at, &behind);
            }
        });
        FakeShop { address, books }
    }

    pub(super) fn books(&self) -> MutexGuard<'_, ShopBooks> {
        self.books.lock().unwrap()
    }
}

fn answer(mut stream: TcpStream, address: &str, books: &Mutex<ShopBooks>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while lines.next()?.ok()?.trim() != "" {}
    let target = request.split(' ').nth(1)?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let mut books = books.lock().unwrap();
    books.asked.push(query.clone());
    if let Some(meanwhile) = books.meanwhile.pop_front() {
        meanwhile(&mut books);
    }
    if let Some(instead) = books.instead.pop_front() {
        let (status, headers, body) = instead?;
        return say(&mut stream, status, &headers, &body);
    }
    if path != "/wp-json/wc/v3/orders" {
        return say(
            &mut stream,
            404,
            "Content-Type: text/html\r\n",
            "<title>Not found</title>",
        );
    }
    if !is_signed(address, path, &query) {
        let body = r#"{"code":"woocommerce_rest_authentication_error","message":"Invalid signature."}"#;
        return say(&mut stream, 401, "", body);
    }
    let (list, total) = listed(&mut books, &query, address);
    let date = chrono::DateTime::from_timestamp(books.now, 0)?.format("%a, %d %b %Y %H:%M:%S GMT");
    let mut headers = format!("Date: {date}\r\nContent-Type: application/json\r\n");
    if !books.silent {
        headers.extend(["X-WP-Total: ", &total.to_string(), "\r\n"]);
    }
    say(&mut stream, 200, &headers, &list.to_string())
}

fn say(stream: &mut TcpStream, status: u16, headers: &str, body: &str) -> Option<()> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()
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
    json!({
        "id": id, "number": id.to_string(), "status": order.status, "currency": "RUB",
        "order_key": format!("wc_order_{id}"),
        "date_created_gmt": gmt(order.created), "date_modified_gmt": gmt(order.modified),
        "total": format!("{}.00", order.total), "payment_method": "cod",
        "billing": { "first_name": "Анна", "last_name": format!("Ким{id}"), "phone": format!("+7916{:07}", id) },
        "line_items": [{ "id": 1, "name": "Чайник", "sku": "T1", "quantity": 1, "total": format!("{}.00", order.total) }],
        "refunds": [],
        "_links": { "self": [{ "href": format!("{address}/wp-json/wc/v3/orders/{id}") }] },
    })
}

/// As the shop counts it.
fn is_signed(address: &str, path: &str, query: &[(String, String)]) -> bool {
    use crate::net::http::base64;
    use crate::net::http::encoded;
    let mut pairs: Vec<_> = query.iter().filter(|(name, _)| name != "oauth_signature").collect();
    pairs.sort();
    let joined: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    let base = format!(
        "GET&{}&{}",
        encoded(&format!("{address}{path}")),
        encoded(&joined.join("&"))
    );
    let mac = crate::net::sign::hmac_sha256(b"cs_secret&", base.as_bytes());
    query.contains(&("oauth_signature".to_owned(), base64(&mac)))
        && query.contains(&("oauth_consumer_key".to_owned(), "ck_key".to_owned()))
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}
