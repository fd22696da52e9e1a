//! `/orders/FEED/WORD`: who knows the word may tell of orders there.
//!
//! A WooCommerce signs what it tells (`X-WC-Webhook-Signature`, HMAC-SHA-256 in Base64 of the body by the webhook's secret),
//! but for the form it sends when a webhook is saved. What it tells may be old, out of order or of another state than the
//! order has: it only has the shop asked at once, as does whatever other shops tell; of those a Shopify alone signs. A catalogue
//! that is read over an API is told of its goods in the same way. A machine that nobody
//! asks tells the order itself, which is kept before the answer.

use std::sync::Arc;

use super::tree::tree;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::error::DeskError;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::feeds::FeedVariables;
use crate::feeds::one_c::path;
use crate::net::http::base64;
use crate::net::http::encoded;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::AskedSecret;
use crate::net::secret::Secret;
use crate::net::sign::fresh_key;
use crate::net::sign::hmac_sha256;
use crate::net::sign::is_same;
use crate::net::sign::is_word;
use crate::net::sign::word;
use crate::text::hex;
use crate::text::sha256;

/// Below it shops tell of orders.
const ORDERS: &str = "/orders";
/// In which header a Shopify signs, with the secret of its app
/// (<https://shopify.dev/docs/apps/build/webhooks/subscribe/https>).
const SHOPIFY_SIGNATURE: &str = "X-Shopify-Hmac-Sha256";

/// Where a shop tells of orders, and what it proves itself with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookAddress {
    /// The address, with a secret word in it.
    pub url: String,
    /// What the shop is to sign with; none where the address, or the feed's own secret, is the proof.
    pub secret: Option<String>,
}

/// Where the shop of a feed tells of orders; none while nobody is reached from outside, and of what is looked into.
pub fn address(desk: &mut Desk, feed: &FeedSetting) -> Result<Option<HookAddress>, DeskError> {
    if !is_told_to(feed) || desk.settings().listen.url("").is_none() {
        return Ok(None);
    }
    let Some(key) = desk.listen_key_or(fresh_key)? else {
        return Ok(None);
    };
    if feed.kind == OrderFeedKind::OneC {
        let url = desk.settings().listen.url(&path(&feed.name, &key));
        return Ok(url.map(|url| HookAddress { url, secret: None }));
    }
    let own = word(&key, &of_feed(&feed.name));
    let url = desk
        .settings()
        .listen
        .url(&format!("{ORDERS}/{}/{own}", encoded(&feed.name)));
    let secret = (feed.spoken() == OrderFeedKind::WooCommerce).then(|| word(&key, &of_signature(&feed.name)));
    Ok(url.map(|url| HookAddress { url, secret }))
}

/// Answers `/orders/…`.
pub fn orders(door: &Arc<DeskDoor>, variable: &Arc<FeedVariables>) -> Route {
    let (door, variable) = (Arc::clone(door), Arc::clone(variable));
    let feeds = door.settings().feeds.iter();
    let feeds: Vec<(FeedSetting, AskedSecret)> = feeds
        .map(|feed| (feed.clone(), AskedSecret::new(feed.secret.clone())))
        .collect();
    Route::new(ORDERS, move |request| answer(&door, &feeds, &variable, request))
}

fn answer(
    door: &DeskDoor,
    feeds: &[(FeedSetting, AskedSecret)],
    variable: &Arc<FeedVariables>,
    request: &WebRequest,
) -> WebReply {
    let Some((name, said)) = request.rest.split_once('/') else {
        return WebReply::not_found();
    };
    let Some((feed, secret)) = feeds.iter().find(|(feed, _)| encoded(&feed.name) == name) else {
        return WebReply::not_found();
    };
    let Ok(key) = door.with(|desk| desk.listen_key()) else {
        return WebReply::busy();
    };
    let key = key.unwrap_or_default();
    let is_served = feed.kind == OrderFeedKind::OneC;
    if !is_told_to(feed) || is_served || !is_word(said, &key, &of_feed(&feed.name)) {
        return WebReply::not_found();
    }
    match request.method {
        Method::Post => {}
        // Somebody sees whether the address is right.
        Method::Get => return WebReply::text("ok"),
        Method::Other => return WebReply::of(405),
    }
    let spoken = feed.spoken();
    if spoken == OrderFeedKind::WooCommerce {
        return of_woocommerce(door, feed, &key, request);
    }
    // What the secret of another shop is for is asking it.
    let is_signed = spoken.is_told() || spoken == OrderFeedKind::Shopify;
    if is_signed && feed.secret.is_some() {
        let Some(secret) = secret.get(&**variable, door.clock().now()) else {
            return WebReply::busy();
        };
        let by_shopify = (spoken == OrderFeedKind::Shopify).then_some(SHOPIFY_SIGNATURE);
        if !is_proved(request, by_shopify.or(feed.signature.as_deref()), &secret) {
            return WebReply::refused();
        }
    }
    if spoken.is_shop() {
        return nudged(door, &feed.name);
    }
    told(door, &feed.name, request)
}

fn of_woocommerce(door: &DeskDoor, feed: &FeedSetting, key: &str, request: &WebRequest) -> WebReply {
    let Some(signature) = request.header("x-wc-webhook-signature") else {
        let is_ping = request.form().iter().any(|(name, _)| name == "webhook_id");
        return if is_ping { WebReply::done() } else { WebReply::refused() };
    };
    let own = base64(&hmac_sha256(
        word(key, &of_signature(&feed.name)).as_bytes(),
        &request.body,
    ));
    if !is_same(own.as_bytes(), signature.as_bytes()) {
        return WebReply::refused();
    }
    let topic = request.header("x-wc-webhook-topic").unwrap_or_default();
    let resource = request.header("x-wc-webhook-resource").unwrap_or_default();
    let meant = if feed.api.is_some() { "product" } else { "order" };
    if topic.split('.').next() == Some(meant) || resource == meant {
        return nudged(door, &feed.name);
    }
    WebReply::done()
}

/// Has the shop asked at once.
fn nudged(door: &DeskDoor, feed: &str) -> WebReply {
    // A shop that is told of a failure a few times tells no more; it is asked by and by in any case.
    let _ = door.with(|desk| desk.nudge_feed(feed));
    WebReply::done()
}

/// Keeps what is told; a machine that hears anything but 200 tells it again.
fn told(door: &DeskDoor, feed: &str, request: &WebRequest) -> WebReply {
    let Some(tree) = tree(request) else {
        return WebReply::not_understood();
    };
    // Form builders try an address so.
    let is_trial = tree
        .as_object()
        .is_some_and(|told| told.len() == 1 && told.contains_key("test"));
    if is_trial {
        return WebReply::text("ok");
    }
    let body = tree.to_string();
    match door.with(|desk| desk.keep_feed_body(feed, &sha256(body.as_bytes()), &body)) {
        Ok(()) => WebReply::text("ok"),
        Err(_) => WebReply::busy(),
    }
}

/// By the body's signature in the header that is named, else by the secret itself in one that is usual for it.
fn is_proved(request: &WebRequest, signature: Option<&str>, secret: &Secret) -> bool {
    let secret = secret.reveal().as_bytes();
    if secret.is_empty() {
        return false;
    }
    let Some(header) = signature else {
        let bearer = request
            .header("authorization")
            .and_then(|said| said.strip_prefix("Bearer "));
        let said = ["x-api-key", "x-secret", "x-token"].map(|name| request.header(name));
        let mut said = said.into_iter().chain([bearer]).flatten();
        return said.any(|said| is_same(said.trim().as_bytes(), secret));
    };
    let said = request.header(&header.to_ascii_lowercase()).unwrap_or_default().trim();
    let said = said.strip_prefix("sha256=").unwrap_or(said);
    let own = hmac_sha256(secret, &request.body);
    is_same(said.as_bytes(), base64(&own).as_bytes())
        || is_same(said.to_ascii_lowercase().as_bytes(), hex(&own).as_bytes())
}

/// Folders and mailboxes are looked into.
fn is_told_to(feed: &FeedSetting) -> bool {
    feed.spoken().is_shop() || feed.kind.is_told()
}

fn of_feed(name: &str) -> String {
    format!("orders {name}")
}

fn of_signature(name: &str) -> String {
    format!("orders' signature {name}")
}
