//! Of whom what follows from their rows is to be recomputed at the end of a batch.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::store::Scope;
use crate::store::StoreError;
use crate::store::Tx;

/// The customers of a batch.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Whose projections are to be recomputed, and for which of their orders.
    to_do: BTreeMap<CustomerId, Vec<OrderId>>,
    /// Orders of which all that follows went in with their rows, while nothing else of their customers is touched.
    complete: HashMap<CustomerId, Vec<OrderId>>,
}

impl Touched {
    /// Something of the customer changed, and maybe of an order of theirs.
    pub(super) fn touch(&mut self, customer: CustomerId, order: Option<OrderId>) {
        let complete = self.complete.remove(&customer);
        let orders = self.to_do.entry(customer).or_default();
        orders.extend(complete.into_iter().flatten());
        orders.extend(order);
    }

    /// The order came with all that follows from it, and nothing is left to recompute where the customer is not touched.
    pub(super) fn complete(&mut self, customer: CustomerId, order: OrderId) {
        let done = &mut self.complete;
        let orders = self
            .to_do
            .get_mut(&customer)
            .unwrap_or_else(|| done.entry(customer).or_default());
        orders.push(order);
    }

    /// The customer's orders that are still to be recomputed; none when nothing is.
    pub(super) fn of(&self, customer: CustomerId) -> Option<&[OrderId]> {
        self.to_do.get(&customer).map(Vec::as_slice)
    }

    /// Recomputes what follows.
    pub(super) fn refresh(self, tx: &Tx<'_>) -> Result<(), StoreError> {
        let of = self.to_do.iter();
        let of: Vec<_> = of.map(|(customer, orders)| (*customer, Scope::Live(orders))).collect();
        tx.refresh_several(&of)?;
        Ok(())
    }
}
