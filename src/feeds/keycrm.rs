//! KeyCRM over its API: <https://docs.keycrm.app/>
//!
//! Times are UTC, as asked for and as answered; 60 requests a minute, above them 429. Orders are listed page by page, by id
//! downwards. What is changed while they are turned over comes to stand further up, and what was passed is passed again; what
//! is deleted lets those behind it move up, which the number of all of them tells: the page before is then asked for again.
//!
//! Status: *PUT /order/{orderId}* there, with the `status_id` that *GET /order/status* tells for a name; waybills: `shipping` with
//! `tracking_code` there; notes: `manager_comment`, a line more of it.

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
use super::shop::text_at;
use super::shop::there;
use super::shop::understood;
use super::shop::unsure;
use super::shop::write_status;
use super::source::FeedAsk;
use super::source::FeedTried;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::secret::Secret;

/// The most it gives at once.
const PAGE: i64 = 50;
/// What an order is told with.
const INCLUDE: &str = "buyer,products.offer,payments,shipping.deliveryService,status";

/// An account.
pub struct KeyCrmApi {
    way: ShopWay,
}

/// Some orders, and how many there are in all.
struct KeyCrmPage {
    orders: Vec<ShopOrder>,
    total: i64,
    is_end: bool,
    there: Option<i64>,
}

impl KeyCrmApi {
    /// At an address, by an API key.
    pub fn new(address: &str, key: Secret) -> KeyCrmApi {
        let header = ("Authorization", format!("Bearer {}", key.reveal()));
        KeyCrmApi {
            way: ShopWay::new(address, header, vec![key]),
        }
    }

    fn page(
        &self,
        page: i64,
        filter: Option<(&'static str, i64)>,
        limit: i64,
        now: Time,
    ) -> Result<KeyCrmPage, FeedTrouble> {
        let mut asked = vec![
            ("limit", limit.to_string()),
            ("page", page.to_string()),
            ("sort", "-id".to_owned()),
            ("include", INCLUDE.to_owned()),
        ];
        asked.extend(filter.map(|(name, since)| {
            // Their clock may be ahead, and nothing is to be left out.
            let until = (now + Span::days(2)).0 / 1_000;
            (name, format!("{}, {}", stamp(since), stamp(until)))
        }));
        let answer = self.way.get("/order", &asked)?;
        let mut told = self.way.told(&answer, now)?;
        let Some(Value::Array(list)) = told.get_mut("data").map(Value::take) else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, "order"));
        };
        let received = i64::try_from(list.len()).unwrap_or(i64::MAX);
        let counted = |key: &str| told.get(key).and_then(Value::as_i64);
        let total = counted("total").unwrap_or(received);
        let of_page = counted("per_page").unwrap_or(limit);
        Ok(KeyCrmPage {
            orders: list.into_iter().filter_map(listed).collect(),
            total,
            is_end: received == 0 || page.saturating_mul(of_page) >= total,
            there: there(&answer),
        })
    }

    /// The account's statuses: id and name.
    fn statuses(&self) -> Result<Vec<(i64, String)>, FeedTrouble> {
        let answer = self.way.get("/order/status", &[("limit", PAGE.to_string())])?;
        let told = self.way.told(&answer, Time(0))?;
        let list = told.get("data").and_then(Value::as_array).into_iter().flatten();
        let status = |one: &Value| Some((one.get("id")?.as_i64()?, one.get("name")?.as_str()?.to_owned()));
        Ok(list.filter_map(status).collect())
    }

    fn since(&self, filter: (&'static str, i64), place: Option<&str>, now: Time) -> Result<ShopPage, FeedTrouble> {
        let place = place.and_then(|place| place.split_once(':'));
        let (mut page, before) = place
            .and_then(|(page, total)| Some((page.parse().ok()?, total.parse().ok()?)))
            .unwrap_or((1, 0));
        let mut told = self.page(page, Some(filter), PAGE, now)?;
        if told.total < before && page > 1 {
            page -= 1;
            told = self.page(page, Some(filter), PAGE, now)?;
        }
        Ok(ShopPage {
            next: (!told.is_end).then(|| format!("{}:{}", page + 1, told.total)),
            orders: told.orders,
            until: told.there,
            ..ShopPage::default()
        })
    }
}

impl ShopApi for KeyCrmApi {
    const FORMAT: Format = Format::KeyCrm;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(("filter[updated_between]", since), place, ask.now)
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(("filter[created_between]", since), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let told = self.page(1, None, 1, ask.now)?;
        Ok(FeedTried {
            found: told.total,
            newest: numbered(&told.orders, &["source_uuid", "id"]),
            words: self
                .statuses()
                .map(|all| all.into_iter().map(|(_, name)| name).collect())
                .ok(),
        })
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write_status(self, wanted, now)
    }
}

impl PartsApi for KeyCrmApi {
    fn way(&self) -> &ShopWay {
        &self.way
    }

    fn text(&self, wanted: &ShopWrite, now: Time) -> Result<String, WriteOutcome> {
        let asked = [("include", "shipping".to_owned())];
        let answer = self.way.get(&format!("/order/{}", wanted.external_id), &asked);
        let answer = answer.map_err(not_taken)?;
        let order = understood(&answer, now)?.ok_or_else(|| strange(&answer))?;
        let place = match wanted.part {
            ShopPart::Tracking => "/shipping/tracking_code",
            _ => "/manager_comment",
        };
        Ok(text_at(&order, place))
    }

    fn set_text(&self, wanted: &ShopWrite, text: &str, now: Time) -> Result<(), WriteOutcome> {
        let body = match wanted.part {
            ShopPart::Tracking => json!({ "shipping": { "tracking_code": text } }),
            _ => json!({ "manager_comment": text }),
        };
        let answer = self.way.put(&format!("/order/{}", wanted.external_id), &body);
        changed(&answer.map_err(unsure)?, now).map(|_| ())
    }
}

impl StatusApi for KeyCrmApi {
    fn stands(&self, id: &str, now: Time) -> Result<String, WriteOutcome> {
        let asked = [("include", "status".to_owned())];
        let answer = self.way.get(&format!("/order/{id}"), &asked).map_err(not_taken)?;
        let order = understood(&answer, now)?;
        let name = order.as_ref().and_then(|order| {
            let names = ["/status/name", "/status/alias"];
            let mut names = names.iter().filter_map(|name| order.pointer(name)?.as_str());
            names.find(|name| !name.is_empty())
        });
        name.map(str::to_owned).ok_or_else(|| strange(&answer))
    }

    fn stand(&self, id: &str, word: &str, now: Time) -> Result<(), WriteOutcome> {
        let statuses = self.statuses().map_err(not_taken)?;
        let Some((status, _)) = statuses.iter().find(|(_, name)| name == word) else {
            return Err(WriteOutcome::Refused(ShopWriteWhy::Refused, format!("status: {word}")));
        };
        let answer = self.way.put(&format!("/order/{id}"), &json!({ "status_id": status }));
        changed(&answer.map_err(unsure)?, now).map(|_| ())
    }
}

fn stamp(second: i64) -> String {
    let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

fn listed(object: Value) -> Option<ShopOrder> {
    ShopOrder::dated(object, &["updated_at", "created_at"])
}
