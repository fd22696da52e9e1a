//! What of an exchange outlasts it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;

use crate::domain::reject::Reject;

/// No more goods of a file that could not be read are kept.
const MOST_REFUSED: usize = 50;

/// How far a 1C was heard, and told.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct OneCCursor {
    /// Goods that could not be read, by the file they stood in, until it comes again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) refused: BTreeMap<String, Vec<Reject>>,
    /// Files of which nothing could be read, likewise.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) unread: BTreeSet<String>,
    /// Products a whole catalogue did not name and that are offered still: they would be most of it.
    #[serde(default)]
    pub(super) spared: i64,
    /// The entry of the journal up to which orders were told.
    #[serde(default)]
    pub(super) told: i64,
    /// The newest entry when they were told first: of what is before it only open orders are told.
    #[serde(default)]
    pub(super) since: Option<i64>,
}

impl OneCCursor {
    /// As it was kept; a cursor of a newer program is none.
    pub(super) fn of(kept: Option<&str>) -> OneCCursor {
        kept.and_then(|kept| serde_json::from_str(kept).ok())
            .unwrap_or_default()
    }

    pub(super) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A file came: what is said of one of that name before is over.
    pub(super) fn came(&mut self, name: &str, mut refused: Vec<Reject>) {
        self.unread.remove(name);
        self.refused.remove(name);
        refused.truncate(MOST_REFUSED);
        for reject in &mut refused {
            reject.raw.clear();
        }
        if !refused.is_empty() {
            self.refused.insert(name.to_owned(), refused);
        }
    }
}
