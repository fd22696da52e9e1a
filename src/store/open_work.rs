//! The open work of a file, customer by customer, with everything the rules read of each.

use std::collections::BTreeSet;

use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::store::Store;
use crate::store::StoreError;

/// The stages in which an order may owe anything.
pub(crate) const LIVE: &[Stage] = &[
    Stage::New,
    Stage::Confirmed,
    Stage::Ready,
    Stage::Dispatched,
    Stage::Arrived,
    Stage::Received,
    Stage::Closed,
    Stage::Cancelled,
    Stage::Returned,
];

/// The customers whose calls or times to call wait: they are read whole, their orders with everybody's.
#[derive(Debug, Default)]
pub(crate) struct OpenWork {
    awaited: BTreeSet<CustomerId>,
    are_given: bool,
}

impl OpenWork {
    /// Reads whose calls and times to call wait.
    pub(crate) fn begin(store: &Store) -> Result<OpenWork, StoreError> {
        Ok(OpenWork {
            awaited: store.awaited()?,
            are_given: false,
        })
    }

    /// Gives every customer with live orders of `stages` to `each`, and with the first walk everybody with calls and times
    /// to call.
    pub(crate) fn walk(
        &mut self,
        store: &Store,
        stages: &[Stage],
        mut each: impl FnMut(&CustomerFacts),
    ) -> Result<(), StoreError> {
        let mut whole = Vec::new();
        let mut facts = CustomerFacts::new(CustomerId(0));
        store.live_customers(stages, |orders| {
            let Some(id) = orders.first().map(|order| order.customer) else {
                return;
            };
            if self.awaited.contains(&id) {
                return;
            }
            facts.id = id;
            facts.set_orders(orders.drain(..));
            // Since when a number is known to be bad stands with their contacts, and what is read of parcels in rows.
            let reads_parcels = |order: &OrderFacts| order.marks.reads_parcels();
            if facts.marks.has(CustomerFlags::NO_PHONE) || facts.orders.iter().any(reads_parcels) {
                whole.push(id);
            } else {
                each(&facts);
            }
        })?;
        if !self.are_given {
            self.are_given = true;
            whole.extend(&self.awaited);
        }
        for facts in store.customer_facts_of(&whole)? {
            each(&facts);
        }
        Ok(())
    }
}
