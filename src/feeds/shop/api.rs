//! What a shop's API is to the reading of it.

use serde_json::Value;

use super::answer::second;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedTried;
use crate::text::sha256;

/// A shop's API.
pub trait ShopApi: Send {
    /// The shape of its orders.
    const FORMAT: Format;

    /// How many seconds behind the last known one are asked for where that one is not to be told again: 0 where what is asked
    /// for begins after the second that is named.
    const BEHIND: i64 = 1;

    /// Some of what changed from a second of the shop's clock on: what stands behind the place an earlier answer named, or
    /// the first of it.
    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble>;

    /// Likewise of what was placed from then on; what changed since is more than that.
    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.changed(since, place, ask)
    }

    /// What it answers, without anything being taken.
    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble>;

    /// Has the shop take what is to be written back to it.
    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        let _ = (wanted, now);
        WriteOutcome::Refused(ShopWriteWhy::Refused, String::new())
    }
}

/// Some of a shop's orders.
#[derive(Debug, Default)]
pub struct ShopPage {
    /// As they came.
    pub orders: Vec<ShopOrder>,
    /// Where it goes on, in the shop's own words and never empty; none: that is all.
    pub next: Option<String>,
    /// What changes later may stand before this page: a second of the shop's clock.
    pub until: Option<i64>,
    /// The newest changes come first: where they are known, so is what is behind them.
    pub newest_first: bool,
    /// The shop is still making what is to be read: it is asked again in the next turn, where it goes on.
    pub is_made: bool,
}

/// An order as it came, as far as the cursor asks.
#[derive(Clone, Debug, PartialEq)]
pub struct ShopOrder {
    /// The shop's own.
    pub id: i64,
    /// The second of its last change, on the shop's clock; when it was placed, where no change is told.
    pub changed: i64,
    /// Of its whole text.
    pub mark: String,
    /// Its whole text.
    pub object: Value,
}

impl ShopOrder {
    /// Of an object that has an id, and tells by the first of these keys it has when it changed.
    pub fn dated(object: Value, times: &[&str]) -> Option<ShopOrder> {
        let changed = times.iter().find_map(|key| second(object.get(*key)?.as_str()?));
        ShopOrder::of(object, changed)
    }

    /// Of an object that has an id.
    pub fn of(object: Value, changed: Option<i64>) -> Option<ShopOrder> {
        let id = match object.get("id")? {
            Value::String(text) => text.rsplit('/').next()?.parse().ok()?,
            id => id.as_i64()?,
        };
        let mark = sha256(object.to_string().as_bytes());
        Some(ShopOrder {
            id,
            changed: changed.unwrap_or(0),
            mark: mark.get(..16).unwrap_or_default().to_owned(),
            object,
        })
    }
}

/// The number of the newest of some orders, as people call it, by the first of these keys it has.
pub fn numbered(orders: &[ShopOrder], keys: &[&str]) -> Option<String> {
    let newest = orders.iter().max_by_key(|order| order.id)?;
    let number = keys.iter().find_map(|key| match newest.object.get(*key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    Some(number.unwrap_or_else(|| newest.id.to_string()))
}
