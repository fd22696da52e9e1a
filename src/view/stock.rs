//! The catalogue, stock and open demand (R11).

use crate::domain::ids::ProductId;
use crate::domain::order::Stage;
use crate::domain::product::Demand;
use crate::domain::product::ForSale;
use crate::domain::product::LineStock;
use crate::domain::product::Product;
use crate::domain::product::line_stock;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductSort;
use crate::domain::regulation::Rulebook;
use crate::store::OrderOnCard;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::fold;
use crate::text::other_layouts;
use crate::text::skeleton;
use crate::view::catalogue;
use crate::view::catalogue::CatalogueQuery;

/// The whole catalogue, by name.
pub fn catalogue(look: &Look<'_>) -> Result<Vec<Product>, StoreError> {
    let query = CatalogueQuery {
        sort: ProductSort {
            column: Some(ProductColumn::Name),
            reversed: false,
        },
        ..CatalogueQuery::default()
    };
    let found = catalogue::products(look, &query, usize::MAX)?;
    Ok(found.products.into_iter().map(|listed| listed.product).collect())
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

/// What is for sale by a name or an article number that is typed, in whatever layout: what begins so first.
pub fn for_sale(look: &Look<'_>, typed: &str, most: usize) -> Result<Vec<ForSale>, StoreError> {
    let readings = std::iter::once(typed.to_owned()).chain(other_layouts(typed));
    for reading in readings {
        let words: Vec<&str> = reading.split_whitespace().collect();
        let mut found = look.store.offered_like(&words)?;
        if found.is_empty() {
            continue;
        }
        let start = fold(&reading);
        found.sort_by_key(|(_, product)| !(is_sku(product, &reading) || fold(&product.name).starts_with(&start)));
        found.truncate(most);
        let demand = look.store.demand()?;
        let wanted = |id: &ProductId| demand.get(id).map_or(0, |demand| demand.quantity_milli);
        let for_sale = found.into_iter().map(|(id, product)| ForSale {
            wanted_milli: wanted(&id),
            product,
        });
        return Ok(for_sale.collect());
    }
    Ok(Vec::new())
}

fn is_sku(product: &Product, typed: &str) -> bool {
    !product.sku.is_empty() && skeleton(&product.sku) == skeleton(typed)
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
