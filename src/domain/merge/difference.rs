//! What the shop changed after the order was confirmed, and taking it over.

use crate::domain::action::OrderRecord;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::coded::coded;
use crate::domain::incoming::IncomingOrder;
use crate::domain::money::Money;
use crate::domain::order::Line;

coded! {
    /// What of an order is agreed with the customer, and may differ from what the shop says.
    pub enum Differing {
        /// The lines.
        Lines = 1 "lines",
        /// The total.
        Total = 2 "total",
        /// Where it goes.
        Address = 3 "address",
    }
}

/// One thing in which the shop's version differs from ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What.
    pub what: Differing,
    /// What the desk has: lines one by one, an amount, an address.
    pub ours: String,
    /// What the shop says.
    pub theirs: String,
}

/// In what the shop's last version differs from the order; what the shop left out does not differ.
pub fn difference(order: &OrderRecord, shop: &IncomingOrder) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |what: Differing, ours: String, theirs: String| found.push(Difference { what, ours, theirs });
    if !shop.lines.is_empty() && shop.lines != order.lines {
        add(Differing::Lines, listed(&order.lines), listed(&shop.lines));
    }
    let (ours, theirs) = (
        Money::new(order.facts.total, order.facts.currency),
        Money::new(shop.total, shop.currency),
    );
    if ours != theirs {
        add(Differing::Total, ours.text(), theirs.text());
    }
    if !shop.address.is_empty() && shop.address != order.texts.address {
        add(Differing::Address, order.texts.address.clone(), shop.address.clone());
    }
    found
}

/// Takes the shop's version over: its lines, total and address, and nothing waits any longer.
pub fn accept(order: &OrderRecord, shop: &IncomingOrder) -> Vec<Change> {
    let id = order.facts.id.0;
    let set = |entity: Entity, field: Field, before: Value, after: Value| Change::Set {
        entity,
        id,
        field,
        before,
        after,
    };
    let mut changes: Vec<Change> = difference(order, shop)
        .into_iter()
        .filter_map(|difference| match difference.what {
            Differing::Lines => Some(Change::Lines {
                order: id,
                before: order.lines.clone(),
                after: shop.lines.clone(),
            }),
            // An order keeps its currency: an amount of another one is for an operator to settle.
            Differing::Total => (shop.currency == order.facts.currency)
                .then(|| set(Entity::Order, Field::Total, order.facts.total.into(), shop.total.into())),
            Differing::Address => {
                let (before, after) = (order.texts.address.as_str().into(), shop.address.as_str().into());
                Some(set(Entity::OrderTexts, Field::Address, before, after))
            }
        })
        .collect();
    if let Some(at) = order.facts.shop_changed_at {
        changes.push(set(Entity::Order, Field::ShopChangedAt, at.into(), Value::Null));
    }
    changes
}

/// Lines in words: `Кофеварка × 1, Фильтры × 2`.
fn listed(lines: &[Line]) -> String {
    let listed: Vec<String> = lines
        .iter()
        .map(|line| {
            let name = if line.name.is_empty() { &line.sku } else { &line.name };
            let (whole, rest) = (line.quantity_milli / 1_000, (line.quantity_milli % 1_000).abs());
            let rest = if rest == 0 {
                String::new()
            } else {
                format!(",{}", format!("{rest:03}").trim_end_matches('0'))
            };
            format!("{name} × {whole}{rest}")
        })
        .collect();
    listed.join(", ")
}
