//! The open work of a file, customer by customer, with everything the rules read of each.

use std::collections::HashMap;

use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::order::Marks;
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
    Stage::Cancelled,
    Stage::Returned,
];

/// Customers with calls and times to call; their orders come in with everybody's.
#[derive(Debug, Default)]
pub(crate) struct OpenWork {
    awaited: HashMap<CustomerId, CustomerFacts>,
}

impl OpenWork {
    /// Reads the calls and times to call that wait.
    pub(crate) fn begin(store: &Store) -> Result<OpenWork, StoreError> {
        let mut awaited: HashMap<CustomerId, CustomerFacts> = HashMap::new();
        store.pending_calls(|call| {
            let facts = awaited.entry(call.customer);
            facts.or_insert_with_key(|id| CustomerFacts::new(*id)).calls.push(call);
        })?;
        store.pending_appointments(|appointment| {
            let facts = awaited.entry(appointment.customer);
            let facts = facts.or_insert_with_key(|id| CustomerFacts::new(*id));
            facts.appointments.push(appointment);
        })?;
        Ok(OpenWork { awaited })
    }

    /// Gives every customer with live orders of `stages` to `each`, and everybody with calls and times to call.
    pub(crate) fn walk(
        &mut self,
        store: &Store,
        stages: &[Stage],
        mut each: impl FnMut(&CustomerFacts),
    ) -> Result<(), StoreError> {
        let awaited = &mut self.awaited;
        let mut numberless = Vec::new();
        let mut facts = CustomerFacts::new(CustomerId(0));
        store.live_customers(stages, |orders| {
            let Some(id) = orders.first().map(|order| order.customer) else {
                return;
            };
            if let Some(known) = awaited.get_mut(&id) {
                known.set_orders(orders.drain(..));
                return;
            }
            facts.id = id;
            facts.set_orders(orders.drain(..));
            // Since when a number is known to be bad stands with his contacts.
            if facts.marks.has(Marks::NO_PHONE) {
                numberless.push(id);
            } else {
                each(&facts);
            }
        })?;
        for customer in numberless {
            if let Some(facts) = store.customer_facts(customer)? {
                each(&facts);
            }
        }
        for facts in self.awaited.values_mut() {
            add_appointed(store, facts)?;
            // What he means for the rules stands on his orders, if he has any.
            if facts.orders.is_empty() || facts.marks.has(Marks::NO_PHONE) {
                let orders = std::mem::take(&mut facts.orders);
                store.read_owner(facts)?;
                facts.set_orders(orders);
            }
            each(facts);
        }
        Ok(())
    }
}

/// Reads the orders he is to be called about, when their stage is not among those read.
fn add_appointed(store: &Store, facts: &mut CustomerFacts) -> Result<(), StoreError> {
    let mut orders = std::mem::take(&mut facts.orders);
    for id in facts.appointments.iter().filter_map(|appointment| appointment.order) {
        if orders.iter().all(|order| order.id != id) {
            orders.extend(store.order_facts(id)?.filter(|order| order.live));
        }
    }
    facts.set_orders(orders);
    Ok(())
}
