//! What waits for its hour, and why not now: the tab *later* of all orders.

use std::collections::HashMap;
use std::collections::HashSet;

use super::Act;
use super::LongList;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::PageTab;
use super::Section;
use super::standing;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::local_time::local;
use crate::domain::money::Money;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::text::fold;
use crate::view::order_words;
use crate::view::plan;
use crate::view::plan::Awaited;

/// How many are shown.
const SHOWN: usize = 200;
/// A row's customer, and the order it is about.
type WhoseRow = (CustomerId, Option<OrderId>);

/// How many are read to be narrowed.
const READ_MOST: usize = 2_000;

/// What comes when nobody acts, each order or customer once, by day and hour.
pub(super) fn page(look: &Look<'_>, tabs: Vec<PageTab>, filter: &str) -> Result<PageSnapshot, StoreError> {
    let zone = look.rules.settings().shop.time_zone;
    let currency = look.rules.settings().shop.currency;
    let mut awaited = plan::awaited(look)?;
    let of = awaited.len();
    let readings = order_words::readings(filter);
    let mut is_all = true;
    if !readings.is_empty() {
        is_all = of <= READ_MOST;
        awaited.truncate(READ_MOST);
        let says = says(look, &awaited, &readings)?;
        awaited.retain(|one| says.contains(&(one.customer, one.task.order)));
    }
    let found = awaited.len();
    let own = awaited.iter().filter_map(|one| one.total);
    let sum = own.filter(|total| total.currency == currency).map(|total| total.minor);
    let sum = sum.sum();
    awaited.truncate(SHOWN);
    let keys: Vec<_> = awaited.iter().map(|one| (one.customer, one.task.order)).collect();
    let texts = look.store.row_texts(&keys)?;
    let (mut sections, mut hour, mut day): (Vec<Section>, String, _) = (Vec::new(), String::new(), None);
    for one in &awaited {
        let at = local(zone, one.at);
        if day.replace(at.date()) != Some(at.date()) {
            hour.clear();
            sections.push(Section {
                title: Some(Label::of("later-day").with("day", Cell::Day(one.at))),
                rows: Vec::new(),
                empty: None,
            });
        }
        let clock = at.format("%H:%M").to_string();
        let is_first = clock != hour;
        hour.clone_from(&clock);
        let text = texts.get(&(one.customer, one.task.order));
        let (number, name, phone) = text.map_or(("", "", ""), |text| (&text.number, &text.customer, &text.phone));
        if let Some(section) = sections.last_mut() {
            section.rows.push(PageRow {
                key: match one.task.order {
                    Some(order) => PageRowKey::Order(order, one.customer),
                    None => PageRowKey::Customer(one.customer),
                },
                cells: vec![
                    Cell::of(is_first.then_some(clock), Cell::Clock),
                    Cell::Number(number.to_owned()),
                    if name.is_empty() {
                        Cell::Phone(phone.to_owned())
                    } else {
                        Cell::Text(clean(name).into_owned())
                    },
                    Cell::of(one.total, Cell::Money),
                    Cell::Task(one.task.clone()),
                    Cell::Why(one.task.rule),
                ],
                act: Act::Card,
            });
        }
    }
    if sections.is_empty() {
        let nothing = if of == 0 { "later-nothing" } else { "orders-none" };
        sections.push(Section::nothing(Label::of(nothing)));
    }
    let orders = standing::of_rows(look, awaited.iter().filter_map(|one| one.task.order))?;
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let first = |key, most| Some(Label::of(key).with("count", Cell::Count(count(most))));
    Ok(PageSnapshot {
        sections,
        listing: Some(LongList {
            tabs,
            columns: Vec::new(),
            gives_up: Vec::new(),
            found: count(found),
            is_all,
            of: count(of),
            sum: Some(Money::new(sum, currency)),
            above: false,
            below: false,
            note: match () {
                () if !is_all => first("later-read", READ_MOST),
                () if found > SHOWN => first("later-first", SHOWN),
                () => None,
            },
            orders,
        }),
        ..PageSnapshot::blank(PageKey::Orders, look.now)
    })
}

/// Which of them one of the readings is about: by number, name, phone, goods, town, channel or stage.
fn says(look: &Look<'_>, awaited: &[Awaited], readings: &[String]) -> Result<HashSet<WhoseRow>, StoreError> {
    let orders: HashMap<OrderId, WhoseRow> = awaited
        .iter()
        .filter_map(|one| Some((one.task.order?, (one.customer, one.task.order))))
        .collect();
    let among: Vec<OrderId> = orders.keys().copied().collect();
    let found = order_words::among(look, &among, readings)?;
    let mut says: HashSet<WhoseRow> = found.iter().filter_map(|id| orders.get(id).copied()).collect();
    let alone = awaited.iter().filter(|one| one.task.order.is_none());
    let alone: Vec<_> = alone.map(|one| (one.customer, None)).collect();
    let texts = look.store.row_texts(&alone)?;
    says.extend(texts.into_iter().filter_map(|(key, text)| {
        let shown = [fold(&text.customer), fold(&text.phone)];
        let mut said = readings.iter().map(|reading| fold(reading));
        said.any(|reading| shown.iter().any(|text| text.contains(&reading)))
            .then_some(key)
    }));
    Ok(says)
}
