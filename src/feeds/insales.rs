//! An InSales over its API: <https://api.insales.ru/>
//!
//! What changed is asked for as its documentation has it (*Получение только изменившихся данных*,
//! <https://github.com/insales/insales-docs-source>): always the first page of what changed since the last order of the page
//! before, `from_id` telling orders of one moment apart, until a page is empty. Above 500 requests in five minutes it answers
//! 503 with `Retry-After`. Its webhooks are not signed and may be lost: they only have the shop asked at once.
//!
//! Goods: *Products* there, asked for in the same way; `with_deleted` tells of those that were thrown away as well, which only
//! matters of what changed.
//!
//! Status: *Order, update* there, `PUT /admin/orders/ID.json` with `fulfillment_status`, or with `custom_status_permalink` for a
//! status of the shop's own.

use chrono::DateTime;
use serde_json::Value;
use serde_json::json;

use super::shop::PartsApi;
use super::shop::ShopApi;
use super::shop::ShopOrder;
use super::shop::ShopPage;
use super::shop::ShopWay;
use super::shop::StatusApi;
use super::shop::changed;
use super::shop::not_taken;
use super::shop::numbered;
use super::shop::strange;
use super::shop::there;
use super::shop::understood;
use super::shop::unsure;
use super::shop::write_status;
use super::source::FeedAsk;
use super::source::FeedTried;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;
use crate::net::http::basic;
use crate::net::secret::Secret;

const ORDERS: &str = "/admin/orders.json";
const GOODS: &str = "/admin/products.json";
/// The most it gives at once.
const PAGE: i64 = 100;
/// Tells how much was asked within the limit: it stands at answers of the shop's own alone.
const LIMIT: &str = "api-usage-limit";

/// The statuses every shop has.
const BUILT_IN: [&str; 7] = [
    "new",
    "accepted",
    "approved",
    "dispatched",
    "delivered",
    "declined",
    "returned",
];

/// An InSales.
pub struct InSalesApi {
    way: ShopWay,
}

/// Behind which order a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
struct InSalesPlace {
    /// When it changed last, as the shop wrote it.
    changed: String,
    /// Its id; 0: there is none.
    id: i64,
    /// More orders of one moment than a page holds, whose fractions of a second nobody is told, are turned over.
    page: i64,
}

impl InSalesApi {
    /// At an address, by the identifier and the password of its API.
    pub fn new(address: &str, key: Secret, secret: Secret) -> InSalesApi {
        let header = ("Authorization", basic(key.reveal(), secret.reveal()));
        let home = address.find("/admin").map_or(address, |at| &address[..at]);
        InSalesApi {
            way: ShopWay::new(home, header, vec![key, secret]),
        }
    }

    fn page(&self, list: &str, place: &InSalesPlace, now: Time) -> Result<(Vec<Value>, Option<i64>), FeedTrouble> {
        let mut asked = vec![("per_page", PAGE.to_string()), ("updated_since", place.changed.clone())];
        // What was thrown away since is told of as archived.
        if list == GOODS && place.is_of_changes() {
            asked.push(("with_deleted", "true".to_owned()));
        }
        if place.id > 0 {
            asked.push(("from_id", place.id.to_string()));
        }
        if place.page > 1 {
            asked.push(("page", place.page.to_string()));
        }
        let answer = self.way.get(list, &asked)?;
        match self.told(&answer, now)? {
            Value::Array(list) => Ok((list, there(&answer))),
            _ => Err(FeedTrouble::new(FeedFault::NotOrders, list)),
        }
    }

    /// What of a list changed behind a place, or from a second on.
    fn since(&self, list: &str, since: i64, place: Option<&str>, now: Time) -> Result<ShopPage, FeedTrouble> {
        let place = place.and_then(InSalesPlace::of);
        let place = place.unwrap_or_else(|| InSalesPlace::since(since));
        let (list, until) = self.page(list, &place, now)?;
        let next = list.iter().rev().find_map(|one| place.behind(one));
        Ok(ShopPage {
            orders: list.into_iter().filter_map(listed).collect(),
            next: next.map(|next| next.kept()),
            until,
            ..ShopPage::default()
        })
    }

    /// How many there are of a list, and some of them of the last day.
    fn counted(&self, list: &str, now: Time) -> Result<(i64, Vec<ShopOrder>), FeedTrouble> {
        let answer = self.way.get(&list.replace(".json", "/count.json"), &[])?;
        let counted = self.told(&answer, now)?;
        let yesterday = InSalesPlace::since((now - Span::days(1)).0 / 1_000);
        let (list, _) = self.page(list, &yesterday, now)?;
        let newest: Vec<ShopOrder> = list.into_iter().filter_map(listed).collect();
        let found = counted.get("count").and_then(Value::as_i64);
        Ok((
            found.unwrap_or_else(|| i64::try_from(newest.len()).unwrap_or(i64::MAX)),
            newest,
        ))
    }

    fn told(&self, answer: &HttpAnswer, now: Time) -> Result<Value, FeedTrouble> {
        self.way.told(answer, now).map_err(|trouble| match trouble.fault {
            FeedFault::Closed if answer.header(LIMIT).is_some() => FeedTrouble {
                fault: FeedFault::TooMany,
                ..trouble
            },
            _ => trouble,
        })
    }
}

impl ShopApi for InSalesApi {
    const FORMAT: Format = Format::InSales;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(ORDERS, since, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (found, newest) = self.counted(ORDERS, ask.now)?;
        Ok(FeedTried {
            found,
            newest: numbered(&newest, &["number"]),
            words: None,
        })
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write_status(self, wanted, now)
    }
}

/// Its goods.
pub struct InSalesGoods(pub InSalesApi);

impl ShopApi for InSalesGoods {
    const FORMAT: Format = Format::InSales;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.0.since(GOODS, since, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (found, newest) = self.0.counted(GOODS, ask.now)?;
        Ok(FeedTried {
            found,
            newest: numbered(&newest, &["title"]),
            words: None,
        })
    }
}

impl PartsApi for InSalesApi {
    fn way(&self) -> &ShopWay {
        &self.way
    }
}

impl StatusApi for InSalesApi {
    fn stands(&self, id: &str, now: Time) -> Result<String, WriteOutcome> {
        let answer = self
            .way
            .get(&format!("/admin/orders/{id}.json"), &[])
            .map_err(not_taken)?;
        let order = understood(&answer, now)?;
        let word = order.as_ref().and_then(|order| {
            let words = [
                "/custom_status/permalink",
                "/custom_status/title",
                "/fulfillment_status",
            ];
            let mut words = words.iter().filter_map(|word| order.pointer(word)?.as_str());
            words.find(|word| !word.is_empty())
        });
        word.map(str::to_owned).ok_or_else(|| strange(&answer))
    }

    fn stand(&self, id: &str, word: &str, now: Time) -> Result<(), WriteOutcome> {
        let key = if BUILT_IN.contains(&word) {
            "fulfillment_status"
        } else {
            "custom_status_permalink"
        };
        let body = json!({ "order": { key: word } });
        let answer = self.way.put(&format!("/admin/orders/{id}.json"), &body);
        changed(&answer.map_err(unsure)?, now).map(|_| ())
    }
}

impl InSalesPlace {
    fn since(second: i64) -> InSalesPlace {
        let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
        InSalesPlace {
            changed: at.format("%Y-%m-%d %H:%M:%S +00:00").to_string(),
            id: 0,
            page: 1,
        }
    }

    /// It is not the beginning of all there is.
    fn is_of_changes(&self) -> bool {
        !self.changed.starts_with("1970")
    }

    /// Behind an order of the page that begins here.
    fn behind(&self, order: &Value) -> Option<InSalesPlace> {
        let (id, changed) = (order.get("id")?.as_i64()?, order.get("updated_at")?.as_str()?);
        let stands = id == self.id && changed == self.changed;
        Some(InSalesPlace {
            changed: changed.to_owned(),
            id,
            page: if stands { self.page + 1 } else { 1 },
        })
    }

    fn of(kept: &str) -> Option<InSalesPlace> {
        let mut parts = kept.splitn(3, ' ');
        Some(InSalesPlace {
            page: parts.next()?.parse().ok()?,
            id: parts.next()?.parse().ok()?,
            changed: parts.next()?.to_owned(),
        })
    }

    fn kept(&self) -> String {
        format!("{} {} {}", self.page, self.id, self.changed)
    }
}

fn listed(object: Value) -> Option<ShopOrder> {
    ShopOrder::dated(object, &["updated_at", "created_at"])
}
