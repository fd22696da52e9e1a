//! Asks for what changed, walks where that is much, and walks over all of a month by night.

use chrono::NaiveDate;
use chrono::NaiveTime;
use chrono::TimeZone;
use chrono_tz::Tz;
use serde_json::Value;

use super::api::ShopApi;
use super::api::ShopOrder;
use super::cursor::ShopCursor;
use super::cursor::ShopWalk;
use crate::domain::duration::Days;
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

/// At most this many pages without news are passed at once.
const MOST_STEPS: usize = 100;
/// When all of a month is walked over, on the shop's clock.
const NIGHT: NaiveTime = match NaiveTime::from_hms_opt(3, 30, 0) {
    Some(at) => at,
    None => NaiveTime::MIN,
};

/// A shop.
pub struct ShopFeed<A> {
    pub(super) api: A,
    since: Days,
}

/// Some of what changed.
pub(super) struct ShopStep {
    pub(super) orders: Vec<ShopOrder>,
    pub(super) cursor: ShopCursor,
    pub(super) more: bool,
}

impl<A: ShopApi> ShopFeed<A> {
    /// By its API; the first reading and the nightly one go so far back.
    pub fn new(api: A, since: Days) -> ShopFeed<A> {
        ShopFeed { api, since }
    }

    /// What changed, up to the first page that has something new.
    pub(super) fn changes(
        &mut self,
        ask: &FeedAsk<'_>,
        mut cursor: ShopCursor,
    ) -> Result<Option<ShopStep>, FeedTrouble> {
        let since = cursor.since.unwrap_or_else(|| self.month_before(ask.now));
        let from = since - cursor.overlap(A::BEHIND);
        let (is_first, goes_on) = (cursor.since.is_none(), cursor.walk.is_some());
        let mut walk = cursor.walk.take().unwrap_or_else(|| ShopWalk::begin(since));
        for _ in 0..MOST_STEPS {
            let page = self.api.changed(from, walk.place(), ask)?;
            walk.pass(&page);
            if page.is_made {
                cursor.walk = page.next.map(|place| walk.behind(place));
                cursor.swept_at = cursor.swept_at.or(Some(ask.now.0));
                return Ok(Some(ShopStep {
                    orders: Vec::new(),
                    cursor,
                    more: false,
                }));
            }
            let fresh = cursor.fresh(page.orders, walk.reached());
            // A reading without news writes nothing.
            let is_known = fresh.is_empty() && !is_first && !goes_on;
            if is_known && (page.next.is_none() || page.newest_first) {
                return Ok(None);
            }
            let more = match page.next {
                None => {
                    cursor.reach(walk.reached());
                    // What changed meanwhile is asked for at once.
                    goes_on
                }
                Some(place) if fresh.is_empty() => {
                    walk = walk.behind(place);
                    continue;
                }
                Some(place) => {
                    cursor.walk = Some(walk.behind(place));
                    true
                }
            };
            // What is read first is read whole.
            cursor.swept_at = cursor.swept_at.or(Some(ask.now.0));
            return Ok(Some(ShopStep {
                orders: fresh,
                cursor,
                more,
            }));
        }
        // Something between gives the same page whatever is asked: that would never end.
        Err(FeedTrouble::new(FeedFault::NotOrders, "page"))
    }

    /// The next page of the walk by night. Nobody hurries: the one behind it is for the next turn.
    fn sweep(
        &mut self,
        ask: &FeedAsk<'_>,
        mut cursor: ShopCursor,
        walk: ShopWalk,
    ) -> Result<Option<Portion>, FeedTrouble> {
        let page = self.api.placed(walk.bound, walk.place(), ask)?;
        cursor.sweep = page.next.map(|place| walk.behind(place));
        Ok(Some(portion::<A>(page.orders, &cursor, false)))
    }

    fn month_before(&self, now: Time) -> i64 {
        (now - Span::days(self.since.0)).0 / 1_000
    }
}

impl<A: ShopApi> FeedSource for ShopFeed<A> {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let mut cursor = ShopCursor::of(ask.cursor);
        // The newest first, whatever else is to be read.
        if let Some(step) = self.changes(ask, cursor.clone())? {
            return Ok(Some(portion::<A>(step.orders, &step.cursor, step.more)));
        }
        if let Some(walk) = cursor.sweep.clone() {
            return self.sweep(ask, cursor, walk);
        }
        let night = last_night(ask.now, ask.zone);
        if cursor.swept_at.is_some_and(|swept| swept >= night.0) {
            return Ok(None);
        }
        cursor.swept_at = Some(ask.now.0);
        let walk = ShopWalk::begin(self.month_before(ask.now));
        self.sweep(ask, cursor, walk)
    }

    fn write(&mut self, wanted: &ShopWrite, now: Time) -> WriteOutcome {
        self.api.write(wanted, now)
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.api.tried(ask)
    }
}

fn portion<A: ShopApi>(orders: Vec<ShopOrder>, cursor: &ShopCursor, more: bool) -> Portion {
    let objects: Vec<Value> = orders.into_iter().map(|order| order.object).collect();
    let body = if objects.is_empty() {
        PortionBody::Nothing
    } else {
        PortionBody::Text(Shape::Format(A::FORMAT), Value::Array(objects).to_string().into_bytes())
    };
    Portion {
        name: A::FORMAT.code().to_owned(),
        body,
        cursor: Some(cursor.kept()),
        more,
    }
}

/// When it was that hour of the night last.
pub(super) fn last_night(now: Time, zone: Tz) -> Time {
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
}
