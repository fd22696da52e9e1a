//! A shop's orders by its API: the newest changes first, and walked by id where those are more than a page.

use chrono::DateTime;
use serde_json::Value;

use super::answer;
use super::way::WooWay;
use super::write;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::feeds::shop::ShopApi;
use crate::feeds::shop::ShopOrder;
use crate::feeds::shop::ShopPage;
use crate::feeds::shop::numbered;
use crate::feeds::shop::there;
use crate::feeds::shop::value;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedTried;
use crate::net::http::HttpAnswer;
use crate::net::secret::Secret;

/// The most a shop gives at once.
const PAGE: i64 = 100;
const GOODS: &str = "products";
/// Of goods fewer: each may have a list of its own.
const GOODS_PAGE: i64 = 50;
/// So often a page is looked for that goes on where the last one ended.
const MOST_STEPS: usize = 100;

/// A WooCommerce.
pub(crate) struct WooCommerceApi {
    way: WooWay,
    /// What is read of it.
    list: &'static str,
}

impl WooCommerceApi {
    pub(crate) fn new(address: &str, key: Secret, secret: Secret) -> WooCommerceApi {
        WooCommerceApi {
            way: WooWay::new(address, key, secret),
            list: "orders",
        }
    }

    /// The newest of what changed; what is behind it is walked by id, from the first.
    fn newest(&mut self, since: i64, now: Time) -> Result<ShopPage, FeedTrouble> {
        let asked = [
            ("per_page", PAGE.to_string()),
            ("orderby", "modified".to_owned()),
            ("order", "desc".to_owned()),
            ("modified_after", stamp(since)),
        ];
        let page = self.page(&asked, now)?;
        let newest = page.orders.iter().map(|order| order.changed).max();
        let is_end = page.is_end(0, None);
        Ok(ShopPage {
            orders: page.orders,
            next: (!is_end).then(|| WooPlace::default().kept()),
            until: page.there.or(newest),
            newest_first: true,
            ..ShopPage::default()
        })
    }

    /// What of the list is asked for, by id behind what was passed.
    fn stretch(
        &mut self,
        since: Option<(&'static str, i64)>,
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let place = place.and_then(WooPlace::of).unwrap_or_default();
        // One order that was passed is asked for again: where it is not the first, orders before it went, and what stood
        // behind them stands further up.
        let (mut from, mut back) = ((place.passed - 1).max(0), 1);
        // Where nothing was found there are no more orders, though the shop tells no number of them.
        let mut most = None;
        for _ in 0..MOST_STEPS {
            let mut asked = vec![
                ("per_page", self.page_size().to_string()),
                ("orderby", "id".to_owned()),
                ("order", "asc".to_owned()),
                ("offset", from.to_string()),
            ];
            asked.extend(since.map(|(name, since)| (name, stamp(since))));
            let page = self.page(&asked, now)?;
            if page.received == 0 {
                most = Some(from);
            }
            let is_behind = match page.orders.first() {
                Some(order) => order.id > place.last,
                None => page.received == 0,
            };
            if from > 0 && is_behind {
                (from, back) = ((from - back).max(0), back * 2);
                continue;
            }
            let is_end = page.is_end(from, most);
            let last = page.orders.iter().map(|order| order.id).max().unwrap_or(0);
            if last <= place.last && !is_end {
                from += (page.received - 1).max(1);
                continue;
            }
            let passed = from + page.received;
            return Ok(ShopPage {
                orders: page.orders,
                next: (!is_end).then(|| WooPlace { passed, last }.kept()),
                until: page.there,
                ..ShopPage::default()
            });
        }
        // Something between gives the same page whatever is asked: that would never end.
        Err(FeedTrouble::new(FeedFault::NotOrders, "offset"))
    }

    fn page(&mut self, asked: &[(&str, String)], now: Time) -> Result<WooPage, FeedTrouble> {
        let answer = self.way.get(self.list, asked, now)?;
        let (orders, received) = self.told(&answer, now)?;
        // A number that is less than what came is none of this list.
        let total = total(&answer).filter(|total| *total >= received);
        Ok(WooPage {
            orders,
            received,
            total,
            there: there(&answer),
        })
    }

    /// The words of status the shop counts its orders by, its plugins' among them; none where it does not tell them
    /// (<https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-orders-totals>).
    fn words(&mut self, now: Time) -> Option<Vec<String>> {
        let answer = self.way.get("reports/orders/totals", &[], now).ok()?;
        let counted = value(&answer).filter(|_| answer.status == 200)?;
        let slug = |one: &Value| Some(one.get("slug")?.as_str()?.trim().to_owned());
        let words: Vec<String> = counted.as_array()?.iter().filter_map(slug).collect();
        (!words.is_empty()).then_some(words)
    }

    fn page_size(&self) -> i64 {
        if self.list == GOODS { GOODS_PAGE } else { PAGE }
    }

    /// How many the list has, and the newest of them.
    fn counted(&mut self, label: &str, now: Time) -> Result<FeedTried, FeedTrouble> {
        let asked = [
            ("per_page", "1".to_owned()),
            ("orderby", "date".to_owned()),
            ("order", "desc".to_owned()),
        ];
        let answer = self.way.get(self.list, &asked, now)?;
        let (page, received) = self.told(&answer, now)?;
        Ok(FeedTried {
            found: total(&answer).unwrap_or(received),
            newest: numbered(&page, &[label]),
            words: None,
        })
    }

    /// Gives a product with variations those, which stand in a list of their own.
    fn fill(&mut self, product: &mut ShopOrder, now: Time) -> Result<(), FeedTrouble> {
        if product.object.get("type").and_then(Value::as_str) != Some("variable") {
            return Ok(());
        }
        let path = format!("{GOODS}/{}/variations", product.id);
        let mut found = Vec::new();
        for page in 1..=MOST_STEPS {
            let asked = [("per_page", PAGE.to_string()), ("page", page.to_string())];
            let answer = self.way.get(&path, &asked, now)?;
            // It went meanwhile.
            if answer.status == 404 {
                break;
            }
            let (variations, received) = self.told(&answer, now)?;
            found.extend(variations.into_iter().map(|one| one.object));
            let passed = i64::try_from(found.len()).unwrap_or(i64::MAX);
            if received == 0 || total(&answer).is_some_and(|total| passed >= total) {
                break;
            }
        }
        if let Some(fields) = product.object.as_object_mut() {
            fields.insert("variations".to_owned(), Value::Array(found));
        }
        Ok(())
    }

    fn told(&self, answer: &HttpAnswer, now: Time) -> Result<(Vec<ShopOrder>, i64), FeedTrouble> {
        let (orders, received) = answer::orders(answer, now).map_err(|trouble| FeedTrouble {
            said: self.way.redact(&trouble.said),
            ..trouble
        })?;
        Ok((orders, i64::try_from(received).unwrap_or(i64::MAX)))
    }
}

impl ShopApi for WooCommerceApi {
    const FORMAT: Format = Format::WooCommerce;
    // `modified_after` is that.
    const BEHIND: i64 = 0;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        match place {
            None => self.newest(since, ask.now),
            place => self.stretch(Some(("modified_after", since)), place, ask.now),
        }
    }

    fn placed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.stretch(Some(("after", since)), place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let tried = self.counted("number", ask.now)?;
        Ok(FeedTried {
            words: self.words(ask.now),
            ..tried
        })
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write::write(&mut self.way, wanted, now)
    }
}

/// Its goods (<https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-products>).
pub(crate) struct WooCommerceGoods(WooCommerceApi);

impl WooCommerceGoods {
    pub(crate) fn new(address: &str, key: Secret, secret: Secret) -> WooCommerceGoods {
        let api = WooCommerceApi::new(address, key, secret);
        WooCommerceGoods(WooCommerceApi { list: GOODS, ..api })
    }

    fn filled(
        &mut self,
        since: Option<(&'static str, i64)>,
        place: Option<&str>,
        now: Time,
    ) -> Result<ShopPage, FeedTrouble> {
        let mut page = self.0.stretch(since, place, now)?;
        for product in &mut page.orders {
            self.0.fill(product, now)?;
        }
        Ok(page)
    }
}

impl ShopApi for WooCommerceGoods {
    const FORMAT: Format = Format::WooCommerce;
    // `modified_after` is that.
    const BEHIND: i64 = 0;

    fn changed(&mut self, since: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.filled(Some(("modified_after", since)), place, ask.now)
    }

    fn placed(&mut self, _: i64, place: Option<&str>, ask: &FeedAsk<'_>) -> Result<ShopPage, FeedTrouble> {
        self.filled(None, place, ask.now)
    }

    fn tried(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.0.counted("name", ask.now)
    }
}

/// Where a walk by id goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct WooPlace {
    /// How many orders were passed.
    passed: i64,
    /// The last of them.
    last: i64,
}

impl WooPlace {
    fn of(kept: &str) -> Option<WooPlace> {
        let (passed, last) = kept.split_once(':')?;
        Some(WooPlace {
            passed: passed.parse().ok()?,
            last: last.parse().ok()?,
        })
    }

    fn kept(self) -> String {
        format!("{}:{}", self.passed, self.last)
    }
}

/// A page of orders.
struct WooPage {
    orders: Vec<ShopOrder>,
    /// How many things it holds; not all need be orders.
    received: i64,
    /// How many there are in all.
    total: Option<i64>,
    /// The second of the shop's clock, where it tells that.
    there: Option<i64>,
}

impl WooPage {
    /// Whether none is behind it, where there are `most` at most. A short page says nothing of that: some hosts give fewer
    /// than are asked for.
    fn is_end(&self, from: i64, most: Option<i64>) -> bool {
        let total = self.total.or(most);
        self.received == 0 || total.is_some_and(|total| from + self.received >= total)
    }
}

/// How many orders the shop says it has.
fn total(answer: &HttpAnswer) -> Option<i64> {
    answer.header("x-wp-total")?.parse().ok()
}

/// As the API takes it: with `Z`, or the shop's own zone is meant.
fn stamp(second: i64) -> String {
    let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_shop_takes_them() {
        assert_eq!(stamp(1_773_219_600), "2026-03-11T09:00:00Z");
    }
}
