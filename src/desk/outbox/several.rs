//! The outboxes of many customers and what they follow from, read together: a few statements, however many they are.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::outbox_look::OutboxLook;
use super::outbox_look::needs_order;
use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageRow;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::messages::tellings;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;

/// What was read of some customers.
pub(crate) struct Several {
    /// Their facts; who is not there is left out.
    pub(super) facts: BTreeMap<CustomerId, CustomerFacts>,
    messages: HashMap<CustomerId, Vec<MessageRow>>,
    contacts: HashMap<CustomerId, Vec<ContactRecord>>,
    orders: HashMap<OrderId, OrderRecord>,
    /// Where they came from, where that differs for the customer.
    sources: HashMap<OrderId, String>,
}

impl Several {
    /// Reads everything that a look at them at `now` will ask for.
    pub(crate) fn read(store: &Store, ids: &[CustomerId], rules: &Rulebook, now: Time) -> Result<Several, StoreError> {
        let facts = store.customer_facts_of(ids)?;
        let ids: Vec<CustomerId> = facts.iter().map(|facts| facts.id).collect();
        let messages = store.messages_of_several(&ids)?;
        let mut orders = Vec::new();
        for facts in &facts {
            let theirs = messages.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
            let due = tellings(facts, rules, now).due;
            let asked = due.iter().filter(|telling| needs_order(telling, theirs));
            orders.extend(asked.filter_map(|telling| telling.order));
        }
        orders.sort_unstable();
        orders.dedup();
        let sources = if rules.settings().sources.is_empty() {
            HashMap::new()
        } else {
            let all = facts.iter().flat_map(|facts| &facts.orders);
            store.sources_of(&all.map(|order| order.id).collect::<Vec<_>>())?
        };
        Ok(Several {
            facts: facts.into_iter().map(|facts| (facts.id, facts)).collect(),
            messages,
            contacts: store.contacts_of_several(&ids)?,
            sources,
            orders: store.whole_orders(&orders)?,
        })
    }
}

impl OutboxLook for Several {
    fn messages(&self, id: CustomerId) -> Result<Vec<MessageRow>, StoreError> {
        Ok(self.messages.get(&id).cloned().unwrap_or_default())
    }

    fn contacts_of(&self, id: CustomerId) -> Result<Vec<ContactRecord>, StoreError> {
        Ok(self.contacts.get(&id).cloned().unwrap_or_default())
    }

    fn order_of(&self, facts: &OrderFacts) -> Result<Option<OrderRecord>, StoreError> {
        Ok(self.orders.get(&facts.id).cloned())
    }

    fn source_of(&self, order: OrderId) -> Result<Option<String>, StoreError> {
        Ok(self.sources.get(&order).cloned())
    }
}
