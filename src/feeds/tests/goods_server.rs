//! Shops of our own that tell of their goods as several platforms do.

use std::collections::VecDeque;

use chrono::DateTime;
use chrono::NaiveDateTime;
use chrono::TimeZone;
use serde_json::Value;
use serde_json::json;

use super::server::Asked;
use super::server::Instead;
use super::server::Said;
use super::server::Served;
use super::server::dated;
use super::setting_up::Bench;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Time;
use crate::net::http::basic;

/// What one product says.
#[derive(Clone, Debug, Default)]
pub(super) struct ShopGoods {
    pub(super) id: i64,
    pub(super) modified: i64,
    pub(super) sku: String,
    pub(super) price: String,
    pub(super) stock: i64,
    /// It is hidden from customers.
    pub(super) is_hidden: bool,
    /// It was thrown away.
    pub(super) is_gone: bool,
}

/// Something the shop does before it answers.
pub(super) type GoodsBetween = Box<dyn FnOnce(&mut GoodsBooks) + Send>;

/// What it has.
#[derive(Default)]
pub(super) struct GoodsBooks {
    pub(super) goods: Vec<ShopGoods>,
    /// Its clock, seconds.
    pub(super) now: i64,
    /// No more products a page, whatever is asked.
    pub(super) page: usize,
    pub(super) instead: Instead,
    /// Done before the next answers.
    pub(super) between: VecDeque<GoodsBetween>,
    /// Paths with what was asked of them.
    pub(super) asked: Vec<String>,
}

impl GoodsBooks {
    /// Products of now.
    pub(super) fn stock(&mut self, skus: &[(&str, i64)]) {
        for (sku, stock) in skus {
            self.goods.push(ShopGoods {
                id: i64::try_from(self.goods.len()).unwrap() + 1,
                modified: self.now,
                sku: (*sku).to_owned(),
                price: "1290".to_owned(),
                stock: *stock,
                ..ShopGoods::default()
            });
        }
    }

    /// A change of now.
    pub(super) fn edit(&mut self, sku: &str, change: impl FnOnce(&mut ShopGoods)) {
        let now = self.now;
        let one = self.goods.iter_mut().find(|one| one.sku == sku).unwrap();
        one.modified = now;
        change(one);
    }
}

/// How a platform tells of its goods.
pub(super) struct GoodsDialect {
    pub(super) api: GoodsApi,
    is_let_in: fn(&Asked) -> bool,
    answer: fn(&GoodsBooks, &Asked) -> (String, Value),
}

pub(super) const GOODS_DIALECTS: [GoodsDialect; 4] = [
    GoodsDialect {
        api: GoodsApi::WooCommerce,
        // Where nothing closes the way it asks by signed requests.
        is_let_in: |asked| asked.of("oauth_consumer_key") == Some("ck_key"),
        answer: woocommerce,
    },
    GoodsDialect {
        api: GoodsApi::InSales,
        is_let_in: |asked| asked.header("authorization") == basic("ck_key", "cs_secret"),
        answer: insales,
    },
    GoodsDialect {
        api: GoodsApi::Prom,
        is_let_in: |asked| asked.header("authorization") == "Bearer ck_key",
        answer: prom,
    },
    GoodsDialect {
        api: GoodsApi::Shopify,
        is_let_in: |asked| asked.header("x-shopify-access-token") == "ck_key",
        answer: shopify,
    },
];

/// A shop, on the loopback network.
pub(super) type FakeGoods = Served<GoodsBooks>;

impl FakeGoods {
    pub(super) fn open(dialect: &'static GoodsDialect, now: Time) -> FakeGoods {
        let books = GoodsBooks {
            now: now.0 / 1_000,
            page: 100,
            ..GoodsBooks::default()
        };
        Served::begin(books, |_, books, asked| answer(dialect, books, asked))
    }

    /// A desk that asks it.
    pub(super) fn bench(&self, dialect: &GoodsDialect) -> Bench {
        let secret = SecretRef::Env("SECRET".to_owned());
        Bench::new(FeedSetting {
            kind: OrderFeedKind::Catalogue,
            api: Some(dialect.api),
            address: Some(self.address.clone()),
            key: Some(SecretRef::Env("KEY".to_owned())),
            secret: dialect.api.kind().has_two_keys().then_some(secret),
            ..FeedSetting::default()
        })
    }
}

fn answer(dialect: &GoodsDialect, books: &mut GoodsBooks, asked: &Asked) -> Said {
    books.asked.push(asked.path.clone());
    if let Some(between) = books.between.pop_front() {
        between(books);
    }
    if let Some(instead) = books.instead.pop_front() {
        return instead;
    }
    if !(dialect.is_let_in)(asked) {
        return Some((401, dated(books.now), r#"{"message":"No"}"#.to_owned()));
    }
    let (headers, told) = (dialect.answer)(books, asked);
    Some((200, dated(books.now) + &headers, told.to_string()))
}

fn stamp(second: i64, form: &str) -> String {
    DateTime::from_timestamp(second, 0).unwrap().format(form).to_string()
}

/// `products` by id behind an offset, those with a capital V in several variations, which stand in a list of their own.
fn woocommerce(books: &GoodsBooks, asked: &Asked) -> (String, Value) {
    let variation = |one: &ShopGoods, number: i64| {
        json!({ "id": one.id * 1_000 + number, "sku": format!("{}-{number}", one.sku), "price": one.price, "status": "publish",
            "manage_stock": true, "stock_quantity": one.stock, "stock_status": "instock",
            "attributes": [{ "name": "Цвет", "option": number.to_string() }] })
    };
    let path = asked.path.strip_prefix("/wp-json/wc/v3/products").unwrap();
    if let Some(id) = path.strip_suffix("/variations") {
        let id: i64 = id.trim_matches('/').parse().unwrap();
        let one = books.goods.iter().find(|one| one.id == id).unwrap();
        let page: i64 = asked.of("page").unwrap().parse().unwrap();
        let of_page: Vec<Value> = [page * 2 - 1, page * 2].map(|number| variation(one, number)).to_vec();
        return ("X-WP-Total: 4\r\n".to_owned(), of_page.into());
    }
    let after = asked
        .of("modified_after")
        .map(|at| DateTime::parse_from_rfc3339(at).unwrap().timestamp());
    let is_meant = |one: &&ShopGoods| !one.is_gone && after.is_none_or(|after| one.modified > after);
    let found: Vec<&ShopGoods> = books.goods.iter().filter(is_meant).collect();
    if asked.of("orderby") == Some("id") {
        assert_eq!(asked.of("order"), Some("asc"));
    }
    let offset: usize = asked.of("offset").map_or(0, |text| text.parse().unwrap());
    let size: usize = asked.of("per_page").unwrap().parse().unwrap();
    let of_page = found.iter().skip(offset).take(size.min(books.page));
    let shaped = of_page.map(|one| {
        let is_variable = one.sku.starts_with('V');
        json!({ "id": one.id, "name": format!("Вещь {}", one.sku), "type": if is_variable { "variable" } else { "simple" },
            "status": if one.is_hidden { "draft" } else { "publish" }, "catalog_visibility": "visible", "sku": one.sku,
            "price": one.price, "manage_stock": true, "stock_quantity": one.stock,
            "stock_status": if one.stock > 0 { "instock" } else { "outofstock" }, "date_modified_gmt": stamp(one.modified, "%Y-%m-%dT%H:%M:%S"),
            "variations": if is_variable { json!([1, 2, 3, 4]) } else { json!([]) } })
    });
    (format!("X-WP-Total: {}\r\n", found.len()), shaped.collect())
}

/// Behind `updated_since` and `from_id`, what was thrown away where that is asked for.
fn insales(books: &GoodsBooks, asked: &Asked) -> (String, Value) {
    if asked.path == "/admin/products/count.json" {
        return (String::new(), json!({ "count": books.goods.len() }));
    }
    assert_eq!(asked.path, "/admin/products.json");
    let since = asked.of("updated_since").unwrap();
    let since =
        DateTime::parse_from_rfc3339(since).or_else(|_| DateTime::parse_from_str(since, "%Y-%m-%d %H:%M:%S %:z"));
    let since = since.unwrap().timestamp();
    let from: i64 = asked.of("from_id").map_or(0, |text| text.parse().unwrap());
    let with_gone = asked.of("with_deleted").is_some();
    let is_meant = |one: &&ShopGoods| (one.modified, one.id) > (since, from) && (with_gone || !one.is_gone);
    let mut found: Vec<&ShopGoods> = books.goods.iter().filter(is_meant).collect();
    found.sort_by_key(|one| (one.modified, one.id));
    let of_page = found.into_iter().take(books.page);
    let shaped = of_page.map(|one| {
        json!({ "id": one.id, "title": format!("Вещь {}", one.sku), "is_hidden": one.is_hidden, "archived": one.is_gone,
            "updated_at": stamp(one.modified, "%Y-%m-%dT%H:%M:%S+00:00"), "currency_code": "RUR",
            "variants": [{ "id": one.id + 500, "sku": one.sku, "title": null, "price": one.price, "quantity": one.stock }] })
    });
    (String::new(), shaped.collect())
}

/// `products/list`: by id downwards, from `last_id` on; a time without a zone is Kyiv's.
fn prom(books: &GoodsBooks, asked: &Asked) -> (String, Value) {
    assert_eq!(asked.path, "/api/v1/products/list");
    let kyiv = |text: &str| {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
        chrono_tz::Europe::Kyiv
            .from_local_datetime(&at)
            .earliest()
            .unwrap()
            .timestamp()
    };
    let is_meant = |one: &&ShopGoods| {
        !one.is_gone
            && asked
                .of("last_modified_from")
                .is_none_or(|from| one.modified >= kyiv(from))
            && asked.of("last_id").is_none_or(|last| one.id <= last.parse().unwrap())
    };
    let mut found: Vec<&ShopGoods> = books.goods.iter().filter(is_meant).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.id));
    let shaped = found.into_iter().take(books.page).map(|one| {
        json!({ "id": one.id, "sku": one.sku, "name": format!("Вещь {}", one.sku), "price": one.price, "currency": "UAH",
            "presence": if one.stock > 0 { "available" } else { "not_available" }, "quantity_in_stock": one.stock,
            "status": if one.is_hidden { "not_on_display" } else { "on_display" },
            "date_modified": stamp(one.modified, "%Y-%m-%dT%H:%M:%S+00:00") })
    });
    (String::new(), json!({ "products": shaped.collect::<Vec<_>>() }))
}

/// `products` by id, or by their last change downwards, behind a cursor; those with a capital V have more variants than are
/// told at once.
fn shopify(books: &GoodsBooks, asked: &Asked) -> (String, Value) {
    let told: Value = serde_json::from_slice(&asked.body).unwrap();
    let (question, of) = (told["query"].as_str().unwrap(), &told["variables"]);
    if question.contains("bulkOperationRunQuery") {
        let refused = json!({ "bulkOperation": null, "userErrors": [{ "message": "One goes on" }] });
        return (String::new(), json!({ "data": { "bulkOperationRunQuery": refused } }));
    }
    if question.contains("productsCount") {
        let counted = json!({ "count": books.goods.len() });
        return (
            String::new(),
            json!({ "data": { "productsCount": counted, "products": { "nodes": [] } } }),
        );
    }
    let variant = |one: &ShopGoods, sku: String| {
        json!({ "id": format!("gid://shopify/ProductVariant/{}", one.id + 500), "sku": sku, "title": "Default Title",
            "price": one.price, "inventoryQuantity": one.stock, "inventoryPolicy": "DENY", "inventoryItem": { "tracked": true } })
    };
    let of_id = |id: &str| {
        books
            .goods
            .iter()
            .find(|one| id.ends_with(&format!("/{}", one.id)))
            .unwrap()
    };
    if question.contains("product(id: $id)") {
        let one = of_id(of["id"].as_str().unwrap());
        let more = [2, 3].map(|number| variant(one, format!("{}-{number}", one.sku)));
        let more = json!({ "nodes": more, "pageInfo": { "hasNextPage": false, "endCursor": null } });
        return (String::new(), json!({ "data": { "product": { "variants": more } } }));
    }
    let since = of["wanted"].as_str().map(|wanted| {
        let at = wanted.strip_prefix("updated_at:>='").unwrap();
        DateTime::parse_from_rfc3339(at.trim_end_matches('\''))
            .unwrap()
            .timestamp()
    });
    assert_eq!(question.contains("sortKey: ID"), since.is_none());
    let is_meant = |one: &&ShopGoods| !one.is_gone && since.is_none_or(|since| one.modified >= since);
    let mut found: Vec<&ShopGoods> = books.goods.iter().filter(is_meant).collect();
    let by = |one: &ShopGoods| match since {
        Some(_) => (-one.modified, -one.id),
        None => (0, one.id),
    };
    found.sort_by_key(|one| by(one));
    if let Some(after) = of["after"].as_str() {
        let (first, second) = after.split_once(':').unwrap();
        let after: (i64, i64) = (first.parse().unwrap(), second.parse().unwrap());
        found.retain(|one| by(one) > after);
    }
    let size = usize::try_from(of["first"].as_i64().unwrap()).unwrap().min(books.page);
    let has_next = found.len() > size;
    found.truncate(size);
    let end = found.last().map(|one| format!("{}:{}", by(one).0, by(one).1));
    let shaped = found.iter().map(|one| {
        let is_long = one.sku.starts_with('V');
        let sku = if is_long { format!("{}-1", one.sku) } else { one.sku.clone() };
        json!({ "id": format!("gid://shopify/Product/{}", one.id), "title": format!("Вещь {}", one.sku),
            "status": if one.is_hidden { "DRAFT" } else { "ACTIVE" }, "updatedAt": stamp(one.modified, "%Y-%m-%dT%H:%M:%SZ"),
            "variants": { "nodes": [variant(one, sku)], "pageInfo": { "hasNextPage": is_long, "endCursor": "v" } } })
    });
    let products =
        json!({ "nodes": shaped.collect::<Vec<_>>(), "pageInfo": { "hasNextPage": has_next, "endCursor": end } });
    (
        String::new(),
        json!({ "data": { "shop": { "currencyCode": "EUR" }, "products": products } }),
    )
}
