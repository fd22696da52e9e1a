//! Writes back to a shop. The order is asked for before each write: what an earlier try may have left there is not written
//! again, and what the shop changed by itself stands.
//!
//! - Status: `status` of *Update an order*, <https://woocommerce.github.io/woocommerce-rest-api-docs/#update-an-order>
//! - Payment: `set_paid` there, which brings a pending or failed order to `processing` and dates its payment. `date_paid` itself
//!   cannot be written, <https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties>; an order on hold is paid by
//!   being brought to `processing`, as its own page in the shop does it.
//! - Waybills: the *Shipment Tracking* plugin's own list, <https://woocommerce.com/document/shipment-tracking/>; where the shop
//!   has no such plugin, `meta_data` of the order.
//! - Notes: *Create an order note*, for the shop's staff and not for the customer,
//!   <https://woocommerce.github.io/woocommerce-rest-api-docs/#create-an-order-note>

use serde_json::Value;
use serde_json::json;

use super::answer::code;
use super::way::ROUTE;
use super::way::TRACKING_ROUTE;
use super::way::WooWay;
use crate::domain::carrier::Carrier;
use crate::domain::shop_write::ShopPart;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::Waybill;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::feeds::shop::ShopStanding;
use crate::feeds::shop::StandingOrder;
use crate::feeds::shop::changed;
use crate::feeds::shop::not_taken;
use crate::feeds::shop::redacted;
use crate::feeds::shop::said;
use crate::feeds::shop::second;
use crate::feeds::shop::strange;
use crate::feeds::shop::understood;
use crate::feeds::shop::unsure;
use crate::feeds::shop::write_standing;

/// The field a waybill is written into where no plugin keeps a list, and that of who carries it.
const NUMBER_FIELD: &str = "_tracking_number";
const CARRIER_FIELD: &str = "_tracking_provider";

/// A write to one shop.
struct ShopWriter<'a> {
    way: &'a mut WooWay,
    wanted: &'a ShopWrite,
    now: Time,
}

/// Why it goes no further.
type Unwritten = WriteOutcome;

/// Has the shop take it.
pub(super) fn write(way: &mut WooWay, wanted: &ShopWrite, now: Time) -> WriteOutcome {
    let mut writer = ShopWriter { way, wanted, now };
    let done = match wanted.part {
        ShopPart::Status => Ok(write_standing(&mut writer, wanted)),
        ShopPart::Payment => writer.payment(),
        ShopPart::Tracking => writer.tracking(),
        ShopPart::Note => writer.note(),
    };
    redacted(done.unwrap_or_else(|stop| stop), &|text| way.redact(text))
}

impl ShopWriter<'_> {
    fn path(&self) -> String {
        format!("orders/{}", self.wanted.external_id)
    }

    fn payment(&mut self) -> Result<WriteOutcome, Unwritten> {
        let order = self.order()?;
        let there = status_of(&order);
        if paid_at(&order).is_some() {
            let paid_at = self.wanted.tried.as_ref().and_then(|_| paid_by_itself(&order));
            return Ok(WriteOutcome::Taken { word: None, paid_at });
        }
        let body = match there.as_str() {
            "on-hold" => json!({ "status": "processing", "set_paid": true }),
            "pending" | "failed" => json!({ "set_paid": true }),
            _ => return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, there)),
        };
        let changed = self.update(&body)?;
        if paid_at(&changed).is_none() {
            return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, status_of(&changed)));
        }
        Ok(WriteOutcome::Taken {
            word: Some(status_of(&changed)),
            paid_at: paid_at(&changed),
        })
    }

    fn tracking(&mut self) -> Result<WriteOutcome, Unwritten> {
        let wanted = Waybill::from_value(&self.wanted.value);
        let list = format!("{}/shipment-trackings", self.path());
        let answer = self.way.get_of(TRACKING_ROUTE, &list, &[], self.now);
        let answer = answer.map_err(not_taken)?;
        if answer.status == 404 && code(&answer) == "rest_no_route" {
            return self.tracking_field(&wanted);
        }
        let Some(Value::Array(there)) = understood(&answer, self.now)? else {
            return Err(strange(&answer));
        };
        let number = |entry: &Value| text(entry, "tracking_number");
        for bill in &wanted {
            if there.iter().any(|entry| number(entry) == bill.number) {
                continue;
            }
            let carrier = bill.carrier.map_or("–", name);
            let link = bill.carrier.and_then(|carrier| carrier.tracking_page(&bill.number));
            let body = json!({
                "custom_tracking_provider": carrier,
                "custom_tracking_link": link.unwrap_or_default(),
                "tracking_number": bill.number,
                "date_shipped": bill.at.map(|at| at.utc().format("%Y-%m-%d").to_string()),
            });
            let answer = self.way.send((TRACKING_ROUTE, &list), &[], &body, self.now);
            changed(&answer.map_err(unsure)?, self.now)?;
        }
        // Of what is there no more only our own is taken out.
        let ours = self.wanted.sent_numbers();
        for entry in &there {
            let number = number(entry);
            let is_over = ours.contains(&number) && !wanted.iter().any(|bill| bill.number == number);
            if is_over {
                let one = format!("{list}/{}", text(entry, "tracking_id"));
                let method = [("_method", "DELETE".to_owned())];
                let answer = self.way.send((TRACKING_ROUTE, &one), &method, &json!({}), self.now);
                let answer = answer.map_err(unsure)?;
                if answer.status != 404 {
                    changed(&answer, self.now)?;
                }
            }
        }
        Ok(taken())
    }

    /// Of several parcels the first, as such a field holds one.
    fn tracking_field(&mut self, wanted: &[Waybill]) -> Result<WriteOutcome, Unwritten> {
        let order = self.order()?;
        let first = wanted.first();
        let number = first.map(|bill| bill.number.clone()).unwrap_or_default();
        let there = field_of(&order, NUMBER_FIELD);
        if there == number {
            return Ok(taken());
        }
        if !there.is_empty() && !self.wanted.sent_numbers().contains(&there) {
            return Err(WriteOutcome::Refused(ShopWriteWhy::Kept, there));
        }
        let carrier = first.and_then(|bill| bill.carrier).map_or("", name);
        let changed = self.update(&json!({ "meta_data": [
            { "key": NUMBER_FIELD, "value": number },
            { "key": CARRIER_FIELD, "value": carrier },
        ] }))?;
        if field_of(&changed, NUMBER_FIELD) != number {
            return Err(WriteOutcome::Refused(
                ShopWriteWhy::Kept,
                field_of(&changed, NUMBER_FIELD),
            ));
        }
        Ok(taken())
    }

    fn note(&mut self) -> Result<WriteOutcome, Unwritten> {
        let list = format!("{}/notes", self.path());
        if self.wanted.tried.is_some() {
            let answer = self.way.get(&list, &[], self.now).map_err(not_taken)?;
            let Some(Value::Array(there)) = understood(&answer, self.now)? else {
                return Err(strange(&answer));
            };
            if there.iter().any(|note| text(note, "note") == self.wanted.value) {
                return Ok(taken());
            }
        }
        let body = json!({ "note": self.wanted.value, "customer_note": false });
        let answer = self.way.send((ROUTE, &list), &[], &body, self.now);
        changed(&answer.map_err(unsure)?, self.now)?;
        Ok(taken())
    }

    /// The order as it stands there.
    fn order(&mut self) -> Result<Value, Unwritten> {
        let path = self.path();
        let answer = self.way.get(&path, &[], self.now).map_err(not_taken)?;
        let order = understood(&answer, self.now)?;
        order
            .filter(|order| order.get("status").is_some())
            .ok_or_else(|| strange(&answer))
    }

    fn update(&mut self, body: &Value) -> Result<Value, Unwritten> {
        let path = self.path();
        let answer = self.way.send((ROUTE, &path), &[], body, self.now).map_err(unsure)?;
        let order = changed(&answer, self.now)?;
        if order.get("status").is_some() {
            return Ok(order);
        }
        // It may have been taken, and something between answered.
        Err(WriteOutcome::Later(ShopWriteWhy::Unsure, said(&answer), None))
    }
}

impl StandingOrder for ShopWriter<'_> {
    fn standing(&mut self) -> Result<ShopStanding, Unwritten> {
        Ok(standing(&self.order()?))
    }

    fn stand(&mut self, word: &str) -> Result<Option<ShopStanding>, Unwritten> {
        let changed = self.update(&json!({ "status": word }))?;
        Ok(Some(standing(&changed)))
    }
}

fn taken() -> WriteOutcome {
    WriteOutcome::Taken {
        word: None,
        paid_at: None,
    }
}

fn standing(order: &Value) -> ShopStanding {
    ShopStanding {
        word: status_of(order),
        is_paid: paid_at(order).is_some(),
        paid_by_itself: paid_by_itself(order),
    }
}

fn status_of(order: &Value) -> String {
    let word = text(order, "status");
    word.strip_prefix("wc-").unwrap_or(&word).to_owned()
}

fn paid_at(order: &Value) -> Option<Time> {
    let at = ["date_paid_gmt", "date_paid"]
        .iter()
        .find_map(|key| second(order.get(*key)?.as_str()?))?;
    Some(Time(at * 1_000))
}

/// When it was paid, where no bank or service told the shop so.
fn paid_by_itself(order: &Value) -> Option<Time> {
    paid_at(order).filter(|_| text(order, "transaction_id").is_empty())
}

fn field_of(order: &Value, key: &str) -> String {
    let fields = order.get("meta_data").and_then(Value::as_array).into_iter().flatten();
    let mut found = fields
        .filter(|field| text(field, "key") == key)
        .map(|field| text(field, "value"));
    found.next_back().unwrap_or_default()
}

fn text(object: &Value, key: &str) -> String {
    match object.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// As its own site calls it.
fn name(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::RussianPost => "Почта России",
        Carrier::NovaPoshta => "Нова пошта",
        Carrier::Cdek => "СДЭК",
        Carrier::Ukrposhta => "Укрпошта",
        Carrier::Boxberry => "Boxberry",
        Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None => "–",
    }
}
