//! An order's facts in a fifth of their room: the board keeps those of every row, and few are looked at.

use std::sync::Arc;

use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::shipment::Parcel;

/// The facts of a row's order, packed; beside them what is asked of every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOrder {
    /// What its customer means for the rules.
    pub marks: CustomerFlags,
    /// Nobody has settled yet whether a company buys (R10).
    pub is_maybe_b2b: bool,
    packed: Arc<[u8]>,
    /// Most rows have none.
    parcels: Option<Arc<[Parcel]>>,
}

impl KeptOrder {
    /// Packs them; nothing when that fails, which no order's facts make it do.
    pub fn of(order: &OrderFacts) -> Option<KeptOrder> {
        Some(KeptOrder {
            marks: order.marks,
            is_maybe_b2b: order.is_maybe_b2b(),
            packed: postcard::to_allocvec(order).ok()?.into(),
            parcels: (!order.parcels.is_empty()).then(|| order.parcels.as_slice().into()),
        })
    }

    /// The facts themselves.
    pub fn facts(&self) -> Option<OrderFacts> {
        let mut order: OrderFacts = postcard::from_bytes(&self.packed).ok()?;
        order.parcels = self.parcels.as_deref().unwrap_or_default().to_vec();
        Some(order)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::regulation::tests::any_customer;

    proptest! {
        #[test]
        fn an_orders_facts_come_out_as_they_went_in_and_take_a_third_of_the_room(customer in any_customer(1)) {
            for order in &customer.orders {
                let kept = KeptOrder::of(order).expect("packed");
                prop_assert_eq!(kept.facts(), Some(order.clone()));
                prop_assert!(kept.packed.len() * 3 < size_of::<OrderFacts>(), "{} bytes", kept.packed.len());
            }
        }
    }
}
