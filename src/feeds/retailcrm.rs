//! retailCRM over its API v5: <https://docs.retailcrm.ru/Developers/API/APIVersions/APIv5>
//!
//! Orders cannot be asked for by their last change: what changed is told by `orders/history`, entry by entry, in order, behind
//! the id of the last one (`sinceId`); the orders those are of are then asked for by their ids. Times are on the account's
//! clock, which is the shop's zone of the settings, as for imports. Ten requests a second.
//!
//! Status: *POST /api/v5/orders/{externalId}/edit* there, by the order's own `id` and `site`; waybills: `delivery[data][trackNumber]`
//! there; notes: `managerComment`, a line more of it. Payment: *POST /api/v5/orders/payments/{externalId}/edit* has those that are
//! awaited be paid; where none is, *POST /api/v5/orders/payments/create* makes one of the whole sum.

use std::collections::BTreeMap;

use chrono::DateTime;
use chrono::NaiveDateTime;
use chrono::TimeZone;
use chrono_tz::Tz;
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
use super::shop::said;
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
use crate::net::http::HttpAnswer;
use crate::net::secret::Secret;

/// The most it gives at once.
const PAGE: i64 = 100;
/// Where so much is to be read, the newest orders come before all history.
const LONG: Span = Span::hours(1);
/// History from its beginning.
const FIRST: &str = "0";

/// An account.
pub struct RetailCrmApi {
    way: ShopWay,
}

impl RetailCrmApi {
    /// At an address, by an API key.
    pub fn new(address: &str, key: Secret) -> RetailCrmApi {
        let home = address.find("/api/").map_or(address, |at| &address[..at]);
        RetailCrmApi {
            way: ShopWay::new(home, ("X-API-KEY", key.reveal().to_owned()), vec![key]),
        }
    }

    /// What a list of theirs holds, and what it says of its pages.
    fn list(&self, name: &str, asked: &[(&str, String)], now: Time) -> Result<RetailCrmList, FeedTrouble> {
        let path = if name == "history" { "orders/history" } else { "orders" };
        let answer = self.way.get(&format!("/api/v5/{path}"), asked)?;
        let mut told = self.way.told(&answer, now).map_err(|trouble| match trouble.fault {
            // A wrong key has no status of its own.
            FeedFault::Forbidden if trouble.said.contains("apiKey") => FeedTrouble {
                fault: FeedFault::Unauthorized,
                ..trouble
            },
            _ => trouble,
        })?;
        let Some(Value::Array(list)) = told.get_mut(name).map(Value::take) else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, path));
        };
        let counted = |key: &str| told.pointer(&format!("/pagination/{key}")).and_then(Value::as_i64);
        let pages = (
            counted("currentPage").unwrap_or(1),
            counted("totalPageCount").unwrap_or(1),
        );
        Ok(RetailCrmList {
            total: counted("totalCount").unwrap_or(0),
            is_end: list.is_empty() || pages.0 >= pages.1,
            list,
            there: there(&answer),
        })
    }

    /// Orders by when they were placed, the newest first.
    fn newest(&self, since: i64, page: i64, ask: &FeedAsk<'_>) -> Result<(Vec<ShopOrder>, RetailCrmList), FeedTrouble> {
        let asked = [
            ("limit", PAGE.to_string()),
            ("page", page.to_string()),
            ("filter[createdAtFrom]", stamp(since, ask.zone)),
        ];
        let mut told = self.list("orders", &asked, ask.now)?;
        let orders = std::mem::take(&mut told.list).into_iter();
        let placed = |order: &Value| second(order.get("createdAt")?.as_str()?, ask.zone);
        let listed = orders.filter_map(|order| {
            let placed = placed(&order);
            ShopOrder::of(order, placed)
        });
        Ok((listed.collect(), told))
    }

    /// An order as it stands there.
    fn whole(&self, id: &str, now: Time) -> Result<Value, WriteOutcome> {
        let asked = [("by", "id".to_owned())];
        let answer = self
            .way
            .get(&format!("/api/v5/orders/{id}"), &asked)
            .map_err(not_taken)?;
        let order = understood(&answer, now)?.and_then(|mut told| Some(told.get_mut("order")?.take()));
        order
            .filter(|order| order.get("status").is_some_and(Value::is_string))
            .ok_or_else(|| strange(&answer))
    }

    /// Has some of an order be otherwise, in the shop of the account that it is of.
    fn edit(&self, id: &str, order: &Value, now: Time) -> Result<(), WriteOutcome> {
        let whole = self.whole(id, now)?;
        let mut fields = vec![("by", "id".to_owned()), ("order", order.to_string())];
        let site = whole.get("site").and_then(Value::as_str);
        fields.extend(site.map(|site| ("site", site.to_owned())));
        let answer = self.way.post_form(&format!("/api/v5/orders/{id}/edit"), &fields);
        taken(&answer.map_err(unsure)?, now)
    }

    /// How an order is paid whose shop says nothing of that (*GET /api/v5/reference/payment-types*).
    fn payment_kind(&self, now: Time) -> Result<String, WriteOutcome> {
        let answer = self
            .way
            .get("/api/v5/reference/payment-types", &[])
            .map_err(not_taken)?;
        let told = understood(&answer, now)?.ok_or_else(|| strange(&answer))?;
        let kinds = told
            .get("paymentTypes")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let is_set = |kind: &Value, key: &str| kind.get(key).and_then(Value::as_bool) == Some(true);
        let active: Vec<(&String, &Value)> = kinds.filter(|(_, kind)| is_set(kind, "active")).collect();
        let usual = active.iter().find(|(_, kind)| is_set(kind, "defaultForApi"));
        usual
            .or(active.first())
            .map(|(code, _)| (*code).clone())
            .ok_or_else(|| WriteOutcome::Refused(ShopWriteWhy::Refused, "payment-types".to_owned()))
    }

    /// The codes of the account's statuses (*GET /api/v5/reference/statuses*); none where the key may not read them.
    fn words(&self, now: Time) -> Option<Vec<String>> {
        let answer = self.way.get("/api/v5/reference/statuses", &[]).ok()?;
        let told = self.way.told(&answer, now).ok()?;
        Some(told.get("statuses")?.as_object()?.keys().cloned().collect())
    }

    /// The orders that some entries of the history are of, as they stand now.
    fn orders_of(&self, changed: &BTreeMap<i64, i64>, now: Time) -> Result<Vec<ShopOrder>, FeedTrouble> {
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        let mut asked = vec![("limit", PAGE.to_string())];
        asked.extend(changed.keys().map(|id| ("filter[ids][]", id.to_string())));
        let told = self.list("orders", &asked, now)?;
        let listed = told.list.into_iter().filter_map(|order| {
            let order = ShopOrder::of(order, None)?;
            let changed = *changed.get(&order.id)?;
            Some(ShopOrder { changed, ..order })
        });
        Ok(listed.collect())
    }
}

impl ShopApi for RetailCrmApi {
    const FORMAT: Format = Format::RetailCrm;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        let is_long = ask.now - Time(since * 1_000) > LONG;
        if place.is_none() && is_long {
            let (mut orders, told) = self.newest(since, 1, ask)?;
            // When they changed is not told: history says it.
            for order in &mut orders {
                order.changed = since;
            }
            return Ok(ShopPage {
                orders,
                next: Some(FIRST.to_owned()),
                until: told.there,
                ..ShopPage::default()
            });
        }
        let behind = match place.filter(|place| *place != FIRST) {
            Some(id) => ("filter[sinceId]", id.to_owned()),
            None => ("filter[startDate]", stamp(since, ask.zone)),
        };
        let told = self.list("history", &[("limit", PAGE.to_string()), behind], ask.now)?;
        let mut changed: BTreeMap<i64, i64> = BTreeMap::new();
        for entry in &told.list {
            let of = entry.pointer("/order/id").and_then(Value::as_i64);
            let at = entry.get("createdAt").and_then(Value::as_str);
            if let (Some(of), Some(at)) = (of, at.and_then(|at| second(at, ask.zone))) {
                changed
                    .entry(of)
                    .and_modify(|known| *known = at.max(*known))
                    .or_insert(at);
            }
        }
        let last = told.list.last().and_then(|entry| entry.get("id")?.as_i64());
        Ok(ShopPage {
            // Those that are deleted by now are not told of.
            orders: self.orders_of(&changed, ask.now)?,
            next: last.filter(|_| !told.is_end).map(|last| last.to_string()),
            until: told.there,
            ..ShopPage::default()
        })
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        let page = place.and_then(|place| place.parse().ok()).unwrap_or(1);
        let (orders, told) = self.newest(since, page, ask)?;
        Ok(ShopPage {
            orders,
            next: (!told.is_end).then(|| (page + 1).to_string()),
            until: told.there,
            ..ShopPage::default()
        })
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (orders, told) = self.newest(0, 1, ask)?;
        Ok(FeedTried {
            found: told.total,
            newest: numbered(&orders, &["number"]),
            words: self.words(ask.now),
        })
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write_status(self, wanted, now)
    }
}

impl PartsApi for RetailCrmApi {
    fn way(&self) -> &ShopWay {
        &self.way
    }

    fn text(&self, wanted: &ShopWrite, now: Time) -> Result<String, WriteOutcome> {
        let order = self.whole(&wanted.external_id, now)?;
        let place = match wanted.part {
            ShopPart::Tracking => "/delivery/data/trackNumber",
            _ => "/managerComment",
        };
        Ok(text_at(&order, place))
    }

    fn set_text(&self, wanted: &ShopWrite, text: &str, now: Time) -> Result<(), WriteOutcome> {
        let order = match wanted.part {
            ShopPart::Tracking => json!({ "delivery": { "data": { "trackNumber": text } } }),
            _ => json!({ "managerComment": text }),
        };
        self.edit(&wanted.external_id, &order, now)
    }

    fn is_paid(&self, wanted: &ShopWrite, now: Time) -> Result<bool, WriteOutcome> {
        let order = self.whole(&wanted.external_id, now)?;
        let is_paid = |payment: &Value| payment.get("status").and_then(Value::as_str) == Some("paid");
        let (mut all, mut some) = (true, false);
        for payment in payments(&order) {
            (all, some) = (all && is_paid(payment), true);
        }
        Ok(all && some)
    }

    fn pay(&self, wanted: &ShopWrite, now: Time) -> Result<(), WriteOutcome> {
        let order = self.whole(&wanted.external_id, now)?;
        let site = order.get("site").and_then(Value::as_str).map(str::to_owned);
        let awaited: Vec<i64> = payments(&order)
            .filter(|payment| payment.get("status").and_then(Value::as_str) != Some("paid"))
            .filter_map(|payment| payment.get("id")?.as_i64())
            .collect();
        let send = |path: String, fields: Vec<(&'static str, String)>| {
            let fields: Vec<_> = fields
                .into_iter()
                .chain(site.clone().map(|site| ("site", site)))
                .collect();
            let answer = self.way.post_form(&path, &fields);
            taken(&answer.map_err(unsure)?, now)
        };
        for payment in &awaited {
            let paid = json!({ "status": "paid" });
            let fields = vec![("by", "id".to_owned()), ("payment", paid.to_string())];
            send(format!("/api/v5/orders/payments/{payment}/edit"), fields)?;
        }
        if awaited.is_empty() {
            let kind = self.payment_kind(now)?;
            let id = wanted.external_id.parse::<i64>().unwrap_or(0);
            let amount = order.get("totalSumm").cloned().unwrap_or_default();
            let payment = json!({ "order": { "id": id }, "type": kind, "status": "paid", "amount": amount });
            send(
                "/api/v5/orders/payments/create".to_owned(),
                vec![("payment", payment.to_string())],
            )?;
        }
        Ok(())
    }
}

impl StatusApi for RetailCrmApi {
    fn stands(&self, id: &str, now: Time) -> Result<String, WriteOutcome> {
        Ok(text_at(&self.whole(id, now)?, "/status"))
    }

    fn stand(&self, id: &str, word: &str, now: Time) -> Result<(), WriteOutcome> {
        self.edit(id, &json!({ "status": word }), now)
    }
}

/// Payments stand under their ids, and in a list where there are none.
fn payments(order: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match order.get("payments") {
        Some(Value::Object(all)) => Box::new(all.values()),
        Some(Value::Array(all)) => Box::new(all.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// It says of itself whether a change was taken.
fn taken(answer: &HttpAnswer, now: Time) -> Result<(), WriteOutcome> {
    let told = changed(answer, now)?;
    match told.get("success").and_then(Value::as_bool) {
        Some(true) => Ok(()),
        _ => Err(WriteOutcome::Refused(ShopWriteWhy::Refused, said(answer))),
    }
}

/// A list, as it came.
struct RetailCrmList {
    list: Vec<Value>,
    total: i64,
    is_end: bool,
    there: Option<i64>,
}

fn stamp(second: i64, zone: Tz) -> String {
    let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string()
}

fn second(text: &str, zone: Tz) -> Option<i64> {
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
    Some(zone.from_local_datetime(&at).earliest()?.timestamp())
}
