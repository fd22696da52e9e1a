//! What waits for its hour, and why not now: the tab *later* of all orders.

use super::Act;
use super::LongList;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::PageTab;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::local_time::local;
use crate::domain::money::Money;
use crate::domain::regulation::Expected;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::plan;
use crate::view::plan::PlanTexts;
use crate::view::plan::Planned;

/// How many days ahead are looked at.
const AHEAD: Span = Span::days(7);
/// How many tasks are named.
const MOST: usize = 200;

/// The tasks of the days ahead, by day and hour.
pub(super) fn page(look: &Look<'_>, tabs: Vec<PageTab>) -> Result<PageSnapshot, StoreError> {
    let plan = plan::plan(look, look.now, look.now + AHEAD)?;
    let zone = look.rules.settings().shop.time_zone;
    let currency = look.rules.settings().shop.currency;
    let mut texts = PlanTexts::default();
    let (mut sections, mut sum, mut hour): (Vec<Section>, i64, _) = (Vec::new(), 0, None);
    let mut day = None;
    let mut seen = std::collections::HashSet::new();
    for planned in plan.tasks.iter().take(MOST) {
        let at = local(zone, planned.what.at);
        if day != Some(at.date()) {
            day = Some(at.date());
            hour = None;
            let title = Label::of("later-day").with("day", Cell::Day(planned.what.at));
            sections.push(Section {
                title: Some(title),
                rows: Vec::new(),
                empty: None,
            });
        }
        let clock = at.format("%H:%M").to_string();
        let first = hour.as_ref() != Some(&clock);
        let (row, total) = row(look, &mut texts, planned, first.then(|| clock.clone()))?;
        hour = Some(clock);
        if !seen.insert(row.key) {
            continue;
        }
        sum += total;
        if let Some(section) = sections.last_mut() {
            section.rows.push(row);
        }
    }
    if sections.is_empty() {
        sections.push(Section {
            title: None,
            rows: Vec::new(),
            empty: Some(Label::of("later-nothing")),
        });
    }
    let count = i64::try_from(plan.tasks.len()).unwrap_or(i64::MAX);
    Ok(PageSnapshot {
        key: PageKey::Orders,
        as_of: look.now,
        shape: Shape::Whole,
        sections,
        listing: Some(LongList {
            tabs,
            columns: Vec::new(),
            gives_up: Vec::new(),
            found: count,
            of: count,
            sum: Some(Money::new(sum, currency)),
            above: false,
            below: false,
            note: None,
        }),
    })
}

/// A task, and what its order costs.
fn row(
    look: &Look<'_>,
    texts: &mut PlanTexts,
    planned: &Planned<Expected>,
    hour: Option<String>,
) -> Result<(PageRow, i64), StoreError> {
    let task = &planned.what.task;
    let words = plan::plan_text(look, texts, planned.customer, task.order)?;
    let order = task.order.map(|id| look.store.order_facts(id)).transpose()?.flatten();
    let total = order.as_ref().map(|order| (order.total, order.currency));
    let key = match task.order {
        Some(order) => PageRowKey::Order(order, planned.customer),
        None => PageRowKey::Customer(planned.customer),
    };
    let who = if words.customer.is_empty() {
        Cell::Phone(words.phone.clone())
    } else {
        Cell::Text(clean(&words.customer).into_owned())
    };
    let row = PageRow {
        key,
        cells: vec![
            Cell::of(hour, Cell::Clock),
            Cell::Number(words.number.clone()),
            who,
            Cell::of(total, |(total, currency)| Cell::Money(Money::new(total, currency))),
            Cell::Task(task.clone()),
            Cell::Why(task.rule),
        ],
        act: Act::Card,
    };
    Ok((row, total.map_or(0, |(total, _)| total)))
}
