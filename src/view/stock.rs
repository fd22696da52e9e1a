//! The catalogue, stock and open demand (R11).

use crate::domain::ids::ProductId;
use crate::domain::order::Stage;
use crate::domain::product::Demand;
use crate::domain::product::LineStock;
use crate::domain::product::Product;
use crate::domain::product::line_stock;
use crate::domain::regulation::Rulebook;
use crate::store::OrderOnCard;
use crate::store::StoreError;
use crate::store::look::Look;

/// The whole catalogue, by name.
pub fn catalogue(look: &Look<'_>) -> Result<Vec<Product>, StoreError> {
    let products = look.store.products()?;
    Ok(products.into_iter().map(|(_, product)| product).collect())
}

/// What the shop still offers and has none of, and what open orders ask of it (R11).
pub fn check_stock(look: &Look<'_>) -> Result<Vec<(Product, Demand)>, StoreError> {
    let demand = look.store.demand()?;
    let of = |id: ProductId| demand.get(&id).copied().unwrap_or_default();
    let products = look.store.offered_in_vain()?.into_iter();
    let mut checked: Vec<_> = products.map(|(id, product)| (product, of(id))).collect();
    checked.sort_by_key(|(_, demand)| std::cmp::Reverse(demand.orders));
    Ok(checked)
}

/// What the catalogue says of each line of an order; nothing more once the goods have left.
pub(super) fn of_lines(rules: &Rulebook, on_card: &OrderOnCard) -> Vec<LineStock> {
    let (order, products) = (&on_card.order, &on_card.products);
    if !Stage::AWAITING_GOODS.contains(&order.facts.stage) {
        return vec![LineStock::default(); order.lines.len()];
    }
    let over = rules.regulation().price_rise_over;
    let lines = order.lines.iter().enumerate();
    let found = lines.map(|(at, line)| {
        let product = products.get(at).and_then(Option::as_ref);
        let product = product.map(|(product, older)| (product, *older));
        line_stock(line, order.facts.currency, product, over)
    });
    found.collect()
}
