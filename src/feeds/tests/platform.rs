//! Shops of our own that answer as several platforms do, as far as a reader of orders can see it: how what changed is asked
//! for, how pages follow each other, who is let in, and whatever goes wrong.

use std::collections::VecDeque;

use chrono::DateTime;
use chrono::NaiveDateTime;
use chrono::TimeZone;
use serde_json::Value;
use serde_json::json;

use super::platform_writes;
use super::platform_writes::Answered;
use super::server::Asked;
use super::server::Instead;
use super::server::Said;
use super::server::Served;
use super::server::dated;
use super::setting_up::Bench;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Time;
use crate::net::http::basic;

/// What one order says.
#[derive(Clone, Debug, Default)]
pub(super) struct PlatformOrder {
    pub(super) id: i64,
    /// Seconds.
    pub(super) created: i64,
    pub(super) modified: i64,
    pub(super) total: i64,
    /// In the platform's own words.
    pub(super) status: String,
    pub(super) tracking: String,
    pub(super) comment: String,
    pub(super) is_paid: bool,
}

/// Something the shop does before it answers.
pub(super) type Between = Box<dyn FnOnce(&mut PlatformBooks) + Send>;

/// What it has.
#[derive(Default)]
pub(super) struct PlatformBooks {
    pub(super) orders: Vec<PlatformOrder>,
    /// Of which order and when, the oldest first.
    history: Vec<(i64, i64)>,
    /// Its clock, seconds.
    pub(super) now: i64,
    /// No more orders a page, whatever is asked.
    pub(super) page: usize,
    pub(super) instead: Instead,
    /// Done before the next answers.
    pub(super) between: VecDeque<Between>,
    pub(super) asked: Vec<Asked>,
    /// Done before one order is asked for or changed next.
    pub(super) before_one: Option<Between>,
    /// Changes that are taken, and whose answers are lost.
    pub(super) lost: usize,
    /// The statuses that orders were made to stand at.
    pub(super) sent: Vec<String>,
}

impl PlatformBooks {
    /// An order of now.
    pub(super) fn order(&mut self, total: i64, status: &str) -> i64 {
        let id = self.orders.iter().map(|order| order.id).max().unwrap_or(100) + 1;
        self.orders.push(PlatformOrder {
            id,
            created: self.now,
            modified: self.now,
            total,
            status: status.to_owned(),
            ..PlatformOrder::default()
        });
        self.history.push((id, self.now));
        id
    }

    /// A change of now.
    pub(super) fn edit(&mut self, id: i64, change: impl FnOnce(&mut PlatformOrder)) {
        let now = self.now;
        let order = self.orders.iter_mut().find(|order| order.id == id).unwrap();
        order.modified = now;
        change(order);
        self.history.push((id, now));
    }

    pub(super) fn delete(&mut self, id: i64) {
        self.orders.retain(|order| order.id != id);
        self.history.push((id, self.now));
    }
}

/// How a platform speaks.
pub(super) struct Dialect {
    pub(super) kind: OrderFeedKind,
    /// Of its API, behind the shop's address.
    pub(super) home: &'static str,
    pub(super) fresh: &'static str,
    pub(super) cancelled: &'static str,
    /// A word of the shop's own, where it has such.
    pub(super) own: Option<&'static str>,
    /// Its word for confirmed, where that can be written to it.
    pub(super) confirmed: Option<&'static str>,
    is_let_in: fn(&Asked) -> bool,
    refusal: (u16, &'static str),
    answer: fn(&PlatformBooks, &Asked) -> Value,
    /// Of one order.
    of_one: fn(&mut PlatformBooks, &Asked) -> Answered,
}

pub(super) const DIALECTS: [Dialect; 5] = [
    Dialect {
        kind: OrderFeedKind::InSales,
        home: "/admin",
        fresh: "new",
        cancelled: "declined",
        own: Some("at-the-tailor"),
        is_let_in: |asked| asked.header("authorization") == basic("ck_key", "cs_secret"),
        refusal: (401, "HTTP Basic: Access denied."),
        answer: insales,
        of_one: platform_writes::insales,
        confirmed: Some("accepted"),
    },
    Dialect {
        kind: OrderFeedKind::Prom,
        home: "",
        fresh: "pending",
        cancelled: "canceled",
        own: Some("custom-7"),
        is_let_in: |asked| asked.header("authorization") == "Bearer ck_key",
        refusal: (401, r#"{"message":"Not authenticated"}"#),
        answer: prom,
        of_one: platform_writes::prom,
        confirmed: Some("received"),
    },
    Dialect {
        kind: OrderFeedKind::RetailCrm,
        home: "",
        fresh: "new",
        cancelled: "cancel-other",
        own: Some("at-the-tailor"),
        is_let_in: |asked| asked.header("x-api-key") == "ck_key",
        refusal: (403, r#"{"success":false,"errorMsg":"Wrong \"apiKey\" value."}"#),
        answer: retailcrm,
        of_one: platform_writes::retailcrm,
        confirmed: Some("client-confirmed"),
    },
    Dialect {
        kind: OrderFeedKind::KeyCrm,
        home: "/v1",
        fresh: "1",
        cancelled: "6",
        own: Some("at-the-tailor"),
        is_let_in: |asked| asked.header("authorization") == "Bearer ck_key",
        refusal: (401, r#"{"message":"Unauthenticated."}"#),
        answer: keycrm,
        of_one: platform_writes::keycrm,
        confirmed: Some("Підтверджено"),
    },
    Dialect {
        kind: OrderFeedKind::Shopify,
        home: "/admin",
        fresh: "open",
        cancelled: "cancelled",
        own: None,
        is_let_in: |asked| asked.header("x-shopify-access-token") == "ck_key",
        refusal: (
            401,
            r#"{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}"#,
        ),
        answer: shopify,
        of_one: platform_writes::shopify,
        confirmed: None,
    },
];

/// A shop, on the loopback network.
pub(super) type FakePlatform = Served<PlatformBooks>;

impl FakePlatform {
    pub(super) fn open(dialect: &'static Dialect, now: Time) -> FakePlatform {
        let books = PlatformBooks {
            now: now.0 / 1_000,
            page: 100,
            ..PlatformBooks::default()
        };
        Served::begin(books, |_, books, asked| answer(dialect, books, asked))
    }

    /// A desk that asks it.
    pub(super) fn bench(&self, dialect: &Dialect) -> Bench {
        let secret = SecretRef::Env("SECRET".to_owned());
        Bench::new(FeedSetting {
            kind: dialect.kind,
            address: Some(format!("{}{}", self.address, dialect.home)),
            key: Some(SecretRef::Env("KEY".to_owned())),
            secret: dialect.kind.has_two_keys().then_some(secret),
            ..FeedSetting::default()
        })
    }
}

fn answer(dialect: &Dialect, books: &mut PlatformBooks, asked: &Asked) -> Said {
    books.asked.push(asked.clone());
    if let Some(between) = books.between.pop_front() {
        between(books);
    }
    if let Some(instead) = books.instead.pop_front() {
        return instead;
    }
    if !(dialect.is_let_in)(asked) {
        let (status, body) = dialect.refusal;
        return Some((status, dated(books.now), body.to_owned()));
    }
    let is_of_one = (dialect.of_one)(&mut PlatformBooks::default(), asked).is_some();
    if let Some(before) = books.before_one.take_if(|_| is_of_one) {
        before(books);
        if let Some(instead) = books.instead.pop_front() {
            return instead;
        }
    }
    let of_one = (dialect.of_one)(books, asked);
    let is_question = asked.body.starts_with(br#"{"query":"query"#);
    let is_change = of_one.is_some() && asked.method != "GET" && !is_question;
    let (status, told) = of_one.unwrap_or_else(|| (200, (dialect.answer)(books, asked)));
    if is_change && books.lost > 0 {
        books.lost -= 1;
        return None;
    }
    Some((status, dated(books.now), told.to_string()))
}

/// Those of a page, and how many there are in all.
fn page(
    books: &PlatformBooks,
    found: &[PlatformOrder],
    asked: &Asked,
    size: &str,
) -> (Vec<PlatformOrder>, usize, usize) {
    let size: usize = asked.of(size).map_or(20, |text| text.parse().unwrap());
    let size = size.min(books.page);
    let number: usize = asked.of("page").map_or(1, |text| text.parse().unwrap());
    let of_page = found.iter().skip((number - 1) * size).take(size);
    (of_page.cloned().collect(), number, size)
}

fn rfc3339(second: i64, hours: i32, form: &str) -> String {
    let zone = chrono::FixedOffset::east_opt(hours * 3_600).unwrap();
    let at = DateTime::from_timestamp(second, 0).unwrap();
    at.with_timezone(&zone).format(form).to_string()
}

/// *Получение только изменившихся данных*: in order of the last change and the id, behind `updated_since` and `from_id`.
fn insales(books: &PlatformBooks, asked: &Asked) -> Value {
    if asked.path == "/admin/orders/count.json" {
        return json!({ "count": books.orders.len() });
    }
    assert_eq!(asked.path, "/admin/orders.json");
    let since = asked.of("updated_since").unwrap();
    let since =
        DateTime::parse_from_rfc3339(since).or_else(|_| DateTime::parse_from_str(since, "%Y-%m-%d %H:%M:%S %:z"));
    let since = since.unwrap().timestamp();
    let from: i64 = asked.of("from_id").map_or(0, |text| text.parse().unwrap());
    let is_behind = |order: &&PlatformOrder| (order.modified, order.id) > (since, from);
    let mut found: Vec<PlatformOrder> = books.orders.iter().filter(is_behind).cloned().collect();
    found.sort_by_key(|order| (order.modified, order.id));
    let (orders, ..) = page(books, &found, asked, "per_page");
    let at = |second| rfc3339(second, 3, "%Y-%m-%dT%H:%M:%S%:z");
    let shaped = orders.iter().map(|order| {
        json!({
            "id": order.id, "number": order.id, "key": "0af", "created_at": at(order.created), "updated_at": at(order.modified),
            "total_price": order.total, "currency_code": "RUB", "fulfillment_status": order.status, "custom_status": null,
            "financial_status": "pending", "payment_title": "Наличными курьеру",
            "client": { "name": "Анна", "surname": "Ким", "phone": format!("+7916{:07}", order.id) },
            "order_lines": [{ "title": "Чайник", "sku": "T1", "quantity": 1, "full_sale_price": order.total, "full_total_price": order.total }],
        })
    });
    shaped.collect()
}

/// `orders/list`: by id downwards, from `last_id` on; a time without a zone is Kyiv's.
fn prom(books: &PlatformBooks, asked: &Asked) -> Value {
    assert_eq!(asked.path, "/api/v1/orders/list");
    let kyiv = |text: &str| {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
        chrono_tz::Europe::Kyiv
            .from_local_datetime(&at)
            .earliest()
            .unwrap()
            .timestamp()
    };
    let is_meant = |order: &&PlatformOrder| {
        asked
            .of("last_modified_from")
            .is_none_or(|from| order.modified >= kyiv(from))
            && asked.of("date_from").is_none_or(|from| order.created >= kyiv(from))
            && asked.of("last_id").is_none_or(|last| order.id <= last.parse().unwrap())
    };
    let mut found: Vec<PlatformOrder> = books.orders.iter().filter(is_meant).cloned().collect();
    found.sort_by_key(|order| std::cmp::Reverse(order.id));
    let (orders, ..) = page(books, &found, asked, "limit");
    let at = |second| rfc3339(second, 2, "%Y-%m-%dT%H:%M:%S.588791%:z");
    let shaped = orders.iter().map(|order| {
        json!({
            "id": order.id, "date_created": at(order.created), "date_modified": at(order.modified), "status": order.status,
            "status_name": if order.status.starts_with("custom") { "У кравця" } else { "" }, "client_first_name": "Анна",
            "client_last_name": "Ким", "phone": format!("+38067{:07}", order.id), "price": order.total.to_string(),
            "full_price": order.total.to_string(), "delivery_option": {}, "payment_option": { "id": 1, "name": "Післяплата" },
            "products": [{ "id": 1, "name": "Чайник", "sku": "T1", "quantity": 1, "price": order.total.to_string() }],
        })
    });
    json!({ "orders": shaped.collect::<Vec<_>>() })
}

/// `orders` and `orders/history`; times are Moscow's.
fn retailcrm(books: &PlatformBooks, asked: &Asked) -> Value {
    let moscow = |text: &str| {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
        chrono_tz::Europe::Moscow
            .from_local_datetime(&at)
            .earliest()
            .unwrap()
            .timestamp()
    };
    let at = |second| rfc3339(second, 3, "%Y-%m-%d %H:%M:%S");
    if asked.path == "/api/v5/orders/history" {
        let since: usize = asked.of("filter[sinceId]").map_or(0, |text| text.parse().unwrap());
        let start = asked.of("filter[startDate]").map(moscow);
        let numbered = books.history.iter().enumerate().map(|(at, entry)| (at + 1, *entry));
        let found = numbered.filter(|(id, (_, at))| *id > since && start.is_none_or(|start| *at >= start));
        let found: Vec<(usize, (i64, i64))> = found.collect();
        let size = books.page.min(100);
        let pages = found.len().div_ceil(size);
        let entries = found.iter().take(size).map(|(id, (order, second))| {
            json!({ "id": id, "createdAt": at(*second), "source": "user", "field": "status", "order": { "id": order } })
        });
        return json!({
            "success": true, "history": entries.collect::<Vec<_>>(),
            "pagination": { "limit": size, "totalCount": found.len(), "currentPage": 1, "totalPageCount": pages },
        });
    }
    assert_eq!(asked.path, "/api/v5/orders");
    let ids: Vec<i64> = asked
        .all("filter[ids][]")
        .iter()
        .map(|id| id.parse().unwrap())
        .collect();
    let from = asked.of("filter[createdAtFrom]").map(moscow);
    let is_meant = |order: &&PlatformOrder| {
        (ids.is_empty() || ids.contains(&order.id)) && from.is_none_or(|from| order.created >= from)
    };
    let mut found: Vec<PlatformOrder> = books.orders.iter().filter(is_meant).cloned().collect();
    found.sort_by_key(|order| std::cmp::Reverse((order.created, order.id)));
    let (orders, number, size) = page(books, &found, asked, "limit");
    let shaped = orders.iter().map(|order| {
        json!({
            "id": order.id, "number": order.id.to_string(), "createdAt": at(order.created), "status": order.status,
            "summ": order.total, "totalSumm": order.total, "currency": "RUB", "firstName": "Анна", "lastName": "Ким",
            "phone": format!("+7916{:07}", order.id), "payments": [], "customFields": [],
            "items": [{ "initialPrice": order.total, "discountTotal": 0, "quantity": 1, "offer": { "name": "Чайник", "externalId": "T1" } }],
        })
    });
    json!({
        "success": true, "orders": shaped.collect::<Vec<_>>(),
        "pagination": { "limit": size, "totalCount": found.len(), "currentPage": number, "totalPageCount": found.len().div_ceil(size) },
    })
}

/// A word of the shop's own is its name as well.
fn status_name(status: &str) -> &str {
    let known = platform_writes::KEYCRM_STATUSES.iter().find(|(id, _)| *id == status);
    known.map_or(status, |(_, name)| name)
}

/// `order`: page by page, by id downwards.
fn keycrm(books: &PlatformBooks, asked: &Asked) -> Value {
    assert_eq!((asked.path.as_str(), asked.of("sort")), ("/v1/order", Some("-id")));
    let between = |name: &str| {
        let (from, until) = asked.of(name)?.split_once(", ")?;
        let of = |text| {
            NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
                .unwrap()
                .and_utc()
                .timestamp()
        };
        Some(of(from)..=of(until))
    };
    let is_meant = |order: &&PlatformOrder| {
        between("filter[updated_between]").is_none_or(|span| span.contains(&order.modified))
            && between("filter[created_between]").is_none_or(|span| span.contains(&order.created))
    };
    let mut found: Vec<PlatformOrder> = books.orders.iter().filter(is_meant).cloned().collect();
    found.sort_by_key(|order| std::cmp::Reverse(order.id));
    let (orders, number, size) = page(books, &found, asked, "limit");
    let at = |second| rfc3339(second, 0, "%Y-%m-%d %H:%M:%S");
    let shaped = orders.iter().map(|order| {
        json!({
            "id": order.id, "source_uuid": order.id.to_string(), "source_id": 1, "grand_total": order.total,
            "status_group_id": order.status.parse::<i64>().ok(), "status": { "name": status_name(&order.status) },
            "created_at": at(order.created), "ordered_at": at(order.created), "updated_at": at(order.modified),
            "buyer": { "full_name": "Анна Ким", "phone": format!("+7916{:07}", order.id) }, "payments": [],
            "products": [{ "name": "Чайник", "sku": "T1", "quantity": 1, "price": order.total }],
        })
    });
    json!({ "total": found.len(), "current_page": number, "per_page": size, "data": shaped.collect::<Vec<_>>() })
}

/// `orders` by their last change or by when they were placed, the newest first, behind a cursor; one has more lines than are
/// told at once.
fn shopify(books: &PlatformBooks, asked: &Asked) -> Value {
    assert!(asked.method == "POST" && asked.path.starts_with("/admin/api/20") && asked.path.ends_with("/graphql.json"));
    let told: Value = serde_json::from_slice(&asked.body).unwrap();
    let (question, of) = (told["query"].as_str().unwrap(), &told["variables"]);
    if question.contains("bulkOperationRunQuery") {
        let refused = json!({ "bulkOperation": null, "userErrors": [{ "message": "One goes on" }] });
        return json!({ "data": { "bulkOperationRunQuery": refused } });
    }
    if question.contains("ordersCount") {
        let newest = books
            .orders
            .last()
            .map(|order| json!({ "id": format!("gid://shopify/Order/{}", order.id), "name": order.id.to_string() }));
        return json!({ "data": { "ordersCount": { "count": books.orders.len() }, "orders": { "nodes": newest.iter().collect::<Vec<_>>() } } });
    }
    let money = |total: i64| json!({ "shopMoney": { "amount": format!("{total}.0"), "currencyCode": "RUB" } });
    let line = |total: i64| json!({ "title": "Чайник", "sku": "T1", "quantity": 1, "originalUnitPriceSet": money(total), "discountAllocations": [], "customAttributes": [] });
    if question.contains("order(id: $id)") {
        assert_eq!(of["after"], "line-1");
        let lines = json!({ "nodes": [line(7)], "pageInfo": { "hasNextPage": false, "endCursor": "line-2" } });
        return json!({ "data": { "order": { "lineItems": lines } } });
    }
    let (key, since) = of["wanted"].as_str().unwrap().split_once(":>='").unwrap();
    let since = DateTime::parse_from_rfc3339(since.trim_end_matches('\''))
        .unwrap()
        .timestamp();
    let by = |order: &PlatformOrder| match key {
        "updated_at" => (order.modified, order.id),
        _ => (order.created, order.id),
    };
    assert!(question.contains(&format!("sortKey: {}, reverse: true", key.to_uppercase())));
    let after = of["after"].as_str().map(|cursor| {
        let (at, id) = cursor.split_once('-').unwrap();
        (at.parse::<i64>().unwrap(), id.parse::<i64>().unwrap())
    });
    let is_meant = |order: &&PlatformOrder| by(order).0 >= since && after.is_none_or(|after| by(order) < after);
    let mut found: Vec<PlatformOrder> = books.orders.iter().filter(is_meant).cloned().collect();
    found.sort_by_key(|order| std::cmp::Reverse(by(order)));
    let size = usize::try_from(of["first"].as_i64().unwrap()).unwrap().min(books.page);
    let has_next = found.len() > size;
    found.truncate(size);
    let end = found.last().map(|order| format!("{}-{}", by(order).0, by(order).1));
    let at = |second| rfc3339(second, 0, "%Y-%m-%dT%H:%M:%SZ");
    let shaped = found.iter().map(|order| {
        let is_long = order.total == MANY_LINES;
        let first = if is_long { order.total - 7 } else { order.total };
        json!({
            "id": format!("gid://shopify/Order/{}", order.id), "name": order.id.to_string(), "createdAt": at(order.created),
            "updatedAt": at(order.modified), "cancelledAt": (order.status == "cancelled").then(|| at(order.modified)),
            "currencyCode": "RUB", "totalPriceSet": money(order.total), "displayFinancialStatus": "PENDING",
            "displayFulfillmentStatus": "UNFULFILLED", "customer": { "firstName": "Анна", "lastName": "Ким" },
            "phone": format!("+7916{:07}", order.id), "paymentGatewayNames": ["Cash on Delivery (COD)"], "shippingLines": { "nodes": [] },
            "fulfillments": [], "refunds": [], "customAttributes": [],
            "lineItems": { "nodes": [line(first)], "pageInfo": { "hasNextPage": is_long, "endCursor": "line-1" } },
        })
    });
    json!({ "data": { "orders": { "nodes": shaped.collect::<Vec<_>>(), "pageInfo": { "hasNextPage": has_next, "endCursor": end } } } })
}

/// The total of an order whose lines are more than a Shopify tells at once.
pub(super) const MANY_LINES: i64 = 4_321;
