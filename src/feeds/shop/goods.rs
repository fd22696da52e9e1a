//! A shop's goods over its API: all of them page by page at first and by night, between that what changed. Only a reading that
//! went from end to end, and of which every product could be read, says of a product it did not name that it is offered no more.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::api::ShopApi;
use super::api::ShopOrder;
use super::cursor::ShopCursor;
use super::cursor::ShopWalk;
use super::feed::ShopFeed;
use super::feed::last_night;
use crate::desk::import::catalogue::CatalogueEnd;
use crate::domain::duration::Days;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::product::CatalogueRow;
use crate::domain::reject::Reject;
use crate::domain::time::Time;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::GoodsPortion;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;
use crate::intake;

/// No more products that could not be read are kept.
const MOST_REFUSED: usize = 50;

/// A shop's goods.
pub struct GoodsFeed<A> {
    feed: ShopFeed<A>,
}

/// How far they were read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct GoodsCursor {
    /// Its walk by night is over all of them.
    shop: ShopCursor,
    /// Products that could not be read, by their ids, until they can.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    refused: BTreeMap<i64, Reject>,
}

impl<A: ShopApi> GoodsFeed<A> {
    /// By its API: what was placed is all of them.
    pub fn new(api: A) -> GoodsFeed<A> {
        GoodsFeed {
            feed: ShopFeed::new(api, Days(0)),
        }
    }

    /// The next page of all of them.
    fn all(
        &mut self,
        ask: &FeedAsk<'_>,
        mut cursor: GoodsCursor,
        mut walk: ShopWalk,
    ) -> Result<Option<Portion>, FeedTrouble> {
        let begun = Time(cursor.shop.swept_at.unwrap_or(ask.now.0));
        let mut page = self.feed.api.placed(0, walk.place(), ask)?;
        // What tells no change may change from now on.
        let untold = page.until.unwrap_or(ask.now.0 / 1_000);
        for product in page.orders.iter_mut().filter(|product| product.changed == 0) {
            product.changed = untold;
        }
        walk.pass(&page);
        for product in &page.orders {
            cursor.shop.note(product, walk.reached());
        }
        let is_last = page.next.is_none();
        let is_more = !is_last && !page.is_made;
        match page.next {
            Some(place) => cursor.shop.sweep = Some(walk.behind(place)),
            None => cursor.shop.reach(walk.reached()),
        }
        let rows = cursor.rows::<A>(page.orders, ask)?;
        let end = match cursor.refused.len() {
            _ if !is_last => None,
            0 => Some(CatalogueEnd::OfAll(begun)),
            _ => Some(CatalogueEnd::OfChanges),
        };
        // Where most were missing they are looked for again from the first.
        let mut again = cursor.clone();
        again.shop.swept_at = None;
        Ok(Some(cursor.portion(rows, end, is_more, again.kept())))
    }

    fn changes(&mut self, ask: &FeedAsk<'_>, mut cursor: GoodsCursor) -> Result<Option<Portion>, FeedTrouble> {
        let Some(step) = self.feed.changes(ask, cursor.shop.clone())? else {
            // That they cannot be read is said for as long as it is so.
            let is_fine = cursor.refused.is_empty();
            return Ok((!is_fine).then(|| cursor.portion(Vec::new(), None, false, String::new())));
        };
        cursor.shop = step.cursor;
        let rows = cursor.rows::<A>(step.orders, ask)?;
        let end = cursor.shop.walk.is_none().then_some(CatalogueEnd::OfChanges);
        Ok(Some(cursor.portion(rows, end, step.more, String::new())))
    }
}

impl<A: ShopApi> FeedSource for GoodsFeed<A> {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let mut cursor = GoodsCursor::of(ask.cursor);
        let night = last_night(ask.now, ask.zone);
        // A clock that was set back is not waited for.
        let was_read = |at: i64| at >= night.0 && at <= ask.now.0;
        if cursor.shop.sweep.is_none() && !cursor.shop.swept_at.is_some_and(was_read) {
            cursor.shop.swept_at = Some(ask.now.0);
            cursor.shop.walk = None;
            cursor.refused.clear();
            return self.all(ask, cursor, ShopWalk::begin(0));
        }
        match cursor.shop.sweep.take() {
            Some(walk) => self.all(ask, cursor, walk),
            None => self.changes(ask, cursor),
        }
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        self.feed.api.tried(ask)
    }
}

impl GoodsCursor {
    /// As it was kept; a cursor of a newer program is none.
    fn of(kept: Option<&str>) -> GoodsCursor {
        kept.and_then(|kept| serde_json::from_str(kept).ok())
            .unwrap_or_default()
    }

    fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What products say; those that cannot be read are kept.
    fn rows<A: ShopApi>(
        &mut self,
        products: Vec<ShopOrder>,
        ask: &FeedAsk<'_>,
    ) -> Result<Vec<CatalogueRow>, FeedTrouble> {
        for product in &products {
            self.refused.remove(&product.id);
        }
        let objects: Vec<_> = products.into_iter().map(|product| product.object).collect();
        let read = intake::read_goods(A::FORMAT, &objects, (ask.currency, ask.zone), ask.now);
        let read = read.map_err(|why| FeedTrouble::new(FeedFault::NotGoods, why.to_string()))?;
        for reject in read.rejects {
            let id = reject.order.as_deref().and_then(|id| id.parse().ok());
            if self.refused.len() < MOST_REFUSED {
                self.refused.insert(id.unwrap_or(0), reject);
            }
        }
        Ok(read.rows)
    }

    fn portion(&self, rows: Vec<CatalogueRow>, end: Option<CatalogueEnd>, more: bool, again: String) -> Portion {
        let refused = self.refused.values().cloned().collect();
        Portion {
            name: String::new(),
            body: PortionBody::Goods(GoodsPortion {
                rows,
                end,
                refused: if more { Vec::new() } else { refused },
                again,
            }),
            cursor: Some(self.kept()),
            more,
        }
    }
}
