//! Orders by the words one types: number, name, phone and goods of all of them, everything a row shows of the newest.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order_tab::OrderTab;
use crate::domain::order_tab::called;
use crate::store::Edge;
use crate::store::LikeOrders;
use crate::store::ListedOrder;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::fold;
use crate::text::other_layouts;
use crate::view::shops;

/// How many orders are looked at of each kind of likeness.
const LIKE_MOST: usize = 300;
/// Towns, channels and stages are looked for among this many of the newest.
const READ_MOST: usize = 400;

/// What the program's own channels are called, in its languages.
const CHANNEL_WORDS: [(&str, &str); 3] = [
    ("site", "сайт site"),
    ("phone", "телефон phone"),
    ("marketplace", "маркетплейс marketplace"),
];

/// What was found, and whether that is all there is.
#[derive(Debug)]
pub struct FoundOrders {
    /// The newest first.
    pub rows: Vec<ListedOrder>,
    /// False where older orders that were not looked at may say it too.
    pub is_all: bool,
}

/// What was typed and what it means in other layouts; none when nothing was.
pub fn readings(typed: &str) -> Vec<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    std::iter::once(typed.to_owned()).chain(other_layouts(typed)).collect()
}

/// The orders of a tab, which holds `of` of them, that one of the readings finds.
pub fn like(look: &Look<'_>, tab: OrderTab, of: i64, readings: &[String]) -> Result<FoundOrders, StoreError> {
    look.store.know_goods()?;
    like_known(look, tab, of, readings)
}

/// Likewise where it is [known](crate::store::Store::know_goods) what goods are called.
pub(super) fn like_known(
    look: &Look<'_>,
    tab: OrderTab,
    of: i64,
    readings: &[String],
) -> Result<FoundOrders, StoreError> {
    let several = look.store.has_several_sources()?;
    let (likely, mut is_all) = likely(look, readings)?;
    let newest = look.store.tab_orders(tab, Edge::Newest, READ_MOST)?;
    let has_all = i64::try_from(newest.len()).unwrap_or(i64::MAX) >= of;
    // A number or a phone is found among all orders; what is said in words may be said by older ones too.
    is_all &= has_all || readings.iter().all(|reading| !reading.chars().any(char::is_alphabetic));
    let mut ids: BTreeSet<OrderId> = likely
        .iter()
        .flat_map(|like| &like.orders)
        .copied()
        .chain(newest)
        .collect();
    if tab == OrderTab::All && !has_all {
        // Of a stage that is named the newest are found wherever they stand among all.
        let words: Vec<String> = readings.iter().map(|reading| fold(reading)).collect();
        for named in words.iter().flat_map(|reading| reading.split(' ')).flat_map(called) {
            ids.extend(look.store.tab_orders(named, Edge::Newest, READ_MOST)?);
        }
    }
    let customers: BTreeSet<CustomerId> = likely.iter().flat_map(|like| &like.customers).copied().collect();
    let (mut rows, are_all) = look
        .store
        .listed_orders_of(&customers.into_iter().collect::<Vec<_>>())?;
    is_all &= are_all;
    rows.retain(|row| !ids.contains(&row.id));
    rows.extend(look.store.listed_orders(&ids.into_iter().collect::<Vec<_>>())?);
    rows.retain(|row| tab.holds(row.stage, row.contacted) && is_about(look, several, row, &likely, readings));
    rows.sort_by_key(|row| Reverse((row.created_at, row.total, row.id)));
    Ok(FoundOrders { rows, is_all })
}

/// Which of these orders one of the readings is about.
pub fn among(look: &Look<'_>, ids: &[OrderId], readings: &[String]) -> Result<Vec<OrderId>, StoreError> {
    look.store.know_goods()?;
    let several = look.store.has_several_sources()?;
    let (likely, _) = likely(look, readings)?;
    let rows = look.store.listed_orders(ids)?.into_iter();
    Ok(rows
        .filter(|row| is_about(look, several, row, &likely, readings))
        .map(|row| row.id)
        .collect())
}

/// What each of the readings is like, and whether that is all there is.
fn likely(look: &Look<'_>, readings: &[String]) -> Result<(Vec<LikeOrders>, bool), StoreError> {
    let likely = readings
        .iter()
        .map(|reading| look.store.orders_like(reading, LIKE_MOST));
    let likely: Vec<LikeOrders> = likely.collect::<Result<_, _>>()?;
    let is_all = likely.iter().all(|like| like.is_all);
    Ok((likely, is_all))
}

fn is_about(look: &Look<'_>, several: bool, row: &ListedOrder, likely: &[LikeOrders], readings: &[String]) -> bool {
    let is_like = |nth: usize| {
        let like = likely.get(nth);
        like.is_some_and(|like| like.orders.contains(&row.id) || like.customers.contains(&row.customer))
    };
    is_found(&row.name, readings, is_like) || says(row, &shops::label(look, several, row), readings)
}

/// Whether one of the readings is like it and means its name. A name was looked for by its longest word: the others must
/// stand there too. Phones, numbers and goods are found whole.
pub(super) fn is_found(name: &str, readings: &[String], is_like: impl Fn(usize) -> bool) -> bool {
    let mut readings = readings.iter().enumerate();
    readings.any(|(nth, reading)| is_like(nth) && is_name(name, reading))
}

/// Whether a name has every word that was typed, or none at all: then something else than it was found.
fn is_name(name: &str, reading: &str) -> bool {
    let (name, folded) = (fold(name), fold(reading));
    let mut words = folded.split(' ');
    let is_name = words.clone().any(|word| name.contains(word));
    !is_name || words.all(|word| has(&name, word))
}

/// Whether a text has a word that was typed: an initial begins one of its words, what is longer may stand inside of them.
fn has(text: &str, word: &str) -> bool {
    let is_initial = word.chars().count() < 3 && word.chars().all(char::is_alphabetic);
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if is_initial {
        words.any(|of| of.starts_with(word))
    } else {
        text.contains(word)
    }
}

/// Every word stands somewhere in what the row shows.
fn says(row: &ListedOrder, shop: &str, readings: &[String]) -> bool {
    let mut shown = [&row.number, &row.name, &row.town, &row.goods, &row.channel].map(|text| fold(text));
    let shop = fold(shop);
    if let Some((_, words)) = CHANNEL_WORDS.iter().find(|(channel, _)| *channel == row.channel) {
        (*words).clone_into(&mut shown[4]);
    }
    let is_stage = |word: &str| called(word).any(|tab| tab.holds(row.stage, row.contacted));
    readings.iter().any(|reading| {
        let folded = fold(reading);
        let mut words = folded.split(' ').filter(|word| !word.is_empty()).peekable();
        // "В пути", "at the pickup point": short words say nothing beside the one that names the stage.
        let named = folded.split(' ').any(is_stage);
        let is_short = |word: &str| named && word.chars().count() < 4;
        words.peek().is_some()
            && words.all(|word| {
                let is_shown = shown.iter().chain([&shop]).any(|text| has(text, word));
                is_stage(word) || is_short(word) || is_shown
            })
    })
}
