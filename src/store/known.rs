//! Ids a connection has met: rows that never change and are never deleted, asked for by every order that comes in.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use super::LabelKind;

/// How many ids of one sort are kept, about a megabyte; past it they are learnt again.
const AT_MOST: usize = 10_000;

/// What a transaction learns is its own until it is committed, so that no id outlives a row that was rolled back; what
/// others commit meanwhile makes all of it forgotten.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The file's `data_version` these ids were learnt at.
    version: Option<i64>,
    labels: Ids<LabelKind>,
    /// Things ordered, by name, then article number.
    goods: Ids<String>,
}

impl Known {
    /// What still holds at `version`.
    pub(super) fn at(self, version: i64) -> Known {
        if self.version == Some(version) {
            return self;
        }
        Known {
            version: Some(version),
            ..Known::default()
        }
    }

    pub(super) fn label(&self, kind: LabelKind, text: &str) -> Option<i64> {
        self.labels.get(&kind, text)
    }

    pub(super) fn keep_label(&mut self, kind: LabelKind, text: &str, id: i64) {
        self.labels.keep(kind, text, id);
    }

    pub(super) fn goods(&self, sku: &str, name: &str) -> Option<i64> {
        self.goods.get(name, sku)
    }

    pub(super) fn keep_goods(&mut self, sku: &str, name: &str, id: i64) {
        self.goods.keep(name.to_owned(), sku, id);
    }
}

/// Ids by two keys, so that looking one up makes no text.
#[derive(Debug)]
struct Ids<K> {
    of: HashMap<K, HashMap<String, i64>>,
    count: usize,
}

impl<K> Default for Ids<K> {
    fn default() -> Ids<K> {
        Ids {
            of: HashMap::new(),
            count: 0,
        }
    }
}

impl<K: Hash + Eq> Ids<K> {
    fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q, text: &str) -> Option<i64>
    where
        K: Borrow<Q>,
    {
        self.of.get(key)?.get(text).copied()
    }

    fn keep(&mut self, key: K, text: &str, id: i64) {
        if self.count >= AT_MOST {
            *self = Ids::default();
        }
        self.of.entry(key).or_default().insert(text.to_owned(), id);
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::kinds::LabelKind;

    #[test]
    fn what_was_learnt_at_another_version_is_forgotten() {
        let mut known = Known::default().at(1);
        known.keep_label(LabelKind::Zone, "Asia/Omsk", 7);
        known.keep_goods("S1", "Чайник", 8);
        let known = known.at(1);
        assert_eq!(known.label(LabelKind::Zone, "Asia/Omsk"), Some(7));
        assert_eq!(known.label(LabelKind::Channel, "Asia/Omsk"), None);
        assert_eq!(
            (known.goods("S1", "Чайник"), known.goods("Чайник", "S1")),
            (Some(8), None)
        );
        let known = known.at(2);
        assert_eq!(known.label(LabelKind::Zone, "Asia/Omsk"), None);
        assert_eq!(known.goods("S1", "Чайник"), None);
    }

    #[test]
    fn no_more_is_kept_than_fits() {
        let mut known = Known::default();
        for (id, number) in (1..).zip(0..=AT_MOST) {
            known.keep_goods(&number.to_string(), "Чайник", id);
        }
        assert_eq!(known.goods.count, 1);
        assert_eq!(known.goods("0", "Чайник"), None);
        assert_eq!(known.goods(&AT_MOST.to_string(), "Чайник"), Some(10_001));
    }
}
