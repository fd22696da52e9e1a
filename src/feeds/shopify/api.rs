//! Asks a shop. Orders are asked for by their last change, the newest first, behind the cursor of the page before. What a question costs is
//! counted by all it might answer (<https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits>): a page is a few orders,
//! and fewer where a shop finds that too much. Who asks too much hears `THROTTLED` with a good status, what it would have cost
//! and how fast more is granted. An order with more lines than were asked for is asked for the rest of them. Goods are asked for
//! likewise, by their ids where all of them are.

use std::time::Duration;

use chrono::DateTime;
use serde_json::Value;
use serde_json::json;

use super::bulk;
use super::bulk::BulkLines;
use super::bulk::BulkPlace;
use super::list::GOODS;
use super::list::ORDERS;
use super::list::ShopifyList;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::shop::ShopApi;
use crate::feeds::shop::ShopOrder;
use crate::feeds::shop::ShopPage;
use crate::feeds::shop::ShopWay;
use crate::feeds::shop::fetch;
use crate::feeds::shop::numbered;
use crate::feeds::shop::second;
use crate::feeds::shop::short;
use crate::feeds::shop::there;
use crate::feeds::shop::write_part;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedTried;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// A version that is gone is answered by the oldest there is.
const PATH: &str = "/admin/api/2026-01/graphql.json";
/// This many orders at once, where the shop does not find that too much.
const PAGE: i64 = 10;
/// A question that is never granted.
const COSTLY: &str = "MAX_COST_EXCEEDED";
/// Where a list goes on.
const INFO: &str = "pageInfo { hasNextPage endCursor }";
/// No file of all orders is longer, bytes.
const LONGEST: u64 = 512 * 1024 * 1024;
/// How long one may take to come.
const PATIENCE: Duration = Duration::from_secs(600);
/// What is read from so long ago is much.
const LONG: Span = Span::days(7);
/// More lines than this no order has.
const MOST_LINES: usize = 2_000;

/// A shop.
pub struct ShopifyApi {
    way: ShopWay,
    page: i64,
    /// Fetched once, and again where this program is begun again.
    file: Option<BulkLines>,
}

impl ShopifyApi {
    /// At the address it has at Shopify, by the token of an app of its own.
    pub fn new(address: &str, key: Secret) -> ShopifyApi {
        let home = address.find("/admin").map_or(address, |at| &address[..at]);
        ShopifyApi {
            way: ShopWay::new(home, ("X-Shopify-Access-Token", key.reveal().to_owned()), vec![key]),
            page: PAGE,
            file: None,
        }
    }

    /// How it is reached.
    pub(super) fn way_of(&self) -> &ShopWay {
        &self.way
    }

    /// What a question is answered, and when; where that is none, why.
    pub(super) fn ask(&self, question: &str, of: &Value, now: Time) -> Result<(Value, Option<i64>), FeedTrouble> {
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
        let wish = wanted.map(wish);
        let sorted = match wanted {
            Some((key, _)) => format!("sortKey: {}, reverse: true", key.to_uppercase()),
            None => "sortKey: ID".to_owned(),
        };
        let ShopifyList {
            name, fields, inner, ..
        } = list;
        let question = format!(
            "query($first: Int!, $after: String, $wanted: String) {{ \
             {name}(first: $first, after: $after, query: $wanted, {sorted}) {{ \
             nodes {{ {fields} {}(first: 20) {{ nodes {{ {} }} {INFO} }} }} {INFO} }} {} }} {}",
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
            orders.extend(order(one, currency.as_ref()));
        }
        Ok(ShopPage {
            orders,
            next: behind(data.pointer(&format!("/{name}/pageInfo"))),
            until,
            ..ShopPage::default()
        })
    }

    /// Likewise; where all of a long list is read first, it is asked for in bulk.
    fn read(
        &mut self,
        list: &ShopifyList,
        wanted: Option<(&str, i64)>,
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let is_long = wanted.is_none_or(|(_, since)| now - Time(since * 1_000) > LONG);
        match place.map(BulkPlace::of) {
            Some(Some(bulk)) => self.of_file(list, wanted, bulk, now),
            None if is_long => self.begin_bulk(list, wanted, now),
            _ => self.since(list, wanted, place, now),
        }
    }

    /// Has the shop write all of it into a file, where that is much and it does such a thing.
    fn begin_bulk(
        &mut self,
        list: &ShopifyList,
        wanted: Option<(&str, i64)>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let wish = wanted.map(wish);
        let question = format!(
            "query($wanted: String) {{ {}(query: $wanted) {{ count }} }}",
            list.count
        );
        let count = match self.ask(&question, &json!({ "wanted": wish }), now) {
            Ok((counted, _)) => counted
                .pointer(&format!("/{}/count", list.count))
                .and_then(Value::as_i64),
            // It counts no further.
            Err(trouble) if trouble.said.starts_with(COSTLY) => Some(0),
            Err(trouble) => return Err(trouble),
        };
        if count.is_some_and(|count| count < bulk::WORTH_IT) {
            return self.since(list, wanted, None, now);
        }
        let of = json!({ "query": bulk::query(list, wish.as_deref()) });
        let begun = match self.ask(bulk::BEGIN, &of, now) {
            Ok((data, until)) => {
                let id = data
                    .pointer("/bulkOperationRunQuery/bulkOperation/id")
                    .and_then(Value::as_str);
                id.map(|id| (id.to_owned(), until))
            }
            // It knows no such thing, or not for who asks.
            Err(trouble) if matches!(trouble.fault, FeedFault::NotOrders | FeedFault::Forbidden) => None,
            Err(trouble) => return Err(trouble),
        };
        let Some((operation, until)) = begun else {
            return self.since(list, wanted, None, now);
        };
        Ok(ShopPage {
            next: Some(BulkPlace { operation, from: 0 }.kept()),
            until,
            is_made: true,
            ..ShopPage::default()
        })
    }

    /// Some of the file, once it is made.
    fn of_file(
        &mut self,
        list: &ShopifyList,
        wanted: Option<(&str, i64)>,
        place: BulkPlace,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        if self.file.as_ref().is_none_or(|file| file.operation != place.operation) {
            let (data, _) = self.ask(bulk::ASK, &json!({ "id": place.operation }), now)?;
            let of = |key: &str| data.pointer(&format!("/node/{key}")).and_then(Value::as_str);
            let lines = match (of("status"), of("url")) {
                (Some("CREATED" | "RUNNING"), _) => {
                    return Ok(ShopPage {
                        next: Some(place.kept()),
                        is_made: true,
                        ..ShopPage::default()
                    });
                }
                (Some("COMPLETED"), None) => Vec::new(),
                (Some("COMPLETED"), Some(url)) => {
                    let call = HttpCall {
                        url: url.to_owned(),
                        patience: PATIENCE,
                        ..HttpCall::default()
                    };
                    match fetch(&call, LONGEST, now) {
                        Ok(lines) => lines,
                        // It stands there for a week.
                        Err(trouble) if matches!(trouble.fault, FeedFault::NotFound | FeedFault::Forbidden) => {
                            return self.since(list, wanted, None, now);
                        }
                        Err(trouble) => return Err(trouble),
                    }
                }
                // It was called off, has failed, or is forgotten.
                _ => return self.since(list, wanted, None, now),
            };
            self.file = Some(BulkLines {
                operation: place.operation.clone(),
                lines,
            });
        }
        let Some(file) = &self.file else {
            return self.since(list, wanted, None, now);
        };
        let (found, next) = bulk::portion(&file.lines, place.from, list.inner.0)?;
        let currency = match list.beside {
            "" => None,
            beside => {
                let (data, _) = self.ask(&format!("{{ {beside} }}"), &json!({}), now)?;
                data.pointer("/shop/currencyCode").cloned()
            }
        };
        let orders = found.into_iter().filter_map(|one| order(one, currency.as_ref()));
        let orders = orders.collect();
        if next.is_none() {
            self.file = None;
        }
        Ok(ShopPage {
            orders,
            next: next.map(|from| BulkPlace { from, ..place }.kept()),
            ..ShopPage::default()
        })
    }

    /// Gives an order the lines, or a product the variants, that were not told with it.
    fn fill(&self, list: &ShopifyList, one: &mut Value, now: Time) -> Result<(), FeedTrouble> {
        let ShopifyList { of_one, inner, .. } = list;
        let question = format!(
            "query($id: ID!, $after: String) {{ {of_one}(id: $id) {{ {}(first: 50, after: $after) {{ nodes {{ {} }} {INFO} }} }} }}",
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
        self.read(&ORDERS, Some(("updated_at", since)), place, ask.now)
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(&ORDERS, Some(("created_at", since)), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.counted(&ORDERS, ask.now)
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write_part(self, wanted, now)
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
        self.0.read(&GOODS, None, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.0.counted(&GOODS, ask.now)
    }
}

/// What is wanted of a list, in its own words.
fn wish((key, since): (&str, i64)) -> String {
    let at = DateTime::from_timestamp(since, 0).unwrap_or_default();
    format!("{key}:>='{}'", at.format("%Y-%m-%dT%H:%M:%SZ"))
}

/// One of a list, in the shop's currency where that is told beside it.
fn order(mut one: Value, currency: Option<&Value>) -> Option<ShopOrder> {
    if let (Some(currency), Some(fields)) = (currency, one.as_object_mut()) {
        fields.insert("currency".to_owned(), currency.clone());
    }
    let changed = one.get("updatedAt").and_then(|at| second(at.as_str()?));
    ShopOrder::of(one, changed)
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
