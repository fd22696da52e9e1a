//! Prom.ua, and the marketplaces of its platform (Satu.kz, Deal.by), over the public API: <https://public-api.docs.prom.ua/>
//!
//! `orders/list` gives orders by id downwards; `last_id` says from which one on, that one with it. A time that is asked for has
//! no zone, and which one is meant is not said: it is asked for as UTC, which none of these countries is behind, and what is
//! older than was wanted is left out here. The state of one order alone may not be asked for: a list by status misses
//! orders that are paid within minutes.
//!
//! Goods: `products/list` there, which gives them in the same way.
//!
//! Status: `orders/set_status` there, which takes `received`, `delivered` and `paid`; a good status says nothing, but the order's
//! id among `processed_ids` that it was taken. Waybills: `delivery/save_declaration_id` there, of the carriers of this country Nova
//! Poshta's alone; a number that was saved is not taken out again.

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
use super::shop::short;
use super::shop::strange;
use super::shop::there;
use super::shop::understood;
use super::shop::unsure;
use super::shop::write_status;
use super::source::FeedAsk;
use super::source::FeedTried;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::Waybill;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::net::secret::Secret;

/// A list, and what its answers call it.
type PromList = (&'static str, &'static str);
const ORDERS: PromList = ("/api/v1/orders/list", "orders");
const GOODS: PromList = ("/api/v1/products/list", "products");
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

    fn page(
        &self,
        (path, name): PromList,
        asked: &[(&str, String)],
        now: Time,
    ) -> Result<(Vec<ShopOrder>, Option<i64>), FeedTrouble> {
        let answer = self.way.get(path, asked)?;
        let mut told = self.way.told(&answer, now)?;
        let Some(Value::Array(list)) = told.get_mut(name).map(Value::take) else {
            // It refuses in its own words, with a good status.
            let said = told.get("error").and_then(Value::as_str).unwrap_or(path);
            return Err(FeedTrouble::new(FeedFault::NotOrders, self.way.redact(said)));
        };
        Ok((list.into_iter().filter_map(listed).collect(), there(&answer)))
    }

    /// Some of a list that a time of theirs is not before.
    fn since(
        &self,
        list: PromList,
        since: Option<(&'static str, i64)>,
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let mut asked = vec![("limit", PAGE.to_string())];
        asked.extend(since.map(|(name, since)| {
            let from = DateTime::from_timestamp(since, 0).unwrap_or_default();
            (name, from.format("%Y-%m-%dT%H:%M:%S").to_string())
        }));
        let last = place.and_then(|place| place.parse::<i64>().ok());
        asked.extend(last.map(|last| ("last_id", last.to_string())));
        let (orders, until) = self.page(list, &asked, now)?;
        let lowest = orders.iter().map(|order| order.id).min();
        let next = lowest.filter(|lowest| last.is_none_or(|last| *lowest < last));
        Ok(ShopPage {
            orders,
            next: next.map(|next| next.to_string()),
            until,
            ..ShopPage::default()
        })
    }

    /// What of a list changed since.
    fn modified(&self, list: PromList, since: i64, place: Option<&str>, now: Time) -> Result<ShopPage, FeedTrouble> {
        let mut page = self.since(list, Some(("last_modified_from", since)), place, now)?;
        let is_told = |one: &ShopOrder| one.object.get("date_modified").is_some();
        page.orders.retain(|one| one.changed >= since || !is_told(one));
        Ok(page)
    }
}

impl ShopApi for PromApi {
    const FORMAT: Format = Format::Prom;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.modified(ORDERS, since, place, ask.now)
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.since(ORDERS, Some(("date_from", since)), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (orders, _) = self.page(ORDERS, &[("limit", PAGE.to_string())], ask.now)?;
        Ok(FeedTried {
            found: i64::try_from(orders.len()).unwrap_or(i64::MAX),
            newest: numbered(&orders, &["id"]),
            words: Some(
                ["pending", "received", "delivered", "canceled", "paid"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
        })
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write_status(self, wanted, now)
    }
}

/// Its goods.
pub struct PromGoods(pub PromApi);

impl ShopApi for PromGoods {
    const FORMAT: Format = Format::Prom;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.0.modified(GOODS, since, place, ask.now)
    }

    fn placed(&mut self, _: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.0.since(GOODS, None, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (goods, _) = self.0.page(GOODS, &[("limit", PAGE.to_string())], ask.now)?;
        Ok(FeedTried {
            found: i64::try_from(goods.len()).unwrap_or(i64::MAX),
            newest: numbered(&goods, &["name"]),
            words: None,
        })
    }
}

impl PartsApi for PromApi {
    fn way(&self) -> &ShopWay {
        &self.way
    }

    fn text(&self, wanted: &ShopWrite, now: Time) -> Result<String, WriteOutcome> {
        let answer = self.way.get(&format!("/api/v1/orders/{}", wanted.external_id), &[]);
        let answer = answer.map_err(not_taken)?;
        let told = understood(&answer, now)?.ok_or_else(|| strange(&answer))?;
        let number = told.pointer("/order/delivery_provider_data/declaration_number");
        Ok(number.and_then(Value::as_str).unwrap_or_default().to_owned())
    }

    fn set_text(&self, wanted: &ShopWrite, text: &str, now: Time) -> Result<(), WriteOutcome> {
        // A number is never taken out there.
        if text.is_empty() {
            return Err(WriteOutcome::Refused(ShopWriteWhy::TakenBack, String::new()));
        }
        let bills = Waybill::from_value(&wanted.value);
        if bills.first().and_then(|bill| bill.carrier) != Some(Carrier::NovaPoshta) {
            return Err(WriteOutcome::Refused(ShopWriteWhy::Refused, "delivery_type".to_owned()));
        }
        let body = json!({
            "order_id": wanted.external_id.parse::<i64>().unwrap_or(0),
            "declaration_id": text,
            "delivery_type": "nova_poshta",
        });
        let answer = self.way.post("/api/v1/delivery/save_declaration_id", &body);
        let told = changed(&answer.map_err(unsure)?, now)?;
        // A repetition is an error with a good status; it is asked afterwards what stands there.
        let said = told
            .get("message")
            .and_then(Value::as_str)
            .filter(|_| told.get("status").is_none());
        said.map_or(Ok(()), |said| {
            Err(WriteOutcome::Refused(ShopWriteWhy::Refused, short(said)))
        })
    }
}

impl StatusApi for PromApi {
    fn stands(&self, id: &str, now: Time) -> Result<String, WriteOutcome> {
        let answer = self.way.get(&format!("/api/v1/orders/{id}"), &[]).map_err(not_taken)?;
        let told = understood(&answer, now)?;
        let of = |key: &str| told.as_ref()?.pointer(&format!("/order/{key}"))?.as_str();
        let word = match of("status") {
            Some(word) if word.starts_with("custom") => {
                of("status_name").filter(|name| !name.is_empty()).or(Some(word))
            }
            word => word,
        };
        word.map(str::to_owned).ok_or_else(|| strange(&answer))
    }

    fn stand(&self, id: &str, word: &str, now: Time) -> Result<(), WriteOutcome> {
        let body = json!({ "status": word, "ids": [id.parse::<i64>().unwrap_or(0)] });
        let answer = self.way.post("/api/v1/orders/set_status", &body);
        let told = changed(&answer.map_err(unsure)?, now)?;
        let said = told.get("error").and_then(Value::as_str);
        match told.get("processed_ids").and_then(Value::as_array) {
            Some(ids) if !ids.is_empty() => Ok(()),
            _ => Err(WriteOutcome::Refused(
                ShopWriteWhy::Refused,
                short(said.unwrap_or("processed_ids: []")),
            )),
        }
    }
}

fn listed(object: Value) -> Option<ShopOrder> {
    ShopOrder::dated(object, &["date_modified", "date_created"])
}
