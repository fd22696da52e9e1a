//! One consistent reading: a store, the rules and a moment.

use std::collections::HashSet;

use super::CallFigures;
use super::LabelKind;
use super::MovedFigures;
use super::OrderFigures;
use super::ReturnFigures;
use super::Snapshot;
use super::Store;
use super::StoreError;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::source_and_shop;
use crate::domain::regulation::Rulebook;
use crate::domain::time::Time;
use crate::text::fold;

/// What screens and commands read by: until it is dropped, every read sees the same state of the file.
#[derive(Debug)]
pub struct Look<'a> {
    /// The file.
    pub(crate) store: &'a Store,
    /// The rules in force.
    pub(crate) rules: &'a Rulebook,
    /// When.
    pub(crate) now: Time,
    /// The sources figures are of, where not of all.
    only: Option<Only>,
    /// Held for as long as the reading lasts.
    _snapshot: Snapshot<'a>,
}

impl<'a> Look<'a> {
    /// Begins a reading; within another one on the same store it sees the same state.
    pub fn new(store: &'a Store, rules: &'a Rulebook, now: Time) -> Result<Look<'a>, StoreError> {
        Ok(Look {
            store,
            rules,
            now,
            only: None,
            _snapshot: store.snapshot()?,
        })
    }

    /// The same reading, with figures of one shop alone: as it is told from others here, or as its orders are kept; none
    /// where no orders came from one so called.
    pub fn of_source(&self, name: &str) -> Result<Option<Look<'a>>, StoreError> {
        let (settings, name) = (self.rules.settings(), fold(name));
        let is_it = |kept: &str| {
            let called = [settings.source_label(kept), kept, source_and_shop(kept).0];
            called.into_iter().any(|called| fold(called) == name)
        };
        let mut sources = self.store.labels(LabelKind::Source)?;
        sources.retain(|(_, kept)| is_it(kept));
        if sources.is_empty() {
            return Ok(None);
        }
        let (labels, kept) = sources.into_iter().unzip();
        Ok(Some(Look {
            only: Some(Only { labels, kept }),
            ..Look::new(self.store, self.rules, self.now)?
        }))
    }

    /// Gives every order placed from `from` until `until` to `each`, as they came.
    pub fn orders_placed(&self, from: Time, until: Time, mut each: impl FnMut(OrderFigures)) -> Result<(), StoreError> {
        self.store.orders_placed(from, until, |order| {
            if self.counts(order.shop) {
                each(order);
            }
        })
    }

    /// What came back of the goods of those orders that count, by reason and by what was given for it.
    pub fn goods_returned(&self, from: Time, until: Time) -> Result<Vec<ReturnFigures>, StoreError> {
        self.store.goods_returned(from, until, |shop| self.counts(shop))
    }

    /// Likewise the orders confirmed then.
    pub fn orders_confirmed(
        &self,
        from: Time,
        until: Time,
        mut each: impl FnMut(OrderFigures),
    ) -> Result<(), StoreError> {
        self.store.orders_confirmed(from, until, |order| {
            if self.counts(order.shop) {
                each(order);
            }
        })
    }

    /// Likewise every call that began then. A call is of the shop its customer ordered at last.
    pub fn calls_begun(&self, from: Time, until: Time, mut each: impl FnMut(CallFigures)) -> Result<(), StoreError> {
        if self.only.is_none() {
            return self.store.calls_begun(from, until, self.now, each);
        }
        let mut calls = Vec::new();
        self.store.calls_begun(from, until, self.now, |call| calls.push(call))?;
        let theirs: Vec<CustomerId> = calls.iter().map(|call| call.customer).collect();
        let ours = self.customers_of(&theirs)?;
        calls
            .into_iter()
            .filter(|call| ours.contains(&call.customer))
            .for_each(&mut each);
        Ok(())
    }

    /// Likewise all money that came or went back then.
    pub fn money_moved(&self, from: Time, until: Time, mut each: impl FnMut(MovedFigures)) -> Result<(), StoreError> {
        self.store.money_moved(from, until, |moved| {
            if self.counts(moved.shop) {
                each(moved);
            }
        })
    }

    /// Whether an order of this shop is counted.
    pub fn counts(&self, shop: Option<LabelId>) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| shop.is_some_and(|shop| only.labels.contains(&shop)))
    }

    /// Keeps what is about an order of the shop, or about none and a customer who ordered there last.
    pub fn keep_counted<T>(
        &self,
        found: &mut Vec<T>,
        of: impl Fn(&T) -> (Option<OrderId>, CustomerId),
    ) -> Result<(), StoreError> {
        let Some(only) = &self.only else { return Ok(()) };
        let orders: Vec<OrderId> = found.iter().filter_map(|one| of(one).0).collect();
        let sources = self.store.sources_of(&orders)?;
        let customers: Vec<CustomerId> = found.iter().map(|one| of(one).1).collect();
        let customers = self.customers_of(&customers)?;
        found.retain(|one| match of(one) {
            (Some(order), _) => sources.get(&order).is_some_and(|kept| only.kept.contains(kept)),
            (None, customer) => customers.contains(&customer),
        });
        Ok(())
    }

    fn customers_of(&self, asked: &[CustomerId]) -> Result<HashSet<CustomerId>, StoreError> {
        let Some(only) = &self.only else {
            return Ok(asked.iter().copied().collect());
        };
        let mut asked = asked.to_vec();
        asked.sort_unstable();
        asked.dedup();
        let sources = self.store.sources_of_customers(&asked)?.into_iter();
        let ours = sources.filter(|(_, kept)| only.kept.contains(kept));
        Ok(ours.map(|(customer, _)| customer).collect())
    }
}

/// The sources of one shop: their labels, and how they are kept.
#[derive(Debug)]
struct Only {
    labels: HashSet<LabelId>,
    kept: HashSet<String>,
}
