//! A Shopify that writes all its orders, or goods, into a file.

use serde_json::Value;
use serde_json::json;

use super::server::Asked;
use super::server::Said;
use super::server::Served;
use super::server::dated;
use super::setting_up::Bench;
use super::setting_up::NOON;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::product::Offered;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::time::Span;
use crate::view::stock;

#[derive(Default)]
struct BulkBooks {
    orders: i64,
    status: &'static str,
    /// The file says less than it should.
    is_cut: bool,
    /// It is gone.
    is_gone: bool,
    refuses: bool,
    begun: Vec<String>,
    fetched: usize,
    paged: usize,
}

type FakeBulk = Served<BulkBooks>;

impl FakeBulk {
    fn open(orders: i64) -> FakeBulk {
        let books = BulkBooks {
            orders,
            status: "RUNNING",
            ..BulkBooks::default()
        };
        Served::begin(books, answer)
    }

    fn bench(&self, of_goods: bool) -> Bench {
        Bench::new(FeedSetting {
            kind: if of_goods {
                OrderFeedKind::Catalogue
            } else {
                OrderFeedKind::Shopify
            },
            api: of_goods.then_some(GoodsApi::Shopify),
            address: Some(self.address.clone()),
            key: Some(SecretRef::Env("KEY".to_owned())),
            ..FeedSetting::default()
        })
    }
}

fn money(total: i64) -> Value {
    json!({ "shopMoney": { "amount": format!("{total}.0"), "currencyCode": "RUB" } })
}

fn order(id: i64) -> Value {
    json!({
        "id": format!("gid://shopify/Order/{id}"), "name": id.to_string(), "createdAt": "2026-03-11T08:00:00Z",
        "updatedAt": "2026-03-11T08:00:00Z", "currencyCode": "RUB", "totalPriceSet": money(id),
        "displayFinancialStatus": "PENDING", "displayFulfillmentStatus": "UNFULFILLED",
        "customer": { "firstName": "Анна", "lastName": "Ким" }, "phone": format!("+7916{id:07}"),
        "paymentGatewayNames": [], "shippingLine": null, "fulfillments": [], "refunds": [], "customAttributes": [],
    })
}

fn line(total: i64) -> Value {
    json!({ "title": "Чайник", "sku": "T1", "quantity": 1, "originalUnitPriceSet": money(total), "discountAllocations": [], "customAttributes": [] })
}

fn file(books: &BulkBooks, of_goods: bool) -> String {
    let mut text = String::new();
    for id in 1..=books.orders {
        let (one, mut inner) = if of_goods {
            let product = json!({ "id": format!("gid://shopify/Product/{id}"), "title": format!("Вещь {id}"), "status": "ACTIVE", "updatedAt": "2026-03-11T08:00:00Z" });
            let variant = json!({ "id": format!("gid://shopify/ProductVariant/{id}"), "sku": format!("A{id}"), "title": "Default Title", "price": "10.00", "inventoryQuantity": 3, "inventoryPolicy": "DENY", "inventoryItem": { "tracked": true } });
            (product, variant)
        } else {
            (order(id), line(id))
        };
        inner["__parentId"] = one["id"].clone();
        text.push_str(&[one.to_string(), inner.to_string(), String::new()].join("\n"));
    }
    if books.is_cut {
        text.truncate(
            text.char_indices()
                .map(|(at, _)| at)
                .take_while(|at| *at < text.len() / 2)
                .last()
                .unwrap(),
        );
    }
    text
}

fn answer(own: &str, books: &mut BulkBooks, asked: &Asked) -> Said {
    let say = |status, body: String| Some((status, dated(NOON.0 / 1_000), body));
    if let Some(what) = asked.path.strip_prefix("/files/") {
        assert_eq!(
            asked.header("x-shopify-access-token"),
            "",
            "the file is another machine's"
        );
        books.fetched += 1;
        if books.is_gone {
            return say(404, String::new());
        }
        return say(200, file(books, what == "goods"));
    }
    assert_eq!(asked.header("x-shopify-access-token"), "ck_key");
    let told: Value = serde_json::from_slice(&asked.body).unwrap();
    let (question, of) = (told["query"].as_str().unwrap(), &told["variables"]);
    let data = |data: Value| say(200, json!({ "data": data }).to_string());
    if question.contains("Count") {
        let name = if question.contains("products") {
            "productsCount"
        } else {
            "ordersCount"
        };
        return data(json!({ name: { "count": books.orders } }));
    }
    if question.contains("bulkOperationRunQuery") {
        books.begun.push(of["query"].as_str().unwrap().to_owned());
        let operation = json!({ "id": "gid://shopify/BulkOperation/7", "status": "CREATED" });
        return data(json!({ "bulkOperationRunQuery": {
            "bulkOperation": if books.refuses { Value::Null } else { operation },
            "userErrors": if books.refuses { json!([{ "message": "A bulk query operation is already in progress" }]) } else { json!([]) },
        } }));
    }
    if question.contains("BulkOperation") {
        assert_eq!(of["id"], "gid://shopify/BulkOperation/7");
        let is_done = books.status == "COMPLETED";
        let what = if books.begun.last().unwrap().starts_with("{ products") {
            "goods"
        } else {
            "orders"
        };
        let url = (is_done && books.orders > 0).then(|| format!("{own}/files/{what}"));
        return data(json!({ "node": { "id": of["id"], "status": books.status, "errorCode": null, "url": url } }));
    }
    if question.contains("shop {") && !question.contains("products(") {
        return data(json!({ "shop": { "currencyCode": "RUB" } }));
    }
    books.paged += 1;
    let first = of["after"].as_str().map_or(0, |after| after.parse::<i64>().unwrap());
    let until = (first + 100).min(books.orders);
    let nodes: Vec<Value> = (first + 1..=until)
        .map(|id| {
            let mut one = order(id);
            one["lineItems"] = json!({ "nodes": [line(id)], "pageInfo": { "hasNextPage": false, "endCursor": null } });
            one
        })
        .collect();
    let info = json!({ "hasNextPage": until < books.orders, "endCursor": until.to_string() });
    data(json!({ "orders": { "nodes": nodes, "pageInfo": info } }))
}

#[test]
fn much_is_asked_for_at_once_and_taken_when_it_is_made() {
    let shop = FakeBulk::open(600);
    let bench = shop.bench(false);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, &turn.trouble, turn.more), (0, &None, false));
    let begun = shop.books().begun.clone();
    assert!(
        begun.len() == 1 && begun[0].starts_with("{ orders(query: \"updated_at:>='2026-02-09T"),
        "{begun:?}"
    );
    assert_eq!(
        bench.state().next_at,
        Some(NOON + Span::seconds(30)),
        "it is asked about, and nobody hurries"
    );
    assert_eq!(bench.turn(NOON + Span::seconds(30)).counts.created, 0);
    // Every turn here is of another process: the operation outlives it.
    shop.books().status = "COMPLETED";
    let turn = bench.run(NOON + Span::minutes(1));
    assert_eq!(turn.trouble, None);
    assert_eq!(bench.orders().len(), 600);
    assert_eq!(bench.records()[0].lines.len(), 1);
    let books = shop.books();
    assert_eq!((books.begun.len(), books.fetched), (1, 1), "the file is fetched once");
    drop(books);
    let paged = shop.books().paged;
    assert_eq!(bench.turn(NOON + Span::hours(1)).trouble, None);
    let books = shop.books();
    assert!(
        books.begun.len() == 1 && books.paged > paged,
        "from then on page by page"
    );
}

#[test]
fn what_is_refused_fails_or_is_gone_is_read_page_by_page() {
    for case in ["refused", "FAILED", "CANCELED", "gone", "few"] {
        let shop = FakeBulk::open(if case == "few" { 40 } else { 300 });
        shop.books().refuses = case == "refused";
        let bench = shop.bench(false);
        bench.turn(NOON);
        shop.books().status = match case {
            "FAILED" => "FAILED",
            "CANCELED" => "CANCELED",
            _ => "COMPLETED",
        };
        shop.books().is_gone = case == "gone";
        let turn = bench.run(NOON + Span::minutes(1));
        assert_eq!(turn.trouble, None, "{case}");
        let orders = i64::try_from(bench.orders().len()).unwrap();
        assert_eq!(orders, shop.books().orders, "{case}");
        assert!(shop.books().paged > 0, "{case}");
        assert_eq!(shop.books().begun.is_empty(), case == "few", "{case}");
    }
}

#[test]
fn a_file_that_is_cut_off_is_fetched_again() {
    let shop = FakeBulk::open(300);
    let bench = shop.bench(false);
    bench.turn(NOON);
    shop.books().status = "COMPLETED";
    shop.books().is_cut = true;
    let trouble = bench.run(NOON + Span::minutes(1)).trouble.unwrap();
    assert_eq!(trouble.fault, FeedFault::NotOrders);
    shop.books().is_cut = false;
    assert_eq!(bench.run(NOON + Span::minutes(5)).trouble, None);
    assert_eq!(bench.orders().len(), 300);
}

#[test]
fn a_shop_without_orders_has_no_file() {
    let shop = FakeBulk::open(300);
    let bench = shop.bench(false);
    bench.turn(NOON);
    shop.books().status = "COMPLETED";
    shop.books().orders = 0;
    assert_eq!(bench.run(NOON + Span::minutes(1)).trouble, None);
    assert_eq!(bench.orders().len(), 0);
}

#[test]
fn goods_come_in_bulk_too() {
    let shop = FakeBulk::open(300);
    let bench = shop.bench(true);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.trouble), (0, None));
    assert_eq!(
        shop.books().begun[0],
        "{ products { edges { node { id title status updatedAt variants { edges { node { id id sku title price inventoryQuantity inventoryPolicy inventoryItem { tracked } } } } } } } }"
    );
    shop.books().status = "COMPLETED";
    assert_eq!(bench.run(NOON + Span::hours(1)).trouble, None);
    let products = bench.desk(NOON).read(stock::catalogue).unwrap();
    assert_eq!(
        products
            .iter()
            .filter(|product| product.offered == Offered::Yes)
            .count(),
        300
    );
    assert!(products.iter().all(|product| product.price == Some(1_000)));
}
