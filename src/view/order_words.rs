//! Orders by the words one types: number, name, phone and goods of all of them, everything a row shows of the newest.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::domain::ids::OrderId;
use crate::domain::order_tab::OrderTab;
use crate::domain::order_tab::STAGE_WORDS;
use crate::store::Edge;
use crate::store::ListedOrder;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::fold;

/// Of each kind of likeness so many orders are looked at.
const LIKE_MOST: usize = 300;
/// Towns, channels and stages are looked for among so many of the newest.
const READ_MOST: usize = 400;

/// The orders of a tab that one of the readings finds, the newest first.
pub fn like(look: &Look<'_>, tab: OrderTab, readings: &[String]) -> Result<Vec<ListedOrder>, StoreError> {
    let mut likely: HashSet<OrderId> = HashSet::new();
    for reading in readings {
        likely.extend(look.store.orders_like(reading, LIKE_MOST)?);
    }
    let mut ids = likely.clone();
    ids.extend(look.store.tab_orders(tab, Edge::Newest, READ_MOST)?);
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let mut rows = look.store.listed_orders(&ids)?;
    rows.retain(|row| {
        let is_found = likely.contains(&row.id) && is_named(row, readings) || says(row, readings);
        tab.holds(row.stage, row.contacted) && is_found
    });
    rows.sort_by_key(|row| Reverse((row.created_at, row.total, row.id)));
    Ok(rows)
}

/// A name was looked for by its longest word: the others must stand there too. Phones, numbers and goods are found whole.
fn is_named(row: &ListedOrder, readings: &[String]) -> bool {
    let name = fold(&row.name);
    readings.iter().any(|reading| {
        let folded = fold(reading);
        let mut words = folded.split(' ');
        let is_name = words.clone().any(|word| name.contains(word));
        !is_name || words.all(|word| name.contains(word))
    })
}

/// Every word stands somewhere in what the row shows.
fn says(row: &ListedOrder, readings: &[String]) -> bool {
    let shown = [&row.number, &row.name, &row.town, &row.goods, &row.channel].map(|text| fold(text));
    let is_stage = |word: &str| {
        let mut words = STAGE_WORDS.iter().filter(|(stage, _)| *stage == row.stage);
        words.any(|(_, begins)| begins.iter().any(|begin| word.starts_with(begin)))
    };
    readings.iter().any(|reading| {
        let folded = fold(reading);
        let mut words = folded.split(' ').filter(|word| !word.is_empty()).peekable();
        words.peek().is_some() && words.all(|word| is_stage(word) || shown.iter().any(|text| text.contains(word)))
    })
}
