//! A Shopify over its GraphQL Admin API: <https://shopify.dev/docs/api/admin-graphql>
//!
//! Orders are asked for by their last change, the newest first, behind the cursor of the page before. What a question costs is
//! counted by all it might answer (<https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits>): a page is a few orders,
//! and fewer where a shop finds that too much. Who asks too much hears `THROTTLED` with a good status, what it would have cost
//! and how fast more is granted. An order with more lines than were asked for is asked for the rest of them. Goods are asked for
//! likewise, by their ids where all of them are.

use chrono::DateTime;
use serde_json::Value;
use serde_json::json;

use super::shop::ShopApi;
use super::shop::ShopOrder;
use super::shop::ShopPage;
use super::shop::ShopWay;
use super::shop::numbered;
use super::shop::second;
use super::shop::short;
use super::shop::there;
use super::source::FeedAsk;
use super::source::FeedTried;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::secret::Secret;

/// A version that is gone is answered by the oldest there is.
const PATH: &str = "/admin/api/2026-01/graphql.json";
/// This many orders at once, where the shop does not find that too much.
const PAGE: i64 = 10;
/// A question that is never granted.
const COSTLY: &str = "MAX_COST_EXCEEDED";
/// More lines than this no order has.
const MOST_LINES: usize = 2_000;

const LINES: &str = "nodes { title variantTitle sku quantity \
    originalUnitPriceSet { shopMoney { amount currencyCode } } \
    discountAllocations { allocatedAmountSet { shopMoney { amount } } } \
    customAttributes { key value } } \
    pageInfo { hasNextPage endCursor }";

const ORDER: &str = "id name createdAt updatedAt processedAt cancelledAt cancelReason currencyCode \
    displayFinancialStatus displayFulfillmentStatus email phone note sourceName paymentGatewayNames \
    totalPriceSet { shopMoney { amount currencyCode } } \
    totalOutstandingSet { shopMoney { amount } } \
    customer { firstName lastName } \
    billingAddress { ...place } shippingAddress { ...place } \
    customAttributes { key value } \
    shippingLines(first: 3) { nodes { title discountedPriceSet { shopMoney { amount } } } } \
    fulfillments(first: 10) { createdAt status displayStatus trackingInfo { number company } \
        fulfillmentLineItems(first: 10) { nodes { quantity lineItem { sku title } } } } \
    refunds(first: 10) { id createdAt totalRefundedSet { shopMoney { amount } } }";

const PLACE: &str = "fragment place on MailingAddress { firstName lastName name company phone address1 address2 city zip \
    province countryCodeV2 }";

/// A list, and what is asked of each of it.
struct ShopifyList {
    name: &'static str,
    /// One of it.
    of_one: &'static str,
    /// How many there are.
    count: &'static str,
    /// What people call one.
    label: &'static str,
    fields: &'static str,
    /// What each has a list of, some of which come with it.
    inner: (&'static str, &'static str),
    /// Asked once with each page.
    beside: &'static str,
    fragment: &'static str,
}

const ORDERS: ShopifyList = ShopifyList {
    name: "orders",
    of_one: "order",
    count: "ordersCount",
    label: "name",
    fields: ORDER,
    inner: ("lineItems", LINES),
    beside: "",
    fragment: PLACE,
};

const GOODS: ShopifyList = ShopifyList {
    name: "products",
    of_one: "product",
    count: "productsCount",
    label: "title",
    fields: "id title status updatedAt",
    inner: ("variants", VARIANTS),
    beside: "shop { currencyCode }",
    fragment: "",
};

const VARIANTS: &str = "nodes { id sku title price inventoryQuantity inventoryPolicy inventoryItem { tracked } } \
    pageInfo { hasNextPage endCursor }";

/// A shop.
pub struct ShopifyApi {
    way: ShopWay,
    page: i64,
}

impl ShopifyApi {
    /// At the address it has at Shopify, by the token of an app of its own.
    pub fn new(address: &str, key: Secret) -> ShopifyApi {
        let home = address.find("/admin").map_or(address, |at| &address[..at]);
        ShopifyApi {
            way: ShopWay::new(home, ("X-Shopify-Access-Token", key.reveal().to_owned()), vec![key]),
            page: PAGE,
        }
    }

    /// What a question is answered, and when; where that is none, why.
    fn ask(&self, question: &str, of: &Value, now: Time) -> Result<(Value, Option<i64>), FeedTrouble> {
        let answer = self.way.post(PATH, &json!({ "query": question, "variables": of }))?;
        let mut told = self.way.told(&answer, now)?;
        let error = told.pointer("/errors/0").or_else(|| told.get("errors"));
        if let Some(error) = error.filter(|error| !error.is_null()) {
            let code = error.pointer("/extensions/code").and_then(Value::as_str);
            let said = error.get("message").and_then(Value::as_str).or(error.as_str());
            let said = [code.unwrap_or_default(), said.unwrap_or_default()];
            let fault = match code {
                Some("THROTTLED") => FeedFault::TooMany,
                Some("ACCESS_DENIED") => FeedFault::Forbidden,
                _ => FeedFault::NotOrders,
            };
            return Err(FeedTrouble {
                fault,
                said: self.way.redact(&short(said.join(" ").trim())),
                rest: rest(&told).filter(|_| fault == FeedFault::TooMany),
            });
        }
        let data = told.get_mut("data").map(Value::take).unwrap_or_default();
        Ok((data, there(&answer)))
    }

    /// Some of a list in that order, by its own words; where there is no wish, all of it.
    fn since(
        &mut self,
        list: &ShopifyList,
        wanted: Option<(&str, i64)>,
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let (sorted, wish) = match wanted {
            Some((key, since)) => {
                let at = DateTime::from_timestamp(since, 0).unwrap_or_default();
                let wish = format!("{key}:>='{}'", at.format("%Y-%m-%dT%H:%M:%SZ"));
                (format!("sortKey: {}, reverse: true", key.to_uppercase()), Some(wish))
            }
            None => ("sortKey: ID".to_owned(), None),
        };
        let ShopifyList {
            name, fields, inner, ..
        } = list;
        let question = format!(
            "query($first: Int!, $after: String, $wanted: String) {{ \
             {name}(first: $first, after: $after, query: $wanted, {sorted}) {{ \
             nodes {{ {fields} {}(first: 20) {{ {} }} }} pageInfo {{ hasNextPage endCursor }} }} {} }} {}",
            inner.0, inner.1, list.beside, list.fragment
        );
        let (mut data, until) = loop {
            let of = json!({ "first": self.page, "after": place, "wanted": wish });
            match self.ask(&question, &of, now) {
                Err(trouble) if trouble.said.starts_with(COSTLY) && self.page > 1 => self.page /= 2,
                answer => break answer?,
            }
        };
        let Some(Value::Array(found)) = data.pointer_mut(&format!("/{name}/nodes")).map(Value::take) else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, *name));
        };
        let currency = data.pointer("/shop/currencyCode").cloned();
        let mut orders = Vec::with_capacity(found.len());
        for mut one in found {
            self.fill(list, &mut one, now)?;
            if let (Some(currency), Some(fields)) = (&currency, one.as_object_mut()) {
                fields.insert("currency".to_owned(), currency.clone());
            }
            let changed = one.get("updatedAt").and_then(|at| second(at.as_str()?));
            orders.extend(ShopOrder::of(one, changed));
        }
        Ok(ShopPage {
            orders,
            next: behind(data.pointer(&format!("/{name}/pageInfo"))),
            until,
            newest_first: false,
        })
    }

    /// Gives an order the lines, or a product the variants, that were not told with it.
    fn fill(&self, list: &ShopifyList, one: &mut Value, now: Time) -> Result<(), FeedTrouble> {
        let ShopifyList { of_one, inner, .. } = list;
        let question = format!(
            "query($id: ID!, $after: String) {{ {of_one}(id: $id) {{ {}(first: 50, after: $after) {{ {} }} }} }}",
            inner.0, inner.1
        );
        let place = format!("/{}", inner.0);
        while let Some(after) = behind(one.pointer(&format!("{place}/pageInfo"))) {
            let of = json!({ "id": one.get("id"), "after": after });
            let (mut data, _) = self.ask(&question, &of, now)?;
            let page = data.pointer_mut(&format!("/{of_one}{place}/pageInfo")).map(Value::take);
            let more = data.pointer_mut(&format!("/{of_one}{place}/nodes")).map(Value::take);
            let Some(Value::Array(lines)) = one.pointer_mut(&format!("{place}/nodes")) else {
                return Ok(());
            };
            if let Some(Value::Array(more)) = more {
                lines.extend(more);
            }
            let is_enough = lines.len() >= MOST_LINES;
            one[inner.0]["pageInfo"] = page.filter(|_| !is_enough).unwrap_or_default();
        }
        Ok(())
    }

    /// How many there are of a list, and the newest of them.
    fn counted(&self, list: &ShopifyList, now: Time) -> Result<FeedTried, FeedTrouble> {
        let ShopifyList { name, count, label, .. } = list;
        let question = format!(
            "{{ {count} {{ count }} {name}(first: 1, sortKey: CREATED_AT, reverse: true) {{ nodes {{ id {label} }} }} }}"
        );
        let (mut data, _) = self.ask(&question, &json!({}), now)?;
        let newest = data.pointer_mut(&format!("/{name}/nodes/0")).map(Value::take);
        let newest: Vec<ShopOrder> = newest.and_then(|one| ShopOrder::of(one, None)).into_iter().collect();
        let found = data.pointer(&format!("/{count}/count")).and_then(Value::as_i64);
        Ok(FeedTried {
            found: found.unwrap_or(0),
            newest: numbered(&newest, &[label]),
            words: None,
        })
    }
}

impl ShopApi for ShopifyApi {
    const FORMAT: Format = Format::Shopify;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(&ORDERS, Some(("updated_at", since)), place, ask.now)
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(&ORDERS, Some(("created_at", since)), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.counted(&ORDERS, ask.now)
    }
}

/// Its goods.
pub struct ShopifyGoods(pub ShopifyApi);

impl ShopApi for ShopifyGoods {
    const FORMAT: Format = Format::Shopify;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.0.since(&GOODS, Some(("updated_at", since)), place, ask.now)
    }

    fn placed(&mut self, _: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.0.since(&GOODS, None, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.0.counted(&GOODS, ask.now)
    }
}

/// The cursor behind a page; none where it is the last.
fn behind(page: Option<&Value>) -> Option<String> {
    let page = page?;
    let goes_on = page.get("hasNextPage")?.as_bool()?;
    let end = page.get("endCursor")?.as_str()?;
    (goes_on && !end.is_empty()).then(|| end.to_owned())
}

/// How long it takes until as much is granted as was asked for.
fn rest(told: &Value) -> Option<Span> {
    let of = |path: &str| {
        told.pointer(&format!("/extensions/cost/{path}"))
            .and_then(Value::as_f64)
    };
    let lacking = of("requestedQueryCost")? - of("throttleStatus/currentlyAvailable")?;
    let seconds = (lacking / of("throttleStatus/restoreRate")?.max(1.0))
        .ceil()
        .clamp(1.0, 600.0);
    #[allow(clippy::cast_possible_truncation)] // between 1 and 600
    Some(Span::seconds(seconds as i64))
}
