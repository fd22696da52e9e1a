//! Prom.ua, and the marketplaces of its platform (Satu.kz, Deal.by), over the public API: <https://public-api.docs.prom.ua/>
//!
//! `orders/list` gives orders by id downwards; `last_id` says from which one on, that one with it. A time that is asked for has
//! no zone, and which one is meant is not said: it is asked for as UTC, which none of these countries is behind, and what is
//! older than was wanted is left out here. The state of one order alone may not be asked for: a list by status misses
//! orders that are paid within minutes.

use chrono::DateTime;
use serde_json::Value;

use super::shop::ShopApi;
use super::shop::ShopOrder;
use super::shop::ShopPage;
use super::shop::ShopWay;
use super::shop::numbered;
use super::shop::second;
use super::shop::there;
use super::source::FeedAsk;
use super::source::FeedTried;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::net::secret::Secret;

const ORDERS: &str = "/api/v1/orders/list";
/// The most it gives at once.
const PAGE: i64 = 100;

/// A marketplace.
pub struct PromApi {
    way: ShopWay,
}

impl PromApi {
    /// At an address, by a token.
    pub fn new(address: &str, key: Secret) -> PromApi {
        let header = ("Authorization", format!("Bearer {}", key.reveal()));
        let home = address.find("/api/").map_or(address, |at| &address[..at]);
        PromApi {
            way: ShopWay::new(home, header, vec![key]),
        }
    }

    fn page(&self, asked: &[(&str, String)], now: Time) -> Result<(Vec<ShopOrder>, Option<i64>), FeedTrouble> {
        let answer = self.way.get(ORDERS, asked)?;
        let mut told = self.way.told(&answer, now)?;
        let Some(Value::Array(list)) = told.get_mut("orders").map(Value::take) else {
            // It refuses in its own words, with a good status.
            let said = told.get("error").and_then(Value::as_str).unwrap_or("orders/list");
            return Err(FeedTrouble::new(FeedFault::NotOrders, self.way.redact(said)));
        };
        Ok((list.into_iter().filter_map(listed).collect(), there(&answer)))
    }

    /// Some of what that time of theirs is not before.
    fn since(
        &self,
        (name, since): (&'static str, i64),
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let from = DateTime::from_timestamp(since, 0).unwrap_or_default();
        let mut asked = vec![
            ("limit", PAGE.to_string()),
            (name, from.format("%Y-%m-%dT%H:%M:%S").to_string()),
        ];
        let last = place.and_then(|place| place.parse::<i64>().ok());
        asked.extend(last.map(|last| ("last_id", last.to_string())));
        let (orders, until) = self.page(&asked, now)?;
        let lowest = orders.iter().map(|order| order.id).min();
        let next = lowest.filter(|lowest| last.is_none_or(|last| *lowest < last));
        Ok(ShopPage {
            orders,
            next: next.map(|next| next.to_string()),
            until,
            newest_first: false,
        })
    }
}

impl ShopApi for PromApi {
    const FORMAT: Format = Format::Prom;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        let mut page = self.since(("last_modified_from", since), place, ask.now)?;
        let is_told = |order: &ShopOrder| order.object.get("date_modified").is_some();
        page.orders.retain(|order| order.changed >= since || !is_told(order));
        Ok(page)
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(("date_from", since), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (orders, _) = self.page(&[("limit", PAGE.to_string())], ask.now)?;
        Ok(FeedTried {
            found: i64::try_from(orders.len()).unwrap_or(i64::MAX),
            newest: numbered(&orders, &["id"]),
            words: None,
        })
    }
}

fn listed(object: Value) -> Option<ShopOrder> {
    let changed = ["date_modified", "date_created"];
    let changed = changed.iter().find_map(|key| second(object.get(*key)?.as_str()?));
    ShopOrder::of(object, changed)
}
