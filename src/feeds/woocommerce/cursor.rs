//! How far a shop was read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

/// How far before the newest known change is asked again, seconds: changes may be written late.
pub(super) const OVERLAP: i64 = 90;
/// More orders than this do not change within the overlap, but by a change of all at once: those are not asked for again,
/// and what was written late beside them is found by night.
const MOST_SEEN: usize = 1_000;

/// How far a shop was read, by the shop's own clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WooCursor {
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
    pub(super) walk: Option<WooWalk>,
    /// The walk over all of a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sweep: Option<WooWalk>,
    /// When the last of those began, on this machine's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) swept_at: Option<i64>,
}

/// A walk by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WooWalk {
    /// Of changes the second up to which they are walked over, of all orders the one since which they were placed.
    pub(super) bound: i64,
    /// How many orders were passed.
    pub(super) passed: i64,
    /// The last of them.
    pub(super) last: i64,
}

impl WooWalk {
    pub(super) fn begin(bound: i64) -> WooWalk {
        WooWalk {
            bound,
            passed: 0,
            last: 0,
        }
    }
}

impl WooCursor {
    /// As it was kept; a cursor of a newer program is none.
    pub(super) fn of(kept: Option<&str>) -> WooCursor {
        kept.and_then(|kept| serde_json::from_str(kept).ok())
            .unwrap_or_default()
    }

    pub(super) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a version of an order was taken.
    pub(super) fn has(&self, id: i64, mark: &str) -> bool {
        self.seen.get(&id).is_some_and(|(_, known)| known == mark)
    }

    /// A version of an order is taken.
    pub(super) fn take(&mut self, id: i64, changed: i64, mark: String) {
        self.seen.insert(id, (changed, mark));
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

    /// How many seconds before the newest known change are asked for again.
    pub(super) fn overlap(&self) -> i64 {
        if self.crowded { 0 } else { OVERLAP }
    }
}
