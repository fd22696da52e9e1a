//! What machines tell by themselves: a WooCommerce that something changed, any other the order.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;
use std::time::Instant;

use super::goods_server::FakeGoods;
use super::goods_server::GOODS_DIALECTS;
use super::platform::DIALECTS;
use super::platform::FakePlatform;
use super::setting_up::Bench;
use super::setting_up::NOON;
use super::shop::FakeShop;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::tests::who;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::ListenSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::feeds::FeedVariables;
use crate::feeds::HookAddress;
use crate::feeds::address;
use crate::feeds::orders;
use crate::feeds::thread::FeedThread;
use crate::intake::Column;
use crate::intake::Mapping;
use crate::intake::Shape;
use crate::net::http::base64;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::listen::answer;
use crate::net::sign::hmac_sha256;
use crate::text::hex;
use crate::view::stock;

const OUTSIDE: &str = "https://desk.lavka.example";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

fn settings(bench: &Bench) -> Arc<Settings> {
    Arc::new(Settings {
        listen: ListenSetting {
            address: Some("127.0.0.1:8787".parse().unwrap()),
            public_url: Some(OUTSIDE.to_owned()),
        },
        ..Settings::clone(&bench.settings())
    })
}

pub(super) struct Hook {
    routes: Vec<Route>,
    at: HookAddress,
}

impl Hook {
    pub(super) fn of(bench: &Bench, clock: Clock) -> Hook {
        let path = bench.folder.path().join("desk.db");
        let settings = settings(bench);
        let mut desk = Desk::open(&path, Arc::clone(&settings), who("anna"), clock).unwrap();
        let at = address(&mut desk, &bench.setting).unwrap().unwrap();
        let door = Arc::new(DeskDoor::new(path, settings, who("anna"), clock));
        let variable: Arc<FeedVariables> = Arc::new(|name| (name == "SECRET").then(|| "s3cret".to_owned()));
        Hook {
            routes: vec![orders(&door, &variable)],
            at,
        }
    }

    fn at(&self, method: Method, url: &str, kind: &str, body: &str, headers: &[(&str, &str)]) -> WebReply {
        let kind = [("content-type", kind)];
        let headers = headers.iter().chain(&kind);
        let request = WebRequest {
            method,
            path: url.strip_prefix(OUTSIDE).unwrap_or(url).to_owned(),
            rest: String::new(),
            query: String::new(),
            headers: headers
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: body.as_bytes().to_vec(),
            from: "203.0.113.5".parse().unwrap(),
        };
        answer(&self.routes, request)
    }

    pub(super) fn told(&self, kind: &str, body: &str, headers: &[(&str, &str)]) -> u16 {
        self.at(Method::Post, &self.at.url, kind, body, headers).status
    }

    /// As a WooCommerce tells it.
    fn signed(&self, topic: &str, body: &str) -> u16 {
        let secret = self.at.secret.clone().unwrap();
        let signature = base64(&hmac_sha256(secret.as_bytes(), body.as_bytes()));
        let headers = [
            ("x-wc-webhook-topic", topic),
            ("x-wc-webhook-signature", signature.as_str()),
        ];
        self.told(JSON, body, &headers)
    }
}

fn is_asked(bench: &Bench) -> bool {
    bench.state().asked_at.is_some()
}

#[test]
fn a_woocommerce_that_tells_of_an_order_is_asked_and_nobody_else_is_believed() {
    let bench = Bench::of_shop("http://127.0.0.1:1");
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    assert_eq!(
        hook.told(FORM, "webhook_id=1", &[]),
        200,
        "it tries the address when it is saved"
    );
    assert_eq!(hook.signed("product.updated", "{\"id\":1}"), 200);
    let forged = [
        ("x-wc-webhook-topic", "order.created"),
        ("x-wc-webhook-signature", "AAAA"),
    ];
    assert_eq!(hook.told(JSON, "{\"id\":1}", &forged), 403);
    assert_eq!(hook.told(JSON, "{\"id\":1}", &[]), 403);
    for wrong in [
        format!("{}0", hook.at.url),
        hook.at.url.replace("/shop/", "/other/"),
        format!("{OUTSIDE}/orders/shop"),
        format!("{OUTSIDE}/orders/shop/"),
    ] {
        assert_eq!(
            hook.at(Method::Post, &wrong, FORM, "webhook_id=1", &[]).status,
            404,
            "{wrong}"
        );
    }
    assert_eq!(hook.at(Method::Get, &hook.at.url, "", "", &[]).body, "ok");
    assert_eq!(hook.at(Method::Other, &hook.at.url, "", "", &[]).status, 405);
    assert!(!is_asked(&bench));
    // Any of them, whatever its body says: the shop itself is the truth.
    for body in [
        "{\"id\":71}",
        "{\"code\":\"woocommerce_rest_shop_order_invalid_id\"}",
        "",
    ] {
        assert_eq!(hook.signed("order.deleted", body), 200);
    }
    assert!(is_asked(&bench));

    // A shop that fails, or asks to be left alone, is not asked the more for it.
    let turn = bench.turn(NOON);
    assert!(turn.trouble.is_some() && !is_asked(&bench));
    assert_eq!(hook.signed("order.updated", "{\"id\":72}"), 200);
    assert!(!is_asked(&bench));
}

#[test]
fn whatever_another_shop_tells_has_it_asked_and_nothing_more() {
    for dialect in &DIALECTS {
        let shop = FakePlatform::open(dialect, NOON);
        let bench = shop.bench(dialect);
        bench.turn(NOON);
        let later = Clock::Stopped(NOON + Span::seconds(5));
        let hook = Hook::of(&bench, later);
        assert_eq!(hook.at.secret, None, "{:?}", dialect.kind);
        let wrong = format!("{}0", hook.at.url);
        assert_eq!(hook.at(Method::Post, &wrong, JSON, "{}", &[]).status, 404);
        assert!(!is_asked(&bench));
        // It may be old, and it may be nothing at all.
        shop.books().order(7, dialect.fresh);
        let told = r#"{"id":101,"total_price":1,"created_at":"2026-03-11T09:00:00Z"}"#;
        for body in [told, told, "<order/>", ""] {
            assert_eq!(hook.told(JSON, body, &[]), 200, "{:?}", dialect.kind);
        }
        assert!(is_asked(&bench), "{:?}", dialect.kind);
        let turn = bench.turn(NOON + Span::seconds(6));
        assert_eq!((turn.rests, turn.counts.created), (false, 1), "{:?}", dialect.kind);
        assert_eq!(bench.orders(), [("101".to_owned(), 7)]);
    }
}

#[test]
fn a_shop_that_tells_of_goods_has_its_catalogue_read_at_once() {
    for dialect in &GOODS_DIALECTS {
        let shop = FakeGoods::open(dialect, NOON);
        let bench = shop.bench(dialect);
        shop.books().stock(&[("A1", 5)]);
        assert_eq!(bench.run(NOON).trouble, None);
        let later = NOON + Span::minutes(1);
        assert!(bench.turn(later).rests, "{:?}", dialect.api);
        let hook = Hook::of(&bench, Clock::Stopped(later));
        let wrong = format!("{}0", hook.at.url);
        assert_eq!(hook.at(Method::Post, &wrong, JSON, "{}", &[]).status, 404);
        shop.books().now = later.0 / 1_000;
        shop.books().edit("A1", |one| one.stock = 2);
        let told = |topic: &str| match hook.at.secret {
            Some(_) => hook.signed(topic, r#"{"id":1}"#),
            None => hook.told(JSON, r#"{"id":1}"#, &[]),
        };
        if dialect.api == GoodsApi::WooCommerce {
            assert_eq!(hook.told(JSON, r#"{"id":1}"#, &[]), 403, "it signs");
            assert_eq!(told("order.updated"), 200);
        }
        assert!(!is_asked(&bench), "{:?}", dialect.api);
        // Told twice, it is asked once.
        assert_eq!([told("product.updated"), told("product.updated")], [200, 200]);
        assert!(is_asked(&bench), "{:?}", dialect.api);
        let turn = bench.turn(later + Span::seconds(1));
        assert_eq!(
            (turn.rests, turn.counts.updated),
            (false, 1),
            "{:?} {turn:?}",
            dialect.api
        );
        let goods = bench.desk(later).read(stock::catalogue).unwrap();
        assert_eq!(goods[0].stock_milli, Some(2_000), "{:?}", dialect.api);
        assert!(!is_asked(&bench) && bench.turn(later + Span::seconds(2)).rests);
    }
}

#[test]
fn a_shopify_whose_secret_is_known_signs_what_it_tells() {
    let dialect = DIALECTS.iter().find(|dialect| dialect.kind == OrderFeedKind::Shopify);
    let dialect = dialect.unwrap();
    let shop = FakePlatform::open(dialect, NOON);
    let mut bench = shop.bench(dialect);
    bench.setting.secret = Some(SecretRef::Env("SECRET".to_owned()));
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    let body = r#"{"id":101,"name":"1001"}"#;
    let own = base64(&hmac_sha256(b"s3cret", body.as_bytes()));
    assert_eq!(hook.told(JSON, body, &[]), 403);
    assert_eq!(hook.told(JSON, body, &[("x-api-key", "s3cret")]), 403);
    assert_eq!(hook.told(JSON, "{}", &[("x-shopify-hmac-sha256", &own)]), 403);
    assert!(!is_asked(&bench));
    assert_eq!(hook.told(JSON, body, &[("x-shopify-hmac-sha256", &own)]), 200);
    assert!(is_asked(&bench));
}

#[test]
fn the_recorded_webhooks_of_a_real_shop_are_believed() {
    let near = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let near = near.map(|folder| folder.join("shared/samples/woocommerce-live"));
    // Recordings lie beside the clone, where there are any.
    let Some(folder) = near.into_iter().find(|folder| folder.is_dir()) else {
        return;
    };
    let mut heard = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "req") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n")).unwrap();
        let headers: Vec<(String, String)> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let header = |name: &str| {
            headers
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        };
        let bench = Bench::of_shop("http://127.0.0.1:1");
        let hook = Hook::of(&bench, Clock::Stopped(NOON));
        let kind = header("content-type").unwrap_or_default();
        let Some(signature) = header("x-wc-webhook-signature") else {
            assert_eq!(hook.told(&kind, body, &[]), 200);
            assert!(!is_asked(&bench));
            continue;
        };
        // It was signed with another secret: that it is signed so is shown by making it again.
        assert_eq!(
            base64(&hmac_sha256(b"h7-webhook-secret", body.as_bytes())),
            signature,
            "{path:?}"
        );
        let topic = header("x-wc-webhook-topic").unwrap();
        assert_eq!(hook.signed(&topic, body), 200);
        assert_eq!(is_asked(&bench), topic.starts_with("order."), "{path:?}");
        heard += 1;
    }
    assert!(heard > 10, "{heard}");
}

#[test]
fn a_new_order_is_in_the_desk_within_two_seconds_of_being_told() {
    let now = Clock::System.now();
    let shop = FakeShop::open(now);
    let mut bench = Bench::of_shop(&shop.address);
    bench.setting.poll = Some(Span::hours(6));
    let mut setup = bench.setup(Clock::System);
    setup.settings = settings(&bench);
    drop(Desk::open(&setup.database, Arc::clone(&setup.settings), who("anna"), Clock::System).unwrap());
    let hook = Hook::of(&bench, Clock::System);
    shop.books().order(1);
    let (sender, heard) = channel();
    let _thread = FeedThread::begin(setup, move |_, turn| {
        let _ = sender.send(turn.counts.created);
    });
    assert_eq!(heard.recv_timeout(Duration::from_secs(20)).unwrap(), 1);
    shop.books().now += 60;
    shop.books().order(2);
    let began = Instant::now();
    assert_eq!(hook.signed("order.created", "{\"id\":2}"), 200);
    assert_eq!(heard.recv_timeout(Duration::from_secs(20)).unwrap(), 1);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

pub(super) fn of_hook() -> Bench {
    Bench::new(FeedSetting {
        kind: OrderFeedKind::Hook,
        ..FeedSetting::default()
    })
}

/// As a form of Tilda's has it.
pub(super) fn described(bench: &mut Bench, number: &str) {
    let columns = [
        (Column::Number, number),
        (Column::Name, "name"),
        (Column::Phone, "phone"),
        (Column::Total, "/payment/amount"),
        (Column::Item, "/payment/products/*/name"),
        (Column::Quantity, "/payment/products/*/quantity"),
        (Column::Price, "/payment/products/*/price"),
    ];
    let columns = columns.map(|(column, from)| (column, vec![from.to_owned()]));
    bench.files.source = "shop".to_owned();
    bench.files.shape = Shape::Mapping(Arc::new(Mapping {
        columns: columns.to_vec(),
        ..Mapping::default()
    }));
}

pub(super) fn tilda(number: &str) -> String {
    crate::net::http::form(&[
        ("Name", "Елена Иванова"),
        ("Phone", "+7 916 765-43-21"),
        ("payment[orderid]", number),
        ("payment[amount]", "2900"),
        ("payment[products][0][name]", "Чайник, \"большой\""),
        ("payment[products][0][quantity]", "1"),
        ("payment[products][0][price]", "1450"),
        ("payment[products][1][name]", "Чашка"),
        ("payment[products][1][quantity]", "2"),
        ("payment[products][1][price]", "725"),
        ("formid", "form1"),
    ])
}

#[test]
fn a_form_tells_an_order_once_in_whichever_of_its_shapes() {
    let mut bench = of_hook();
    described(&mut bench, "/payment/orderid");
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    assert_eq!(hook.at.secret, None);
    assert_eq!(hook.told(FORM, "test=test", &[]), 200);
    assert!(!is_asked(&bench));
    assert_eq!(hook.told("text/plain", "no order", &[]), 400);
    let nested = r#"{"Phone":"8 916 111-22-33","payment":{"orderid":"19","amount":100,"products":[{"name":"Ложка","quantity":1,"price":100}]}}"#;
    let packed = crate::net::http::form(&[
        ("NAME", "Пётр"),
        (
            "payment",
            r#"{"orderid":"18","amount":"50","products":[{"name":"Нож","quantity":"1","price":"50"}]}"#,
        ),
    ]);
    for (kind, body) in [(FORM, tilda("17")), (JSON, nested.to_owned()), (FORM, packed)] {
        assert_eq!(hook.told(kind, &body, &[]), 200);
    }
    assert!(is_asked(&bench));
    let told_again = Hook::of(&bench, Clock::Stopped(NOON + Span::seconds(20)));
    assert_eq!(told_again.told(FORM, &tilda("17"), &[]), 200, "before it was taken");
    let turn = bench.turn(NOON + Span::seconds(30));
    assert_eq!(
        (turn.counts.created, turn.counts.rejected, &turn.trouble),
        (3, 0, &None)
    );
    let all = |orders: &[(&str, i64)]| {
        orders
            .iter()
            .map(|(number, total)| ((*number).to_owned(), *total))
            .collect::<Vec<_>>()
    };
    assert_eq!(bench.orders(), all(&[("17", 2_900), ("18", 50), ("19", 100)]));
    let lines = bench.records().remove(0).lines;
    let lines: Vec<_> = lines.iter().map(|line| (line.name.as_str(), line.price)).collect();
    assert_eq!(lines, [("Чайник, \"большой\"", 145_000), ("Чашка", 72_500)]);
    assert_eq!(bench.first().created_at, NOON, "when it was told first");

    assert_eq!(told_again.told(FORM, &tilda("17"), &[]), 200, "and after");
    assert!(!is_asked(&bench));
    let turn = bench.run(NOON + Span::minutes(1));
    assert_eq!(
        (turn.counts.created, turn.counts.updated, turn.counts.unchanged),
        (0, 0, 0)
    );
    // Told days later in the same words, something was changed meanwhile and taken back.
    let later = NOON + Span::days(2);
    assert_eq!(
        Hook::of(&bench, Clock::Stopped(later)).told(FORM, &tilda("17"), &[]),
        200
    );
    let turn = bench.run(later + Span::minutes(1));
    assert_eq!((turn.counts.created, turn.counts.unchanged), (0, 1));
}

#[test]
fn a_tilda_needs_no_profile_in_any_shape_of_its_cart() {
    let mut bench = Bench::new(FeedSetting {
        kind: OrderFeedKind::Tilda,
        ..FeedSetting::default()
    });
    bench.files.source = "shop".to_owned();
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    let reply = hook.at(Method::Post, &hook.at.url, FORM, "test=test", &[]);
    assert_eq!((reply.status, reply.body.as_str()), (200, "ok"));
    assert!(!is_asked(&bench), "it only tries the address");
    let cart = r#"{"orderid":"18","amount":"2750","delivery":"СДЭК","delivery_price":300,"delivery_address":"Москва, Тверская 1",
        "sys":"Наличными","products":[{"name":"Нож","quantity":2,"price":"1225","amount":"2450","sku":"N-1",
        "options":[{"option":"Цвет","variant":"синий"}]}]}"#;
    let packed = crate::net::http::form(&[
        ("ИМЯ", "Пётр Сидоров"),
        ("Телефон", "8 (916) 111-22-33"),
        ("payment", cart),
        ("tranid", "1:2"),
        ("utm_source", "x"),
    ]);
    let nested = r#"{"name":"Анна","Phone":"+79161112244","payment":{"orderid":19,"amount":100,"products":[{"name":"Ложка","quantity":1,"price":100}]}}"#;
    // No cart at all: somebody wants to be called.
    let asks = crate::net::http::form(&[
        ("Name", "Олег"),
        ("Phone", "89161112255"),
        ("tranid", "777:1"),
        ("formid", "f"),
    ]);
    for (kind, body) in [
        (FORM, tilda("17")),
        (FORM, packed.clone()),
        (JSON, nested.to_owned()),
        (FORM, asks),
    ] {
        assert_eq!(hook.told(kind, &body, &[]), 200);
    }
    let turn = bench.turn(NOON + Span::seconds(5));
    assert_eq!(
        (turn.counts.created, turn.counts.rejected, turn.unread.len()),
        (4, 0, 0),
        "{turn:?}"
    );
    let orders = [("17", 2_900), ("18", 2_750), ("19", 100), ("777:1", 0)];
    assert_eq!(bench.orders(), orders.map(|(number, total)| (number.to_owned(), total)));
    let records = bench.records();
    let second = records.iter().find(|order| order.number == "18").unwrap();
    let lines: Vec<_> = second
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.sku.as_str(), line.total))
        .collect();
    assert_eq!(lines, [("Нож", "N-1", 245_000), ("СДЭК", "", 30_000)]);
    assert_eq!(second.lines[0].parameters, "Цвет: синий");

    // It was not answered in time, and the customer pays meanwhile: the same order, in other words.
    let later = Hook::of(&bench, Clock::Stopped(NOON + Span::minutes(1)));
    assert_eq!(later.told(FORM, &packed, &[]), 200);
    assert_eq!(later.told(FORM, &packed.replace("tranid=1", "tranid=2"), &[]), 200);
    let turn = bench.run(NOON + Span::minutes(2));
    assert_eq!((turn.counts.created, turn.counts.rejected), (0, 0), "{turn:?}");
    assert_eq!(bench.orders().len(), 4);
}

#[test]
fn what_cannot_be_read_holds_up_nothing_and_is_read_once_its_profile_is_right() {
    let mut bench = of_hook();
    described(&mut bench, "/payment/order_id");
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    hook.told(FORM, &tilda("17"), &[]);
    hook.told(JSON, r#"{"payment":{"order_id":"18","amount":5}}"#, &[]);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.is_partly()), (1, true));
    let waits = |bench: &Bench| {
        let desk = bench.desk(NOON);
        let unread = desk.unread_feed_files("shop").unwrap().len();
        (unread, i64::from(desk.waiting_feed_body("shop").unwrap().is_some()))
    };
    assert_eq!(waits(&bench), (1, 0));
    let turn = bench.run(NOON + Span::minutes(1));
    assert_eq!((turn.counts.rejected, turn.unread.len()), (0, 0), "not without end");

    described(&mut bench, "/payment/orderid");
    bench.desk(NOON).touch_feed("shop", FeedTouch::Again).unwrap();
    assert_eq!(waits(&bench), (0, 1));
    assert_eq!(bench.turn(NOON + Span::minutes(2)).counts.created, 1);
    assert_eq!(waits(&bench), (0, 0));
    assert_eq!(bench.desk(NOON).feed_rejects("shop").unwrap().1, 0);
    assert_eq!(bench.orders().len(), 2);
}

#[test]
fn a_known_shape_needs_no_profile_and_a_form_without_one_says_so() {
    let bench = of_hook();
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    let own = r#"[{"number":"5","created":"2026-03-11T11:58:00+03:00","total":"10.50","phone":"+79167654321"}]"#;
    hook.told(JSON, own, &[]);
    hook.told(FORM, &tilda("17"), &[]);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.unread.len()), (1, 1), "{turn:?}");
}

#[test]
fn a_secret_of_the_feeds_own_is_asked_for_besides_the_address() {
    let mut bench = of_hook();
    bench.setting.secret = Some(SecretRef::Env("SECRET".to_owned()));
    let body = r#"{"number":"5","total":"1"}"#;
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    assert_eq!(hook.told(JSON, body, &[]), 403);
    assert_eq!(hook.told(JSON, body, &[("x-api-key", "other")]), 403);
    assert_eq!(hook.told(JSON, body, &[("x-api-key", "s3cret")]), 200);
    assert_eq!(hook.told(JSON, body, &[("authorization", "Bearer s3cret")]), 200);

    bench.setting.signature = Some("X-Sign".to_owned());
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    let own = hmac_sha256(b"s3cret", body.as_bytes());
    assert_eq!(hook.told(JSON, body, &[("x-api-key", "s3cret")]), 403);
    for right in [base64(&own), hex(&own), format!("sha256={}", hex(&own))] {
        assert_eq!(hook.told(JSON, body, &[("x-sign", &right)]), 200);
        assert_eq!(hook.told(JSON, "{\"number\":\"6\"}", &[("x-sign", &right)]), 403);
    }
    bench.setting.secret = Some(SecretRef::Env("NOWHERE".to_owned()));
    let hook = Hook::of(&bench, Clock::Stopped(NOON));
    assert_eq!(
        hook.told(JSON, body, &[("x-sign", &hex(&own))]),
        503,
        "it cannot be had just now"
    );
}
