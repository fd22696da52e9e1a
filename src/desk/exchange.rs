//! Orders as another system of the shop is told of them.

use std::collections::HashMap;

use super::Desk;
use super::error::DeskError;
use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;

/// How many entries of the journal are looked at at once.
const ENTRIES: i64 = 5_000;
/// So often they are at most, for one answer.
const MOST_STEPS: usize = 20;

/// Orders of which something changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangedOrders {
    /// As they stand, by their ids.
    pub orders: Vec<OrderRecord>,
    /// The phones and addresses of their customers.
    pub contacts: HashMap<CustomerId, Vec<ContactRecord>>,
    /// What the feed that asks knows their goods by, by article number and name.
    pub keys: HashMap<(String, String), String>,
    /// Everything up to that entry of the journal is told with them.
    pub upto: i64,
}

impl Desk {
    /// The newest entry of the journal.
    pub fn last_entry(&self) -> Result<i64, DeskError> {
        Ok(self.store.last_entry()?)
    }

    /// About `most` orders of which something changed behind an entry of the journal; up to the entry `since` only those of
    /// which something is still owed. `feed` asks.
    pub fn changed_orders(&self, feed: &str, after: i64, since: i64, most: usize) -> Result<ChangedOrders, DeskError> {
        let mut found = ChangedOrders {
            upto: after,
            ..ChangedOrders::default()
        };
        let mut orders: HashMap<OrderId, OrderRecord> = HashMap::new();
        for _ in 0..MOST_STEPS {
            let entries = self.store.entries_behind(found.upto, ENTRIES)?;
            let Some((last, _)) = entries.last() else { break };
            let was_before = *last <= since;
            let mut ids: Vec<OrderId> = entries.iter().filter_map(|(_, order)| *order).collect();
            ids.sort_unstable();
            ids.dedup();
            let whole = self.store.whole_orders(&ids)?;
            let meant = whole.into_iter().filter(|(_, order)| order.facts.live || !was_before);
            orders.extend(meant);
            found.upto = *last;
            if orders.len() >= most {
                break;
            }
        }
        found.orders = orders.into_values().collect();
        found.orders.sort_by_key(|order| order.facts.id);
        let customers: Vec<CustomerId> = found.orders.iter().map(|order| order.facts.customer).collect();
        found.contacts = self.store.contacts_of_several(&customers)?;
        let ids: Vec<OrderId> = found.orders.iter().map(|order| order.facts.id).collect();
        found.keys = self.store.goods_keys(feed, &ids)?;
        Ok(found)
    }
}
