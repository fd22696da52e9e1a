//! Asks for what changed, walks where that is much, and walks over all of a month by night.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono::TimeZone;
use chrono_tz::Tz;
use serde_json::Value;

use super::answer;
use super::answer::WooOrder;
use super::cursor::OVERLAP;
use super::cursor::WooCursor;
use super::cursor::WooWalk;
use super::way::WooWay;
use super::write;
use crate::domain::duration::Days;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;
use crate::intake::Shape;
use crate::net::http::HttpAnswer;
use crate::net::secret::Secret;

/// The most a shop gives at once.
const PAGE: i64 = 100;
/// So often a page is looked for that goes on where the last one ended.
const MOST_STEPS: usize = 100;
/// When all of a month is walked over, on the shop's clock.
const NIGHT: NaiveTime = match NaiveTime::from_hms_opt(3, 30, 0) {
    Some(at) => at,
    None => NaiveTime::MIN,
};

/// A WooCommerce.
pub(crate) struct WooFeed {
    way: WooWay,
    since: Days,
}

impl WooFeed {
    pub(crate) fn new(address: &str, key: Secret, secret: Secret, since: Days) -> WooFeed {
        WooFeed {
            way: WooWay::new(address, key, secret),
            since,
        }
    }

    /// What changed; the newest of it comes first.
    fn changes(&mut self, ask: &FeedAsk<'_>, mut cursor: WooCursor) -> Result<Option<Portion>, FeedTrouble> {
        let since = self.since(ask, &cursor);
        let asked = [
            ("per_page", PAGE.to_string()),
            ("orderby", "modified".to_owned()),
            ("order", "desc".to_owned()),
            ("modified_after", stamp(since - cursor.overlap())),
        ];
        let page = self.page(&asked, ask.now)?;
        let newest = page.orders.iter().map(|order| order.changed).max().unwrap_or(since);
        // A shop's clock that ran ahead and was set right must hide nothing: no change is newer than the answer.
        let until = page.there.map_or(newest, |there| newest.min(there.max(since)));
        let (is_first, is_end) = (cursor.since.is_none(), page.is_end(0, None));
        let fresh = fresh(&mut cursor, page.orders, until);
        // A reading without news writes nothing; where the newest are known, so are those behind them.
        if fresh.is_empty() && !is_first {
            return Ok(None);
        }
        if is_end {
            cursor.reach(until);
        } else {
            cursor.walk = Some(WooWalk::begin(until));
        }
        // What is read first is read whole.
        cursor.swept_at = cursor.swept_at.or(Some(ask.now.0));
        Ok(Some(portion(fresh, &cursor, !is_end)))
    }

    /// The next stretch of a walk over what changed.
    fn walk(
        &mut self,
        ask: &FeedAsk<'_>,
        mut cursor: WooCursor,
        walk: WooWalk,
    ) -> Result<Option<Portion>, FeedTrouble> {
        let bound = stamp(self.since(ask, &cursor) - cursor.overlap());
        let (page, goes_on) = self.stretch(ask, ("modified_after", &bound), walk)?;
        let fresh = fresh(&mut cursor, page, walk.bound);
        if goes_on.is_none() {
            cursor.reach(walk.bound);
        }
        cursor.walk = goes_on;
        // What changed meanwhile is asked for at once.
        Ok(Some(portion(fresh, &cursor, true)))
    }

    /// The next stretch of the walk by night. Nobody hurries: the one behind it is for the next turn.
    fn sweep(
        &mut self,
        ask: &FeedAsk<'_>,
        mut cursor: WooCursor,
        walk: WooWalk,
    ) -> Result<Option<Portion>, FeedTrouble> {
        let (page, goes_on) = self.stretch(ask, ("after", &stamp(walk.bound)), walk)?;
        cursor.sweep = goes_on;
        Ok(Some(portion(page, &cursor, false)))
    }

    /// Orders by id behind those that were passed, and where the walk goes on; none at its end.
    fn stretch(
        &mut self,
        ask: &FeedAsk<'_>,
        (name, bound): (&str, &str),
        walk: WooWalk,
    ) -> Result<(Vec<WooOrder>, Option<WooWalk>), FeedTrouble> {
        // One order that was passed is asked for again: where it is not the first, orders before it went, and what stood
        // behind them stands further up.
        let (mut from, mut back) = ((walk.passed - 1).max(0), 1);
        // Where nothing was found there are no more orders, though the shop tells no number of them.
        let mut most = None;
        for _ in 0..MOST_STEPS {
            let asked = [
                ("per_page", PAGE.to_string()),
                ("orderby", "id".to_owned()),
                ("order", "asc".to_owned()),
                ("offset", from.to_string()),
                (name, bound.to_owned()),
            ];
            let page = self.page(&asked, ask.now)?;
            if page.received == 0 {
                most = Some(from);
            }
            let is_behind = match page.orders.first() {
                Some(order) => order.id > walk.last,
                None => page.received == 0,
            };
            if from > 0 && is_behind {
                (from, back) = ((from - back).max(0), back * 2);
                continue;
            }
            let is_end = page.is_end(from, most);
            let last = page.orders.iter().map(|order| order.id).max().unwrap_or(0);
            if last <= walk.last && !is_end {
                from += (page.received - 1).max(1);
                continue;
            }
            let goes_on = (!is_end).then(|| WooWalk {
                passed: from + page.received,
                last,
                ..walk
            });
            return Ok((page.orders, goes_on));
        }
        // Something between gives the same page whatever is asked: that would never end.
        Err(FeedTrouble::new(FeedFault::NotOrders, "offset"))
    }

    fn page(&mut self, asked: &[(&str, String)], now: Time) -> Result<WooPage, FeedTrouble> {
        let answer = self.way.get("orders", asked, now)?;
        let there = answer
            .header("date")
            .and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        let (orders, received) = self.told(&answer, now)?;
        // A number that is less than what came is none of this list.
        let total = total(&answer).filter(|total| *total >= received);
        Ok(WooPage {
            orders,
            received,
            total,
            there: there.map(|at| at.timestamp() + 1),
        })
    }

    /// The words of status the shop counts its orders by, its plugins' among them; none where it does not tell them
    /// (<https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-orders-totals>).
    fn words(&mut self, now: Time) -> Option<Vec<String>> {
        let answer = self.way.get("reports/orders/totals", &[], now).ok()?;
        let counted = answer::value(&answer).filter(|_| answer.status == 200)?;
        let slug = |one: &Value| Some(one.get("slug")?.as_str()?.trim().to_owned());
        let words: Vec<String> = counted.as_array()?.iter().filter_map(slug).collect();
        (!words.is_empty()).then_some(words)
    }

    fn told(&self, answer: &HttpAnswer, now: Time) -> Result<(Vec<WooOrder>, i64), FeedTrouble> {
        let (orders, received) = answer::orders(answer, now).map_err(|trouble| FeedTrouble {
            said: self.way.redact(&trouble.said),
            ..trouble
        })?;
        Ok((orders, i64::try_from(received).unwrap_or(i64::MAX)))
    }

    /// From which second on changes are asked for.
    fn since(&self, ask: &FeedAsk<'_>, cursor: &WooCursor) -> i64 {
        cursor.since.unwrap_or_else(|| self.month_before(ask.now))
    }

    fn month_before(&self, now: Time) -> i64 {
        (now - Span::days(self.since.0)).0 / 1_000
    }
}

impl FeedSource for WooFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let mut cursor = WooCursor::of(ask.cursor);
        if let Some(walk) = cursor.walk {
            return self.walk(ask, cursor, walk);
        }
        // The newest first, whatever else is to be read.
        if let Some(portion) = self.changes(ask, cursor.clone())? {
            return Ok(Some(portion));
        }
        if let Some(walk) = cursor.sweep {
            return self.sweep(ask, cursor, walk);
        }
        let night = last_night(ask.now, ask.zone);
        if cursor.swept_at.is_some_and(|swept| swept >= night.0) {
            return Ok(None);
        }
        cursor.swept_at = Some(ask.now.0);
        let walk = WooWalk::begin(self.month_before(ask.now));
        self.sweep(ask, cursor, walk)
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        write::write(&mut self.way, wanted, now)
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let asked = [
            ("per_page", "1".to_owned()),
            ("orderby", "date".to_owned()),
            ("order", "desc".to_owned()),
        ];
        let answer = self.way.get("orders", &asked, ask.now)?;
        let (page, received) = self.told(&answer, ask.now)?;
        let number = |order: &WooOrder| order.object.get("number").and_then(Value::as_str).map(str::to_owned);
        Ok(FeedTried {
            found: total(&answer).unwrap_or(received),
            newest: page
                .first()
                .map(|order| number(order).unwrap_or_else(|| order.id.to_string())),
            words: self.words(ask.now),
        })
    }
}

/// A page of orders.
struct WooPage {
    orders: Vec<WooOrder>,
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

/// Those whose version was not taken; they are from now on, as far as that is asked for again.
fn fresh(cursor: &mut WooCursor, page: Vec<WooOrder>, until: i64) -> Vec<WooOrder> {
    let mut fresh = page;
    fresh.retain(|order| !cursor.has(order.id, &order.mark));
    for order in fresh.iter().filter(|order| order.changed >= until - OVERLAP) {
        cursor.take(order.id, order.changed, order.mark.clone());
    }
    fresh
}

fn portion(orders: Vec<WooOrder>, cursor: &WooCursor, more: bool) -> Portion {
    let objects: Vec<Value> = orders.into_iter().map(|order| order.object).collect();
    let body = if objects.is_empty() {
        PortionBody::Nothing
    } else {
        PortionBody::Text(
            Shape::Format(Format::WooCommerce),
            Value::Array(objects).to_string().into_bytes(),
        )
    };
    Portion {
        name: "woocommerce".to_owned(),
        body,
        cursor: Some(cursor.kept()),
        more,
    }
}

/// As the API takes it: with `Z`, or the shop's own zone is meant.
fn stamp(second: i64) -> String {
    let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// When it was that hour of the night last.
fn last_night(now: Time, zone: Tz) -> Time {
    let there = now.utc().with_timezone(&zone);
    let today = there.date_naive();
    let at = |day: NaiveDate| zone.from_local_datetime(&day.and_time(NIGHT)).earliest();
    let tonight = at(today).filter(|at| *at <= there);
    let night = tonight.or_else(|| at(today.pred_opt()?));
    night.map_or(Time(0), |at| Time(at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_is_over_once_its_hour_has_come() {
        let zone = Tz::Europe__Moscow;
        let noon = Time(1_773_219_600_000);
        let half_past_three = Time(1_773_219_600_000 - 510 * 60_000);
        assert_eq!(last_night(noon, zone), half_past_three);
        assert_eq!(
            last_night(half_past_three - Span::seconds(1), zone),
            half_past_three - Span::hours(24)
        );
    }

    #[test]
    fn times_are_written_as_the_shop_takes_them() {
        assert_eq!(stamp(1_773_219_600), "2026-03-11T09:00:00Z");
    }
}
