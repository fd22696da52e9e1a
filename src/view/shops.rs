//! Which shop orders are of, where there are several.

use std::collections::HashMap;

use crate::domain::ids::OrderId;
use crate::store::ListedOrder;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// What the shops of these orders are called, to tell them from each other; nothing where all orders came from one.
pub fn labels(look: &Look<'_>, orders: &[OrderId]) -> Result<HashMap<OrderId, String>, StoreError> {
    if orders.is_empty() || !look.store.has_several_sources()? {
        return Ok(HashMap::new());
    }
    let settings = look.rules.settings();
    let mut labels = HashMap::with_capacity(orders.len());
    for (order, kept) in look.store.sources_of(orders)? {
        let label = settings.source_label(&kept);
        if !label.is_empty() {
            labels.insert(order, clean(label).into_owned());
        }
    }
    Ok(labels)
}

/// Likewise of one order, where it is known whether there are `several` shops.
pub fn label(look: &Look<'_>, several: bool, row: &ListedOrder) -> String {
    if several {
        clean(look.rules.settings().source_label(&row.source)).into_owned()
    } else {
        String::new()
    }
}
