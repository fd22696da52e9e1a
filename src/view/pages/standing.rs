//! How the orders of a page's rows stand: what rows that can be marked bring along for the actions on them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::ids::OrderId;
use crate::domain::order::OrderFacts;
use crate::store::StoreError;
use crate::store::look::Look;

/// The orders of rows that can be marked, as they stand.
pub(super) fn of_rows(
    look: &Look<'_>,
    rows: impl Iterator<Item = OrderId>,
) -> Result<HashMap<OrderId, Arc<OrderFacts>>, StoreError> {
    let ids: Vec<OrderId> = rows.collect();
    let facts = look.store.order_facts_of(&ids)?;
    Ok(facts.into_iter().map(|facts| (facts.id, Arc::new(facts))).collect())
}
