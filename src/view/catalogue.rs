//! The catalogue as a list: one of its tabs, narrowed, in the order of a column.

use std::collections::HashMap;

use crate::domain::product::ListedProduct;
use crate::domain::product_tab::ProductSort;
use crate::domain::product_tab::ProductTab;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::ProductWish;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::other_layouts;

/// How long a product is new where nobody says since when.
const NEW_FOR: Span = Span::days(30);

/// What of the catalogue is asked for.
#[derive(Clone, Debug, Default)]
pub struct CatalogueQuery {
    /// Which tab.
    pub tab: ProductTab,
    /// By which column its rows stand.
    pub sort: ProductSort,
    /// What they are narrowed to, as typed, in whatever layout.
    pub filter: String,
    /// From when on a product is new; the last 30 days where it is not said.
    pub since: Option<Time>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct FoundProducts {
    /// The first of them.
    pub products: Vec<ListedProduct>,
    /// How many there are.
    pub found: i64,
    /// Of how many each tab is.
    pub totals: HashMap<ProductTab, i64>,
    /// From when on a product is new.
    pub since: Time,
}

/// The first `most` products that are asked for, and how many there are.
pub fn products(look: &Look<'_>, query: &CatalogueQuery, most: usize) -> Result<FoundProducts, StoreError> {
    let since = query.since.unwrap_or(look.now - NEW_FOR);
    let rise_over = look.rules.regulation().price_rise_over;
    let column = query.sort.column.unwrap_or(query.tab.usual());
    let totals = look.store.product_totals(since, rise_over)?;
    let readings = std::iter::once(query.filter.clone()).chain(other_layouts(&query.filter));
    let mut found = FoundProducts {
        products: Vec::new(),
        found: 0,
        totals,
        since,
    };
    for reading in readings {
        let words: Vec<&str> = reading.split_whitespace().collect();
        let wish = ProductWish {
            tab: query.tab,
            words: &words,
            since,
            rise_over,
            column,
            is_down: column.is_down() != query.sort.reversed,
        };
        found.found = match words.as_slice() {
            [] => found.totals.get(&query.tab).copied().unwrap_or(0),
            _ => look.store.count_products(&wish)?,
        };
        if found.found > 0 {
            found.products = look.store.listed_products(&wish, most)?;
            break;
        }
    }
    Ok(found)
}
