//! How far a shop was read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::api::ShopOrder;
use super::api::ShopPage;

/// How far before the newest known change is asked again, seconds: changes may be written late.
pub(super) const OVERLAP: i64 = 90;
/// More orders than this do not change within the overlap, but by a change of all at once: those are not asked for again,
/// and what was written late beside them is found by night.
const MOST_SEEN: usize = 1_000;
/// While a walk goes on, more are not remembered: they are taken once more.
const MOST_NOTED: usize = 5_000;

/// How far a shop was read, by the shop's own clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ShopCursor {
    /// Everything that changed up to this second was taken.
    pub(super) since: Option<i64>,
    /// What was taken of the overlap before it: id, second of the change, mark of the text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) seen: BTreeMap<i64, (i64, String)>,
    /// Too much changed within the overlap to ask for it again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) crowded: bool,
    /// The walk over what changed, where that is more than a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) walk: Option<ShopWalk>,
    /// The walk over all of a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sweep: Option<ShopWalk>,
    /// When the last of those began, on this machine's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) swept_at: Option<i64>,
}

/// A walk over many pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ShopWalk {
    /// Of changes the second of the newest that was passed, of all orders the one since which they were placed.
    pub(super) bound: i64,
    /// Later changes may have been missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<i64>,
    /// Where it goes on, as the shop calls it; empty at its beginning.
    #[serde(default)]
    place: String,
}

impl ShopWalk {
    pub(super) fn begin(bound: i64) -> ShopWalk {
        ShopWalk {
            bound,
            until: None,
            place: String::new(),
        }
    }

    pub(super) fn place(&self) -> Option<&str> {
        Some(self.place.as_str()).filter(|place| !place.is_empty())
    }

    /// A page is passed.
    pub(super) fn pass(&mut self, page: &ShopPage) {
        if self.place.is_empty() {
            self.until = page.until;
        }
        let newest = page.orders.iter().map(|order| order.changed).max();
        self.bound = self.bound.max(newest.unwrap_or(self.bound));
    }

    /// Where it goes on.
    pub(super) fn behind(self, place: String) -> ShopWalk {
        ShopWalk { place, ..self }
    }

    /// Everything that changed up to this second was passed, once the walk ends. A shop's clock that ran ahead and was set
    /// right hides nothing: no change is newer than the answer.
    pub(super) fn reached(&self) -> i64 {
        self.until.map_or(self.bound, |until| self.bound.min(until))
    }
}

impl ShopCursor {
    /// As it was kept; a cursor of a newer program is none.
    pub(super) fn of(kept: Option<&str>) -> ShopCursor {
        kept.and_then(|kept| serde_json::from_str(kept).ok())
            .unwrap_or_default()
    }

    pub(super) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Those of a page whose version was not taken; they are from now on, as far as they are asked for again once
    /// everything up to that second is taken.
    pub(super) fn fresh(&mut self, page: Vec<ShopOrder>, until: i64) -> Vec<ShopOrder> {
        let mut fresh = page;
        fresh.retain(|order| !self.note(order, until));
        fresh
    }

    /// Remembers a version as taken, as far as it is asked for again; whether it was known.
    pub(super) fn note(&mut self, order: &ShopOrder, until: i64) -> bool {
        let is_known = self.seen.get(&order.id).is_some_and(|(_, mark)| *mark == order.mark);
        if order.changed >= until - OVERLAP && self.seen.len() <= MOST_NOTED {
            self.seen.insert(order.id, (order.changed, order.mark.clone()));
        }
        is_known
    }

    /// Everything up to that second is taken.
    pub(super) fn reach(&mut self, until: i64) {
        let since = self.since.map_or(until, |since| since.max(until));
        self.since = Some(since);
        self.seen.retain(|_, (changed, _)| *changed >= since - OVERLAP);
        self.crowded = self.seen.len() > MOST_SEEN;
        if self.crowded {
            self.seen.clear();
        }
    }

    /// How many seconds before the newest known change are asked for again; where too much changed at once, what is asked for
    /// begins `behind` it, or it would be told for ever.
    pub(super) fn overlap(&self, behind: i64) -> i64 {
        if self.crowded { -behind } else { OVERLAP }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn order(id: i64, changed: i64, total: i64) -> ShopOrder {
        ShopOrder::of(json!({ "id": id, "total": total }), Some(changed)).unwrap()
    }

    #[test]
    fn a_cursor_that_a_program_of_before_kept_is_read_on_from() {
        let kept = r#"{"since":500,"seen":{"7":[490,"ab"]},"walk":{"bound":510,"passed":100,"last":9},"swept_at":3}"#;
        let cursor = ShopCursor::of(Some(kept));
        assert_eq!(
            (cursor.since, cursor.seen.len(), cursor.swept_at),
            (Some(500), 1, Some(3))
        );
        let walk = cursor.walk.unwrap();
        assert_eq!((walk.bound, walk.place()), (510, None), "it begins again");
        assert_eq!(ShopCursor::of(Some("of a newer program")), ShopCursor::default());
        assert_eq!(
            ShopCursor::of(Some(&ShopCursor::of(Some(kept)).kept())).since,
            Some(500)
        );
    }

    #[test]
    fn a_version_is_fresh_once_and_for_as_long_as_it_is_asked_for_again() {
        let mut cursor = ShopCursor::default();
        assert_eq!(cursor.fresh(vec![order(1, 1_000, 5), order(2, 100, 5)], 1_000).len(), 2);
        cursor.reach(1_000);
        assert_eq!(
            cursor.seen.keys().copied().collect::<Vec<_>>(),
            [1],
            "the other is asked for no more"
        );
        assert_eq!(cursor.fresh(vec![order(1, 1_000, 5)], 1_000), []);
        // It changed again and back: its time is kept with it, or it would be fresh once more behind it.
        assert_eq!(cursor.fresh(vec![order(1, 1_200, 5)], 1_200), []);
        cursor.reach(1_200);
        assert_eq!(cursor.fresh(vec![order(1, 1_200, 5)], 1_200), []);
        assert_eq!(cursor.fresh(vec![order(1, 1_200, 6)], 1_200).len(), 1);
    }

    #[test]
    fn a_walk_reaches_no_further_than_its_first_answer_and_never_back() {
        let page = |until, changed: &[i64]| ShopPage {
            orders: changed.iter().map(|changed| order(1, *changed, 1)).collect(),
            until,
            ..ShopPage::default()
        };
        let mut walk = ShopWalk::begin(100);
        walk.pass(&page(Some(500), &[300, 400]));
        assert_eq!(walk.reached(), 400);
        walk = walk.behind("2".to_owned());
        walk.pass(&page(Some(900), &[800]));
        assert_eq!(walk.reached(), 500, "what changed since may stand before this page");
        let mut cursor = ShopCursor::default();
        cursor.reach(600);
        cursor.reach(walk.reached());
        assert_eq!(cursor.since, Some(600));
    }
}
